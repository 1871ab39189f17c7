"""How the text of a YAML field becomes a typed value of an entry, exactly.

Content files are read with every scalar as text, so that ``0.5`` stays one half and ``010500`` stays a code. The type
of the dataclass field decides what the text means. What does not fit is refused with the field's name and the value.

Fields may be ``str``, ``int``, ``bool``, ``date``, ``Decimal``, ``Fraction`` (``10000/15``), ``Literal[...]``, a further
frozen dataclass, ``tuple[X, ...]`` of these, ``dict[str, X]`` or ``Mapping[int, X]``, and each of them ``| None``.
"""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal
from fractions import Fraction
from functools import cache
from types import UnionType
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

Reader = Callable[[object], Any]

_NUMBER = re.compile(r"[+-]?\d{1,40}(?:\.\d{1,40})?(?:[eE][+-]?\d{1,2})?")
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")


class WrongValueError(Exception):
    """A field holds something it cannot hold.

    Attributes:
        code: Entry of the message catalogue.
        field: Path of the field within the entry, such as ``also[2]``.
        fields: Further facts for the message.
    """

    def __init__(self, code: str, field: str = "", **fields: object) -> None:
        self.code = code
        self.field = field
        self.fields = fields
        super().__init__(code)

    def under(self, field: str) -> WrongValueError:
        """Return the same complaint seen from the mapping or list that holds the field."""
        joint = "" if not self.field or self.field.startswith("[") else "."
        return WrongValueError(self.code, f"{field}{joint}{self.field}", **self.fields)


def read_record(kind: Any, raw: object, defaults: Mapping[str, object] | None = None) -> Any:
    """Build a dataclass from a mapping of texts.

    Args:
        kind: The frozen dataclass.
        raw: What the YAML holds.
        defaults: Values, already typed, for fields which the mapping does not give.

    Returns:
        An instance of ``kind``.

    Raises:
        WrongValueError: A field is unknown, missing or does not fit its type.
    """
    if not isinstance(raw, dict):
        raise WrongValueError("V011", value=_shown(raw))
    plan = _plan(kind)
    values: dict[str, object] = dict(defaults or {})
    for name, text in raw.items():
        if name not in plan:
            raise WrongValueError("V005", str(name), known=", ".join(plan))
        if text == "":
            continue
        values[name] = _read(plan[name][0], text, name)
    for name, (_, required) in plan.items():
        if required and name not in values:
            raise WrongValueError("V004", name)
    return kind(**values)


@cache
def _plan(kind: Any) -> dict[str, tuple[Reader, bool]]:
    """Return for each field of a dataclass how it is read and whether it must be given."""
    hints = get_type_hints(kind)
    missing = dataclasses.MISSING
    return {
        field.name: (reader_of(hints[field.name]), field.default is missing and field.default_factory is missing)
        for field in dataclasses.fields(kind)
        if field.init
    }


def reader_of(hint: Any) -> Reader:
    """Return the function that reads a value of a type.

    >>> reader_of(Fraction)("10000/15")
    Fraction(2000, 3)
    """
    if hint in _PLAIN:
        return _PLAIN[hint]
    if dataclasses.is_dataclass(hint) and isinstance(hint, type):
        return lambda raw: read_record(hint, raw)
    origin, arguments = get_origin(hint), get_args(hint)
    if origin is Literal:
        return _choice(arguments)
    if origin in (Union, UnionType):
        return reader_of(next(argument for argument in arguments if argument is not type(None)))
    if origin is tuple:
        return _list_of(reader_of(arguments[0]))
    if origin in (dict, Mapping):
        return _mapping_of(reader_of(arguments[0]), reader_of(arguments[1]))
    raise TypeError(f"no reader for fields of type {hint!r}")


def _read(reader: Reader, raw: object, name: str) -> Any:
    try:
        return reader(raw)
    except WrongValueError as wrong:
        raise wrong.under(name) from None


def _shown(raw: object) -> str:
    text = str(raw)
    return text if len(text) <= 60 else text[:60] + "…"


def _text(raw: object) -> str:
    if not isinstance(raw, str):
        raise WrongValueError("V009", value=_shown(raw))
    return raw


def _day(raw: object) -> date:
    text = _text(raw)
    try:
        if _DAY.fullmatch(text):
            return date.fromisoformat(text)
    except ValueError:  # 2021-02-30
        pass
    raise WrongValueError("V007", value=_shown(text))


def _decimal(raw: object) -> Decimal:
    text = _text(raw)
    if not _NUMBER.fullmatch(text):
        raise WrongValueError("V008", value=_shown(text))
    return Decimal(text)


def _fraction(raw: object) -> Fraction:
    upper, slash, lower = _text(raw).partition("/")
    divisor = _decimal(lower) if slash else Decimal(1)
    if divisor == 0:
        raise WrongValueError("V008", value=_shown(raw))
    return Fraction(_decimal(upper)) / Fraction(divisor)


def _whole(raw: object) -> int:
    number = _decimal(raw)
    if number != number.to_integral_value():
        raise WrongValueError("V008", value=_shown(raw))
    return int(number)


def _truth(raw: object) -> bool:
    text = _text(raw)
    if text not in ("true", "false"):
        raise WrongValueError("V012", value=_shown(text))
    return text == "true"


def _choice(allowed: tuple[Any, ...]) -> Reader:
    def read(raw: object) -> str:
        text = _text(raw)
        if text not in allowed:
            raise WrongValueError("V006", value=_shown(text), choices=", ".join(map(str, allowed)))
        return text

    return read


def _list_of(reader: Reader) -> Reader:
    def read(raw: object) -> tuple[Any, ...]:
        if not isinstance(raw, list):
            raise WrongValueError("V010", value=_shown(raw))
        return tuple(_read(reader, item, f"[{place}]") for place, item in enumerate(raw, 1))

    return read


def _mapping_of(name_reader: Reader, reader: Reader) -> Reader:
    def read(raw: object) -> dict[Any, Any]:
        if not isinstance(raw, dict):
            raise WrongValueError("V011", value=_shown(raw))
        return {_read(name_reader, name, str(name)): _read(reader, item, str(name)) for name, item in raw.items()}

    return read


_PLAIN: dict[Any, Reader] = {
    str: _text,
    int: _whole,
    bool: _truth,
    date: _day,
    Decimal: _decimal,
    Fraction: _fraction,
}
