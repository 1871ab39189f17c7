"""What a review says of a plan: findings, and what was checked and holds.

The fields are the keys of ``results/findings.json`` and of the API; nothing declares them twice. Every span names the plan it
lies in, so that a finding may touch two plans.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

Severity = Literal["hard", "probable", "note"]


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanSpan:
    """A stretch of the text of a plan.

    Attributes:
        plan: Name of the plan, as given to the review.
        start: Offset of its first character in the plan's text.
        end: Offset after its last character.
    """

    plan: str
    start: int
    end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """A number of the arithmetic that a finding shows.

    Attributes:
        part: What the number is in the arithmetic, such as ``total``, ``part``, ``sum`` or ``difference``.
        name: What it measures, as printed.
        value: The number, in the unit given.
        value_high: The upper end of a range, else None.
        unit: Its unit, or None for a pure number.
    """

    part: str
    name: str
    value: Decimal
    value_high: Decimal | None = None
    unit: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """A place, or several, where a plan does not agree with itself.

    Attributes:
        rule: Public name of the rule that found it, such as ``parts-exceed-total``.
        severity: ``hard``: the arithmetic is certain and both sides are committed; ``probable``: likely wrong;
            ``note``: worth knowing.
        message_zh: What does not agree, with the arithmetic, in Chinese.
        message_en: The same in English.
        spans: Every clause concerned, in the order of the text.
        values: The numbers of the arithmetic.
        fix: How it could be reconciled, in Chinese.
        fix_en: The same in English.
    """

    rule: str
    severity: Severity
    message_zh: str
    message_en: str
    spans: tuple[PlanSpan, ...]
    values: tuple[Figure, ...] = ()
    fix: str = ""
    fix_en: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """Something that was checked and holds.

    Attributes:
        rule: Public name of the rule that checked it.
        message_zh: What holds, with the arithmetic, in Chinese.
        message_en: The same in English.
        spans: Every clause concerned.
        values: The numbers of the arithmetic.
    """

    rule: str
    message_zh: str
    message_en: str
    spans: tuple[PlanSpan, ...]
    values: tuple[Figure, ...] = ()
