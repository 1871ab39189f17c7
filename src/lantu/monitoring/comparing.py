"""A value beside those of others: the province, peer cities, and one's own past.

Only like is compared with like: the same indicator, period and basis, in a unit that converts. What is not alike is
listed with the reason, and what is not known is counted: a place among those known says how many are not, and between
which places it will lie once they are. All are ordinary subjects with ordinary observations; nothing is special about a
province but its name.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Literal

from lantu.cascade.keys import key_of
from lantu.cascade.observed import in_unit
from lantu.errors import Language, message
from lantu.model.records import Observation
from lantu.monitoring.series import OF_CHANGE, changing, observed_key
from lantu.monitoring.vintages import recorded
from lantu.vocabulary.indicators import Direction

Unlike = Literal["missing", "indicator", "period", "basis", "unit"]
"""Why a value cannot be compared: there is none, or it is of something else."""

_WHY: Mapping[Unlike, str] = {
    "missing": "M520",
    "indicator": "M521",
    "period": "M522",
    "basis": "M523",
    "unit": "M524",
}
_PERCENT, _POINTS = "%", "个百分点"


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One other subject beside the own value.

    Attributes:
        subject: Typed code.
        observation: What was observed of it, or None.
        value: Its value in the own unit, or None where it cannot be compared.
        difference: Own value minus its value, or None.
        why_not: Why it cannot be compared, or None.
        other_state: Whether its figure is of another state (a flash figure beside a final one), which is told.
    """

    subject: str
    observation: Observation | None
    value: Decimal | None = None
    difference: Decimal | None = None
    why_not: Unlike | None = None
    other_state: bool = False

    def reason(self, language: Language | str) -> str:
        """Return why it cannot be compared; empty where it can."""
        return message(_WHY[self.why_not], language) if self.why_not else ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A place among others, and between which places it lies when all are known.

    Attributes:
        place: Place among those known, 1 the best; equal values share the better place.
        known: Number of subjects known, the own included.
        asked: Number of subjects asked for, the own included.
        lowest: The worst place possible once all are known.
    """

    place: int
    known: int
    asked: int
    lowest: int

    def said(self, language: Language | str) -> str:
        """Return the place with how many are known.

        >>> Place(place=2, known=4, asked=6, lowest=4).said("en")
        'place 2 among the 4 known of 6; between place 2 and 4 once all are known'
        """
        facts = {"place": self.place, "known": self.known, "asked": self.asked, "lowest": self.lowest}
        return message("M525" if self.known == self.asked else "M526", language, **facts)


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """The own value beside others.

    Attributes:
        own: The own observation.
        lines: One for each subject asked for, in their order.
        unit: Unit of differences: percentages differ by points.
        place: The place among them, or None where better and worse do not apply or nobody else is known.
    """

    own: Observation
    lines: tuple[Line, ...]
    unit: str
    place: Place | None

    @property
    def unlike(self) -> tuple[Line, ...]:
        """The lines that could not be compared."""
        return tuple(each for each in self.lines if each.why_not is not None)


def compare(
    own: Observation, others: Iterable[Observation], subjects: Sequence[str], direction: Direction
) -> Comparison:
    """Return a value beside those of other subjects.

    Args:
        own: The own value.
        others: Observations of other subjects, one in force of each period and basis; what is of none of the subjects
            is passed over.
        subjects: The subjects asked for: all of them appear, known or not.
        direction: Whether more is better.
    """
    by_subject: dict[str, list[Observation]] = {subject: [] for subject in subjects if subject != own.subject}
    for each in others:
        if each.subject in by_subject:
            by_subject[each.subject].append(each)
    lines = tuple(_line(own, subject, found) for subject, found in by_subject.items())
    unit = _POINTS if own.unit == _PERCENT else own.unit
    return Comparison(own=own, lines=lines, unit=unit, place=_place(own, lines, direction))


def told_as(name: str, keys: Collection[str], known: Iterable[Observation]) -> Iterator[Observation]:
    """Yield what was observed of an indicator under one name, all told alike.

    A change of what grows is one of the growth: energy intensity that changed by -2 % was reduced by 2 %.

    Args:
        name: The name to give.
        keys: Keys of the indicator, see :func:`lantu.cascade.keys.key_of`.
        known: Observations of any indicator.
    """
    signs = {base: sign for key in keys for base, sign in changing(key)}
    for each in known:
        found = observed_key(each)
        if found in signs and each.basis in OF_CHANGE:
            yield replace(each, indicator=name, value=signs[found] * each.value)
        elif found in keys:
            yield replace(each, indicator=name)


def against_past(own: Observation, observations: Iterable[Observation]) -> tuple[Line, ...]:
    """Return a value beside the earlier ones of the same subject, the latest first.

    A year is compared with years, June with Junes; other periods are another thing and are passed over, as are other
    bases. A figure whose unit has changed in kind is listed with that reason.

    Args:
        own: The own value.
        observations: Observations of any subject and period.
    """
    past = [each for each in observations if _earlier(own, each)]
    newest = {each.period: each for each in sorted(past, key=recorded)}
    return tuple(_beside(own, newest[period]) for period in sorted(newest, reverse=True))


def _earlier(own: Observation, other: Observation) -> bool:
    same = (other.subject, other.basis) == (own.subject, own.basis) and _same_indicator(own, other)
    return same and other.period[4:] == own.period[4:] and other.period < own.period


def _same_indicator(own: Observation, other: Observation) -> bool:
    """Tell whether both are of one indicator; printed alike they are, whatever the unit, which is told apart."""
    return own.indicator == other.indicator or key_of(own.indicator, own.unit) == key_of(other.indicator, other.unit)


def _line(own: Observation, subject: str, found: Sequence[Observation]) -> Line:
    """Return the likest observation of a subject, or the reason why none is alike."""
    if not found:
        return Line(subject=subject, observation=None, why_not="missing")
    ranked = sorted(found, key=lambda each: (_likeness(own, each), recorded(each)))
    return _beside(own, ranked[-1])


def _likeness(own: Observation, other: Observation) -> int:
    """Return how many things agree, each counting only after those before it."""
    agrees = list(_agreement(own, other).values())
    return agrees.index(False) if False in agrees else len(agrees)


def _agreement(own: Observation, other: Observation) -> dict[Unlike, bool]:
    return {
        "indicator": _same_indicator(own, other),
        "period": own.period == other.period,
        "basis": own.basis == other.basis,
        "unit": in_unit(other.value, other.unit, own.unit) is not None,
    }


def _beside(own: Observation, other: Observation) -> Line:
    agrees = _agreement(own, other)
    if own.subject == other.subject:
        agrees["period"] = True  # one's own past is of another period on purpose
    why_not = next((what for what, alike in agrees.items() if not alike), None)
    value = in_unit(other.value, other.unit, own.unit)
    if why_not is not None or value is None:
        return Line(subject=other.subject, observation=other, why_not=why_not)
    return Line(
        subject=other.subject,
        observation=other,
        value=value,
        difference=own.value - value,
        other_state=other.state != own.state,
    )


def _place(own: Observation, lines: Sequence[Line], direction: Direction) -> Place | None:
    values = [each.value for each in lines if each.value is not None]
    if direction not in ("up", "down") or not values:
        return None
    better = sum(value > own.value if direction == "up" else value < own.value for value in values)
    unknown = len(lines) - len(values)
    return Place(place=better + 1, known=len(values) + 1, asked=len(lines) + 1, lowest=better + 1 + unknown)


def said(comparison: Comparison, language: Language | str) -> Iterator[str]:
    """Yield what a comparison says: the place, then what could not be compared."""
    if comparison.place is not None:
        yield comparison.place.said(language)
    for line in comparison.unlike:
        yield message("M527", language, subject=line.subject, reason=line.reason(language))
