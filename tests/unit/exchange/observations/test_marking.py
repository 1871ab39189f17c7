"""A refused file with its wrong cells marked."""

from __future__ import annotations

import io

import pytest
from openpyxl import Workbook, load_workbook

from lantu.exchange.observations.importing import read_observations
from lantu.exchange.observations.known import Known
from lantu.exchange.observations.marking import marked_workbook
from lantu.exchange.observations.report import ObservationError

HEAD = ["指标", "时期", "计算口径", "数值", "计量单位", "数据状态"]
ROWS = [["地区生产总值", "2025", "当期", "一千多", "亿元", "快报"], ["=1+1", "2025", "当期", "5", "亿元", "快报"]]


def refused(data: bytes, name: str) -> ObservationError:
    with pytest.raises(ObservationError) as found:
        read_observations(data, name, None, Known())
    return found.value


def text_file() -> bytes:
    return "\n".join(",".join(row) for row in [HEAD, *ROWS]).encode()


def workbook() -> bytes:
    book = Workbook()
    book.active.title = "月 报"
    for row in [HEAD, *ROWS[:1]]:
        book.active.append(row)
    book.active.append(["合并", "2025", "当期", "9", "亿元", "快报"])
    book.active.merge_cells("A3:A4")
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


@pytest.mark.parametrize(("data", "name"), [(text_file(), "v.csv"), (workbook(), "v.xlsx")])
@pytest.mark.parametrize("language", ["zh", "en"])
def test_every_wrong_cell_is_marked_and_listed(data, name, language):
    problem = refused(data, name)
    book = load_workbook(io.BytesIO(marked_workbook(data, name, problem.reasons, language)))
    listed, sheet = book.worksheets[:2]
    assert [row[0].value for row in listed.iter_rows(min_row=2)] == [each.place for each in problem.reasons]
    for each in problem.reasons:
        cell = sheet.cell(each.row, each.column + 1)
        assert cell.fill.fgColor.rgb == "00FFC7CE"
        assert each.reason.said(language) in cell.comment.text


def test_what_looks_like_a_formula_stays_a_word():
    problem = refused(text_file(), "v.csv")
    book = load_workbook(io.BytesIO(marked_workbook(text_file(), "v.csv", problem.reasons, "zh")))
    assert book.worksheets[1]["A3"].data_type == "s"
