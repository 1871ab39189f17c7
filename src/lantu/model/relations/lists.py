"""Totals of named lists: the amounts of the members, and the investment of the projects of an annex."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator
from decimal import Decimal

from lantu.model.plan import Reading
from lantu.model.records import NamedList, Project, Statement
from lantu.model.relations.relation import Amount, Relation, amount_of, base_unit, one_period, position, prose

_NEAR = 60  # characters between a list and the total that is said of it
_SHORTEST_MEMBER = 2
_COUNTED = ("个", "项", "大")


def relations_of_lists(plan: Reading) -> Iterator[Relation]:
    """Yield the totals said of a named list with the amounts of its members, each named by the member."""
    statements = [(amount, s) for s in prose(plan) for amount in [amount_of(s)] if amount is not None]
    places = [position(s.id) for _, s in statements]
    by_amount: defaultdict[Amount, list[Statement]] = defaultdict(list)
    for amount, statement in statements:
        by_amount[amount].append(statement)
    for each in plan.lists:
        low, high = bisect_left(places, each.start), bisect_left(places, each.end + _NEAR)
        for amount, whole in statements[low:high]:
            if _names(whole, each) and "。" not in plan.document.text[each.end : position(whole.id)]:
                parts = _of_members(each.members, whole, by_amount[amount])
                if len(parts) > 1:
                    sure = len(parts) == len(each.members) == each.announced
                    yield Relation(whole=whole.id, parts=tuple(s.id for s in parts), how="list", certain=sure)
                break


def _names(whole: Statement, each: NamedList) -> bool:
    """Tell whether an amount is said of a list: it bears its noun or several members, and is not of one member alone."""
    of_members = sum(member in whole.indicator for member in each.members)
    alone = of_members == 1 and whole.indicator.startswith(each.members)
    return not alone and (of_members > 1 or each.noun in whole.indicator)


def _of_members(members: tuple[str, ...], whole: Statement, statements: list[Statement]) -> list[Statement]:
    found: dict[str, Statement] = {}
    for statement in statements:
        if statement.id == whole.id or not one_period(whole, statement):
            continue
        member = next((m for m in members if len(m) >= _SHORTEST_MEMBER and statement.indicator.startswith(m)), None)
        if member is not None and sum(m in statement.indicator for m in members) == 1:
            found.setdefault(member, statement)
    return sorted(found.values(), key=lambda s: position(s.id))


def relations_of_projects(plan: Reading) -> Iterator[Relation]:
    """Yield the investment said of a number of projects with the projects of the annex that has as many."""
    annexes: defaultdict[str, list[Project]] = defaultdict(list)
    for project in plan.projects:
        annexes[project.passage].append(project)
    priced = [rows for rows in annexes.values() if len(rows) > 1 and all(row.investment is not None for row in rows)]
    by_count = {Decimal(len(rows)): rows for rows in priced}
    if not by_count:
        return
    statements = prose(plan)
    for i, count in enumerate(statements):
        if count.value not in by_count or count.unit not in _COUNTED or "项目" not in count.indicator:
            continue
        whole = next(
            (s for s in statements[i + 1 : i + 4] if base_unit(s.unit) == "元" and "投资" in s.indicator), None
        )
        if whole is not None and _in_one_sentence(plan, position(count.id), position(whole.id)):
            rows = by_count[count.value]
            sure = {base_unit(row.unit) for row in rows} == {"元"}
            yield Relation(whole=whole.id, parts=tuple(row.id for row in rows), how="list", certain=sure)


def _in_one_sentence(plan: Reading, begin: int, end: int) -> bool:
    return end - begin < _NEAR and "。" not in plan.document.text[begin:end]
