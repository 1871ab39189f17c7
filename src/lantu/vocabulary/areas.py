"""Administrative areas by the codes of GB/T 2260: provinces, prefectures, and counties where a table is given.

The tables are content (``areas/*.yaml``), dated: 巢湖市 is found as of 2011-01-01 and not today. A name may belong to
several areas (吉林 is a province and a city; 朝阳区 stands in many cities): :func:`find_areas` returns them all,
:func:`area_named` one only where no other is meant. County names repeat across the country and only some provinces'
counties are listed, so a county counts as named only with its superior (长春市朝阳区) or ``within`` it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache, lru_cache
from typing import Literal

from lantu.errors import VocabularyError
from lantu.vocabulary.content import Content, Entry, load_shipped

Level = Literal["province", "prefecture", "county"]

SHIPPED = ("areas/provinces.yaml", "areas/prefectures.yaml", "areas/counties_jilin.yaml")
"""Content files of areas, superiors first."""

_LONGEST = 60  # characters of a name worth looking up


@dataclass(frozen=True, slots=True, kw_only=True)
class Area(Entry):
    """An administrative area.

    Attributes:
        name: Full name, such as 延边朝鲜族自治州.
        short: Name as used in running text, such as 延边.
        level: Province, prefecture or county.
        kind: What it is called in law: 省, 直辖市, 地级市, 自治州, 市辖区 …
        parent: Code of the superior area; empty for a province.
        also: Further names in use, such as 延边州.
    """

    name: str
    short: str
    level: Level
    kind: str
    parent: str = ""
    also: tuple[str, ...] = ()

    @property
    def code(self) -> str:
        """The six digits of GB/T 2260."""
        return self.id

    @property
    def names(self) -> tuple[str, ...]:
        """All names, the full one first, each once."""
        return tuple(dict.fromkeys((self.name, self.short, *self.also)))


@dataclass(frozen=True, slots=True)
class AreaTable:
    """The areas that hold on a day, by code, name and superior."""

    by_code: Mapping[str, Area]
    by_name: Mapping[str, tuple[Area, ...]]
    by_parent: Mapping[str, tuple[Area, ...]]

    @classmethod
    def of(cls, contents: Iterable[Content[Area]], as_of: date | None = None) -> AreaTable:
        """Index areas of one or more content files.

        Args:
            contents: Shipped tables and a user's own, superiors first.
            as_of: The day asked for; None for the latest state.

        Raises:
            VocabularyError: An area names a superior that does not exist on that day (V016).
        """
        by_code: dict[str, Area] = {}
        by_name: dict[str, list[Area]] = defaultdict(list)
        by_parent: dict[str, list[Area]] = defaultdict(list)
        for content in contents:
            for area in content.on(as_of):
                if area.parent and area.parent not in by_code:
                    raise VocabularyError("V016", file=content.file, entry=area.id, field="parent", value=area.parent)
                by_code[area.code] = area
        for area in by_code.values():
            by_parent[area.parent].append(area)
            for name in area.names:
                by_name[name].append(area)
        return cls(by_code, _frozen(by_name), _frozen(by_parent))

    def find(self, name: str, within: str | None = None) -> tuple[Area, ...]:
        """Return all areas a name may mean; see :func:`find_areas`."""
        name = "".join(name.split())
        if len(name) > _LONGEST:
            return ()
        found = self.by_name.get(name, ()) or self._qualified(name)
        return tuple(area for area in found if within is None or within in self._superiors(area))

    def named(self, name: str, within: str | None = None) -> Area | None:
        """Return the area a name means, if only one can be meant; see :func:`area_named`."""
        bare = within is None and "".join(name.split()) in self.by_name
        found = [area for area in self.find(name, within) if not (bare and area.level == "county")]
        return found[0] if len(found) == 1 else None

    def _qualified(self, name: str, above: frozenset[str] | None = None) -> tuple[Area, ...]:
        """Read a name that begins with its superiors' (吉林省吉林市, 吉林市龙潭区), each part below the one before."""
        for cut in range(2, len(name) - 1):
            heads = frozenset(area.code for area in self._below(name[:cut], above))
            if not heads:
                continue
            found = self._below(name[cut:], heads) or self._qualified(name[cut:], heads)
            if found:
                return found
        return ()

    def _below(self, name: str, above: frozenset[str] | None) -> tuple[Area, ...]:
        found = self.by_name.get(name, ())
        return found if above is None else tuple(area for area in found if above.intersection(self._superiors(area)))

    def _superiors(self, area: Area) -> tuple[str, ...]:
        codes: list[str] = []
        while area.parent:
            codes.append(area.parent)
            area = self.by_code[area.parent]
        return tuple(codes)


def _frozen(groups: Mapping[str, list[Area]]) -> dict[str, tuple[Area, ...]]:
    return {key: tuple(sorted(group, key=lambda area: area.code)) for key, group in groups.items()}


@cache
def _shipped_contents() -> tuple[Content[Area], ...]:
    return tuple(load_shipped(name, Area) for name in SHIPPED)


@lru_cache(maxsize=32)
def shipped_areas(as_of: date | None = None) -> AreaTable:
    """Return the areas that come with Lantu as of a day, loaded once."""
    return AreaTable.of(_shipped_contents(), as_of)


def area(code: str, as_of: date | None = None) -> Area | None:
    """Return the area of a code; None where there is none on that day.

    >>> area("220200").name
    '吉林市'
    """
    return shipped_areas(as_of).by_code.get(code)


def find_areas(name: str, as_of: date | None = None, within: str | None = None) -> tuple[Area, ...]:
    """Return all areas a name may mean, by code.

    Args:
        name: Full or short name, also led by the superior's (吉林省吉林市).
        as_of: The day asked for; None for the latest state.
        within: Only areas below this code.

    >>> [area.code for area in find_areas("吉林")]
    ['220000', '220200']
    """
    return shipped_areas(as_of).find(name, within)


def area_named(name: str, as_of: date | None = None, within: str | None = None) -> Area | None:
    """Return the one area a name means; None where there is none or more than one.

    A bare county name means nothing for certain (see the module); give ``within`` or its superior's name.

    >>> area_named("吉林市").code, area_named("吉林省").code, area_named("吉林")
    ('220200', '220000', None)
    >>> area_named("朝阳区"), area_named("朝阳区", within="220100").code
    (None, '220104')
    """
    return shipped_areas(as_of).named(name, within)


def children(code: str, as_of: date | None = None) -> tuple[Area, ...]:
    """Return the areas directly below a code; below the empty code, the provinces."""
    return shipped_areas(as_of).by_parent.get(code, ())
