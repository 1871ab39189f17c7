"""A project as it is read, before it has an address in the document."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal


@dataclass(frozen=True, slots=True)
class Draft:
    """A project found in a text.

    Attributes:
        name: Printed name.
        start: Index of its row, or of its name in a list.
        end: Index after it.
        sure: Between 0 and 1.
        scale: Printed scale and content, or None.
        period: Years of construction, or None.
        investment: Total investment, or None.
        unit: Its unit, or None.
        body: The body responsible, or None.
    """

    name: str
    start: int
    end: int
    sure: float
    scale: str | None = None
    period: str | None = None
    investment: Decimal | None = None
    unit: str | None = None
    body: str | None = None
