"""Content is data: dated YAML files with a reference, and how a user's own file joins them.

A content file looks like this::

    title: 计量单位
    reference: 国务院关于在我国统一实行法定计量单位的命令（1984）
    valid_from: 1984-02-27
    entries:
    - {id: hectare, printed: [公顷], dimension: area, factor: 10000}

Every entry is a frozen dataclass derived from :class:`Entry`. It may carry its own ``reference``, ``valid_from`` and
``valid_to``; otherwise those of the file hold. One id may stand several times when the periods do not overlap (a city
that changed its name). A user's file may add entries and replace shipped ones by id, under its own reference.

Nothing here keeps state: a table is loaded, joined with others by :meth:`Content.extended_by`, asked for a day.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Any, Generic, NoReturn, TypeVar

import yaml

from lantu.errors import VocabularyError
from lantu.vocabulary.fields import WrongValueError, read_record


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """What every entry of a content file carries.

    Attributes:
        id: Stable identifier, unique in its file on any day.
        reference: The rule, standard or document it rests on; that of the file unless given.
        valid_from: First day on which it holds, or None for "since ever".
        valid_to: Last day on which it holds, or None while it holds.
        note: A remark for the person who maintains the file.
    """

    id: str
    reference: str = ""
    valid_from: date | None = None
    valid_to: date | None = None
    note: str = ""

    def holds_on(self, as_of: date | None) -> bool:
        """Return whether the entry holds on a day; None asks for the latest state, without an end.

        >>> Entry(id="341400", valid_to=date(2011, 8, 21)).holds_on(date(2011, 1, 1))
        True
        >>> Entry(id="341400", valid_to=date(2011, 8, 21)).holds_on(None)
        False
        """
        if as_of is None:
            return self.valid_to is None
        return (self.valid_from or date.min) <= as_of <= (self.valid_to or date.max)


E = TypeVar("E", bound=Entry)


@dataclass(frozen=True, slots=True, kw_only=True)
class Header:
    """What stands above the entries of a content file.

    Attributes:
        title: What the file holds.
        reference: The rule, standard or document the file rests on.
        valid_from: First day on which its entries hold unless they say otherwise.
        valid_to: Last day, or None while they hold.
        note: A remark for the person who maintains the file.
    """

    title: str
    reference: str
    valid_from: date
    valid_to: date | None = None
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Content(Generic[E]):
    """The entries of one content file, or of several joined.

    Attributes:
        file: Name of the file, for messages.
        header: Title, reference and dates of the file.
        entries: All entries, those of the past included, in the order of the file.
    """

    file: str
    header: Header
    entries: tuple[E, ...]

    def on(self, as_of: date | None = None) -> tuple[E, ...]:
        """Return the entries that hold on a day; without a day, the latest state."""
        return tuple(entry for entry in self.entries if entry.holds_on(as_of))

    def extended_by(self, own: Content[E]) -> Content[E]:
        """Return this table with a user's entries: those of the same id are replaced, new ones are added.

        All shipped entries of an id give way together, those of the past too, so that a user's file says all it
        wants to say of that id. The order of the shipped table is kept.
        """
        by_id: dict[str, list[E]] = defaultdict(list)
        for entry in own.entries:
            by_id[entry.id].append(entry)
        merged: list[E] = []
        placed: set[str] = set()
        for entry in self.entries:
            if entry.id not in by_id:
                merged.append(entry)
            elif entry.id not in placed:
                merged.extend(by_id[entry.id])
                placed.add(entry.id)
        merged.extend(entry for entry in own.entries if entry.id not in placed)
        return replace(self, file=f"{self.file} + {own.file}", entries=tuple(merged))


_DEEPEST = 30  # levels of nesting: libyaml's composer overruns the stack on thousands of brackets


class _TextLoader(getattr(yaml, "CBaseLoader", yaml.BaseLoader)):  # type: ignore[misc]
    """Reads every scalar as text; refuses a key given twice (YAML would keep the last silently) and deep nesting."""

    depth = 0

    def descend_resolver(self, current_node: yaml.Node | None, current_index: object) -> None:
        self.depth += 1
        if self.depth > _DEEPEST:
            raise yaml.composer.ComposerError(None, None, "nested too deeply", None)

    def ascend_resolver(self) -> None:
        self.depth -= 1

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Any, Any]:
        mapping: dict[Any, Any] = super().construct_mapping(node, deep=deep)
        if len(mapping) != len(node.value):
            raise yaml.constructor.ConstructorError(None, None, "the same key stands twice", node.start_mark)
        return mapping


def load_shipped(name: str, kind: type[E]) -> Content[E]:
    """Load a content file that comes with Lantu, such as ``units.yaml`` or ``areas/provinces.yaml``."""
    return load_content(files("lantu.vocabulary").joinpath(name), kind)


def load_content(source: Path | Traversable, kind: type[E]) -> Content[E]:
    """Load and check a content file.

    Args:
        source: The file, UTF-8.
        kind: The dataclass of its entries.

    Returns:
        The checked content.

    Raises:
        VocabularyError: The file cannot be read, or an entry is wrong; the message names file, entry and field.
    """
    raw = _parsed(source)
    file = source.name
    raw_entries = raw.pop("entries", None)
    try:
        header: Header = read_record(Header, raw)
    except WrongValueError as wrong:
        _refuse(wrong, file, "header")
    if not isinstance(raw_entries, list) or not raw_entries:
        raise VocabularyError("V002", file=file, field="entries")
    _check_period(header.valid_from, header.valid_to, file, "header")
    defaults = {"reference": header.reference, "valid_from": header.valid_from, "valid_to": header.valid_to}
    entries = tuple(_entry(kind, item, defaults, file, place) for place, item in enumerate(raw_entries, 1))
    _check_ids(entries, file)
    return Content(file=file, header=header, entries=entries)


def texts_in(text: str) -> Any:
    """Return the mappings, lists and texts of a YAML text: no numbers, no objects, every scalar as it is written.

    Raises:
        yaml.YAMLError: It is no YAML, gives one key twice, or is nested too deeply.
    """
    return yaml.load(text, Loader=_TextLoader)


def _parsed(source: Path | Traversable) -> dict[str, Any]:
    try:
        text = source.read_text(encoding="utf-8-sig")
        raw = texts_in(text)
    except (OSError, UnicodeDecodeError, yaml.YAMLError, RecursionError) as problem:
        raise VocabularyError("V001", file=source.name, problem=" ".join(str(problem).split())) from problem
    if not isinstance(raw, dict):
        raise VocabularyError("V002", file=source.name, field="title")
    return raw


def _entry(kind: type[E], raw: object, defaults: dict[str, Any], file: str, place: int) -> E:
    label = str(raw.get("id") or f"#{place}") if isinstance(raw, dict) else f"#{place}"
    try:
        entry: E = read_record(kind, raw, defaults)
    except WrongValueError as wrong:
        _refuse(wrong, file, label)
    _check_period(entry.valid_from, entry.valid_to, file, label)
    return entry


def _refuse(wrong: WrongValueError, file: str, entry: str) -> NoReturn:
    raise VocabularyError(wrong.code, file=file, entry=entry, field=wrong.field, **wrong.fields) from None


def _check_period(first: date | None, last: date | None, file: str, entry: str) -> None:
    if first is not None and last is not None and last < first:
        raise VocabularyError("V013", file=file, entry=entry, valid_from=first, valid_to=last)


def _check_ids(entries: Iterable[Entry], file: str) -> None:
    """Refuse an id that two entries claim on one and the same day."""
    periods: dict[str, list[tuple[date, date]]] = defaultdict(list)
    for entry in entries:
        first, last = entry.valid_from or date.min, entry.valid_to or date.max
        if any(first <= other_last and other_first <= last for other_first, other_last in periods[entry.id]):
            raise VocabularyError("V014", file=file, entry=entry.id)
        periods[entry.id].append((first, last))
