"""The bodies that answer for targets and tasks: party, government, vertical line, enterprises; found by any usual name.

Bureaus bear long and short names (发展和改革委员会, 发展改革委, 发改委), change them with the level (工信厅, 工信局) and over
the years (扶贫办, 乡村振兴局). The table is content (``bodies.yaml``), dated. A body that ended is found all the same:
an old plan names it; ``valid_to`` and ``successor`` say what became of it.

A body here is a kind of office every city has. Which city's it is stands in the printed name; governments of counties
and committees of zones are found as such, their names are the city's own.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache, lru_cache
from typing import Literal

from lantu.errors import VocabularyError
from lantu.vocabulary.areas import shipped_areas
from lantu.vocabulary.content import Content, Entry, load_shipped

Line = Literal["party", "assembly", "judicial", "government", "vertical", "enterprise"]
BodyKind = Literal[
    "committee", "office", "department", "survey", "mass_organisation", "local_government", "zone_committee", "company"
]

_Tree = dict[str, "_Tree"]

_LONGEST = 40  # characters of a printed name worth looking up
_LEVEL = re.compile(r"(?:中共)?(?:自治区|[省市县区州旗盟])?(?:委|(?<=.)(?:人民)?政府)?$")
_BEFORE = 16  # characters before a name in which its level and area stand
_ENDS = "省市县区州旗盟"
#: What must not follow: 教育局长, 组织部门, 财政局面; 财政局部署 is fine.
_NOT_AFTER = {
    "局": "[长面限势]|部(?!署)",
    "厅": "[长堂]",
    "部": "[门队长署]",
    "委": "[员托派]",
    "办": "[理法公事好]",
    "院": "[长校]",
}
#: 各县（市、区）人民政府, 县（市）区政府, 各区党委和政府, 各开发区管委会; without 各 only with 政府.
_PLACES = r"(?:[县市区州旗]|[、，,/][县市区州旗]|[（(][县市区州旗、，,]{1,8}[）)]){1,5}"
_COLLECTIVE = re.compile(
    rf"(?:各(?:有关|相关)?{_PLACES}(?:(?:党委[、和]?)?(?:人民)?政府|党委|(?![域间块位段类级场直民政]))"
    r"|县[（(]市[、，,]?区?[）)]区?(?:党委[、和]?)?(?:人民)?政府)"
    r"|(?P<zones>各(?:类|有关)?(?:开发区|功能区|高新区|园区)(?:管委会|管理委员会))"
)
#: Vertical offices that name their own superior in front.
_VERTICAL = re.compile(
    r"国家统计局[\u4e00-\u9fff]{0,8}?(?P<survey>调查总?队)|国家税务总局[\u4e00-\u9fff]{0,8}?(?P<tax>税务局)"
)
_ZONE = re.compile(r"[^\s、，。；：,;:（）()“”《》和与及由]{1,12}[区园城港湾岛带]$")


@dataclass(frozen=True, slots=True, kw_only=True)
class Stem:
    """The unchanging part of a name and what may follow it: 发改 with 委 or 局."""

    stem: str
    endings: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Body(Entry):
    """A body.

    Attributes:
        name: As usually printed in a city.
        en: Name in English.
        line: Whose line it belongs to.
        kind: What it is.
        stems: Stems of its names with their endings.
        also: Further names, whole.
        leads: Fields in which it usually leads; the division of tasks decides.
        successor: Id of the body that took over; empty while it stands.
    """

    name: str
    en: str
    line: Line
    kind: BodyKind
    stems: tuple[Stem, ...] = ()
    also: tuple[str, ...] = ()
    leads: tuple[str, ...] = ()
    successor: str = ""

    @property
    def short_names(self) -> tuple[str, ...]:
        """All names without the level, each once.

        >>> find_body("市发改委").short_names[-2:]
        ('发改委', '发改局')
        """
        made = (stem.stem + ending for stem in self.stems for ending in stem.endings)
        return tuple(dict.fromkeys((*made, *self.also)))


@dataclass(frozen=True, slots=True)
class BodyTable:
    """Bodies by id and by name, and one pattern that finds all names in a text."""

    by_id: Mapping[str, Body]
    by_name: Mapping[str, tuple[Body, ...]]
    pattern: re.Pattern[str]

    @classmethod
    def of(cls, content: Content[Body]) -> BodyTable:
        """Index a content file, the bodies of the past included.

        Raises:
            VocabularyError: A successor does not exist (V016), or two bodies claim one name (V015).
        """
        by_id = {body.id: body for body in content.entries}
        by_name: dict[str, tuple[Body, ...]] = {}
        for body in content.entries:
            if body.successor and body.successor not in by_id:
                raise VocabularyError("V016", file=content.file, entry=body.id, field="successor", value=body.successor)
            for name in body.short_names:
                others = by_name.get(name, ())
                if others:
                    raise VocabularyError("V015", file=content.file, entry=body.id, name=name, other=others[0].id)
                by_name[name] = (body,)
        return cls(by_id, by_name, _pattern(by_name))

    def find_in(self, text: str) -> list[tuple[int, int, Body]]:
        """Return the bodies a text names; see :func:`find_bodies_in`."""
        found = [*self._collective(text), *self._vertical(text), *self._single(text)]
        found.sort(key=lambda hit: (hit[0], -hit[1]))
        kept: list[tuple[int, int, Body]] = []
        for hit in found:
            if not kept or hit[0] >= kept[-1][1]:
                kept.append(hit)
        return kept

    def _collective(self, text: str) -> Iterator[tuple[int, int, Body]]:
        for match in _COLLECTIVE.finditer(text):
            yield match.start(), match.end(), self.by_id["zone-committee" if match["zones"] else "county-governments"]

    def _vertical(self, text: str) -> Iterator[tuple[int, int, Body]]:
        for match in _VERTICAL.finditer(text):
            yield match.start(), match.end(), self.by_id["survey-team" if match["survey"] else "taxation"]

    def _single(self, text: str) -> Iterator[tuple[int, int, Body]]:
        for match in self.pattern.finditer(text):
            (body,) = self.by_name[match[0]]
            start = _start_of_name(text, match.start(), body)
            if start is not None:
                yield start, match.end(), body

    def find(self, printed: str) -> Body | None:
        """Return the body of a printed name; see :func:`find_body`."""
        text = "".join(printed.split())
        if not text or len(text) > _LONGEST:
            return None
        hits = self.find_in(text)
        if len(hits) != 1 or text[hits[0][1] :].strip("等()（）"):
            return None
        start, _, body = hits[0]
        fits = start == 0 or (start <= 8 and (body.kind == "company" or _names_a_place(text, start)))
        return body if fits else None


def _pattern(names: Iterable[str]) -> re.Pattern[str]:
    """Return one pattern for all names, the longest first, a tree by characters so that few are tried in a place."""
    tree: _Tree = {}
    for name in names:
        node = tree
        for character in name:
            node = node.setdefault(character, {})
        node[""] = {}
    return re.compile(_branches(tree))


def _branches(tree: _Tree, last: str = "") -> str:
    """Return the alternatives below a node; the end of a name comes after all that go on."""
    ways = [re.escape(character) + _branches(below, character) for character, below in tree.items() if character]
    if "" in tree:
        ways.append(f"(?!{_NOT_AFTER[last]})" if last in _NOT_AFTER else "")
    return ways[0] if len(ways) == 1 else f"(?:{'|'.join(ways)})"


def _names_a_place(text: str, start: int) -> bool:
    """蓝河 | 市发展改革委: what stands before is an area's name, for the level follows it."""
    return text[start] in _ENDS and re.fullmatch(r"[\u4e00-\u9fff]+", text[:start]) is not None


