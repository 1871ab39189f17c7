"""From bytes to a reading: the chain of steps in the order they run.

``open → clean → outline → statements → tables → tasks → lists → notes``. Each step is a function of what the steps before it made; nothing is kept between
documents. What could not be read for certain is listed as unread, never dropped (DESIGN section 4.1).
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Sequence
from dataclasses import replace

from lantu import __version__
from lantu.chinese.cleaning import CleanText, clean
from lantu.errors import UsageError
from lantu.model.plan import Reading
from lantu.model.records import Passage, Unread
from lantu.model.text import MappedText
from lantu.reading.extraction.horizon import Horizon, find_horizon
from lantu.reading.extraction.lists import read_lists
from lantu.reading.extraction.outline import Block, outline
from lantu.reading.extraction.statements import read_statements
from lantu.reading.extraction.tables import read_tables_with_unread
from lantu.reading.extraction.tasks import read_tasks
from lantu.reading.formats import open_document
from lantu.reading.head import plan_head
from lantu.reading.notes import notes_on

Progress = Callable[[str, float], None]
READER = f"lantu {__version__}"
FIRST_YEAR, LAST_YEAR = 1949, 2199


def read(
    data: bytes,
    name: str,
    *,
    start: int | None = None,
    end: int | None = None,
    area: str | None = None,
    progress: Progress | None = None,
) -> Reading:
    """Read a plan.

    Args:
        data: The bytes of the document.
        name: Its file name, for messages; the content tells the format.
        start: First year of the plan, where the document does not say it or says it wrongly.
        end: Last year of the plan.
        area: Name or code of the plan's area, where the document does not say it.
        progress: Called with the name of each step and the share of the work done.

    Returns:
        What the reader found, in document order, every fact with its place in the document's text.

    Raises:
        DocumentError: The document cannot be read at all.
        UsageError: U020 the years do not make a period; U021 the area is unknown.

    >>> reading = read("到2030年，全市森林覆盖率达到48%。".encode(), "plan.txt", start=2026, end=2030)
    >>> [(s.indicator, s.value, s.unit, s.period) for s in reading.statements]
    [('森林覆盖率', Decimal('48'), '%', '2030')]
    """
    _check_years(start, end)
    report = progress or (lambda step, share: None)
    report("open", 0.0)
    document = open_document(data, name)
    report("clean", 0.1)
    cleaned = clean(document.text)
    report("outline", 0.4)
    horizon = _own_years(find_horizon(cleaned.mapped.text), start, end)
    blocks = outline(cleaned.mapped.text, horizon)
    report("statements", 0.5)
    prose = read_statements(cleaned.mapped, blocks, horizon)
    report("tables", 0.6)
    tabled, illegible = read_tables_with_unread(cleaned.mapped, blocks, horizon)
    report("tasks", 0.7)
    tasks = read_tasks(cleaned.mapped, blocks, horizon)
    report("lists", 0.8)
    lists = read_lists(cleaned.mapped, blocks, horizon)
    report("notes", 0.9)
    passages = _passages(cleaned.mapped, blocks)
    reading = Reading(
        document=document,
        head=plan_head(horizon, area),
        reader=READER,
        passages=passages,
        statements=tuple(sorted((*prose.statements, *tabled), key=lambda statement: statement.start)),
        tasks=tasks,
        lists=lists,
        unread=tuple(sorted((*_unread(cleaned, passages), *prose.unread, *illegible), key=lambda place: place.start)),
    )
    report("done", 1.0)
    return replace(reading, notes=notes_on(reading, cleaned.repaired))


def _check_years(start: int | None, end: int | None) -> None:
    for year in (start, end):
        if year is not None and not FIRST_YEAR <= year <= LAST_YEAR:
            raise UsageError("U020", start=start, end=end)
    if (start is None) != (end is None) or (start is not None and end is not None and end < start):
        raise UsageError("U020", start=start, end=end)


def _own_years(found: Horizon | None, start: int | None, end: int | None) -> Horizon | None:
    """Put the years a person gave before those the title says."""
    if start is None or end is None:
        return found
    return replace(found, start=start, end=end) if found else Horizon(start, end, "plan", "")


def _passages(clean: MappedText, blocks: Sequence[Block]) -> tuple[Passage, ...]:
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


def _unread(cleaned: CleanText, passages: Sequence[Passage]) -> tuple[Unread, ...]:
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
