"""What a person should know of a document before working with its reading."""

from __future__ import annotations

from collections.abc import Iterator

from lantu.errors import Language, message
from lantu.model.plan import Reading
from lantu.model.records import Note


def notes_on(reading: Reading, repaired: int) -> tuple[Note, ...]:
    """Return the notes on a reading.

    Args:
        reading: The reading, its notes not yet made.
        repaired: How many places with broken characters were repaired.
    """
    return tuple(_notes(reading, repaired))


def _notes(reading: Reading, repaired: int) -> Iterator[Note]:
    yield from reading.document.notes
    if reading.head.start is None:
        yield _note("R001")
    if reading.head.area is None:
        yield _note("R002", area=reading.head.area_name or "—")
    if repaired:
        yield _note("R003", count=repaired)
    if reading.unread:
        yield _note("R004", count=len(reading.unread))
    if not reading.statements:
        yield _note("R005")


def _note(code: str, **fields: object) -> Note:
    return Note(
        code=code,
        message_zh=message(code, Language.ZH, **fields),
        message_en=message(code, Language.EN, **fields),
    )
