"""When figures of a whole year come out, by the publication that brings them; the entries stand in ``releases.yaml``."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from lantu.vocabulary.content import Content, Entry, load_shipped


@dataclass(frozen=True, slots=True, kw_only=True)
class Release(Entry):
    """A publication that comes back every year.

    Attributes:
        zh: What it is called, in Chinese.
        en: What it is called, in English.
        month: The last month in which it came out: 12 of the year itself, any other of the year after.
    """

    zh: str
    en: str
    month: int


@cache
def shipped_releases() -> Mapping[str, Release]:
    """Return the publications that come with Lantu, by id.

    >>> shipped_releases()["research"].month
    10
    """
    content: Content[Release] = load_shipped("releases.yaml", Release)
    return {release.id: release for release in content.on(None)}
