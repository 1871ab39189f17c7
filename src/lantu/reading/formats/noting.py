"""Notes that the opening of a document leaves for a person."""

from __future__ import annotations

from lantu.errors import Language, message
from lantu.model.records import Note


def note(code: str, **fields: object) -> Note:
    """Return a note on the whole document.

    Args:
        code: Entry of the message catalogue (R…).
        **fields: The facts named in its text.

    >>> note("R024", count=2).message_en
    '2 places of hidden text in the document were not read.'
    """
    return Note(
        code=code,
        message_zh=message(code, Language.ZH, **fields),
        message_en=message(code, Language.EN, **fields),
    )


def listed(pages: list[int]) -> str:
    """Return page numbers as people write them.

    >>> listed([3, 4, 5, 9])
    '3-5, 9'
    """
    runs: list[list[int]] = []
    for page in pages:
        if runs and page == runs[-1][1] + 1:
            runs[-1][1] = page
        else:
            runs.append([page, page])
    return ", ".join(str(first) if first == last else f"{first}-{last}" for first, last in runs)
