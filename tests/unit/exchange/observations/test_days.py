"""Days of release: every way to write one is one way, and what is none is refused."""

from __future__ import annotations

import pytest

from lantu.exchange.observations.days import day_of_release, moment_of_recording
from lantu.exchange.observations.importing import read_observations
from lantu.exchange.observations.known import Known
from lantu.exchange.observations.report import ObservationError
from lantu.exchange.observations.values import CellError

HEAD = "指标,时期,计算口径,数值,计量单位,数据状态,提供单位,发布日期\n"


@pytest.mark.parametrize("said", ["2026-01-20", "2026.1.20", "2026/01/20", "２０２６年１月２０日", "20260120"])
def test_a_day_is_read_however_it_is_written(said):
    assert day_of_release(said) == "2026-01-20"


@pytest.mark.parametrize("said", ["", "—", "未公布", "暂无数据", "-"])
def test_a_word_for_none_is_none(said):
    assert day_of_release(said) is None


@pytest.mark.parametrize("said", ["2026-02-30", "明年一月", "2026年1月", "45678"])
def test_what_is_no_day_is_refused(said):
    with pytest.raises(CellError, match="M078"):
        day_of_release(said)


def test_a_moment_keeps_its_clock():
    assert moment_of_recording("2026-01-21T09:30:00+08:00") == "2026-01-21T09:30:00+08:00"


def test_a_file_names_the_cell_that_holds_no_day():
    wrong = HEAD + "地区生产总值,2025,当期,1600,亿元,快报,市统计局,一月下旬\n"
    with pytest.raises(ObservationError) as refused:
        read_observations(wrong.encode(), "v.csv", None, Known())
    assert [reason.said("en") for reason in refused.value.reasons] == [
        "  H2: 一月下旬 is no day; write it like 2026-01-20, and leave it empty before the release"
    ]


def test_marks_of_an_exported_table_are_left_out_and_told():
    text = "指标,时期,计算口径,数值,计量单位,数据状态,提供单位,公布情况\n地区生产总值,2025,当期,1600,亿元,快报,统计局,未公布\n"
    taken = read_observations(text.encode(), "v.csv", None, Known())
    assert [each.published_on for each in taken.observations] == [None]
    assert [each.code for each in taken.told] == ["M042"]
