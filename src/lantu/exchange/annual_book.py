"""The workbook of annual targets (.xlsx): written to be filled in, read back as it was written.

Figures are numbers, words are text whatever they begin with (no cell of ours is run as a formula but the sums that check
the areas), headers stay in sight, columns are as wide as what they hold.
"""

from __future__ import annotations

import io
import unicodedata
import zipfile
import zlib
from collections.abc import Iterator, Sequence
from decimal import Decimal
from pathlib import Path
from typing import Any

from lantu.cascade.outcome import Outcome
from lantu.errors import Language, LantuError, PackageError, message
from lantu.exchange.annual_import import Filled, filled_in, is_header
from lantu.exchange.annual_tables import About, Cell, SumOf, Table, by_area, by_year, duties, of_year
from lantu.exchange.columns import columns_of
from lantu.exchange.csvfile import TableError
from lantu.exchange.files import write_whole
from lantu.model.annual_targets import AnnualTarget
from lantu.model.plan import Reading

_HEADER_ROW = 2  # the title stands above it
_SEARCHED = 10  # rows in which a header is looked for
_WIDEST = 50
_TITLE = 31  # characters of a sheet's name at most, by the format
_SHEETS = (
    60  # areas with a sheet of duties each; with more the book could not be opened, and each has a file of its own
)
_LARGEST = 200_000_000  # bytes of a workbook unpacked: a hundred times what thousands of areas need
_DAMAGED = (  # what openpyxl answers a file with that is no workbook, or a damaged one
    zipfile.BadZipFile,
    zlib.error,
    ArithmeticError,
    AttributeError,
    EOFError,
    IndexError,
    KeyError,
    NotImplementedError,
    RuntimeError,
    SyntaxError,
    TypeError,
    ValueError,
)
_FORBIDDEN = str.maketrans(dict.fromkeys("[]:*?/\\", "-"))


def about(found: Outcome, plan: Reading, names: dict[str, str] | None = None) -> About:
    """Return what the tables say beside the annual targets of a breakdown."""
    return About(
        plan=plan,
        years=found.years,
        baselines=found.baselines,
        names=names or {},
        actual=found.actual,
        tasks=found.tasks,
        history=found.history,
    )


def write_annual_tables(path: Path, rows: Sequence[AnnualTarget], told: About, language: Language | str) -> None:
    """Write the workbook, replacing the file in one step.

    Args:
        path: The file; its folder must exist.
        rows: The annual targets.
        told: What the tables say beside them.
        language: Language of headers and words.

    Raises:
        PackageError: The file could not be written (P006); the old one is untouched.
    """
    try:
        write_whole(path, annual_workbook(rows, told, language))
    except OSError as problem:
        raise PackageError("P006", file=path.name, problem=problem.strerror or problem) from problem


def annual_workbook(rows: Sequence[AnnualTarget], told: About, language: Language | str) -> bytes:
    """Return the workbook: by year, by area, the plan of the next year, and the duties of each area where they are not too many."""
    from openpyxl import Workbook  # noqa: PLC0415  # loaded where it is needed: the command line must start at once

    book = Workbook()
    book.remove(book.active)
    for name, table in _tables(rows, told, language):
        _write(book.create_sheet(name.translate(_FORBIDDEN)[:_TITLE]), name, table, told, language)
    written = io.BytesIO()
    book.save(written)
    return written.getvalue()


def read_annual_tables(path: Path) -> tuple[AnnualTarget, ...]:
    """Read annual targets back from a workbook: all its tables by year and by area, each target once.

    Raises:
        PackageError: The file is no workbook (K192), holds no such table (K191), or cannot be read (P005).
        TableError: A row does not fit; every reason is listed, nothing is taken.
    """
    try:
        data = path.read_bytes()
    except OSError as problem:
        raise PackageError("P005", file=path.name, problem=problem.strerror or problem) from problem
    cells = filled_cells(data, path.name)
    found = {(each.asked.target, each.asked.subject, each.asked.year, each.asked.line): each.asked for each in cells}
    return tuple(found.values())


def filled_cells(data: bytes, name: str) -> tuple[Filled, ...]:
    """Read every cell that asks for something from the tables by year and by area of a workbook.

    Args:
        data: The file.
        name: Its name, for messages.

    Raises:
        PackageError: It is no workbook (K192), or holds no such table (K191).
        TableError: A row does not fit; every reason is listed.
    """
    reasons: list[LantuError] = []
    found: list[Filled] = []
    tables = list(_read_tables(data, name))
    for sheet, table, row in tables:
        found += filled_in(table, reasons, sheet=sheet, first_row=row)
    if not tables:
        words = {column.name: column.zh for column in columns_of(AnnualTarget)}
        raise PackageError("K191", file=name, indicator=words["indicator"], target=words["target"])
    if reasons:
        raise TableError(name, reasons)
    return tuple(found)


