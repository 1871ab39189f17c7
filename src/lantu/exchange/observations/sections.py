"""Lines between the rows of a table that say something of the rows below them: an area, a time, a unit, an indicator.

青屏县, 2025年, 单位：万元, 社会消费品零售总额（亿元） and 农村居民 stand for what the rows below leave out. Such a line is read as a
title is; what it does not say goes on from the line before it. A line that only sorts (一、综合) says nothing.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable

from lantu.exchange.observations.known import Known
from lantu.exchange.observations.periods import Span, period
from lantu.exchange.observations.tables import NAMING, Table, lines_below
from lantu.exchange.observations.titles import Title, is_note
from lantu.exchange.observations.values import CellError
from lantu.exchange.observations.wordlist import flat

NO_SECTION = Title()
"""What is said of rows above which no line stands."""

_MOST = 1000  # lines between rows; a table with more of them is another kind of file

_SHOWN = 40
_POINTING = re.compile(
    r"^[^:]{1,4}:(?:(?:以下|以上|下列|上列|下述|上述|下面|上面|下表|本表)(?:各[行项]|指标|数据|数字)*)?(?:的?(?=单位))?(?:均?为|都?是|系|按)?"
)
"""What a note says before what it is about: 注：以下数据均为."""

_UNIT_IN_WORDS = re.compile("^单位(?:均?为|都?是|系|按|用)")

Complain = Callable[[int, CellError], None]


class Sections:
    """The lines of a table between its rows, and what each says of the rows below it.

    Attributes:
        lines: Rows that are lines of text.
    """

    def __init__(self, table: Table, known: Known, complain: Complain) -> None:
        self._table, self._known = table, known
        self.lines = dict(lines_below(table))
        self._starts: list[int] = []
        self._titles: list[Title] = []
        last = max((row for row in table.rows if row not in self.lines), default=0)
        for row, text in self.lines.items():
            if len(self._starts) == _MOST:
                complain(row, CellError("M089", count=_MOST))
                break
            try:
                if row <= last and is_note(text):
                    self._hold_note(text)
                if row > last or is_note(text):
                    table.title.add_line(text)
                elif not self._is_row(text):
                    self._open(row, text)
            except CellError as wrong:
                complain(row, wrong)

    def above(self, row: int) -> Title:
        """Return what the lines above a row say of it."""
        at = bisect_left(self._starts, row)
        return self._titles[at - 1] if at else NO_SECTION

    def opens(self, row: int) -> bool:
        """Return whether a row is a line that says of which area or time the rows below it are."""
        at = bisect_left(self._starts, row)
        if at == len(self._starts) or self._starts[at] != row:
            return False
        return self._titles[at].own

    def _open(self, row: int, text: str) -> None:
        section = Title()
        section.add(text, self._known)
        if section.subject is None and self._known.places.may_be(section.over):
            self._known.places.code(section.over)  # says what is wrong with it
        section.own = section.subject is not None or section.span is not None
        before = self._titles[-1] if self._titles else NO_SECTION
        section.inheriting(before).units = section.units or before.units
        self._starts.append(row)
        self._titles.append(section)

    def _hold_note(self, text: str) -> None:
        """Hold that a note between rows names no other period, unit or area than the rows: which of them would it govern?

        Raises:
            CellError: It does (M151).
        """
        note = Title()
        said = _POINTING.sub("", flat(text).strip("()"))
        note.add(_UNIT_IN_WORDS.sub("单位:", said), self._known)
        if self._is_other_time(note.span) or self._is_other_unit(note.units) or note.subject is not None:
            raise CellError("M151", said=text[:_SHOWN])

    def _is_other_time(self, span: Span | None) -> bool:
        """Return whether a time stands neither above the table, nor in a header, nor in a line before."""
        if span is None or span.year is None:
            return False
        heads = [head.span for head in self._table.heads.values()]
        said = [*heads, self._table.title.span, *(title.span for title in self._titles)]
        years = {each.year for each in said if each is not None and each.year is not None}
        return span.year not in years and not self._table.columns("period", "year")

    def _is_other_unit(self, units: tuple[str, ...]) -> bool:
        before = self._titles[-1].units if self._titles else ()
        return bool(units) and set(units) != set(before or self._table.title.units)

    def _is_row(self, text: str) -> bool:
        """Return whether a line is a row without values: it names what the other rows name."""
        names: dict[str, Callable[[str], object]] = {
            "indicator": self._known.is_indicator,
            "key": lambda name: self._known.is_indicator(name) or self._known.places.names(name),
            "subject": self._known.places.names,
        }
        roles = {self._table.heads[column].role for column in self._table.columns(*NAMING)}
        return any(names.get(role, period)(text) for role in roles)
