"""The ways through the house that stand in the header: each room offers its own when it opens."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.urls import NoReverseMatch, reverse


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """An entry of the header.

    Attributes:
        word: Key of its word.
        url: Name of its address.
        permission: What somebody must be allowed to see it; None for everybody who is signed in.
        order: Where it stands among the others; the steps of a plan's life in their order.
        within: How the addresses begin of the pages that belong to it.
    """

    word: str
    url: str
    permission: str | None = None
    order: int = 50
    within: str = ""


@dataclass(frozen=True, slots=True)
class Way:
    """An entry as a page shows it.

    Attributes:
        word: Key of its word.
        address: Where it leads.
        current: Whether the page belongs to it.
    """

    word: str
    address: str
    current: bool


PLACES: dict[str, Place] = {}
"""Every entry by the name of its address."""


def offer(place: Place) -> None:
    """Add an entry; a room calls it in ``AppConfig.ready``."""
    PLACES[place.url] = place


def ways(account: Any, here: str) -> Iterator[Way]:
    """Yield the entries an account may follow; ``here`` is the path of the page that shows them."""
    if not getattr(account, "is_authenticated", False):
        return
    for place in sorted(PLACES.values(), key=lambda each: (each.order, each.url)):
        address = address_of(place.url)
        if address and (place.permission is None or account.has_perm(place.permission)):
            yield Way(place.word, address, here == address or here.startswith(place.within or address + "//"))


def address_of(name: str, *args: object) -> str:
    """Return the address of a page, or empty text where this installation has no such page."""
    try:
        return reverse(name, args=args)
    except NoReverseMatch:
        return ""
