"""Progress as it leaves the house: one JSON object a line, ``results/progress.csv`` of a package."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import fields
from pathlib import Path

from lantu.errors import PackageError
from lantu.exchange.csvfile import write_table
from lantu.exchange.jsonl import json_text
from lantu.model.progress import Progress
from lantu.monitoring.judging import Judgement

PROGRESS = "progress.csv"
"""Progress of a package, in ``results/``: it may be deleted, and is made again."""


def progress_json(judged: Iterable[Judgement], *, ascii_only: bool = False) -> str:
    """Return progress as a JSON list: every field of the record, and why the status is what it is.

    Args:
        judged: The judgements.
        ascii_only: Escape all that is not ASCII, for channels that cannot carry Chinese.
    """
    names = [field.name for field in fields(Progress)]
    rows = [
        {"type": "progress"}
        | {name: getattr(each.progress, name) for name in names}
        | {"proposal": each.proposal, "why_zh": each.why_zh, "why_en": each.why_en}
        for each in judged
    ]
    return json_text(rows, ascii_only=ascii_only)


def write_progress(folder: Path, rows: Iterable[Progress]) -> None:
    """Write progress into a package; what was computed before gives way in one step.

    Raises:
        PackageError: The file could not be written (P006); the old one is untouched.
    """
    place = folder / "results"
    try:
        place.mkdir(exist_ok=True)
    except OSError as problem:
        raise PackageError("P006", file=place.name, problem=problem.strerror or problem) from problem
    write_table(place / PROGRESS, Progress, rows)
