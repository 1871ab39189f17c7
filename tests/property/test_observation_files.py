"""What holds for every file of observations: order does not matter, the template comes back, months keep the year."""

from __future__ import annotations

import io
import random
from contextlib import suppress
from datetime import date
from decimal import Decimal

from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook
from openpyxl.utils import get_column_letter

from lantu.errors import LantuError
from lantu.exchange.csvfile import table_text
from lantu.exchange.csvtext import parse_rows, write_rows
from lantu.exchange.observations.importing import read_observations
from lantu.exchange.observations.known import Given, Known
from lantu.exchange.observations.preview import preview
from lantu.exchange.observations.report import ObservationError
from lantu.model.records import Observation
from lantu.monitoring.vintages import in_force

NAMES = {"地区生产总值": "亿元", "常住人口城镇化率": "%", "粮食总产量": "万吨", "航空产业产值": "亿元", "gdp": "万元"}
AREAS = ["", "area:220203", "area:220202", "zone:jltest", "river:songhua"]
KNOWN = Known(area="220200", indicators={"航空产业产值": "亿元"})
STATES = ["expected", "flash", "preliminary", "final", "province_checked", "census_revised", "self_reported"]
PERIODS = ["2024", "2025-06", "2025Q1", "2025H1", "2025-06-15"]
TEXTS = st.text("市统计局月报第 1期,\"'=+", max_size=8).map(str.strip)
# Below one, a figure of per cent may be a fraction that lost its format: beside larger ones it is refused.
NUMBERS = st.decimals(-(10**6), 10**6, allow_nan=False, allow_infinity=False, places=3).filter(
    lambda value: value == 0 or abs(value) >= 1
)


@st.composite
def observations(draw) -> Observation:
    name = draw(st.sampled_from(sorted(NAMES)))
    basis = draw(st.sampled_from(["point", "period", "year_to_date", "change_on_year"]))
    return Observation(
        subject=draw(st.sampled_from(AREAS)),
        indicator=name,
        period=draw(st.sampled_from(PERIODS)),
        basis=basis,
        value=draw(NUMBERS),
        unit="%" if basis == "change_on_year" else NAMES[name],
        state=draw(st.sampled_from(STATES)),
        supplier=draw(TEXTS),
        published_on=draw(st.sampled_from([None, "2025-07-20"])),
        recorded_at=draw(st.sampled_from([None, "2025-07-21T09:00:00+08:00", "2025-08-01"])),
        source=draw(TEXTS),
        note=draw(TEXTS) or None,
    )


def key(each: Observation) -> tuple:
    name = "地区生产总值" if each.indicator == "gdp" else each.indicator
    return name, each.subject, each.period, each.basis, each.state, each.published_on, each.recorded_at


ROWS = st.lists(observations(), min_size=1, max_size=6, unique_by=key)


@given(ROWS, st.sampled_from(["en", "zh"]), st.sampled_from(["utf-8-sig", "gb18030", "utf-16"]))
@settings(max_examples=60)
def test_the_template_comes_back_as_it_was_written(rows, language, encoding):
    data = table_text(Observation, rows, language).encode(encoding)
    taken = read_observations(data, "表.csv", None, KNOWN)
    assert list(taken.observations) == rows


@given(ROWS, st.randoms(use_true_random=False))
@settings(max_examples=40)
def test_the_order_of_rows_and_columns_changes_nothing(rows, chance: random.Random):
    text = table_text(Observation, rows, "zh")
    expected = read_observations(text.encode(), "表.csv", None, KNOWN).observations
    header, *lines = [[*row] for row in _rows(rows)]
    order = list(range(len(header)))
    chance.shuffle(order)
    chance.shuffle(lines)
    mixed = write_rows([[row[at] for at in order] for row in (header, *lines)])
    found = read_observations(mixed.encode(), "表.csv", None, KNOWN).observations
    assert sorted(map(repr, found)) == sorted(map(repr, expected))


def _rows(rows: list[Observation]) -> list[list[str]]:
    return [cells for _, cells in parse_rows(table_text(Observation, rows, "zh"))]


VALUES = st.lists(st.lists(st.one_of(st.none(), NUMBERS), min_size=3, max_size=3), min_size=1, max_size=4)


@given(VALUES, st.permutations([2022, 2023, 2024]), st.booleans())
@settings(max_examples=40)
def test_a_wide_table_and_a_long_one_say_the_same(values, years, turned):
    names = list(NAMES)[: len(values)]
    wide = [["指标", "单位", *(f"{year}年" for year in years)]]
    wide += [[name, NAMES[name], *map(_cell, row)] for name, row in zip(names, values, strict=True)]
    long = [["时间", "指标", "数值", "单位"]]
    long += [
        [f"{year}", name, _cell(value), NAMES[name]]
        for name, row in zip(names, values, strict=True)
        for year, value in zip(years, row, strict=True)
    ]
    known = Known(area="220200", indicators=KNOWN.indicators, given=Given(state="final", supplier="市统计局"))
    if turned:
        wide = [wide[0], *reversed(wide[1:])]
    found = [read_observations(write_rows(rows).encode(), "表.csv", None, known) for rows in (wide, long)]
    assert len(found[0].observations) == sum(value is not None for row in values for value in row)
    assert len({tuple(sorted(map(repr, each.observations))) for each in found}) == 1


