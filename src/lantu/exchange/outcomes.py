"""What a breakdown came to, as text to be kept and read back: JSON, numbers by their own digits."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, replace
from decimal import Decimal
from typing import Any

from lantu.cascade.conflicts.conflict import Conflict, Offer, Party
from lantu.cascade.outcome import Asked, Measured, Outcome, Said
from lantu.model.annual_targets import AnnualTarget

_SENTENCES = ("remarks", "moved", "unasked", "open")
_ROW = ("target", "indicator", "subject", "comparator", "unit", "text", "line", "rule", "explanation")
"""Fields of a computed annual target that all its years share; the others belong to decisions."""


def outcome_text(outcome: Outcome) -> str:
    """Return an outcome as text; :func:`parse_outcome` reads it back."""
    raw: dict[str, Any] = {
        "years": outcome.years,
        "asked": [_asked_of(each) for each in outcome.asked],
        "conflicts": [asdict(conflict) for conflict in outcome.conflicts],
        "least": outcome.least,
        "measured": {
            name: [str(each.precision), each.direction, each.measure] for name, each in outcome.measured.items()
        },
        "told_with": dict(outcome.told_with),
        "baselines": [[*key, str(value)] for key, value in outcome.baselines.items()],
        "history": [[name, year, str(each)] for name, by in outcome.history.items() for year, each in by.items()],
        "tasks": outcome.tasks,
        "actual": [[*key, str(value)] for key, value in outcome.actual.items()],
    }
    raw |= {name: [[each.zh, each.en, each.target] for each in getattr(outcome, name)] for name in _SENTENCES}
    return json.dumps(raw, ensure_ascii=False, separators=(",", ":"))


def parse_outcome(text: str) -> Outcome:
    """Read an outcome back.

    Raises:
        ValueError: The text is not one that :func:`outcome_text` wrote.
    """
    try:
        return _read(json.loads(text))
    except (KeyError, TypeError, ArithmeticError) as problem:
        raise ValueError(f"no outcome: {problem!r}") from problem


def _read(raw: Mapping[str, Any]) -> Outcome:
    sentences = {name: tuple(Said(zh=zh, en=en, target=target) for zh, en, target in raw[name]) for name in _SENTENCES}
    return Outcome(
        years=tuple(raw["years"]),
        asked=tuple(_read_asked_of(each) for each in raw["asked"]),
        conflicts=tuple(_read_conflict(each) for each in raw["conflicts"]),
        least=raw["least"],
        measured={
            name: Measured(precision=Decimal(precision), direction=direction, measure=measure)
            for name, (precision, direction, measure) in raw["measured"].items()
        },
        told_with=raw["told_with"],
        baselines={(target, subject): Decimal(value) for target, subject, value in raw["baselines"]},
        actual={(target, subject, year): Decimal(value) for target, subject, year, value in raw["actual"]},
        history=_read_history(raw["history"]),
        tasks=tuple(raw["tasks"]),
        **sentences,
    )


def _read_history(raw: Any) -> dict[str, dict[int, Decimal]]:
    found: dict[str, dict[int, Decimal]] = {}
    for target, year, value in raw:
        found.setdefault(target, {})[year] = Decimal(value)
    return found


def _asked_of(each: Asked) -> list[Any]:
    values = [[year, None if value is None else str(value)] for year, value in each.values.items()]
    return [[getattr(each.row, name) for name in _ROW], each.reason_en, values]


def _read_asked_of(raw: Any) -> Asked:
    shared, reason, values = raw
    by_year = {year: None if value is None else Decimal(value) for year, value in values}
    row = AnnualTarget(year=min(by_year), **dict(zip(_ROW, shared, strict=True)))
    return Asked(row=row, reason_en=reason, values=by_year)


def _read_conflict(raw: Mapping[str, Any]) -> Conflict:
    parties, offers = raw["parties"], raw["offers"]
    read = Conflict(**{**raw, "parties": (), "offers": ()})
    return replace(
        read, parties=tuple(Party(**each) for each in parties), offers=tuple(Offer(**each) for each in offers)
    )
