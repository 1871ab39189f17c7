"""A page as plain text, for mail and for what an office pastes elsewhere."""

from __future__ import annotations

from collections.abc import Iterator

from lantu.errors import Language, message
from lantu.reporting.briefs.brief import Brief


def brief_text(page: Brief, language: Language | str = Language.ZH) -> str:
    """Return a page as plain text.

    Args:
        page: The page.
        language: Language of its headings.
    """
    return "\n".join(_lines(page, language)) + "\n"


def _lines(page: Brief, language: Language | str) -> Iterator[str]:
    joint, stop = ("；", "。") if str(language) == Language.ZH else ("; ", ".")
    yield page.title
    yield page.about
    yield ""
    yield from page.headline
    if page.figures:
        yield ""
        yield message("M620", language)
        for place, each in enumerate(page.figures, 1):
            waiting = f"（{message('M635', language)}）" if each.waiting else ""
            details = joint.join((*each.details, f"{each.wording}{waiting}"))
            yield f"{place}. {each.indicator}（{each.of}）：{each.value}{joint if details else ''}{details}{stop}"
    if page.problems:
        yield ""
        yield message("M621", language)
        for place, problem in enumerate(page.problems, 1):
            yield f"{place}. {problem.indicator}：{problem.said}{problem.needed}{message('M622', language, owner=problem.owner)}"
    if page.changes:
        yield ""
        yield message("M623", language)
        yield from (f"- {change}" for change in page.changes)
    if page.phrases:
        yield ""
        yield from page.phrases
    if page.notes:
        yield ""
        yield from (f"{message('M624', language)}{note}" for note in page.notes)
