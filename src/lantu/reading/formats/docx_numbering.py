"""The numbers Word prints before paragraphs: 第一章, 一、, （一）, 1., ①.

They stand in no paragraph's text: ``word/numbering.xml`` holds a pattern and a counting style for each level, styles and
paragraphs name them, and whoever shows the document counts. So do we. Reference: ECMA-376 part 1, 17.9.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from lantu.reading.formats.docx_names import VALUE, W, is_on
from lantu.reading.formats.xml import Element

_DIGITS = "〇一二三四五六七八九"
_FORMAL = "零壹贰叁肆伍陆柒捌玖"
_STEMS = "甲乙丙丁戊己庚辛壬癸"
_BRANCHES = "子丑寅卯辰巳午未申酉戌亥"
_CIRCLED = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"
_ROMAN = ((1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"), (50, "L"), (40, "XL"),
          (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"))  # fmt: skip
_COUNTING = frozenset(
    "chineseCounting chineseCountingThousand taiwaneseCounting taiwaneseCountingThousand japaneseCounting "
    "ideographDigital taiwaneseDigital japaneseDigitalTenThousand koreanCounting".split()
)
_LEGAL = frozenset({"chineseLegalSimplified", "ideographLegalTraditional", "japaneseLegal"})
_ENCLOSED = frozenset({"decimalEnclosedCircle", "decimalEnclosedCircleChinese", "ideographEnclosedCircle"})
_LEVEL = re.compile("%([1-9])")
_CLOSED = re.compile("[、．.）)：:】〕]$")
_MARK = re.compile("[—–-]+|——")
LEVELS = 9


@dataclass(slots=True)
class Level:
    """A level of a list.

    Attributes:
        start: First number.
        form: Counting style, ``w:numFmt``.
        pattern: Text with ``%1`` to ``%9`` for the numbers of the levels.
        suffix: What parts the number from the text: tab, space or nothing.
        restart: Level after which it begins anew, 0 for never, None for any above it.
        legal: Whether all numbers in it are printed as decimals.
        style: Style of paragraph that stands at this level, or None.
    """

    start: int = 1
    form: str = "decimal"
    pattern: str = ""
    suffix: str = "tab"
    restart: int | None = None
    legal: bool = False
    style: str | None = None


@dataclass(slots=True)
class _List:
    levels: dict[int, Level]
    counts: dict[int, int] = field(default_factory=dict)


class Numbering:
    """Counts the numbered paragraphs of a document, in document order.

    Args:
        numbering: Root of ``word/numbering.xml``, or None.
        styles: Root of ``word/styles.xml``, or None.
    """

    def __init__(self, numbering: Element | None, styles: Element | None) -> None:
        self._abstract: dict[str, _List] = {}
        self._of_number: dict[str, tuple[_List, dict[int, Level], dict[int, int]]] = {}
        self._started: set[tuple[str, int]] = set()
        self._styled = _styles(styles)
        self._default = _default_style(styles)
        if numbering is not None:
            self._load(numbering)

    def number(self, properties: Element | None) -> str:
        """Count a paragraph and return what Word prints before it, with the space that parts them, or an empty text.

        Args:
            properties: Its ``w:pPr``, or None.
        """
        given = self._given(properties)
        if given is None:
            return ""
        number, depth = given
        known = self._of_number.get(number)
        if known is None:
            return ""
        counted, own, starts = known
        level = own.get(depth) or counted.levels.get(depth)
        if level is None:
            return ""
        self._count(counted, number, depth, level, starts.get(depth))
        return _printed(level, {**counted.levels, **own}, counted.counts)

    def _count(self, counted: _List, number: str, depth: int, level: Level, begin: int | None) -> None:
        counts = counted.counts
        if begin is not None and (number, depth) not in self._started:
            counts[depth] = begin
        else:
            counts[depth] = counts[depth] + 1 if depth in counts else level.start
        self._started.add((number, depth))
        for upper in range(depth):
            if upper not in counts:  # a level that is used without those above it shows their first numbers
                counts[upper] = counted.levels[upper].start if upper in counted.levels else 1
        for lower in [each for each in counts if each > depth]:
            restart = counted.levels[lower].restart if lower in counted.levels else None
            if restart is None or (restart and depth < restart):
                del counts[lower]

    def _given(self, properties: Element | None) -> tuple[str, int] | None:
        """Return list and level of a paragraph: its own, else those of its style."""
        style = self._default
        number: str | None = None
        depth: int | None = None
        if properties is not None:
            named = properties.find(W + "pStyle")
            style = named.get(VALUE) if named is not None else style
            number, depth = _numbered(properties.find(W + "numPr"))
        seen: set[str] = set()
        first = style
        while style and style not in seen and (number is None or depth is None):
            seen.add(style)
            of_style, of_depth, base = self._styled.get(style, (None, None, None))
            number = of_style if number is None else number
            depth = of_depth if depth is None else depth
            style = base
        if number is None or number == "0":
            return None
        if depth is None:
            depth = self._depth_of_style(number, first)
        return number, depth

    def _depth_of_style(self, number: str, style: str | None) -> int:
        known = self._of_number.get(number)
        levels = known[0].levels if known else {}
        return next((depth for depth, level in levels.items() if style and level.style == style), 0)

    def _load(self, root: Element) -> None:
        linked: dict[str, str] = {}
        styled: dict[str, str] = {}
        for each in root.iterchildren(W + "abstractNum"):
            key = each.get(W + "abstractNumId")
            self._abstract[key] = _List(_levels(each))
            for tag, kept in (("numStyleLink", linked), ("styleLink", styled)):
                link = each.find(W + tag)
                if link is not None:
                    kept[link.get(VALUE) if tag == "styleLink" else key] = (
                        key if tag == "styleLink" else link.get(VALUE)
                    )
        for key, name in linked.items():
            if name in styled:
                self._abstract[key] = self._abstract[styled[name]]
        for each in root.iterchildren(W + "num"):
            reference = each.find(W + "abstractNumId")
            counted = self._abstract.get(reference.get(VALUE)) if reference is not None else None
            if counted is not None:
                self._of_number[each.get(W + "numId")] = (counted, *_overrides(each))


def _levels(parent: Element) -> dict[int, Level]:
    found = {}
    for each in list(parent.iterchildren(W + "lvl"))[:LEVELS]:
        found[_whole(each.get(W + "ilvl"), 0)] = Level(
            start=_whole(_value(each, "start"), 1),
            form=_value(each, "numFmt") or "decimal",
            pattern=_value(each, "lvlText") or "",
            suffix=_value(each, "suff") or "tab",
            restart=None if _value(each, "lvlRestart") is None else _whole(_value(each, "lvlRestart"), 0),
            legal=each.find(W + "isLgl") is not None and is_on(_value(each, "isLgl")),
            style=_value(each, "pStyle"),
        )
    return found


def _overrides(number: Element) -> tuple[dict[int, Level], dict[int, int]]:
    own: dict[int, Level] = {}
    starts: dict[int, int] = {}
    for each in number.iterchildren(W + "lvlOverride"):
        depth = _whole(each.get(W + "ilvl"), 0)
        begin = _value(each, "startOverride")
        if begin is not None:
            starts[depth] = _whole(begin, 1)
        own |= _levels(each)
    return own, starts


def _styles(root: Element | None) -> dict[str, tuple[str | None, int | None, str | None]]:
    """Return list, level and base of each style of paragraphs."""
    found: dict[str, tuple[str | None, int | None, str | None]] = {}
    for each in root.iterchildren(W + "style") if root is not None else ():
        properties = each.find(W + "pPr")
        numbered = _numbered(properties.find(W + "numPr") if properties is not None else None)
        found[each.get(W + "styleId") or ""] = (*numbered, _value(each, "basedOn"))
    return found


def _default_style(root: Element | None) -> str | None:
    for each in root.iterchildren(W + "style") if root is not None else ():
        if each.get(W + "type") == "paragraph" and each.get(W + "default") in ("1", "true", "on"):
            return str(each.get(W + "styleId"))
    return None


def _numbered(properties: Element | None) -> tuple[str | None, int | None]:
    if properties is None:
        return None, None
    depth = _value(properties, "ilvl")
    return _value(properties, "numId"), None if depth is None else _whole(depth, 0)


def _value(parent: Element, tag: str) -> str | None:
    found = parent.find(W + tag)
    return None if found is None else found.get(VALUE)


def _whole(words: str | None, otherwise: int) -> int:
    return int(words) if words and words.isascii() and words.isdigit() and len(words) < 7 else otherwise


def _printed(level: Level, levels: dict[int, Level], counts: dict[int, int]) -> str:
    if level.form in ("bullet", "none") and "%" not in level.pattern:
        # a bullet says nothing, a dash is how goals are listed (——创新动能加快成长)
        return level.pattern if _MARK.fullmatch(level.pattern) else ""

    def shown(found: re.Match[str]) -> str:
        depth = int(found[1]) - 1
        form = "decimal" if level.legal else levels[depth].form if depth in levels else "decimal"
        return formatted(counts.get(depth, 1), form)

    words = _LEVEL.sub(shown, level.pattern)
    if not words or level.suffix == "nothing" or _CLOSED.search(words):
        return words
    return words + " "


def formatted(number: int, form: str) -> str:
    """Return a number in a counting style.

    >>> [formatted(12, form) for form in ("chineseCounting", "decimal", "decimalEnclosedCircle", "lowerRoman", "upperLetter")]
    ['十二', '12', '⑫', 'xii', 'L']
    """
    if form in _COUNTING:
        return chinese(number)
    if form in _LEGAL:
        return "".join(_FORMAL[_DIGITS.index(c)] if c in _DIGITS else {"十": "拾", "百": "佰", "千": "仟"}.get(c, c) for c in chinese(number))  # fmt: skip
    if form in _ENCLOSED and 1 <= number <= len(_CIRCLED):
        return _CIRCLED[number - 1]
    if form == "ideographTraditional" and 1 <= number <= len(_STEMS):
        return _STEMS[number - 1]
    if form == "ideographZodiac" and 1 <= number <= len(_BRANCHES):
        return _BRANCHES[number - 1]
    if form in ("upperRoman", "lowerRoman") and 1 <= number < 4000:
        return _roman(number) if form == "upperRoman" else _roman(number).lower()
    if form in ("upperLetter", "lowerLetter") and 1 <= number <= 26:
        return chr((64 if form == "upperLetter" else 96) + number)
    if form == "decimalZero":
        return f"{number:02d}"
    if form == "decimalFullWidth":
        return "".join(chr(ord(digit) + 0xFEE0) for digit in str(number))
    return "" if form in ("none", "bullet") else str(number)


def chinese(number: int) -> str:
    """Return a number below ten thousand as it is counted in Chinese, beyond in digits.

    >>> [chinese(n) for n in (1, 10, 19, 20, 105, 110, 1006)]
    ['一', '十', '十九', '二十', '一百零五', '一百一十', '一千零六']
    """
    if not 0 < number < 10_000:
        return str(number)
    words, gap = "", False
    for power, unit in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit, number = divmod(number, power)
        if digit:
            words += ("零" if gap and words else "") + _DIGITS[digit] + unit
            gap = False
        else:
            gap = bool(words)
    return words.removeprefix("一") if words.startswith("一十") else words


def _roman(number: int) -> str:
    words = ""
    for value, letters in _ROMAN:
        times, number = divmod(number, value)
        words += letters * times
    return words
