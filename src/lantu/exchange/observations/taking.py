"""From the tables of a file to observations: every value with its meaning, or every reason why it has none."""

from __future__ import annotations

from decimal import Decimal
from functools import lru_cache
from typing import Any

from lantu.cascade.keys import PERCENT
from lantu.cascade.observed import CHANGE
from lantu.exchange.observations.collecting import Collected
from lantu.exchange.observations.headers import TIMES, Head
from lantu.exchange.observations.known import Given, Named
from lantu.exchange.observations.neighbours import meanings
from lantu.exchange.observations.periods import Span, period
from lantu.exchange.observations.report import Missing, PlacedError
from lantu.exchange.observations.rows import Row, RowReader
from lantu.exchange.observations.rules import basis_of, check_unit, fraction, hold_scale, unit_of
from lantu.exchange.observations.scales import Rate, Scales
from lantu.exchange.observations.sections import Sections
from lantu.exchange.observations.sheets import Content, Number, shown
from lantu.exchange.observations.suspicions import EXPECTED, end_of
from lantu.exchange.observations.tables import Table
from lantu.exchange.observations.values import CellError, Value, said_of, value_of
from lantu.model.records import Observation
from lantu.vocabulary.indicators import Indicator


def take(collected: Collected, table: Table) -> None:
    """Take the values of a table into what is collected."""
    _TableTaking(collected, table).run()


