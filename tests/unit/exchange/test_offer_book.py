"""What areas offer comes back in the table that went out, whole or not at all."""

from __future__ import annotations

import io
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook, load_workbook

from lantu.errors import PackageError
from lantu.exchange.csvfile import TableError
from lantu.exchange.offer_book import OfferRow, offer_workbook, read_offers

ROW = OfferRow(
    rounds=7,
    indicator="城镇新增就业",
    year=2026,
    subject="area:990121",
    area="青屏县",
    unit="万人",
    asked=Decimal("1.5"),
    total=Decimal(3),
)


def filled(**cells: object) -> bytes:
    book = load_workbook(io.BytesIO(offer_workbook([ROW], "zh")))
    sheet = book.worksheets[0]
    header = [cell.value for cell in sheet[1]]
    for name, value in cells.items():
        sheet.cell(2, header.index(name) + 1).value = value
    written = io.BytesIO()
    book.save(written)
    return written.getvalue()


def test_a_table_nobody_filled_in_offers_nothing():
    assert read_offers(offer_workbook([ROW], "zh"), "t.xlsx") == ()


@given(
    value=st.decimals(min_value=0, max_value=10**6, places=2),
    reason=st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cs")), max_size=20),
    language=st.sampled_from(["zh", "en"]),
)
def test_what_went_out_comes_back(value, reason, language):
    (back,) = read_offers(offer_workbook([replace_with(value, reason.strip())], language), "t.xlsx")
    assert (back.rounds, back.subject, back.value, back.reason) == (7, "area:990121", value, reason.strip())


def replace_with(value: Decimal, reason: str) -> OfferRow:
    facts = {name: getattr(ROW, name) for name in ROW.__dataclass_fields__}
    return OfferRow(**facts | {"offered": value, "reason": reason})


def test_what_is_no_number_is_told_with_its_place():
    with pytest.raises(TableError) as refused:
        read_offers(filled(上报数="一点五"), "t.xlsx")
    assert "第 2 行，两上两下上报表 · 上报数" in refused.value.text("zh")


def test_another_table_is_refused():
    written = io.BytesIO()
    Workbook().save(written)
    with pytest.raises(PackageError, match="K210"):
        read_offers(written.getvalue(), "other.xlsx")


def test_no_text_becomes_a_formula():
    book = load_workbook(io.BytesIO(offer_workbook([replace_with(Decimal(1), "=1+1")], "zh")))
    assert all(cell.data_type != "f" for row in book.worksheets[0].iter_rows() for cell in row)
