"""Tables of annual targets: the columns people know, and everything read back as it was written."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook, load_workbook

from lantu.errors import PackageError
from lantu.exchange.annual_book import read_annual_tables, write_annual_tables
from lantu.exchange.annual_import import annual_targets_in
from lantu.exchange.annual_tables import About, SumOf, by_area, by_year, duties, of_year
from lantu.exchange.csvfile import TableError
from lantu.model.annual_targets import AnnualTarget
from lantu.model.document import Document
from lantu.model.plan import Plan, PlanHead
from lantu.model.records import Statement

YEARS = (2026, 2027, 2028)
TARGET = Statement(
    id="s1",
    kind="target",
    indicator="粮食总产量",
    indicator_id="grain-output",
    comparator=">=",
    value=Decimal(170),
    unit="万吨",
    measure="level",
    period="2028",
    modality="commit",
    attribute="binding",
    form="level_up",
    text="粮食总产量达到170万吨",
    passage="1",
    confidence=1,
    start=0,
    end=12,
)
PLAN = Plan(
    document=Document(name="p.txt", sha256="0", encoding="utf-8", media_type="text/plain", text=""),
    head=PlanHead(title="某市规划", start=2026, end=2028),
    reader="1",
    statements=(TARGET,),
)
ABOUT = About(
    plan=PLAN,
    years=YEARS,
    baselines={("s1", ""): Decimal(164)},
    names={"area:990102": "汀洲区", "area:990103": "澜溪区"},
    actual={("s1", "", 2026): Decimal("167.5")},
)


def annual(year: int, value: str | None, **others) -> AnnualTarget:
    usual = {"target": "s1", "indicator": "粮食总产量", "comparator": ">=", "unit": "万吨", "line": "path"}
    return AnnualTarget(**(usual | others), year=year, value=None if value is None else Decimal(value))


OWN = [annual(2026, "166"), annual(2027, "168"), annual(2028, "170")]
PARTS = [
    annual(year, value, subject=subject, rule="shares")
    for subject, values in (("area:990102", ("60", "61", "62")), ("area:990103", ("106", "107", "108")))
    for year, value in zip(YEARS, values, strict=True)
]


def test_the_table_by_year_has_the_columns_of_plan_documents():
    header, row = by_year(OWN, ABOUT, "zh")
    assert header[:13] == [
        "序号", "指标", "单位", "属性", "基期", "2026年", "2027年", "2028年", "2028年目标", "牵头部门", "数据来源", "监测对象", "责任单位",
    ]  # fmt: skip
    assert row[:8] == [1, "粮食总产量", "万吨", "约束性", Decimal(164), Decimal(166), Decimal(168), Decimal(170)]
    assert row[8] == "170万吨以上"
    assert row[10] == "市统计局"


def test_the_table_by_area_ends_with_a_row_that_checks_the_sum():
    table = by_area([*OWN, *PARTS], ABOUT, "zh")
    assert [row[2] for row in table] == ["地区", "汀洲区", "澜溪区", "合计校验"]
    assert table[-1][-3:] == [SumOf(1, 2)] * 3
    assert len(by_area(OWN, ABOUT, "zh")) == 1


@pytest.mark.parametrize(("actual", "judged"), [("167.5", "好于预期"), ("166", "符合预期"), ("165.9", "低于预期")])
def test_the_plan_of_a_year_judges_the_year_before(actual, judged):
    about = About(
        **{name: getattr(ABOUT, name) for name in ("plan", "years", "baselines", "names")},
        actual={("s1", "", 2026): Decimal(actual)},
    )
    header, row = of_year(OWN, about, 2027, "zh")
    assert header == ["序号", "指标", "属性", "单位", "上年预期目标", "上年实际", "评价", "本年预期目标"]
    assert row == [1, "粮食总产量", "约束性", "万吨", Decimal(166), Decimal(actual), judged, Decimal(168)]


def test_what_was_issued_counts_before_what_was_computed():
    issued = annual(2027, None, line="issued", text="与经济增长同步")
    (_, row) = of_year([*OWN, issued], ABOUT, 2027, "zh")
    assert row[-1] == "与经济增长同步"


def test_the_duties_of_an_area_are_its_own_targets_and_a_place_to_sign():
    header, row = duties([*OWN, *PARTS], ABOUT, "area:990103", "zh")
    assert header[-1] == "责任人（签字）"
    assert row[5:8] == [Decimal(106), Decimal(107), Decimal(108)]
    assert row[-1] is None


@pytest.mark.parametrize("language", ["zh", "en"])
def test_a_workbook_is_read_back_as_it_was_written(tmp_path, language):
    issued = [
        annual(2026, "5", line="issued", text="5%左右", comparator="approx", unit="%", reference="某政发〔2026〕1号")
    ]
    rows = [*OWN, *PARTS, *issued]
    write_annual_tables(tmp_path / "t.xlsx", rows, ABOUT, language)
    assert set(read_annual_tables(tmp_path / "t.xlsx")) == set(rows)
    assert [path.name for path in tmp_path.iterdir()] == ["t.xlsx"]


values = st.decimals(-99999, 99999, places=2, allow_nan=False)
texts = st.sampled_from(["与经济增长同步", "完成省下达任务", "保持稳定", "=1+1", "+全部", "在合理区间"])
lines = st.sampled_from(["path", "rolled", "issued"])


@st.composite
def rows_of(draw: st.DrawFn) -> list[AnnualTarget]:
    found = {}
    for _ in range(draw(st.integers(1, 4))):
        subject, line = draw(st.sampled_from(["", "area:990102"])), draw(lines)
        target = draw(st.sampled_from(["s1", "s9"]))
        shared = {
            "target": target,
            "subject": subject,
            "line": line,
            "comparator": draw(st.sampled_from([">=", "<=", "approx", "="])),
            "unit": draw(st.sampled_from(["万吨", "%", None])),
            "rule": draw(st.sampled_from([None, "linear", "shares"])),
            "explanation": draw(st.sampled_from([None, "按份额分担。", "=SUM(A1)"])),
        }
        for year in draw(st.sets(st.sampled_from(YEARS), min_size=1)):
            text = draw(st.none() | texts)
            value = draw(values) if text is None else None
            found[target, subject, year, line] = AnnualTarget(
                indicator="粮食总产量", year=year, value=value, text=text, **shared
            )
    return list(found.values())


@given(rows_of())
@settings(max_examples=25)
def test_any_annual_targets_are_read_back(tmp_path_factory, rows):
    path = tmp_path_factory.mktemp("tables") / "t.xlsx"
    write_annual_tables(path, rows, ABOUT, "zh")
    assert set(read_annual_tables(path)) == set(rows)


def test_words_are_text_and_only_checking_sums_are_formulas(tmp_path):
    write_annual_tables(tmp_path / "t.xlsx", [annual(2026, None, text="=1+1"), *PARTS], ABOUT, "zh")
    book = load_workbook(tmp_path / "t.xlsx")
    formulas = [cell.value for sheet in book for row in sheet.iter_rows() for cell in row if cell.data_type == "f"]
    assert formulas == ["=SUM(G3:G4)", "=SUM(H3:H4)", "=SUM(I3:I4)"]


def filled(tmp_path: Path, change) -> Path:
    write_annual_tables(tmp_path / "t.xlsx", OWN, ABOUT, "zh")
    book = load_workbook(tmp_path / "t.xlsx")
    change(book.worksheets[0])
    book.save(tmp_path / "t.xlsx")
    return tmp_path / "t.xlsx"


@pytest.mark.parametrize(
    ("cell", "value", "text", "comparator"),
    [
        (168.5, "168.5", None, ">="),
        ("168左右", "168", "168左右", "approx"),
        ("不低于168", "168", "不低于168", ">="),
        ("1,680", "1680", None, ">="),
        ("与经济增长同步", None, "与经济增长同步", ">="),
    ],
)
def test_what_people_type_is_understood(tmp_path, cell, value, text, comparator):
    def change(sheet):
        sheet["G3"] = cell

    found = next(row for row in read_annual_tables(filled(tmp_path, change)) if row.year == 2027)
    assert (found.value, found.text, found.comparator) == (None if value is None else Decimal(value), text, comparator)


@pytest.mark.parametrize("empty", [None, "—", "无", ""])
def test_an_empty_cell_asks_nothing(tmp_path, empty):
    def change(sheet):
        sheet["G3"] = empty

    assert [row.year for row in read_annual_tables(filled(tmp_path, change))] == [2026, 2028]


def test_everything_wrong_is_said_with_row_and_column_and_nothing_is_taken(tmp_path):
    def change(sheet):
        header = [cell.value for cell in sheet[2]]
        sheet.cell(3, header.index("目标编号") + 1).value = None
        sheet.cell(3, header.index("目标线") + 1).value = "胡写"

    with pytest.raises(TableError) as refused:
        read_annual_tables(filled(tmp_path, change))
    said = refused.value.text("zh")
    assert "第 3 行，分年分解表 · 目标线" in said
    assert "第 3 行，分年分解表 · 目标编号" in said
    assert "测算、滚动、下达" in said


def test_another_workbook_or_no_workbook_is_refused(tmp_path):
    Workbook().save(tmp_path / "other.xlsx")
    (tmp_path / "broken.xlsx").write_bytes(b"PK\x03\x04 no zip")
    (tmp_path / "text.xlsx").write_text("序号,指标")
    codes = []
    for name in ("other.xlsx", "broken.xlsx", "text.xlsx", "absent.xlsx"):
        with pytest.raises(PackageError) as refused:
            read_annual_tables(tmp_path / name)
        codes.append(refused.value.code)
    assert codes == ["K191", "K192", "K192", "P005"]


def test_a_table_that_cannot_be_written_leaves_the_old_one(tmp_path):
    with pytest.raises(PackageError) as refused:
        write_annual_tables(tmp_path / "absent" / "t.xlsx", OWN, ABOUT, "zh")
    assert refused.value.code == "P006"


def test_rows_that_add_up_areas_are_passed_over():
    table = by_area([*OWN, *PARTS], ABOUT, "en")
    assert set(annual_targets_in(table, "t.xlsx")) == set(PARTS)
