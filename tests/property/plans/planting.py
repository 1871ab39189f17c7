"""Contradictions to plant into a consistent plan: one for each rule, each with every sentence it concerns."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal

from tests.property.plans.draft import Sentence
from tests.property.plans.facts import Facts, Pen


@dataclass(frozen=True)
class Plant:
    """What was planted: the rule that must find it, and the sentences that must be touched."""

    rule: str
    sentences: tuple[Sentence, ...]


Planting = Callable[[Pen, Facts], "Plant | None"]
PLANTINGS: dict[str, list[Planting]] = {}


def plants(rule: str) -> Callable[[Planting], Planting]:
    """Register a way to break a rule; it returns None where the plan has nothing to break."""

    def register(planting: Planting) -> Planting:
        PLANTINGS.setdefault(rule, []).append(planting)
        return planting

    return register


def plant(pen: Pen, facts: Facts, rule: str) -> Plant | None:
    """Break a rule in one of its ways."""
    sentences = pen.one(PLANTINGS[rule])(pen, facts)
    return Plant(rule, tuple(dict.fromkeys(sentences))) if sentences else None


def number(value: Decimal | int, sign: int, share: int) -> Decimal:
    """Return a number moved by a share in percent, with as many decimals and surely another."""
    exact = Decimal(value)
    unit = Decimal(1).scaleb(int(exact.as_tuple().exponent))
    return exact + sign * max((exact * share / 100).quantize(unit), unit * 2)
