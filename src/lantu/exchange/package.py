"""The plan package: a folder of plain files with what a document says and what people decided about it.

::

    plan.yaml  datapackage.json
    source/     the original bytes, text.txt, blocks.jsonl      made once, never rewritten
    reading/    what the document says                          replaced whole by reading again
    decisions/  what people decide                              never touched by reading
    results/    what was computed                               may be deleted

Besides the records, ``reading/`` keeps ``reading.json``: the reader's version, the head as read, and its notes. This
module opens packages; :mod:`lantu.exchange.package_writing` makes them and reads them again.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from typing import Any

from lantu.errors import PackageError
from lantu.exchange.csvfile import read_table
from lantu.exchange.datapackage import DECISION_TABLES, READ_TABLES, described_document
from lantu.exchange.jsonl import from_jsonl
from lantu.exchange.planfile import head_from, parse_head
from lantu.model.annual_targets import AnnualTarget
from lantu.model.corrections import apply
from lantu.model.document import Document
from lantu.model.fields import FieldError, from_json, parse_json
from lantu.model.plan import Plan, PlanHead, Reading
from lantu.model.records import Correction, Note, Observation, Passage

BEFORE = ".reading.before"
"""Where the old reading stands while the new one takes its place: what a crash in that moment leaves is read from it."""


@dataclass(frozen=True, kw_only=True)
class Package:
    """An open plan package.

    Attributes:
        folder: Where it stands.
        head: What the plan is, as ``plan.yaml`` has it: the reader's, with what people changed.
        reading: What the document says.
        corrections: What people decided about items of the reading.
        annual_targets: Targets by year, subject and body.
        observations: Measured values.
    """

    folder: Path
    head: PlanHead
    reading: Reading
    corrections: tuple[Correction, ...] = ()
    annual_targets: tuple[AnnualTarget, ...] = ()
    observations: tuple[Observation, ...] = ()

    @cached_property
    def plan(self) -> Plan:
        """The reading with the corrections of people."""
        return replace(apply(self.reading, self.corrections), head=self.head)


def open_package(folder: Path | str) -> Package:
    """Open a plan package.

    Args:
        folder: The folder that holds ``plan.yaml``.

    Raises:
        PackageError: It is no package (P001), a file cannot be read (P005, P008, P010, P018), or the source is not
            what was read (P007).
    """
    folder = Path(folder)
    require_package(folder)
    decided = {name: _decided(folder, name, kind) for name, kind in DECISION_TABLES.items()}
    head = parse_head(text_of(folder / "plan.yaml"))
    return Package(folder=folder, head=head, reading=read_reading(folder, document_of(folder)), **decided)


def is_package(folder: Path) -> bool:
    """Return whether a folder is a plan package."""
    return (folder / "plan.yaml").is_file() and (folder / "datapackage.json").is_file()


def require_package(folder: Path) -> None:
    """Refuse a folder that is no plan package.

    Raises:
        PackageError: It is none (P001).
    """
    if not is_package(folder):
        raise PackageError("P001", folder=folder)


def document_of(folder: Path) -> Document:
    """Return the document of a package; its bytes and its text must be those that were read.

    Raises:
        PackageError: A file cannot be read (P005) or was changed (P007).
    """
    facts, name, text_sum = described_document(text_of(folder / "datapackage.json"))
    for path, checksum in ((_original(folder, name), facts["sha256"]), (folder / "source" / "text.txt", text_sum)):
        if hashlib.sha256(_bytes(path)).hexdigest() != checksum:
            raise PackageError("P007", file=path.relative_to(folder).as_posix())
    return Document(**facts, text=text_of(folder / "source" / "text.txt"))


def read_reading(folder: Path, document: Document) -> Reading:
    """Return the reading of a package; after a crash between two steps, the one before.

    Raises:
        PackageError: A file cannot be read.
    """
    place = folder / "reading"
    if not place.is_dir():
        place = folder / BEFORE
    known = _known(place)
    tables: dict[str, Any] = {name: read_table(kind, place / f"{name}.csv") for name, kind in READ_TABLES.items()}
    passages = list(from_jsonl(text_of(place / "passages.jsonl").split("\n"), "passages.jsonl"))
    return Reading(
        document=document,
        head=head_from(known.get("head"), "reading.json"),
        reader=str(known.get("reader", "")),
        passages=tuple(passage for passage in passages if isinstance(passage, Passage)),
        notes=_notes(known.get("notes")),
        **tables,
    )


def head_as_read(folder: Path) -> PlanHead | None:
    """Return the head the reader gave last time, or None where that cannot be told."""
    for place in (folder / "reading", folder / BEFORE):
        try:
            return head_from(_known(place).get("head"), "reading.json")
        except PackageError:
            continue
    return None


def text_of(path: Path) -> str:
    """Return the text of a file of ours, as written.

    Raises:
        PackageError: It cannot be read (P005) or is not UTF-8 (P008).
    """
    try:
        return _bytes(path).decode()
    except UnicodeDecodeError:
        raise PackageError("P008", file=path.name) from None


def original_of(folder: Path) -> bytes:
    """Return the bytes the document of a package was read from, which :func:`document_of` holds to their checksum.

    Raises:
        PackageError: They cannot be read (P005).
    """
    _, name, _ = described_document(text_of(folder / "datapackage.json"))
    return _bytes(_original(folder, name))


def _original(folder: Path, described: str) -> Path:
    """Return where the original stands: never a file outside, whatever a package from elsewhere says."""
    return folder / "source" / Path(described).name


def _bytes(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as problem:
        raise PackageError("P005", file=path.name, problem=problem.strerror or problem) from problem
    except ValueError as problem:  # a name from elsewhere that no file can have
        raise PackageError("P005", file=repr(path.name), problem=problem) from problem


def _known(place: Path) -> dict[str, object]:
    known = parse_json(text_of(place / "reading.json"))
    if not isinstance(known, dict):
        raise PackageError("P005", file="reading.json", problem="JSON")
    return known


def _notes(raw: object) -> tuple[Note, ...]:
    try:
        return tuple(from_json(Note, note) for note in raw) if isinstance(raw, list) else ()
    except (FieldError, TypeError, ValueError) as wrong:
        raise PackageError("P005", file="reading.json", problem=wrong) from None


def _decided(folder: Path, name: str, kind: type) -> tuple[Any, ...]:
    path = folder / "decisions" / f"{name}.csv"
    return read_table(kind, path) if path.exists() else ()
