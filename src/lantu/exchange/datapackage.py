"""``datapackage.json``: the plan package described for other tools, as a Frictionless Data Package.

It also keeps what is known of the original document: its name, checksum, encoding and media type are the properties
that the standard has for them.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from typing import Any

from lantu.errors import PackageError
from lantu.exchange.columns import columns_of
from lantu.model.annual_targets import AnnualTarget
from lantu.model.document import Document
from lantu.model.fields import RecordField, parse_json
from lantu.model.plan import PlanHead
from lantu.model.records import Correction, NamedList, Observation, Project, Statement, Task, Unread

READ_TABLES: Mapping[str, type] = {
    "statements": Statement,
    "tasks": Task,
    "projects": Project,
    "lists": NamedList,
    "unread": Unread,
}
"""The tables of ``reading/`` and what their rows are."""

DECISION_TABLES: Mapping[str, type] = {
    "corrections": Correction,
    "annual_targets": AnnualTarget,
    "observations": Observation,
}
"""The tables of ``decisions/`` and what their rows are."""

_NAME = "datapackage.json"
_TYPES = {"number": "number", "fraction": "number", "integer": "integer", "truth": "boolean"}


def describe(head: PlanHead, document: Document, original: str, size: int) -> str:
    """Return the text of ``datapackage.json``.

    Args:
        head: The head of the plan.
        document: Its document.
        original: Path of the original bytes within the package.
        size: Number of the original bytes.
    """
    source: dict[str, Any] = {
        "name": "document",
        "path": original,
        "type": "file",
        "title": document.name,
        "mediatype": document.media_type,
        "encoding": document.encoding,
        "pages": document.pages,
        "bytes": size,
        "hash": f"sha256:{document.sha256}",
    }
    text = document.text.encode()
    resources = [
        {name: value for name, value in source.items() if value is not None},
        _file("text", "source/text.txt", "text/plain")
        | {"bytes": len(text), "hash": f"sha256:{hashlib.sha256(text).hexdigest()}"},
        _file("blocks", "source/blocks.jsonl", "application/jsonl"),
        _file("passages", "reading/passages.jsonl", "application/jsonl"),
        *(_table(name, f"reading/{name}.csv", kind) for name, kind in READ_TABLES.items()),
        *(_table(name, f"decisions/{name}.csv", kind) for name, kind in DECISION_TABLES.items()),
    ]
    package = {"name": "lantu-plan", "title": head.title, "resources": resources}
    return json.dumps(package, ensure_ascii=False, indent=1) + "\n"


def described_document(text: str) -> tuple[dict[str, Any], str, str]:
    """Return what ``datapackage.json`` says of the document, without its text.

    Returns:
        The fields of :class:`Document`, the path of the original bytes, and the checksum of ``source/text.txt``.

    Raises:
        PackageError: It does not describe a document (P005).
    """
    package = parse_json(text)
    resources = package.get("resources") if isinstance(package, dict) else None
    known = {part.get("name"): part for part in resources or () if isinstance(part, dict)}
    try:
        source = known["document"]
        facts = {
            "name": str(source["title"]),
            "sha256": str(source["hash"]).removeprefix("sha256:"),
            "encoding": source.get("encoding"),
            "media_type": str(source["mediatype"]),
            "pages": source.get("pages"),
        }
        return facts, str(source["path"]), str(known["text"]["hash"]).removeprefix("sha256:")
    except (KeyError, TypeError) as wrong:
        raise PackageError("P005", file=_NAME, problem=f"resources: {wrong}") from None


def _file(name: str, path: str, media_type: str) -> dict[str, Any]:
    return {"name": name, "path": path, "type": "text", "mediatype": media_type, "encoding": "utf-8"}


def _table(name: str, path: str, kind: type) -> dict[str, Any]:
    schema = {"fields": [_described(column.field) | {"title": column.zh} for column in columns_of(kind)]}
    table = {"type": "table", "format": "csv", "mediatype": "text/csv", "encoding": "utf-8"}
    return {"name": name.replace("_", "-"), "path": path, **table, "schema": schema}


def _described(field: RecordField) -> dict[str, Any]:
    described: dict[str, Any] = {"name": field.name, "type": _TYPES.get(field.kind, "string")}
    constraints: dict[str, Any] = {}
    if field.kind == "truth":
        described |= {"trueValues": ["true"], "falseValues": ["false"]}
    if field.choices:
        constraints["enum"] = list(field.choices)
    if field.name == "id":
        constraints |= {"required": True, "unique": True}
    elif field.required and field.kind != "text":
        constraints["required"] = True
    return described | ({"constraints": constraints} if constraints else {})
