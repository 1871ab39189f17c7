"""Progress built by hand, for tests of what comes after measuring."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields
from decimal import Decimal
from typing import Any

from lantu.model.progress import Progress

FIELDS = {field.name for field in fields(Progress)}


def exact(value: Any) -> Any:
    """Numbers as Decimals, all else as it is."""
    return Decimal(str(value)) if isinstance(value, (int, float)) and not isinstance(value, bool) else value


def row(**given: Any) -> Progress:
    """A progress; what is no field of it becomes a component."""
    known = {name: exact(value) for name, value in given.items()}
    own: Mapping[str, Any] = {
        "target": "s1",
        "indicator": "指标",
        "form": "level_up",
        "state": "computed",
        "observed_on": "2023",
    }
    components = {"binding": False, **{name: value for name, value in known.items() if name not in FIELDS}}
    return Progress(
        **{**own, **{name: value for name, value in known.items() if name in FIELDS}}, components=components
    )
