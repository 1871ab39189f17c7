"""Values that are likely slips: told before they are accepted, never refused, because figures do jump now and then.

Each value is held against what is known of the same thing: bounds of what is possible at all, ten or a hundred times
the year before (万元 for 亿元), a value known before its period had ended, a sign that turns, an amount year to date that falls within a year, a change beyond all
changes so far, and a growth that does not go with the levels beside it. The bounds are ours; they decide what is shown.
"""

from __future__ import annotations

import math
from calendar import monthrange
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cached_property
from statistics import median

from lantu.cascade.observed import CHANGE, in_unit
from lantu.errors import LantuError
from lantu.exchange.observations.values import CellError
from lantu.model.records import Observation
from lantu.monitoring.dates import date_of
from lantu.monitoring.series import is_intensive
from lantu.monitoring.vintages import released, slot_of
from lantu.vocabulary.indicators import indicator, shipped_indicators

EXPECTED = "expected"
_WHOLE_DAY = len("2026-01-15")
NEAR_POWER = 0.1
"""How near the logarithm of a ratio lies to that of ten or a hundred: 8 to 12.6 times."""

FEWEST_CHANGES = 4
"""Changes so far from which on their own spread is the measure; before, a doubling or halving is told."""

MANY_CHANGES = 40
"""Changes from which on a value's own part in the spread is left in."""

SPREADS = 6
"""Robust standard deviations beyond which a change is told."""

SMALLEST_JUMP = 0.3
"""Change of a level, as a logarithm, that is never told: about a third, for indicators that hardly ever move."""

SMALLEST_STEP = 5.0
"""Change of a share or growth in points that is never told."""

GROWTH_APART = 10.0
"""Points by which a growth may differ from that of the levels: prices and scope differ, slips differ by more."""

_ROBUST = 1.4826  # from the median of deviations to a standard deviation

Time = tuple[int, str]
Group = tuple[str, str, str, str]


@dataclass(frozen=True, slots=True)
class Suspicion:
    """A value that is likely a slip.

    Attributes:
        observation: The value.
        reason: Why, with the figures it was held against.
    """

    observation: Observation
    reason: LantuError


@dataclass
class _Line:
    """The known values of one thing over time, in one unit; what is asked of it comes after all values are in."""

    unit: str
    values: dict[Time, Decimal]

    @cached_property
    def signs(self) -> tuple[int, int]:
        """How many values are above and below zero."""
        return sum(value > 0 for value in self.values.values()), sum(value < 0 for value in self.values.values())

    @property
    def points(self) -> bool:
        """Whether changes are told in points: of shares, rates and growth."""
        return is_intensive(self.unit) or "百分点" in self.unit

    @cached_property
    def steps(self) -> Mapping[Time, float]:
        """The change on the year before of every value that has one."""
        pairs = ((time, self.values.get((time[0] - 1, time[1])), value) for time, value in self.values.items())
        found = (
            (time, _step(before, value, points=self.points)) for time, before, value in pairs if before is not None
        )
        return {time: step for time, step in found if step is not None}

    @cached_property
    def usual(self) -> tuple[float, float]:
        """The middle of all changes and how far from it is usual."""
        return _usual(list(self.steps.values()), points=self.points)

    def usual_without(self, time: Time) -> tuple[float, float, int]:
        """Return the same without the changes to and from one value, and of how many; of many changes two do not matter."""
        own = (time, (time[0] + 1, time[1]))
        if len(self.steps) > MANY_CHANGES:
            return *self.usual, len(self.steps)
        past = [step for at, step in self.steps.items() if at not in own]
        return *_usual(past, points=self.points), len(past)


class Suspecting:
    """Holds new values against those in force, against each other, and against the day on which they come in."""

    def __init__(self, new: Sequence[Observation], known: Iterable[Observation], today: date | None = None) -> None:
        self._new, self._today = new, today
        self._lines: dict[Group, _Line] = {}
        for each in (*known, *new):  # a new value stands in the place of the old one
            self._add(each)
        self._by_year = _years_of(self._lines)

    def suspicions(self) -> Iterator[Suspicion]:
        """Yield what is suspicious of the new values, in their order; the gravest reason of each."""
        for each in self._new:
            reason = self._reason(each)
            if reason is not None:
                yield Suspicion(each, reason)

    def _add(self, observation: Observation) -> None:
        group, time = _placed(observation)
        line = self._lines.setdefault(group, _Line(observation.unit, {}))
        value = in_unit(observation.value, observation.unit, line.unit)
        if value is not None:
            line.values[time] = value

    def _reason(self, each: Observation) -> LantuError | None:
        group, time = _placed(each)
        line = self._lines[group]
        value = in_unit(each.value, each.unit, line.unit)
        if value is None:
            return CellError("M088", indicator=each.indicator, unit=each.unit, other=line.unit)
        checks = (
            _impossible(each),
            _early(each, self._today),
            _turned(each, line, value),
            _slipped(each, line, time, value),
            self._fallen(each, group, line, time, value),
            self._apart(each, group, line, time, value),
            _jumped(line, time, value),
        )
        return next((reason for reason in checks if reason is not None), None)

    def _fallen(self, each: Observation, group: Group, line: _Line, time: Time, value: Decimal) -> LantuError | None:
        """An amount year to date that is less than that of an earlier month of the year."""
        if each.basis != "year_to_date" or is_intensive(each.unit):
            return None
        earlier = [(part, line.values[time[0], part]) for part in self._by_year[group][time[0]] if part < time[1]]
        higher = [(part, other) for part, other in earlier if other > value]
        if not higher:
            return None
        part, other = higher[-1]
        return CellError("M084", value=_said(value), earlier=f"{time[0]}{part}", other=_said(other), unit=line.unit)

    def _apart(self, each: Observation, group: Group, line: _Line, time: Time, value: Decimal) -> LantuError | None:
        """A growth far from that of the levels beside it."""
        if each.basis == CHANGE:
            return None
        before = line.values.get((time[0] - 1, time[1]))
        if before is None or before <= 0 or is_intensive(each.unit):
            return None
        stated = self._growth(group, time)
        if stated is None:
            return None
        computed = (value / before - 1) * 100
        if abs(computed - stated) <= GROWTH_APART:
            return None
        return CellError(
            "M085", value=_said(value), before=_said(before), computed=f"{computed:.1f}", stated=_said(stated)
        )

    def _growth(self, group: Group, time: Time) -> Decimal | None:
        """Return the change on the year that is known beside a level."""
        entry = indicator(group[0])
        growth = shipped_indicators().relative(entry, "growth") if entry else None
        part = time[1] or "-12"
        for key in (growth.id if growth else None, group[0]):
            line = self._lines.get((key, group[1], CHANGE, "")) if key else None
            if line is not None and (time[0], part) in line.values:
                return line.values[time[0], part]
        return None


