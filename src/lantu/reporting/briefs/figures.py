"""A target told in one line: its value, the change on the year, the gaps to the year and to the way, others beside it."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from functools import cached_property

from lantu.errors import Language, message
from lantu.exchange.sentences import date_words
from lantu.model.fields import write_text
from lantu.model.progress import Progress
from lantu.model.records import Observation
from lantu.monitoring.comparing import against_past, compare
from lantu.monitoring.deciding import WordingDecision, wording
from lantu.monitoring.judging import Judgement
from lantu.monitoring.printing import figure as printed
from lantu.monitoring.printing import in_published_digits, percent
from lantu.monitoring.series import PERCENT, is_intensive, observed_key
from lantu.monitoring.vintages import is_unreleased
from lantu.reporting.briefs.brief import Figure
from lantu.vocabulary.indicators import indicator

_TENTH = Decimal("0.1")
_MONTH = re.compile(r"(\d{4})-(\d{2})")
_FROM_JANUARY = ("year_to_date", "change_on_year")


@dataclass(frozen=True, kw_only=True)
class Beside:
    """What is known beside the targets of a plan.

    Attributes:
        observations: Values in force of all subjects.
        day: The day the page speaks of; what was not published by then is marked.
        peers: Subjects to compare with, the province first, with their names.
        language: Language of the sentences.
    """

    observations: Sequence[Observation]
    day: date
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


def figure(judgement: Judgement, beside: Beside, decided: WordingDecision | None = None) -> Figure:
    """Return a target in one line.

    Args:
        judgement: How it stands; with a latest value.
        beside: What is known beside it.
        decided: How a person decided to word it, or None.
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
        of=_of(row.observed_on or "", own, beside),
        change=_change(own, beside) if own else "",
        annual=_annual(row, beside),
        way=_way(row, beside),
        peers=_peers(own, beside) if own else "",
        wording=said.text(beside.language),
        waiting=not said.settled,
        unreleased=unreleased,
        binding=row.components.get("binding") is True,
    )


def _of(period: str, own: Observation | None, beside: Beside) -> str:
    """Return the period of a value as people say it; one that counts from January says so."""
    month = _MONTH.fullmatch(period)
    if month is not None and own is not None and own.basis in _FROM_JANUARY:
        return beside.say("M636", year=month[1], month=int(month[2]))
    return date_words(period, beside.language)


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
    from lantu.cascade.observed import key_of  # noqa: PLC0415

    key = key_of(row.indicator, row.unit)
    known = indicator(key)
    return {key, key_of(row.indicator), *((known.base,) if known and known.base else ())}


def _change(own: Observation, beside: Beside) -> str:
    """Return the change on the year before: in points of rates and shares, as published of amounts."""
    if own.unit != PERCENT:
        growth = beside.change_of(own)
        return "" if growth is None else beside.say("M600", change=_signed(growth.value)) + beside.mark(growth)
    before = str(int(own.period[:4]) - 1) + own.period[4:]
    for line in against_past(own, beside.of(observed_key(own), own.subject)):
        if line.observation is not None and line.observation.period == before and line.difference is not None:
            return beside.say("M601", change=_signed(line.difference)) + beside.mark(line.observation)
    return ""


def _signed(value: Decimal) -> str:
    return f"{value:+f}" if value else "0"


def _annual(row: Progress, beside: Beside) -> str:
    """Return how the year stands beside what was asked of it."""
    facts = row.components
    share, time = facts.get("year_share"), facts.get("year_time")
    if isinstance(share, Decimal) and isinstance(time, Decimal):
        lead = (share - time) * 100
        code = "M602" if lead >= 0 else "M603"
        return beside.say(code, share=percent(share), lead=printed(abs(lead), _TENTH))
    asked, brought = facts.get("annual_target"), facts.get("annual_value")
    if not isinstance(asked, Decimal) or not isinstance(brought, Decimal):
        return ""
    unit = _unit("个百分点" if row.unit == PERCENT else row.unit, beside.language)
    difference = in_published_digits(abs(brought - asked), row)
    code = "M604" if brought >= asked else "M605"
    return beside.say(
        code,
        asked=f"{in_published_digits(asked, row)}{_unit(row.unit, beside.language)}",
        difference=f"{difference}{unit}",
    )


def _way(row: Progress, beside: Beside) -> str:
    """Return how the whole way stands beside the time that has passed."""
    if row.progress is None or row.time_progress is None:
        return ""
    lead = (row.progress - row.time_progress) * 100
    code = "M606" if lead >= 0 else "M607"
    return beside.say(code, done=percent(row.progress), lead=printed(abs(lead), _TENTH))


def _peers(own: Observation, beside: Beside) -> str:
    """Return the first peer that is known (the province) beside the own value, and the place among those known.

    Amounts of areas of another size say nothing beside each other; only shares, rates and concentrations are compared.
    """
    if not is_intensive(own.unit):
        return ""
    names, key = dict(beside.peers), observed_key(own)
    known = indicator(key)
    found = compare(
        own,
        [each for subject in names for each in beside.of(key, subject)],
        list(names),
        known.direction if known and known.direction in ("up", "down") else "none",
    )
    first = next((line for line in found.lines if line.difference is not None), None)
    if first is None or first.value is None or first.difference is None:
        return ""
    unit = "" if found.unit == own.unit else found.unit
    code = "M608" if first.difference >= 0 else "M609"
    value = f"{write_text(first.value)}{_unit(own.unit, beside.language)}{beside.mark(first.observation)}"
    facts = {"name": names[first.subject], "value": value}
    said = beside.say(
        code, difference=f"{write_text(abs(first.difference))}{_unit(unit or own.unit, beside.language)}", **facts
    )
    if found.place is None or len(found.lines) < 2:
        return said
    joint = "，" if str(beside.language) == Language.ZH else ", "
    mark = beside.mark(*(line.observation for line in found.lines if line.value is not None))
    return f"{said}{joint}{found.place.said(beside.language)}{mark}"
