"""How the text of a table cell and the value of a JSON key become a typed field of a record, and back.

The type of the dataclass field decides; nothing is declared twice. A cell of a table, a correction typed by a person
and a JSON line go through here, so that one value is read alike everywhere. Empty text is None where the field may be
None. Several names in one cell are joined by 、 (a JSON list where a name holds such a mark itself).
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping
from dataclasses import MISSING, Field, dataclass, fields
from decimal import Decimal
from functools import cache
from typing import Any, Literal, TypeVar, get_args, get_origin, get_type_hints

from lantu.errors import LantuError

Kind = Literal["text", "number", "integer", "fraction", "truth", "choice", "texts", "facts"]
R = TypeVar("R")

_NUMBER = re.compile(r"[+-]?[0-9]{1,60}(?:\.[0-9]{1,60})?(?:[eE][+-]?[0-9]{1,2})?")
_FRACTION = re.compile(r"[+-]?[0-9]{1,30}(?:\.[0-9]{1,30})?(?:[eE][+-]?[0-9]{1,3})?")
_WHOLE = re.compile(r"[+-]?[0-9]{1,18}")
_TRUTH = {"true": True, "false": False, "1": True, "0": False, "是": True, "否": False}
_JOINT = "、"
_JOINTS = re.compile(r"[、；;\r\n]")


class FieldError(LantuError):
    """A field cannot hold what was given for it."""


@dataclass(frozen=True, slots=True)
class RecordField:
    """A field of a record, as tables and JSON see it.

    Attributes:
        name: Its English name: JSON key and column.
        kind: What it holds; ``fraction`` is a float, ``truth`` a bool, ``texts`` a tuple of texts, ``facts`` a mapping
            of names to numbers, texts and truths.
        optional: Whether it may be None.
        required: Whether it must be given: it has no default and may not be None.
        choices: Its possible values where they are a closed set.
        default: What it is when not given and not required.
    """

    name: str
    kind: Kind
    optional: bool
    required: bool
    choices: tuple[str, ...] = ()
    default: Any = None


def fields_of(kind: type) -> tuple[RecordField, ...]:
    """Return the fields of a record class in their order."""
    return _fields(kind)


@cache
def _fields(kind: type) -> tuple[RecordField, ...]:
    hints = get_type_hints(kind)
    return tuple(_field(field.name, hints[field.name], _default(field)) for field in fields(kind))


def _default(field: Field[Any]) -> Any:
    return field.default if field.default_factory is MISSING else field.default_factory()


def _names(kind: type) -> frozenset[str]:
    return _known(kind)


@cache
def _known(kind: type) -> frozenset[str]:
    return frozenset(field.name for field in fields_of(kind))


def field_of(kind: type, name: str) -> RecordField:
    """Return one field of a record class.

    Raises:
        FieldError: It has no such field (P027).
    """
    for field in fields_of(kind):
        if field.name == name:
            return field
    raise FieldError("P027", field=name, known=", ".join(field.name for field in fields_of(kind)))


_ORIGINS: dict[Any, Kind] = {tuple: "texts", Mapping: "facts"}
_PLAIN: dict[Any, Kind] = {str: "text", Decimal: "number", int: "integer", float: "fraction", bool: "truth"}


def _field(name: str, hint: Any, default: Any) -> RecordField:
    optional = type(None) in get_args(hint)
    if optional:
        hint = next(part for part in get_args(hint) if part is not type(None))
    choices = get_args(hint) if get_origin(hint) is Literal else ()
    kind = "choice" if choices else _ORIGINS.get(get_origin(hint)) or _PLAIN[hint]
    given = None if default is MISSING else default
    return RecordField(name, kind, optional, default is MISSING and not optional, choices, given)


def read_text(field: RecordField, text: str) -> Any:
    """Return the value a text stands for, exactly.

    Raises:
        FieldError: The field cannot hold it; the message names the field and what it may hold.

    >>> from lantu.model.records import Statement
    >>> read_text(field_of(Statement, "value"), "1.40")
    Decimal('1.40')
    """
    if not text:
        return _absent(field)
    return _READERS[field.kind](field, text)


def _absent(field: RecordField) -> Any:
    if field.optional:
        return None
    if field.kind == "text":
        return ""
    if field.required:
        raise FieldError("P020", field=field.name)
    return field.default


def _number(field: RecordField, text: str) -> Decimal:
    if not _NUMBER.fullmatch(text.strip()):
        raise FieldError("P021", field=field.name, value=_shown(text))
    return Decimal(text.strip())


def _fraction(field: RecordField, text: str) -> float:
    if not _FRACTION.fullmatch(text.strip()):
        raise FieldError("P021", field=field.name, value=_shown(text))
    return float(text)


def _integer(field: RecordField, text: str) -> int:
    if not _WHOLE.fullmatch(text.strip()):
        raise FieldError("P022", field=field.name, value=_shown(text))
    return int(text)


def _truth(field: RecordField, text: str) -> bool:
    if text.strip().lower() not in _TRUTH:
        raise FieldError("P023", field=field.name, value=_shown(text))
    return _TRUTH[text.strip().lower()]


def _choice(field: RecordField, text: str) -> str:
    if text not in field.choices:
        raise FieldError("P024", field=field.name, value=_shown(text), choices=", ".join(field.choices))
    return text


def _texts(field: RecordField, text: str) -> tuple[str, ...]:
    if text.startswith("["):
        try:
            return _all_texts(field, json.loads(text))
        except (ValueError, RecursionError):
            raise FieldError("P026", field=field.name, value=_shown(text)) from None
    return tuple(part.strip() for part in _JOINTS.split(text) if part.strip())


def _facts(field: RecordField, text: str) -> Mapping[str, Any]:
    return _all_facts(field, parse_json(text))


_READERS: dict[Kind, Callable[[RecordField, str], Any]] = {
    "text": lambda field, text: text,
    "number": _number,
    "fraction": _fraction,
    "integer": _integer,
    "truth": _truth,
    "choice": _choice,
    "texts": _texts,
    "facts": _facts,
}


def write_text(value: object) -> str:
    """Return the text of a field's value, which :func:`read_text` reads back.

    >>> write_text(Decimal("1E+2")), write_text(("市教育局", "市财政局")), write_text(None), write_text(True)
    ('100', '市教育局、市财政局', '', 'true')
    """
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, Decimal):
        return format(value, "f")
    if isinstance(value, Mapping):
        return _facts_text(value)
    if isinstance(value, tuple):
        plain = all(part == part.strip() and part and not _JOINTS.search(part) for part in value)
        joined = _JOINT.join(value)
        return joined if plain and not joined.startswith("[") else json.dumps(value, ensure_ascii=False)
    return repr(value) if isinstance(value, float) else str(value)


def read_json(field: RecordField, value: object) -> Any:
    """Return the field's value for a JSON value; numbers must have been parsed as Decimal or int, not float.

    Raises:
        FieldError: The field cannot hold it.
    """
    if value is None:
        if field.required:
            raise FieldError("P020", field=field.name)
        return None if field.optional else field.default
    if field.kind in _ALL:
        return _ALL[field.kind](field, value)
    if field.kind == "truth":
        if not isinstance(value, bool):
            raise FieldError("P023", field=field.name, value=_shown(value))
        return value
    if field.kind in ("text", "choice"):
        if not isinstance(value, str):
            raise FieldError("P025", field=field.name, value=_shown(value))
        return _READERS[field.kind](field, value)
    if isinstance(value, bool) or not isinstance(value, int | Decimal):
        raise FieldError("P021", field=field.name, value=_shown(value))
    return _READERS[field.kind](field, str(value))


def _all_texts(field: RecordField, value: object) -> tuple[str, ...]:
    if not isinstance(value, list) or not all(isinstance(part, str) for part in value):
        raise FieldError("P026", field=field.name, value=_shown(value))
    return tuple(value)


def _all_facts(field: RecordField, value: object) -> Mapping[str, Any]:
    if not isinstance(value, dict) or not all(isinstance(fact, Decimal | int | str) for fact in value.values()):
        raise FieldError("P040", field=field.name, value=_shown(value))
    return {name: _exact(fact) for name, fact in value.items()}


def _exact(fact: object) -> object:
    return Decimal(fact) if isinstance(fact, int) and not isinstance(fact, bool) else fact


def _facts_text(facts: Mapping[str, object]) -> str:
    """Return facts as a JSON object, numbers by their own digits."""
    parts = (
        f"{json.dumps(name, ensure_ascii=False)}: "
        + (format(fact, "f") if isinstance(fact, Decimal) else json.dumps(fact, ensure_ascii=False))
        for name, fact in facts.items()
    )
    return f"{{{', '.join(parts)}}}" if facts else ""


_ALL: dict[Kind, Callable[[RecordField, object], Any]] = {"texts": _all_texts, "facts": _all_facts}


def parse_json(text: str) -> Any:
    """Parse JSON with every number exact; returns None for what is no JSON.

    >>> parse_json('{"value": 0.1}'), parse_json("{")
    ({'value': Decimal('0.1')}, None)
    """
    try:
        return json.loads(text, parse_float=Decimal, parse_constant=lambda name: None)
    except (ValueError, RecursionError):
        return None


def from_json(kind: type[R], raw: Mapping[str, object]) -> R:
    """Build a record from a JSON object; a ``value`` of two numbers is a range.

    Args:
        kind: The record class.
        raw: Keys and values, ``type`` left out.

    Raises:
        FieldError: A key is unknown, missing, or its value does not fit.
    """
    given, known = dict(raw), _names(kind)
    if isinstance(given.get("value"), list) and "value_high" in known:
        pair = given.pop("value")
        if not isinstance(pair, list) or len(pair) != 2 or "value_high" in given:
            raise FieldError("P021", field="value", value=_shown(pair))
        given["value"], given["value_high"] = pair
    for name in given:
        if name not in known:
            field_of(kind, name)  # refuses it
    return kind(**{field.name: read_json(field, given.get(field.name)) for field in fields_of(kind)})


def _shown(value: object) -> str:
    text = str(value)
    return text if len(text) <= 60 else text[:60] + "…"
