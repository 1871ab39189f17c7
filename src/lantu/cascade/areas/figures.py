"""Figures of areas: what shares, shifts and weights are computed from."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from lantu.cascade.allocation import AreaChoice, Member, Role
from lantu.cascade.balance.single import Numbers
from lantu.cascade.keys import key_of
from lantu.cascade.observed import Observed
from lantu.cascade.tracks import Track
from lantu.errors import CascadeError
from lantu.vocabulary.indicators import indicator

PRODUCT = "gdp"
"""The indicator that intensities are told by."""

_PER_PRODUCT = "单位地区生产总值"
_ROLES: dict[Role, str] = {
    "base": "K040",
    "capacity": "K041",
    "need": "K042",
    "denominator": "K043",
    "amount": "K044",
    "output": "K045",
    "growth": "K046",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Figures:
    """The figures of the areas that share a target, in the order of their codes.

    Attributes:
        whole: The track that is shared.
        members: The areas, none of them inside another.
        choice: How the target is shared.
        observed: What was observed.
        base_year: The year before the plan.
        known: What was looked up, by role, so that telling three thousand parts does not look up each for each.
    """

    whole: Track
    members: tuple[Member, ...]
    choice: AreaChoice
    observed: Observed
    base_year: int
    known: dict[Role, dict[str, Decimal] | None] = field(default_factory=dict, init=False, compare=False, repr=False)

    def of(self, role: Role) -> dict[str, Decimal] | None:
        """Return a figure of every area, or None where that of any is not known."""
        if role not in self.known:
            self.known[role] = self._of(role)
        return self.known[role]

    def _of(self, role: Role) -> dict[str, Decimal] | None:
        found = {member.subject: self.one(role, member.subject) for member in self.members}
        known = {subject: figure for subject, figure in found.items() if figure is not None}
        return known if known and len(known) == len(found) else None

    def one(self, role: Role, subject: str) -> Decimal | None:
        """Return a figure of one area: as given, else as observed in the base year."""
        given = self.choice.figures.get(subject, {}).get(role)
        if given is not None:
            return given
        name = self.choice.by.get(role) or self._usual(role)
        if not name:
            return None
        key = key_of(name)
        if role == "growth":
            return self.observed.change(key, subject, self.base_year)
        unit = self.whole.unit if key == self.whole.indicator and self.whole.measure != "index" else None
        return self._observed(key, subject, unit)

    def _usual(self, role: Role) -> str:
        """Return the indicator that gives a figure where nobody has chosen one: the target's own, or what it is of.

        The base of a growth is the level that grows, the base of a reduction the intensity that falls; what stands
        below 单位地区生产总值 is the regional product.
        """
        known = indicator(self.whole.indicator)
        if role == "base":
            return known.base if known and known.base and self.whole.measure == "index" else self.whole.indicator
        return PRODUCT if role == "output" and _PER_PRODUCT in self.whole.name else ""

    def _observed(self, key: str, subject: str, unit: str | None) -> Decimal | None:
        """Return the observed value in a unit; in the unit it was observed in where none is asked for."""
        for printed in (unit,) if unit is not None else self.observed.units(key, subject, self.base_year):
            value = self.observed.value(key, subject, self.base_year, printed)
            if value is not None:
                return value
        return None

    @property
    def subjects(self) -> tuple[str, ...]:
        """Codes of the areas."""
        return tuple(member.subject for member in self.members)


def in_order(figures: dict[str, Decimal], subjects: Sequence[str]) -> list[Decimal]:
    """Return figures in the order of the areas."""
    return [figures[subject] for subject in subjects]


def numbers(figures: Sequence[Decimal]) -> Numbers:
    """Return figures as an array of floats."""
    import numpy as np  # noqa: PLC0415 - only whoever shares out pays for it

    return np.array([float(figure) for figure in figures], dtype=np.float64)


def called(role: Role) -> CascadeError:
    """Return what a role is called, as a fact that is said within a message."""
    return CascadeError(_ROLES[role])
