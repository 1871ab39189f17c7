"""``lantu monitor``: how far every target of a plan has come, as known on a day."""

# ruff: noqa: PLC0415  # what a command needs is loaded when it runs: lantu --help must start at once

from __future__ import annotations

import sys
from dataclasses import replace
from datetime import date, datetime, timedelta, timezone
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from lantu.cli.read import read_bytes
from lantu.errors import Language, UsageError

if TYPE_CHECKING:
    from lantu.cascade.allocation import Allocation
    from lantu.model.annual_targets import AnnualTarget
    from lantu.model.plan import Reading
    from lantu.model.records import Observation
    from lantu.vocabulary.schemes import Scheme

YAML = (".yaml", ".yml")
CHINA = timezone(timedelta(hours=8))


def monitor(
    context: typer.Context,
    plan: Annotated[Path, typer.Argument(metavar="PACKAGE|DOC", help="C082", show_default=False)],
    observations: Annotated[Path | None, typer.Option(metavar="FILE", help="C142")] = None,
    mapping: Annotated[Path | None, typer.Option(metavar="FILE.yaml", help="C149")] = None,
    as_of: Annotated[str | None, typer.Option(metavar="DATE", help="C143")] = None,
    form: Annotated[Literal["table", "json"], typer.Option("--format", metavar="table|json", help="C083")] = "table",
    scheme: Annotated[str | None, typer.Option(metavar="NAME|FILE.yaml[:NAME]", help="C144")] = None,
) -> int:
    """Monitor a plan; texts of the help stand in the catalogue of messages."""
    from lantu.exchange.package import is_package
    from lantu.exchange.progresses import progress_json, write_progress
    from lantu.monitoring.judging import judge_all
    from lantu.monitoring.monitoring import monitor as measured
    from lantu.monitoring.vintages import in_force

    language: Language = context.obj
    day = _day(as_of)
    reading, known, annual, allocation = _given(plan)
    values = in_force((*known, *_observations(observations, mapping, reading, known, day, language)), day)
    found = measured(reading, values, day, annual_targets=annual, allocation=allocation)
    by = _scheme(scheme)
    judged = judge_all(found.rows, by)
    if is_package(plan):
        write_progress(plan, [each.progress for each in judged])
    if form == "json":
        utf8 = (sys.stdout.encoding or "").lower().replace("-", "").startswith("utf")
        typer.echo(progress_json(judged, ascii_only=not utf8))
    else:
        from lantu.cli.progress_summary import show_progress

        show_progress(judged, found, by, language)
    return 0


def _day(as_of: str | None) -> date:
    """Return the day of evaluation: the one asked for, else today in Chinese time."""
    if as_of is None:
        return datetime.now(CHINA).date()
    try:
        return date.fromisoformat(as_of)
    except ValueError:
        raise UsageError("W040", given=as_of[:40]) from None


def _given(plan: Path) -> tuple[Reading, tuple[Observation, ...], tuple[AnnualTarget, ...], Allocation | None]:
    from lantu.exchange.allocationfile import read_allocation
    from lantu.exchange.package import is_package, open_package

    if plan.is_dir() or is_package(plan):
        package = open_package(plan)
        return package.plan, package.observations, package.annual_targets, read_allocation(plan)
    from lantu import reading as reader

    return reader.read(read_bytes(plan), plan.name), (), (), None


def _observations(
    path: Path | None,
    mapping: Path | None,
    plan: Reading,
    known: tuple[Observation, ...],
    day: date,
    language: Language,
) -> tuple[Observation, ...]:
    """Return the values of a file; those of indicators the plan does not have are kept, as others may be compared with.

    What a person should know of the file (a hedge, a column left out, what looks like a slip beside the values known) is
    told beside the result.
    """
    from lantu.exchange.observations.importing import read_observations
    from lantu.exchange.observations.known import Known
    from lantu.exchange.observations.mapping import parse_mapping
    from lantu.exchange.observations.preview import preview
    from lantu.exchange.observations.report import PlacedError

    if path is None:
        return ()
    said = parse_mapping(read_bytes(mapping).decode("utf-8-sig", "replace"), mapping.name) if mapping else None
    held = replace(Known.of(plan), unknown="keep", today=max(day, _day(None)))
    taken = read_observations(read_bytes(path), path.name, said, held)
    places = {id(each): place for each, place in zip(taken.observations, taken.places, strict=True)}
    slips = [PlacedError(places[id(each.observation)], each.reason) for each in preview(taken, known).suspicious]
    for each in (*taken.told, *slips):
        typer.echo(each.said(language), err=True)
    return taken.observations


def _scheme(name: str | None) -> Scheme:
    from lantu.vocabulary.schemes import own_scheme, scheme

    if name is None:
        return scheme()
    file, mark, identifier = name.rpartition(":")
    if mark and file.endswith(YAML):
        return own_scheme(Path(file), identifier)
    if name.endswith(YAML):
        return own_scheme(Path(name))
    return scheme(name)
