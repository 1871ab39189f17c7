"""The structure of a plan: its headings, paragraphs, boxes, tables and contents, each with number, parent and role.

Every character that is not space belongs to exactly one block, so nothing of the text is lost.
"""

from __future__ import annotations

from collections.abc import Sequence

from lantu.model.records import Role
from lantu.reading.extraction import roles
from lantu.reading.extraction.blocks import Block, Builder
from lantu.reading.extraction.horizon import Horizon
from lantu.reading.extraction.lines import split_lines

__all__ = ["Block", "outline"]


def outline(text: str, horizon: Horizon | None = None) -> tuple[Block, ...]:
    r"""Return the blocks of a document in order.

    Args:
        text: The clean text, one paragraph a line.
        horizon: The document's years; without them roles rest on words alone.

    Returns:
        Blocks that do not overlap and hold all characters that are not space.

    >>> [(b.kind, b.number, b.heading) for b in outline("第一章 治水\n河道整治。完成清淤。")]
    [('heading', '1', '治水'), ('paragraph', '1', '河道整治')]
    """
    lines = split_lines(text)
    blocks = Builder(text, lines).build()
    decided = roles.decide(text, [_section(block, blocks) for block in blocks], horizon)
    return tuple(
        block if block.role == role else _with_role(block, role) for block, role in zip(blocks, decided, strict=True)
    )


def _with_role(b: Block, role: Role) -> Block:
    return Block(b.kind, b.level, b.number, b.heading, b.lead_end, b.parent, role, b.start, b.end)


def _section(block: Block, blocks: Sequence[Block]) -> roles.Section:
    above = blocks[block.parent].number if block.parent is not None else ""
    return roles.Section(
        block.kind, block.level, block.heading, block.parent, block.start, block.end, block.number != above
    )
