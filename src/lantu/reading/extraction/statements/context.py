"""What headings and leads say for the paragraphs under them: period, topic and scope."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from lantu.chinese.time import TimeKind, TimeMention, find_times
from lantu.reading.extraction.horizon import Horizon
from lantu.reading.extraction.outline import Block
from lantu.reading.extraction.statements.naming import topic_of
from lantu.reading.extraction.statements.scopes import scope_of_heading

_GOVERNING = (TimeKind.POINT, TimeKind.SPAN)
_OPENING = 8  # characters within which a time phrase opens its sentence
_PAST = ("review", "environment")
_LEAD = re.compile(r"：$|(?:以下|如下|下列)[^，。：]{0,12}$")
_TITLE_LEVEL = 9  # an unnumbered heading, such as the title under 附件1


@dataclass(slots=True)
class Context:
    """What governs a block from outside its sentences.

    Attributes:
        topic: Noun of the lead or of the heading above.
        scope: Area or zone the lead or heading names, or None.
        period: Period said by lead or heading, or None.
        review_period: In a review, the years last spoken of (这五年), which decide what growth is of.
    """

    topic: str = ""
    scope: str | None = None
    period: str | None = None
    review_period: str | None = None


@dataclass(slots=True)
class Contexts:
    """Contexts of the blocks of one document, made as the reader walks through it."""

    text: str
    blocks: Sequence[Block]
    horizon: Horizon | None
    review_period: str | None = None
    announced: dict[int, str] = field(default_factory=dict)

    def of(self, block: Block) -> Context:
        """Return what governs a block."""
        topic = self._topic(block)
        lead = governing(self.times(self.text[block.start : block.lead_end]))
        if block.kind == "heading" or lead:
            self.review_period = lead[0].period if lead else self._five_years(block)
        period = lead[0].period if lead else self._heading_period(block)
        return Context(topic, scope_of_heading(topic), period, self.review_period)

    def announce(self, block: Block, last: str, times: Sequence[TimeMention]) -> None:
        """Remember a lead paragraph (到2030年，实现以下目标：), which governs what follows it under the same heading.

        Args:
            block: The paragraph.
            last: Its last sentence.
            times: Its time phrases; only one period can govern.
        """
        if block.parent is None or block.kind == "heading" or not _LEAD.search(last):
            return
        said = governing(self.times(last)) or governing(times)
        if len(periods := {t.period for t in said if t.period}) == 1:
            self.announced[block.parent] = periods.pop()

    def times(self, text: str) -> list[TimeMention]:
        """Find the time expressions of a stretch of the document."""
        if not text:
            return []
        horizon = (self.horizon.start, self.horizon.end) if self.horizon else None
        work_year = self.horizon.year_of_work if self.horizon else None
        if work_year and self.horizon and self.horizon.only_past:
            work_year -= 1  # 全年 in the account of 2025 is 2025
        return find_times(text, work_year=work_year, horizon=horizon)

    def note_review(self, times: Sequence[TimeMention]) -> None:
        """Remember the span of years with which a sentence of a review begins (五年来，…)."""
        spans = [t.period for t in times if t.kind is TimeKind.SPAN and t.period and t.start <= _OPENING]
        self.review_period = spans[0] if spans else self.review_period

    def _five_years(self, block: Block) -> str | None:
        """这是实力持续提升的五年: the heading of a stretch that reviews five years."""
        if self.horizon is None or not (block.heading or "").endswith("五年"):
            return None
        return f"{self.horizon.base - 4}-{self.horizon.base}"

    def _topic(self, block: Block) -> str:
        if block.heading and block.kind != "heading":
            return topic_of(block.heading)
        parent = self.blocks[block.parent] if block.parent is not None else None
        return topic_of(parent.heading) if parent is not None and parent.heading and (parent.level or 0) > 1 else ""

    def _heading_period(self, block: Block) -> str | None:
        """A heading or a lead paragraph governs its section: 三、2026年重点工作; 到2030年，实现以下目标：."""
        index = block.parent
        while index is not None:
            heading = self.blocks[index]
            words = f"{heading.heading or ''} {self._subtitle(index)}"
            if index in self.announced:
                return self.announced[index]
            periods = {t.period for t in governing(self.times(words))}
            if periods:  # “十五五”时期主要目标和2026年工作安排 governs with neither
                return periods.pop() if len(periods) == 1 else None
            index = heading.parent
        return self._period_of_title(past=block.role in _PAST)

    def _period_of_title(self, *, past: bool) -> str | None:
        """The title of a programme of one year, or of an account, governs what no heading does."""
        if self.horizon is None or past:
            return self.horizon.told if self.horizon else None
        return str(self.horizon.year_of_work) if self.horizon.year_of_work else None

    def _subtitle(self, index: int) -> str:
        """附件1 and its title on the next line are one heading."""
        below = self.blocks[index + 1] if index + 1 < len(self.blocks) else None
        belongs = (
            below is not None and below.kind == "heading" and below.level == _TITLE_LEVEL and below.parent == index
        )
        return below.heading or "" if below is not None and belongs else ""


def governing(times: Sequence[TimeMention]) -> list[TimeMention]:
    """Return the time phrases that can govern what follows: points and spans."""
    return [t for t in times if t.kind in _GOVERNING]
