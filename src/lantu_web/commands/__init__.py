"""Commands that only an installation with the web has: serve, audit, backup, restore."""

from __future__ import annotations

import typer


def register(application: typer.Typer) -> None:
    """Add the commands of the web to ``lantu``."""
    del application
