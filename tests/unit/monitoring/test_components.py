"""Every component that appears has a name for people, and every name appears somewhere."""

from __future__ import annotations

from pathlib import Path

from tests.unit.monitoring.test_progress_cases import CASES, progress_of

from lantu import monitoring
from lantu.errors import catalogue
from lantu.monitoring.components import NAMES

ROOM = Path(monitoring.__file__).parent


def test_components_that_appear_have_names() -> None:
    assert {name for case in CASES for name in progress_of(case).components} <= set(NAMES)


def test_names_have_messages_and_are_used() -> None:
    assert set(NAMES.values()) <= set(catalogue())
    written = "".join(place.read_text("utf-8") for place in ROOM.rglob("*.py") if place.name != "components.py")
    assert not [name for name in NAMES if f'"{name}"' not in written]
