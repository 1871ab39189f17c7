"""Reading observations: 200,000 rows of which one in a hundred is wrong, each named, beside plain parsing of the same file."""

from __future__ import annotations

import csv
import io
import random
from collections.abc import Iterator
from decimal import Decimal, InvalidOperation

from benchmarks.measure import ROOT, Row, peak_megabytes, seconds
from lantu.exchange.observations.importing import read_observations
from lantu.exchange.observations.known import Known
from lantu.exchange.observations.report import ObservationError

ROWS = 200_000
SHEET_ROWS = 50_000
LIMIT = 30.0
"""Seconds; who uploads a year of all counties waits no longer."""

_HEADER = "监测对象,指标,时期,计算口径,数值,单位,数据状态,数据提供单位,发布日期,记录时间,来源,备注".split(",")
_THINGS = (
    ("地区生产总值", "亿元", "year_to_date"),
    ("固定资产投资", "亿元", "year_to_date"),
    ("社会消费品零售总额", "万元", "year_to_date"),
    ("常住人口城镇化率", "%", "point"),
    ("常住人口", "万人", "point"),
)
_WRONG = ("1O.5", "1.2E+05", "(5)", "12-13", "1,23")


def rows() -> Iterator[Row]:
    """Measure a text with errors and a workbook without."""
    yield _text()
    yield _sheet()


def table(count: int, *, wrong: bool) -> list[list[str]]:
    """Return a long table; one in a hundred values is no number where ``wrong`` is true."""
    chance = random.Random(1)
    found = [_HEADER]
    for at in range(count):
        name, unit, basis = _THINGS[at // 100 % 5]
        month, year, vintage = at // 500 % 12 + 1, 2001 + at // 6000 % 25, at // 150_000
        value = _WRONG[at // 100 % 5] if wrong and at % 100 == 7 else f"{chance.uniform(1, 90):.2f}"
        when = f"2026-{vintage + 1:02d}-01T09:00:00+08:00"
        area, period = f"area:2202{at % 100:02d}", f"{year}-{month:02d}"
        found.append([area, name, period, basis, value, unit, "flash", "市统计局", "", when, "月报", ""])
    return found


def _text() -> Row:
    data = text_of(table(ROWS, wrong=True))

    def ours() -> int:
        try:
            read_observations(data, "observations.csv", None, Known())
        except ObservationError as refused:
            return len(refused.reasons)
        return 0

    def peer() -> int:
        wrong = 0
        for row in csv.DictReader(io.StringIO(data.decode())):
            try:
                Decimal(row["数值"])
            except InvalidOperation:
                wrong += 1
        return wrong

    named, counted = ours(), ROWS // 100
    mine, theirs = seconds(ours, 1), seconds(peer, 1)
    megabytes = peak_megabytes(_PROBE.format(root=str(ROOT), rows=ROWS))
    work = f"observations, {ROWS:,} rows: {named:,} of {counted:,} errors named, {megabytes:.0f} MB"
    kept = named == counted and mine <= LIMIT
    return Row(
        work, f"{mine:.1f} s", f"csv + Decimal {theirs:.1f} s", f"{mine / theirs:.1f} ×", f"≤ {LIMIT:.0f} s", kept
    )


def _sheet() -> Row:
    from openpyxl import Workbook, load_workbook  # noqa: PLC0415

    book = Workbook(write_only=True)
    sheet = book.create_sheet("数据")
    for at, row in enumerate(table(SHEET_ROWS, wrong=False)):
        sheet.append([Decimal(cell) if at and place == 4 else cell or None for place, cell in enumerate(row)])
    written = io.BytesIO()
    book.save(written)
    data = written.getvalue()

    def peer() -> object:
        return [list(sheet.iter_rows(values_only=True)) for sheet in load_workbook(io.BytesIO(data), read_only=True)]

    mine = seconds(lambda: read_observations(data, "observations.xlsx", None, Known()), 1)
    theirs = seconds(peer, 1)
    work = f"observations, workbook of {SHEET_ROWS:,} rows, meaning and all"
    return Row(
        work,
        f"{mine:.1f} s",
        f"openpyxl, cells alone {theirs:.1f} s",
        f"{mine / theirs:.2f} ×",
        "≤ 2 ×",
        mine <= 2 * theirs,
    )


def text_of(cells: list[list[str]]) -> bytes:
    """Return a table as CSV."""
    written = io.StringIO()
    csv.writer(written).writerows(cells)
    return written.getvalue().encode()


_PROBE = """
import sys
sys.path.insert(0, {root!r})
from benchmarks.observations import Known, ObservationError, read_observations, table, text_of
data = text_of(table({rows}, wrong=True))
try:
    read_observations(data, "observations.csv", None, Known())
except ObservationError:
    pass
"""
