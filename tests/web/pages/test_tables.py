"""Tables of declared columns and their exports: order, filters, pages, and what a spreadsheet must not run."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from io import BytesIO

import openpyxl
import pytest
from django.db.models import F
from django.db.models.expressions import OrderBy
from hypothesis import given
from hypothesis import strategies as st

from lantu.errors import UsageError
from lantu.exchange.csvtext import parse_rows
from lantu_web.pages import exports
from lantu_web.pages.exports import About, exported
from lantu_web.pages.tables import Column, Filter, Table, named
from lantu_web.pages.words import language
from lantu_web.people.models import Area

ABOUT = About(title="蓝河市 & 规划", name="目标", level="internal", as_of=date(2026, 5, 1))
CODE = Column(
    name="code",
    header=named("代码", "code"),
    value=lambda area: area.code,
    sort=(lambda: OrderBy(F("code")),),
    look="short",
)
NAME = Column(
    name="name",
    header=named("名称", "name"),
    value=lambda area: area.name,
    sort=(lambda: OrderBy(F("name"), nulls_last=True),),
    filter=Filter(narrow=lambda rows, chosen: rows.filter(name__contains=chosen)),
)
KIND = Column(
    name="kind",
    header=named("类别", "kind"),
    value=lambda area: area.kind,
    filter=Filter(
        narrow=lambda rows, chosen: rows.filter(kind=chosen),
        options=lambda rows: [("area", "地区"), ("zone", "开发区")],
    ),
)


def areas(*columns: Column) -> Table:
    return Table(columns=columns or (CODE, NAME, KIND), page=("code", "name"), rows=Area.objects.all(), order=("code",))


@pytest.fixture
def many(db):
    Area.objects.bulk_create(Area(code=f"99{number:04}", name=f"区{number % 7}") for number in range(120))


def codes(asked: dict[str, str]) -> list[str]:
    return [row.code for row in areas().all_rows(asked)]


def test_a_page_holds_fifty_rows_and_says_which(many):
    shown = areas().shown({"page": "3"})
    assert (shown.count, len(shown.rows), shown.first, shown.last) == (120, 20, 101, 120)


@pytest.mark.parametrize("page", ["0", "-1", "99", "first", ""])
def test_a_page_that_is_none_is_the_nearest(many, page):
    assert areas().shown({"page": page}).rows


def test_rows_are_turned_and_equal_ones_stay_in_order(many):
    assert codes({}) == sorted(codes({}))
    assert codes({"sort": "-code"}) == sorted(codes({}), reverse=True)
    by_name = [(row.name, row.code) for row in areas().all_rows({"sort": "-name"})]
    assert by_name == sorted(sorted(by_name), key=lambda pair: pair[0], reverse=True)


def test_heads_lead_from_rising_to_falling_to_none(many):
    heads = {sort: areas().shown({"sort": sort}).heads[0] for sort in ("", "code", "-code")}
    assert [(head.direction, head.next) for head in heads.values()] == [
        ("", "code"),
        ("ascending", "-code"),
        ("descending", ""),
    ]


@pytest.mark.parametrize("sort", ["password", "kind", "--code", "code__parent"])
def test_an_order_that_is_not_declared_is_refused(many, sort):
    with pytest.raises(UsageError, match="W042"):
        areas().shown({"sort": sort})


def test_filters_narrow_and_count(many):
    shown = areas().shown({"name": "区3", "kind": "area"})
    assert shown.count == 17
    assert shown.narrowed
    assert areas().shown({"kind": "zone"}).count == 0


def test_a_choice_that_is_none_is_refused(many):
    with pytest.raises(UsageError, match="W043"):
        areas().shown({"kind": "river"})


def test_a_default_is_chosen_until_another_is(many):
    usual = replace(KIND, filter=replace(KIND.filter, default="zone"))
    table = areas(CODE, NAME, usual)
    assert table.shown({}).count == 0
    assert not table.shown({}).narrowed
    assert table.shown({"kind": "area"}).count == 120


def test_cells_are_escaped(db):
    Area.objects.create(code="1", name="<script>alert(1)</script>")
    assert areas().shown({}).rows == ['<td class="short">1</td><td>&lt;script&gt;alert(1)&lt;/script&gt;</td>']


def test_an_unknown_format_is_refused(many):
    with pytest.raises(UsageError, match="W044"):
        exported(areas(), {"format": "exe"}, ABOUT)
    assert exported(areas(), {}, ABOUT) is None


def test_an_export_has_all_rows_that_fit_and_its_level_in_the_name(many):
    file = exported(areas(), {"format": "json", "name": "区3", "sort": "-code", "page": "2"}, ABOUT)
    found = json.loads(file.content)
    assert (found["level"], found["as_of"], found["count"]) == ("internal", "2026-05-01", 17)
    assert found["rows"][0] == {"code": "990115", "name": "区3", "kind": "area"}
    assert "%E5%86%85%E9%83%A8-20260501.json" in file.headers["Content-Disposition"]


@dataclass
class Cell:
    """One row with one value."""

    text: object


class Cells(list):
    """Rows that come from no database."""

    def iterator(self, size: int) -> Cells:
        return self

    def order_by(self, *names: str) -> Cells:
        return self

    def count(self) -> int:
        return len(self)


def one_column(values: list[object]) -> Table:
    column = Column(name="text", header=named("原文", "text"), value=lambda row: row.text)
    return Table(columns=(column,), page=("text",), rows=Cells(map(Cell, values)), order=())


def left(form: str, values: Iterable[object], table: Table | None = None) -> bytes:
    """Return a table of one column as it leaves."""
    answer = exported(table or one_column(list(values)), {"format": form}, ABOUT)
    assert answer is not None
    return b"".join(answer)


NASTY = ["=1+1", "+cmd|' /C calc'!A0", "-2+3", "@SUM(A1)", "\t=1", "\r=1", "'=1", "普通", 'a"b,c\nd', "=", "\x00\x07x"]


def test_csv_runs_nothing_and_is_read_back():
    content = left("csv", NASTY).decode("utf-8-sig")
    rows = [cells for _, cells in parse_rows(content)]
    assert rows[0] == ["原文", "密级", "时点"]
    assert [row[0] for row in rows[1:]] == NASTY
    assert all(row[1:] == ["内部", "2026-05-01"] for row in rows[1:])
    for line in content.split("\n")[1:]:
        assert not line.lstrip('"').startswith(("=1", "+", "-", "@", "\t", "\r"))


def sheet(values: list[object]):
    return openpyxl.load_workbook(BytesIO(left("xlsx", values)))


def test_xlsx_runs_nothing_and_holds_numbers_as_numbers():
    book = sheet([*NASTY, Decimal("48.0"), 7, True, None])
    cells = [row[0] for row in book.worksheets[0].iter_rows(min_row=2)]
    assert not [cell.value for cell in cells if cell.data_type == "f"]
    assert [cell.value for cell in cells[:4]] == NASTY[:4]
    number = cells[len(NASTY)]
    assert (number.value, number.number_format, number.data_type) == (48, "0.0", "n")
    assert cells[len(NASTY) + 1].value == 7


def test_xlsx_says_what_it_is_and_prints_its_level():
    book = sheet(["一"])
    first, about = book.worksheets
    facts = {row[0].value: row[1].value for row in about.iter_rows()}
    assert (facts["密级"], facts["时点"], facts["条数"], facts["内容"]) == ("内部", "2026-05-01", "1", "蓝河市 & 规划")
    assert "内部" in first.oddHeader.right.text
    assert first.print_title_rows == "$1:$1"


@given(st.lists(st.text(max_size=40), max_size=8))
def test_any_text_leaves_as_csv_and_comes_back(values):
    content = left("csv", values).decode("utf-8-sig")
    assert [cells[0] for _, cells in parse_rows(content)][1:] == values


@given(st.decimals(allow_nan=False, allow_infinity=False, places=4, min_value=-(10**12), max_value=10**12))
def test_numbers_leave_as_json_exactly(value):
    found = json.loads(left("json", [value]), parse_float=Decimal, parse_int=Decimal)
    assert found["rows"][0]["text"] == value


@pytest.mark.parametrize("form", ["csv", "json"])
def test_a_large_file_is_sent_as_it_is_written_in_the_language_of_its_page(monkeypatch, form):
    """By the time its rows are written the request is over, and another one may be spoken to."""
    monkeypatch.setattr(exports, "WHOLE", 100)
    column = Column(name="text", header=named("原文", "text"), value=lambda row: language.get())
    table = Table(columns=(column,), page=("text",), rows=Cells(range(1200)), order=())
    token = language.set("en")
    answer = exported(table, {"format": form}, ABOUT)
    language.reset(token)
    assert answer is not None
    assert answer.streaming
    parts = list(answer)
    assert len(parts) > 3
    text = b"".join(parts).decode("utf-8-sig")
    assert (text.count("en"), text.count("zh")) == (1200, 0) if form == "csv" else json.loads(text)["count"] == 1200


def test_a_small_file_leaves_whole_and_an_empty_one_too():
    answer = exported(one_column(["一"]), {"format": "csv"}, ABOUT)
    assert answer is not None
    assert not answer.streaming
    assert json.loads(left("json", []))["count"] == 0


def test_who_goes_away_in_the_middle_leaves_nothing_open(monkeypatch):
    monkeypatch.setattr(exports, "WHOLE", 100)
    ended = []

    class Watched(Cells):
        def iterator(self, size: int):
            try:
                yield from self
            finally:
                ended.append(True)

    table = Table(columns=one_column([]).columns, page=("text",), rows=Watched(map(Cell, range(5000))), order=())
    answer = exported(table, {"format": "csv"}, ABOUT)
    next(iter(answer))
    assert not ended
    monkeypatch.setattr("django.http.response.signals.request_finished.send", lambda **facts: None)
    answer.close()
    assert ended


def test_what_is_wrong_with_an_address_is_told_before_anything_is_sent():
    with pytest.raises(UsageError, match="W042"):
        exported(one_column(["一"]), {"format": "csv", "sort": "nothing"}, ABOUT)


def test_a_workbook_of_too_many_rows_is_refused_with_what_to_do(monkeypatch):
    monkeypatch.setattr(exports, "MOST_IN_A_WORKBOOK", 2)
    assert left("xlsx", ["一", "二"])
    with pytest.raises(UsageError) as refused:
        left("xlsx", ["一", "二", "三"])
    assert refused.value.code == "W045"
    assert left("csv", ["一", "二", "三"])
