"""Names in a refused file that no indicator has: a person says which one each means, and a mapping keeps it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import PurePath
from typing import Any

import yaml

from lantu.errors import LantuError
from lantu.exchange.observations.report import PlacedError
from lantu_web.observations.mappings import save_mapping
from lantu_web.observations.models import Draft, SavedMapping

UNKNOWN = "M030"
MOST = 40
"""Names that are asked for at once."""

_LONGEST = 39  # the message shortens longer ones, which then say too little
_NAME, _MEANT = "name-", "meant-"


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """A name nobody knows.

    Attributes:
        number: Its number in the form.
        name: As the file prints it.
        suggestions: Names it is like.
    """

    number: int
    name: str
    suggestions: tuple[str, ...]


def asked_for(reasons: Iterable[LantuError]) -> list[Asked]:
    """Return the names that are not known, each once, in the order of the file."""
    found: dict[str, tuple[str, ...]] = {}
    for each in reasons:
        inner = each.reason if isinstance(each, PlacedError) else each
        if inner.code == UNKNOWN and len(str(inner.fields["found"])) <= _LONGEST:
            suggestions = str(inner.fields["suggestions"]).split("、")
            found.setdefault(str(inner.fields["found"]), tuple(name for name in suggestions if name != "—"))
    return [
        Asked(number=number, name=name, suggestions=suggestions)
        for number, (name, suggestions) in enumerate(list(found.items())[:MOST])
    ]


def meant(sent: Mapping[str, str]) -> dict[str, str]:
    """Return which indicator each name means, as a form says it; names nothing is said of are left out."""
    numbers = [key.removeprefix(_NAME) for key in sent if key.startswith(_NAME)]
    said = {sent[_NAME + number]: sent.get(_MEANT + number, "").strip() for number in numbers}
    return {name: indicator for name, indicator in said.items() if indicator}


def keep_names(account: Any, draft: Draft, names: Mapping[str, str]) -> SavedMapping:
    """Keep what names mean in the mapping of a draft, or in a new one that is called after its file.

    Raises:
        LantuError: The mapping it would be added to is none.
    """
    raw = yaml.safe_load(draft.mapping.text) if draft.mapping else None
    held: dict[str, Any] = raw if isinstance(raw, dict) else {}
    held["names"] = (held.get("names") or {}) | dict(names)
    text = yaml.safe_dump(held, allow_unicode=True, sort_keys=False)
    name = draft.mapping.name if draft.mapping else PurePath(draft.name).stem
    return save_mapping(account, draft.version.plan, name, text)
