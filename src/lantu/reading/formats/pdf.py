"""Digital PDF: its text page by page, tables whose lines are ruled as tables, without what the paper repeats.

pdfium gives the lines of each page. Joining them into paragraphs is left to :mod:`lantu.chinese.lines`, which does it for every
kind of text; what it cannot know is told here from the places of the lines: running heads and page numbers, which are left out, and
indents, which are written as two ideographic spaces. A page begins after a form feed.
"""

from __future__ import annotations

from collections.abc import Sequence

from lantu.chinese.decoding import HAN
from lantu.errors import DocumentError
from lantu.model.document import Document
from lantu.model.records import Note
from lantu.reading.formats.evidence import kept
from lantu.reading.formats.linear import MOST_CHARACTERS, LinearText
from lantu.reading.formats.noting import listed, note
from lantu.reading.formats.opened import opened
from lantu.reading.formats.pdf_breaks import mend_broken_rows, without_strips
from lantu.reading.formats.pdf_characters import unreadable_share
from lantu.reading.formats.pdf_furniture import running
from lantu.reading.formats.pdf_pages import PageText, Pdf, indented, read_page
from lantu.reading.formats.sniffing import Kind

MOST_PAGES = 3_000
FEW = 10  # characters a page must have to count as one with text
UNREADABLE = 0.3  # share of characters without a meaning from which a text is no text
INDENT = "\u3000\u3000"


def open_document(data: bytes, name: str) -> Document:
    """Open a PDF; one that holds images only is kept unread.

    Args:
        data: Its bytes.
        name: Its file name, for messages.

    Raises:
        DocumentError: D011 it is damaged, D012 it has a password, D014 its fonts do not tell their characters, D018 it has too many pages, D006 there is no Chinese in it.
    """
    with Pdf(data, name) as pdf:
        count = len(pdf)
        if count > MOST_PAGES:
            raise DocumentError("D018", name=name, problem=f"{count:,} > {MOST_PAGES:,} pages")
        pages = _pages(pdf, count)
    if _images_only(pages):
        return kept(data, name, Kind.PDF, count)
    _require_meaning(pages, name)
    left_out = running(pages)
    pages = without_strips(pages, left_out)
    mend_broken_rows(pages, left_out)
    text = LinearText(name)
    for index, page in enumerate(pages):
        _add(text, page, index + 1, left_out[index])
    return opened(
        data,
        name,
        text,
        kind="PDF",
        media_type="application/pdf",
        pages=count,
        notes=_notes(data, pages),
    )


def _pages(pdf: Pdf, count: int) -> list[PageText]:
    """Return what stands on each page, as long as it is a text and not a store of data."""
    pages = []
    characters = 0
    for index in range(count):
        pages.append(read_page(pdf, index))
        characters += sum(len(line.text) for line in pages[-1].lines)
        if characters > MOST_CHARACTERS:
            raise DocumentError("D018", name=pdf.name, problem=f"> {MOST_CHARACTERS:,} characters")
    return pages


def _images_only(pages: Sequence[PageText]) -> bool:
    """Tell whether a PDF shows images and no more text than a stamp or a scanner leaves."""
    return sum(len(line.text) for page in pages for line in page.lines) < FEW and any(page.images for page in pages)


def _require_meaning(pages: Sequence[PageText], name: str) -> None:
    """Refuse a text nobody can read."""
    words = "".join(line.text for page in pages for line in page.lines)
    if words and not HAN.search(words) and unreadable_share(words) > UNREADABLE:
        raise DocumentError("D014", name=name, pages=len(pages))


def _add(text: LinearText, page: PageText, number: int, left_out: frozenset[int]) -> None:
    """Add the lines of a page; a table stands where its first line stood."""
    glue = "\f"
    indents = indented(page)
    waiting = list(page.tables)
    for index, line in enumerate(page.lines):
        if index in left_out:
            continue
        within = next((table for table in page.tables if table.holds(line.x, line.y)), None)
        if within is None:
            text.paragraph((INDENT if index in indents else "") + line.text, number, glue)
        elif within in waiting:
            waiting.remove(within)
            text.table(within.rows, number, glue)
        else:
            continue
        glue = "\n"


def _notes(data: bytes, pages: Sequence[PageText]) -> list[Note]:
    notes = []
    silent = [n for n, page in enumerate(pages, 1) if page.images and sum(len(line.text) for line in page.lines) < FEW]
    if silent:
        notes.append(note("R022", pages=listed(silent)))
    complex_ = [number for number, page in enumerate(pages, 1) if page.too_complex and page.lines]
    if complex_:
        notes.append(note("R026", pages=listed(complex_)))
    if b"%%EOF" not in data[-2048:]:
        notes.append(note("R025", pages=len(pages)))
    return notes
