"""How far two values of a target lie apart, as they are printed: from what is due, from a limit, from what the year asks."""

from __future__ import annotations

from decimal import Decimal

from lantu.errors import Language, message
from lantu.model.fields import write_text
from lantu.model.progress import Progress
from lantu.monitoring.printing import (
    PERCENT,
    POINT,
    asked_number,
    in_published_digits,
    told_asked,
    told_due,
    told_number,
    told_unit,
    value_number,
    with_unit,
)

_LIMIT, _DUE, _YEAR = ("M652", "M653", "M670"), ("M654", "M655", "M671"), ("M604", "M605", "M644")
"""What is said of a value above, below and at a limit, what is due, and what was asked of the year."""


def beside_due(row: Progress, language: Language | str) -> str:
    """Return the latest value beside its limit or what is due at its date; empty where nothing is."""
    if row.latest is None or row.due_value is None:
        return ""
    apart = Decimal(value_number(row, row.latest)) - Decimal(in_published_digits(row.due_value, row))
    return _said(apart, told_due(row, language), told_unit(row), _LIMIT if "kept" in row.components else _DUE, language)


def beside_year(row: Progress, language: Language | str) -> str:
    """Return what the year brought beside what was asked of it; empty where one of them is not known."""
    asked, brought = asked_number(row), row.components.get("annual_value")
    if not asked or not isinstance(brought, Decimal):
        return ""
    apart = Decimal(told_number(row, brought)) - Decimal(asked)
    return _said(apart, told_asked(row, language), row.unit, _YEAR, language)


def _said(apart: Decimal, other: str, unit: str | None, codes: tuple[str, str, str], language: Language | str) -> str:
    """Return how far a value lies from another, both as they are printed."""
    code = codes[2] if not apart else codes[0] if apart > 0 else codes[1]
    return message(code, language, other=other, difference=difference(apart, unit, language))


def difference(apart: Decimal, unit: str | None, language: Language | str) -> str:
    """Return how far two values lie apart, with its unit; percentages differ by points."""
    return with_unit(write_text(abs(apart)), POINT if unit == PERCENT else unit, language)
