"""When a task is due: the time phrase that governs its verb."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence

from lantu.chinese.time import TimeKind, TimeMention, find_times
from lantu.reading.extraction.blocks import Block
from lantu.reading.extraction.horizon import Horizon
from lantu.reading.extraction.masking import FILLER

_MAY_HOLD_TIME = re.compile(r"年|五[”\"]|季度|个月")
_DONE_AFTER = re.compile(
    r"(?:前|底|末|内|之)*(?:[^，]{0,4})(?:建成|完成|完工|竣工|开工|投用|投产|通车|投入|投运|开通|验收|交付|启动|实现|基本)"
)
_NAMES_A_THING = re.compile(r"版|度?(?:行动|工作|计划|方案|规划|任务|目标|要点|亚运|冬奥|世界|全运)")
_BACK = 12
"""So many times before a verb are looked at; keeps the reading linear."""
_COUNTS = frozenset((TimeKind.POINT, TimeKind.SPAN, TimeKind.EVERY, TimeKind.WITHIN))


class Deadlines:
    """Finds the time that governs a place of a plan."""

    def __init__(self, text: str, hidden: str, blocks: Sequence[Block], horizon: Horizon | None) -> None:
        self.text = text
        self.hidden = hidden
        self.blocks = blocks
        self.years = (horizon.start, horizon.end) if horizon else None
        self.work_year = horizon.year_of_work if horizon else None
        self.inherited: dict[int | None, str | None] = {None: None}

    def in_sentence(self, start: int, end: int) -> list[TimeMention]:
        """Return the times a sentence says of the future, at indices of the whole text."""
        words = self.text[start:end]
        if not _MAY_HOLD_TIME.search(words):
            return []
        found = find_times(words, work_year=self.work_year, horizon=self.years)
        return [
            TimeMention(start + m.start, start + m.end, m.kind, m.period, m.end_of)
            for m in found
            if m.kind in _COUNTS and not self._past(m.period)
        ]

    def _past(self, period: str | None) -> bool:
        if self.years is None or period is None or not period[:4].isdigit():
            return False
        last = period[5:9] if len(period) == 9 else period[:4]
        return int(last) < self.years[0]

    def governing(self, times: list[TimeMention], clause: tuple[int, int], verb: int, end: int) -> str | None:
        """Return the period that governs a task, or None.

        Args:
            times: Times of the sentence.
            clause: Where the task's first clause starts and ends.
            verb: Index of its verb.
            end: Index after the task with all that belongs to it (…，2027年建成投用).
        """
        governing: str | None = None
        last = bisect_left(times, end, key=lambda mention: mention.start)
        for mention in times[max(0, last - _BACK) : last]:
            names = _NAMES_A_THING.match(self.text, mention.end) is not None or self._in_brackets(mention)
            own = mention.start >= clause[0]
            if mention.start < verb and not names and (own or mention.kind is not TimeKind.EVERY):
                governing = mention.period
            elif mention.start > verb and _DONE_AFTER.match(self.text, mention.end, end):
                return mention.period
        return governing

    def _in_brackets(self, mention: TimeMention) -> bool:
        """Tell a time that belongs to a name, 三年行动方案（2026—2028年）, from one in a slogan (“十五五”期间)."""
        return self.hidden[mention.start] == FILLER and self.text[mention.start] not in '“"'

    def of_headings(self, index: int | None) -> str | None:
        """Return the period a heading, or one above it, says for all under it."""
        if index in self.inherited:
            return self.inherited[index]
        assert index is not None
        block = self.blocks[index]
        own = self.in_sentence(block.start, block.end) if block.kind == "heading" else []
        times = [m for m in own if m.kind is not TimeKind.EVERY]
        self.inherited[index] = times[0].period if times else self.of_headings(block.parent)
        return self.inherited[index]
