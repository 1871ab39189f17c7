"""What holds of tasks and lists whatever the text: no error, offsets inside, ids unique, time in proportion to length."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lantu.model.text import MappedText
from lantu.reading.extraction.horizon import Horizon
from lantu.reading.extraction.lists import read_lists
from lantu.reading.extraction.outline import outline
from lantu.reading.extraction.tasks import read_tasks

PIECES = (
    "建设 推进 加快 蓝河 水库 三大 基地 、 ， 。 ： （ ） “ ” 《 》 一是 二是 等5个 园区 到2028年 牵头单位： 市水务局 负责 由 将 打造为 以 为核心 ; \n 第一章 —— 和 的 6 十 年 1. "
    "提高 积极性 实现 ◌ 在 基础上 新增 家 A %"
).split(" ")
HORIZON = Horizon(2026, 2030, "plan", "")
REPEATED = (
    "建设A、",
    "6大基地：",
    "等5个",
    "“",
    "（",
    "牵头单位：市局；",
    "加强，",
    "三项工作：一是A；",
    "2026年建设A，",
    "以",
    "、建立机制",
)


@settings(deadline=None, max_examples=150)
@given(st.lists(st.sampled_from(PIECES), max_size=60).map("".join))
def test_records_lie_in_the_text(text: str) -> None:
    clean, blocks = MappedText.of(text), outline(text, HORIZON)
    tasks, lists = read_tasks(clean, blocks, HORIZON), read_lists(clean, blocks, HORIZON)
    for each in (*tasks, *lists):
        assert 0 <= each.start < each.end <= len(text)
        assert 0 < each.confidence <= 1
    assert len({each.id for each in tasks}) == len(tasks)
    assert len({each.id for each in lists}) == len(lists)
    assert all(task.verb in text and task.object for task in tasks)
    assert all(each.announced >= 2 and each.members for each in lists)


@settings(deadline=None, max_examples=60)
@given(st.text(max_size=200))
def test_any_text_can_be_read(text: str) -> None:
    clean, blocks = MappedText.of(text), outline(text, None)
    read_tasks(clean, blocks, None)
    read_lists(clean, blocks, None)


@pytest.mark.parametrize("unit", REPEATED)
def test_time_grows_with_length(unit: str) -> None:
    seconds = []
    for length in (10_000, 80_000):
        text = (unit * length)[:length]
        clean, blocks = MappedText.of(text), outline(text, HORIZON)
        begun = time.process_time()
        read_tasks(clean, blocks, HORIZON)
        read_lists(clean, blocks, HORIZON)
        seconds.append(time.process_time() - begun)
    assert seconds[1] < 30 * seconds[0] + 2, seconds  # quadratic would be 64 times
