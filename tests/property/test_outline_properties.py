"""Whatever the text, an outline keeps every character in exactly one block, in order."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lantu.reading.extraction.horizon import Horizon, find_horizon
from lantu.reading.extraction.outline import Block, outline

PIECES = st.sampled_from(
    [
        "第一章",
        "第二节 ",
        "一、",
        "（一）",
        "1.",
        "1.1",
        "（2）",
        "①",
        "目录",
        "前言",
        "附件1",
        "专栏1 ",
        "表1 ",
        "序号",
        "指标",
        "单位",
        "属性",
        "——",
        "治水兴水",
        "。",
        "，",
        "：",
        "；",
        "\n",
        "\n",
        "\n",
        "\t",
        " ",
        "12公里",
        "“十四五”",
        "2025年",
        "到2030年",
        "…… 3",
        "— 7 —",
        "注：1.",
        "下载",
        "来源：报",
        "五年来",
        "力争",
        "主要目标是：",
        "一是",
        "规划纲要",
        "\u2028",
        "\x1c",
        "推动建设并完善管护体系" * 5,
    ]
)
TEXTS = st.one_of(st.text(max_size=200), st.lists(PIECES, max_size=60).map("".join))
HORIZONS = st.sampled_from([None, Horizon(2021, 2025, "plan", ""), Horizon(2026, 2026, "report", "", 2026)])


def check(text: str, blocks: tuple[Block, ...]) -> None:
    position = 0
    for index, block in enumerate(blocks):
        assert position <= block.start < block.end <= len(text)
        assert not text[position : block.start].strip()
        assert block.start <= block.lead_end <= block.end
        assert block.parent is None or block.parent < index
        assert (block.level is not None) == (block.kind in ("heading", "title"))
        position = block.end
    assert not text[position:].strip()


@given(TEXTS, HORIZONS)
def test_every_character_is_in_one_block(text: str, horizon: Horizon | None) -> None:
    check(text, outline(text, horizon))


@given(TEXTS)
def test_horizon_never_raises(text: str) -> None:
    horizon = find_horizon(text)
    assert horizon is None or horizon.start <= horizon.end


@given(TEXTS, HORIZONS)
def test_same_text_same_outline(text: str, horizon: Horizon | None) -> None:
    assert outline(text, horizon) == outline(text, horizon)


@pytest.mark.parametrize(
    "piece", ["的", "一", "（", "第", "力争", "……", "1.", "序号指标单位\n", "1\t2\n", "专栏1 井\n", "一、治\n"]
)
def test_hostile_repetition_stays_linear(piece: str) -> None:
    text = piece * (60_000 // len(piece))
    started = time.process_time()
    check(text, outline(text, None))
    assert time.process_time() - started < 30, "a text of 60,000 characters takes well under a second when linear"
