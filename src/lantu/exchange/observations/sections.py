"""Lines between the rows of a table that say something of the rows below them: an area, a time, a unit, an indicator.

青屏县, 2025年, 单位：万元, 社会消费品零售总额（亿元） and 农村居民 stand for what the rows below leave out. Such a line is read as a
title is; what it does not say goes on from the line before it. A line that only sorts (一、综合) says nothing.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable

from lantu.exchange.observations.known import Known
from lantu.exchange.observations.periods import period
from lantu.exchange.observations.tables import NAMING, Table, lines_below
from lantu.exchange.observations.titles import Title, is_note
from lantu.exchange.observations.values import CellError

NO_SECTION = Title()
"""What is said of rows above which no line stands."""

_MOST = 1000  # lines between rows; a table with more of them is another kind of file

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
        if section.subject is None and self._known.may_be_subject(section.over):
            self._known.subject(section.over)  # says what is wrong with it
        section.own = section.subject is not None or section.span is not None
        before = self._titles[-1] if self._titles else NO_SECTION
        section.inheriting(before).units = section.units or before.units
        self._starts.append(row)
        self._titles.append(section)

    def _is_row(self, text: str) -> bool:
        """Return whether a line is a row without values: it names what the other rows name."""
        names: dict[str, Callable[[str], object]] = {
            "indicator": self._known.is_indicator,
            "key": lambda name: self._known.is_indicator(name) or self._known.is_subject(name),
            "subject": self._known.is_subject,
        }
        roles = {self._table.heads[column].role for column in self._table.columns(*NAMING)}
        return any(names.get(role, period)(text) for role in roles)
