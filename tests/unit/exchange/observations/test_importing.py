"""A file is taken whole or refused whole; its own template comes back exactly; every reason has its place."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from lantu.errors import DocumentError
from lantu.exchange.csvfile import read_table
from lantu.exchange.observations.importing import read_observations
from lantu.exchange.observations.known import Given, Known
from lantu.exchange.observations.report import ObservationError, PlacedError
from lantu.model.records import Observation
from lantu.reading import read

EXAMPLES = Path(__file__).resolve().parents[4] / "examples"
KNOWN = Known(area="220200", given=Given(state="flash", supplier="市统计局"))


@pytest.mark.parametrize("example", ["lanhe", "jilin"])
def test_the_examples_are_read_as_the_strict_table_reads_them(example):
    path = EXAMPLES / example / "observations.csv"
    plan = read((EXAMPLES / example / "plan.md").read_bytes(), "plan.md")
    taken = read_observations(path.read_bytes(), path.name, None, replace(Known.of(plan), unknown="keep"))
    assert taken.observations == read_table(Observation, path)
    assert len(taken.places) == len(taken.observations)


def long_table(rows: int, bad: set[int]) -> bytes:
    lines = ["指标,时间,数值,单位"]
    lines += [
        f"固定资产投资,{2000 + at // 12}年1-{at % 12 + 1}月,{'1O.5' if at in bad else at + 0.5},亿元"
        for at in range(rows)
        if at % 12
    ]
    return "\n".join(lines).encode()


def test_each_of_many_errors_is_named_in_the_order_of_the_rows():
    bad = {at for at in range(1, 960) if at % 97 == 1 and at % 12}
    with pytest.raises(ObservationError) as refused:
        read_observations(long_table(960, bad), "表.csv", None, KNOWN)
    reasons = refused.value.reasons
    assert len(reasons) == len(bad)
    assert [each.row for each in reasons] == sorted(each.row for each in reasons)
    assert {each.reason.code for each in reasons} == {"M018"}
    assert len(read_observations(long_table(960, set()), "表.csv", None, KNOWN).observations) == 880


def test_a_reason_says_where_what_why_and_what_to_do():
    with pytest.raises(ObservationError) as refused:
        read_observations(long_table(24, {5}), "月报.csv", None, KNOWN)
    (reason,) = refused.value.reasons
    assert isinstance(reason, PlacedError)
    assert (reason.place, reason.row, reason.column) == ("C6", 6, 2)
    assert "1O.5" in reason.said("zh")
    assert "月报.csv" in refused.value.text("zh")
    assert "C6" in refused.value.text("en")


@pytest.mark.parametrize(
    ("data", "name", "code"),
    [(b"", "表.csv", "D001"), (b"PK\x03\x04 broken", "表.xlsx", "D011"), (b"\xd0\xcf\x11\xe0" * 300, "表.xlsx", None)],
)
def test_what_is_no_table_at_all_is_refused(data, name, code):
    with pytest.raises((DocumentError, ObservationError)) as refused:
        read_observations(data, name, None, KNOWN)
    assert code is None or refused.value.code == code


def test_what_holds_for_the_file_gives_way_to_what_the_table_says():
    text = "填报单位：市发展改革委\n指标,单位,2024年（预计）,2023年\n地区生产总值,亿元,1580,1500\n资料来源：年报\n"
    given = Given(
        state="final", supplier="市统计局", source="上传", published_on="2025-01-20", recorded_at="2025-01-21"
    )
    newer, older = read_observations(text.encode(), "表.csv", None, Known(given=given)).observations
    assert (newer.state, older.state) == ("expected", "final")
    assert {(each.supplier, each.source) for each in (newer, older)} == {("市发展改革委", "年报")}
    assert {(each.published_on, each.recorded_at) for each in (newer, older)} == {("2025-01-20", "2025-01-21")}


def test_quotes_that_do_not_close_are_told_with_their_line():
    with pytest.raises(Exception, match="P011") as refused:
        read_observations('指标,单位,2024年\n"地区生产总值,亿元,1\n'.encode(), "表.csv", None, KNOWN)
    assert "2" in refused.value.said("zh")
