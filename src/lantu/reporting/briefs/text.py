"""A page as plain text, for mail and for what an office pastes elsewhere."""

from __future__ import annotations

from collections.abc import Iterator

from lantu.errors import Language
from lantu.reporting.briefs.brief import Brief
from lantu.reporting.briefs.sections import note_of, parts_of, sentence_of


def brief_text(page: Brief, language: Language | str = Language.ZH) -> str:
    """Return a page as plain text.

    Args:
        page: The page.
        language: Language of its headings.
    """
    return "\n\n".join("\n".join(block) for block in _blocks(page, language) if block) + "\n"


def _blocks(page: Brief, language: Language | str) -> Iterator[list[str]]:
    figures = [f"{place}. {sentence_of(each, language)}" for place, each in enumerate(page.figures, 1)]
    note = note_of(page, language)
    yield [page.title, page.about]
    yield list(page.headline)
    for part in parts_of(page, language):
        yield [part.head, *(part.lines or figures)]
    yield list(page.phrases)
    yield [note] if note else []