def _early(each: Observation, today: date | None) -> LantuError | None:
    """A value that was counted, and known before its period had ended."""
    end, out = end_of(each.period), released(each)
    day = min(filter(None, (today, out.date() if out else None)), default=None)
    if end is None or day is None or day >= end or each.state == EXPECTED:
        return None
    return CellError("M096", period=each.period, end=end, day=day)


def end_of(period: str) -> date | None:
    """Return the last day of a period; None where it is of a day, or of years together."""
    found = date_of(period) if len(period) < _WHOLE_DAY else None
    return None if found is None else date(found.year, found.month, monthrange(found.year, found.month)[1])


def _placed(observation: Observation) -> tuple[Group, Time]:
    """Return what a value is of and when: values of months are compared with months, of years with years."""
    slot = slot_of(observation)
    year, part = int(slot.period[:4]), slot.period[4:]
    kind = "" if observation.basis != "period" else part[:1]
    return (slot.indicator, slot.subject, slot.basis, kind), (year, part)


def _years_of(lines: Mapping[Group, _Line]) -> dict[Group, dict[int, list[str]]]:
    found: dict[Group, dict[int, list[str]]] = {}
    for group, line in lines.items():
        years: defaultdict[int, list[str]] = defaultdict(list)
        for year, part in sorted(line.values):
            years[year].append(part)
        found[group] = years
    return found


def _impossible(each: Observation) -> LantuError | None:
    """A value beyond what can be measured at all, as the vocabulary has it."""
    entry = indicator(slot_of(each).indicator)
    if entry is None or (each.basis == CHANGE) != (entry.basis == CHANGE):
        return None
    value = in_unit(each.value, each.unit, entry.units[0])
    if value is None:
        return None
    if (entry.low is not None and value < entry.low) or (entry.high is not None and value > entry.high):
        low, high = ("—" if bound is None else _said(bound) for bound in (entry.low, entry.high))
        return CellError("M080", value=_said(value), unit=entry.units[0], low=low, high=high)
    return None


def _turned(each: Observation, line: _Line, value: Decimal) -> LantuError | None:
    """A level of another sign than all others so far."""
    above, below = line.signs
    same, other = (above, below) if value > 0 else (below, above)
    if each.basis == CHANGE or not value or same > 1 or other < FEWEST_CHANGES:
        return None
    return CellError("M081", value=_said(value))


def _slipped(each: Observation, line: _Line, time: Time, value: Decimal) -> LantuError | None:
    """A level of about ten, a hundred … times the one nearest to it."""
    near = _nearest(line, time)
    if each.basis == CHANGE or near is None or not value or not near[1]:
        return None
    ratio = math.log10(abs(value / near[1]))
    power = round(ratio)
    if not power or abs(ratio - power) > NEAR_POWER:
        return None
    times = f"{10**power}" if power > 0 else f"1/{10**-power}"
    return CellError("M082", value=_said(value), period=f"{near[0][0]}{near[0][1]}", other=_said(near[1]), times=times)


def _nearest(line: _Line, time: Time) -> tuple[Time, Decimal] | None:
    """Return the value of the same part of the year before or after, or None."""
    for year in (time[0] - 1, time[0] + 1):
        if (year, time[1]) in line.values:
            return (year, time[1]), line.values[year, time[1]]
    return None


def _jumped(line: _Line, time: Time, value: Decimal) -> LantuError | None:
    """A change on the year before beyond all that was usual."""
    now = line.steps.get(time)
    if now is None:
        return None
    middle, bound, count = line.usual_without(time)
    if abs(now - middle) <= bound:
        return None
    before = line.values[time[0] - 1, time[1]]
    return CellError("M083", value=_said(value), period=f"{time[0] - 1}{time[1]}", other=_said(before), count=count)


def _usual(past: Sequence[float], *, points: bool) -> tuple[float, float]:
    """Return the middle of past changes and how far from it is usual."""
    if len(past) < FEWEST_CHANGES:
        return 0.0, 2 * SMALLEST_STEP if points else math.log(2)
    middle = median(past)
    spread = _ROBUST * median(abs(step - middle) for step in past)
    return middle, max(SPREADS * spread, SMALLEST_STEP if points else SMALLEST_JUMP)


def _step(before: Decimal, after: Decimal, *, points: bool) -> float | None:
    if points:
        return float(after - before)
    return math.log(after / before) if before > 0 and after > 0 else None


def _said(value: Decimal) -> str:
    return f"{value.normalize():f}"
