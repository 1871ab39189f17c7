"""Lantu 蓝图: a government development plan that is read, checked, broken down, monitored and answered for.

The names below are all a program needs to begin with; each is loaded when it is first used::

    import lantu
    reading = lantu.read(data, "plan.txt")                  # what the document says
    package = lantu.write_package(reading, data, "my-plan")  # as a folder of plain files
    plan = lantu.open_package("my-plan").plan               # with the corrections of people
"""

from __future__ import annotations

from importlib import import_module
from typing import Any

__version__ = "0.1.0"

__all__ = [
    "LantuError",
    "Package",
    "Plan",
    "Reading",
    "__version__",
    "apply",
    "break_down",
    "open_package",
    "read",
    "to_jsonl",
    "write_package",
]

_HOMES = {
    "LantuError": "lantu.errors",
    "Package": "lantu.exchange.package",
    "Plan": "lantu.model.plan",
    "Reading": "lantu.model.plan",
    "apply": "lantu.model.corrections",
    "break_down": "lantu.cascade.breakdown",
    "open_package": "lantu.exchange.package",
    "read": "lantu.reading",
    "to_jsonl": "lantu.exchange.jsonl",
    "write_package": "lantu.exchange.package_writing",
}


def __getattr__(name: str) -> Any:
    if name in _HOMES:
        return getattr(import_module(_HOMES[name]), name)
    raise AttributeError(f"module 'lantu' has no attribute {name!r}")
