"""From bytes to a reading: the chain of steps in the order they run.

``open → clean → outline → statements → tables → tasks → projects → lists → notes``. Each step is a function of what the steps before it made;
nothing is kept between documents. What could not be read for certain is listed as unread, never dropped (DESIGN section 4.1).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from lantu import __version__
from lantu.chinese.cleaning import CleanText, clean
from lantu.errors import UsageError
from lantu.model.plan import Reading
from lantu.model.records import Statement, Unread
from lantu.reading.extraction.announced import read_announced
from lantu.reading.extraction.horizon import Horizon, find_horizon
from lantu.reading.extraction.lists import read_lists
from lantu.reading.extraction.outline import Block, outline
from lantu.reading.extraction.projects import read_projects
from lantu.reading.extraction.statements import read_statements
from lantu.reading.extraction.tables import read_tables_with_unread
from lantu.reading.extraction.tasks import read_tasks
from lantu.reading.formats import open_document
from lantu.reading.head import plan_head
from lantu.reading.notes import notes_on
from lantu.reading.passages import broken_places, passages_of

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
        What the reader found, in document order, every fact with its place in the document's text; of a document that holds images only,
        nothing but the note that says so.

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
    if not document.was_read:
        head = plan_head(_own_years(None, start, end), area)
        return Reading(document=document, head=head, reader=READER, notes=document.notes)
    report("clean", 0.1)
    cleaned = clean(document.text)
    report("outline", 0.4)
    horizon = _own_years(find_horizon(cleaned.mapped.text), start, end)
    blocks = outline(cleaned.mapped.text, horizon)
    empty = Reading(
        document=document,
        head=plan_head(horizon, area),
        reader=READER,
        passages=passages_of(cleaned.mapped, blocks),
    )
    filled = _filled(empty, cleaned, blocks, horizon, report)
    report("done", 1.0)
    missing = read_announced(cleaned.mapped, blocks, horizon)
    return replace(filled, notes=(*notes_on(filled, cleaned.repaired), *missing))


def _filled(
    reading: Reading, cleaned: CleanText, blocks: Sequence[Block], horizon: Horizon | None, report: Progress
) -> Reading:
    """Read everything there is to read in an outlined text."""
    text = cleaned.mapped
    report("statements", 0.5)
    prose = read_statements(text, blocks, horizon)
    report("tables", 0.6)
    tabled, illegible = read_tables_with_unread(text, blocks, horizon)
    report("tasks", 0.7)
    tasks = read_tasks(text, blocks, horizon)
    projects = read_projects(text, blocks, horizon, tasks)
    report("lists", 0.9)
    lists = read_lists(text, blocks, horizon)
    unread = (*broken_places(cleaned, reading.passages), *prose.unread, *illegible)
    return replace(
        reading,
        statements=tuple(sorted((*prose.statements, *tabled), key=_place)),
        tasks=tasks,
        projects=projects,
        lists=lists,
        unread=tuple(sorted(unread, key=_place)),
    )


def _place(record: Statement | Unread) -> int:
    return record.start


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