@given(VALUES)
@settings(max_examples=20)
def test_a_workbook_and_a_text_say_the_same(values):
    names = list(NAMES)[: len(values)]
    rows = [["指标", "单位", "2022年", "2023年", "2024年"]]
    rows += [[name, NAMES[name], *row] for name, row in zip(names, values, strict=True)]
    known = Known(area="220200", indicators=KNOWN.indicators, given=Given(state="final", supplier="市统计局"))
    text = write_rows([[_cell(cell) for cell in row] for row in rows]).encode()
    found = read_observations(_workbook(rows), "表.xlsx", None, known).observations
    assert [(each.indicator, each.period, each.value) for each in found] == [
        (each.indicator, each.period, each.value)
        for each in read_observations(text, "表.csv", None, known).observations
    ]


def _cell(value: object) -> str:
    return "" if value is None else str(value)


def _workbook(rows: list[list[object]]) -> bytes:
    book = Workbook()
    for number, cells in enumerate(rows, 1):
        for column, cell in enumerate(cells, 1):
            book.active[f"{get_column_letter(column)}{number}"] = cell
    written = io.BytesIO()
    book.save(written)
    return written.getvalue()


@given(st.lists(st.decimals(0, 1000, places=2), min_size=12, max_size=12))
@settings(max_examples=30)
def test_months_of_a_year_keep_the_year(amounts):
    """Amounts year to date, month after month, end in what the year is, whichever way they are written."""
    totals = [sum(amounts[: at + 1], Decimal(0)) for at in range(12)]
    header = [
        "指标",
        "单位",
        *(f"2025年1-{month}月" if month > 1 else "2025年1月累计" for month in range(1, 13)),
        "2025年",
    ]
    row = ["固定资产投资", "亿元", *map(str, totals), str(totals[-1])]
    known = Known(given=Given(state="flash", supplier="市统计局", recorded_at="2026-01-20"))
    taken = read_observations(write_rows([header, row]).encode(), "表.csv", None, known)
    months = [each for each in taken.observations if each.basis == "year_to_date"]
    assert [each.period for each in months] == [f"2025-{month:02d}" for month in range(1, 13)]
    assert [each.value for each in months] == totals
    (year,) = [each for each in taken.observations if each.period == "2025"]
    assert (year.basis, year.value) == ("period", months[-1].value)
    assert "M084" not in {each.reason.code for each in preview(taken, ()).suspicious}


@given(st.binary(max_size=300))
@settings(max_examples=60)
def test_whatever_bytes_come_they_are_taken_or_refused(data):
    with suppress(LantuError):
        read_observations(data, "表.xlsx", None, KNOWN)


@given(ROWS, st.text("0123456789.,-%约以上 亿元OoE+()①年月—\u3000", max_size=10))
@settings(max_examples=80)
def test_one_bad_cell_refuses_all_or_all_is_taken(rows, odd):
    lines = _rows(rows)
    at = lines[0].index("数值")
    lines[-1][at] = odd
    with suppress(ObservationError):
        taken = read_observations(write_rows(lines).encode(), "表.csv", None, KNOWN)
        assert len(taken.observations) + len(taken.missing) == len(rows)


@given(ROWS)
@settings(max_examples=30)
def test_taking_a_file_twice_changes_nothing(rows):
    """What was taken is the same when the file comes again; of two states of one thing the last one stands."""
    data = table_text(Observation, rows, "zh").encode()
    standing = in_force(read_observations(data, "表.csv", None, KNOWN).observations, date(2030, 1, 1))
    again = read_observations(table_text(Observation, standing, "zh").encode(), "表.csv", None, KNOWN)
    found = preview(again, standing)
    assert (found.new, found.revised) == ((), ())


HEADERS = [
    "2024年",
    "2023年",
    "2025年1-6月",
    "本月",
    "累计",
    "同比（%）",
    "目标",
    "全省排名",
    "调整数",
    "月末余额",
    "2024年（预计）",
    "",
]
CELLS = st.sampled_from(["", "—", "12.5", "1,234.5", "约12", "3.1%", "10-12", "增长5", "1580亿元", "0"])
INDICATORS = st.sampled_from(
    ["地区生产总值", "固定资产投资", "常住人口城镇化率", "航空产业产值", "甲乙丙", "其中：城市", ""]
)


@given(
    st.lists(st.sampled_from(HEADERS), min_size=1, max_size=5),
    st.lists(
        st.tuples(INDICATORS, st.sampled_from(["亿元", "%", ""]), st.lists(CELLS, min_size=5, max_size=5)), max_size=4
    ),
)
@settings(max_examples=200)
def test_no_cell_is_lost_without_a_word(headers, body):
    """Every cell below a header becomes a value, is listed as missing, is told to be left out, or refuses the file."""
    lines = [["2025年1-6月", *[""] * (len(headers) + 1)], ["指标", "单位", *headers]]
    lines += [[name, unit, *cells[: len(headers)]] for name, unit, cells in body]
    known = Known(area="220200", indicators=KNOWN.indicators, given=Given(state="final", supplier="市统计局"))
    with suppress(ObservationError):
        taken = read_observations(write_rows(lines).encode(), "表.csv", None, known)
        told = sum(int(str(each.fields["count"])) for each in taken.told if each.code == "M042")
        twice = sum(each.code in ("M060", "M061") for each in taken.told)
        filled = sum(bool(cell) for _, _, cells in body for cell in cells[: len(headers)])
        assert len(taken.observations) + sum(bool(each.mark) for each in taken.missing) + told + twice == filled
