"""A saved mapping: where the tables of a file stand and what their columns mean, where headers do not say it.

A mapping is a YAML file, written once for a bulletin that comes every month::

    title: 统计月报
    given: {state: flash, supplier: 市统计局}
    names: {一产: 第一产业增加值}
    unknown: leave           # rows of indicators nobody knows: refuse (as without a mapping), leave out, or keep as printed
    tables:
    - sheet: 月报*            # a name; * stands for anything
      begins: 二、工业        # the text of a cell above the header; without it rows count from the top of the sheet
      header: 2              # rows of the header, the first row below the text being 1
      rows: 3-12             # without it: down to an empty row or to ``ends``
      cells: {period: B1}    # cells that say something of the whole table
      given: {unit: 亿元}
      columns:               # columns that are not named are left out and told; without it headers are read
        A: indicator
        C: {basis: year_to_date, period: 2025-06}
        D: {basis: change_on_year, unit: "%"}

Every key is checked: one that is not known is refused, never passed over.
"""

from __future__ import annotations

import re
from collections.abc import Mapping as AnyMapping
from dataclasses import dataclass, field
from typing import Any

import yaml

from lantu.errors import LantuError
from lantu.exchange.observations.days import day_of_release, moment_of_recording
from lantu.exchange.observations.known import Given
from lantu.exchange.observations.sheets import column_of
from lantu.exchange.observations.values import CellError
from lantu.exchange.observations.wordlist import choice

ROLES = (
    "indicator", "subject", "period", "year", "part", "basis", "value", "unit", "state", "supplier", "published_on",
    "recorded_at", "source", "note", "serial", "key",
)  # fmt: skip
"""What a column may say of its rows."""

_SAID = ("indicator", "subject", "period", "basis", "unit", "state")
GIVEN = ("state", "supplier", "source", "published_on", "recorded_at", "note")
_TABLE = ("sheet", "begins", "ends", "header", "rows", "cells", "given", "columns")
_FILE = ("title", "hidden", "unknown", "names", "subjects", "given", "tables")
_CELLS = ("period", "unit", "subject", "indicator", "supplier", "source")
_HIDDEN = ("refuse", "leave", "take")
_UNKNOWN = ("refuse", "leave", "keep")
LEAVE = "leave"
_ROWS = re.compile(r"(\d{1,7})(?:-(\d{1,7}))?")
CELL = re.compile(r"([A-Za-z]{1,3})(\d{1,7})")


