"""``lantu review``: say what in a plan contradicts itself, with the sentences and the arithmetic."""

# ruff: noqa: PLC0415  # what a command needs is loaded when it runs: lantu --help must start at once

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from lantu.cli.progress import progress_bar
from lantu.cli.read import read_bytes
from lantu.errors import Language, message

if TYPE_CHECKING:
    from lantu.model.plan import Reading
    from lantu.review import Review

SOMETHING_WRONG = 1


def review(
    context: typer.Context,
    plan: Annotated[Path, typer.Argument(metavar="PACKAGE|DOC", help="C062", show_default=False)],
    form: Annotated[Literal["table", "json"], typer.Option("--format", metavar="table|json", help="C063")] = "table",
    rules: Annotated[list[str] | None, typer.Option("--rule", metavar="NAME", help="C064")] = None,
) -> int:
    """Review a plan; texts of the help stand in the catalogue of messages."""
    from lantu.exchange.package import is_package
    from lantu.exchange.reviews import write_findings
    from lantu.review import review as reviewed

    language: Language = context.obj
    given = _given(plan, language)
    found = reviewed(given, rules, name=plan.name)
    package = is_package(plan)
    if package and rules is None:
        write_findings(plan, found)
    _show(given, found, form, language)
    if package and rules is None:
        typer.echo(message("C065", language, folder=plan), err=True)
    hard = any(finding.severity == "hard" for finding in found.findings)
    return SOMETHING_WRONG if hard else 0


def _given(plan: Path, language: Language) -> Reading:
    """Return the plan of a package with its corrections, or the reading of a document."""
    from lantu.exchange.package import is_package, open_package

    if plan.is_dir() or is_package(plan):
        return open_package(plan).plan
    data = read_bytes(plan)
    from lantu import reading as reader

    with progress_bar(language) as progress:
        return reader.read(data, plan.name, progress=progress)


def _show(plan: Reading, found: Review, form: str, language: Language) -> None:
    if form == "json":
        from lantu.exchange.reviews import review_json

        utf8 = (sys.stdout.encoding or "").lower().replace("-", "").startswith("utf")
        typer.echo(review_json(found, ascii_only=not utf8))
    else:
        from lantu.cli.review_summary import show_review

        show_review(plan, found, language)
