"""Who stands around a subject, and what was observed of them all: the areas above it and those beside it, by the register and by their codes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from lantu.model.records import Observation
from lantu.vocabulary.areas import area as shipped_area
from lantu.vocabulary.indicators import indicator
from lantu.vocabulary.references import NATION
from lantu_web.observations.known import known, names_of
from lantu_web.pages.words import word
from lantu_web.people.models import Area
from lantu_web.plans.models import Version
from lantu_web.progress.queries import Stood

PREFIX = "area:"
_PROVINCE, _PREFECTURE = 2, 4
"""Digits of a code of GB/T 2260 that name the province, and the prefecture."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Around:
    """Who stands around a subject.

    Attributes:
        above: Subjects above it, from the nearest; empty text is the plan's own area.
        beside: Subjects beside it, those registered first.
        names: Names by subject.
    """

    above: tuple[str, ...]
    beside: tuple[str, ...]
    names: Mapping[str, str]

    def name(self, subject: str) -> str:
        """Return the name of a subject; its code where it is not known."""
        known = self.names.get(subject)
        entry = None if known else shipped_area(subject.removeprefix(PREFIX))
        return known or (entry.name if entry is not None else subject)


def everybodys(stood: Stood, key: str) -> list[Observation]:
    """Return the values in force of an indicator, whoever's they are, and of what it is the growth or reduction of.

    Args:
        stood: Where the targets stand.
        key: What identifies the indicator.
    """
    entry, grounds = indicator(key), stood.grounds
    keys = {key, *([entry.base] if entry is not None and entry.base else [])}
    names = names_of(grounds.version, keys, grounds.moment)
    return known(grounds.version, grounds.moment, grounds.day if grounds.moment else None, indicators=names)


def around(version: Version, subject: str, observed: Iterable[str]) -> Around:
    """Return who stands around a subject of a version.

    Args:
        version: The version; the plan's own area stands for the empty subject.
        subject: The subject.
        observed: Subjects of which something is known: those of no place in the register may be peers of the plan's area.
    """
    own = version.plan.area.code if version.plan.area else version.plan.area_code
    code = subject.removeprefix(PREFIX) or own
    seen = {each.removeprefix(PREFIX) for each in observed if each.startswith(PREFIX)}
    areas = {
        each.code: each for each in Area.objects.filter(code__in={code, own, *seen}).select_related("parent__parent")
    }
    above = _above(code, areas.get(code))
    parent = areas[code].parent if code in areas else None
    siblings = list(Area.objects.filter(parent=parent).exclude(code=code).order_by("code")) if parent else []
    others = set() if subject else {each for each in seen if own not in (each, *_above(each, areas.get(each)))}
    beside = dict.fromkeys([*(each.code for each in siblings), *sorted(others - {*above, code})])
    registered = [*areas.values(), *siblings, *_parents(areas.get(code))]
    names = {f"{PREFIX}{each.code}": each.name for each in registered}
    return Around(
        above=tuple("" if each == own else f"{PREFIX}{each}" for each in above),
        beside=tuple(f"{PREFIX}{each}" for each in beside),
        names=names | {"": names.get(f"{PREFIX}{own}", version.plan.area_name), NATION: word("progress.nation")},
    )


def _above(code: str, area: Area | None) -> list[str]:
    """Return the codes of the areas above one, from the nearest: those of the register, then those its code tells."""
    told = [code[:digits].ljust(len(code), "0") for digits in (_PREFECTURE, _PROVINCE)] if len(code) == 6 else []
    chain = [*(each.code for each in _parents(area)), *told, NATION.removeprefix(PREFIX)]
    return [each for each in dict.fromkeys(chain) if each != code]


def _parents(area: Area | None) -> list[Area]:
    found: list[Area] = []
    while area is not None and area.parent is not None:
        area = area.parent
        found.append(area)
    return found
