"""The lines drawn on a PDF page: horizontal and vertical ones, wherever in the tree of objects they are."""

from __future__ import annotations

import ctypes
from dataclasses import dataclass, field
from typing import Any

import pypdfium2.raw as pdfium

from lantu.reading.formats.pdf_tables import MOST_LINES, SHORTEST, Rule

MOST_OBJECTS = 50_000  # on one page
DEEPEST = 4  # forms within forms
STRAIGHT = 1.0  # points a line may lean
Matrix = tuple[float, float, float, float, float, float]
_IDENTITY: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)


@dataclass(frozen=True, slots=True)
class Sheet:
    """How a page is shown: its own size and its rotation, a multiple of 90 degrees clockwise."""

    own_width: float
    own_height: float
    left: float
    bottom: float
    rotation: int

    @classmethod
    def of(cls, page: Any) -> Sheet:
        """Measure a page of pypdfium2."""
        left, bottom, right, top = page.get_cropbox()
        return cls(right - left, top - bottom, left, bottom, page.get_rotation() % 360)

    @property
    def height(self) -> float:
        """Height as shown, in points."""
        return self.own_width if self.rotation in (90, 270) else self.own_height

    def shown(self, x: float, y: float) -> tuple[float, float]:
        """Return a point of the page as shown: from the left and from the top.

        >>> Sheet(600, 800, 0, 0, 0).shown(10, 700), Sheet(600, 800, 0, 0, 90).shown(10, 700)
        ((10, 100), (700, 10))
        """
        x, y = x - self.left, y - self.bottom
        if self.rotation == 90:
            return y, x
        if self.rotation == 180:
            return self.own_width - x, y
        if self.rotation == 270:
            return self.own_height - y, self.own_width - x
        return x, self.own_height - y


@dataclass(slots=True)
class Drawn:
    """What is drawn on a page.

    Attributes:
        across: Horizontal lines.
        down: Vertical lines.
        images: Whether there are pictures.
        too_complex: Whether there is more than was looked at.
    """

    across: list[Rule] = field(default_factory=list)
    down: list[Rule] = field(default_factory=list)
    images: bool = False
    too_complex: bool = False
    _seen: int = 0

    def is_full(self) -> bool:
        """Count an object and tell whether there are too many."""
        self._seen += 1
        if self._seen > MOST_OBJECTS or len(self.across) + len(self.down) > MOST_LINES:
            self.too_complex = True
        return self.too_complex


def drawn(page: Any, sheet: Sheet) -> Drawn:
    """Return the lines of a page of pypdfium2, and whether it holds pictures; no lines where there are too many."""
    found = Drawn()
    count = pdfium.FPDFPage_CountObjects(page.raw)
    for index in range(count):
        _object(pdfium.FPDFPage_GetObject(page.raw, index), _IDENTITY, sheet, found, 0)
        if found.too_complex:
            found.across, found.down = [], []
            break
    return found


def _object(item: Any, above: Matrix, sheet: Sheet, found: Drawn, depth: int) -> None:
    kind = pdfium.FPDFPageObj_GetType(item)
    if kind == pdfium.FPDF_PAGEOBJ_TEXT or found.is_full():
        return
    if kind == pdfium.FPDF_PAGEOBJ_IMAGE:
        found.images = True
    elif kind == pdfium.FPDF_PAGEOBJ_PATH:
        _path(item, _times(_matrix(item), above), sheet, found)
    elif kind == pdfium.FPDF_PAGEOBJ_FORM and depth < DEEPEST:
        matrix = _times(_matrix(item), above)
        for index in range(pdfium.FPDFFormObj_CountObjects(item)):
            _object(pdfium.FPDFFormObj_GetObject(item, index), matrix, sheet, found, depth + 1)
            if found.too_complex:
                return


def _path(item: Any, matrix: Matrix, sheet: Sheet, found: Drawn) -> None:
    """Take the straight lines of a path; the sides of a thin box are one line."""
    count = pdfium.FPDFPath_CountSegments(item)
    if count > MOST_LINES:
        found.too_complex = True
        return
    start = last = (0.0, 0.0)
    x, y = ctypes.c_float(), ctypes.c_float()
    for index in range(count):
        segment = pdfium.FPDFPath_GetPathSegment(item, index)
        pdfium.FPDFPathSegment_GetPoint(segment, x, y)
        a, b, c, d, e, f = matrix
        point = sheet.shown(a * x.value + c * y.value + e, b * x.value + d * y.value + f)
        kind = pdfium.FPDFPathSegment_GetType(segment)
        if kind == pdfium.FPDF_SEGMENT_MOVETO:
            start = point
        elif kind == pdfium.FPDF_SEGMENT_LINETO:
            _line(last, point, found)
        last = point
        if kind != pdfium.FPDF_SEGMENT_MOVETO and pdfium.FPDFPathSegment_GetClose(segment):
            _line(point, start, found)
            last = start


def _line(start: tuple[float, float], end: tuple[float, float], found: Drawn) -> None:
    across, down = abs(start[0] - end[0]), abs(start[1] - end[1])
    if down <= STRAIGHT and across >= SHORTEST:
        found.across.append(Rule((start[1] + end[1]) / 2, min(start[0], end[0]), max(start[0], end[0])))
    elif across <= STRAIGHT and down >= SHORTEST:
        found.down.append(Rule((start[0] + end[0]) / 2, min(start[1], end[1]), max(start[1], end[1])))


def _matrix(item: Any) -> Matrix:
    matrix = pdfium.FS_MATRIX()
    if not pdfium.FPDFPageObj_GetMatrix(item, matrix):
        return _IDENTITY
    return matrix.a, matrix.b, matrix.c, matrix.d, matrix.e, matrix.f


def _times(first: Matrix, second: Matrix) -> Matrix:
    """Return the matrix that applies one and then the other."""
    a, b, c, d, e, f = first
    g, h, i, j, k, m = second
    return a * g + b * i, a * h + b * j, c * g + d * i, c * h + d * j, e * g + f * i + k, e * h + f * j + m
