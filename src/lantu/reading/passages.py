"""The outline as records, and where the places stand that could not be read."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence

from lantu.chinese.cleaning import CleanText
from lantu.model.records import Passage, Unread
from lantu.model.text import MappedText
from lantu.reading.extraction.outline import Block


def passages_of(clean: MappedText, blocks: Sequence[Block]) -> tuple[Passage, ...]:
    """Turn the outline of the clean text into records with addresses in the original."""
    spans = [clean.original_span(block.start, block.end) for block in blocks]
    return tuple(
        Passage(
            id=f"p{span.start}",
            parent=None if block.parent is None else f"p{spans[block.parent].start}",
            number=block.number,
            level=block.level,
            kind=block.kind,
            heading=block.heading,
            role=block.role,
            start=span.start,
            end=span.end,
        )
        for block, span in zip(blocks, spans, strict=True)
    )


def broken_places(cleaned: CleanText, passages: Sequence[Passage]) -> tuple[Unread, ...]:
    """List the places whose characters could not be restored with certainty."""
    starts = [passage.start for passage in passages]
    return tuple(
        Unread(
            id=f"u{site.start}",
            reason="broken_characters",
            text=site.text,
            guess=site.guess,
            passage=passages[bisect_right(starts, site.start) - 1].number if passages else "",
            start=site.start,
            end=site.end,
        )
        for site in cleaned.unread
    )
