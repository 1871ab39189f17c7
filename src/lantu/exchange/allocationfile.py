"""``decisions/allocation.yaml``: what the office chooses when it breaks a plan down, in a file a person may edit.

Keys are the fields of :class:`lantu.cascade.allocation.Allocation`; what is not given is as usual. The file is taken
whole or refused whole, with every reason.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass
from datetime import date
from pathlib import Path
from typing import Any

import yaml

from lantu.cascade.allocation import Allocation, Choice, Member, SuperiorValue
from lantu.errors import LantuError, PackageError, VocabularyError
from lantu.exchange.files import write_whole
from lantu.exchange.planfile import yaml_text
from lantu.vocabulary.content import texts_in
from lantu.vocabulary.fields import WrongValueError, read_record
from lantu.vocabulary.identities import Identity, shipped_identities

NAME = "allocation.yaml"
_LARGEST = 5_000_000  # characters: some thousand areas with their figures
_SECTIONS: Mapping[str, type] = {"choices": Choice, "superiors": SuperiorValue, "members": Member}
_OPENING = """\
# 分解选择：方法、权重、上下限、上级下达值、地区名单和恒等关系；没有写的按默认办。各项的写法见 docs/howto/choose-how-to-break-down.md。
# Choices for the cascade: choices, superiors, members, identities. What is not given is as usual.
# choices:    [{target: 地区生产总值, path: early, weight: 2, limits: [{year: 2027, low: 2050, reason: …}], areas: {method: shares}}]
# superiors:  [{indicator: 单位地区生产总值能耗降低, year: 2026, value: 2.5, standing: issued, reference: …}]
# members:    [{subject: "area:990102", name: 汀洲区}]
# identities: [{id: level-of-gdp-growth}]
"""


class AllocationError(PackageError):
    """An allocation file cannot be taken; nothing of it was. Its ``reasons`` name entry and field."""

    def __init__(self, reasons: list[LantuError]) -> None:
        self.reasons = tuple(reasons)
        super().__init__("K140", file=NAME, count=len(reasons))


def read_allocation(folder: Path) -> Allocation:
    """Return the choices of a package: those of its file, or none where it has no file.

    Args:
        folder: The folder of the package.

    Raises:
        PackageError: The file cannot be read (P005, P008), is not YAML (K141) or does not fit (K140).
    """
    path = folder / "decisions" / NAME
    return load_allocation(path) if path.exists() else Allocation()


def load_allocation(path: Path) -> Allocation:
    """Return the choices of a file.

    Raises:
        PackageError: The file cannot be read (P005, P008), is not YAML (K141) or does not fit (K140).
    """
    try:
        return parse_allocation(path.read_bytes().decode("utf-8-sig"))
    except OSError as problem:
        raise PackageError("P005", file=NAME, problem=problem.strerror or problem) from problem
    except UnicodeDecodeError:
        raise PackageError("P008", file=NAME) from None


def write_allocation(folder: Path, allocation: Allocation) -> None:
    """Write the choices of a package, replacing its file in one step.

    Raises:
        PackageError: The file could not be written (P006); the old one is untouched.
    """
    try:
        write_whole(folder / "decisions" / NAME, allocation_text(allocation).encode())
    except OSError as problem:
        raise PackageError("P006", file=NAME, problem=problem.strerror or problem) from problem


def parse_allocation(text: str) -> Allocation:
    """Read the choices from YAML.

    Raises:
        PackageError: It is not YAML (K141), or something in it does not fit (K140, with all reasons).

    >>> parse_allocation("choices: [{target: gdp, path: linear, weight: 2}]").choices[0].weight
    Decimal('2')
    """
    raw = _parsed(text)
    reasons: list[LantuError] = []
    _refuse_unknown(raw, reasons)
    sections = {name: tuple(_items(name, kind, raw.get(name), reasons)) for name, kind in _SECTIONS.items()}
    identities = tuple(_identities(raw.get("identities"), reasons))
    _refuse_repeated(sections, reasons)
    if reasons:
        raise AllocationError(reasons)
    return Allocation(**sections, identities=identities)


def allocation_text(allocation: Allocation) -> str:
    """Return the choices as the text of ``allocation.yaml``; :func:`parse_allocation` reads it back.

    >>> parse_allocation(allocation_text(Allocation())) == Allocation()
    True
    """
    raw = {name: [_plain(item) for item in getattr(allocation, name)] for name in (*_SECTIONS, "identities")}
    return _OPENING + yaml_text({name: items for name, items in raw.items() if items})


def _parsed(text: str) -> dict[str, Any]:
    try:
        if len(text) > _LARGEST:
            raise ValueError(f"> {_LARGEST}")
        raw = texts_in(text)
    except (yaml.YAMLError, ValueError, RecursionError) as wrong:
        raise PackageError("K141", file=NAME, problem=" ".join(str(wrong).split())[:200]) from None
    if raw in (None, ""):
        return {}
    if not isinstance(raw, dict):
        raise PackageError("K141", file=NAME, problem=str(raw)[:60])
    return raw


def _refuse_unknown(raw: Mapping[str, Any], reasons: list[LantuError]) -> None:
    known = (*_SECTIONS, "identities")
    for name, given in raw.items():
        if name not in known and given not in ("", {}, []):  # a heading under which nothing stands asks for nothing
            reasons.append(VocabularyError("V005", file=NAME, entry="-", field=name, known=", ".join(known)))


def _items(name: str, kind: type, raw: object, reasons: list[LantuError]) -> Iterator[Any]:
    if raw in (None, ""):
        return
    if not isinstance(raw, list):
        reasons.append(VocabularyError("V010", file=NAME, entry="-", field=name, value=str(raw)[:60]))
        return
    for place, item in enumerate(raw, 1):
        label = f"{name}[{place}]"
        try:
            yield read_record(kind, item)
        except WrongValueError as wrong:
            reasons.append(VocabularyError(wrong.code, file=NAME, entry=label, field=wrong.field, **wrong.fields))


def _identities(raw: object, reasons: list[LantuError]) -> Iterator[Identity]:
    """Yield identities: those of the office's own, and shipped ones that it asks for by their id."""
    shipped = {identity.id: identity for identity in shipped_identities()}
    named: list[dict[str, str]] = []
    own: list[object] = []
    for item in raw if isinstance(raw, list) else []:
        if isinstance(item, dict) and set(item) == {"id"}:
            named.append(item)
        else:
            own.append(item)
    for item in named:
        if item["id"] in shipped:
            yield shipped[item["id"]]
        else:
            reasons.append(PackageError("K143", file=NAME, id=item["id"]))
    yield from _items("identities", Identity, raw if not isinstance(raw, list) else own, reasons)


