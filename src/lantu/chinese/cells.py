"""The cell of a value in a table or spreadsheet: one grammar for reading tables and for importing observations.

A cell holds one or several quantities, or says in words what the target is. Brackets 〔〕 [] 【】 （） round a number mark the sum over the
plan's period, stars and circled digits lead to the notes, 左右 and the signs ≥ < bound the number
(reference/planning-practice.md 2.2).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import StrEnum

from lantu.chinese.quantities import Quantity, find_quantities
from lantu.model.records import Comparator
from lantu.vocabulary import meaning_of, words


class CellKind(StrEnum):
    """What a cell says."""

    NUMBER = "number"  # 5.5, ≥90, [350左右], 8358/244
    RELATIVE = "relative"  # 与经济增长同步, 高于全国平均水平
    ASSIGNED = "assigned"  # 完成国家下达任务
    QUALITATIVE = "qualitative"  # 保持稳定
    NONE = "none"  # empty, —, 无
    TEXT = "text"  # anything else: not a value, and not to be guessed at


@dataclass(frozen=True, slots=True)
class Value:
    """A quantity of a cell, its indices into ``Cell.text``; cumulative when brackets stand round it."""

    quantity: Quantity
    cumulative: bool = False


@dataclass(frozen=True, slots=True)
class Cell:
    """What a cell says.

    Attributes:
        text: The cell in half width, without spaces, brackets and marks.
        kind: What it says.
        values: Its quantities in order; empty unless the kind is NUMBER.
        comparator: For RELATIVE how it is bounded; ``=`` otherwise.
        marks: The marks that lead to notes, as printed.
    """

    text: str
    kind: CellKind
    values: tuple[Value, ...] = ()
    comparator: Comparator = "="
    marks: str = ""

    @property
    def quantity(self) -> Quantity | None:
        """The quantity of a cell that holds exactly one."""
        return self.values[0].quantity if len(self.values) == 1 else None

    @property
    def unit(self) -> str | None:
        """The unit printed in the cell, where all its quantities have the same."""
        units = {value.quantity.unit for value in self.values}
        return units.pop() if len(units) == 1 else None


_LONGEST = 120  # characters of a cell worth reading
_NARROW = str.maketrans(
    {chr(code): chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F) if chr(code) not in "（），：；"}
    | {"∗": "*", "﹪": "%", "−": "-", "〈": "<", "〉": ">", "﹤": "<", "﹥": ">"}
)
_SPACE = re.compile(r"\s+")
#: Stars, daggers, superscripts and circled digits.
_MARKS = re.compile(r"[*#※†‡¹²³⁴-⁹⁰①-⑳]+(?=$|[、；/〕\]】%])|^[*※①-⑳]+")
#: A square or cubed unit bears its exponent; everything else raised is a mark.
_EXPONENT = re.compile("(?<=[mM])[²³]")
_EMPTY = re.compile(r"(?:[-—–―/\\.…·]*|无|暂无|不适用|空|N/?A|n/?a)")
_OPEN, _CLOSE = "〔[【", "〕]】"
_BRACKETS = re.compile(
    rf"[{re.escape(_OPEN)}](?P<square>[^{re.escape(_OPEN + _CLOSE)}]*)[{re.escape(_CLOSE)}]"
    r"|（(?P<round>[<>≥≤约近]?-?\d[^（）]*)）"
)

_RELATIVE = re.compile(
    r"(?:[与同和].{1,20}(?:同步|持平|相当|一致|相适应)|(?:保持)?(?:基本)?同步(?:增长|提高)?"
    r"|(?:力争|努力|保持)?(?P<bound>不?[高低快优好]于|超过|不低于|达到|领先)(?:全国|全省|全市|国家|省|市|区域|地区生产总值|经济|居民|同期|同类).{0,14}(?:水平|增速|增长|增幅|速度|平均|均值)"
    r"|[一-龥]{1,14}(?:增速|增长)(?:基本)?同步)"
)
_ASSIGNED = re.compile(
    r"(?:完成|达到|控制在|按照?|以|落实|符合|满足|执行|待)?(?:国家|省|上级|中央|部|市|自治区|州).{0,10}"
    r"(?:下达|核定|要求|任务|考核|分解|规定|标准|确定|为准|指标|目标|批复|控制数).{0,8}"
)
_QUALITATIVE = re.compile(
    r"(?:[总保持续逐年步稳基本进一明显大幅有所总体不断得到显著全面]{0,8})"
    r"(?:稳定|合理区间|在合理区间|适度|下降|降低|减少|提高|提升|改善|增长|增加|扩大|优化|达标|向好|领先|加强|增强|完善|持平)(?:在?合理区间|在合理水平|水平)?"
)

#: Words that may stand before a number in a cell; the bounding ones among them bound it (控制在4.5).
_LEAD = re.compile(
    r"(?:力争|争取|努力|预计|确保|五年|全年|规划期|累计|年均|每年|平均|新增|增长|增加|提高|提升|下降|降低|减少|"
    rf"保持在?|稳定在|维持在|{'|'.join(map(re.escape, words('comparator', place='before')))}|到|至|[:：])*"
)
_SEPARATOR = re.compile(r"[、；;，\n]|/(?=[<>≥≤约近]?-?\d)(?!\d{1,3}[万亿]|10{2,}(?!\d))")


def parse_cell(text: str) -> Cell:
    """Read a cell.

    Args:
        text: The cell as printed or as the spreadsheet shows it; any width, any spaces.

    Returns:
        What it says; of kind TEXT when it is not a value through and through.

    >>> cell = parse_cell("〔350左右〕*")
    >>> cell.quantity.value, cell.quantity.comparator, cell.values[0].cumulative, cell.marks
    (Decimal('350'), 'approx', True, '*')
    >>> [str(value.quantity.value) for value in parse_cell("8358/244").values]
    ['8358', '244']
    >>> parse_cell("完成国家下达任务").kind.value, parse_cell("—").kind.value
    ('assigned', 'none')
    """
    printed, marks = _without_marks(_SPACE.sub("", text).translate(_NARROW))
    if _EMPTY.fullmatch(printed):
        return Cell(printed, CellKind.NONE, marks=marks)
    if len(printed) > _LONGEST:
        return Cell(printed, CellKind.TEXT, marks=marks)
    plain, pieces = _pieces(printed)
    values = _values(plain, pieces)
    if values:
        return Cell(plain, CellKind.NUMBER, values, marks=marks)
    return replace(_in_words(plain), marks=marks)


def _without_marks(text: str) -> tuple[str, str]:
    """Take the marks that lead to notes off a cell; 5 in 5① is the number, ① the mark."""
    text = _EXPONENT.sub(lambda match: "2" if match[0] == "²" else "3", text)
    marks = "".join(match[0] for match in _MARKS.finditer(text))
    return _MARKS.sub("", text), marks


def _pieces(printed: str) -> tuple[str, list[tuple[int, int, bool]]]:
    """Take the brackets off; return the plain text and its pieces as start, end and whether in brackets."""
    plain = ""
    spans: list[tuple[int, int, bool]] = []
    position = 0
    for match in _BRACKETS.finditer(printed):
        if match.start() > position:
            spans.append((len(plain), len(plain) + match.start() - position, False))
            plain += printed[position : match.start()]
        inside = match["square"] or match["round"] or ""
        spans.append((len(plain), len(plain) + len(inside), True))
        plain += inside
        position = match.end()
    if position < len(printed):
        spans.append((len(plain), len(plain) + len(printed) - position, False))
        plain += printed[position:]
    return plain, _joined(plain, spans)


def _joined(plain: str, spans: list[tuple[int, int, bool]]) -> list[tuple[int, int, bool]]:
    """Join what stands outside the brackets without a digit (万人, 左右) to the bracketed number beside it."""
    joined: list[tuple[int, int, bool]] = []
    for start, end, cumulative in spans:
        loose = joined and not (_has_digit(plain, joined[-1]) and _has_digit(plain, (start, end, cumulative)))
        if loose:
            joined[-1] = (joined[-1][0], end, joined[-1][2] or cumulative)
        else:
            joined.append((start, end, cumulative))
    return joined


def _has_digit(text: str, piece: tuple[int, int, bool]) -> bool:
    return any(character.isdigit() for character in text[piece[0] : piece[1]])


def _values(plain: str, pieces: list[tuple[int, int, bool]]) -> tuple[Value, ...]:
    """Read every stretch between separators as one quantity; none at all when one of them is not."""
    values = []
    for start, end, cumulative in pieces:
        for first, last in _stretches(plain, start, end):
            quantity = _stretch(plain[first:last])
            if quantity is None:
                return ()
            values.append(Value(_moved(quantity, first), cumulative))
    return tuple(values)


def _stretches(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    position = start
    for match in _SEPARATOR.finditer(text, start, end):
        if match.start() > position:
            yield position, match.start()
        position = match.end()
    if position < end:
        yield position, end


def _stretch(text: str) -> Quantity | None:
    """Read a text that is one quantity but for the words that may lead it."""
    found = find_quantities(text)
    if len(found) != 1 or found[0].end != len(text):
        return None
    quantity = found[0]
    if quantity.start == 0:
        return quantity
    lead = text[: quantity.start]
    if not _LEAD.fullmatch(lead):
        return None
    bound = _bound_of(lead)
    return replace(quantity, comparator=bound) if bound and quantity.comparator in ("=", ">=") else quantity


def _bound_of(lead: str) -> Comparator | None:
    """Return the bound of the longest bounding word a lead ends in; 达到 and its like are no bound."""
    for word in words("comparator", place="before"):
        if lead.endswith(word):
            meaning = meaning_of("comparator", word, "before")
            return meaning if meaning != "=" else None  # type: ignore[return-value]
    return None


def _moved(quantity: Quantity, by: int) -> Quantity:
    return replace(quantity, start=quantity.start + by, end=quantity.end + by, number_start=quantity.number_start + by)


def _in_words(text: str) -> Cell:
    """Read a cell without a number."""
    relative = _RELATIVE.fullmatch(text)
    if relative:
        return Cell(text, CellKind.RELATIVE, comparator=_relative_bound(relative["bound"]))
    if _ASSIGNED.fullmatch(text):
        return Cell(text, CellKind.ASSIGNED)
    return Cell(text, CellKind.QUALITATIVE if _QUALITATIVE.fullmatch(text) else CellKind.TEXT)


def _relative_bound(word: str | None) -> Comparator:
    """高于, 快于 and 优于 lie above what is compared with, 低于 below; their 不- forms include it."""
    if word is None or word == "达到":
        return "="
    if word.startswith("不"):
        return "<=" if word[1] in "高快" else ">="
    return "<" if word.startswith("低") else ">"
