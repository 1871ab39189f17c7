"""The numbers of an annual target: one, or both ends of a range, which is issued in words (4.5%—5%)."""

from __future__ import annotations

import re
from decimal import Decimal

from lantu.model.annual_targets import AnnualTarget

_NUMBERS = re.compile(r"(?<![\d.])\d{1,12}(?:\.\d{1,9})?")


def ends_of(row: AnnualTarget) -> tuple[Decimal, Decimal | None] | None:
    """Return the value asked for and None, or both ends of a range; None where no number can be read.

    >>> row = AnnualTarget(target="s1", indicator="地区生产总值增速", year=2026, comparator="range", text="4.5%—5%", line="issued")
    >>> ends_of(row)
    (Decimal('4.5'), Decimal('5'))
    """
    if row.comparator != "range":
        return None if row.value is None else (row.value, None)
    numbers = [Decimal(number) for number in _NUMBERS.findall(row.text or "")]
    if len(numbers) != 2 or numbers[0] > numbers[1]:
        return None
    return numbers[0], numbers[1]
