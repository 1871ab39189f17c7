"""The targets of a plan, one goal an indicator: what all its statements of it ask for together.

A plan says a target several times (in prose, in its table, as a level and as a rise). They become one goal that keeps
all of them: the strictest bounds, binding where any of them says so.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from decimal import Decimal

from lantu.cascade.aims import Aim, aim_of, years_of
from lantu.cascade.keys import key_of
from lantu.cascade.observed import in_unit
from lantu.cascade.remarks import Remark
from lantu.cascade.tracks import Measure
from lantu.model.plan import Reading
from lantu.model.records import Form, Statement

IN_WORDS: frozenset[Form] = frozenset({"relative", "assigned", "qualitative", "milestone", "rank"})
"""Forms that every year repeats in words: nothing about them can be computed ahead."""

_ORDER: dict[Measure, int] = {"level": 0, "index": 1, "sum": 2}


@dataclass(frozen=True, slots=True, kw_only=True)
class Goal:
    """What a plan asks of one indicator.

    Attributes:
        key: What identifies the indicator.
        aims: What its statements ask for, the one that decides form and unit first.
        baselines: What the plan says of the base year, the surest first.
    """

    key: str
    aims: tuple[Aim, ...]
    baselines: tuple[Statement, ...] = ()

    @property
    def main(self) -> Aim:
        """The aim that decides name, form and unit."""
        return self.aims[0]

    @property
    def binding(self) -> bool:
        """Whether any of its statements is binding."""
        return any(aim.statement.attribute == "binding" for aim in self.aims)

    @property
    def names(self) -> tuple[str, ...]:
        """All that a choice may call it: ids of statements, key, printed names."""
        ids = [aim.statement.id for aim in self.aims]
        return tuple(dict.fromkeys((*ids, self.key, *(aim.statement.indicator for aim in self.aims))))


@dataclass(frozen=True, slots=True, kw_only=True)
class Goals:
    """All targets of a plan, sorted.

    Attributes:
        numbered: Goals that can be followed over years.
        in_words: Targets that are repeated in words.
        left_out: Why others are not broken down.
    """

    numbered: tuple[Goal, ...]
    in_words: tuple[Statement, ...]
    left_out: tuple[Remark, ...]


def goals_of(plan: Reading, start: int, end: int) -> Goals:
    """Sort the targets of a plan into goals.

    Args:
        plan: The plan.
        start: Its first year.
        end: Its last year.
    """
    aims, in_words, left_out = [], [], []
    for statement in plan.statements:
        if statement.kind != "target":
            continue
        reason = _reason_to_leave_out(statement, start, end)
        if reason is not None:
            left_out.append(reason)
        elif statement.form in IN_WORDS or statement.value is None:
            in_words.append(statement)
        else:
            aim = aim_of(statement, start, end)
            if aim is None:
                left_out.append(_remark(statement, "K005"))
            else:
                aims.append(aim)
    baselines = _baselines(plan, start - 1)
    numbered = []
    for goal in _apart(_grouped(aims)):
        uniform, remarks = _in_one_unit(goal)
        numbered.append(replace(uniform, baselines=tuple(baselines.get(goal.key, ()))))
        left_out += remarks
    return Goals(numbered=tuple(numbered), in_words=_once(in_words), left_out=tuple(left_out))


def _reason_to_leave_out(statement: Statement, start: int, end: int) -> Remark | None:
    if statement.scope is not None:
        return _remark(statement, "K002", scope=statement.scope)
    if statement.measure == "count_list":
        return _remark(statement, "K003")
    years = years_of(statement, start, end)
    if years is None:
        return _remark(statement, "K005")
    if not start <= years[1] <= end:
        return _remark(statement, "K004", year=years[1], start=start, end=end)
    return None


def _remark(statement: Statement, code: str, **fields: object) -> Remark:
    return Remark(target=statement.id, indicator=statement.indicator, code=code, fields=fields)


def _once(statements: Iterable[Statement]) -> tuple[Statement, ...]:
    """Return each indicator that is told in words once, the row of the table before the prose."""
    ordered = sorted(statements, key=lambda each: not each.in_table)
    first = {key_of(each.indicator): each for each in reversed(ordered)}
    return tuple(sorted(first.values(), key=lambda each: each.start))


def _grouped(aims: Iterable[Aim]) -> Iterator[Goal]:
    """Yield a goal for each indicator and way of telling its state; a rise joins the level it raises."""
    by_key: defaultdict[str, defaultdict[Measure, list[Aim]]] = defaultdict(lambda: defaultdict(list))
    for aim in aims:
        by_key[aim.key][aim.measure].append(aim)
    for key, by_measure in by_key.items():
        taken = False
        for measure in sorted(by_measure, key=_ORDER.__getitem__):
            group = sorted(by_measure[measure], key=_rank)
            yield Goal(key=group[0].statement.indicator if taken else key, aims=tuple(group))
            taken = True


def _in_one_unit(goal: Goal) -> tuple[Goal, list[Remark]]:
    """Return a goal in the unit of its main aim, and why aims whose unit is of another kind are left out."""
    unit = goal.main.statement.unit
    converted = [(aim, _converted(aim, unit)) for aim in goal.aims]
    kept = tuple(each for _, each in converted if each is not None)
    other = [aim.statement for aim, each in converted if each is None]
    remarks = [_remark(each, "K011", unit=each.unit or "—", other=unit or "—") for each in other]
    return replace(goal, aims=kept), remarks


def _apart(goals: Iterable[Goal]) -> Iterator[Goal]:
    """Yield goals with keys that no other has: where names meet, the id of the statement tells them apart."""
    taken: set[str] = set()
    for goal in goals:
        key = goal.key if goal.key not in taken else f"{goal.key} {goal.main.statement.id}"
        taken.add(key)
        yield replace(goal, key=key)


def _rank(aim: Aim) -> tuple[bool, bool, bool, int]:
    """Order aims: levels before rises, the table before prose, binding first, then as printed."""
    statement = aim.statement
    return aim.asks == "rise", not statement.in_table, statement.attribute != "binding", statement.start


def _converted(aim: Aim, unit: str | None) -> Aim | None:
    statement = aim.statement
    if aim.measure == "index" or aim.asks == "rise" or statement.unit == unit or statement.value is None:
        return aim
    value = in_unit(statement.value, statement.unit, unit)
    high = in_unit(statement.value_high or Decimal(0), statement.unit, unit)
    if value is None:
        return None
    kept = high if statement.value_high is not None else None
    return replace(aim, statement=replace(statement, value=value, value_high=kept, unit=unit))


def _baselines(plan: Reading, base_year: int) -> dict[str, list[Statement]]:
    """Return what the plan says of levels in the base year, by indicator, the surest first."""
    found: defaultdict[str, list[Statement]] = defaultdict(list)
    levels = (each for each in plan.statements if each.kind == "baseline" and each.measure == "level")
    for each in levels:
        if each.scope is None and each.value is not None and _sureness(each, base_year) is not None:
            found[each.indicator_id or key_of(each.indicator, each.unit, each.measure)].append(each)
    return {key: sorted(group, key=lambda each: _sureness(each, base_year) or 0) for key, group in found.items()}


def _sureness(statement: Statement, base_year: int) -> int | None:
    """Return how sure a baseline is of the base year (0: its table or its own year), or None if it is of another time."""
    period = statement.period or statement.period_inferred
    if period == str(base_year):
        return 0
    if period is None:
        return 2
    return 1 if period.endswith(f"-{base_year}") else None
