"""Digital PDF: lines, tables, what the paper repeats, and characters that fonts confuse."""

from __future__ import annotations

import pytest
from tests.unit.reading.formats import making, raw
from tests.unit.reading.formats.test_same_plan import NO_FONT

from lantu.chinese.cleaning import clean
from lantu.errors import DocumentError
from lantu.reading.formats import open_document
from lantu.reading.formats.pdf_characters import unify
from lantu.reading.formats.pdf_tables import Glyph, Rule, fill, find_tables

PROSE = [
    f"第{n}段写的是一件不同的事情，例如新建第{n}座水库并在2030年以前投入使用，受益人口达到{n}万人，" * 3
    for n in range(3, 40)
]
HEADING = "第一章 总则"


def printed(body: str, page: str = "") -> bytes:
    if not making.has_font():
        pytest.skip(NO_FONT)
    import typst  # noqa: PLC0415

    fonts = ", ".join(f'"{font}"' for font in making.FONTS)
    source = f'#set page(paper: "a4"{page})\n#set text(font: ({fonts}), size: 12pt, lang: "zh")\n#set par(first-line-indent: (amount: 2em, all: true), justify: true)\n{body}'
    return bytes(typst.compile(source.encode()))


def text(data: bytes) -> str:
    """The linear text without the spaces that typst sets between Chinese and figures."""
    return open_document(data, "plan.pdf").text.replace(" ", "")


@pytest.mark.parametrize("numbering", ['"1"', '"— 1 —"', '"第 1 页"', '"1 / 1"', '"I"'])
def test_running_heads_and_page_numbers_are_left_out(numbering):
    body = printed("\n\n".join(PROSE), f", header: [蓝河市规划], numbering: {numbering}")
    document = open_document(body, "plan.pdf")
    assert document.pages is not None
    assert document.pages > 3
    assert "蓝河市规划" not in document.text
    assert clean(document.text).mapped.text.split("\n") == PROSE


def test_heads_of_left_and_right_pages_take_turns():
    head = ", header: context if calc.odd(here().page()) [左页的书名] else [右页的章名]"
    assert clean(text(printed("\n\n".join(PROSE * 2), head))).mapped.text.split("\n") == PROSE * 2


def test_a_page_of_two_has_its_number_left_out():
    found = text(printed("\n\n".join(PROSE[:12]), ', numbering: "1"'))
    assert clean(found).mapped.text.split("\n") == PROSE[:12]


def test_what_repeats_within_the_page_stays():
    lines = "\n\n".join(f"{each}\n\n单位：万元\n\n#pagebreak()" for each in PROSE[:8])
    assert text(printed(lines)).count("单位：万元") == 8


def test_a_table_stands_where_it_was_printed():
    body = "前文写在表的上面。\n\n#table(columns: 3, [指标], [2025年], [2030年], [森林覆盖率（%）], [46.8], [48])\n\n后文写在表的下面。"
    found = text(printed(body)).replace("\u3000", "")
    assert found.split("\n") == [
        "前文写在表的上面。",
        "指标\t2025年\t2030年",
        "森林覆盖率（%）\t46.8\t48",
        "后文写在表的下面。",
    ]


def test_merged_cells_and_open_sides():
    cells = "table.cell(rowspan: 2)[类别], table.cell(colspan: 2)[目标], [2028年], [2030年], table.cell(rowspan: 2)[生态], [47], [48], [5], [6]"
    strokes = "stroke: (x, y) => (top: 0.5pt, bottom: 0.5pt, left: if x > 0 { 0.5pt })"
    found = text(printed(f"#table(columns: (1fr, 1fr, 1fr), {strokes}, {cells})"))
    assert found.split("\n") == ["类别\t目标\t目标", "类别\t2028年\t2030年", "生态\t47\t48", "生态\t5\t6"]


def test_a_figure_over_several_columns_stands_once():
    cells = "[指标], table.cell(colspan: 2)[目标], [投资], table.cell(colspan: 2)[500], [产值], [6], [7]"
    found = text(printed(f"#table(columns: (1fr, 1fr, 1fr), {cells})"))
    assert found.split("\n") == ["指标\t目标\t目标", "投资\t500\t", "产值\t6\t7"]


