"""A review as it leaves the house: one JSON document, and ``results/findings.json`` of a package."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path

from lantu.errors import PackageError
from lantu.exchange.files import write_whole
from lantu.exchange.jsonl import json_text
from lantu.review import Review

FINDINGS = "findings.json"
"""The findings of the last review of a package, in ``results/``."""


def review_json(found: Review, *, ascii_only: bool = False) -> str:
    """Return a review as JSON: ``plan``, ``findings``, ``held`` and ``checked``; numbers by their own digits.

    Args:
        found: The review.
        ascii_only: Escape all that is not ASCII, for channels that cannot carry Chinese.
    """
    raw = {
        "plan": found.plan,
        "findings": [asdict(finding) for finding in found.findings],
        "held": [asdict(held) for held in found.held],
        "checked": {rule: {"checked": all_, "held": holding} for rule, (all_, holding) in found.checked.items()},
    }
    return json_text(raw, ascii_only=ascii_only)


def write_findings(folder: Path, found: Review) -> None:
    """Write the findings into a package; those of the review before give way in one step.

    Raises:
        PackageError: The file could not be written (P006); the old one is untouched.
    """
    place = folder / "results"
    try:
        place.mkdir(exist_ok=True)
        write_whole(place / FINDINGS, f"{review_json(found)}\n".encode())
    except OSError as problem:
        raise PackageError("P006", file=FINDINGS, problem=problem.strerror or problem) from problem
