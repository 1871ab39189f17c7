"""What the cell of a value says: a number with its bounds, or that it follows, is assigned, or is only described.

Forms of cells (reference/planning-practice.md 2.2): brackets 〔〕 [ ] 【】 mark a sum over the period; stars and circled digits lead
to the notes; a cell may name its own period (“十四五”年均增长4.0) and its own unit (85%).
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import pairwise
from typing import Literal

from lantu.chinese.cells import CellKind, parse_cell
from lantu.chinese.numerals import parse_numeral
from lantu.chinese.quantities import Quantity, Shape, find_quantities, parse_quantity
from lantu.model.records import Comparator, Modality
from lantu.reading.extraction.tables.cells import Cell, sliced
from lantu.reading.extraction.tables.tokens import BLANK
from lantu.vocabulary import five_year_plan

Said = Literal["number", "relative", "assigned", "qualitative", "milestone"]
Flow = Literal["annual", "total", "each_year"]


@dataclass(frozen=True, slots=True)
class Value:
    """What a cell says.

    Attributes:
        said: A number, or which form it takes without one.
        cell: The stretch of the cell that says it.
        number_at: Index, in the text the cell was cut from, of the first character of the number (of the cell without one).
        value: The number; the low end of a range; None without one.
        value_high: The high end of a range.
        unit: Unit printed in the cell, or None.
        comparator: How the number is bounded.
        hedged: True for 左右, 约, 力争.
        implied: True when no numeral is printed (全覆盖).
        rank: True for a place in an order.
        brackets: The kind of bracket round the number: ``square`` (〔〕 [ ] 【】), ``round`` or None.
        flow: What the cell itself says of the time: 年均, 累计, 每年.
        growth: True when the cell itself speaks of growth.
        falling: True when it speaks of decrease.
        kept: True for 保持在, 稳定在, 控制在.
        period: Period printed in the cell, or None.
        modality: 力争 or 预计 printed in the cell, or None.
        marks: Marks that lead to a note.
        aside: What stands in brackets beside the number (可比价), unless it is no more than a year, a unit or its certainty.
    """

    said: Said
    cell: Cell
    number_at: int
    value: Decimal | None = None
    value_high: Decimal | None = None
    unit: str | None = None
    comparator: Comparator = "="
    hedged: bool = False
    implied: bool = False
    rank: bool = False
    brackets: Literal["square", "round"] | None = None
    flow: Flow | None = None
    growth: bool = False
    falling: bool = False
    kept: bool = False
    period: str | None = None
    modality: Modality | None = None
    marks: frozenset[str] = frozenset()
    aside: str | None = None


MARK = re.compile(r"[*★☆△▲#①-⑳]|(?<![A-Za-zμµ])[¹²³⁴⁵⁶⁷⁸⁹]|(?<=\d)\[\d\]$|[（(]注\d?[)）]")
_SUM = re.compile(
    r"[〔【][^〔〕【】]*\d[^〔〕【】]*[〕】]|\[[^\[\]]*(?:\d\d|\d\.\d|左右|以[上内下])[^\[\]]*\]"
)  # [2] leads to a note
_SQUARE = re.compile(r"[〔〕\[\]【】［］]")
_ROUND = re.compile(r"[（(]([^（）()]*)[)）]")
_KNOWN_ASIDE = re.compile(r"(?:(?:19|20)\d\d)年?(?:底|末|数据?|值)?|预计数?|预期|初步核?算?数?|快报数?|力争")
_TELLING = re.compile(r"[\u4e00-\u9fff]{2}")
_PREFIX = re.compile(
    r"(?:(?P<plan>[“\"]?(?P<ordinal>十[一二三四五六七八九]?|二十[一二三]?)五[”\"]?(?:期间|时期|规划)?)"
    r"|(?P<y1>(?:19|20)\d\d)年?[-—–~至到]+(?P<y2>(?:19|20)\d\d)年?|(?P<year>(?:19|20)\d\d)年|(?P<five>五年|5年|规划期内?))?"
    r"(?:期?末|底)?(?:[比较](?:19|20)\d\d年)?[：:，]?(?P<strive>力争|争取|努力|确保)?(?P<expected>预计|预期|计划)?(?P<flow>年平均|年均|每年|平均每年|累计|共计|合计)?"
    r"(?P<verb>(?:新增加?|增长|增速|增加|提高|提升|上升|扩大|降低|下降|减少|压减|缩小|改善|达到?|实现|完成|为|控制|保持|稳定|维持|到|至|在)*)"
)
_FALLING = re.compile("降低|下降|减少|压减|缩小")
_KEPT = re.compile("控制|保持|稳定|维持")
_ASSIGNED = re.compile(
    r"(?:完成|达到|落实|按照?|执行|符合|满足|以|不突破|控制在|待|服从|依据|根据).{0,24}?(?:下达|要求|任务|考核|核定|审核|确定|分解|指标|标准|目标|为准)"
    r"|(?:国家|省|上级|市|自治区)(?:级|里)?.{0,6}(?:下达|核定|考核|确定|分解|任务|要求)|待(?:国家|省|上级|市)?.{0,4}(?:下达|确定|核定)|省定|国定"
)
_RELATIVE = re.compile(
    r"同步|一致|持平|相当|相适应|(?:高于|低于|快于|慢于|优于|好于|领先|超过|达到|不低于|不高于|略高于|明显高于|大于).{0,10}?(?:全国|全省|全市|国家|省|经济|GDP|地区生产总值|平均|同期|增速|增长|人均)"
)
_QUALITATIVE = re.compile(
    r"稳定|合理|改善|提[高升]|优化|下降|降低|减少|增长|增加|扩大|控制|保持|逐步|持续|基本|不断|明显|显著|有所|只[增减]不[增减]|不[增降减]|良好|满意|前列|适度|领先|先进|安全|优良|达标|平稳|动态"
)
_MILESTONE = re.compile(r"建成|创建|获批|通过|实现|投用|投产|完成|成功|挂牌|√|是")
_KNOWN: dict[CellKind, Said] = {
    CellKind.RELATIVE: "relative",
    CellKind.ASSIGNED: "assigned",
    CellKind.QUALITATIVE: "qualitative",
}
_ASCII_BOUNDS: dict[str, Comparator] = {">=": ">=", "<=": "<=", "=>": ">=", "=<": "<="}
_TWO_NUMBERS = re.compile(r"[\d.]+/[\d.]+")
_LIST_STOP = re.compile(r"[，；。、]")
_RATIO = re.compile(r"(\d[\d.]*)[:：∶]1(?!\d)")


def read_value(cell: Cell) -> Value | None:
    """Read a cell of a value column.

    Returns:
        What it says; None for an empty cell and for one that cannot be read (see :func:`is_blank`).

    >>> value = read_value(Cell("【350左右】", tuple(range(7))))
    >>> value.value, value.comparator, value.brackets, value.number_at
    (Decimal('350'), 'approx', 'square', 1)
    >>> read_value(Cell("完成省下达任务", tuple(range(7)))).said
    'assigned'
    """
    if is_blank(cell.text):
        return None
    marks = frozenset(match[0] for match in MARK.finditer(cell.text))
    bare = _without(cell, MARK)
    brackets: Literal["square", "round"] | None = None
    if _SQUARE.search(bare.text):
        brackets, bare = "square", _without(bare, _SQUARE)
    elif bare.text.startswith("（") and bare.text.endswith("）") and bare.text.count("（") == 1:
        brackets, bare = "round", sliced(bare, 1, len(bare.text) - 1)
    aside = "".join(match[1] for match in _ROUND.finditer(bare.text))
    bare = _without(bare, _ROUND) if aside else bare
    if not bare.text or is_blank(bare.text):
        return None
    value = _number(bare, cell) or _words(bare, cell)
    if value is None:
        return None
    year = re.search(r"(?:19|20)\d\d(?!年?(?:可比|不变|现行)?价)", aside)
    return replace(
        value,
        marks=marks,
        brackets=brackets,
        period=year[0] if year else value.period,
        modality="plan" if re.search("预计|预期|初步|快报", aside) else value.modality,
        unit=value.unit or (aside if aside and aside in ("%", "‰") else None),
        aside=aside if _TELLING.search(_KNOWN_ASIDE.sub("", aside)) else None,
    )


def read_parts(cell: Cell) -> list[Value]:
    """Read a cell that may hold a state and, in brackets, a sum (1100〔5500〕); else as :func:`read_value`.

    >>> [(str(v.value), v.brackets) for v in read_parts(Cell("74〔3.5〕", tuple(range(7))))]
    [('74', None), ('3.5', 'square')]
    """
    summed = _SUM.search(cell.text)
    if summed and re.search(r"\d", cell.text[: summed.start()]):
        parts = [sliced(cell, 0, summed.start()), sliced(cell, summed.start(), len(cell.text))]
        found = [value for value in map(read_value, parts) if value is not None]
        return found if len(found) == len(parts) else []
    value = read_value(cell)
    return [value] if value is not None else []


def read_values(cell: Cell, count: int) -> list[Value]:
    """Read a cell that holds several values of as many indicators (8358/244); empty when it does not.

    >>> [str(v.value) for v in read_values(Cell("8358/244", tuple(range(8))), 2)]
    ['8358', '244']
    """
    cuts = [match.start() for match in re.finditer("[/、；]", cell.text)]
    if count < 2 or len(cuts) != count - 1:
        return []
    edges = [-1, *cuts, len(cell.text)]
    if any(b - a < 2 for a, b in pairwise(edges)):
        return []
    found = [read_value(sliced(cell, a + 1, b)) for a, b in pairwise(edges)]
    numbers = [value for value in found if value is not None and value.said == "number"]
    return numbers if len(numbers) == count else []


def is_blank(text: str) -> bool:
    """Tell whether a cell says nothing: a dash, a stroke, a lone mark.

    >>> is_blank("——"), is_blank("0")
    (True, False)
    """
    return not text or BLANK.fullmatch(text) is not None


def _without(cell: Cell, pattern: re.Pattern[str]) -> Cell:
    """Take out what a pattern finds; the rest keeps its places."""
    gone = {i for match in pattern.finditer(cell.text) for i in range(match.start(), match.end())}
    if not gone:
        return cell
    kept = [i for i in range(len(cell.text)) if i not in gone]
    return Cell("".join(cell.text[i] for i in kept), tuple(cell.at[i] for i in kept))


def _number(bare: Cell, whole: Cell) -> Value | None:
    """Read a cell that holds a number, after the words that lead to it."""
    text = bare.text
    prefix = _PREFIX.match(text)
    assert prefix is not None
    start = prefix.end()
    quantity = _quantity(text, start)
    if quantity is None and start:
        start, prefix = 0, _PREFIX.match("")
        assert prefix is not None
        quantity = _quantity(text, 0)
    if quantity is None:
        return None
    said: Said = "relative" if _RELATIVE.search(text) else "number"
    verb = prefix["verb"] or ""
    comparator = quantity.comparator
    if comparator == "=" and text[start : start + 2] in _ASCII_BOUNDS:
        comparator = _ASCII_BOUNDS[text[start : start + 2]]
    if comparator == "=" and "控制" in verb:
        comparator = "<="
    strive = prefix["strive"] in ("力争", "争取", "努力")
    return Value(
        said,
        whole,
        bare.at[start + quantity.number_start],
        quantity.value,
        quantity.value_high,
        quantity.unit,
        comparator,
        quantity.hedged or strive,
        quantity.shape is Shape.IMPLIED,
        quantity.shape is Shape.RANK,
        flow=_flow(prefix),
        growth=bool(re.search("增长|增速", verb)),
        falling=bool(_FALLING.search(verb)),
        kept=bool(_KEPT.search(verb)),
        period=_period(prefix),
        modality="strive" if strive else "plan" if prefix["expected"] else None,
    )


def _quantity(text: str, start: int) -> Quantity | None:
    """Read the quantity that a text is from an index on, or up to its first comma, or the only one it holds."""
    rest = text[start:]
    if not rest or _TWO_NUMBERS.fullmatch(rest):
        return None
    if rest[:2] in _ASCII_BOUNDS:
        found = _quantity(text, start + 2)
        return replace(found, number_start=found.number_start + 2) if found else None
    ratio = _RATIO.fullmatch(rest)
    if ratio:
        return Quantity(0, len(rest), 0, Decimal(ratio[1]), None, None, "=", False)
    found = parse_quantity(rest)
    stop = _LIST_STOP.search(rest)
    if found is None and stop:
        found = parse_quantity(rest[: stop.start()])
    if found is None:
        inside = find_quantities(rest)
        digits = len(re.findall(r"\d+(?:\.\d+)?", rest))
        if len(inside) == 1 and digits <= 1 + (inside[0].value_high is not None):
            found = inside[0]
    return found


def _flow(prefix: re.Match[str]) -> Flow | None:
    words = prefix["flow"] or ""
    if "每年" in words:
        return "each_year"
    if words.startswith("年"):
        return "annual"
    return "total" if words or prefix["five"] else None


def _period(prefix: re.Match[str]) -> str | None:
    if prefix["y1"]:
        return f"{prefix['y1']}-{prefix['y2']}"
    if prefix["ordinal"]:
        number = parse_numeral(prefix["ordinal"])
        return "{}-{}".format(*five_year_plan(int(number))) if number is not None and number >= 6 else None
    year: str | None = prefix["year"]
    return year


def _words(bare: Cell, whole: Cell) -> Value | None:
    """Read a cell without a number."""
    text = bare.text
    if re.search(r"\d", text) and not _ASSIGNED.search(text) and not _RELATIVE.search(text):
        return None
    said: Said
    comparator: Comparator = "="
    known = parse_cell(text)
    if known.kind in _KNOWN:
        said, comparator = _KNOWN[known.kind], known.comparator
    elif _ASSIGNED.search(text) and "同步" not in text:
        said = "assigned"
    elif _RELATIVE.search(text):
        said = "relative"
    elif _QUALITATIVE.search(text):
        said = "qualitative"
    elif _MILESTONE.search(text):
        said = "milestone"
    else:
        return None
    prefix = _PREFIX.match(text)
    strive = prefix is not None and prefix["strive"] in ("力争", "争取", "努力")
    return Value(said, whole, whole.start, comparator=comparator, hedged=strive, modality="strive" if strive else None)