@pytest.mark.parametrize("turn", [90, 180, 270])
def test_a_table_on_a_page_turned_sideways(turn):
    inner = f"#table(columns: (9em, 9em), [指标名称], [2030年], [森林覆盖率], [48])\n\n{PROSE[0]}"
    drawn = printed(f"#rotate(-{turn}deg, reflow: true, block(width: 15cm)[{inner}])")
    turned = drawn.replace(b"/MediaBox", b"/Rotate %d /MediaBox" % turn)
    assert text(turned).startswith("指标名称\t2030年\n森林覆盖率\t48\n")
    assert PROSE[0] in text(turned).replace("\n", "")


def test_a_frame_is_no_table():
    found = text(printed(f"#box(stroke: 1pt, inset: 8pt)[专栏1 重点工程\n\n{PROSE[0]}]"))
    assert "\t" not in found
    assert "专栏1重点工程" in found


def test_a_row_cut_by_the_page_is_put_together():
    rows = (
        "".join(f"[指标{n}], [万吨], [{n}.5]," for n in range(60))
        + "[名称很长以致于要写成两行的一个指标], [万吨], [7.5]"
    )
    found = text(printed(f"#set text(size: 11pt)\n#table(columns: (8em, 5em, 5em), {rows})"))
    assert [line.count("\t") for line in found.replace("\f", "\n").split("\n")] == [2] * 61


def test_a_row_cut_below_a_header_that_is_printed_again():
    rows = "".join(f"[指标{n}], [万吨], [{n}.5]," for n in range(60))
    head = "table.header([指标], [单位], [2030年])"
    long = "[名称很长以致于要写成两行的一个指标], [万吨], [7.5]"
    found = text(printed(f"#set text(size: 11pt)\n#table(columns: (8em, 5em, 5em), {head}, {rows}{long})"))
    lines = found.replace("\f", "\n").split("\n")
    assert [line for line in lines if line.startswith("名称")] == ["名称很长以致于要写成两行的一个指标\t万吨\t7.5"]
    assert {line.count("\t") for line in lines} == {2}


@pytest.mark.parametrize("alone", ["the first row", "the last row"])
def test_a_row_alone_on_its_page_belongs_to_the_table(alone):
    rows = 2 if alone == "the last row" else 1
    cells = ["[指标], [单位], [2030年],", "[供水量], [万吨], [7.5],", "[排水量], [万吨], [6.5],"]
    page = f"height: {rows * 40 + 80}pt, margin: 40pt, header: none"
    body = f"#table(columns: (8em, 5em, 5em), rows: 40pt, {''.join(cells)})"
    found = text(printed(body, f", {page}")).replace("\f", "\n")
    assert found.split("\n") == ["指标\t单位\t2030年", "供水量\t万吨\t7.5", "排水量\t万吨\t6.5"]


def test_three_boxes_in_a_row_are_no_table():
    found = text(printed("#table(columns: 3, [修堤], [清淤], [护岸])\n\n" + PROSE[0]))
    assert "\t" not in found


def test_air_beside_figures_is_no_space():
    words = "到2030年，建成5G基站3000个，AI for Science平台2个，覆盖率90%以上。"
    assert open_document(printed(words), "plan.pdf").text.strip() == words


def test_a_hyphen_at_the_end_of_a_line_stays_between_figures_and_characters():
    body = "#box(width: 4em)[汇聚-评估 2026-2030年]\n\n#table(columns: (5em, 5em), [指标], [汇聚-评估], [投资], [20260-20300])"
    found = text(printed(body)).replace("\n", "")
    assert "汇聚-评估" in found
    assert "2026-2030年" in found
    assert "20260-20300" in found


def test_what_runs_over_the_edge_of_a_table_is_not_lost():
    found = text(printed("#table(columns: (5em, 5em), [指标], [目标], [投资], [1234567890123456])"))
    assert found == "指标\t目标\n投资\t1234567890123456"


