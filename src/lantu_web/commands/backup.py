"""``lantu backup`` and ``lantu restore``: a whole installation in one file, and back."""

# ruff: noqa: PLC0415  # what a command needs is loaded when it runs: lantu --help must start at once

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from lantu.errors import Language, UsageError, message

SOMETHING_IS_WRONG = 1


def backup(
    context: typer.Context, file: Annotated[Path, typer.Argument(metavar="FILE", help="W242", show_default=False)]
) -> None:
    """Write a backup; texts of the help stand in the catalogue of messages."""
    from lantu_web.commands.opening import bring_up_to_date, open_installation

    open_installation(make=True)
    bring_up_to_date()
    from lantu_web.commands.keeping import back_up

    manifest = back_up(file)
    size = f"{file.stat().st_size / 1_000_000:.1f}"
    typer.echo(message("W237", context.obj, file=file, size=size, events=manifest.events))


def restore(
    context: typer.Context,
    file: Annotated[Path, typer.Argument(metavar="FILE", help="W245", show_default=False)],
    replace: Annotated[bool, typer.Option("--replace", help="W246")] = False,
) -> None:
    """Put the state of a backup in the place of the present one."""
    from lantu_web.commands.opening import bring_up_to_date, open_installation

    language: Language = context.obj
    open_installation(make=True)
    bring_up_to_date()
    from django.utils import timezone

    from lantu_web.audit.queries import verdict
    from lantu_web.commands import keeping
    from lantu_web.config.installation import HOME
    from lantu_web.people.models import Account

    if Account.objects.exists():
        if not replace:
            raise UsageError("W238", file=file)
        kept = keeping.safe_name(HOME, timezone.localtime())
        keeping.back_up(kept)
        typer.echo(message("W239", language, file=kept))
    manifest = keeping.put_back(file)
    bring_up_to_date()
    found = verdict()
    keeping.note_restore(None, file.name, manifest)
    typer.echo(message("W240", language, file=file, made_at=manifest.made_at, events=found.count))
    if not found.holds:
        typer.echo(message("W241", language))
        raise typer.Exit(SOMETHING_IS_WRONG)
