"""``lantu read``: read a plan, show it, and write its package."""

# ruff: noqa: PLC0415  # what a command needs is loaded when it runs: lantu --help must start at once

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from lantu.cli.progress import progress_bar
from lantu.errors import Language, UsageError, message

if TYPE_CHECKING:
    from lantu.model.plan import Reading


NOT_READ = 1  # the document is kept, but something is wrong with it: it holds images only


def read(
    context: typer.Context,
    document: Annotated[Path, typer.Argument(metavar="DOC", help="C005", show_default=False)],
    output: Annotated[Path | None, typer.Option("-o", "--output", metavar="PACKAGE", help="C006")] = None,
    form: Annotated[
        Literal["table", "jsonl", "text"], typer.Option("--format", metavar="table|jsonl|text", help="C007")
    ] = "table",
    start: Annotated[int | None, typer.Option(metavar="YEAR", help="C008")] = None,
    end: Annotated[int | None, typer.Option(metavar="YEAR", help="C009")] = None,
    area: Annotated[str | None, typer.Option(metavar="NAME|CODE", help="C010")] = None,
) -> None:
    """Read a plan; texts and examples of the help stand in the catalogue of messages."""
    data = read_bytes(document)
    from lantu import reading as reader
    from lantu.exchange.package_writing import require_place, write_package

    language: Language = context.obj
    if output is not None:
        require_place(output, document.name, data)
    with progress_bar(language) as progress:
        reading = reader.read(data, document.name, start=start, end=end, area=area, progress=progress)
    if output is not None:
        write_package(reading, data, output)
    _show(reading, form, language, document, output)
    if not reading.document.was_read:
        raise typer.Exit(NOT_READ)


def read_bytes(document: Path) -> bytes:
    """Return the bytes of a document a person named.

    Raises:
        UsageError: It is not there (U010), is a folder (U011), or cannot be opened (U012).
    """
    try:
        return document.read_bytes()
    except FileNotFoundError:
        raise UsageError("U010", name=document) from None
    except OSError as problem:
        if document.is_dir():
            raise UsageError("U011", name=document) from None
        raise UsageError("U012", name=document, problem=problem.strerror or problem) from None


def _show(reading: Reading, form: str, language: Language, document: Path, output: Path | None) -> None:
    if form == "jsonl":
        from lantu.exchange.jsonl import to_jsonl

        utf8 = (sys.stdout.encoding or "").lower().replace("-", "").startswith("utf")
        for line in to_jsonl(reading, ascii_only=not utf8):
            typer.echo(line)
    elif form == "text":
        from lantu.exchange.sentences import sentence

        for statement in reading.statements:
            typer.echo(f"{sentence(statement, language)}\n    {statement.passage}　{_one_line(statement.text)}")
        if not reading.document.was_read:
            typer.echo(reading.notes[0].message_zh if language == Language.ZH else reading.notes[0].message_en)
        elif not reading.statements:
            typer.echo(message("C040", language))
    else:
        from lantu.cli.summary import show_summary

        show_summary(reading, language, document, output)
        return
    if output is not None:
        typer.echo(message("C036", language, folder=output), err=True)


def _one_line(text: str) -> str:
    return " ".join(text.split())