def _refuse_repeated(sections: Mapping[str, tuple[Any, ...]], reasons: list[LantuError]) -> None:
    seen: set[object] = set()
    for name, items in sections.items():
        for place, item in enumerate(items, 1):
            key = _key(item)
            if key in seen:
                reasons.append(PackageError("K142", file=NAME, place=f"{name}[{place}]", name=key[1]))
            seen.add(key)


def _key(item: Choice | SuperiorValue | Member) -> tuple[str, object]:
    """Return what may stand once only: a target, a member; of a superior's values the latest word counts."""
    if isinstance(item, Choice):
        return "choice", item.target
    if isinstance(item, Member):
        return "member", item.subject
    return "superior", (item.indicator, item.year, item.standing, item.reference, item.value)


def _plain(value: object) -> Any:
    """Return a value of the choices as plain mappings, lists and texts; what is as usual is left out."""
    if isinstance(value, Identity) and value in shipped_identities():
        return {"id": value.id}
    if is_dataclass(value) and not isinstance(value, type):
        given = {each.name: getattr(value, each.name) for each in fields(value) if not _is_usual(value, each)}
        return {name: _plain(part) for name, part in given.items()}
    if isinstance(value, Mapping):
        return {name: _plain(part) for name, part in value.items()}
    if isinstance(value, tuple):
        return [_plain(part) for part in value]
    return value.isoformat() if isinstance(value, date) else value


def _is_usual(value: Any, field: Any) -> bool:
    held = getattr(value, field.name)
    return held is None or held == field.default or (isinstance(held, Mapping | tuple) and not held)
