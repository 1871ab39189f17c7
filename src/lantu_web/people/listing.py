"""The tables in which areas and bodies come and go: taken whole, or refused with the reason of every row."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from typing import Any, TypeVar

from lantu.errors import LantuError, PackageError, UsageError
from lantu.exchange.csvfile import TableError
from lantu.exchange.csvtext import parse_rows, write_rows
from lantu.model.fields import FieldError, RecordField, fields_of, read_text, write_text

R = TypeVar("R", "AreaRow", "BodyRow")
_DAYS = {"valid_from", "valid_to"}
HEADERS = {
    "code": "代码",
    "name": "名称",
    "short_name": "简称",
    "level": "级别",
    "parent": "上级地区",
    "is_zone": "是否开发区",
    "host": "所在地区",
    "inside_host": "数据是否含在所在地区",
    "line": "系统",
    "kind": "类型",
    "area": "地区代码",
    "valid_from": "起始日期",
    "valid_to": "终止日期",
}


@dataclass(frozen=True, kw_only=True)
class AreaRow:
    """An area or a zone, as a row of a table.

    Attributes:
        code: GB/T 2260 code, or one of the installation's own for a zone.
        name: In full.
        level: Level of its government; empty or ``zone`` for a zone.
        parent: Code of the area it belongs to.
        is_zone: Whether it is a development zone.
        host: For a zone: code of the area that hosts it.
        inside_host: For a zone: whether the host's figures contain it already.
        valid_from: First day.
        valid_to: Last day, or empty while it lasts.
    """

    code: str
    name: str
    level: str | None = None
    parent: str | None = None
    is_zone: bool = False
    host: str | None = None
    inside_host: bool = False
    valid_from: str | None = None
    valid_to: str | None = None


@dataclass(frozen=True, kw_only=True)
class BodyRow:
    """A body, as a row of a table.

    Attributes:
        code: Stable short code.
        name: In full.
        short_name: As plans print it.
        line: Party, government, vertical, assembly or enterprise.
        kind: What kind of body it is; told for readers of the table.
        area: Code of the area it works for.
        valid_from: First day.
        valid_to: Last day, or empty while it lasts.
    """

    code: str
    name: str
    short_name: str | None = None
    line: str | None = None
    kind: str | None = None
    area: str | None = None
    valid_from: str | None = None
    valid_to: str | None = None


def rows_of(kind: type[R], data: bytes, file: str) -> tuple[R, ...]:
    """Read a table of areas or bodies.

    Args:
        kind: :class:`AreaRow` or :class:`BodyRow`.
        data: A CSV file in UTF-8 or, as Excel and WPS save it unless told otherwise, GB 18030; headers in Chinese or
            English.
        file: Its name, for messages.

    Raises:
        PackageError: It is neither (P008).
        TableError: Headers or rows do not fit; every reason is listed.
    """
    try:
        rows = list(parse_rows(_text(data, file)))
    except ValueError as wrong:
        raise TableError(file, [_at(int(wrong.args[0]), "", PackageError("P015"))]) from None
    if not rows:
        raise TableError(file, [_at(1, "", PackageError("P016"))])
    names = _names(kind, [cell.strip() for cell in rows[0][1]], file)
    problems: list[LantuError] = []
    found = [_row(kind, names, line, cells, problems) for line, cells in rows[1:]]
    if problems:
        raise TableError(file, problems)
    return tuple(row for row in found if row is not None)


def _text(data: bytes, file: str) -> str:
    for encoding in ("utf-8-sig", "gb18030"):
        with suppress(UnicodeDecodeError):
            return data.decode(encoding)
    raise PackageError("P008", file=file)


def table_of(kind: type[R], rows: Iterable[R]) -> str:
    """Return rows as the table that :func:`rows_of` reads, under Chinese headers."""
    names = [each.name for each in fields_of(kind)]
    lines: list[list[str]] = [[write_text(getattr(row, name)) for name in names] for row in rows]
    return write_rows([[HEADERS[name] for name in names], *lines])


def _names(kind: type, header: Sequence[str], file: str) -> list[str]:
    known = {word: each.name for each in fields_of(kind) for word in (each.name, HEADERS[each.name])}
    unknown = [name for name in header if name not in known]
    choices = "、".join(HEADERS[each.name] for each in fields_of(kind))
    problems = [_at(1, name, PackageError("P013", column=name, known=choices)) for name in unknown]
    names = [known.get(name, "") for name in header]
    problems += [_at(1, name, PackageError("P014", column=name)) for name in set(header) if header.count(name) > 1]
    problems += [
        _at(1, "", PackageError("P017", zh=HEADERS[each.name], en=each.name))
        for each in fields_of(kind)
        if each.required and each.name not in names
    ]
    if problems:
        raise TableError(file, problems)
    return names


def _row(kind: type[R], names: Sequence[str], line: int, cells: Sequence[str], problems: list[LantuError]) -> R | None:
    if len(cells) != len(names):
        problems.append(_at(line, "", PackageError("P019", found=len(cells), expected=len(names))))
        return None
    fields = {each.name: each for each in fields_of(kind)}
    values: dict[str, Any] = {}
    before = len(problems)
    for name, text in zip(names, (cell.strip() for cell in cells), strict=True):
        try:
            if text:
                values[name] = _value(fields[name], text)
            elif fields[name].required:
                raise FieldError("P020", field=HEADERS[name])
        except LantuError as error:
            problems.append(_at(line, HEADERS[name], error))
    if len(problems) > before:
        return None
    return kind(**values)


def _value(field: RecordField, text: str) -> Any:
    if field.name in _DAYS:
        try:
            date.fromisoformat(text)
        except ValueError:
            raise UsageError("W124", given=text) from None
    return read_text(field, text)


def _at(line: int, column: str, reason: LantuError) -> PackageError:
    return PackageError("P011", row=line, column=column or "-", reason=reason)
