"""How far two values of a target lie apart, as they are printed: from what is due, from a limit, from what the year asks."""

from __future__ import annotations

from decimal import Decimal

from lantu.errors import Language, message
from lantu.model.progress import Progress
from lantu.monitoring.judging import told_value
from lantu.monitoring.printing import in_published_digits
from lantu.monitoring.series import PERCENT

_LIMIT, _DUE, _YEAR = ("M652", "M653", "M670"), ("M654", "M655", "M671"), ("M604", "M605", "M644")
"""What is said of a value above, below and at a limit, what is due, and what was asked of the year."""


def beside_due(row: Progress, language: Language | str) -> str:
    """Return the latest value beside its limit or what is due at its date; empty where nothing is."""
    if row.latest is None or row.due_value is None:
        return ""
    return _said(row, row.latest, row.due_value, _LIMIT if "kept" in row.components else _DUE, language)


def beside_year(row: Progress, language: Language | str) -> str:
    """Return what the year brought beside what was asked of it; empty where one of them is not known."""
    asked, brought = row.components.get("annual_target"), row.components.get("annual_value")
    if not isinstance(asked, Decimal) or not isinstance(brought, Decimal):
        return ""
    return _said(row, brought, asked, _YEAR, language)


def _said(row: Progress, value: Decimal, other: Decimal, codes: tuple[str, str, str], language: Language | str) -> str:
    apart = Decimal(in_published_digits(value, row)) - Decimal(in_published_digits(other, row))
    code = codes[2] if not apart else codes[0] if apart > 0 else codes[1]
    return message(code, language, other=told_value(row, other), difference=_difference(row, abs(apart), language))


def _difference(row: Progress, apart: Decimal, language: Language | str) -> str:
    """Return a difference with its unit; percentages differ by points."""
    number = in_published_digits(apart, row)
    return message("M659", language, number=number) if row.unit == PERCENT else f"{number}{row.unit or ''}"
