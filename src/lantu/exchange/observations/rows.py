"""What the cells beside the values say of a row: its indicator, area, time, unit and where it comes from."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

from lantu.cascade.observed import CHANGE
from lantu.exchange.observations.days import day_of_release, moment_of_recording
from lantu.exchange.observations.headers import TIMES, split_name, split_state
from lantu.exchange.observations.known import Given, Known, Named
from lantu.exchange.observations.periods import Span, find_period, is_ambiguous, period
from lantu.exchange.observations.sheets import Content, Fault, shown
from lantu.exchange.observations.tables import Table
from lantu.exchange.observations.titles import Title
from lantu.exchange.observations.values import CellError, said_of
from lantu.exchange.observations.wordlist import choice, flat, meaning, words
from lantu.model.relations.identity import name_key

_YEARS = re.compile(r"(?P<first>(?:19|20)\d\d)-(?P<last>(?:19|20)\d\d)年?")
_GIVEN = ("supplier", "source", "published_on", "recorded_at", "note")
_DAYS = {"published_on": day_of_release, "recorded_at": moment_of_recording}
_OWN_HEADERS = frozenset(("subject", "监测对象"))  # of our template, where empty means the plan's own area


@dataclass(slots=True)
class Row:
    """What is said of a row.

    Attributes:
        number: Its number.
        section: What the lines above it say.
        named: Its indicator, or None where columns or title name it.
        subject: Its subject, or None where none is said.
        span: What is said of its time.
        basis: How its values relate to it, as said.
        unit: Their unit.
        given: State, supplier, source and so on.
        wrong: What is wrong, with the column where it stands.
        left: The name of an indicator nobody knows, where such rows are left out.
    """

    number: int
    section: Title = field(default_factory=Title)
    named: Named | None = None
    subject: str | None = None
    span: Span | None = None
    basis: str | None = None
    unit: str | None = None
    given: Given = field(default_factory=Given)
    wrong: list[tuple[int, CellError]] = field(default_factory=list)
    left: str = ""


class RowReader:
    """Reads the rows of one table."""

    def __init__(self, table: Table, known: Known) -> None:
        self._table, self._sheet, self._known = table, table.sheet, known
        self._columns = [
            (column, head.role) for column, head in sorted(table.heads.items()) if head.role and not head.left
        ]
        self._columns = [
            (column, self._role(column, role)) for column, role in self._columns if role not in ("value", "serial")
        ]
        self.names_rows = any(role in ("indicator", "subject", *TIMES) for _, role in self._columns)
        self._required = {column for column, role in self._columns if role == "subject" and not self._is_own(column)}

    @property
    def columns(self) -> list[int]:
        """The columns that say something of rows."""
        return [column for column, _ in self._columns]

    def leave_out(self, column: int) -> None:
        """Do not read a column."""
        self._columns = [each for each in self._columns if each[0] != column]
        self._required.discard(column)

    @property
    def indicator_column(self) -> int | None:
        """The column that names indicators, or None."""
        return next((column for column, role in self._columns if role == "indicator"), None)

    def read(self, number: int, section: Title) -> Row:
        """Return what is said of a row below a section of its table."""
        row = Row(number, section)
        given: dict[str, str] = {}
        cells = self._sheet.rows[number]
        for column, role in self._columns:
            content = cells[column] if column < len(cells) else None
            if content is None and self._sheet.tops:
                content = self._sheet.at(number, column)
            try:
                if content is not None or column in self._required:
                    self._take(row, given, column, role, content)
            except CellError as wrong:
                row.wrong.append((column, wrong))
        if row.span is not None and row.span.first is not None and row.basis is None:
            column = next(column for column, role in self._columns if role in TIMES)
            row.wrong.append((column, CellError("M052", found=row.span.code)))
        if given:
            row.given = Given(**given)
        return row

    def _take(self, row: Row, given: dict[str, str], column: int, role: str, content: Content) -> None:
        if isinstance(content, Fault):
            raise CellError("M010" if content.kind == "error" else "M011", found=content.text)
        text = shown(content)
        if not text.strip():
            if column in self._required:
                raise CellError("M051")
            return
        if role in _GIVEN:
            _give(given, role, text)
        elif role == "state":
            given["state"] = _chosen("state", text)
        elif role == "basis":
            row.basis = _chosen("basis", text)
        elif role == "unit":
            row.unit = unit_text(text)
        elif role == "indicator":
            self._take_name(row, given, column, text)
        elif role == "subject":
            row.subject = self._known.places.code(text)
        else:
            span = _time(content, text, role)
            joined = span if row.span is None else row.span.joined(span)
            if joined is None:
                raise CellError("M039", found=said_of(content))
            row.span = joined

    def _take_name(self, row: Row, given: dict[str, str], column: int, text: str) -> None:
        """Take the indicator of a row with what its name says besides: unit, state, time."""
        whole = self._known.is_indicator(text) and not text.endswith((")", "）"))
        name, unit = (text, None) if whole else _split(text)
        name, state = split_state(name)
        name = self._without_time(row, name)
        if state is not None:
            given.setdefault("state", state)
        if meaning("bases", name) == CHANGE:
            name, row.basis = self._above(row.number, column) or name, CHANGE
        named = self._known.indicator_or_name(self._under(row.section.over, name))
        if named is not None and row.named is not None and named.name != row.named.name:
            raise CellError("M068", one=row.named.name, other=named.name)
        row.named = named
        row.unit = row.unit or unit
        row.left = text.strip() if row.named is None else ""

    def _above(self, number: int, column: int) -> str | None:
        """Return the name in the row above one that only says 同比增长, whether that row holds values or not."""
        while (number := number - 1) in self._sheet.rows and number > self._table.header[-1]:
            name = split_state(_split(self._sheet.text(number, column))[0])[0]
            if meaning("bases", name) != CHANGE:
                return name or None
        return None

    def _under(self, over: str, name: str) -> str:
        """Return a name with what stands over it where both are one: 城镇居民 over 人均可支配收入.

        Raises:
            CellError: What stands over it may be a part of what it names (M098).
        """
        if not over or name_key(over) in name_key(name):
            return name
        joined = f"{over}{flat(name)}"
        if self._known.is_indicator(joined):
            return joined
        part = next((word for word in words("narrowing") if word in over and word not in flat(name)), None)
        if part is not None:
            raise CellError("M098", found=name[:40], over=over[:40])
        return name

    def _without_time(self, row: Row, name: str) -> str:
        """Take the time off a name: 2024年地区生产总值, 地区生产总值（上半年）."""
        found = _find_period(name)
        if found is None or not self._known.is_indicator(found[1]):
            return name
        joined = found[0] if row.span is None else row.span.joined(found[0])
        if joined is None:
            raise CellError("M039", found=name[:40])
        row.span = joined
        return found[1]

    def _role(self, column: int, role: str) -> str:
        """Decide what a column headed 项目, or not at all, names: areas where all its cells are, else indicators."""
        if role == "part":
            header = flat("".join(self._sheet.text(row, column) for row in self._table.header))
            return "quarter" if "季" in header or "quarter" in header.lower() else "month"
        if role != "key":
            return role
        texts = (self._sheet.text(row, column) for row in self._table.rows)
        names = [text for text in dict.fromkeys(texts) if text]
        if names and all(self._known.places.names(text) for text in names):
            return "subject"
        return "period" if names and all(period(text) for text in names) else "indicator"

    def _is_own(self, column: int) -> bool:
        return self._sheet.text(self._table.header[-1], column) in _OWN_HEADERS


def unit_text(text: str) -> str:
    """Return a unit as printed, brackets and marks off; a stroke for none is the empty unit."""
    said = flat(text).strip("()")
    return "" if said in ("-", "/", "无") else said


def _give(given: dict[str, str], role: str, text: str) -> None:
    read = _DAYS.get(role)
    said = read(text) if read else text
    if said is not None:
        given[role] = said


def _chosen(name: str, text: str) -> str:
    found = choice(name, text)
    if found is None:
        raise CellError("M056" if name == "state" else "M057", found=text.strip()[:40])
    return found


def _time(content: Any, text: str, role: str) -> Span:
    said = flat(text)
    if role in ("month", "quarter") and said.isdigit() and len(said) <= 2:
        said += "月" if role == "month" else "季度"
    several = _YEARS.fullmatch(said)
    if several is not None and several["first"] < several["last"]:
        return Span(year=int(several["last"]), first=int(several["first"]))
    span = period(text.strip()) or period(said)
    if span is None:
        raise CellError("M053" if is_ambiguous(text) else "M052", found=said_of(content))
    return span


_split = lru_cache(maxsize=65536)(split_name)
_find_period = lru_cache(maxsize=65536)(find_period)
