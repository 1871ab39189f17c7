"""What a target asks of one year, one subject and one body: decided by people, kept among the decisions of a plan."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from lantu.model.records import Comparator


@dataclass(frozen=True, slots=True, kw_only=True)
class AnnualTarget:
    """The part of a target that falls to a year, a subject and a body.

    Attributes:
        target: Id of the statement it is broken down from.
        indicator: Printed name or id of the indicator.
        subject: Typed code such as ``area:220200``; empty for the plan's own area.
        body: The body that answers for it, or None.
        year: The year it is due.
        comparator: How the value bounds the indicator.
        value: The number, or None where it is given in words only.
        unit: Its unit, or None.
        text: As issued (5%左右, 与经济增长同步), or None.
        line: Computed path, rolled forward, or issued by decision.
        rule: How it was computed, or None.
        explanation: Why it is so, in words.
        reference: The decision or document it rests on.
        recorded_at: Moment of recording, ISO 8601, or None.
    """

    target: str
    indicator: str
    subject: str = ""
    body: str | None = None
    year: int
    comparator: Comparator
    value: Decimal | None = None
    unit: str | None = None
    text: str | None = None
    line: Literal["path", "rolled", "issued"]
    rule: str | None = None
    explanation: str | None = None
    reference: str | None = None
    recorded_at: str | None = None
