"""The tile map of a target: every area of the plan by year, with its value, what was asked of it, and its status.

An area without a value is a tile that says so; it is never left out. Values are ranked among those of one data date only:
nine months stand beside no whole year.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from lantu.errors import LantuError
from lantu.model.annual_targets import AnnualTarget
from lantu.model.fields import write_text
from lantu.monitoring.dates import DataDate
from lantu.monitoring.judging import judge, told_period
from lantu.monitoring.measuring import Evaluation, measured
from lantu.monitoring.outlook.asking import EARLIER
from lantu.monitoring.question import Question
from lantu.monitoring.series import Observations, Series, Value
from lantu.monitoring.vintages import is_unreleased
from lantu.vocabulary.schemes import Status
from lantu_web.cascade.breakdowns import broken_down, chosen
from lantu_web.pages.words import language
from lantu_web.progress.around import Around, Surroundings
from lantu_web.progress.queries import Stood

SHADES, WHOLE = 5, 60
"""Steps of shade; and areas up to which every year stands in the page, so that a slider needs no further request."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Tile:
    """An area in a year.

    Attributes:
        subject: Its typed code.
        name: Its name.
        value: Its value; empty where none is known.
        of: The data date, where that is not the whole year.
        asked: What was asked of it, as printed.
        computed: Whether what was asked is only computed, not issued.
        shade: From 1, the least, to 5, the most; 0 without a rank.
        status: Its status by the end of the year, or None.
        own_page: Whether the target has a page for it.
        unreleased: Whether its value was not published on the day of the page.
    """

    subject: str
    name: str
    value: str = ""
    of: str = ""
    asked: str = ""
    computed: bool = False
    shade: int = 0
    status: Status | None = None
    own_page: bool = False
    unreleased: bool = False

    @property
    def colour(self) -> str:
        """Token of the colour of its status."""
        return self.status.colour if self.status else "grey"

    def status_word(self) -> str:
        """Return the word of its status."""
        return self.status.name(language.get()) if self.status else ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Year:
    """All areas in a year.

    Attributes:
        year: The year.
        tiles: The areas, in the order of their codes.
        known: How many have a value.
    """

    year: int
    tiles: Sequence[Tile]
    known: int


@dataclass(frozen=True, slots=True, kw_only=True)
class TileMap:
    """The areas of a plan over the years.

    Attributes:
        unit: Unit of the values.
        years: The years that are in the page, all of them or the chosen one.
        first: The first year.
        last: The last.
        chosen: The year that is shown.
        shade: What tiles are shaded by: ``rank`` or ``status``.
        whole: Whether all years are in the page.
    """

    unit: str
    years: Sequence[Year]
    first: int
    last: int
    chosen: int
    shade: str
    whole: bool

    @property
    def span(self) -> range:
        """Every year there is."""
        return range(self.first, self.last + 1)


class _Areas:
    """What is known and asked of the areas of a plan about one target."""

    def __init__(self, stood: Stood, of: Surroundings) -> None:
        """Look at everything once."""
        self.own, self.stood, self.judged = of.question, stood, of.judged
        self.observed = Observations(of.values.now)
        self.asked = _asked(stood, of.question)
        self.names = self._named(of.around)
        self.series = {subject: self._series(subject) for subject in self.names}

    def _named(self, around: Around) -> dict[str, str]:
        members = {each.subject: each.name for each in chosen(self.stood.grounds.given.allocation).members}
        found = {**around.below, **members}
        found = {subject: around.names.get(subject, subject) for subject, _ in self.asked} | found
        observed = [subject for subject in self.observed.subjects(self.own.key) if subject in found]
        return dict(sorted(found.items())) if observed or self.asked else {}

    def _series(self, subject: str) -> Series:
        return self.observed.series(self.own.key, subject, self.own.unit)

    def value(self, subject: str, year: int) -> Value | None:
        """Return the value of a year, or of as much of it as is known."""
        series = self.series[subject]
        index = self.own.measure == "index"
        whole = series.change(year) if index else series.level(year)
        parts = series.changes if index else (*series.levels, *series.to_date)
        within = [each for each in parts if each.date.year == year]
        return whole or (max(within, key=lambda each: each.date) if within else None)

    def status(self, subject: str, year: int) -> Status | None:
        """Return the status by what was known of the years up to one, or None where its value is not known."""
        question = self.stood.monitored.questions.get((self.own.statement.id, subject))
        if question is None or year < question.start:
            return None
        now = self.judged.get((self.own.statement.id, subject))
        if now is not None and _year(now.progress.observed_on) == year:
            return now.status
        series = self.series[subject].within(question.base_year, year)
        row = measured(question, series, Evaluation(day=self.stood.grounds.day))
        return judge(row, self.stood.scheme).status if _year(row.observed_on) == year else None

    def years(self) -> list[int]:
        """Return every year of which anything is known or asked, the years before the plan that an outlook looks at too."""
        known = {
            each.date.year
            for series in self.series.values()
            for each in (*series.levels, *series.to_date, *series.changes)
        }
        return sorted(year for year in known | {year for _, year in self.asked} if year >= self.own.base_year - EARLIER)


