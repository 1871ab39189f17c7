"""A table leaves the house as csv, xlsx or json: the same rows in the same order, with their level and their moment.

However many they are, csv and json take no more memory than a page: they are sent as they are written.

What came from a document is text wherever it goes: a cell that a spreadsheet would run as a formula is held back.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Generator, Iterable, Iterator, Mapping, Sequence
from contextvars import copy_context
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from io import BytesIO
from itertools import islice
from typing import Any, cast

from django.http import HttpResponse, StreamingHttpResponse
from django.utils import timezone
from django.utils.http import content_disposition_header
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter

from lantu.errors import UsageError
from lantu.exchange.csvtext import write_rows
from lantu_web.pages.tables import Column, Look, Table
from lantu_web.pages.words import word

WHOLE = 1 << 20
"""Bytes up to which a file leaves whole, with its length; a larger one is sent as it is written."""

MOST_IN_A_WORKBOOK = 20_000
"""Rows of which a workbook is made while somebody waits, some seconds; csv and json have no such limit."""

_PORTION = 500
_LONGEST = 32_767  # characters of a cell, by the limits of the format
_WIDTHS: dict[Look, int] = {"": 16, "number": 14, "text": 48, "short": 12}
_SHEET_NAME = 31


@dataclass(frozen=True, slots=True, kw_only=True)
class About:
    """What an export says of itself.

    Attributes:
        title: Of what it is: the plan and the table.
        name: Short name for the file.
        level: Who may see it.
        as_of: The day whose end it speaks of.
    """

    title: str
    name: str
    level: str
    as_of: date

    @property
    def level_word(self) -> str:
        """The level as people say it."""
        return word(f"pages.level_{self.level}")


def exported(table: Table, asked: Mapping[str, str], about: About) -> HttpResponse | None:
    """Return the file that an address asks for (``?format=xlsx``), or None where it asks for a page.

    What is wrong with the address is told before anything leaves. The rows come from one query, so that what changes
    while a large file is sent is not in it.

    Raises:
        UsageError: The format is none of ours (W044), or more rows are asked for than a workbook is made of (W045).
    """
    wanted = asked.get("format", "")
    if not wanted:
        return None
    if wanted not in _WRITERS:
        raise UsageError("W044", given=wanted[:20], known=", ".join(_WRITERS))
    write, media_type = _WRITERS[wanted]
    response = _sent(write(table, asked, about))
    response.headers["Content-Type"] = media_type
    name = f"{about.name}-{about.level_word}-{about.as_of:%Y%m%d}.{wanted}"
    response.headers["Content-Disposition"] = content_disposition_header(True, name) or "attachment"
    return response


def _sent(parts: Generator[bytes]) -> HttpResponse:
    """Return a file as an answer: a small one whole, with its length; a large one sent as it is written."""
    begun, size = [], 0
    for part in parts:
        begun.append(part)
        size += len(part)
        if size > WHOLE:
            return cast("HttpResponse", StreamingHttpResponse(_spoken(begun, parts)))  # an answer like any other
    return HttpResponse(b"".join(begun))


def _spoken(begun: Sequence[bytes], rest: Generator[bytes]) -> Iterator[bytes]:
    """Return the parts of a file, the rest made in the language of the page though its request is over by then."""
    context = copy_context()

    def parts() -> Iterator[bytes]:
        try:
            yield from begun
            while (part := context.run(next, rest, None)) is not None:
                yield part
        finally:  # also when the reader goes away: nothing keeps reading the database
            rest.close()

    return parts()


def _csv(table: Table, asked: Mapping[str, str], about: About) -> Generator[bytes]:
    """Every row bears level and moment: rows are what people copy out of such a file."""
    header = [*(column.header() for column in table.exported), word("pages.export_level"), word("pages.export_as_of")]
    mark = [about.level_word, about.as_of.isoformat()]
    rows = ([*(column.said(row) for column in table.exported), *mark] for row in table.all_rows(asked))
    yield write_rows([header]).encode("utf-8-sig")
    for some in _batched(rows):
        yield write_rows(some).encode()


def _json(table: Table, asked: Mapping[str, str], about: About) -> Generator[bytes]:
    """Values are typed and numbers exact: a Decimal is written by its own digits."""
    facts = {"title": about.title, "level": about.level, "as_of": about.as_of.isoformat()}
    yield f'{json.dumps(facts, ensure_ascii=False).removesuffix("}")}, "rows": ['.encode()
    count = 0
    for some in _batched(table.all_rows(asked)):
        lines = ",\n".join(_object(table, row) for row in some)
        yield f"{',' if count else ''}\n{lines}".encode()
        count += len(some)
    yield f'\n], "count": {count}}}\n'.encode()


def _object(table: Table, row: object) -> str:
    return "{" + ", ".join(f"{json.dumps(column.name)}: {_value(column.value(row))}" for column in table.exported) + "}"


def _batched(rows: Iterable[Any]) -> Iterator[list[Any]]:
    """Yield rows in the portions in which they are sent."""
    coming = iter(rows)
    while some := list(islice(coming, _PORTION)):
        yield some


def _value(value: object) -> str:
    if isinstance(value, Decimal):
        return format(value, "f")
    if isinstance(value, (tuple, list)):
        return "[" + ", ".join(_value(part) for part in value) + "]"
    return json.dumps(value, ensure_ascii=False, default=str)


def _xlsx(table: Table, asked: Mapping[str, str], about: About) -> Generator[bytes]:
    """The rows on one sheet; on a second one what they are; level and moment on every printed page."""
    rows = table.count(asked)
    if rows > MOST_IN_A_WORKBOOK:
        raise UsageError("W045", count=rows, most=MOST_IN_A_WORKBOOK)
    book = Workbook(write_only=True)
    sheet = book.create_sheet(_sheet_name(about.name))
    for number, column in enumerate(table.exported, 1):
        sheet.column_dimensions[get_column_letter(number)].width = _WIDTHS[column.look]
    sheet.freeze_panes = "A2"
    sheet.print_title_rows = "1:1"
    sheet.page_setup.orientation, sheet.page_setup.paperSize = "landscape", 9  # A4
    sheet.page_setup.fitToHeight, sheet.sheet_properties.pageSetUpPr.fitToPage = 0, True
    as_of = f"{word('pages.export_as_of')} {about.as_of}"
    sheet.oddHeader.left.text, sheet.oddHeader.right.text = (
        _plain(about.title).replace("&", "&&"),
        f"{about.level_word}  {as_of}",
    )
    sheet.oddFooter.center.text = "&P / &N"
    head = [_text(sheet, column.header()) for column in table.exported]
    for cell in head:
        cell.font, cell.fill = Font(bold=True), PatternFill("solid", fgColor="E6EEF8")
    sheet.append(head)
    count = 0
    for row in table.all_rows(asked):
        sheet.append([_cell(sheet, column, row) for column in table.exported])
        count += 1
    sheet.auto_filter.ref = f"A1:{get_column_letter(len(table.exported))}{count + 1}"
    _about(book, table, asked, about, count)
    file = BytesIO()
    book.save(file)
    yield file.getvalue()


def _about(book: Workbook, table: Table, asked: Mapping[str, str], about: About, count: int) -> None:
    sheet = book.create_sheet(word("pages.export_about"))
    sheet.column_dimensions["A"].width, sheet.column_dimensions["B"].width = 16, 80
    for name, text in _facts(table, asked, about, count):
        sheet.append([_text(sheet, name), _text(sheet, text)])


def _facts(table: Table, asked: Mapping[str, str], about: About, count: int) -> Iterator[tuple[str, str]]:
    chosen = [f"{each.header}: {each.chosen_word}" for each in table.narrowings(asked) if each.chosen]
    yield word("pages.export_title"), about.title
    yield word("pages.export_level"), about.level_word
    yield word("pages.export_as_of"), about.as_of.isoformat()
    yield word("pages.export_rows"), str(count)
    yield word("pages.export_filters"), "；".join(chosen) or "—"
    yield word("pages.export_made"), f"{timezone.localtime():%Y-%m-%d %H:%M}"


def _cell(sheet: object, column: Column, row: object) -> WriteOnlyCell:
    value = column.value(row)
    if isinstance(value, Decimal | int | float) and not isinstance(value, bool) and column.text is None:
        cell = WriteOnlyCell(sheet, value=value)
        if isinstance(value, Decimal):
            cell.number_format = _digits(value)
        return cell
    cell = _text(sheet, column.said(row))
    if column.look == "text":
        cell.alignment = Alignment(wrap_text=True, vertical="top")
    return cell


def _digits(value: Decimal) -> str:
    """Return the number format that shows as many places as the document printed."""
    exponent = value.as_tuple().exponent
    return "0" if not isinstance(exponent, int) or exponent >= 0 else "0." + "0" * -exponent


def _text(sheet: object, text: str) -> WriteOnlyCell:
    """Return a cell that is text and nothing else, whatever it begins with."""
    cell = WriteOnlyCell(sheet, value=_plain(text)[:_LONGEST])
    if text[:1] in {"=", "+", "-", "@", "\t", "\r"}:
        cell.data_type, cell.quotePrefix = "s", True
    return cell


def _plain(text: str) -> str:
    """Return a text without the control characters the format cannot hold."""
    return ILLEGAL_CHARACTERS_RE.sub("", text)


def _sheet_name(name: str) -> str:
    return "".join(letter for letter in name if letter not in r"[]:*?/\'")[:_SHEET_NAME] or "1"


_WRITERS: dict[str, tuple[Callable[[Table, Mapping[str, str], About], Generator[bytes]], str]] = {
    "csv": (_csv, "text/csv; charset=utf-8"),
    "xlsx": (_xlsx, "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
    "json": (_json, "application/json"),
}
FORMATS: Sequence[str] = tuple(_WRITERS)
"""Every format a table can leave in."""
