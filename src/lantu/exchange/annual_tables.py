"""Annual targets as tables people know, and back: by year, by area, the plan of one year, the duties of one area.

The leading columns are those of plan documents (planning practice, section 4.2 no. 2 and 3.1 no. 5); the columns behind
them say what the reader needs to take the table back. Whatever is written is the template of what is read: one row a
target, subject and line, one cell a year, a number or the words as issued (5%左右, 与经济增长同步).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cached_property
from typing import Any

from lantu.cascade.issuing import standing
from lantu.cascade.periods import over_the_period
from lantu.errors import Language, message
from lantu.exchange.columns import choice_word, columns_of
from lantu.exchange.sentences import amount
from lantu.model.annual_targets import AnnualTarget
from lantu.model.plan import Reading
from lantu.model.records import Statement
from lantu.vocabulary.bodies import body
from lantu.vocabulary.indicators import Indicator, indicator


@dataclass(frozen=True, slots=True)
class SumOf:
    """A cell that adds up its column over some rows of the table, the first and the last included, header = 0."""

    first: int
    last: int


Cell = Decimal | int | str | SumOf | None
Table = list[list[Cell]]
"""Rows of cells, the header first."""

SHARED = ("subject", "body", "line", "comparator", "target", "rule", "reference", "explanation")
"""Fields that all years of a row share, in the order of their columns."""

ADDING = frozenset({"shares"})
"""Methods by which areas add up to their whole."""

_CODES = {"number": "K170", "base": "K171", "lead": "K174", "supplier": "K175", "area": "K183"}


@dataclass(frozen=True, kw_only=True)
class About:
    """What the tables say beside the annual targets themselves.

    Attributes:
        plan: The plan, for attributes and values of its targets.
        years: The years of the plan.
        baselines: Value of the base year by target and subject.
        names: Printed names of the subjects.
        actual: Observed values by target, subject and year.
        tasks: Targets that areas carry out as tasks, by id: they are not measured there.
        history: What was observed before the plan, by target and year.
    """

    plan: Reading
    years: tuple[int, ...]
    baselines: Mapping[tuple[str, str], Decimal]
    names: Mapping[str, str]
    actual: Mapping[tuple[str, str, int], Decimal]
    tasks: tuple[str, ...] = ()
    history: Mapping[str, Mapping[int, Decimal]] = field(default_factory=dict)

    def reached(self, target: str, year: int) -> Decimal | None:
        """Return what the plan's own area reached in a year, the years before the plan included; None where not known."""
        known = self.actual.get((target, "", year), self.history.get(target, {}).get(year))
        return self.baselines.get((target, "")) if known is None and year == self.years[0] - 1 else known

    def statement(self, target: str) -> Statement | None:
        """Return the statement of a target, or None where the plan has none of this id."""
        return self._statements.get(target)

    @cached_property
    def _statements(self) -> Mapping[str, Statement]:
        return {each.id: each for each in self.plan.statements}


def by_year(rows: Iterable[AnnualTarget], about: About, language: Language | str) -> Table:
    """Return the table of the plan's own targets: 序号, 指标, 单位, 属性, 基期, the years, 目标, 牵头部门, 数据来源."""
    own = [group for group in _groups(rows) if not group[0].subject]
    leading, trailing = ("number", "indicator", "unit", "attribute", "base"), ("goal", "lead", "supplier", *SHARED)
    header = _header(leading, trailing, about.years, language)
    return [header, *(_row(group, at, leading, trailing, about, language) for at, group in enumerate(own, 1))]


def by_area(rows: Iterable[AnnualTarget], about: About, language: Language | str) -> Table:
    """Return the table of the areas: each indicator with its areas, and a row that checks the sum where there is one.

    The checking row holds formulas, so that it goes with what people type; reading passes it over.
    """
    leading, trailing = ("number", "indicator", "area", "unit", "attribute", "base"), ("goal", *SHARED)
    table = [_header(leading, trailing, about.years, language)]
    by_target: dict[tuple[str, str], list[list[AnnualTarget]]] = {}
    for group in _groups(rows):
        if group[0].subject:
            by_target.setdefault((group[0].target, group[0].line), []).append(group)
    number = 0
    for groups in by_target.values():
        first = len(table)
        for group in groups:
            number += 1
            table.append(_row(group, number, leading, trailing, about, language))
        if groups[0][0].rule in ADDING:
            table.append(_sum_row(groups[0][0], first, len(table) - 1, leading, about, language))
    return table


def of_year(rows: Iterable[AnnualTarget], about: About, year: int, language: Language | str) -> Table:
    """Return the annual plan: 序号, 指标, 属性, 单位, 上年预期目标, 上年实际, 评价, 本年预期目标."""
    words = {column.name: column.header(language) for column in columns_of(AnnualTarget)}
    attribute = _attribute_header(language)
    codes = [message(code, language) for code in ("K176", "K177", "K178", "K179")]
    table: Table = [[message("K170", language), words["indicator"], attribute, words["unit"], *codes]]
    found = {(row.target, row.subject, row.year): row for row in _standing(rows)}
    for row in found.values():
        if row.subject or row.year != year:
            continue
        last, actual = found.get((row.target, "", year - 1)), about.reached(row.target, year - 1)
        judged = _judged(last, actual, about.statement(row.target), language)
        shared = [row.indicator, _fact(about, row, "attribute", language), row.unit]
        table.append([len(table), *shared, _shown(last), actual, judged, _shown(row)])
    return table


