"""A table to be filled in: every indicator a plan is monitored by, once, for a period that is asked for.

What stands there already (name, unit, basis, supplier) is what was used the last time, else what the vocabulary says, so
that a filled table comes back without a mapping and its values are vintages of what is known.
"""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from lantu.errors import Language, message
from lantu.exchange.columns import Column, choice_word, columns_of
from lantu.exchange.csvtext import write_rows
from lantu.exchange.observations.periods import period
from lantu.exchange.observations.wordlist import flat
from lantu.model.fields import field_of
from lantu.model.records import Observation
from lantu.monitoring.monitoring import Monitored
from lantu.monitoring.question import Question
from lantu.monitoring.series import PERCENT, observed_key
from lantu.vocabulary.bodies import shipped_bodies
from lantu.vocabulary.indicators import Indicator, indicator

LEFT_OUT = frozenset({"recorded_at"})  # the house writes it down when values come in
NO_UNIT = "—"  # an empty cell says nothing of the unit, a stroke says that there is none
_WIDTHS: Mapping[str, int] = {"indicator": 34, "value": 14, "supplier": 20, "source": 24, "note": 24}
_NOTES: Mapping[str, str] = {"value": "M090", "state": "M091", "published_on": "M092"}
_SELDOM = frozenset({"year", "irregular"})
_ROWS_BEYOND = 200  # rows below the prefilled ones in which choices are offered as well


Last = Mapping[tuple[str, bool], Observation]
YEAR = len("2026")


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """A line to be filled in; the names are those of the columns of an observation."""

    indicator: str
    period: str
    basis: str
    unit: str
    supplier: str
    subject: str = ""

    def cell(self, name: str, language: Language | str) -> str:
        """Return what stands in a column."""
        found = str(getattr(self, name, ""))
        if name == "unit":
            return found or NO_UNIT
        return choice_word(found, language, name) if name == "basis" else found


def asked_of(
    found: Monitored, known: Iterable[Observation], wanted: str, supplier: str = "", *, core: bool = True
) -> list[Asked]:
    """Return what is to be filled in for a period.

    Args:
        found: The plan as it stands, with its questions.
        known: The values in force, for names, units and suppliers as they were used the last time.
        wanted: The period as a table says it: 2026, 2026年1-6月, 2026-06.
        supplier: Only what this body supplies; all where empty.
        core: Only indicators of the plan's table or the vocabulary, or observed before; of a part of a year those that
            are published within the year.

    Raises:
        ValueError: It is no period.
    """
    span = period(wanted.strip())
    if span is None or span.code is None:
        raise ValueError(wanted)
    last = {(observed_key(each), each.basis == "change_on_year"): each for each in known if not each.subject}
    within = {observed_key(each) for each in last.values() if len(each.period) > YEAR}
    own = (each for each in _own(found.questions.values()) if not core or _is_core(each, last, within, span.code))
    lines = (_asked(question, last, span.code) for question in own)
    chosen = flat(supplier)
    return [each for each in lines if not chosen or chosen in flat(each.supplier)]


def blank_csv(lines: Iterable[Asked], language: Language | str) -> bytes:
    """Return the table as CSV, with the mark by which spreadsheets know UTF-8."""
    columns = _columns()
    head = [column.header(language) for column in columns]
    rows = [[each.cell(column.name, language) for column in columns] for each in lines]
    return write_rows([head, *rows]).encode("utf-8-sig")


def blank_book(lines: Sequence[Asked], language: Language | str, title: str) -> bytes:
    """Return the table as a workbook: choices are offered in cells, notes say what is meant.

    Args:
        lines: What is to be filled in.
        language: Language of headers, choices and notes.
        title: Name of the sheet.
    """
    from openpyxl import Workbook  # noqa: PLC0415  # commands that write none must start at once
    from openpyxl.comments import Comment  # noqa: PLC0415
    from openpyxl.styles import Font, PatternFill  # noqa: PLC0415
    from openpyxl.utils import get_column_letter  # noqa: PLC0415

    book = Workbook()
    sheet = book.active
    sheet.title = "".join(each for each in title if each not in r"[]:*?/\'")[:31] or "1"
    sheet.freeze_panes = "B2"
    filled = PatternFill("solid", fgColor="FFF8DC")
    for number, column in enumerate(_columns(), 1):
        letter = get_column_letter(number)
        head = sheet.cell(1, number, column.header(language))
        head.font, head.fill = Font(bold=True), PatternFill("solid", fgColor="E6EEF8")
        if column.name in _NOTES:
            head.comment = Comment(message(_NOTES[column.name], language), "Lantu", width=260, height=90)
        sheet.column_dimensions[letter].width = _WIDTHS.get(column.name, 12)
        for row, each in enumerate(lines, 2):
            cell = sheet.cell(row, number)
            text = each.cell(column.name, language)
            if text:
                cell.value, cell.data_type = text, "s"
            elif column.name in _NOTES:
                cell.fill = filled
        if column.name in ("basis", "state"):
            _offer(sheet, letter, len(lines), column.name, language)
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def _offer(sheet: object, letter: str, lines: int, name: str, language: Language | str) -> None:
    """Offer the values of a closed set in the cells of a column."""
    from openpyxl.worksheet.datavalidation import DataValidation  # noqa: PLC0415

    words = ",".join(choice_word(each, language, name) for each in field_of(Observation, name).choices)
    offered = DataValidation(type="list", formula1=f'"{words}"', allow_blank=True)
    offered.add(f"{letter}2:{letter}{lines + _ROWS_BEYOND}")
    sheet.add_data_validation(offered)  # type: ignore[attr-defined]  # openpyxl has no types


def _columns() -> list[Column]:
    return [column for column in columns_of(Observation) if column.name not in LEFT_OUT]


def _own(questions: Iterable[Question]) -> Iterator[Question]:
    """Yield what is asked of the plan's own area, each indicator once."""
    met: set[tuple[str, bool]] = set()
    for each in questions:
        thing = (each.key, each.measure == "index")
        if not each.subject and thing not in met:
            met.add(thing)
            yield each


def _is_core(question: Question, last: Last, within: set[str], code: str) -> bool:
    entry = indicator(question.key)
    before = last.get((question.key, question.measure == "index"))
    if len(code) > YEAR and question.key not in within and entry is not None and entry.frequency in _SELDOM:
        return False
    return entry is not None or before is not None or question.statement.in_table


def _asked(question: Question, last: Last, code: str) -> Asked:
    change = question.measure == "index"
    before = last.get((question.key, change))
    entry = indicator(question.key)
    return Asked(
        indicator=before.indicator if before else question.statement.indicator,
        period=code,
        basis="change_on_year" if change else _basis(entry, before, code),
        unit=before.unit if before else PERCENT if change else question.unit,
        supplier=(before.supplier if before else "") or _supplier(entry),
    )


def _basis(entry: Indicator | None, before: Observation | None, code: str) -> str:
    if (before and before.basis == "point") or (entry and entry.basis == "point"):
        return "point"
    return "period" if len(code) == YEAR else "year_to_date"


def _supplier(entry: Indicator | None) -> str:
    body = shipped_bodies().by_id.get(entry.supplier) if entry and entry.supplier else None
    return body.name if body else ""
