"""What later rooms add to the pages and the life of a plan: they register, and this room knows none of them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction

from lantu_web.audit.action import Act
from lantu_web.plans.models import Version

AfterChange = Callable[[Version], None]
_AFTER_CHANGE: list[AfterChange] = []


@dataclass(frozen=True, slots=True, kw_only=True)
class Tab:
    """A page about a version that stands among its others.

    Attributes:
        name: Its name among the pages of the version.
        word: Key of its word.
        url: Name of its address, which takes the key of the version.
        permission: What the viewer must be allowed on the version to see it.
        count: How many things wait there, given viewer and version; None says nothing.
    """

    name: str
    word: str
    url: str
    permission: str
    count: Callable[[Any, Version], int] | None = None


TABS: dict[str, Tab] = {}


def offer_tab(tab: Tab) -> None:
    """Add a page; a room calls it in ``AppConfig.ready``."""
    TABS[tab.name] = tab


def tabs_for(viewer: Any, version: Version) -> list[dict[str, object]]:
    """Return the added pages a viewer may open."""
    return [
        {"tab": tab, "count": tab.count(viewer, version) if tab.count else None}
        for tab in TABS.values()
        if viewer.has_perm(tab.permission, version)
    ]


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """A file of decisions of a package whose content a later room keeps as rows of its own.

    Attributes:
        path: Its path within the package.
        check: Refuses a text that cannot be taken, with its reasons, before anything is.
        take: Takes a checked text for a version inside the action that imports the package, given the name of the
            package and the moment; returns what the event tells of it.
        give: Returns the text as it leaves; empty for the file without rows.
    """

    path: str
    check: Callable[[str], None]
    take: Callable[[Act, Version, str, str, datetime], dict[str, object]]
    give: Callable[[Version], str]


PARTS: dict[str, Part] = {}


def offer_part(part: Part) -> None:
    """Take care of a file of packages; a room calls it in ``AppConfig.ready``."""
    PARTS[part.path] = part


def after_change(function: AfterChange) -> AfterChange:
    """Register what shall follow when the items of a version have changed; it is called after the commit."""
    _AFTER_CHANGE.append(function)
    return function


def changed(version: Version) -> None:
    """Say, inside an action, that the items of a version have changed."""
    transaction.on_commit(lambda: [follow(version) for follow in _AFTER_CHANGE])
