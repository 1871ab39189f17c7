"""What is suggested while a field is filled in: the vocabulary's words first where they fit, then those of the plan."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from itertools import islice
from typing import Any

from lantu.vocabulary import match_indicator, printed_forms, shipped_bodies, shipped_indicators
from lantu_web.pages.words import language, word
from lantu_web.people.models import Area, Body
from lantu_web.plans.desk import searchable
from lantu_web.plans.models import Version

MOST = 12
_JOINT = "、"


@dataclass(frozen=True, slots=True, kw_only=True)
class Suggestion:
    """Something that can stand in a field.

    Attributes:
        value: What is put there.
        label: What it means, where the value does not say it.
    """

    value: str
    label: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """For what something is suggested.

    Attributes:
        version: The version whose item it is.
        type: Type of the item.
        name: The field.
        typed: What stands in the field so far.
        beside: What stands in the other fields of the form.
    """

    version: Version
    type: str
    name: str
    typed: str = ""
    beside: Mapping[str, str]


def suggestions(asked: Asked) -> list[Suggestion]:
    """Return what can stand in a field, the likeliest first; nothing for fields that are free text."""
    source = _SOURCES.get(asked.name)
    if source is None:
        return []
    found = {each.value: each for each in source(asked) if each.value and each.value != asked.typed}
    return list(islice(found.values(), MOST))


def _indicators(asked: Asked) -> Iterator[Suggestion]:
    """Yield the entry that the printed name means, then those that hold what was typed."""
    table = shipped_indicators()
    name, unit = asked.beside.get("indicator", ""), asked.beside.get("unit") or None
    match = match_indicator(name, unit=unit, measure=asked.beside.get("measure") or None) if name else None
    if match:
        label = word("plans.workbench.by_its_name", name=_name(table.by_id[match.indicator_id]))
        yield Suggestion(value=match.indicator_id, label=label)
    wanted = searchable(asked.typed or name)
    for entry in table.by_id.values():
        if wanted and any(wanted in searchable(each) for each in (entry.id, *entry.names)):
            yield Suggestion(value=entry.id, label=_name(entry))


def _name(entry: Any) -> str:
    return str(entry.zh if language.get() == "zh" else entry.en)


def _units(asked: Asked) -> Iterator[Suggestion]:
    yield from _starting(_used(asked.version, "unit"), asked.typed)
    yield from _starting(reversed(printed_forms()), asked.typed)


def _periods(asked: Asked) -> Iterator[Suggestion]:
    """Yield the years of the plan, its whole time, and what else it uses."""
    plan = asked.version.plan
    years = [str(year) for year in range(plan.end or 0, (plan.start or 1) - 1, -1)] if plan.start and plan.end else []
    whole = [f"{plan.start}-{plan.end}"] if plan.start and plan.end else []
    used = [*_used(asked.version, "deadline"), *_used(asked.version, "period")]
    yield from _starting([*years[:1], *whole, "annual", *years[1:], *used], asked.typed)


def _bodies(asked: Asked) -> Iterator[Suggestion]:
    """Yield bodies after the names that stand already: those of the plan, of the house, of the vocabulary."""
    before, joint, last = asked.typed.rpartition(_JOINT) if asked.name == "bodies" else ("", "", asked.typed)
    named = [*_used(asked.version, "lead_body"), *_used(asked.version, "bodies"), *_used(asked.version, "body")]
    kept = [body.short_name or body.name for body in Body.objects.filter(until__isnull=True)]
    known = [body.name for body in shipped_bodies().by_id.values()]
    taken = set(before.split(_JOINT))
    for name in [*named, *kept, *known]:
        if last.strip() in name and name not in taken:
            yield Suggestion(value=f"{before}{joint}{name}")


def _scopes(asked: Asked) -> Iterator[Suggestion]:
    areas = Area.objects.values_list("name", flat=True)
    yield from _starting([*_used(asked.version, "scope"), *areas], asked.typed)


def _tasks(asked: Asked) -> Iterator[Suggestion]:
    rows = asked.version.records.filter(type="task", replaced_at__isnull=True, search__contains=searchable(asked.typed))
    for row in rows[:MOST]:
        yield Suggestion(value=row.item, label=json.loads(row.data)["title"])


def _names(asked: Asked) -> Iterator[Suggestion]:
    yield from _starting(_used(asked.version, asked.name), asked.typed)


def _starting(values: Any, typed: str) -> Iterator[Suggestion]:
    return (Suggestion(value=value) for value in values if value.startswith(typed))


def _used(version: Version, name: str) -> list[str]:
    """Return what the items of a version have in a field, the most frequent first."""
    rows = version.records.filter(replaced_at__isnull=True, data__contains=f'"{name}": ').exclude(type="passage")
    counts: Counter[str] = Counter()
    for data in rows.values_list("data", flat=True):
        value = json.loads(data).get(name)
        counts.update(value if isinstance(value, list) else [value] if value else [])
    return [value for value, _ in counts.most_common(200)]


_SOURCES: Mapping[str, Callable[[Asked], Iterator[Suggestion]]] = {
    "indicator": _names,
    "indicator_id": _indicators,
    "unit": _units,
    "period": _periods,
    "deadline": _periods,
    "scope": _scopes,
    "lead_body": _bodies,
    "bodies": _bodies,
    "body": _bodies,
    "task": _tasks,
    "noun": _names,
}
"""Where suggestions for a field come from."""
