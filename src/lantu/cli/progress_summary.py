"""Progress on one page of the terminal: how many stand where, then every target, the worst first."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from decimal import Decimal

from rich import box
from rich.console import Console, RenderableType
from rich.table import Table
from rich.text import Text

from lantu.errors import Language, message
from lantu.exchange.columns import choice_word, columns_of
from lantu.model.progress import Progress
from lantu.monitoring.judging import Judgement
from lantu.monitoring.monitoring import Monitored
from lantu.monitoring.printing import in_published_digits, percent
from lantu.vocabulary.schemes import Scheme

_TARGETS, _PIPE = 60, 130
_SHOWN = ("computed", "error")
_COLOURS = {"blue": "blue", "green": "green", "teal": "cyan", "amber": "yellow", "red": "red", "violet": "magenta"}


def show_progress(judged: Sequence[Judgement], found: Monitored, scheme: Scheme, language: Language) -> None:
    """Print where the targets of a plan stand.

    Args:
        judged: The judgements.
        found: What was measured.
        scheme: The scheme of the statuses.
        language: Language of all words but the plan's own.
    """
    console = Console(width=None if sys.stdout.isatty() else _PIPE, highlight=False)
    for part in _parts(judged, found, scheme, language):
        console.print(part)


def _parts(
    judged: Sequence[Judgement], found: Monitored, scheme: Scheme, language: Language
) -> Iterator[RenderableType]:
    yield Text(
        message(
            "C145", language, day=found.day, scheme=scheme.label(language), counts=_counts(judged, scheme, language)
        )
    )
    told = sorted(judged, key=lambda each: (each.status is None, each.status.rank if each.status else 0))
    shown = [each for each in told if each.progress.state in _SHOWN][:_TARGETS]
    if shown:
        yield _table(shown, language)
    rest = len([each for each in told if each.progress.state in _SHOWN]) - len(shown)
    if rest > 0:
        yield Text(message("C146", language, count=rest))
    yield Text(message("C147", language, count=len(found.remarks)), style="dim")


def _counts(judged: Sequence[Judgement], scheme: Scheme, language: Language) -> str:
    by_status = Counter(each.progress.status for each in judged)
    by_state = Counter(each.progress.state for each in judged if each.status is None)
    said = [
        f"{each.symbol} {each.name(language)} {by_status[each.key]}" for each in scheme.statuses if by_status[each.key]
    ]
    said += [f"○ {choice_word(state, language)} {count}" for state, count in by_state.items()]
    return ("，" if language == Language.ZH else ", ").join(said)


def _table(judged: Sequence[Judgement], language: Language) -> Table:
    words = {column.name: column.header(language) for column in columns_of(Progress)}
    table = Table(box=box.SIMPLE_HEAD)
    table.add_column(words["status"], no_wrap=True)
    table.add_column(words["indicator"], overflow="fold", ratio=3)
    for name in ("latest", "observed_on", "due_value", "target_value", "progress", "time_progress"):
        table.add_column(words[name], justify="right")
    for each in judged:
        table.add_row(*_row(each, language))
    return table


def _row(each: Judgement, language: Language) -> Iterator[RenderableType]:
    row, status = each.progress, each.status
    sign = f"{status.symbol} {status.name(language)}" if status else choice_word(row.state, language)
    waits = message("C150", language) if each.proposal else ""
    marks = message("C148", language) if row.components.get("unreleased") is True else ""
    yield Text(f"{sign}{waits}", style=_COLOURS.get(status.colour, "") if status else "dim")
    yield Text(f"{row.indicator}{f' [{row.subject}]' if row.subject else ''}{marks}")
    yield in_published_digits(row.latest, row)
    yield row.observed_on or ""
    yield in_published_digits(row.due_value, row)
    yield f"{in_published_digits(row.target_value, row)} {row.unit or ''}".strip()
    yield _percent(row.progress)
    yield _percent(row.time_progress)


def _percent(fraction: Decimal | None) -> str:
    return "" if fraction is None else f"{percent(fraction)}%"
