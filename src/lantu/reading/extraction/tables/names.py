"""Names of indicators as a row prints them, made to stand by themselves.

A name cell may carry a row number (13. ), its unit (（亿元）), its attribute and marks that lead to a note; it may name two indicators
(机场旅客/货邮吞吐量) or be a part of the row above (其中：城镇).
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from lantu.model.records import Attribute
from lantu.reading.extraction.tables.cells import Cell
from lantu.reading.extraction.tables.values import MARK
from lantu.vocabulary import unit_named

_SUB_NUMBER = re.compile(
    r"[（(](\d{1,2}|[一二三四五六七八九十]{1,2})[)）]|[①-⑳]|\d{1,2}[)）]|[a-hA-H][.、]|\d{1,2}\.\d{1,2}(?=[\u4e00-\u9fff])"
)
_OF_WHICH = re.compile(r"(?:其中|其它|其他)?[：:]|其中|[#＃]|——|[—-](?=[\u4e00-\u9fff])")
_LAST_BRACKETS = re.compile(r"[（(\[【〔]([^（）()\[\]【】〔〕]{1,16})[)）\]】〕]$")
_INNER_BRACKETS = re.compile(r"[（(]([^（）()]{1,12})[)）]")
_ATTRIBUTES: dict[str, Attribute] = {"约束": "binding", "预期": "anticipatory"}
_MEASURE = re.compile(
    r"(?:人均可支配收入|吞吐量|周转量|运输量|增加值|总产值|总收入|营业收入|排放总量|排放量|排放强度|浓度|覆盖率|普及率|拥有量|保有量|产量|产值|产能|总量|总额|数量|规模|面积|里程|"
    r"比重|占比|比例|比率|增速|增长率?|死亡率|入学率|毛入学率|合格率|达标率|利用率|处理率|参保率|就业率|失业率|投入强度|强度|消耗量?|人数|数|率|额|量|值)(?:年均)?(?:降低|下降|减少|增长|提高|增加)?$"
)
_GENERIC_HEAD = re.compile(r"^(?:主要|重点|各类|其他)[\u4e00-\u9fff]{0,3}?(?:污染物|农产品|产品|品种|作物|领域|行业)")
_SUBSTANCE = re.compile(
    r"化学需氧量|氨氮|氮氧化物|二氧化硫|挥发性有机物|总磷|总氮|[A-Za-z0-9]{1,6}|粮食|肉类|油料|蔬菜|水产品|奶类"
)
_PLACE = re.compile(r"城镇|农村|城区|市区|县域|乡村|全市|全省|规上|规下")
_PLACES = re.compile(r"城乡|全体|全市|全省|全区|全县")
_SHARED_HEAD = re.compile(
    r"机场|港口|口岸|码头|航空|民航|水运|人均|每[万千百十]?(?:常住)?(?:人口?|户)?(?:居民|拥有)?|规模以上|规上|新增|累计|年末|全市|全省|全区|全县|全社会"
)
_RUN_IN = re.compile(r"(?:城镇|农村|城市|县城|城区|乡村|化学需氧量|氨氮|氮氧化物|二氧化硫|挥发性有机物)$")
_LONG_NAME = 8
_SHORTEST_NAME = 4
_LONGEST_UNIT = 8


@dataclass(frozen=True, slots=True)
class Name:
    """What a name cell says.

    Attributes:
        text: The name, without number, unit and marks.
        unit: Unit printed in brackets after it, or None.
        attribute: Attribute printed in brackets after it, or None.
        cumulative: True when 累计 stands in brackets after it.
        part: True when it is printed as a part of the row above (其中, （1）).
        marks: Marks that lead to a note.
        aside: What stands beside the unit in its brackets (亿元，当年价), or None.
    """

    text: str
    unit: str | None = None
    attribute: Attribute | None = None
    cumulative: bool = False
    part: bool = False
    marks: frozenset[str] = frozenset()
    aside: str | None = None


def attribute_of(text: str) -> Attribute | None:
    """Return the attribute that a cell prints.

    >>> attribute_of("约束性"), attribute_of("—")
    ('binding', None)
    """
    found = [attribute for word, attribute in _ATTRIBUTES.items() if word in text]
    return found[0] if len(found) == 1 else None


def leading_number(cell: Cell, before: int) -> tuple[int | None, int]:
    """Read the row number printed before a name.

    Args:
        cell: The name cell. Its spaces are gone, so 26. 3岁以下… reads 26.3岁以下…; their places tell.
        before: Number of the row above, 0 for none.

    Returns:
        The number and the index after it; None and 0 where there is none.

    >>> leading_number(Cell("26.3岁以下婴幼儿入托率", tuple(range(13))), 25)
    (26, 3)
    """
    match = re.match(r"(\d{1,3})[.．、]", cell.text)
    if match is None or match.end() == len(cell.text):
        return None, 0
    end, number = match.end(), int(match[1])
    apart = cell.at[end] - cell.at[end - 1] > 1
    if cell.text[end].isdecimal() and not apart and number != before + 1:
        return None, 0
    return number, end


def read_name(printed: str) -> Name:
    """Take a name cell apart, its row number already taken off.

    >>> name = read_name("城镇新增就业（万人）*")
    >>> name.text, name.unit, sorted(name.marks)
    ('城镇新增就业', '万人', ['*'])
    """
    marks = frozenset(match[0] for match in MARK.finditer(printed) if match.start() > 1)
    text = "".join(part for part in _split_marks(printed)) if marks else printed
    text, part = _without_opening(text)
    unit, attribute, cumulative, aside = None, None, False, None
    while True:
        brackets = _LAST_BRACKETS.search(text)
        if brackets is None or brackets.start() == 0:
            break
        inside = brackets[1]
        attribute = attribute or attribute_of(inside)
        found = _unit_in(inside)
        if found is None and attribute_of(inside) is None and not re.fullmatch(r"(?:五年)?累计(?:数|值)?|年均", inside):
            break
        if found is not None:
            aside = aside or _beside(inside, found)
        unit = unit or found
        cumulative = cumulative or "累计" in inside
        text = text[: brackets.start()]
    if unit is None:
        text, unit = _unit_inside(text)
    return Name(text, unit, attribute, cumulative, part, marks, aside)


def cut_part(name: str) -> tuple[str, str] | None:
    """Cut off the part that ran into the name before it: what stood in two columns was printed in one line.

    >>> cut_part("居民人均可支配收入城镇"), cut_part("城镇")
    (('居民人均可支配收入', '城镇'), None)
    """
    part = _RUN_IN.search(name)
    return (name[: part.start()], part[0]) if part and part.start() >= _SHORTEST_NAME else None


def cut_unit(name: str) -> tuple[str, str | None]:
    """Cut off a unit that ran into the name before it, as a tab leaves it in a pdf.

    >>> cut_unit("城镇调查失业率%"), cut_unit("旅游接待人次")
    (('城镇调查失业率', '%'), ('旅游接待人次', None))
    """
    for start in range(max(_SHORTEST_NAME, len(name) - _LONGEST_UNIT), len(name)):
        if unit_named(name[start:]) is not None and _MEASURE.search(name[:start]):
            return name[:start], name[start:]
    return name, None


def _split_marks(printed: str) -> list[str]:
    position, parts = 0, []
    for match in MARK.finditer(printed):
        if match.start() > 1:
            parts.append(printed[position : match.start()])
            position = match.end()
    return [*parts, printed[position:]]


def _without_opening(text: str) -> tuple[str, bool]:
    """Take 其中：, （1）, ① off a name."""
    part = False
    for pattern in (_OF_WHICH, _SUB_NUMBER, _OF_WHICH):
        match = pattern.match(text)
        if match and match.end() < len(text):
            text, part = text[match.end() :], True
    return text, part


def _unit_in(inside: str) -> str | None:
    """Return the unit among the words in brackets (亿元，当年价)."""
    for word in re.split("[，、；]", inside):
        if unit_named(word) is not None or word in ("比值", "以乡为1", "以农村为1"):
            return word
    parts = inside.split("/")
    return inside if len(parts) > 1 and all(unit_named(part) is not None for part in parts) else None


def _beside(inside: str, unit: str) -> str | None:
    """Return the words in brackets beside a unit that say something of their own: not the attribute, not 累计."""
    words = [word for word in re.split("[，、；]", inside) if word != unit and attribute_of(word) is None]
    return "；".join(word for word in words if len(word) > 2 and "累计" not in word and inside != unit) or None


def _unit_inside(text: str) -> tuple[str, str | None]:
    """Find a unit in brackets that are not the last (城镇新增就业（万人）累计)."""
    for match in _INNER_BRACKETS.finditer(text):
        if match.start() and ("%" in match[1] or match[1][0] in "万亿" or "/" in match[1]) and _unit_in(match[1]):
            return text[: match.start()] + text[match.end() :], _unit_in(match[1])
    return text, None


def split_name(name: str, count: int) -> list[str] | None:
    """Give each of several indicators named together its own name.

    >>> split_name("机场旅客/货邮吞吐量", 2), split_name("城镇/农村居民人均可支配收入", 2)
    (['机场旅客吞吐量', '机场货邮吞吐量'], ['城镇居民人均可支配收入', '农村居民人均可支配收入'])
    """
    members = next((m for m in (re.split(sign, name) for sign in ("/", "[、和及]")) if len(m) == count), None)
    if members is None or not all(members):
        return None
    noun = _MEASURE.search(members[-1])
    tail = noun[0] if noun and noun.start() else ""
    own = members[-1][: len(members[-1]) - len(tail)] if tail else members[-1]
    names = []
    for i, member in enumerate(members):
        if i == count - 1 or (tail and member.endswith(tail)):
            full = member
        elif len(own) - len(member) >= 2:
            full = member + members[-1][len(member) :]
        else:
            full = member + tail
        names.append(full)
    head = _head(members[0], tail)
    return [names[0], *((full if full.startswith(head) else head + full) for full in names[1:])]


def _head(first: str, tail: str) -> str:
    """Return what the first of several names has and the others leave unsaid: the place or measure it begins with."""
    own = first[: len(first) - len(tail)] if tail and first.endswith(tail) else first
    head = _SHARED_HEAD.match(own)
    return head[0] if head and head.end() < len(own) else ""


def part_name(parent: str, part: str) -> str:
    """Name a row that is a part of another so that it stands by itself.

    >>> part_name("城乡居民人均可支配收入增长", "城镇"), part_name("主要污染物排放总量减少", "氨氮")
    ('城镇居民人均可支配收入增长', '氨氮排放总量减少')
    >>> part_name("食品药品安全", "药品抽检合格率")
    '药品抽检合格率'
    """
    if not parent or part == parent:
        return part
    substance = _SUBSTANCE.fullmatch(part)
    generic = _GENERIC_HEAD.match(parent)
    if generic and (substance or not _MEASURE.search(part)):
        return part + parent[generic.end() :]
    if not substance and (len(part) >= _LONG_NAME or _MEASURE.search(part)):
        return part
    place = _PLACES.search(parent)
    if place and _PLACE.match(part):
        shared = next((n for n in range(min(len(part), 6), 1, -1) if parent[place.end() :].startswith(part[-n:])), 0)
        return parent[: place.start()] + part[: len(part) - shared] + parent[place.end() :]
    if part[-2:] in parent and not parent.startswith(part[-2:]):
        return part + parent[parent.index(part[-2:]) + 2 :]
    return part + re.sub(_PLACES, "", parent, count=1) if place and place.start() == 0 else part + parent
