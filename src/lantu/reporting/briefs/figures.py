"""A target told in one line: its value, the change on the year, the gaps to the year and to the way, others beside it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from functools import cached_property

from lantu.cascade.keys import key_of
from lantu.errors import Language, message
from lantu.model.fields import write_text
from lantu.model.progress import Progress
from lantu.model.records import Observation
from lantu.monitoring.comparing import Comparison, Line, against_past, compare
from lantu.monitoring.deciding import WordingDecision, wording
from lantu.monitoring.judging import Judgement, told_period
from lantu.monitoring.outlook.record import Decided
from lantu.monitoring.printing import figure as printed
from lantu.monitoring.printing import in_published_digits, percent
from lantu.monitoring.series import PERCENT, changing, is_intensive, observed_key
from lantu.monitoring.vintages import is_unreleased
from lantu.reporting.briefs.brief import Figure
from lantu.reporting.briefs.gaps import beside_due, beside_year
from lantu.vocabulary.indicators import Direction, indicator

_TENTH = Decimal("0.1")
_EXPECTED = {"met": "M675", "missed": "M676"}
"""What is said of an end that a person decided; one left open is not mentioned."""


@dataclass(frozen=True, kw_only=True)
class Beside:
    """What is known beside the targets of a plan.

    Attributes:
        observations: Values in force of all subjects.
        day: The day the page speaks of; what was not published by then is marked.
        above: Subjects above, from the nearest, with their names.
        peers: Subjects of the same level, with their names.
        language: Language of the sentences.
    """

    observations: Sequence[Observation]
    day: date
    above: Sequence[tuple[str, str]] = ()
    peers: Sequence[tuple[str, str]] = ()
    language: Language | str = Language.ZH

    @cached_property
    def _found(self) -> Mapping[tuple[str, str], Sequence[Observation]]:
        """The values by indicator and subject: sorted once, asked several times a figure."""
        found: defaultdict[tuple[str, str], list[Observation]] = defaultdict(list)
        for each in self.observations:
            found[observed_key(each), each.subject].append(each)
        return found

    @cached_property
    def _changes(self) -> Mapping[tuple[str, str, str], Observation]:
        """The published changes on the year by what changed, whose it is, and the period."""
        found: dict[tuple[str, str, str], Observation] = {}
        for (key, subject), group in self._found.items():
            known = indicator(key)
            changes = [each for each in group if each.basis == "change_on_year"]
            for each in changes:
                found.setdefault((key, subject, each.period), each)
            if known is not None and known.base:
                falls = known.aspect == "reduction"
                for each in changes:
                    change = replace(each, value=-each.value) if falls else each
                    found.setdefault((known.base, subject, each.period), change)
        return found

    def of(self, key: str, subject: str) -> Sequence[Observation]:
        """Return the values of an indicator and a subject."""
        return self._found.get((key, subject), ())

    def change_of(self, own: Observation) -> Observation | None:
        """Return the published change on the year before that belongs to a value; a fall is below nought."""
        return self._changes.get((observed_key(own), own.subject, own.period))

    @property
    def joint(self) -> str:
        """What stands between the parts of a cell."""
        return "，" if str(self.language) == Language.ZH else ", "

    def say(self, code: str, **facts: object) -> str:
        """Return a message in the language of the page."""
        return message(code, self.language, **facts)

    def mark(self, *rests_on: Observation | None) -> str:
        """Return the mark of what rests on values that were not published on the day; empty where all were."""
        hidden = any(each is not None and is_unreleased(each, self.day) for each in rests_on)
        return unreleased_mark(self.language) if hidden else ""


def unreleased_mark(language: Language | str) -> str:
    """Return the mark behind what was not released."""
    return message("C148", language)


def figure(
    judgement: Judgement, beside: Beside, decided: WordingDecision | None = None, expected: Decided | None = None
) -> Figure:
    """Return a target in one line.

    Args:
        judgement: How it stands; with a latest value.
        beside: What is known beside it.
        decided: How a person decided to word it, or None.
        expected: What a person decided of its end, or None: without a decision no document says anything of it.
    """
    row, said = judgement.progress, wording(judgement, decided)
    unreleased = row.components.get("unreleased") is True
    value = in_published_digits(row.latest, row)
    mark = unreleased_mark(beside.language) if unreleased else ""
    own = _observation(row, beside)
    return Figure(
        target=row.target,
        indicator=row.indicator,
        value=f"{value}{_unit(row.unit, beside.language)}{mark}",
        of=period_of(row, beside),
        change=_change(own, beside) if own else "",
        annual=_annual(row, beside),
        way=_way(row, beside),
        peers=beside.joint.join(_around(own, beside)) if own else "",
        wording=said.text(beside.language),
        waiting=not said.settled,
        expected=beside.say(_EXPECTED[expected.verdict]) if expected and expected.verdict in _EXPECTED else "",
        unreleased=unreleased,
        binding=row.components.get("binding") is True,
    )


def period_of(row: Progress, beside: Beside) -> str:
    """Return the period of a value as people say it; one that counts from January says so."""
    own = _observation(row, beside)
    return told_period(row.observed_on, own.basis if own else "", beside.language)


def _unit(unit: str | None, language: Language | str) -> str:
    gap = "" if str(language) == Language.ZH or unit == PERCENT else " "
    return f"{gap}{unit}" if unit else ""


def _observation(row: Progress, beside: Beside) -> Observation | None:
    """Return the observation on which a progress rests."""
    same = [
        each
        for key in sorted(indicator_key(row))
        for each in beside.of(key, row.subject)
        if each.period == row.observed_on and (each.recorded_at or None) == row.recorded_at
    ]
    return next((each for each in same if each.value == row.latest), same[0] if same else None)


def indicator_key(row: Progress) -> set[str]:
    """Return the keys under which the values of a progress are recorded."""
    key = key_of(row.indicator, row.unit)
    return {key, key_of(row.indicator), *(base for base, _ in changing(key))}


def _change(own: Observation, beside: Beside) -> str:
    """Return the change on the year before: in points of rates and shares, as published of amounts."""
    if own.unit != PERCENT:
        growth = beside.change_of(own)
        return "" if growth is None else _moved(growth.value, ("M600", "M641"), beside) + beside.mark(growth)
    before = str(int(own.period[:4]) - 1) + own.period[4:]
    for line in against_past(own, beside.of(observed_key(own), own.subject)):
        if line.observation is not None and line.observation.period == before and line.difference is not None:
            return _moved(line.difference, ("M601", "M642"), beside) + beside.mark(line.observation)
    return ""


def _moved(change: Decimal, codes: tuple[str, str], beside: Beside) -> str:
    """Return a change in words; codes are those of a rise and of a fall."""
    if not change:
        return beside.say("M643")
    return beside.say(codes[change < 0], change=write_text(abs(change)))


def _annual(row: Progress, beside: Beside) -> str:
    """Return how the year stands beside what was asked of it."""
    facts = row.components
    share, time = facts.get("year_share"), facts.get("year_time")
    if isinstance(share, Decimal) and isinstance(time, Decimal):
        return _in_time(share, time, beside)
    return beside_year(row, beside.language)


def _way(row: Progress, beside: Beside) -> str:
    """Return how the whole way stands beside the time that has passed; without a share, beside what is due or its limit."""
    if row.progress is None or row.time_progress is None:
        return beside_due(row, beside.language)
    return _in_time(row.progress, row.time_progress, beside)


def _in_time(done: Decimal, time: Decimal, beside: Beside) -> str:
    """Return a share that is done beside the share of the time that has passed, both as they are printed."""
    share = percent(done)
    lead = Decimal(share) - Decimal(percent(time))
    code = "M645" if not lead else "M602" if lead > 0 else "M603"
    return beside.say(code, share=share, lead=printed(abs(lead), _TENTH))


def _with_unit(number: str, unit: str | None, beside: Beside) -> str:
    """Return a difference with its unit; percentages differ by points."""
    return beside.say("M659", number=number) if unit == PERCENT else f"{number}{_unit(unit, beside.language)}"


def _around(own: Observation, beside: Beside) -> Iterator[str]:
    """Yield the nearest area above of which a value is known, and the place among the areas of the same level.

    Amounts of areas of another size say nothing beside each other; only shares, rates and concentrations are compared.
    """
    if not is_intensive(own.unit):
        return
    known = indicator(observed_key(own))
    direction = known.direction if known and known.direction in ("up", "down") else "none"
    above = next(
        (line for line in _lines(own, beside, beside.above, "none").lines if line.difference is not None), None
    )
    if above is not None:
        yield _beside_one(own, above, dict(beside.above), beside)
    peers = _lines(own, beside, beside.peers, direction)
    if peers.place is not None:
        code = "M637" if peers.place.known == peers.place.asked else "M638"
        mark = beside.mark(*(line.observation for line in peers.lines if line.value is not None))
        yield beside.say(code, place=peers.place.place, known=peers.place.known, asked=peers.place.asked) + mark


def _lines(own: Observation, beside: Beside, named: Sequence[tuple[str, str]], direction: Direction) -> Comparison:
    subjects, key = [subject for subject, _ in named], observed_key(own)
    return compare(own, [each for subject in subjects for each in beside.of(key, subject)], subjects, direction)


def _beside_one(own: Observation, line: Line, names: Mapping[str, str], beside: Beside) -> str:
    """Return the value of another, and how far the own one lies from it."""
    difference = line.difference or Decimal(0)
    value = f"{write_text(line.value or Decimal(0))}{_unit(own.unit, beside.language)}{beside.mark(line.observation)}"
    code = "M646" if not difference else "M608" if difference > 0 else "M609"
    told = _with_unit(write_text(abs(difference)), own.unit, beside)
    return beside.say(code, name=names[line.subject], value=value, difference=told)
