"""A breakdown on one page of the terminal: what the years ask, whether it balances, what is missing."""

from __future__ import annotations

import sys
from collections.abc import Iterator

from rich import box
from rich.console import Console, Group, RenderableType
from rich.panel import Panel
from rich.table import Table
from rich.text import Text

from lantu.cascade.balance.explaining import moves_said
from lantu.cascade.breakdown import Breakdown
from lantu.cascade.lines import Line
from lantu.cascade.telling import method_said
from lantu.errors import Language, message
from lantu.exchange.columns import columns_of
from lantu.model.annual_targets import AnnualTarget
from lantu.model.fields import write_text

_TARGETS, _MOVES, _REMARKS = 40, 8, 12
_PIPE = 120  # columns where there is no terminal


def show_breakdown(found: Breakdown, language: Language) -> None:
    """Print the summary of a breakdown.

    Args:
        found: The breakdown.
        language: Language of all words but the plan's own.
    """
    console = Console(width=None if sys.stdout.isatty() else _PIPE, highlight=False)
    for part in _parts(found, language):
        console.print(part)


def _parts(found: Breakdown, language: Language) -> Iterator[RenderableType]:
    line = found.line
    yield _targets(found, line, language)
    if found.conflicts:
        yield _conflicts(found, language)
    else:
        yield Text(message("C088", language, count=len(line.balance.rules)), style="green")
    if line.balance.possible and not line.balance.least:
        yield Text(message("K124", language), style="yellow")
    unkept = [check.said(language) for check in line.checks if not check.holds]
    if unkept:
        yield _listed(message("C096", language, count=len(unkept)), unkept, _MOVES, language)
    moves = moves_said(line.balance, language) if line.balance.possible else ()
    if moves:
        yield _listed(message("C094", language, count=len(moves)), moves, _MOVES, language)
    remarks = [remark.said(language) for remark in found.remarks]
    remarks += [each.reason.said(language) for each in line.balance.unasked]
    if remarks:
        yield _listed(message("C091", language, count=len(remarks)), remarks, _REMARKS, language)


def _targets(found: Breakdown, line: Line, language: Language) -> Table:
    words = {column.name: column.header(language) for column in columns_of(AnnualTarget)}
    own = [track for track in line.tracks if not track.subject]
    title = message("C086", language, count=len(own), start=found.years[0], end=found.years[-1])
    table = Table(title=title, title_justify="left", box=box.SIMPLE_HEAD, title_style="bold")
    table.add_column(words["indicator"], overflow="fold", ratio=3)
    table.add_column(words["unit"])
    table.add_column(message("C087", language), justify="right")
    for year in found.years:
        table.add_column(str(year), justify="right")
    table.add_column(words["rule"])
    for track in own[:_TARGETS]:
        printed = dict(zip(track.years, line.values[track.key], strict=True))
        base = "" if track.measure != "level" or track.baseline is None else write_text(track.baseline)
        figures = [write_text(printed[year]) if year in printed else "" for year in found.years]
        table.add_row(track.name, track.unit, base, *figures, method_said(track.rule, language))
    if len(own) > _TARGETS:
        table.caption, table.caption_justify = message("C090", language, count=len(own) - _TARGETS), "left"
    return table


def _conflicts(found: Breakdown, language: Language) -> Panel:
    lines: list[RenderableType] = []
    for conflict in found.conflicts:
        chinese = language == Language.ZH
        lines.append(Text(conflict.message_zh if chinese else conflict.message_en, style="bold red"))
        offers = [offer.message_zh if chinese else offer.message_en for offer in conflict.offers]
        lines.append(
            Text(message("C093", language) if offers else conflict.advice_zh if chinese else conflict.advice_en)
        )
        lines += [Text(f"  {place}. {offer}") for place, offer in enumerate(offers, 1)]
    title = message("C089", language, count=len(found.conflicts))
    return Panel(Group(*lines), title=title, title_align="left", border_style="red")


def _listed(title: str, lines: list[str] | tuple[str, ...], most: int, language: Language) -> Panel:
    shown = [Text(f"· {line}") for line in lines[:most]]
    if len(lines) > most:
        shown.append(Text(message("C090", language, count=len(lines) - most), style="dim"))
    return Panel(Group(*shown), title=title, title_align="left", border_style="yellow")
