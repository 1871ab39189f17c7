"""A table says the same in whatever form it is printed, and no text makes the reader fail."""

from __future__ import annotations

from collections.abc import Sequence

from hypothesis import given, settings
from hypothesis import strategies as st

from lantu.model.records import Statement
from lantu.model.text import Edit, MappedText
from lantu.reading.extraction.horizon import Horizon
from lantu.reading.extraction.tables import read_tables, read_tables_with_unread

HORIZON = Horizon(2026, 2030, "plan", "澄江市规划")
TITLES = ["类别", "序号", "指标", "单位", "2025年", "2030年", "年均增速［累计］", "属性"]
ROWS = [
    ["经济发展", "地区生产总值", "亿元", "820", "1100左右", "5.5左右", "预期性"],
    ["经济发展", "规模以上工业企业数量", "家", "412", "600", "—", "预期性"],
    ["经济发展", "一般公共预算收入年均增长", "%", "—", "—", "4以上", "预期性"],
    ["创新驱动", "每万人口高价值发明专利拥有量", "件", "3.1", "5", "—", "预期性"],
    ["民生福祉", "居民人均可支配收入增长", "%", "5.6", "—", "与经济增长同步", "预期性"],
    ["民生福祉", "3岁以下婴幼儿托位数", "个", "1200", "≥2600", "—", "预期性"],
    ["民生福祉", "劳动年龄人口平均受教育年限", "年", "10.6", "11.4", "［0.8］", "约束性"],
    ["绿色生态", "单位地区生产总值能耗降低", "%", "—", "—", "［11］", "约束性"],
    ["绿色生态", "细颗粒物（PM2.5）平均浓度", "微克/立方米", "30", "≤27", "—", "约束性"],
    ["绿色生态", "主要污染物重点工程减排量", "吨", "—", "完成省下达任务", "—", "约束性"],
]
Table = tuple[list[str], list[list[str]]]


@st.composite
def tables(draw: st.DrawFn) -> Table:
    """Draw rows in their order, numbered, with some of the columns left out."""
    chosen = draw(st.lists(st.sampled_from(ROWS), min_size=3, unique_by=lambda row: row[1]))
    rows = [[row[0], str(i), *row[1:]] for i, row in enumerate(sorted(chosen, key=ROWS.index), 1)]
    left_out = draw(st.sets(st.sampled_from(["类别", "序号", "属性"]), max_size=2))
    if draw(st.booleans()):
        rows = [[*row[:2], f"{row[2]}（{row[3]}）", *row[3:]] for row in rows]
        left_out |= {"单位"}
    kept = [i for i, title in enumerate(TITLES) if title not in left_out]
    return [TITLES[i] for i in kept], [[row[i] for i in kept] for row in rows]


def once(titles: list[str], rows: list[list[str]]) -> list[list[str]]:
    """Print each category once, as a cell that spans its rows."""
    if "类别" not in titles:
        return rows
    before, merged = "", []
    for row in rows:
        merged.append(row if row[0] != before else row[1:])
        before = row[0]
    return merged


def parted(titles: list[str], rows: list[list[str]], by: str) -> str:
    return "\n".join(by.join(cells) for cells in [titles, *rows])


def one_a_line(titles: list[str], rows: list[list[str]], width: int) -> str:
    lines = list(titles)
    for row in once(titles, rows):
        for cell in row:
            short = len(cell) <= width or cell.isascii() or "［" in cell
            lines += [cell] if short else [cell[i : i + width] for i in range(0, len(cell), width)]
    return "\n".join(lines)


def markdown(titles: list[str], rows: list[list[str]]) -> str:
    lines = [f"| {' | '.join(cells)} |" for cells in [titles, *rows]]
    return "\n".join([lines[0], "|" + "---|" * len(titles), *lines[1:]])


def said(statements: Sequence[Statement]) -> list[tuple[object, ...]]:
    return [
        (s.indicator, s.kind, s.comparator, s.value, s.unit, s.measure, s.period, s.attribute, s.form)
        for s in statements
    ]


@settings(max_examples=60, deadline=None)
@given(table=tables(), width=st.integers(6, 12))
def test_every_form_reads_alike(table: Table, width: int) -> None:
    titles, rows = table
    plain = said(read_tables(MappedText.of(parted(titles, rows, "\t")), (), HORIZON))
    assert plain
    forms = {
        "merged": parted(titles, once(titles, rows), "\t"),
        "markdown": markdown(titles, rows),
        "wide": parted(titles, rows, "   "),
        "single": parted(titles, rows, " "),
        "lines": one_a_line(titles, rows, 40),
    }
    if "序号" in titles or "属性" in titles:  # without either nothing tells where a broken name begins
        forms["broken"] = one_a_line(titles, rows, width)
    for name, text in forms.items():
        assert said(read_tables(MappedText.of(text), (), HORIZON)) == plain, (name, text)


@settings(max_examples=40, deadline=None)
@given(table=tables())
def test_lost_layout_is_taken_from_the_original(table: Table) -> None:
    titles, rows = table
    whole = MappedText.of(one_a_line(titles, rows, 12))
    glued = whole.replace(Edit(i, i + 1, "") for i, character in enumerate(whole.text) if character == "\n")
    assert "\n" not in glued.text
    assert read_tables(glued, (), HORIZON) == read_tables(whole, (), HORIZON)


PIECES = st.sampled_from([*TITLES, "\t", "\n", "\n", " ", "  ", "|", "||", "1", "2.", "—", "〔5〕", "8/9", "*", "注：", "其中：", "（", "）", "12%",
    "≥", "万人", "约束性", "完成省", "Ⅲ", "0.5", "一、", "全市", "第3位", "增长", "2024年数据", "第一章", "。", "十四五", "\u3000", "①", "［", "5-", "经济发展", "水量"])  # fmt: skip


@settings(max_examples=300, deadline=None)
@given(pieces=st.lists(PIECES, max_size=60), headed=st.booleans(), dated=st.booleans())
def test_no_text_makes_the_reader_fail(pieces: list[str], headed: bool, dated: bool) -> None:
    text = ("\t".join(TITLES) + "\n" if headed else "") + "".join(pieces)
    statements, unread = read_tables_with_unread(MappedText.of(text), (), HORIZON if dated else None)
    assert len({s.id for s in statements}) == len(statements)
    for item in (*statements, *unread):
        assert text[item.start : item.end] == item.text != ""
