"""National surveys that come back after a fixed number of years; the entries stand in ``surveys.yaml``."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from lantu.vocabulary.content import Content, Entry, load_shipped


@dataclass(frozen=True, slots=True, kw_only=True)
class Survey(Entry):
    """A survey of the whole country.

    Attributes:
        zh: What it is, in Chinese.
        en: What it is, in English.
        words: How it is named after 第…次全国.
        number: The number of one that was held.
        year: The year of that one.
        every: Years from one to the next.
    """

    zh: str
    en: str
    words: tuple[str, ...]
    number: int
    year: int
    every: int

    def held_in(self, number: int) -> int:
        """Return the year of the survey of a number.

        >>> shipped_surveys()[0].held_in(8)
        2030
        """
        return self.year + (number - self.number) * self.every


@cache
def shipped_surveys() -> tuple[Survey, ...]:
    """Return the surveys that come with Lantu."""
    content: Content[Survey] = load_shipped("surveys.yaml", Survey)
    return content.on(None)
