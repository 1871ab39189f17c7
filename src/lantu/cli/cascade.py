"""``lantu cascade``: break a plan down to years and areas, balanced, or say why it cannot be."""

# ruff: noqa: PLC0415  # what a command needs is loaded when it runs: lantu --help must start at once

from __future__ import annotations

import sys
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from lantu.cli.progress import progress_bar
from lantu.cli.read import read_bytes
from lantu.errors import Language, message

if TYPE_CHECKING:
    from lantu.cascade.allocation import Allocation
    from lantu.cascade.breakdown import Breakdown
    from lantu.model.annual_targets import AnnualTarget
    from lantu.model.plan import Reading
    from lantu.model.records import Observation

SOMETHING_WRONG = 1


def cascade(
    context: typer.Context,
    plan: Annotated[Path, typer.Argument(metavar="PACKAGE|DOC", help="C082", show_default=False)],
    form: Annotated[Literal["table", "json"], typer.Option("--format", metavar="table|json", help="C083")] = "table",
    observations: Annotated[Path | None, typer.Option(metavar="FILE", help="C084")] = None,
    choices: Annotated[Path | None, typer.Option("--allocation", metavar="FILE.yaml", help="C095")] = None,
    output: Annotated[Path | None, typer.Option("-o", "--output", metavar="FILE.xlsx", help="C085")] = None,
    table: Annotated[Path | None, typer.Option("--take", metavar="FILE.xlsx", help="C135")] = None,
    reference: Annotated[str, typer.Option("--reference", metavar="TEXT", help="C136")] = "",
) -> int:
    """Break a plan down; texts of the help stand in the catalogue of messages."""
    from lantu.cascade.breakdown import break_down
    from lantu.exchange.allocationfile import load_allocation
    from lantu.exchange.cascades import write_paths
    from lantu.exchange.package import is_package

    language: Language = context.obj
    given = _given(plan)
    allocation = load_allocation(choices) if choices is not None else given.allocation
    observed = (*given.observations, *_observations(observations))
    with progress_bar(language) as tell:
        found = break_down(given.plan, observed, allocation, language=language, report=tell)
    if table is not None:
        from lantu.cli.cascade_taking import take_table

        take_table(plan, table, reference, found, given.plan, given.issued, language)
        return SOMETHING_WRONG if found.conflicts else 0
    if is_package(plan):
        write_paths(plan, found)
    if output is not None:
        _write_tables(output, found, replace(given, allocation=allocation), language)
    _show(found, form, language, output)
    return SOMETHING_WRONG if found.conflicts else 0


@dataclass(frozen=True, slots=True)
class _Given:
    """What the command was given: a package whole, or the plan of a document."""

    plan: Reading
    observations: tuple[Observation, ...] = ()
    issued: tuple[AnnualTarget, ...] = ()
    allocation: Allocation | None = None


def _given(plan: Path) -> _Given:
    from lantu.exchange.allocationfile import read_allocation
    from lantu.exchange.package import is_package, open_package

    if plan.is_dir() or is_package(plan):
        package = open_package(plan)
        return _Given(package.plan, package.observations, package.annual_targets, read_allocation(plan))
    from lantu import reading as reader

    return _Given(reader.read(read_bytes(plan), plan.name))


def _observations(path: Path | None) -> tuple[Observation, ...]:
    from lantu.exchange.csvfile import read_table
    from lantu.model.records import Observation

    return () if path is None else read_table(Observation, path)


def _write_tables(output: Path, found: Breakdown, given: _Given, language: Language) -> None:
    from lantu.cascade.outcome import outcome_of
    from lantu.exchange.annual_book import about, write_annual_tables

    names = {member.subject: member.name for member in given.allocation.members} if given.allocation else {}
    write_annual_tables(output, (*found.rows, *given.issued), about(outcome_of(found), given.plan, names), language)


def _show(found: Breakdown, form: str, language: Language, output: Path | None) -> None:
    if form == "json":
        from lantu.exchange.cascades import breakdown_json

        utf8 = (sys.stdout.encoding or "").lower().replace("-", "").startswith("utf")
        typer.echo(breakdown_json(found, ascii_only=not utf8))
    else:
        from lantu.cli.cascade_summary import show_breakdown

        show_breakdown(found, language)
    if output is not None:
        typer.echo(message("C092", language, file=output), err=True)
