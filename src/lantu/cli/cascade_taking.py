"""``lantu cascade --take``: a table of annual targets that was filled in, compared and taken whole."""

# ruff: noqa: PLC0415  # what a command needs is loaded when it runs: lantu --help must start at once

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from rich import box
from rich.console import Console
from rich.table import Table

from lantu.cli.read import read_bytes
from lantu.errors import Language, UsageError, message

if TYPE_CHECKING:
    from lantu.cascade.breakdown import Breakdown
    from lantu.exchange.annual_taking import Change
    from lantu.model.annual_targets import AnnualTarget
    from lantu.model.plan import Reading

_WIDTH = 120  # columns where there is no terminal


def take_table(
    package: Path,
    file: Path,
    reference: str,
    found: Breakdown,
    plan: Reading,
    issued: Sequence[AnnualTarget],
    language: Language,
) -> None:
    """Show what a table would issue, and issue it where every row rests on a document.

    Args:
        package: The folder of the package.
        file: The table.
        reference: The document of rows that name none; empty to look only.
        found: The breakdown.
        plan: The plan.
        issued: What was issued before.
        language: Language of the words.

    Raises:
        UsageError: The plan is no package, so that there is no place for decisions (K168).
        PackageError: It is no table of annual targets (K191, K192), or could not be read or written.
        TableError: A cell cannot be taken; every reason is listed, nothing is taken.
    """
    from lantu.cascade.outcome import outcome_of
    from lantu.exchange.annual_book import filled_cells
    from lantu.exchange.annual_taking import changes_beside
    from lantu.exchange.csvfile import write_table
    from lantu.exchange.package import is_package
    from lantu.model.annual_targets import AnnualTarget

    if not is_package(package):
        raise UsageError("K168", plan=package)
    cells = filled_cells(read_bytes(file), file.name)
    statements = {each.id: each for each in plan.statements}
    changes = changes_beside(outcome_of(found), issued, statements, cells, file.name)
    _show(changes, language)
    if not changes or not all(each.reference or reference.strip() for each in changes):
        _say("C130" if changes else "C131", language, file)
        return
    at = datetime.now().astimezone().isoformat(timespec="seconds")
    rows = [each.row(reference, at) for each in changes]
    write_table(package / "decisions" / "annual_targets.csv", AnnualTarget, (*issued, *rows))
    _say("C132", language, file)


def _say(code: str, language: Language, file: Path) -> None:
    Console(stderr=True, highlight=False).print(message(code, language, file=file.name), markup=False)


def _show(changes: Sequence[Change], language: Language) -> None:
    from lantu.exchange.columns import columns_of
    from lantu.model.annual_targets import AnnualTarget
    from lantu.model.fields import write_text

    if not changes:
        return
    words = {column.name: column.header(language) for column in columns_of(AnnualTarget)}
    table = Table(box=box.SIMPLE_HEAD)
    for name in ("indicator", "subject", "year"):
        table.add_column(words[name], overflow="fold")
    table.add_column(message("C133", language), justify="right")
    table.add_column(message("C134", language), justify="right")
    table.add_column(words["reference"], overflow="fold")
    for each in changes:
        new = each.row()
        shown = [row.text or ("" if row.value is None else write_text(row.value)) for row in (each.before, new)]
        table.add_row(new.indicator, new.subject, str(new.year), *shown, each.reference)
    console = Console(highlight=False)
    (console if console.is_terminal else Console(width=_WIDTH, highlight=False)).print(table)
