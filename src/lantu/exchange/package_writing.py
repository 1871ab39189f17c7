"""Making a plan package and reading its document again, so that a crash at any step leaves the old state or the new.

A new package is made in a hidden folder beside its place and moved there in one step. When a document is read again,
the new reading is made beside the old one and changes places with it; nothing else of the package is touched except
``plan.yaml``, where the values nobody changed follow the reader.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
import shutil
from collections.abc import Iterable, Mapping
from contextlib import suppress
from pathlib import Path

from lantu.cascade.allocation import Allocation
from lantu.errors import PackageError
from lantu.exchange.allocationfile import NAME, allocation_text
from lantu.exchange.csvfile import table_text, write_table
from lantu.exchange.datapackage import DECISION_TABLES, READ_TABLES, describe, described_document
from lantu.exchange.files import beside, write_new, write_whole
from lantu.exchange.jsonl import line_of
from lantu.exchange.package import (
    BEFORE,
    Package,
    document_of,
    head_as_read,
    is_package,
    open_package,
    text_of,
)
from lantu.exchange.planfile import head_raw, head_text, merged_head, parse_head, yaml_text
from lantu.model.corrections import check_correction
from lantu.model.document import Block, Document, blocks_of
from lantu.model.plan import PlanHead, Reading
from lantu.model.records import Correction

ENCLOSURES = (
    "decisions/indicators.yaml",
    "decisions/allocation.yaml",
    "decisions/annual_targets.csv",
    "decisions/observations.csv",
)
"""The files of decisions besides the corrections, which a copy takes over as they are."""
_SUFFIX = re.compile(r"\.[a-z0-9]{1,8}")


def write_package(
    reading: Reading, original: bytes, folder: Path | str, blocks: Iterable[Block] | None = None
) -> Package:
    """Write a reading as a plan package, or put it in the place of the last reading of the same document.

    Args:
        reading: What was read.
        original: The bytes it was read from.
        folder: A new or empty folder, or a package of the same document, whose decisions are kept.
        blocks: Parts of the document as laid out; those of the document itself when not given.

    Returns:
        The package as it now stands.

    Raises:
        PackageError: The folder holds something else (P002) or another document (P003), or the same document decoded
            to another text (P004); a file could not be written (P006). Nothing was changed.
        ValueError: ``original`` is not what was read.
    """
    folder = Path(folder).resolve()
    if hashlib.sha256(original).hexdigest() != reading.document.sha256:
        raise ValueError("the original bytes are not those of the reading")
    require_place(folder, reading.document.name, original)
    try:
        if is_package(folder):
            _read_again(reading, folder)
        else:
            _make(reading, original, folder, blocks)
    except OSError as problem:
        raise PackageError("P006", file=folder.name, problem=problem.strerror or problem) from problem
    return open_package(folder)


def write_copy(
    package: Package, original: bytes, blocks: str, enclosed: Mapping[str, str], folder: Path | str
) -> Package:
    """Write a package out anew, with everything that people decided.

    Args:
        package: Head, reading, corrections; the tables of decisions among ``enclosed`` take the place of its own.
        original: The bytes it was read from.
        blocks: Parts of the document as laid out, as ``source/blocks.jsonl`` holds them.
        enclosed: Further files of ``decisions/``, text by path.
        folder: A new or empty folder.

    Raises:
        PackageError: As :func:`write_package`; or an enclosed path is none of a package (P001).
    """
    folder = Path(folder)
    write_package(package.reading, original, folder, ())
    (folder / "source" / "blocks.jsonl").write_bytes(blocks.encode())
    tables = {name: getattr(package, name) for name in DECISION_TABLES}
    for name, kind in DECISION_TABLES.items():
        write_table(folder / "decisions" / f"{name}.csv", kind, tables[name])
    for path, text in enclosed.items():
        if path not in ENCLOSURES:
            raise PackageError("P001", folder=path)
        write_whole(folder / path, text.encode())
    write_whole(folder / "plan.yaml", head_text(package.head).encode())
    size = len(original)
    name = "source/original" + _suffix(package.reading.document.name)
    write_whole(folder / "datapackage.json", describe(package.head, package.reading.document, name, size).encode())
    return open_package(folder)


def require_place(folder: Path | str, name: str, original: bytes) -> None:
    """Refuse a folder that cannot take a document, before any work is done.

    Args:
        folder: Where the package shall be.
        name: Name of the document, for the message.
        original: Its bytes.

    Raises:
        PackageError: The folder holds something else (P002) or another document (P003), or cannot be read (P005).
    """
    folder = Path(folder)
    if is_package(folder):
        known, _, _ = described_document(text_of(folder / "datapackage.json"))
        if known["sha256"] != hashlib.sha256(original).hexdigest():
            raise PackageError("P003", folder=folder, stored=known["name"], given=name)
        return
    try:
        taken = folder.exists() and (not folder.is_dir() or any(folder.iterdir()))
    except OSError as problem:
        raise PackageError("P005", file=folder.name, problem=problem.strerror or problem) from problem
    if taken:
        raise PackageError("P002", folder=folder)


def add_corrections(folder: Path | str, corrections: Iterable[Correction]) -> Package:
    """Write further corrections down in a package: all of them or, if one does not fit, none.

    Raises:
        PackageError: A correction does not fit (P009, P030 to P039) or the file could not be written (P006).
        FieldError: A value cannot stand in its field (P020 to P027).
    """
    package = open_package(folder)
    decided = list(package.corrections)
    for correction in corrections:
        if any(correction.id == earlier.id for earlier in decided):
            raise PackageError("P029", id=correction.id)
        check_correction(package.reading, correction, decided)
        decided.append(correction)
    write_table(package.folder / "decisions" / "corrections.csv", Correction, decided)
    return open_package(folder)


def _make(reading: Reading, original: bytes, folder: Path, blocks: Iterable[Block] | None) -> None:
    folder.parent.mkdir(parents=True, exist_ok=True)
    new = beside(folder)
    new.mkdir()
    try:
        for part in ("source", "reading", "decisions", "results"):
            (new / part).mkdir()
        name = "source/original" + _suffix(reading.document.name)
        text = reading.document.text
        lines = "".join(line_of(block) + "\n" for block in (blocks_of(reading.document) if blocks is None else blocks))
        write_new(new / name, original)
        write_new(new / "source/text.txt", text.encode())
        write_new(new / "source/blocks.jsonl", lines.encode())
        _write_reading(reading, new / "reading")
        _begin_decisions(reading.head, new / "decisions")
        write_new(new / "datapackage.json", describe(reading.head, reading.document, name, len(original)).encode())
        write_new(new / "plan.yaml", head_text(reading.head).encode())
        if os.name == "nt" and folder.exists():  # there a folder cannot take the place of an empty one
            folder.rmdir()
        os.replace(new, folder)
    except BaseException:
        shutil.rmtree(new, ignore_errors=True)
        raise


def _suffix(name: str) -> str:
    suffix = Path(name).suffix.lower()
    return suffix if _SUFFIX.fullmatch(suffix) else ".bin"


def _write_reading(reading: Reading, place: Path) -> None:
    for name, kind in READ_TABLES.items():
        write_new(place / f"{name}.csv", table_text(kind, getattr(reading, name)).encode())
    write_new(place / "passages.jsonl", "".join(line_of(each) + "\n" for each in reading.passages).encode())
    notes = [{name: getattr(note, name) for name in note.__slots__} for note in reading.notes]
    known = {"reader": reading.reader, "head": head_raw(reading.head), "notes": notes}
    write_new(place / "reading.json", (json.dumps(known, ensure_ascii=False, indent=1) + "\n").encode())


def _begin_decisions(head: PlanHead, place: Path) -> None:
    """Make the files of decisions, without any: headers to write under."""
    for name, kind in DECISION_TABLES.items():
        write_new(place / f"{name}.csv", table_text(kind, ()).encode())
    own = {"title": "本规划的指标", "reference": head.title, "valid_from": f"{head.start or 1949}-01-01"}
    write_new(
        place / "indicators.yaml", _yaml("本规划自己的指标 / indicators of this plan's own", own | {"entries": []})
    )
    write_new(place / NAME, allocation_text(Allocation()).encode())


def _yaml(opening: str, content: object) -> bytes:
    return f"# {opening}\n{yaml_text(content)}".encode()


def _read_again(reading: Reading, folder: Path) -> None:
    document = document_of(folder)
    if document.text != reading.document.text:
        raise PackageError("P004", folder=folder)
    planned = text_of(folder / "plan.yaml")
    mine = parse_head(planned)
    head = merged_head(head_as_read(folder) or mine, mine, reading.head)
    new = beside(folder / "reading")
    try:
        new.mkdir()
        _write_reading(reading, new)
        # plan.yaml first: if a crash comes between, it is ahead of the reading and reading again mends that
        if head != mine:
            write_whole(folder / "plan.yaml", head_text(head).encode())
        _change_places(new, folder)
    except BaseException:
        shutil.rmtree(new, ignore_errors=True)
        if head != mine:
            with suppress(OSError):
                write_whole(folder / "plan.yaml", planned.encode())
        raise
    _describe_again(folder, head, document)


def _change_places(new: Path, folder: Path) -> None:
    now, before = folder / "reading", folder / BEFORE
    if now.is_dir():
        shutil.rmtree(before, ignore_errors=True)  # left by a crash after the new reading had taken its place
        os.replace(now, before)
    try:
        os.replace(new, now)
    except BaseException:
        with suppress(OSError):
            os.replace(before, now)
        raise
    shutil.rmtree(before, ignore_errors=True)


def _describe_again(folder: Path, head: PlanHead, document: Document) -> None:
    """Let ``datapackage.json`` follow the title and the columns; the facts of the document stay.

    The reading has its place by now: that the description could not follow is no reason to call it failed.
    """
    path = folder / "datapackage.json"
    _, original, _ = described_document(text_of(path))
    new = describe(head, document, original, (folder / original).stat().st_size).encode()
    with suppress(OSError):
        if new != path.read_bytes():
            write_whole(path, new)
