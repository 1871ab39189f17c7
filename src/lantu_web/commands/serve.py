"""``lantu serve``: bring the database up to date, start web server and worker, say where it is, stop cleanly."""

# ruff: noqa: PLC0415  # what a command needs is loaded when it runs: lantu --help must start at once

from __future__ import annotations

import os
import socket
from contextlib import closing
from typing import Annotated

import typer

from lantu.errors import Language, UsageError, message

EVERYWHERE = {"0.0.0.0", "::"}  # what somebody may ask for, not what we choose


def serve(
    context: typer.Context,
    demo: Annotated[bool, typer.Option("--demo", help="W202")] = False,
    host: Annotated[str, typer.Option("--host", metavar="HOST", help="W208")] = "127.0.0.1",
    port: Annotated[int, typer.Option("--port", metavar="PORT", help="W209")] = 8000,
) -> None:
    """Serve an installation until told to stop; texts of the help stand in the catalogue of messages."""
    from lantu_web.commands.household import Household
    from lantu_web.commands.opening import bring_up_to_date, open_installation

    language: Language = context.obj
    _require_free(host, port)
    if demo:
        os.environ["LANTU_DEMO"] = "1"
    os.environ.setdefault("LANTU_HOSTS", ",".join(_names(host)))
    typer.echo(message("W210", language))
    open_installation(make=True)
    bring_up_to_date()
    people = _demo_people(language) if demo else _first_administrators(language)
    with Household(host, port) as household:
        household.wait_until_answering()
        typer.echo(message("W211", language, address=f"http://{_shown(host)}:{port}/"))
        typer.echo(people, nl=bool(people))
        typer.echo(message("W212", language))
        household.keep()
    typer.echo(message("W213", language))


def _require_free(host: str, port: int) -> None:
    """Refuse an address that another program listens on, before anything is changed.

    Raises:
        UsageError: It is taken (W214), or cannot be listened on (W215).
    """
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        with closing(socket.socket(family, socket.SOCK_STREAM)) as probe:
            if os.name == "posix":
                probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind((host, port))
    except (OSError, OverflowError) as problem:
        taken = getattr(problem, "errno", None) in {98, 48, 10048}  # EADDRINUSE of Linux, macOS, Windows
        code = "W214" if taken else "W215"
        raise UsageError(code, host=host, port=port, next=port + 1, problem=problem) from None


def _names(host: str) -> list[str]:
    """Return the names by which browsers may ask for this machine."""
    own = [socket.gethostname(), socket.getfqdn()] if host in EVERYWHERE else [host]
    return list(dict.fromkeys(["127.0.0.1", "localhost", "[::1]", *own]))


def _shown(host: str) -> str:
    name = socket.gethostname() if host in EVERYWHERE else host
    return f"[{name}]" if ":" in name else name


def _demo_people(language: Language) -> str:
    """Lay the demo out and read its plans; return what to say of its accounts."""
    from lantu_web.jobs.queue import work_once
    from lantu_web.people.demo import PASSWORD, PEOPLE
    from lantu_web.plans.demo import examples, seed
    from lantu_web.progress.demo import seed_values

    seed(examples())
    seed_values(examples())
    while work_once():
        pass
    lines = [f"  {person.username:<16}{person.shown_name}" for person in PEOPLE]
    return "\n".join([message("W216", language, password=PASSWORD), *lines])


def _first_administrators(language: Language) -> str:
    """Open the three administrators of a new installation; return what to say of them, once."""
    from lantu_web.people.first import first_administrators

    opened = first_administrators()
    lines = [f"  {each.account.username:<16}{each.password}" for each in opened]
    return "\n".join([message("W217", language), *lines]) if opened else ""
