"""What reading a file came to, kept with its draft: values with their places, or every reason why nothing was taken."""

from __future__ import annotations

import json
import zlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from lantu.errors import LantuError
from lantu.exchange.csvfile import parse_table, table_text
from lantu.exchange.observations.report import Missing, ObservationError, PlacedError, Taken
from lantu.model.records import Observation

Raw = dict[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """What reading a file came to.

    Attributes:
        taken: All it holds, or None where it was refused.
        problem: Why it was refused as a whole, or None.
        reasons: Every cell that was refused, in the order of the file.
    """

    taken: Taken | None = None
    problem: LantuError | None = None
    reasons: tuple[LantuError, ...] = field(default=())


def found_of(came: Taken | LantuError) -> Found:
    """Return what came of reading a file."""
    if isinstance(came, Taken):
        return Found(taken=came)
    return Found(problem=came, reasons=came.reasons)


def packed(found: Found) -> bytes:
    """Return what was found as bytes; :func:`unpacked` reads it back."""
    taken = found.taken
    raw: Raw = {
        "problem": told(found.problem) if found.problem else None,
        "reasons": [told(each) for each in found.reasons],
        "taken": None if taken is None else _taken_raw(taken),
    }
    return zlib.compress(json.dumps(raw, ensure_ascii=False).encode())


def unpacked(data: bytes) -> Found:
    """Return what was found, as it was kept."""
    raw = json.loads(zlib.decompress(data))
    reasons = tuple(heard(each) for each in raw["reasons"])
    problem = heard(raw["problem"]) if raw["problem"] else None
    if problem is not None and reasons:
        problem = ObservationError(str(problem.fields.get("file", "")), reasons)
    return Found(
        taken=_taken_from(raw["taken"]) if raw["taken"] else None,
        problem=problem,
        reasons=reasons,
    )


def told(problem: LantuError) -> Raw:
    """Return a message of the catalogue with its facts and, where it has one, its place."""
    facts = {name: told(fact) if isinstance(fact, LantuError) else str(fact) for name, fact in problem.fields.items()}
    raw: Raw = {"code": problem.code, "facts": facts}
    if isinstance(problem, PlacedError):
        raw["at"] = [problem.place, problem.sheet, problem.row, problem.column]
    return raw


def heard(raw: Mapping[str, Any]) -> LantuError:
    """Return a message as it was told."""
    facts = {name: heard(fact) if isinstance(fact, dict) else fact for name, fact in raw["facts"].items()}
    if "at" in raw:
        place, sheet, row, column = raw["at"]
        return PlacedError(place, facts["reason"], sheet=sheet, row=row, column=column)
    return LantuError(raw["code"], **facts)


def _taken_raw(taken: Taken) -> Raw:
    return {
        "file": taken.file,
        "observations": table_text(Observation, taken.observations),
        "places": list(taken.places),
        "missing": [[each.place, each.indicator, each.mark] for each in taken.missing],
        "told": [told(each) for each in taken.told],
        "tables": list(taken.tables),
    }


def _taken_from(raw: Mapping[str, Any]) -> Taken:
    return Taken(
        file=raw["file"],
        observations=parse_table(Observation, raw["observations"], raw["file"]),
        places=tuple(raw["places"]),
        missing=tuple(Missing(*each) for each in raw["missing"]),
        told=tuple(heard(each) for each in raw["told"]),
        tables=tuple(raw["tables"]),
    )
