"""The words round a number: how they bound it, how firmly it is promised, of what time it is said.

The tables are content (``wording.yaml``); the reader asks them for all words of a meaning, to build its patterns
once, or for the meaning of a word it has met.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache, lru_cache
from typing import Literal

from lantu.errors import VocabularyError
from lantu.vocabulary.content import Content, Entry, load_shipped

Table = Literal[
    "comparator",
    "modality",
    "hedge",
    "tense",
    "period",
    "frequency",
    "distribution",
    "attribute",
    "implied",
    "work",
    "stage",
    "alternative",
]
Place = Literal["before", "after", "any"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Wording(Entry):
    """Words of one meaning.

    Attributes:
        table: What question the words answer.
        meaning: The answer, such as ``>=``, ``strive``, ``past``.
        place: Where they stand: before or after the number, or anywhere in the clause.
        words: As printed.
    """

    table: Table
    meaning: str
    place: Place = "any"
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class WordingTables:
    """The wording that holds on a day."""

    entries: tuple[Wording, ...]
    by_word: Mapping[tuple[Table, Place, str], str]

    @classmethod
    def of(cls, content: Content[Wording], as_of: date | None = None) -> WordingTables:
        """Index the words of a content file.

        Raises:
            VocabularyError: One word has two meanings in the same table and place (V015).
        """
        entries = content.on(as_of)
        by_word: dict[tuple[Table, Place, str], str] = {}
        for entry in entries:
            for word in entry.words:
                meaning = by_word.setdefault((entry.table, entry.place, word), entry.meaning)
                if meaning != entry.meaning:
                    raise VocabularyError("V015", file=content.file, entry=entry.id, name=word, other=meaning)
        return cls(entries, by_word)

    def words(self, table: Table, meaning: str | None = None, place: Place | None = None) -> tuple[str, ...]:
        """Return words, longest first; see :func:`words`."""
        chosen = {
            word
            for entry in self.entries
            if entry.table == table and meaning in (None, entry.meaning) and place in (None, entry.place)
            for word in entry.words
        }
        return tuple(sorted(chosen, key=lambda word: (-len(word), word)))

    def meaning(self, table: Table, word: str, place: Place = "any") -> str | None:
        """Return the meaning of a word; see :func:`meaning_of`."""
        return self.by_word.get((table, place, word))


@lru_cache(maxsize=8)
def shipped_wording(as_of: date | None = None) -> WordingTables:
    """Return the wording that comes with Lantu, loaded once."""
    return WordingTables.of(load_shipped("wording.yaml", Wording), as_of)


@cache
def words(table: Table, meaning: str | None = None, place: Place | None = None) -> tuple[str, ...]:
    """Return the words of a table, longest first.

    Args:
        table: Such as ``comparator``.
        meaning: Only those that mean this; None for all.
        place: Only those that stand there; None for all.

    >>> words("modality", "strive")[:2]
    ('全力争取', '争创')
    >>> "以上" in words("comparator", ">=", "after")
    True
    """
    return shipped_wording().words(table, meaning, place)


@cache
def pattern_of(table: Table, meaning: str | None = None, place: Place | None = None) -> str:
    """Return the words of a table as the inside of a regular expression, longest first, escaped.

    >>> re.search(pattern_of("comparator", place="before"), "占比不低于九成")[0]
    '不低于'
    """
    return "|".join(map(re.escape, words(table, meaning, place)))


def meaning_of(table: Table, word: str, place: Place = "any") -> str | None:
    """Return what a word means in a table and place; None where it does not stand there.

    >>> meaning_of("comparator", "不低于", "before"), meaning_of("modality", "力争"), meaning_of("tense", "苹果")
    ('>=', 'strive', None)
    """
    return shipped_wording().meaning(table, word, place)
