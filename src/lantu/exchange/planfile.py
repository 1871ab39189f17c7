"""``plan.yaml``: what a plan is, in a file a person may edit; every value is read as text and typed by its field."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields, replace
from decimal import Decimal
from typing import Any

import yaml

from lantu.errors import LantuError, PackageError
from lantu.model.fields import FieldError, field_of, read_text
from lantu.model.plan import Event, PlanHead

_NAME = "plan.yaml"
_LARGEST = 1_000_000  # characters; a head has some hundred
_OPENING = """\
# 规划概况：可以修改；再次读取时，改过的各项保留不变。
# What the plan is. May be edited; reading again keeps what was changed here.
# events: {kind: drafted | approved | issued, organ: …, session: …, date: …, number: …}
"""


def head_text(head: PlanHead) -> str:
    """Return the head of a plan as the text of ``plan.yaml``."""
    return _OPENING + yaml_text(head_raw(head))


class _Dumper(yaml.SafeDumper):
    """Writes a text with characters nobody sees in double quotes: plain YAML would fold them away."""


def _text_node(dumper: yaml.SafeDumper, text: str) -> yaml.ScalarNode:
    return dumper.represent_scalar("tag:yaml.org,2002:str", text, style=None if text.isprintable() else '"')


def _number_node(dumper: yaml.SafeDumper, number: Decimal) -> yaml.ScalarNode:
    kind = "int" if number == number.to_integral_value() and "." not in f"{number:f}" else "float"
    return dumper.represent_scalar(f"tag:yaml.org,2002:{kind}", f"{number:f}")


_Dumper.add_representer(str, _text_node)
_Dumper.add_representer(Decimal, _number_node)


def yaml_text(content: object) -> str:
    """Return plain mappings, lists and texts as YAML in which Chinese stands as Chinese."""
    return str(yaml.dump(content, Dumper=_Dumper, allow_unicode=True, sort_keys=False, width=110))


def head_raw(head: PlanHead) -> dict[str, Any]:
    """Return the head as plain mappings, lists and texts, empty text for what is not known."""
    return {
        "title": head.title,
        "kind": head.kind,
        "level": head.level or "",
        "area": {"code": head.area or "", "name": head.area_name or ""},
        "horizon": {"start": head.start or "", "end": head.end or ""},
        "parents": list(head.parents),
        "events": [{field.name: getattr(event, field.name) or "" for field in fields(event)} for event in head.events],
        "reference": head.reference or "",
    }


def parse_head(text: str) -> PlanHead:
    """Read ``plan.yaml``.

    Raises:
        PackageError: It is not YAML, or one of its values does not fit (P005).
    """
    try:
        if len(text) > _LARGEST:
            raise ValueError(f"> {_LARGEST}")
        raw = yaml.load(text, Loader=yaml.BaseLoader)
    except (yaml.YAMLError, ValueError, RecursionError) as wrong:
        problem = " ".join(str(wrong).split())[:200] or type(wrong).__name__
        raise PackageError("P005", file=_NAME, problem=problem) from None
    return head_from(raw, _NAME)


def head_from(raw: object, file: str) -> PlanHead:
    """Build the head from plain mappings, as :func:`head_raw` returns them.

    Raises:
        PackageError: A key is unknown or a value does not fit (P005).
    """
    try:
        given = _mapping(raw, "title", "kind", "level", "area", "horizon", "parents", "events", "reference")
        area, horizon = _mapping(given.get("area"), "code", "name"), _mapping(given.get("horizon"), "start", "end")
        flat = {name: given.get(name) for name in ("title", "kind", "level", "reference")}
        flat |= {"area": area.get("code"), "area_name": area.get("name")}
        flat |= {"start": horizon.get("start"), "end": horizon.get("end")}
        head = PlanHead(
            **{name: read_text(field_of(PlanHead, name), _text(name, value)) for name, value in flat.items()},
            parents=tuple(_text("parents", part) for part in _list("parents", given.get("parents"))),
            events=tuple(_event(event) for event in _list("events", given.get("events"))),
        )
        if head.start is not None and head.end is not None and head.start > head.end:
            raise FieldError("P028", start=head.start, end=head.end)
        return head
    except LantuError as wrong:
        raise PackageError("P005", file=file, problem=wrong) from None


def merged_head(before: PlanHead, mine: PlanHead, now: PlanHead) -> PlanHead:
    """Return the head after reading again: what a person changed stays, the rest is what the reader gives now.

    Args:
        before: What the reader gave last time.
        mine: What ``plan.yaml`` holds.
        now: What the reader gives this time.
    """
    names = [field.name for field in fields(PlanHead)]
    changed = {name: getattr(mine, name) for name in names if getattr(mine, name) != getattr(before, name)}
    return replace(now, **changed)


def _event(raw: object) -> Event:
    given = _mapping(raw, *(field.name for field in fields(Event)))
    names = [field.name for field in fields(Event)]
    return Event(**{name: read_text(field_of(Event, name), _text(name, given.get(name))) for name in names})


def _mapping(raw: object, *known: str) -> Mapping[str, object]:
    if raw in (None, ""):
        return {}
    if not isinstance(raw, dict):
        raise FieldError("P025", field=known[0], value=str(raw)[:60])
    for name in raw:
        if name not in known:
            raise FieldError("P027", field=name, known=", ".join(known))
    return raw


def _list(name: str, raw: object) -> list[object]:
    if raw in (None, ""):
        return []
    if not isinstance(raw, list):
        raise FieldError("P026", field=name, value=str(raw)[:60])
    return raw


def _text(name: str, raw: object) -> str:
    if isinstance(raw, dict | list):
        raise FieldError("P025", field=name, value=str(raw)[:60])
    return "" if raw is None else str(raw)
