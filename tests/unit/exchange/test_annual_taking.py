"""A table of annual targets taken back: what it would issue, or why each of its cells cannot be taken."""

from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest
from openpyxl import load_workbook

from lantu.exchange.annual_book import annual_workbook, filled_cells
from lantu.exchange.annual_tables import About, of_year
from lantu.exchange.annual_taking import Change, changes_in
from lantu.exchange.csvfile import TableError
from lantu.model.annual_targets import AnnualTarget
from lantu.model.document import Document
from lantu.model.plan import PlanHead, Reading
from lantu.model.records import Statement

YEARS = (2026, 2027, 2028)
STATEMENT = Statement(
    id="s1",
    kind="target",
    indicator="城镇新增就业",
    comparator=">=",
    value=Decimal(9),
    unit="万人",
    measure="increment",
    period="2026-2028",
    modality="commit",
    form="cumulative_sum",
    text="",
    passage="",
    confidence=1,
    start=0,
    end=1,
)
COMPUTED = tuple(
    AnnualTarget(
        target="s1",
        indicator="城镇新增就业",
        year=year,
        comparator=">=",
        value=Decimal("3.0"),
        unit="万人",
        line="path",
        rule="linear",
        explanation="各年分摊同样的数量。",
    )
    for year in YEARS
)
ISSUED = replace(
    COMPUTED[0],
    line="issued",
    value=Decimal("3.1"),
    reference="蓝政发〔2026〕3号",
    recorded_at="2026-02-01T09:00:00+08:00",
)
REASONS_EN = {"各年分摊同样的数量。": "The same amount every year."}


def about() -> About:
    document = Document(name="p.txt", sha256="0" * 64, encoding="utf-8", media_type="text/plain", text="x", pages=None)
    plan = Reading(
        document=document, head=PlanHead(title="规划", start=2026, end=2028), reader="1", statements=(STATEMENT,)
    )
    return About(plan=plan, years=YEARS, baselines={}, names={}, actual={})


def taken(
    change: Callable[[Any, dict[str, int]], None], rows: tuple[AnnualTarget, ...] = COMPUTED, language: str = "zh"
):
    book = load_workbook(io.BytesIO(annual_workbook(rows, about(), language)))
    sheet = book.worksheets[0]
    header = {str(cell.value): place for place, cell in enumerate(sheet[2], 1)}
    change(sheet, header)
    written = io.BytesIO()
    book.save(written)
    cells = filled_cells(written.getvalue(), "t.xlsx")
    return changes_in(cells, "t.xlsx", held=rows, reasons_en=REASONS_EN, statements={"s1": STATEMENT})


def why(change: Callable[[Any, dict[str, int]], None], rows: tuple[AnnualTarget, ...] = COMPUTED) -> list[str]:
    with pytest.raises(TableError) as refused:
        taken(change, rows)
    return [reason.fields["reason"].code for reason in refused.value.reasons]


def test_a_table_as_it_left_the_house_changes_nothing():
    for language in ("zh", "en"):
        assert taken(lambda sheet, header: None, (*COMPUTED, ISSUED), language) == ()


def test_a_row_set_to_issued_is_taken_with_its_words_and_reason():
    def change(sheet, header):
        sheet.cell(3, header["目标线"]).value = "下达"
        sheet.cell(3, header["2026年"]).value = 3.2
        sheet.cell(3, header["2027年"]).value = "3.0万人左右"
        sheet.cell(3, header["2028年"]).value = None
        sheet.cell(3, header["依据"]).value = "蓝政发〔2026〕9号"

    found = taken(change)
    assert [(each.computed.year, each.issue.value, each.issue.text) for each in found] == [
        (2026, Decimal("3.2"), None),
        (2027, Decimal("3.0"), "3.0万人左右"),
    ]
    assert {each.reference for each in found} == {"蓝政发〔2026〕9号"}
    assert isinstance(found[0], Change)
    assert found[0].issue.reason == "", "what was computed is no reason of the office"


def test_less_than_the_path_needs_a_reason_that_is_not_the_computed_one():
    def change(sheet, header, reason=None):
        sheet.cell(3, header["目标线"]).value = "下达"
        sheet.cell(3, header["2026年"]).value = 2.5
        if reason:
            sheet.cell(3, header["说明"]).value = reason

    assert why(change) == ["K072"]
    found = taken(lambda sheet, header: change(sheet, header, "重点企业检修"))
    assert found[0].issue.reason == "重点企业检修"


def test_each_mistake_is_told_with_its_cell_and_nothing_is_taken():
    def changed_without_saying(sheet, header):
        sheet.cell(3, header["2026年"]).value = 3.3

    def other_unit(sheet, header):
        sheet.cell(3, header["目标线"]).value = "下达"
        sheet.cell(3, header["单位"]).value = "人"

    def other_target(sheet, header):
        sheet.cell(3, header["目标编号"]).value = "s9"

    assert why(changed_without_saying) == ["K197"]
    assert why(other_unit) == ["K196"] * 3
    assert why(other_target) == ["K195"] * 3


def test_a_target_that_stands_twice_with_two_values_is_refused():
    def change(sheet, header):
        for place, cell in enumerate(list(sheet[3]), 1):
            sheet.cell(5, place).value = cell.value
        for row, value in ((3, 3.2), (5, 3.4)):
            sheet.cell(row, header["目标线"]).value = "下达"
            sheet.cell(row, header["2026年"]).value = value

    assert why(change) == ["K198"]


def test_places_are_told_in_the_words_of_the_sheet():
    def change(sheet, header):
        sheet.cell(3, header["2027年"]).value = 3.3

    with pytest.raises(TableError) as refused:
        taken(change)
    assert "第 3 行，分年分解表 · 2027年" in refused.value.text("zh")


def test_a_workbook_of_many_areas_has_no_sheet_for_each_of_them():
    """Thousands of sheets cannot be opened; each area has a file of its own."""
    for count, sheets in ((5, 3 + 5), (100, 3)):
        rows = [replace(row, subject=f"area:{990000 + at}") for at in range(count) for row in COMPUTED]
        book = load_workbook(io.BytesIO(annual_workbook([*COMPUTED, *rows], about(), "zh")))
        assert len(book.sheetnames) == sheets


def test_the_sheet_of_an_area_tells_what_it_is_asked_over_the_period():
    rows = [replace(row, subject="area:990121") for row in COMPUTED]
    sheet = load_workbook(io.BytesIO(annual_workbook(rows, about(), "zh"))).worksheets[-1]
    header = [cell.value for cell in sheet[2]]
    assert sheet.cell(3, header.index("2028年目标") + 1).value == 9


def test_the_first_annual_plan_tells_what_the_year_before_the_plan_reached():
    told = replace(about(), history={"s1": {2025: Decimal("2.9")}})
    table = of_year(COMPUTED, told, 2026, "zh")
    assert table[1][table[0].index("上年实际")] == Decimal("2.9")
