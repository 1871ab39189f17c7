"""A target told in one line: its value, the change on the year, the gaps to the year and to the way, others beside it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal

from lantu.model.fields import write_text
from lantu.model.progress import Progress
from lantu.monitoring.comparing import Comparison, Line, against_past, compare
from lantu.monitoring.deciding import WordingDecision, wording
from lantu.monitoring.judging import Judgement, spans_years, told_latest, told_of
from lantu.monitoring.outlook.record import Decided
from lantu.monitoring.printing import figure as printed
from lantu.monitoring.printing import in_published_digits, percent, told_level, told_unit, with_unit
from lantu.monitoring.series import PERCENT, SINCE, is_intensive
from lantu.reporting.briefs.beside import Beside, Own
from lantu.reporting.briefs.brief import Figure
from lantu.reporting.briefs.gaps import beside_due, beside_year, difference
from lantu.vocabulary.indicators import Direction, indicator

_TENTH = Decimal("0.1")
_EXPECTED = {"met": "M675", "missed": "M676"}
"""What is said of an end that a person decided; one left open is not mentioned."""


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
    value = with_unit(in_published_digits(row.latest, row), told_unit(row), beside.language)
    own = beside.own(row)
    change = _change(own, beside) if own else ""
    of_years = spans_years(row) or "level" in row.components  # a rise is no level of the year, not even in the first
    return Figure(
        target=row.target,
        indicator=row.indicator,
        value=f"{value}{beside.mark_of(row)}",
        of=told_of(row, beside.language),
        change="" if of_years else change,
        year=_year(row, own, change, beside) if of_years else "",
        annual=_annual(row, beside),
        way=_way(row, beside),
        peers=_peers(row, own, beside) if own else "",
        wording=said.text(beside.language),
        waiting=not said.settled,
        expected=beside.say(_EXPECTED[expected.verdict]) if expected and expected.verdict in _EXPECTED else "",
        unreleased=row.components.get("unreleased") is True,
        binding=row.components.get("binding") is True,
    )


def _year(row: Progress, own: Own | None, change: str, beside: Beside) -> str:
    """Return what the year of the latest value brought by itself, and its change on the year before; empty where not known.

    Beside a total or an average of several years only this can be held against a target of the year.
    """
    whole = row.components.get("annual_value")
    brought = whole if whole is not None else row.components.get("year_to_date")
    if not isinstance(brought, Decimal):
        return ""
    value = told_level(row, brought, beside.language) + (beside.mark(own.recorded) if own else beside.mark_of(row))
    of_months = beside.say("M650", of=told_latest(row, beside.language), value=value)
    told = beside.say("M681", value=value) if whole is not None else of_months
    return beside.joint.join((told, beside.say("M682", change=change))) if change else told


def _change(own: Own, beside: Beside) -> str:
    """Return the change on the year before: in points of rates and shares, as published of amounts."""
    told = own.told
    if told.unit != PERCENT:
        growth = beside.change_of(own)
        return "" if growth is None else _moved(growth.value, ("M600", "M641"), beside) + beside.mark(growth)
    if told.basis == SINCE:  # a total is no value of one year
        return ""
    before = str(int(told.period[:4]) - 1) + told.period[4:]
    for line in against_past(told, beside.alike(own, [told.subject])):
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


def _peers(row: Progress, own: Own, beside: Beside) -> str:
    """Return the own value beside others; what is of the year alone says so where the figure is of several."""
    said = beside.joint.join(_around(own, beside))
    alone = own.told.basis != SINCE and (spans_years(row) or "level" in row.components)
    return beside.say("M683", of=told_latest(row, beside.language), said=said) if said and alone else said


def _around(own: Own, beside: Beside) -> Iterator[str]:
    """Yield the nearest area above of which a value is known, and the place among the areas of the same level.

    Amounts of areas of another size say nothing beside each other; only shares, rates and concentrations are compared.
    """
    if not is_intensive(own.told.unit):
        return
    above = next(
        (line for line in _lines(own, beside, beside.above, "none").lines if line.difference is not None), None
    )
    if above is not None:
        yield _beside_one(own, above, dict(beside.above), beside)
    peers = _lines(own, beside, beside.peers, _direction(own))
    if peers.place is not None:
        code = "M637" if peers.place.known == peers.place.asked else "M638"
        mark = beside.mark(*(line.observation for line in peers.lines if line.value is not None))
        yield beside.say(code, place=peers.place.place, known=peers.place.known, asked=peers.place.asked) + mark


def _direction(own: Own) -> Direction:
    """Return which side of the indicator is better, where the vocabulary knows it."""
    known = next(filter(None, map(indicator, sorted(own.keys))), None)
    return known.direction if known and known.direction in ("up", "down") else "none"


def _lines(own: Own, beside: Beside, named: Sequence[tuple[str, str]], direction: Direction) -> Comparison:
    subjects = [subject for subject, _ in named]
    return compare(own.told, beside.alike(own, subjects), subjects, direction)


def _beside_one(own: Own, line: Line, names: Mapping[str, str], beside: Beside) -> str:
    """Return the value of another, and how far the own one lies from it."""
    apart, unit = line.difference or Decimal(0), own.told.unit
    value = with_unit(write_text(line.value or Decimal(0)), unit, beside.language) + beside.mark(line.observation)
    code = "M646" if not apart else "M608" if apart > 0 else "M609"
    return beside.say(code, name=names[line.subject], value=value, difference=difference(apart, unit, beside.language))