def _tables(rows: Sequence[AnnualTarget], told: About, language: Language | str) -> Iterator[tuple[str, Table]]:
    yield message("K185", language), by_year(rows, told, language)
    subjects = dict.fromkeys(row.subject for row in rows if row.subject)
    if subjects:
        yield message("K186", language), by_area(rows, told, language)
    past = {year for _, subject, year in told.actual if not subject}
    coming = next((year for year in told.years if year not in past), told.years[-1])
    yield message("K187", language, year=coming), of_year(rows, told, coming, language)
    for subject in subjects if len(subjects) <= _SHEETS else ():
        yield message("K188", language, name=told.names.get(subject, subject)), duties(rows, told, subject, language)


def _write(sheet: Any, name: str, table: Table, told: About, language: Language | str) -> None:
    from openpyxl.styles import Alignment, Font  # noqa: PLC0415

    _put(sheet.cell(1, 1), message("K190", language, title=told.plan.head.title, sheet=name))
    sheet.cell(1, 1).font = Font(bold=True, size=14)
    for number, cells in enumerate(table, _HEADER_ROW):
        for column, cell in enumerate(cells, 1):
            _put(sheet.cell(number, column), cell)
    for cell in sheet[_HEADER_ROW]:
        cell.font, cell.alignment = Font(bold=True), Alignment(wrap_text=True, vertical="center")
    sheet.freeze_panes = sheet.cell(_HEADER_ROW + 1, 3)
    sheet.page_setup.orientation, sheet.page_setup.fitToHeight = "landscape", 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    sheet.print_title_rows = f"{_HEADER_ROW}:{_HEADER_ROW}"
    _widen(sheet, table)


def _put(place: Any, cell: Cell) -> None:
    from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE  # noqa: PLC0415

    if isinstance(cell, SumOf):
        letter = place.column_letter
        place.value = f"=SUM({letter}{cell.first + _HEADER_ROW}:{letter}{cell.last + _HEADER_ROW})"
    elif isinstance(cell, str):
        place.value = ILLEGAL_CHARACTERS_RE.sub("", cell)
        place.data_type = "s"
    elif cell is not None:
        place.value = cell
        place.number_format = "General" if isinstance(cell, int) else _format(cell)


def _format(value: Decimal) -> str:
    exponent = value.as_tuple().exponent
    decimals = -exponent if isinstance(exponent, int) and exponent < 0 else 0
    return "0." + "0" * decimals if decimals else "0"


def _widen(sheet: Any, table: Table) -> None:
    from openpyxl.utils import get_column_letter  # noqa: PLC0415

    for column in range(max(len(cells) for cells in table)):
        widths = (_width(cells[column]) for cells in table if column < len(cells))
        sheet.column_dimensions[get_column_letter(column + 1)].width = min(max(widths, default=0) + 2, _WIDEST)


def _width(cell: Cell) -> int:
    text = "" if cell is None or isinstance(cell, SumOf) else str(cell)
    return sum(2 if unicodedata.east_asian_width(letter) in "WF" else 1 for letter in text)


def _read_tables(data: bytes, name: str) -> Iterator[tuple[str, Table, int]]:
    """Yield every table of a workbook that can be read back: its sheet, its cells, the row of its header."""
    for sheet in sheets_of(data, name):
        rows = [[_cell(value) for value in row] for row in sheet.iter_rows(values_only=True)]
        at = next((at for at, cells in enumerate(rows[:_SEARCHED]) if is_header(cells)), None)
        if at is not None:
            yield str(sheet.title), rows[at:], at + 1


def sheets_of(data: bytes, name: str) -> Sequence[Any]:
    """Return the sheets of a workbook.

    Raises:
        PackageError: It is no workbook (K192).
    """
    from openpyxl import load_workbook  # noqa: PLC0415

    try:
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            if sum(each.file_size for each in packed.infolist()) > _LARGEST:
                raise PackageError("K192", file=name, problem=f"> {_LARGEST // 1_000_000} MB")
        sheets: Sequence[Any] = load_workbook(io.BytesIO(data), data_only=False).worksheets
    except _DAMAGED as problem:
        raise PackageError("K192", file=name, problem=type(problem).__name__) from None
    return sheets


def _cell(value: Any) -> Cell:
    if value is None or isinstance(value, bool):
        return None
    if isinstance(value, int):
        return Decimal(value)
    if isinstance(value, float):
        return Decimal(repr(value))
    return str(value)