def tile_map(stood: Stood, of: Surroundings, asked: Mapping[str, str]) -> TileMap | None:
    """Return the tile map of a target, or None where nothing is known or asked of any area.

    Args:
        stood: Where the targets stand.
        of: What stands around the target of the plan's own area.
        asked: What the address asks for: ``year``, and ``shade``.
    """
    areas, question = _Areas(stood, of), of.question
    years = areas.years() if areas.names else []
    if not years:
        return None
    span = range(years[0], years[-1] + 1)
    of_years = {year: {each: areas.value(each, year) for each in areas.names} for year in span}
    known = [year for year in span if any(of_years[year].values())]
    given = asked.get("year", "")
    year = int(given) if given.isdecimal() and len(given) == 4 and int(given) in span else (known or [span[0]])[-1]
    whole = len(areas.names) <= WHOLE
    shown = [_of_year(areas, each, of_years[each]) for each in (span if whole else [year])]
    usual = "status" if any(tile.status for each in shown for tile in each.tiles) else "rank"
    shade = asked.get("shade", "")
    return TileMap(
        unit="%" if question.measure == "index" else question.unit,
        years=shown,
        first=span[0],
        last=span[-1],
        chosen=year,
        shade=shade if shade in ("rank", "status") else usual,
        whole=whole,
    )


def _of_year(areas: _Areas, year: int, values: Mapping[str, Value | None]) -> Year:
    shades = shades_of(values)
    tiles = [_tile(areas, subject, year, value, shades.get(subject, 0)) for subject, value in values.items()]
    return Year(year=year, tiles=tiles, known=sum(value is not None for value in values.values()))


def _tile(areas: _Areas, subject: str, year: int, value: Value | None, shade: int) -> Tile:
    row = areas.asked.get((subject, year))
    return Tile(
        subject=subject,
        name=areas.names[subject],
        value="" if value is None else write_text(value.value),
        of="" if value is None or value.date.whole else _months_of(value),
        asked="" if row is None else row.text or write_text(row.value),
        computed=row is not None and row.line != "issued",
        shade=shade,
        status=None if value is None else areas.status(subject, year),
        own_page=(areas.own.statement.id, subject) in areas.judged,
        unreleased=value is not None and is_unreleased(value.observation, areas.stood.grounds.day),
    )


def _months_of(value: Value) -> str:
    return told_period(value.observation.period, value.observation.basis, language.get())


def shades_of(values: Mapping[str, Value | None]) -> dict[str, int]:
    """Return the shade of each value by its rank among those of the commonest data date; equal values share it."""
    dates: Counter[DataDate] = Counter(value.date for value in values.values() if value is not None)
    if not dates:
        return {}
    usual = max(dates, key=lambda each: (dates[each], each))
    ranked: dict[str, Decimal] = {
        subject: value.value for subject, value in values.items() if value is not None and value.date == usual
    }
    steps = sorted(set(ranked.values()))
    return {subject: 1 + steps.index(value) * SHADES // len(steps) for subject, value in ranked.items()}


def _asked(stood: Stood, question: Question) -> dict[tuple[str, int], AnnualTarget]:
    """Return what areas are asked of each year: what was issued, else what the breakdown came to, if it is computed."""
    target = question.statement.id
    try:
        rows = list(broken_down(stood.grounds.given, stood.grounds.issued_text).standing)
    except LantuError:  # it is not computed yet, or cannot be: what was issued is known all the same
        rows = list(stood.grounds.issued)
    found = {(row.subject, row.year): row for row in rows if row.target == target and row.subject}
    return {each: row for each, row in found.items() if row.text or row.value is not None}


def _year(period: str | None) -> int | None:
    return int(period[:4]) if period and period[:4].isdecimal() else None
