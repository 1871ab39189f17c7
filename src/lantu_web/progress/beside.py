"""A target's latest value beside those of others: the areas above, its peers, and its own past."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from lantu.model.fields import write_text
from lantu.model.records import Observation
from lantu.monitoring.comparing import Line, against_past, compare, told_as
from lantu.monitoring.judging import told_period
from lantu.monitoring.reached import Reached, reached
from lantu.monitoring.series import OF_CHANGE, is_intensive, observed_key
from lantu.monitoring.vintages import is_unreleased
from lantu_web.pages.words import language, word
from lantu_web.progress.around import Around, Surroundings
from lantu_web.progress.queries import Stood

PAST = 5
"""Earlier values that are shown."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Compared:
    """One value beside the own one.

    Attributes:
        name: Whose it is, or of when.
        value: The value with its unit; empty where it cannot be compared.
        difference: Own value minus its value, with a sign; empty where it would say nothing.
        note: Why it cannot be compared, or what else must be said.
        unreleased: Whether the value was not published on the day of the page.
    """

    name: str
    value: str
    difference: str
    note: str
    unreleased: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Beside:
    """The own value beside others.

    Attributes:
        value: The own value with its unit.
        date: Its data date.
        unit: Unit of the differences.
        above: The areas above, from the nearest, those of which something is known.
        peers: Areas beside it that are known, those that cannot be compared with the reason.
        place: The place among its peers, in words; empty without one.
        past: The same in earlier years.
        unreleased: Whether the own value was not published on the day of the page.
    """

    value: str
    date: str
    unit: str
    above: Sequence[Compared]
    peers: Sequence[Compared]
    place: str
    past: Sequence[Compared]
    unreleased: bool = False

    @property
    def groups(self) -> tuple[tuple[str, Sequence[Compared]], ...]:
        """What stands beside it, by kind."""
        return ("above", self.above), ("peers", self.peers), ("past", self.past)

    def __bool__(self) -> bool:
        return any(lines for _, lines in self.groups)


def beside_of(stood: Stood, of: Surroundings) -> Beside | None:
    """Return the latest value of a target beside those of others, or None without a value.

    Args:
        stood: Where the targets stand.
        of: What stands around the target.
    """
    question, place = of.question, of.around
    series = stood.monitored.observations.series(question.key, question.subject, question.unit)
    found = reached(question, series)
    if not isinstance(found, Reached):
        return None
    name, keys = question.statement.indicator, {question.key, observed_key(found.latest.observation)}
    own = next(told_as(name, keys, [found.latest.observation]))
    day = stood.grounds.day
    known = list(told_as(name, keys, of.values.now))
    whose = {each.subject for each in known}
    above = compare(own, known, [each for each in place.above if each in whose], "none")
    peers = compare(own, known, place.beside, question.direction)
    tells = own.basis in OF_CHANGE or is_intensive(own.unit)
    return Beside(
        value=f"{write_text(own.value)} {own.unit}".strip(),
        date=told_period(own.period, own.basis, language.get()),
        unit=peers.unit,
        above=[_compared(line, place, own, day, differs=tells) for line in above.lines],
        peers=[_compared(line, place, own, day) for line in peers.lines if line.observation is not None],
        place=peers.place.said(language.get()) if peers.place else "",
        past=[_of_past(line, place, own, day) for line in against_past(own, known)[:PAST]],
        unreleased=is_unreleased(own, day),
    )


def _compared(line: Line, place: Around, own: Observation, day: date, *, differs: bool = True) -> Compared:
    return Compared(
        name=place.name(line.subject),
        value="" if line.value is None else f"{write_text(line.value)} {own.unit}".strip(),
        difference=_signed(line.difference) if differs else "",
        note=line.reason(language.get()) or (word("progress.other_state") if line.other_state else ""),
        unreleased=line.value is not None and line.observation is not None and is_unreleased(line.observation, day),
    )


def _of_past(line: Line, place: Around, own: Observation, day: date) -> Compared:
    told = _compared(line, place, own, day)
    period = line.observation.period if line.observation is not None else ""
    return replace(told, name=told_period(period, own.basis, language.get()))


def _signed(number: Decimal | None) -> str:
    """Return a difference with the sign of print; the hyphen of files is too short to be seen."""
    return "" if number is None else f"+{write_text(number)}" if number > 0 else write_text(number).replace("-", "−")
