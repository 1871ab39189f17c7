"""Titles of tables with no table under them: a table that was an image, or was cut off."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from lantu.reading.extraction.blocks import Block
from lantu.reading.extraction.grids import find_grids
from lantu.reading.extraction.lines import ARTICLE, UNNUMBERED, find_mark, split_lines
from lantu.reading.extraction.projects.columns import project_columns

_OF_TABLE = re.compile(
    r".{0,30}(?:[”\"]时期|[”\"]期间|规划期|(?:19|20)\d\d年?).{0,20}(?:主要|核心|重要)(?:目标)?指标(?:体系|一览)?表?(?:[（(][^（）()]{1,12}[）)])?"
    r"|.{2,40}(?:指标|一览|项目|分工|安排|统计|情况|任务|进度|明细|汇总)表(?:[（(][^（）()]{1,12}[）)])?"
)
_QUANTITY = re.compile(r"(?<![\d.])\d[\d.]*(?![\d.]|年|月|日)")
_LONGEST = 50
_STATED = 3  # so many quantities below a title say in words what a table would


def unfilled_titles(text: str, blocks: Sequence[Block]) -> Iterator[Block]:
    """Yield the blocks that are titles of tables with no table under them.

    Args:
        text: Clean text.
        blocks: Its outline.
    """
    for index, block in enumerate(blocks):
        if block.kind not in ("heading", "paragraph") or block.end - block.start > _LONGEST:
            continue
        if block.kind == "heading" and block.level != UNNUMBERED:
            continue
        words = text[block.start : block.end]
        annexed = index > 0 and text.startswith(
            "附", blocks[index - 1].start
        )  # the title of an annex, whatever it holds
        if not annexed and _OF_TABLE.fullmatch(words) and not _filled(text, blocks, index):
            yield block


def _filled(text: str, blocks: Sequence[Block], index: int) -> bool:
    """Tell whether a table, its header, or a paragraph that states its numbers follows."""
    following = [block for block in blocks[index + 1 : index + 4] if block.kind != "furniture"][:2]
    if not following:
        return False
    if any(block.kind in ("table", "column") for block in following):
        return True
    below = text[following[0].start : following[-1].end]
    if "\t" in below or below.count("|") > 1 or find_grids(below, split_lines(below)):
        return True
    mark = find_mark(text, following[0].start, following[0].end)
    if mark is not None and mark.level >= ARTICLE:  # the rows as numbered lines
        return True
    first = text[following[0].start : following[0].end]
    return project_columns(first.split()[:12]) is not None or len(_QUANTITY.findall(first)) >= _STATED
