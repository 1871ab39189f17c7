"""Whatever is printed: matching never fails, spans of bodies stand in the text, in order, apart."""

from __future__ import annotations

import time

from hypothesis import given
from hypothesis import strategies as st

from lantu.vocabulary.bodies import find_bodies_in
from lantu.vocabulary.matching import match_indicator, shipped_matcher

WORDS = st.sampled_from(
    [
        "全市",
        "地区生产总值",
        "人均",
        "年均",
        "增长",
        "率",
        "比重",
        "占",
        "城镇",
        "农村",
        "居民",
        "收入",
        "市",
        "区",
        "新增",
        "（",
        "）",
        "2030年",
        "较",
        "规上",
    ]
)
NAMES = st.one_of(st.text(max_size=80), st.lists(WORDS, max_size=8).map("".join))
PARTS = st.sampled_from(
    [
        "市",
        "省",
        "发改委",
        "财政局",
        "各",
        "县（市、区）",
        "政府",
        "人民",
        "、",
        "，",
        "管委会",
        "高新区",
        "国家统计局",
        "调查队",
        "长",
        "部署",
    ]
)
UNITS = st.sampled_from([None, "", "%", "亿元", "家", "没有的单位", "/10万"])


@given(NAMES, UNITS, st.sampled_from([None, "level", "growth_annual", "growth_total", "increment", "rank"]))
def test_matching_never_fails(name, unit, measure):
    match = match_indicator(name, unit=unit, measure=measure)
    assert match is None or (match.indicator_id in shipped_matcher().table.by_id and 0 < match.confidence <= 1)


@given(st.lists(PARTS, max_size=20).map("".join))
def test_bodies_stand_apart_and_in_order(text):
    end_before = 0
    for start, end, _ in find_bodies_in(text):
        assert end_before <= start < end <= len(text)
        end_before = end


def test_a_hostile_text_ends():
    began = time.process_time()
    find_bodies_in("市" * 1_000_000)
    find_bodies_in("各县（市" * 250_000)
    assert time.process_time() - began < 10
