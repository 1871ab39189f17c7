"""The ``lantu`` command: collects its commands, and lets every failure end in one clear line and an exit status.

Further commands come from the entry-point group ``lantu.commands``: each names a function that takes the Typer
application and adds its commands to it. Exit status: 0 done, 1 done but something is wrong in the plan, 2 could not run.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from importlib.metadata import entry_points
from typing import Annotated, Any

import typer
from typer.core import TyperCommand, TyperGroup

import lantu
from lantu.cli import cascade, monitor, read, review
from lantu.cli.speech import help_page, language_of, plain_streams, usage_error, without_language
from lantu.errors import Language, LantuError, UsageError

COULD_NOT_RUN = 2
INTERRUPTED = 130


# typing.override comes with Python 3.12: hence the ignores


class LantuCommand(TyperCommand):
    """A command that explains itself in the language asked for."""

    def get_help(self, ctx: Any) -> str:  # type: ignore[explicit-override]
        """Return the help page."""
        return help_page(self, ctx, ctx.obj)


class LantuGroup(TyperGroup):
    """All commands; every failure ends here."""

    def get_help(self, ctx: Any) -> str:  # type: ignore[explicit-override]
        """Return the help page."""
        return help_page(self, ctx, ctx.obj)

    def main(  # type: ignore[explicit-override]
        self,
        args: Sequence[str] | None = None,
        prog_name: str | None = None,
        complete_var: str | None = None,
        standalone_mode: bool = True,
        windows_expand_args: bool = True,
        **extra: Any,
    ) -> Any:
        """Run a command line and leave with its exit status."""
        words = list(sys.argv[1:] if args is None else args)
        plain_streams((sys.stdout, sys.stderr))
        del complete_var, windows_expand_args  # no completion here, and words are taken as they come
        status = self._status(words, language_of(words), prog_name or "lantu", extra)
        if standalone_mode:
            sys.exit(status)
        return status

    def invoke(self, ctx: Any) -> Any:  # type: ignore[explicit-override]
        """Run the command; that who reads has had enough (``lantu … | head``) is no failure."""
        try:
            found = super().invoke(ctx)
            sys.stdout.flush()
            return found
        except BrokenPipeError:
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # what is left to flush goes nowhere
            return None

    def _status(self, words: list[str], language: Language, name: str, extra: dict[str, Any]) -> int:
        try:
            rest = without_language(words, name)
            found = super().main(rest or ["--help"], name, standalone_mode=False, obj=language, **extra)
            return found if isinstance(found, int) else 0
        except LantuError as problem:
            return _complain(problem, language)
        except typer.TyperException as problem:
            return _complain(usage_error(problem, name), language)
        except typer.Abort:
            return INTERRUPTED
        except Exception as problem:
            if os.environ.get("LANTU_TRACEBACK"):
                raise
            return _complain(UsageError("U007", kind=type(problem).__name__, problem=problem), language)


def _complain(problem: LantuError, language: Language) -> int:
    typer.echo(problem.text(language), err=True)
    return COULD_NOT_RUN


app = typer.Typer(name="lantu", cls=LantuGroup, help="C001", epilog="C002", add_completion=False, rich_markup_mode=None)


def _show_version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"lantu {lantu.__version__}")
        raise typer.Exit


@app.callback()
def _lantu(
    version: Annotated[bool, typer.Option("--version", is_eager=True, callback=_show_version, help="C012")] = False,
) -> None:
    del version  # heard before any command runs


app.command("read", cls=LantuCommand, help="C003", epilog="C004")(read.read)
app.command("review", cls=LantuCommand, help="C060", epilog="C061")(review.review)
app.command("cascade", cls=LantuCommand, help="C080", epilog="C081")(cascade.cascade)
app.command("monitor", cls=LantuCommand, help="C140", epilog="C141")(monitor.monitor)


def collect_commands(application: typer.Typer) -> None:
    """Add the commands of other installed packages; one that fails to load is named and left out."""
    for entry in sorted(entry_points(group="lantu.commands"), key=lambda each: each.name):
        try:
            entry.load()(application)
        except Exception as problem:
            error = UsageError("U008", name=entry.name, problem=problem)
            typer.echo(error.text(language_of(sys.argv[1:])), err=True)


def main() -> None:
    """Run the command line."""
    collect_commands(app)
    app()
