"""A breakdown as it leaves the house: one JSON document, and ``results/annual_paths.csv`` of a package."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict, fields
from pathlib import Path
from typing import Any

from lantu.cascade.balance.explaining import move_said
from lantu.cascade.breakdown import Breakdown
from lantu.cascade.lines import Line
from lantu.cascade.remarks import Remark
from lantu.errors import PackageError
from lantu.exchange.csvfile import write_table
from lantu.exchange.jsonl import json_text
from lantu.model.annual_targets import AnnualTarget

PATHS = "annual_paths.csv"
"""The computed annual targets of a package, in ``results/``; those that were issued are decisions and stand elsewhere."""


def breakdown_json(found: Breakdown, *, ascii_only: bool = False) -> str:
    """Return a breakdown as JSON: ``rows``, ``balance``, ``conflicts`` and ``remarks``; numbers by their own digits.

    Args:
        found: The breakdown.
        ascii_only: Escape all that is not ASCII, for channels that cannot carry Chinese.
    """
    names = [field.name for field in fields(AnnualTarget)]
    raw = {
        "rows": [{name: getattr(row, name) for name in names} for row in found.rows],
        "balance": _balance(found.line),
        "conflicts": [asdict(conflict) for conflict in found.conflicts],
        "remarks": [_remark(remark) for remark in found.remarks],
    }
    return json_text(raw, ascii_only=ascii_only)


def write_paths(folder: Path, found: Breakdown) -> None:
    """Write the computed annual targets into a package; what was computed before gives way in one step.

    Raises:
        PackageError: The file could not be written (P006); the old one is untouched.
    """
    place = folder / "results"
    try:
        place.mkdir(exist_ok=True)
    except OSError as problem:
        raise PackageError("P006", file=place.name, problem=problem.strerror or problem) from problem
    write_table(place / PATHS, AnnualTarget, found.rows)


def _balance(line: Line) -> dict[str, Any]:
    """Return what was asked, what moved, what was not asked and what rounding left open."""
    balance = line.balance
    return {
        "possible": balance.possible,
        "least": balance.least,
        "identities": [
            {"id": rule.identity.id, "subject": rule.whole[1], "zh": rule.identity.zh, "en": rule.identity.en}
            for rule in balance.rules
        ],
        "moved": list(_moved(line)),
        "unasked": [
            {
                "id": each.identity.id,
                "subject": each.subject,
                "message_zh": each.reason.said("zh"),
                "message_en": each.reason.said("en"),
            }
            for each in balance.unasked
        ],
        "open": [
            {
                "id": check.rule.identity.id,
                "year": check.year,
                "message_zh": check.said("zh"),
                "message_en": check.said("en"),
            }
            for check in line.checks
            if not check.holds
        ],
    }


def _moved(line: Line) -> Iterator[dict[str, Any]]:
    for before, after in line.balance.moved:
        said = {name: move_said(before, after, line.balance.rules, name[-2:]) for name in ("message_zh", "message_en")}
        if said["message_zh"]:
            yield {"indicator": before.indicator, "subject": before.subject, **said}


def _remark(remark: Remark) -> dict[str, Any]:
    said = {"message_zh": remark.said("zh"), "message_en": remark.said("en")}
    return {"target": remark.target, "indicator": remark.indicator, "code": remark.code, **said}