def test_radicals_and_ligatures_become_characters():
    assert unify("⼀、⼈⺠⻘年⽔⼒ ﬁnance 豈 ①㎡Ⅲ２０") == "一、人民青年水力 finance 豈 ①㎡Ⅲ２０"


def test_pages_are_told():
    document = open_document(printed(f"{PROSE[0]}#pagebreak(){PROSE[1]}"), "plan.pdf")
    assert document.pages == 2
    second = next(block for block in document.blocks if block.page == 2)
    assert document.text[second.start : second.end].replace(" ", "").lstrip("\u3000").startswith("第4段")
    assert document.text.count("\f") == 1


def test_a_stamp_on_a_scan_is_no_text():
    stamped = raw.lettered(raw.DRAW + b"BT /F1 12 Tf 50 700 Td (abc) Tj ET ", raw.DRAW, first=HAN)
    assert open_document(stamped, "plan.pdf").text == ""


def opened_with(data: bytes) -> set[str]:
    """The code a file is refused with, or those of the notes it leaves."""
    try:
        return {note.code for note in open_document(data, "plan.pdf").notes}
    except DocumentError as refused:
        return {refused.code}


def test_a_file_cut_off_at_its_end_is_said_or_refused():
    data = printed("\n\n".join(PROSE))
    for end in (len(data) - 40, len(data) - 2000, len(data) // 2, 200):
        assert opened_with(data[:end]) & {"D011", "D024", "R025", "R027"}


def test_grid_of_lines_drawn_in_pieces():
    across = [Rule(y, x, x + 50) for y in (10, 30, 50) for x in (0, 50)]
    down = [Rule(x, y, y + 20) for x in (0, 50.8, 100) for y in (10, 30)]
    tables = find_tables(across, down)
    assert len(tables) == 1
    printed_there = [Glyph("甲", 20, 20), Glyph("乙", 70, 20), Glyph("丙", 20, 40), Glyph("\n", 20, 40)]
    fill(tables, [*printed_there, Glyph("外", 200, 40)])
    assert tables[0].rows == [["甲", "乙"], ["丙", ""]]


def test_drawings_of_thousands_of_lines_are_no_tables():
    lines = b"".join(
        b"%d 0 m %d 800 l S 0 %d m 600 %d l S\n" % (n % 600, n % 600, n % 800, n % 800) for n in range(9000)
    )
    with pytest.raises(DocumentError) as raised:
        open_document(raw.pdf(lines), "plan.pdf")
    assert raised.value.code == "D024"


HAN, PRIVATE = 0x4E00, 0xE000  # where the letters of a font are said to stand


def test_pages_without_text_are_named():
    document = open_document(raw.lettered(raw.WORDS, raw.DRAW, raw.DRAW, raw.WORDS, raw.DRAW, first=HAN), "plan.pdf")
    assert [(note.code, "2-3, 5" in note.message_zh) for note in document.notes] == [("R022", True)]


def test_a_font_that_does_not_tell_its_characters():
    with pytest.raises(DocumentError) as raised:
        open_document(raw.lettered(raw.WORDS, first=PRIVATE), "plan.pdf")
    assert raised.value.code == "D014"


def test_pages_with_drawings_are_read_as_text_and_named():
    lines = b"".join(
        b"%d 0 m %d 800 l S 0 %d m 600 %d l S\n" % (n % 600, n % 600, n % 800, n % 800) for n in range(4000)
    )
    document = open_document(raw.lettered(raw.WORDS + lines, first=HAN), "plan.pdf")
    assert [note.code for note in document.notes] == ["R026"]
    assert len(document.text.split("\n")) == 2


def test_characters_drawn_after_the_rest_of_their_line_come_back():
    drawn = b"BT /F1 12 Tf 50 700 Td [(abcdefgh) -1000 (ijkl)] TJ 52 0 Td (z) Tj ET"
    found = open_document(raw.lettered(drawn, first=HAN).replace(b"<7a> <4e19>", b"<7a> <201d>"), "plan.pdf").text
    assert found.replace(" ", "").index("”") == 8
