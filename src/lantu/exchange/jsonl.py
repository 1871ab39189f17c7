"""Records as JSON lines: one object a line, in document order, with its ``type``.

Numbers leave exactly as they are: a Decimal is written by its own digits and never passes through a float, so that
0.3 stays 0.3. A range is one ``value`` of two numbers. What is written is read back to equal records.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import fields
from decimal import Decimal

from lantu.errors import PackageError
from lantu.model.document import Block
from lantu.model.fields import FieldError, from_json, parse_json
from lantu.model.plan import RECORD_TYPES, Reading, Record, records

_TYPE_OF = {kind: name for name, kind in RECORD_TYPES.items()}


def to_jsonl(plan: Reading, *, ascii_only: bool = False) -> Iterator[str]:
    r"""Yield the records of a reading or plan as JSON lines.

    Args:
        plan: What to write.
        ascii_only: Escape everything else as ``\uXXXX``, for channels that cannot carry Chinese.

    Yields:
        One line each, without its end.
    """
    return (line_of(record, ascii_only=ascii_only) for record in records(plan))


def line_of(record: Record | Block, *, ascii_only: bool = False) -> str:
    """Return the JSON line of one record.

    >>> from lantu.model.records import NamedList
    >>> line_of(NamedList(id="l4", announced=2, noun="园区", members=("东园",), passage="1", confidence=1, start=4, end=9))
    '{"type": "list", "id": "l4", "announced": 2, "noun": "园区", "members": ["东园"], "open": false, "passage": "1", \
"confidence": 1, "start": 4, "end": 9}'
    """
    pairs: list[tuple[str, object]] = [("type", _TYPE_OF[type(record)])] if not isinstance(record, Block) else []
    pairs += [(field.name, getattr(record, field.name)) for field in fields(record)]
    found = dict(pairs)
    if "value_high" in found:
        high = found.pop("value_high")
        found["value"] = found["value"] if high is None else (found["value"], high)
    body = ", ".join(f'"{name}": {json_text(value, ascii_only=ascii_only)}' for name, value in found.items())
    return "{" + body + "}"


def json_text(value: object, *, ascii_only: bool = False) -> str:
    """Return a value as JSON, numbers by their own digits: what ``lantu.model.fields.parse_json`` reads back.

    >>> json_text({"value": Decimal("0.10"), "bodies": ("市教育局",)})
    '{"value": 0.10, "bodies": ["市教育局"]}'
    """
    if isinstance(value, Decimal):
        if not value.is_finite():
            raise ValueError(f"{value} is no number that JSON knows")
        return format(value, "f")
    if isinstance(value, list | tuple):
        return "[" + ", ".join(json_text(part, ascii_only=ascii_only) for part in value) + "]"
    if isinstance(value, dict):
        pairs = (f"{json.dumps(str(name))}: {json_text(part, ascii_only=ascii_only)}" for name, part in value.items())
        return "{" + ", ".join(pairs) + "}"
    return json.dumps(value, ensure_ascii=ascii_only, allow_nan=False)


def from_jsonl(lines: Iterable[str], name: str) -> Iterator[Record]:
    """Read records back from JSON lines; blank lines are passed over.

    Args:
        lines: With or without their ends.
        name: Name of the file, for messages.

    Raises:
        PackageError: A line is not such a record (P018).
    """
    for row, line in enumerate(lines, 1):
        if not line.strip():
            continue
        raw = parse_json(line)
        kind = RECORD_TYPES.get(str(raw.pop("type", ""))) if isinstance(raw, dict) else None
        if kind is None:
            raise PackageError("P018", file=name, row=row, problem="type: " + ", ".join(RECORD_TYPES))
        try:
            yield from_json(kind, raw)
        except FieldError as wrong:
            raise PackageError("P018", file=name, row=row, problem=wrong.text("en")) from None