class _TableTaking:
    """Takes the values of one table."""

    def __init__(self, taking: Collected, table: Table) -> None:
        self.taking, self.table, self.sheet = taking, table, table.sheet
        self.known = taking.known
        self.rows = RowReader(table, taking.known)
        self.scales = Scales(taking.known.rates)
        self.values = [column for column in table.values if table.heads[column] != Head()]
        self.long = bool(table.columns("value") and table.columns(*TIMES))
        self.sections = Sections(table, taking.known, lambda row, wrong: taking.complain(table.sheet, row, 0, wrong))
        self.lines = self.sections.lines
        title = table.title.span
        outer = period(taking.known.period) if taking.known.period else None
        self.span = title.within(outer) if title is not None else outer
        self.given = table.title.given.over(taking.given).over(taking.known.given)
        self.named = taking.known.indicator(table.title.indicator) if table.title.indicator else None
        heads = (table.heads[column].span for column in self.values)
        self.since_january = any(span is not None and span.from_january for span in heads)
        self.meant = meanings(table)
        names = {column: meant.indicator for column, meant in self.meant.items()}
        self.named_in = {column: taking.known.indicator(name) for column, name in names.items() if name}

    def run(self) -> None:
        """Take all rows."""
        first = self.table.header[0] if self.table.header else (self.table.rows or [1])[0]
        self.taking.tables.append(self.sheet.place(first, min(self.table.heads, default=0)))
        for column in self.rows.columns:
            filled = [row for row in self.table.rows if self.sheet.own(row, column) is not None]
            if filled and self._is_hidden(column, filled[0]):
                self.rows.leave_out(column)
        self._strange()
        self._left()
        wrong = self.table.title.wrong if self.values else CellError("M058")
        if wrong is not None:
            self.taking.complain(self.sheet, first, 0, wrong)
            return
        if self._is_of_targets():
            self.taking.count("M150", self.sheet.place(first, 0), self.table.title.left)
            return
        if not self.table.rows:
            self.taking.count("M076", self.sheet.place(first, 0))
        for number in self.table.rows:
            if number not in self.lines or (self.long and not self.sections.opens(number)):
                self._row(number)
        self._hold_scales()

    def _hold_scales(self) -> None:
        """Refuse what lost the format of per cent, and tell what may have."""
        for rate in self.scales.lost():
            self.taking.complain(self.sheet, rate.row, rate.column, fraction(rate.value))
        for rate in self.scales.doubtful():
            self.taking.count("M139", self.sheet.place(rate.row, rate.column), rate.name, f"{rate.value:f}")

    def _is_of_targets(self) -> bool:
        """Return whether the title says that the table holds no observations; headers that tell both apart say more."""
        told_apart = self.table.named or any(head.left for head in self.table.heads.values())
        return bool(self.table.title.left) and not told_apart

    def _strange(self) -> None:
        """Refuse columns with values below a header that is not understood; tell them where a mapping left them out."""
        for column, row in sorted(self._first_filled().items()):
            if column in self.table.heads or self._is_hidden(column, row):
                continue
            text = self.table.strange.get(column, "")
            if self.table.named:
                self.taking.count("M063", self.sheet.place(row, column), text or "—")
            else:
                reason = CellError("M050" if text else "M004", found=text or said_of(self.sheet.own(row, column)))
                self.taking.complain(self.sheet, self.table.header[-1] if text else row, column, reason)

    def _first_filled(self) -> dict[int, int]:
        """Return the first row in which each column holds something, lines of text left out."""
        found: dict[int, int] = {}
        for row in self.table.rows:
            if row not in self.lines:
                for column, cell in enumerate(self.sheet.rows[row]):
                    if column not in found and not _is_blank(cell):
                        found[column] = row
        return found

    def _left(self) -> None:
        for column, head in self.table.heads.items():
            told = head.left and not self.table.named  # what a person left out need not be told to anybody
            filled = [row for row in self.table.rows if told and self.sheet.own(row, column) is not None]
            for row in filled:
                self.taking.count("M042", self.sheet.place(row, column), self.sheet.text(self.table.header[-1], column))

    def _row(self, number: int) -> None:
        cells = self.sheet.rows[number]
        filled = [column for column in self.values if column < len(cells) and not _is_blank(cells[column])]
        row: Row | None = None
        if not filled and not self.long and not self._has_unit(number):
            return
        if not filled and not any(not _is_blank(cell) for cell in cells):
            return
        if not self._is_shown(number, filled):
            return
        row = self.rows.read(number, self.sections.above(number))
        if row.left:
            self.taking.count("M079", self.sheet.place(number, self.rows.indicator_column or 0), row.left)
            return
        for column, wrong in row.wrong:
            self.taking.complain(self.sheet, number, column, wrong)
        for column in self.values:
            if row.wrong:
                self._look_at(row, column)
                continue
            self._cell(row, column, cells[column] if column < len(cells) else None)

    def _has_unit(self, number: int) -> bool:
        return any(self.sheet.text(number, column) for column in self.table.columns("unit"))

    def _is_shown(self, number: int, filled: list[int]) -> bool:
        """Return whether a row is to be taken; hidden rows with values are refused where nobody said what they are."""
        if number not in self.sheet.hidden_rows or self.taking.hidden == "take":
            return True
        if self.taking.hidden == "leave":
            self.taking.count("M064", self.sheet.place(number, filled[0] if filled else 0))
        else:
            self.taking.complain(self.sheet, number, filled[0] if filled else 0, CellError("M059"))
        return False

    def _cell(self, row: Row, column: int, content: Content) -> None:
        place = self.sheet.place(row.number, column)
        if self.sheet.tops and self._is_merged(row.number, column):
            return
        if content is not None and self._is_hidden(column, row.number):
            return
        try:
            self._value(row, column, content, place)
        except CellError as wrong:
            if wrong.code in _OF_THE_TABLE:
                thing = f"{self.sheet.name}!{self.table.header[0]}!{wrong.code}"
                self.taking.complain_once_of(thing, self.sheet, row.number, column, wrong)
            else:
                self.taking.complain(self.sheet, row.number, column, wrong)

    def _is_hidden(self, column: int, row: int) -> bool:
        """Return whether a hidden column is not to be read; refused where nobody said what becomes of it."""
        if column not in self.sheet.hidden_columns or self.taking.hidden == "take":
            return False
        if self.taking.hidden == "leave":
            self.taking.count("M064", self.sheet.place(row, column))
        else:
            thing = f"{self.sheet.name}!{column}"
            self.taking.complain_once_of(thing, self.sheet, row, column, CellError("M065"))
        return True

    def _look_at(self, row: Row, column: int) -> None:
        """Name what is wrong with a value whose row is wrong already: all reasons at once, not one after another."""
        try:
            value_of(self.sheet.own(row.number, column), change=self.table.heads[column].basis == CHANGE)
        except CellError as wrong:
            self.taking.complain(self.sheet, row.number, column, wrong)

    def _is_merged(self, row: int, column: int) -> bool:
        """Return whether a cell is the rest of a merged one; a merged value over several values is refused."""
        top = self.sheet.tops.get((row, column))
        if top is None:
            return False
        if top == (row, column):
            others = [c for c in self.values if c != column and self.sheet.tops.get((row, c)) == top]
            below = self.sheet.tops.get((row + 1, column)) == top
            if (others or below) and not _is_blank(self.sheet.own(row, column)):
                self.taking.complain(
                    self.sheet, row, column, CellError("M066", found=said_of(self.sheet.own(row, column)))
                )
                return True
            return False
        return True

    def _value(self, row: Row, column: int, content: Content, place: str) -> None:
        named = self._named(row, column)
        said = row.basis or self.table.heads[column].basis
        change = _is_change(said, named)
        value = value_of(content, change=change)
        if value.number is None:
            shown_name = named.name if named else ""
            self.taking.missing.append(Missing(place, shown_name, shown(content).strip() or (value.note or "")))
            return
        if named is None:
            raise CellError("M067" if self.rows.indicator_column is None else "M077")
        self._emit(row, column, named, value, content, place)

    def _named(self, row: Row, column: int) -> Named | None:
        """Return the indicator of a value: that of its row, its column, or the title."""
        own = self.named_in.get(column)
        if own is not None and row.named is not None and own.name != row.named.name:
            raise CellError("M068", one=row.named.name, other=own.name)
        section = row.section.indicator
        return row.named or own or (self.known.indicator(section) if section else self.named)

    def _emit(self, row: Row, column: int, named: Named, value: Value, content: Content, place: str) -> None:
        head, beside = self.table.heads[column], self.meant[column].span
        span = self._span(row, beside)
        said = row.basis or head.basis
        change = _is_change(said, named)
        unit, told = unit_of(
            named, value.unit, (head.unit, row.unit), row.section.units or self.table.title.units, change=change
        )
        if value.unit is None and value.number is not None:
            hold_scale(value.number, unit)
        if unit == PERCENT and value.number is not None:
            rate = Rate(row.number, column, named.name, value.number, change, value.unit is None)
            self.scales.rates.append(rate)
        entry = _entry(named, unit, change)
        basis, assumed = (row.basis, False) if row.basis else self._basis(row, column, span, entry, named)
        given = row.given if row.given != _NO_GIVEN else Given()
        given = Given(state=value.state or given.state or head.state).over(given).over(self.given)
        self._hold_given(row.number, given)
        self._hold_day(span, given)
        if entry is None and not self.known.names(named.name):
            self.taking.keep(named.name)
        self._tell(place, named, content, value, told, assumed, basis or "", unit)
        meant = self.meant[column]
        month = meant.of_month or (basis == CHANGE and meant.basis == "period" and span.is_month)
        observation = Observation(
            subject=self._subject(row, head, named),
            indicator=named.name,
            period=span.code or "",
            basis=basis,  # type: ignore[arg-type]
            value=value.number if value.number is not None else Decimal(0),
            unit=unit,
            state=given.state or "final",  # type: ignore[arg-type]
            supplier=given.supplier or "",
            published_on=given.published_on,
            recorded_at=given.recorded_at,
            source=given.source or "",
            note="；".join(part for part in (given.note, value.note) if part) or None,
        )
        self.taking.add(observation, place, of_month=month, assumed=assumed)

    def _basis(self, row: Row, column: int, span: Span, entry: Indicator | None, named: Named) -> tuple[str, bool]:
        beside = row.span is not None or self.meant[column].span is not None
        said = self.meant[column].basis
        stock = entry is not None and entry.basis == "point"
        if said is None and self.since_january and span.is_month and not span.from_january and not stock:
            said = "period"  # 6月 beside 1-6月, 3月 beside 1-2月 is the month alone
        return basis_of(said, span, entry, named.name, beside=beside)

    def _span(self, row: Row, above: Span | None) -> Span:
        span = row.span.joined(above) if row.span and above else row.span or above
        if row.span and above and span is None:
            raise CellError("M039", found=f"{row.span.code or row.span.part} / {above.code or above.part}")
        outer = self.span if row.section.span is None else row.section.span.within(self.span)
        span = outer if span is None else span.within(outer)
        if span is None:
            raise CellError("M038")
        if span.code is None:
            raise CellError("M039", found=span.part or "—")
        return span

    def _subject(self, row: Row, head: Head, named: Named) -> str:
        titled = named is self.named  # what the title names may be the whole of which the rows are parts
        inner = (row.subject, head.subject, None if titled else named.subject)
        said = [each for each in inner if each is not None]
        if len(set(said)) > 1:
            raise CellError("M045", one=said[0] or "—", other=said[1] or "—")
        outer = (row.section.subject, named.subject if titled else None, self.table.title.subject)
        return next((each for each in (*said, *outer) if each is not None), "")

    def _hold_day(self, span: Span, given: Given) -> None:
        """Hold that a period that is counted has ended."""
        end, day = end_of(span.code or ""), self.known.today
        if end is not None and day is not None and day < end and given.state != EXPECTED:
            raise CellError("M096", period=span.code, end=end, day=day)

    def _hold_given(self, row: int, given: Given) -> None:
        column = self.values[0]
        if given.state is None:
            self.taking.complain_once(self.sheet, row, column, CellError("M046"))
        if not given.supplier:
            self.taking.count("M047", self.sheet.place(row, column))

    def _tell(
        self, place: str, named: Named, content: Any, value: Value, told: str, assumed: bool, basis: str, unit: str
    ) -> None:
        if isinstance(content, Number) and content.computed:
            self.taking.count("M069", place)
        if value.told:
            self.taking.told.append(PlacedError(place, CellError(value.told, found=said_of(content))))
        if told == "M044":
            self.taking.told.append(PlacedError(place, CellError("M044", unit=unit)))
        elif told:
            self.taking.count(told, place, named.name, unit)
        if assumed:
            self.taking.count("M048", place, named.name, basis)


_NO_GIVEN = Given()
_OF_THE_TABLE = frozenset(("M038", "M067"))  # what a table does not say is told once


def _is_change(said: str | None, named: Named | None) -> bool:
    """Return whether a value is a change: by what is said of it, or by its name whatever amounts stand beside it."""
    return said == CHANGE or (named is not None and named.changes and said in (None, "period", "year_to_date"))


@lru_cache(maxsize=65536)
def _entry(named: Named, unit: str, change: bool) -> Indicator | None:
    return check_unit(named, unit, change=change)


def _is_blank(content: Content) -> bool:
    return content is None or (isinstance(content, str) and not content.strip())
