"""The sentences of an office for its one-page briefs and bulletins; entries in ``phrases.yaml``, replaceable by a file of its own."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Literal

from lantu.errors import Language
from lantu.vocabulary.content import Content, Entry, load_content, load_shipped
from lantu.vocabulary.filling import check_sentence

Place = Literal["opening", "closing"]
When = Literal["behind", "on_track", "unknown"]


FACTS = ("behind", "judged")
"""What a sentence may name in braces."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Phrase(Entry):
    """A sentence.

    Attributes:
        place: Where on the page it stands.
        when: In which situation.
        zh: In Chinese, with ``{behind}`` and ``{judged}`` to fill.
        en: In English.
    """

    place: Place
    when: When
    zh: str
    en: str


@dataclass(frozen=True, slots=True)
class Phrases:
    """The sentences in force."""

    entries: tuple[Phrase, ...]

    def opening(self, *, behind: int, judged: int, language: Language | str) -> tuple[str, ...]:
        """Return the sentences after the counts.

        Args:
            behind: How many are behind.
            judged: How many have a status.
            language: ``zh`` or ``en``.

        >>> shipped_phrases().opening(behind=0, judged=4, language="zh")
        ('已判定的4项没有落后。',)
        """
        return tuple(self._said("opening", _when(behind, judged), language, behind=behind, judged=judged))

    def closing(self, *, behind: int, judged: int, language: Language | str) -> tuple[str, ...]:
        """Return the sentences at the end of the page; arguments are those of :meth:`opening`."""
        return tuple(self._said("closing", _when(behind, judged), language, behind=behind, judged=judged))

    def _said(self, place: Place, when: When, language: Language | str, **facts: int) -> Iterator[str]:
        for each in self.entries:
            if (each.place, each.when) == (place, when):
                text = each.zh if str(language) == Language.ZH else each.en
                yield text.format(**facts)


def _when(behind: int, judged: int) -> When:
    """Return the situation: without a judgement nothing is in order."""
    return "unknown" if not judged else "behind" if behind else "on_track"


@cache
def shipped_phrases() -> Phrases:
    """Return the sentences that come with Lantu."""
    return Phrases(load_shipped("phrases.yaml", Phrase).on())


def own_phrases(path: Path) -> Phrases:
    """Return the sentences with those of an office in the place of ours.

    Args:
        path: Its file; entries of the same id replace ours.

    Raises:
        VocabularyError: The file cannot be read, an entry is wrong, or a sentence names what cannot be filled (V051).
    """
    own: Content[Phrase] = load_content(path, Phrase)
    for each in own.entries:
        for text in (each.zh, each.en):
            check_sentence(own.file, each.id, text, FACTS)
    shipped: Content[Phrase] = load_shipped("phrases.yaml", Phrase)
    return Phrases(shipped.extended_by(own).on())
