"""Strict tables: CSV files of records, taken whole or refused whole with the reasons of every row.

UTF-8, with or without byte order mark; headers in Chinese or English, in any order; columns that are not required may
be absent. What :func:`write_table` writes is the template :func:`read_table` reads.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any, TypeVar

from lantu.errors import Language, LantuError, PackageError
from lantu.exchange.columns import Column, columns_of
from lantu.exchange.csvtext import parse_rows, write_rows
from lantu.exchange.files import write_whole
from lantu.model.fields import FieldError, read_text, write_text

R = TypeVar("R")


class TableError(PackageError):
    """A table cannot be taken; nothing of it was. Its ``reasons`` name row, column and what does not fit."""

    def __init__(self, file: str, reasons: Sequence[LantuError]) -> None:
        self.reasons = tuple(reasons)
        super().__init__("P010", file=file, count=len(reasons))


def _at(row: int, column: str, reason: LantuError) -> PackageError:
    """Return a reason with its place: the line on which the row begins, and the header as it stands in the file."""
    return PackageError("P011", row=row, column=column or "-", reason=reason)


def read_table(kind: type[R], path: Path) -> tuple[R, ...]:
    """Read all records of a table.

    Args:
        kind: The record class.
        path: A CSV file in UTF-8.

    Returns:
        The records in the order of the rows. Rows without any text are passed over.

    Raises:
        PackageError: The file cannot be read (P005) or is not UTF-8 (P008).
        TableError: A header or a row does not fit; every reason is listed, nothing is taken.
    """
    return parse_table(kind, _text_of(path), path.name)


def parse_table(kind: type[R], text: str, name: str) -> tuple[R, ...]:
    """Read all records of a table from its text.

    Args:
        kind: The record class.
        text: CSV.
        name: Name of the file, for messages.

    Raises:
        TableError: A header or a row does not fit; every reason is listed, nothing is taken.
    """
    try:
        rows = list(parse_rows(text))
    except ValueError as wrong:
        raise TableError(name, [_at(int(wrong.args[0]), "", PackageError("P015"))]) from None
    if not rows:
        raise TableError(name, [_at(1, "", PackageError("P016"))])
    header = [cell.strip() for cell in rows[0][1]]
    columns = _columns(kind, header, name)
    problems: list[LantuError] = []
    records = [_record(kind, columns, header, row, cells, problems) for row, cells in rows[1:]]
    _hold_unique(rows, columns, header, problems)
    if problems:
        raise TableError(name, sorted(problems, key=_row))
    return tuple(record for record in records if record is not None)


def write_table(
    path: Path, kind: type[R], records: Iterable[R], language: Language | str = Language.EN, *, mark: bool = False
) -> None:
    """Write records as a table, replacing the file in one step.

    Args:
        path: The file; its folder must exist.
        kind: The record class, which gives the columns.
        records: The rows.
        language: Language of the headers.
        mark: Begin with a byte order mark, by which Excel and older WPS know UTF-8.

    Raises:
        PackageError: The file could not be written (P006); the old one is untouched.
    """
    text = table_text(kind, records, language)
    try:
        write_whole(path, text.encode("utf-8-sig" if mark else "utf-8"))
    except OSError as problem:
        raise PackageError("P006", file=path.name, problem=problem.strerror or problem) from problem


def table_text(kind: type[R], records: Iterable[R], language: Language | str = Language.EN) -> str:
    r"""Return records as CSV text; without records it is the import template.

    >>> from lantu.model.records import Unread
    >>> table_text(Unread, [], "zh")
    '编号,原因,原样,推测,条文号,起始位置,结束位置\n'
    """
    columns = columns_of(kind)
    rows = ([write_text(getattr(record, column.name)) for column in columns] for record in records)
    return write_rows([[column.header(language) for column in columns], *rows])


def _text_of(path: Path) -> str:
    try:
        return path.read_bytes().decode("utf-8-sig")
    except OSError as problem:
        raise PackageError("P005", file=path.name, problem=problem.strerror or problem) from problem
    except UnicodeDecodeError:
        raise PackageError("P008", file=path.name) from None


def _row(problem: LantuError) -> int:
    return int(str(problem.fields["row"]))


def _columns(kind: type, header: list[str], file: str) -> list[Column]:
    """Return the column of each header; refuse a table whose headers do not fit."""
    known = {name: column for column in columns_of(kind) for name in (column.name, column.zh)}
    found: list[Column] = []
    problems: list[LantuError] = []
    for name in header:
        column = known.get(name)
        if column is None:
            choices = "、".join(each.zh for each in columns_of(kind))
            problems.append(_at(1, name, PackageError("P013", column=name, known=choices)))
        elif column in found:
            problems.append(_at(1, name, PackageError("P014", column=name)))
        else:
            found.append(column)
    for column in columns_of(kind):
        if column.field.required and column not in found:
            error = PackageError("P017", zh=column.zh, en=column.name)
            problems.append(_at(1, "", error))
    if problems:
        raise TableError(file, problems)
    return found


def _record(
    kind: type[R], columns: list[Column], header: list[str], row: int, cells: list[str], problems: list[LantuError]
) -> R | None:
    if len(cells) != len(columns):
        error = PackageError("P019", found=len(cells), expected=len(columns))
        problems.append(_at(row, "", error))
        return None
    values: dict[str, Any] = {}
    fits = True
    for column, name, text in zip(columns, header, cells, strict=True):
        try:
            values[column.name] = read_text(column.field, text)
        except FieldError as error:
            problems.append(_at(row, name, error))
            fits = False
    absent = [column for column in columns_of(kind) if column not in columns]
    return kind(**values, **{column.name: read_text(column.field, "") for column in absent}) if fits else None


def _hold_unique(
    rows: list[tuple[int, list[str]]], columns: list[Column], header: list[str], problems: list[LantuError]
) -> None:
    """Hold that the ids of a table are given, each once."""
    names = [column.name for column in columns]
    if "id" not in names:
        return
    place = names.index("id")
    first: dict[str, int] = {}
    for row, cells in rows[1:]:
        name = cells[place] if place < len(cells) else ""
        if not name:
            problems.append(_at(row, header[place], FieldError("P020", field="id")))
        elif name in first:
            problems.append(_at(row, header[place], PackageError("P009", id=name, row=first[name])))
        first.setdefault(name, row)
