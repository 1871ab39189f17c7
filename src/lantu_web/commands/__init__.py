"""Commands that only an installation with the web has: serve, audit, backup, restore, password."""

# ruff: noqa: PLC0415  # what a command needs is loaded when it runs: lantu --help must start at once

from __future__ import annotations

import typer


def register(application: typer.Typer) -> None:
    """Add the commands of the web to ``lantu``."""
    from lantu.cli.main import LantuCommand, LantuGroup
    from lantu_web.commands import audit, backup, password, serve

    application.command("serve", cls=LantuCommand, help="W200", epilog="W201")(serve.serve)
    application.command("backup", cls=LantuCommand, help="W243")(backup.backup)
    application.command("restore", cls=LantuCommand, help="W244")(backup.restore)
    application.command("password", cls=LantuCommand, help="W250")(password.password)
    log = typer.Typer(name="audit", cls=LantuGroup, help="W160", rich_markup_mode=None, no_args_is_help=False)
    log.command("verify", cls=LantuCommand, help="W161")(audit.verify)
    log.command("export", cls=LantuCommand, help="W164")(audit.export)
    application.add_typer(log)