class MappingError(LantuError):
    """A mapping cannot be used; the message names the key."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TableMapping:
    """Where one table stands.

    Attributes:
        sheet: Name of its sheet, with * for anything; empty for the first.
        begins: Text of a cell above it; rows then count from there.
        ends: Text of a cell below it.
        header: First and last row of its header.
        rows: First and last of its other rows; None for all down to an empty one.
        cells: Cells that say something of the whole table.
        given: What holds for all of it, texts by name.
        columns: What each column is: a role, or what is said of its values; None where headers are read.
    """

    sheet: str = ""
    begins: str = ""
    ends: str = ""
    header: tuple[int, int] | None = None
    rows: tuple[int, int] | None = None
    cells: AnyMapping[str, str] = field(default_factory=dict)
    given: AnyMapping[str, str] = field(default_factory=dict)
    columns: AnyMapping[int, str | AnyMapping[str, str]] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Mapping:
    """What a person said of a file.

    Attributes:
        title: What it is for.
        hidden: What becomes of hidden rows and columns with values.
        unknown: What becomes of rows whose indicator is not known.
        names: Names as printed, each with the name that is meant.
        subjects: Typed codes by printed name.
        given: What holds for all values.
        tables: Where tables stand; empty to find them by their headers.
    """

    title: str = ""
    hidden: str = "refuse"
    unknown: str = "refuse"
    names: AnyMapping[str, str] = field(default_factory=dict)
    subjects: AnyMapping[str, str] = field(default_factory=dict)
    given: Given = field(default_factory=Given)
    tables: tuple[TableMapping, ...] = ()


def parse_mapping(text: str, file: str) -> Mapping:
    """Read a mapping from its YAML.

    Raises:
        MappingError: It is no YAML (M070), a key is not known (M071) or its value does not fit (M072).

    >>> parse_mapping("hidden: leave", "m.yaml").hidden
    'leave'
    """
    try:
        raw = yaml.safe_load(text)
    except yaml.YAMLError as wrong:
        raise MappingError("M070", file=file, problem=str(wrong).splitlines()[0]) from None
    reader = _MappingReader(file)
    return reader.mapping(raw if raw is not None else {})


class _MappingReader:
    """Reads a mapping key by key."""

    def __init__(self, file: str) -> None:
        self._file = file

    def mapping(self, raw: Any) -> Mapping:
        said = self._keys(raw, _FILE, "")
        hidden = self._one_of("hidden", said, _HIDDEN)
        unknown = self._one_of("unknown", said, _UNKNOWN)
        given = self._texts(said.get("given", {}), GIVEN, "given")
        tables = said.get("tables", [])
        if not isinstance(tables, list):
            raise self._wrong("tables", tables)
        return Mapping(
            title=str(said.get("title", "")),
            hidden=hidden,
            unknown=unknown,
            names=self._texts(said.get("names", {}), None, "names"),
            subjects=self._texts(said.get("subjects", {}), None, "subjects"),
            given=Given(**{**given, "state": self._state(given.get("state"))} | self._days(given, "given")),
            tables=tuple(self._table(each, f"tables[{at}]") for at, each in enumerate(tables, 1)),
        )

    def _one_of(self, name: str, said: AnyMapping[str, Any], choices: tuple[str, ...]) -> str:
        chosen = str(said.get(name, choices[0]))
        if chosen not in choices:
            raise self._wrong(name, chosen)
        return chosen

    def _table(self, raw: Any, place: str) -> TableMapping:
        said = self._keys(raw, _TABLE, place)
        columns = said.get("columns")
        return TableMapping(
            sheet=str(said.get("sheet", "")),
            begins=str(said.get("begins", "")),
            ends=str(said.get("ends", "")),
            header=self._rows(said.get("header"), f"{place}.header"),
            rows=self._rows(said.get("rows"), f"{place}.rows"),
            cells=self._cells(said.get("cells", {}), f"{place}.cells"),
            given=self._given(said.get("given", {}), f"{place}.given"),
            columns=None if columns is None else self._columns(columns, f"{place}.columns"),
        )

    def _columns(self, raw: Any, place: str) -> dict[int, str | AnyMapping[str, str]]:
        found: dict[int, str | AnyMapping[str, str]] = {}
        for name, what in self._keys(raw, None, place).items():
            column = column_of(str(name))
            if column is None:
                raise self._wrong(place, name)
            if isinstance(what, dict):
                found[column] = self._texts(what, _SAID, f"{place}.{name}")
            elif what in ROLES or what == LEAVE:
                found[column] = str(what)
            else:
                raise self._wrong(f"{place}.{name}", what)
        return found

    def _cells(self, raw: Any, place: str) -> dict[str, str]:
        found = self._texts(raw, _CELLS, place)
        for name, address in found.items():
            if CELL.fullmatch(address) is None:
                raise self._wrong(f"{place}.{name}", address)
        return found

    def _rows(self, raw: Any, place: str) -> tuple[int, int] | None:
        if raw is None:
            return None
        found = _ROWS.fullmatch(str(raw).strip())
        if found is None or int(found[1]) < 1 or int(found[2] or found[1]) < int(found[1]):
            raise self._wrong(place, raw)
        return int(found[1]), int(found[2] or found[1])

    def _keys(self, raw: Any, known: tuple[str, ...] | None, place: str) -> dict[str, Any]:
        if not isinstance(raw, dict):
            raise self._wrong(place or "—", raw)
        for name in raw:
            if known is not None and name not in known:
                raise MappingError("M071", file=self._file, key=f"{place}.{name}".lstrip("."), known="、".join(known))
        return raw

    def _texts(self, raw: Any, known: tuple[str, ...] | None, place: str) -> dict[str, str]:
        said = self._keys(raw, known, place)
        for name, text in said.items():
            if isinstance(text, dict | list) or text is None:
                raise self._wrong(f"{place}.{name}", text)
        return {str(name): str(text) for name, text in said.items()}

    def _given(self, raw: Any, place: str) -> dict[str, str]:
        given = self._texts(raw, (*_SAID, *GIVEN), place)
        days = self._days(given, place)
        return {name: text for name, text in (given | days).items() if text is not None}

    def _days(self, given: AnyMapping[str, str], place: str) -> dict[str, str | None]:
        found: dict[str, str | None] = {}
        for name, read in (("published_on", day_of_release), ("recorded_at", moment_of_recording)):
            try:
                found[name] = read(given.get(name, ""))
            except CellError:
                raise self._wrong(f"{place}.{name}", given[name]) from None
        return found

    def _state(self, said: str | None) -> str | None:
        if said is None:
            return None
        found = choice("state", said)
        if found is None:
            raise self._wrong("given.state", said)
        return found

    def _wrong(self, key: str, value: object) -> MappingError:
        return MappingError("M072", file=self._file, key=key, value=str(value)[:40])
