"""One target: its path against what was reached, where it may end, what it rests on, and every value with its revisions."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import partial
from statistics import median

from lantu.cascade.keys import key_of
from lantu.errors import message
from lantu.exchange.columns import choice_word
from lantu.model.fields import write_text
from lantu.model.progress import Progress
from lantu.model.records import Observation
from lantu.monitoring.components import NAMES
from lantu.monitoring.outlook.asking import outlook_of
from lantu.monitoring.outlook.methods import METHODS
from lantu.monitoring.outlook.record import Outlook
from lantu.monitoring.question import Question
from lantu.monitoring.reached import Reached, reached
from lantu.monitoring.series import observed_key
from lantu.monitoring.vintages import histories, is_unreleased, steps_back
from lantu.reporting.paths import Fan, Point, is_cut, paths
from lantu_web.observations.known import Held
from lantu_web.pages.charts import Drawn
from lantu_web.pages.words import language, word
from lantu_web.progress.around import Surroundings, everybodys, keys_of
from lantu_web.progress.groups import end_of
from lantu_web.progress.queries import Stood
from lantu_web.progress.told import Told, in_percent

_SAID: Mapping[str, Callable[[str], str]] = {
    "judge": lambda value: word(f"progress.judge_{value}"),
    "missing": lambda value: word(f"progress.missing_{value}"),
    "line": lambda value: word(f"progress.line_{value}"),
    "direction": lambda value: word(f"progress.direction_{value}"),
}
_METHODS = {method.key: method for method in METHODS}
LINES = ("observed", "to_date", "path", "issued", "outlook")
_YEARS = {"missing_year", "since"}
_FRACTIONS = {
    "margin",
    "cumulative",
    "average",
    "simple_progress",
    "year_share",
    "year_time",
    "evaluation_time_progress",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Expected:
    """What one method expects of the end."""

    method: str
    value: str
    interval: str
    said: str


def components(each: Told) -> Iterator[tuple[str, str]]:
    """Yield name and value of everything a progress rests on."""
    for name, value in each.progress.components.items():
        yield message(NAMES[name], language.get()), _said(name, value, each)


def _said(name: str, value: Decimal | str | bool, each: Told) -> str:
    if isinstance(value, bool):
        return word("pages.table_yes" if value else "pages.table_no")
    if isinstance(value, Decimal):
        return in_percent(value) if name in _FRACTIONS else write_text(value) if name in _YEARS else each.value(value)
    if name in _SAID:
        return _SAID[name](value)
    return choice_word(value, language.get(), "state") if name == "data_state" else value


def question_of(stood: Stood, target: str, subject: str) -> Question | None:
    """Return what is asked of a target, or None where it is told in words."""
    return stood.monitored.questions.get((target, subject))


def outlook_for(stood: Stood, question: Question) -> Outlook:
    """Return where a target may end, by every method."""
    series = stood.monitored.observations.series(question.key, question.subject, question.unit)
    return outlook_of(question, series, day=stood.grounds.day)


def expectations(outlook: Outlook, each: Told) -> list[Expected]:
    """Return what each method expects of the last year."""
    end, asked, history = outlook.asked.end, outlook.asked, outlook.history

    def told(state: Decimal) -> Decimal:
        return asked.told(history, end, state)

    found = []
    for projection in outlook.projections:
        value, *ends = projection.at(end)
        interval = sorted(
            told(state) for state in ends if state is not None
        )  # a reduction is the less, the higher its end
        found.append(
            Expected(
                method=_METHODS[projection.method].name.said(language.get()),
                value="" if value is None else each.value(told(value)),
                interval=" — ".join(each.value(state) for state in interval),
                said=projection.said(language.get()),
            )
        )
    return found


def chart_of(stood: Stood, question: Question, outlook: Outlook | None, *, unreleased: bool) -> Drawn | None:
    """Return the chart of a target's path, what was reached, and what the methods expect; None without a number.

    Args:
        stood: Where the targets stand.
        question: What is asked.
        outlook: Where it may end, or None.
        unreleased: Whether the latest value was not released: a picture is copied easily, and says so itself.
    """
    points = list(_points(stood, question, outlook))
    if not points:
        return None
    years = sorted({point.year for point in points})
    known = {(point.line, point.year): point.value for point in points}
    present = [line for line in LINES if any(point.line == line for point in points)]
    fan = list(_fan(outlook)) if outlook else []
    spans = {each.year: f"{each.low} — {each.high}" for each in fan}
    return Drawn(
        name="target",
        title=word("progress.chart_title"),
        note=" ".join(_notes(cut=bool(fan) and is_cut(points, fan), unreleased=unreleased)),
        draw=partial(paths, points, unit_of(question), fan=fan),
        heads=[word("progress.year"), *(word(f"progress.line_{line}") for line in present), word("progress.interval")],
        rows=[[year, *(known.get((line, year), "") for line in present), spans.get(year, "")] for year in years],
    )


def _notes(*, cut: bool, unreleased: bool) -> Iterator[str]:
    if unreleased:
        yield word("progress.chart_unreleased")
    if cut:
        yield word("progress.fan_cut")


def _fan(outlook: Outlook) -> Iterator[Fan]:
    """Yield for each year ahead how far apart the methods and their intervals lie."""
    for year in _years_ahead(outlook):
        values = [each.values[year] for each in outlook.projections if year in each.values]
        values += [ends[year] for each in outlook.projections for ends in (each.lows, each.highs) if year in ends]
        yield Fan(year=year, low=_drawn(min(values)), high=_drawn(max(values)))


def _years_ahead(outlook: Outlook) -> list[int]:
    return sorted({year for each in outlook.projections for year in each.values})


def _drawn(value: Decimal) -> float:
    return float(value.quantize(Decimal("0.0001")))


def unit_of(question: Question) -> str:
    """Return the unit in which states are drawn: an index of a growth or reduction has the base year at 100."""
    return word("progress.index_unit", year=question.base_year) if question.measure == "index" else question.unit


def _points(stood: Stood, question: Question, outlook: Outlook | None) -> Iterator[Point]:
    for year, state in question.due.items():
        yield _point("path", year, state)
    series = stood.monitored.observations.series(question.key, question.subject, question.unit)
    found = reached(question, series)
    states = dict(found.states) if isinstance(found, Reached) else {}
    if question.measure == "level":
        states |= {each.date.year: each.value for each in series.levels if each.date.whole}
    for year, state in sorted(states.items()):
        if year >= question.base_year - 1:
            yield _point("observed", year, state)
    if isinstance(found, Reached) and not found.date.whole:
        yield _point("to_date", found.date.year, found.state)
    if question.measure == "level":
        for year, row in question.annual.items():
            if row.line == "issued" and row.value is not None:
                yield _point("issued", year, row.value)
    if outlook is not None:
        for year in _years_ahead(outlook):
            middle = median(each.values[year] for each in outlook.projections if year in each.values)
            yield _point("outlook", year, middle)


def _point(line: str, year: int, value: Decimal) -> Point:
    return Point(line=line, word=word(f"progress.line_{line}"), year=year, value=_drawn(value))


@dataclass(frozen=True, slots=True, kw_only=True)
class Vintage:
    """A value as it was known for a time.

    Attributes:
        value: The value.
        stands: Whether it is in force.
        unreleased: Whether it was not published on the day of the page.
        firm: The firmer value it took the place of, or None.
    """

    value: Observation
    stands: bool
    unreleased: bool
    firm: Observation | None

    @property
    def stepped_back(self) -> str:
        """What is said of one that is less firm than what was known before; empty of others."""
        if self.firm is None:
            return ""
        state = choice_word(self.firm.state, language.get(), "state")
        return word(
            "progress.stepped_back", value=f"{write_text(self.firm.value)} {self.firm.unit}".strip(), state=state
        )


def values_of(stood: Stood, of: Surroundings) -> list[Vintage]:
    """Return every value of a target, the latest period first, what is in force followed by what it replaced."""
    return _values(stood, of.values, of.question.subject, of.question.key)


def values_of_words(stood: Stood, row: Progress) -> list[Vintage]:
    """Return every value of a target that is told in words, as :func:`values_of` does."""
    key = key_of(row.indicator, row.unit)
    return _values(stood, everybodys(stood, key), row.subject, key)


def _values(stood: Stood, held: Held, subject: str, key: str) -> list[Vintage]:
    clock, keys = stood.grounds.clock, keys_of(key)
    own = [each for each in held.vintages if each.subject == subject and observed_key(each) in keys]
    slots = sorted(histories(own, clock).values(), key=lambda each: (end_of(each[-1]), each[-1].basis), reverse=True)
    return [vintage for history in slots for vintage in vintages_told(history, stood.grounds.day)]


def vintages_told(history: Sequence[Observation], day: date) -> list[Vintage]:
    """Return the vintages of one value, the latest first; each less firm than one before it is told so.

    Args:
        history: The vintages in the order of recording.
        day: What was not published by then is marked.
    """
    firm = {id(each.later): each.firm for each in steps_back(history)}
    return [
        Vintage(value=each, stands=each is history[-1], unreleased=is_unreleased(each, day), firm=firm.get(id(each)))
        for each in reversed(history)
    ]
