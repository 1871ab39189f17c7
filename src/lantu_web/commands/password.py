"""``lantu password``: a temporary password from the machine itself, for when no administrator can log in."""

# ruff: noqa: PLC0415  # what a command needs is loaded when it runs: lantu --help must start at once

from __future__ import annotations

from typing import Annotated

import typer

from lantu.errors import UsageError, message


def password(
    context: typer.Context, name: Annotated[str, typer.Argument(metavar="NAME", help="W249", show_default=False)]
) -> None:
    """Give an account a temporary password; texts of the help stand in the catalogue of messages."""
    from lantu_web.commands.opening import bring_up_to_date, open_installation

    open_installation()
    bring_up_to_date()
    from lantu_web.people.actions import reset_password
    from lantu_web.people.models import Account

    account = Account.objects.filter(username=name).first()
    if account is None:
        raise UsageError("W247", name=name)
    opened = reset_password(None, account)
    typer.echo(message("W248", context.obj, name=name, password=opened.password))
