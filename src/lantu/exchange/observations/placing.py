"""The tables of a file as a mapping names them: where they stand this month, and what their columns say."""

from __future__ import annotations

from collections.abc import Mapping as AnyMapping
from fnmatch import fnmatchcase

from lantu.exchange.observations.collecting import Collected
from lantu.exchange.observations.headers import Head, read_head
from lantu.exchange.observations.known import Given, Known
from lantu.exchange.observations.mapping import CELL, GIVEN, LEAVE, Mapping, TableMapping
from lantu.exchange.observations.periods import Span, period
from lantu.exchange.observations.sheets import Sheet, column_of
from lantu.exchange.observations.tables import Table
from lantu.exchange.observations.titles import Title, of_sheet
from lantu.exchange.observations.values import CellError
from lantu.exchange.observations.wordlist import choice, flat
from lantu.exchange.observations.workbook import Workbook


def mapped_tables(book: Workbook, mapping: Mapping, collected: Collected) -> list[Table]:
    """Return the tables of a file as a mapping names them; what is not there becomes a reason."""
    found = []
    used = set()
    for each in mapping.tables:
        sheets = [sheet for sheet in book.sheets if not each.sheet or fnmatchcase(sheet.name, each.sheet)]
        if not sheets:
            names = "、".join(sheet.name for sheet in book.sheets) or "—"
            collected.complain(Sheet(each.sheet), 1, 0, CellError("M073", sheet=each.sheet, sheets=names))
        for sheet in sheets[:1] if not each.sheet else sheets:
            used.add(sheet.name)
            table = _Placing(sheet, each, collected).table()
            found += [table] if table else []
    for sheet in book.sheets:
        if sheet.name not in used and sheet.rows:
            collected.told.append(CellError("M074", sheet=sheet.name))
    return found


class _Placing:
    """Finds one table of a mapping in a sheet."""

    def __init__(self, sheet: Sheet, mapping: TableMapping, collected: Collected) -> None:
        self._sheet, self._mapping, self._collected = sheet, mapping, collected
        self._known: Known = collected.known

    def table(self) -> Table | None:
        """Return the table; None, with a reason, where it is not there."""
        start = self._row_with(self._mapping.begins, 0) if self._mapping.begins else 0
        if start is None:
            self._collected.complain(self._sheet, 1, 0, CellError("M075", found=self._mapping.begins))
            return None
        first, last = self._mapping.header or (1, 1)
        header = (
            tuple(range(start + first, start + last + 1))
            if self._mapping.header or self._mapping.columns is None
            else ()
        )
        rows = self._rows(start, header)
        table = Table(
            self._sheet,
            self._title(),
            header or (min(rows, default=1),),
            {},
            rows,
            named=self._mapping.columns is not None,
        )
        self._read_heads(table, header)
        return table

    def _rows(self, start: int, header: tuple[int, ...]) -> list[int]:
        first = header[-1] + 1 if header else start + 1
        last = max(self._sheet.rows, default=0)
        if self._mapping.rows:
            first, last = start + self._mapping.rows[0], start + self._mapping.rows[1]
        elif self._mapping.ends:
            end = self._row_with(self._mapping.ends, start)
            last = end - 1 if end else last
        else:
            last = next((row - 1 for row in range(first, last + 2) if row not in self._sheet.rows), last)
        return [row for row in range(first, last + 1) if row in self._sheet.rows]

    def _row_with(self, text: str, after: int) -> int | None:
        wanted = flat(text)
        for row in sorted(self._sheet.rows):
            if row > after and any(flat(each).startswith(wanted) for each in self._sheet.texts(row) if each):
                return row
        return None

    def _read_heads(self, table: Table, header: tuple[int, ...]) -> None:
        if self._mapping.columns is not None:
            for column, what in self._mapping.columns.items():
                table.heads[column] = self._head(what, header, column)
            return
        for column in range(self._sheet.width):
            texts = dict.fromkeys(text for text in (self._sheet.text(row, column) for row in header) if text)
            if not texts:
                continue
            head: Head | None = Head()
            for text in texts:
                lower = read_head(text, self._known)
                head = lower.below(head) if lower is not None and head is not None else None
            if head is None:
                head = read_head("".join(texts), self._known)
            if head is None:
                table.strange[column] = "".join(texts)
            else:
                table.heads[column] = head

    def _head(self, what: str | AnyMapping[str, str], header: tuple[int, ...], column: int) -> Head:
        if isinstance(what, str):
            return Head(left=LEAVE) if what == LEAVE else Head(role=what)
        place = header[-1] if header else 1
        try:
            return Head(
                indicator=what.get("indicator"),
                subject=self._known.places.code(what["subject"]) if "subject" in what else None,
                span=_span(what.get("period")),
                basis=_of("basis", what.get("basis")),
                unit=what.get("unit"),
                state=_of("state", what.get("state")),
                figure=True,
            )
        except CellError as wrong:
            self._collected.complain(self._sheet, place, column, wrong)
            return Head(left=LEAVE)

    def _title(self) -> Title:
        title = of_sheet(self._sheet.name, self._known)
        given = dict(self._mapping.given)
        for name, address in self._mapping.cells.items():
            found = CELL.fullmatch(address)
            column = column_of(found[1]) if found else None
            if found is None or column is None:
                continue
            text = self._sheet.text(int(found[2]), column)
            if name == "period":
                title.add(text, self._known)
                if title.span is None:
                    self._collected.complain(self._sheet, int(found[2]), column, CellError("M052", found=text[:40]))
            elif text:
                given.setdefault(name, text)
        title.given = Given(**{name: given[name] for name in GIVEN if name in given and name != "state"}).over(
            title.given
        )
        try:
            self._say(title, given)
        except CellError as wrong:
            self._collected.complain(self._sheet, 1, 0, wrong)
        return title

    def _say(self, title: Title, given: AnyMapping[str, str]) -> None:
        if "state" in given:
            title.given = Given(state=_of("state", given["state"])).over(title.given)
        title.span = _span(given.get("period")) or title.span
        title.units = (given["unit"].split("：")[-1],) if "unit" in given else title.units
        title.subject = self._known.places.code(given["subject"]) if "subject" in given else title.subject
        title.indicator = given.get("indicator") or title.indicator
        if title.indicator is not None:
            self._known.indicator(title.indicator)


def _span(said: str | None) -> Span | None:
    if said is None:
        return None
    found = period(said)
    if found is None:
        raise CellError("M052", found=said[:40])
    return found


def _of(name: str, said: str | None) -> str | None:
    if said is None:
        return None
    found = choice(name, said)
    if found is None:
        raise CellError("M056" if name == "state" else "M057", found=said[:40])
    return found
