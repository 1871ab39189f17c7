"""Who stands around a subject, and what was observed of them all: the areas above it and those beside it, by the register and by their codes."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from django.db.models import Q

from lantu.monitoring.judging import Judgement
from lantu.monitoring.question import Question
from lantu.monitoring.rollup import Member
from lantu.monitoring.series import changing
from lantu.vocabulary.areas import area as shipped_area
from lantu.vocabulary.references import NATION
from lantu_web.observations.known import Held, held
from lantu_web.pages.words import word
from lantu_web.people.models import Area
from lantu_web.plans.models import Version
from lantu_web.progress.queries import Stood

PREFIX = "area:"
_PROVINCE, _PREFECTURE = 2, 4
"""Digits of a code of GB/T 2260 that name the province, and the prefecture."""

_UP = "parent__parent__parent__parent"
"""From a village up to the province."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Around:
    """Who stands around a subject.

    Attributes:
        above: Subjects above it, from the nearest; empty text is the plan's own area.
        beside: Subjects beside it, those registered first.
        below: Names of the areas right below the plan's own that there are today, by subject.
        names: Names by subject.
    """

    above: tuple[str, ...]
    beside: tuple[str, ...]
    below: Mapping[str, str]
    names: Mapping[str, str]

    def name(self, subject: str) -> str:
        """Return the name of a subject; its code where it is not known."""
        known = self.names.get(subject)
        entry = None if known else shipped_area(subject.removeprefix(PREFIX))
        return known or (entry.name if entry is not None else subject)


@dataclass(frozen=True, slots=True, kw_only=True)
class Surroundings:
    """What stands around a target.

    Attributes:
        question: What is asked.
        judged: The judgement of each subject that is asked it.
        values: What is known of its indicator, whoever's values they are.
        around: Who stands around its subject.
    """

    question: Question
    judged: Mapping[Member, Judgement]
    values: Held
    around: Around


def surroundings_of(stood: Stood, question: Question, judged: Mapping[Member, Judgement]) -> Surroundings:
    """Return what stands around a target.

    Args:
        stood: Where the targets stand.
        question: What is asked.
        judged: The judgement of each subject that is asked it.
    """
    values = everybodys(stood, question.key)
    observed, named = {each.subject for each in values.now}, {subject for _, subject in judged}
    place = around(stood.grounds.version, question.subject, observed, named)
    return Surroundings(question=question, judged=judged, values=values, around=place)


def everybodys(stood: Stood, key: str) -> Held:
    """Return what is known of an indicator, whoever's values they are, and of what it is the growth or reduction of.

    Args:
        stood: Where the targets stand.
        key: What identifies the indicator.
    """
    grounds = stood.grounds
    return held(grounds.version, grounds.moment, grounds.clock, grounds.names_of(keys_of(key)))


def keys_of(key: str) -> tuple[str, ...]:
    """Return what identifies an indicator, and what it is the growth, the reduction or the rise of."""
    return key, *(base for base, _ in changing(key))


def around(version: Version, subject: str, observed: Iterable[str], named: Iterable[str] = ()) -> Around:
    """Return who stands around a subject of a version, by one look at the register.

    Args:
        version: The version; the plan's own area stands for the empty subject.
        subject: The subject.
        observed: Subjects of which something is known: those of no place in the register may be peers of the plan's area.
        named: Others whose names are asked for.
    """
    own = version.plan.area.code if version.plan.area else version.plan.area_code
    code, seen = subject.removeprefix(PREFIX) or own, _codes(observed)
    areas = _areas(version, code, {code, own, *seen, *_codes(named)})
    parent = areas[code].parent_id if code in areas else None
    next_to = [each.code for each in areas.values() if parent is not None and each.parent_id == parent]
    above = _above(code, areas.get(code))
    others = set() if subject else {each for each in seen if own not in (each, *_above(each, areas.get(each)))}
    beside = dict.fromkeys([*next_to, *sorted(others - {*above, code})])
    beside.pop(code, None)
    names = {f"{PREFIX}{each.code}": each.name for each in (*areas.values(), *parents(areas.get(code)))}
    today = (each for each in areas.values() if each.parent_id == version.plan.area_id and each.until is None)
    return Around(
        above=tuple("" if each == own else f"{PREFIX}{each}" for each in above),
        beside=tuple(f"{PREFIX}{each}" for each in beside),
        below={f"{PREFIX}{each.code}": each.name for each in today if _counts(each, seen)}
        if version.plan.area_id
        else {},
        names=names | {"": names.get(f"{PREFIX}{own}", version.plan.area_name), NATION: word("progress.nation")},
    )


def _areas(version: Version, code: str, others: Collection[str]) -> dict[str, Area]:
    """Return some areas by their codes, those beside one of them, and those right below the plan's own."""
    beside = Q(parent__in=Area.objects.filter(code=code).exclude(parent=None).values("parent"))
    below = Q(parent=version.plan.area_id) if version.plan.area_id else Q(pk__in=())
    found = Area.objects.filter(Q(code__in=others) | beside | below).select_related(_UP)
    return {each.code: each for each in found.order_by("code")}


def _codes(subjects: Iterable[str]) -> set[str]:
    return {each.removeprefix(PREFIX) for each in subjects if each.startswith(PREFIX)}


def _counts(area: Area, seen: Collection[str]) -> bool:
    """Tell whether an area has a tile of its own: a zone lies within another one, and has one where it is observed."""
    return area.kind != Area.Kind.ZONE or area.code in seen


def registered(subjects: Iterable[str]) -> dict[str, Area]:
    """Return the areas of the register among some subjects, each with those above it."""
    codes = _codes(subjects)
    found = Area.objects.filter(code__in=codes).select_related(_UP) if codes else ()
    return {f"{PREFIX}{each.code}": each for each in found}


def _above(code: str, area: Area | None) -> list[str]:
    """Return the codes of the areas above one, from the nearest: those of the register, then those its code tells."""
    told = [code[:digits].ljust(len(code), "0") for digits in (_PREFECTURE, _PROVINCE)] if len(code) == 6 else []
    chain = [*(each.code for each in parents(area)), *told, NATION.removeprefix(PREFIX)]
    return [each for each in dict.fromkeys(chain) if each != code]


def parents(area: Area | None) -> list[Area]:
    """Return the areas above one by the register, from the nearest."""
    found: list[Area] = []
    while area is not None and area.parent is not None:
        area = area.parent
        found.append(area)
    return found