def duties(rows: Iterable[AnnualTarget], about: About, subject: str, language: Language | str) -> Table:
    """Return the responsibility sheet of one area: its targets by year, then its tasks, who leads, and a place to sign."""
    own = [group for group in _groups(_standing(rows)) if group[0].subject == subject]
    leading, trailing = ("number", "indicator", "unit", "attribute", "base"), ("goal", "lead")
    table = [[*_header(leading, trailing, about.years, language), message("K189", language)]]
    for at, group in enumerate(own, 1):
        table.append([*_row(group, at, leading, trailing, about, language), None])
    own_tasks = [statement for each in about.tasks if (statement := about.statement(each)) is not None]
    return [*table, *(_task(each, at, about, language) for at, each in enumerate(own_tasks, len(table)))]


def _task(statement: Statement, number: int, about: About, language: Language | str) -> list[Cell]:
    """Return the row of a target that is not measured in the area: a task, with the target of the whole."""
    attribute = choice_word(statement.attribute, language) if statement.attribute else None
    known = _known(statement)
    years: list[Cell] = [message("K218", language), *(None for _ in about.years[1:])]
    last = [amount(statement, language), _body_name(known.lead if known else None), None]
    return [number, statement.indicator, statement.unit, attribute, None, *years, *last]


def _groups(rows: Iterable[AnnualTarget]) -> list[list[AnnualTarget]]:
    """Return the rows that are one row of a table: all years of a target, subject and line, in the order given."""
    groups: dict[tuple[Any, ...], list[AnnualTarget]] = {}
    for row in rows:
        key = (row.target, row.indicator, row.unit, *(getattr(row, name) for name in SHARED))
        groups.setdefault(key, []).append(row)
    return list(groups.values())


def _standing(rows: Iterable[AnnualTarget]) -> list[AnnualTarget]:
    """Return what is asked today, in the order in which the targets were given."""
    given = list(rows)
    order = {key: at for at, key in enumerate(dict.fromkeys((row.target, row.subject) for row in given))}
    return sorted(standing(given), key=lambda row: (order[row.target, row.subject], row.year))


def _header(
    leading: Sequence[str], trailing: Sequence[str], years: Sequence[int], language: Language | str
) -> list[Cell]:
    names = [_heading(name, years, language) for name in (*leading, *trailing)]
    at = len(leading)
    return [*names[:at], *(message("K172", language, year=year) for year in years), *names[at:]]


def _heading(name: str, years: Sequence[int], language: Language | str) -> str:
    if name == "goal":
        return message("K173", language, year=years[-1])
    if name == "attribute":
        return _attribute_header(language)
    if name in _CODES:
        return message(_CODES[name], language)
    return next(column.header(language) for column in columns_of(AnnualTarget) if column.name == name)


def _attribute_header(language: Language | str) -> str:
    return next(column.header(language) for column in columns_of(Statement) if column.name == "attribute")


def _row(
    group: Sequence[AnnualTarget],
    number: int,
    leading: Sequence[str],
    trailing: Sequence[str],
    about: About,
    language: Language | str,
) -> list[Cell]:
    by_year = {row.year: row for row in group}
    first = group[0]
    cells = [number if name == "number" else _fact(about, first, name, language) for name in leading]
    cells += [_shown(by_year.get(year)) for year in about.years]
    goal = _goal(about, group, language) if "goal" in trailing else None
    return [*cells, *(goal if name == "goal" else _fact(about, first, name, language) for name in trailing)]


def _goal(about: About, group: Sequence[AnnualTarget], language: Language | str) -> Cell:
    """Return the target of the period: as the plan has it, of an area what its years come to."""
    statement = about.statement(group[0].target)
    if statement is None or not group[0].subject:
        return amount(statement, language) if statement else None
    return over_the_period(group, statement.form) if len(group) == len(about.years) else None


def _shown(row: AnnualTarget | None) -> Cell:
    """Return what a year's cell holds: the words as issued, else the number."""
    return None if row is None else row.text or row.value


def _fact(about: About, row: AnnualTarget, name: str, language: Language | str) -> Cell:
    """Return the cell of a column that all years share."""
    if name == "base":
        return about.baselines.get((row.target, row.subject))
    if name == "area":
        return about.names.get(row.subject, row.subject)
    statement = about.statement(row.target)
    known = _known(statement)
    if name == "attribute":
        return choice_word(statement.attribute, language) if statement and statement.attribute else None
    if name == "lead":
        return row.body or _body_name(known.lead if known else None)
    if name == "supplier":
        return _body_name(known.supplier if known else None)
    held = getattr(row, name)
    return choice_word(held, language, name) if name in ("line", "comparator") else held


def _known(statement: Statement | None) -> Indicator | None:
    return indicator(statement.indicator_id) if statement and statement.indicator_id else None


def _body_name(identifier: str | None) -> str | None:
    found = body(identifier) if identifier else None
    return found.name if found else None


def _sum_row(
    whole: AnnualTarget, first: int, last: int, leading: Sequence[str], about: About, language: Language | str
) -> list[Cell]:
    """Return the row that adds up the areas of an indicator."""
    known: dict[str, Cell] = {"indicator": whole.indicator, "area": message("K184", language), "unit": whole.unit}
    return [*(known.get(name) for name in leading), *(SumOf(first, last) for _ in about.years)]


def _judged(
    target: AnnualTarget | None, actual: Decimal | None, statement: Statement | None, language: Language | str
) -> str | None:
    """Return how last year's value stands to last year's target, both as published."""
    if target is None or target.value is None or actual is None:
        return None
    falls = target.comparator in ("<=", "<") or (statement is not None and statement.form in ("level_down", "cap"))
    ahead = (target.value - actual) if falls else (actual - target.value)
    return message("K180" if ahead == 0 else "K181" if ahead > 0 else "K182", language)
