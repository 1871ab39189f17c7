"""Spreadsheets: what a person sees in the cells is read, with the sheet's own addresses."""

from __future__ import annotations

import pytest
from tests.unit.reading.formats.raw import xlsx

from lantu.reading.formats import open_document
from lantu.reading.formats.xlsx_numbers import format_code, shown


def cell(place: str, words: str) -> str:
    return f'<c r="{place}" t="inlineStr"><is><t>{words}</t></is></c>'


def row(number: int, *words: str, hidden: bool = False) -> str:
    cells = "".join(cell(f"{chr(65 + n)}{number}", each) for n, each in enumerate(words) if each)
    return f'<row r="{number}" hidden="{int(hidden)}">{cells}</row>'


def text(rows: str, more: str = "", **parts: str) -> str:
    return open_document(xlsx(rows, more, **parts), "a.xlsx").text


HEAD = row(1, "指标", "2030年")


def test_rows_titles_and_notes():
    rows = (
        row(1, "主要指标")
        + row(3, "指标", "单位", "2030年")
        + row(4, "森林覆盖率", "", "48")
        + row(6, "注：不含县域。")
    )
    assert text(rows).split("\n") == ["主要指标", "指标\t单位\t2030年", "森林覆盖率\t\t48", "注：不含县域。"]


def test_cells_keep_the_addresses_of_the_sheet():
    rows = f'<row r="5">{cell("C5", "指标")}{cell("D5", "2030年")}</row><row r="9">{cell("C9", "人口")}{cell("D9", "3")}</row>'
    document = open_document(xlsx(rows), "a.xlsx")
    assert {block.cell: document.text[block.start : block.end] for block in document.blocks} == {
        "1!C5": "指标",
        "1!D5": "2030年",
        "1!C9": "人口",
        "1!D9": "3",
    }


def test_merged_cells_are_said_again_where_they_name_a_group():
    rows = row(1, "类别", "目标") + row(2, "", "2028年", "2030年") + row(3, "生态", "47", "48") + row(4, "", "5", "")
    merged = "".join(f'<mergeCell ref="{ref}"/>' for ref in ("A1:A2", "B1:C1", "A3:A4", "C3:C4"))
    found = text(rows, f"<mergeCells>{merged}</mergeCells>").split("\n")
    assert found == ["类别\t目标\t目标", "类别\t2028年\t2030年", "生态\t47\t48", "生态\t5\t"]


def test_what_is_hidden_is_left_out_and_said():
    rows = HEAD + row(2, "甲", "1", "暗") + row(3, "乙", "2", hidden=True)
    data = xlsx(rows, '<cols><col min="3" max="3" hidden="1"/></cols>', sheets='<sheet name="底稿" state="hidden"/>')
    document = open_document(data, "a.xlsx")
    assert document.text.split("\n") == ["指标\t2030年", "甲\t1"]
    assert [(note.code, "4" in note.message_zh) for note in document.notes] == [("R024", True)]


def test_formulas_give_what_was_stored_and_say_where_nothing_was():
    rows = (
        HEAD
        + '<row r="2"><c r="A2" t="str"><f>A1</f><v>人口</v></c><c r="B2"><f>1+2</f><v>3</v></c><c r="C2"><f>9</f></c></row>'
    )
    document = open_document(xlsx(rows), "a.xlsx")
    assert document.text.split("\n") == ["指标\t2030年", "人口\t3"]
    assert [note.code for note in document.notes] == ["R029"]


def test_shared_texts_with_raised_figures_and_pronunciation():
    strings = (
        "<si><t>指标</t><rPh sb='0' eb='1'><t>zhibiao</t></rPh></si>"
        "<si><r><t>25.3</t></r><r><rPr><vertAlign val='superscript'/></rPr><t>1</t></r></si>"
        "<si><t>面积_x000D_</t></si>"
    )
    rows = '<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="s"><v>1</v></c><c r="C1" t="s"><v>2</v></c><c r="D1" t="s"><v>9</v></c></row>'
    assert text(rows, strings=strings) == "指标\t25.3¹\t面积"


def test_numbers_are_read_as_shown():
    styles = '<numFmts><numFmt numFmtId="170" formatCode="0&quot;年&quot;"/></numFmts><cellXfs><xf numFmtId="0"/><xf numFmtId="10"/><xf numFmtId="170"/></cellXfs>'
    rows = f'<row r="1">{cell("A1", "指标")}<c r="B1" s="2"><v>2030</v></c></row><row r="2">{cell("A2", "占比")}<c r="B2" s="1"><v>0.483</v></c></row>'
    assert text(rows, styles=styles).split("\n") == ["指标\t2030年", "占比\t48.30%"]


@pytest.mark.parametrize(
    ("value", "code", "seen"),
    [
        ("48", "General", "48"),
        ("0.1", "General", "0.1"),
        ("1E2", "General", "100"),
        ("1.5", "0", "2"),
        ("12345.678", "#,##0.0", "12,345.7"),
        ("12345.678", "0.##", "12345.68"),
        ("12", "0.0#", "12.0"),
        ("0.0525", "0.0%;[Red]-0.0%", "5.3%"),
        ("5.5", '0.0"%"', "5.5%"),
        ("12345678", "0.0,,", "12.3"),
        ("-4.2", "0.0_ ;[Red](0.0)", "-4.2"),
        ("3", '"约"0', "约3"),
        ("46143", 'yyyy"年"m"月"', "2026年5月"),
        ("46143.5", "[$-804]yyyy/m/d h:mm", "2026年5月1日"),
        ("2026", "@", "2026"),
        ("8", 'General"个"', "8个"),
        ("x", "0.0", "x"),
        ("1e999999", "0", "1e999999"),
    ],
)  # fmt: skip
def test_formats_of_numbers(value, code, seen):
    assert shown(value, code) == seen


def test_formats_that_every_program_knows():
    assert [format_code(n, {164: "0.0"}) for n in (0, 10, 31, 164, 999)] == [
        "General",
        "0.00%",
        "y年m月d日",
        "0.0",
        "General",
    ]
    assert shown("44681", format_code(31, {}), from_1904=True) == "2026年5月1日"


def test_a_name_of_a_sheet_stands_before_it_unless_it_says_nothing_new():
    rows = HEAD + row(2, "甲", "1")
    assert text(rows) == "指标\t2030年\n甲\t1"
    assert open_document(xlsx(rows, title="附表1"), "a.xlsx").text.startswith("附表1\n指标")
    assert open_document(xlsx(row(1, "附表1 主要指标") + row(2, "甲", "1"), title="附表1"), "a.xlsx").text.startswith(
        "附表1 主"
    )
