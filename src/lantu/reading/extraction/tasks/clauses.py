"""Cuts a block into sentences and clauses.

A clause ends at ，： or —— (outside brackets and marks), a sentence at 。；！？ or a line end. Inside a clause a further verb
phrase may begin after 、 or 并 (完善制度、健全机制); it is cut off where its verb cannot be a noun.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from lantu.reading.extraction.tasks.heads import Reading, read_head

_SENTENCE_END = re.compile(r"[。；！？\n;]+")
_CLAUSE_END = re.compile(r"[，：\t]|——")
_CUTTING = (
    "允许 探索 打造 构建 建立 健全 完善 落实 抓好 做好 做强 做大 搭建 出台 制定 编制 设立 新建 扩建 改扩建 建成 实施 推进 推动 推广 开展 加快 提升 提高 促进 深化 优化 培育 引进 支持 鼓励 引导 增强 补齐 "
    "筑牢 夯实 打通 盘活 拓展 加大 举办 组建 创建 争创 强化 加强 完成 启动 织密 守牢 严守 畅通 擦亮 办好 用好"
).split()
_INNER = re.compile(
    r"(?:、|并且?)(?=(?:加快|积极|大力|全面|持续|深入|着力|稳步|探索|进一步)?"
    rf"(?:{'|'.join(_CUTTING)})(?!.{{0,3}}[的等和与、及])[^，、：]{{4}})"
)
_SHORTEST = 6


def sentences(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Yield the sentences of a stretch of masked text, closing marks left out."""
    position = start
    for match in _SENTENCE_END.finditer(text, start, end):
        if match.start() > position:
            yield position, match.start()
        position = match.end()
    if position < end:
        yield position, end


def clauses(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Return the clauses of a sentence of masked text, further verb phrases cut off.

    >>> clauses("完善考核制度、健全问责机制，办好学校", 0, 18)
    [(0, 6), (7, 13), (14, 18)]
    """
    spans = []
    position = start
    for match in _CLAUSE_END.finditer(text, start, end):
        if match.start() > position:
            spans += _cut(text, position, match.start())
        position = match.end()
    if position < end:
        spans += _cut(text, position, end)
    return spans


def _cut(text: str, start: int, end: int) -> list[tuple[int, int]]:
    spans = []
    position = start
    for match in _INNER.finditer(text, start, end):
        if match.start() - position < _SHORTEST:
            continue
        if read_head(text, position, match.start()).reading is not Reading.ACTION:
            break
        spans.append((position, match.start()))
        position = match.end()
    spans.append((position, end))
    return spans
