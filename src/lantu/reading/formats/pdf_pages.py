"""The pages of a PDF as pdfium sees them: lines with their places, ruled tables, whether there are pictures."""

from __future__ import annotations

import ctypes
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from types import TracebackType
from typing import Any

import pypdfium2
import pypdfium2.raw as pdfium

from lantu.errors import DocumentError
from lantu.reading.formats.pdf_characters import unify
from lantu.reading.formats.pdf_rules import Sheet, drawn
from lantu.reading.formats.pdf_tables import Glyph, Ruled, fill, find_tables

MOST_CHARACTERS = 100_000  # on one page; a full page of small print has 4,000
SPACE = 0.3  # of a character: a gap that is printed as a space
_STRAY = re.compile(
    " [^ ]{0,3}(?:[^ \\w]|[\u2160-\u217f\u2460-\u24ff])[^ ]{0,3}(?: |$)|(?: |^)[“”‘’—–]"
)  # what was drawn after the rest of its line stands apart, alone or with a character it displaced
_BESIDE_HAN = re.compile(r"(?<=[\u4e00-\u9fff）〕”]) (?=[A-Za-z\d])|(?<=[A-Za-z\d%]) (?=[\u4e00-\u9fff（〔“])")
_COUNTED = re.compile(r"\s*\d{1,3}(?:\.\d{1,3}){0,3} ")  # a number before a row stands apart from it
_HYPHEN = "\ufffe"  # pdfium says it in this way in the text of a page, and as the character 2 when asked for one
NARROW = 0.42  # of a character: the air that programs leave between Chinese and other characters, a quarter, a little stretched
_ONE_ROW = 8.0  # points that the middles of characters of one row may lie apart: marks sit high, commas low
INDENTED = (1.5, 2.6)  # in sizes of a character: the two that begin a paragraph


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a page.

    Attributes:
        text: Its characters.
        x: Where its first character begins, in points from the left of the page as shown.
        y: The middle of its first character, in points from the top.
        size: Height of its first character.
    """

    text: str
    x: float
    y: float
    size: float


@dataclass(frozen=True, slots=True)
class PageText:
    """What stands on a page.

    Attributes:
        lines: Its lines, in the order of the text.
        tables: Its ruled tables.
        height: Of the page as shown, in points.
        images: Whether there are pictures on it.
        too_complex: Whether its lines are too many to look for tables.
    """

    lines: tuple[Line, ...]
    tables: tuple[Ruled, ...]
    height: float
    images: bool
    too_complex: bool = False


class Pdf:
    """A PDF open for reading.

    Raises:
        DocumentError: D011 it is damaged, D012 it has a password.
    """

    def __init__(self, data: bytes, name: str) -> None:
        self.name = name
        try:
            self._document = pypdfium2.PdfDocument(data)
            self._pages = len(self._document)
        except pypdfium2.PdfiumError as wrong:
            if "password" in str(wrong).lower() or "security" in str(wrong).lower():
                raise DocumentError("D012", name=name) from None
            raise self._damaged(wrong) from None
        if not self._pages:
            raise self._damaged("no pages")

    def __len__(self) -> int:
        return self._pages

    def __enter__(self) -> Pdf:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, raised: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._document.close()

    def page(self, index: int) -> Any:
        """Return a page of pypdfium2, or None where it cannot be opened."""
        try:
            return self._document[index]
        except pypdfium2.PdfiumError:
            return None

    def _damaged(self, problem: object) -> DocumentError:
        return DocumentError("D011", name=self.name, kind="PDF", problem=problem)


def read_page(pdf: Pdf, index: int) -> PageText:
    """Return what stands on a page; one that cannot be opened is empty.

    Args:
        pdf: An open PDF.
        index: Of the page, from 0.

    Raises:
        DocumentError: D018 there are too many characters on it.
    """
    page = pdf.page(index)
    if page is None:
        return PageText((), (), 0.0, images=True)
    try:
        return _read(page, pdf.name)
    except pypdfium2.PdfiumError:
        return PageText((), (), 0.0, images=True)
    finally:
        page.close()


def _read(page: Any, name: str) -> PageText:
    text_page = page.get_textpage()
    try:
        if text_page.count_chars() > MOST_CHARACTERS:
            raise DocumentError("D018", name=name, problem=f"> {MOST_CHARACTERS:,} characters / page")
        sheet = Sheet.of(page)
        raw = text_page.get_text_range()
        lines = tuple(_lines(text_page.raw, raw, sheet))
        rules = drawn(page, sheet)
        tables = find_tables(rules.across, rules.down) if rules.down else []
        if tables:
            fill(tables, _glyphs(text_page.raw, text_page.count_chars(), sheet))
        return PageText(lines, tuple(tables), sheet.height, rules.images, rules.too_complex)
    finally:
        text_page.close()


def _lines(text_page: Any, raw: str, sheet: Sheet) -> Iterator[Line]:
    """Yield the lines of a page that show something."""
    at = 0
    boxes = _Boxes(text_page, sheet)
    for line in raw.split("\n"):
        words = unify(_without_air(boxes, line, at)).rstrip().lstrip(" \t\r")
        if words:
            first = at + len(line) - len(line.lstrip(" \t\r"))
            index = max(pdfium.FPDFText_GetCharIndexFromTextIndex(text_page, first), 0)
            place = boxes.of(index)
            if place is None:
                yield Line(words, 0.0, 0.0, 1.0)
            else:
                if _STRAY.search(words):
                    words, place = _in_order(boxes, index, len(line.strip()), words, place)
                yield Line(words, place.left, place.y, place.size)
        at += len(line) + 1 + (sum(char > "\uffff" for char in line) if line and max(line) > "\uffff" else 0)


def _without_air(boxes: _Boxes, line: str, at: int) -> str:
    """Take the air between Chinese and other characters out of a line, where it would pass for a gap between two cells.

    The number before a heading or row keeps its space.

    Args:
        boxes: Boxes of the page.
        line: A line as pdfium gives it.
        at: Index of its first character in the text of the page.
    """
    counted = _COUNTED.match(line)
    found = _BESIDE_HAN.finditer(line, counted.end() if counted else 0)
    air = [space.start() for space in found if boxes.is_air(at + space.start())]
    edges = [-1, *air, len(line)]
    return "".join(line[before + 1 : after] for before, after in pairwise(edges))


@dataclass(frozen=True, slots=True)
class _Place:
    left: float
    right: float
    y: float
    size: float


class _Boxes:
    """The boxes of the characters of a page, as shown."""

    def __init__(self, text_page: Any, sheet: Sheet) -> None:
        self.text_page = text_page
        self._sheet = sheet
        self._loose = pdfium.FS_RECTF()
        self._box = (ctypes.c_double(), ctypes.c_double(), ctypes.c_double(), ctypes.c_double())

    def of(self, index: int, *, loose: bool = False) -> _Place | None:
        """Return the box of a character, or the space its line gives it; None for one that pdfium put in."""
        if loose:
            if not pdfium.FPDFText_GetLooseCharBox(self.text_page, index, self._loose):
                return None
            left, right, bottom, top = self._loose.left, self._loose.right, self._loose.bottom, self._loose.top
        else:
            if not pdfium.FPDFText_GetCharBox(self.text_page, index, *self._box):
                return None
            left, right, bottom, top = (each.value for each in self._box)
        if left == right:
            return None
        first = self._sheet.shown(left, bottom)
        second = self._sheet.shown(right, top)
        width, height = abs(first[0] - second[0]), abs(first[1] - second[1])
        return _Place(
            min(first[0], second[0]), max(first[0], second[0]), (first[1] + second[1]) / 2, max(width, height)
        )

    def is_air(self, text_index: int) -> bool:
        """Tell whether a space was typed by nobody and is no wider than the air programs leave."""
        index = pdfium.FPDFText_GetCharIndexFromTextIndex(self.text_page, text_index)
        if index < 1 or pdfium.FPDFText_IsGenerated(self.text_page, index) != 1:
            return False
        before, after = self.of(index - 1, loose=True), self.of(index + 1, loose=True)
        if before is None or after is None:
            return False
        return after.left - before.right <= NARROW * max(before.size, after.size)


def _in_order(boxes: _Boxes, first: int, length: int, words: str, start: _Place) -> tuple[str, _Place]:
    """Return the characters of a line from left to right, and where they begin; as they were where they are not in one row.

    Programs that take single characters from another font, such as quotation marks, draw them after the rest of the line.
    """
    placed: list[tuple[_Place, str]] = []
    line = boxes.of(first, loose=True) or start  # 、 or 一 alone is too small to say how high the line is
    for index in range(first, first + length):
        code = pdfium.FPDFText_GetUnicode(boxes.text_page, index)
        place = boxes.of(index, loose=True)
        if place is not None and code > 32:
            if abs(place.y - line.y) > line.size:
                return words, start
            placed.append((place, unify(chr(code))))
    if all(before[0].left <= after[0].left for before, after in pairwise(placed)):
        return words, start
    placed.sort(key=lambda each: each[0].left)
    ordered: list[str] = []
    reached = float("inf")
    for place, char in placed:
        if place.left - reached > SPACE * place.size:
            ordered.append(" ")
        ordered.append(char)
        reached = place.right
    return "".join(ordered), placed[0][0] if placed else start


def _glyphs(text_page: Any, count: int, sheet: Sheet) -> Iterator[Glyph]:
    """Yield the characters of a page with their places, those of a line from left to right."""
    boxes = _Boxes(text_page, sheet)
    x = y = -1.0
    line: list[Glyph] = []
    for index in range(count):
        code = pdfium.FPDFText_GetUnicode(text_page, index)
        if code in (10, 13):
            yield from _sorted(line)
            line = []
            yield Glyph("\n", x, y)
        elif code in (32, 0xA0):
            line.append(Glyph(" ", x, y))
        elif (place := boxes.of(index)) is not None:
            x, y = (place.left + place.right) / 2, place.y
            line.append(Glyph(_HYPHEN if code == 2 else chr(code) if 0 < code < 0x110000 else "", x, y))
    yield from _sorted(line)


def _sorted(line: list[Glyph]) -> list[Glyph]:
    """Return the characters of a line from left to right, as they were where they are in order or not in one row."""
    printed = [glyph for glyph in line if glyph.char != " "]
    if all(before.x <= after.x for before, after in pairwise(printed)):
        return line
    level = sorted(glyph.y for glyph in printed)[len(printed) // 2]
    if any(abs(glyph.y - level) > _ONE_ROW for glyph in printed):
        return line
    return sorted(printed, key=lambda glyph: glyph.x)


def indented(page: PageText) -> frozenset[int]:
    """Return the lines of a page, by index, that begin a paragraph by their indent."""
    long = [line for line in page.lines if len(line.text) > 10]
    if len(long) < 3:
        return frozenset()
    margins = Counter(round(line.x) for line in long)
    margin = min((x for x in margins if margins[x] > 1), default=min(margins))
    size = sorted(line.size for line in long)[len(long) // 2]
    low, high = (margin + share * size for share in INDENTED)
    return frozenset(index for index, line in enumerate(page.lines) if low <= line.x <= high)
