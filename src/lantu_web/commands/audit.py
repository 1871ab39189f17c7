"""``lantu audit``: verify the chain of events, here or in an exported file, and give it out."""

# ruff: noqa: PLC0415  # what a command needs is loaded when it runs: lantu --help must start at once

from __future__ import annotations

import sys
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from lantu.errors import Language, UsageError, message

if TYPE_CHECKING:
    from lantu_web.audit.chain import Break

SOMETHING_IS_WRONG = 1
KINDS = {"missing": "W153", "changed": "W154", "unlinked": "W155", "shortened": "W156"}


def verify(
    context: typer.Context,
    file: Annotated[Path | None, typer.Argument(metavar="FILE", help="W162", show_default=False)] = None,
) -> None:
    """Verify the chain of this installation, or of an exported file; texts stand in the catalogue of messages."""
    from lantu_web.commands.opening import open_installation

    open_installation()
    count, wrong, unguarded = _verdict_here() if file is None else _verdict_of(file)
    language: Language = context.obj
    for each in wrong:
        typer.echo(message(KINDS[each.kind], language, number=each.number))
    if unguarded:
        typer.echo(message("W157", language, names=", ".join(unguarded)))
    if wrong or unguarded:
        raise typer.Exit(SOMETHING_IS_WRONG)
    typer.echo(message("W152", language, count=count))


def export(
    context: typer.Context,
    output: Annotated[Path | None, typer.Option("-o", "--output", metavar="FILE", help="W163")] = None,
    unveiled: Annotated[bool, typer.Option("--unveiled", help="W165")] = False,
) -> None:
    """Write the chain out, one event a line: facts of work secrets as their digest, or named as such."""
    from lantu_web.commands.opening import open_installation

    open_installation()
    from lantu_web.audit.export import events_for_anybody, lines_of, note_unveiled

    secret = events_for_anybody().filter(closed=True).count()  # type: ignore[misc]  # whether it is, is annotated
    if unveiled:
        note_unveiled(None, secret, _user())
    _write(lines_of(events_for_anybody().iterator(2000), unveiled=unveiled), output)
    if output is not None:
        typer.echo(message("W158", context.obj, file=output), err=True)
    if secret:
        typer.echo(message("W167" if unveiled else "W166", context.obj, count=secret), err=True)


def _write(lines: Iterable[str], output: Path | None) -> None:
    from lantu.exchange.files import write_whole

    if output is None:
        sys.stdout.writelines(lines)
        return
    try:
        write_whole(output, "".join(lines).encode())
    except OSError as problem:
        raise UsageError("W151", file=output, problem=problem.strerror or problem) from problem


def _user() -> str:
    """Return who is logged in at the machine, as far as it says."""
    from contextlib import suppress
    from getpass import getuser

    with suppress(OSError, KeyError, ImportError):  # a container may know no name for its user
        return getuser()
    return ""


def _verdict_here() -> tuple[int, Iterable[Break], Iterable[str]]:
    from django.db import DatabaseError

    from lantu_web.audit.queries import verdict

    try:
        found = verdict()
    except DatabaseError as problem:
        raise UsageError("W206", problem=str(problem).strip()) from problem
    return found.count, found.breaks, found.unguarded


def _verdict_of(file: Path) -> tuple[int, Iterable[Break], Iterable[str]]:
    from lantu_web.audit.chain import breaks
    from lantu_web.audit.export import events_of, head_of

    try:
        lines = file.read_text("utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as problem:
        raise UsageError("W151", file=file, problem=problem) from problem
    events = list(events_of(lines, file.name))
    return len(events), list(breaks(events, head_of(events))), ()
