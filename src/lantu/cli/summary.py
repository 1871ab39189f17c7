"""A reading on one page of the terminal: what it is, what stands out, what to do next."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from rich import box
from rich.columns import Columns
from rich.console import Group, RenderableType
from rich.panel import Panel
from rich.table import Table
from rich.text import Text

from lantu.cli.page import Page
from lantu.errors import Language, message
from lantu.exchange.columns import choice_word, columns_of
from lantu.exchange.overview import Chapter, Overview, overview
from lantu.exchange.sentences import amount, period_words
from lantu.model.plan import Reading
from lantu.model.records import Statement, Unread

_TARGETS, _BASELINES, _UNREAD, _CHAPTERS = 20, 8, 8, 12
_BAR = 12  # columns of the longest bar


def show_summary(reading: Reading, language: Language, document: Path, output: Path | None) -> None:
    """Print the summary of a reading.

    Args:
        reading: What was read.
        language: Language of all words but the document's own.
        document: Path of the document, as the person gave it.
        output: The package that was written, or None.
    """
    console = Page()
    facts = overview(reading)
    for part in _parts(reading, facts, language):
        console.print(part)
    if output is not None:
        console.print(Text(message("C036", language, folder=output), style="bold green"))
    if not reading.document.was_read:
        return
    if output is not None:
        console.print(Text(message("C037", language, folder=output)))
    else:
        console.print(Text(message("C038", language, document=document)))


def _parts(reading: Reading, facts: Overview, language: Language) -> list[RenderableType]:
    if not reading.document.was_read:
        return [_head(reading, language), _notes(reading, language)]
    parts: list[RenderableType] = [_head(reading, language)]
    if not reading.statements:
        parts.append(Text(message("C040", language), style="yellow"))
    counts = [
        _counts("C027", facts.kinds, language),
        _counts("C028", facts.forms, language),
        _counts("C029", facts.measures, language),
    ]
    parts.append(Columns([table for table in counts if table is not None], padding=(0, 3)))
    if facts.chapters:
        parts.append(_chapters(facts.chapters, language))
    if facts.targets:
        parts.append(_statements("C023", facts.targets, _TARGETS, language))
    if facts.baselines:
        parts.append(_statements("C024", facts.baselines, _BASELINES, language))
    if reading.unread:
        parts.append(_unread(reading.unread, language))
    if reading.notes:
        parts.append(_notes(reading, language))
    return parts


def _notes(reading: Reading, language: Language) -> Panel:
    notes = [note.message_zh if language == Language.ZH else note.message_en for note in reading.notes]
    lines = [Text(f"· {note}") for note in notes]
    return Panel(Group(*lines), title=message("C026", language), title_align="left", border_style="yellow")


def _head(reading: Reading, language: Language) -> Panel:
    head, document = reading.head, reading.document
    level = choice_word(head.level, language) if head.level else None
    what = [head.area_name, level, choice_word(head.kind, language, "kind")]
    if head.start is not None and head.end is not None:
        what.append(message("C020", language, start=head.start, end=head.end))
    encoding = document.encoding or document.media_type
    counted = {name: len(getattr(reading, name)) for name in ("statements", "tasks", "projects", "lists", "unread")}
    lines = [
        Text(head.title or document.name, style="bold"),
        Text(" · ".join(part for part in what if part), style="cyan"),
        Text(message("C021", language, name=document.name, size=f"{len(document.text):,}", encoding=encoding)),
        Text(message("C022", language, **counted), style="green"),
    ]
    if not document.was_read:
        del lines[1:]
    return Panel(Group(*lines), box=box.ROUNDED, border_style="cyan", padding=(0, 2))


def _counts(code: str, counts: Mapping[str, int], language: Language) -> Table | None:
    """Return a small table with bars, or None where there is nothing to count."""
    if not counts:
        return None
    table = Table(title=message(code, language), title_justify="left", title_style="bold", box=None, show_header=False)
    table.add_column()
    table.add_column(justify="right")
    table.add_column(style="cyan")
    most = max(counts.values())
    for value, count in counts.items():
        table.add_row(choice_word(value, language), str(count), _bar(count, most))
    return table


def _bar(count: int, most: int) -> str:
    return "■" * max(1, round(_BAR * count / most))


def _chapters(chapters: Sequence[Chapter], language: Language) -> Table:
    table = _titled(message("C030", language))
    table.add_column(message("C031", language), overflow="fold")
    for code in ("C032", "C033"):
        table.add_column(message(code, language), justify="right")
    table.add_column("", style="cyan")
    most = max(chapter.targets + chapter.tasks for chapter in chapters)
    shown, rest = chapters[:_CHAPTERS], chapters[_CHAPTERS:]
    if rest:
        left_out = Chapter(message("C050", language), sum(c.targets for c in rest), sum(c.tasks for c in rest))
        shown = [*shown, left_out]
    for chapter in shown:
        bar = _bar(min(chapter.targets + chapter.tasks, most), most)
        table.add_row(Text(chapter.title or "—"), str(chapter.targets), str(chapter.tasks), bar)
    return table


def _statements(code: str, statements: Sequence[Statement], most: int, language: Language) -> Table:
    shown = statements[:most]
    headers = {column.name: column.header(language) for column in columns_of(Statement)}
    table = _titled(message(code, language, total=len(statements), shown=len(shown)))
    table.add_column(headers["indicator"], overflow="fold", ratio=4)
    table.add_column(message("C034", language), justify="right", overflow="fold", ratio=3)
    table.add_column(headers["period"], no_wrap=True)
    with_marks = any(statement.attribute or statement.modality for statement in shown)
    if with_marks:
        table.add_column(headers["attribute"], no_wrap=True)
        table.add_column(headers["modality"], no_wrap=True)
    table.add_column(headers["passage"], no_wrap=True)
    for statement in shown:
        name = f"{statement.indicator}（{statement.scope}）" if statement.scope else statement.indicator
        marks = [choice_word(value, language) if value else "" for value in (statement.attribute, statement.modality)]
        row = [name, amount(statement, language), period_words(statement, language)]
        row += [*(marks if with_marks else []), statement.passage]
        table.add_row(*(Text(cell) for cell in row))
    return table


def _unread(places: Sequence[Unread], language: Language) -> Table:
    shown = places[:_UNREAD]
    headers = {column.name: column.header(language) for column in columns_of(Unread)}
    table = _titled(message("C025", language, total=len(places), shown=len(shown)))
    for name in ("text", "reason", "guess", "passage"):
        table.add_column(headers[name], overflow="fold")
    for place in shown:
        row = [place.text[:60], choice_word(place.reason, language), place.guess or "", place.passage]
        table.add_row(*(Text(cell) for cell in row))
    return table


def _titled(title: str) -> Table:
    return Table(title=title, title_justify="left", title_style="bold", box=box.SIMPLE_HEAD, pad_edge=False)