def _start_of_name(text: str, at: int, body: Body) -> int | None:
    """Return where a name begins, its level and area included; None where it is no name of a body."""
    window = text[max(0, at - _BEFORE) : at]
    if body.kind == "zone_committee":
        named = _ZONE.search(window)
        return at - len(named[0]) if named else None
    level = None if text[at] in _ENDS else _LEVEL.search(window)  # 省委 | 省政府 are two
    start = at - len(level[0]) if level else at
    names = shipped_areas().by_name
    for length in range(10, 1, -1):
        if length <= start and text[start - length : start] in names:
            return start - length
        joined = text[start - length + 1 : start + 1] if start < at else ""
        if length - 1 <= start and joined in names:
            return start - length + 1
    return start


@cache
def shipped_bodies() -> BodyTable:
    """Return the bodies that come with Lantu, those of the past included, loaded once."""
    return BodyTable.of(load_shipped("bodies.yaml", Body))


def body(identifier: str) -> Body | None:
    """Return the body of an id.

    >>> body("rural-revitalisation").successor
    'agriculture'
    """
    return shipped_bodies().by_id.get(identifier)


@lru_cache(maxsize=4096)
def find_body(printed: str, as_of: date | None = None) -> Body | None:
    """Return the body a printed name means.

    Args:
        printed: Full or short, with or without level and area: 市发改委, 吉林省发展和改革委员会.
        as_of: Only if it stood on that day; None for whenever.

    Returns:
        The body, or None: several bodies, or a name that is not known, are no body.

    >>> find_body("市发改委").id, find_body("吉林省发展和改革委员会").id, find_body("市财政局、市审计局")
    ('development-reform', 'development-reform', None)
    >>> find_body("市乡村振兴局", as_of=date(2026, 1, 1)) is None
    True
    """
    found = shipped_bodies().find(printed)
    return found if found and (as_of is None or found.holds_on(as_of)) else None


def find_bodies_in(text: str) -> list[tuple[int, int, Body]]:
    """Return start, end and body of every body a text names, in order.

    >>> text = "由市发改委、财政局牵头，各县（市、区）政府落实"
    >>> [(text[start:end], found.id) for start, end, found in find_bodies_in(text)]
    [('市发改委', 'development-reform'), ('财政局', 'finance'), ('各县（市、区）政府', 'county-governments')]
    """
    return shipped_bodies().find_in(text)
