"""Sentences with facts in braces, as offices may write them: what may stand between the braces, and nothing else."""

from __future__ import annotations

from collections.abc import Iterable
from string import Formatter

from lantu.errors import VocabularyError


def check_sentence(file: str, entry: str, text: str, facts: Iterable[str]) -> None:
    """Refuse a sentence with anything but plain names of facts: braces reach no further than the fact itself.

    Args:
        file: Name of the file, for the message.
        entry: Id of the entry the sentence stands in.
        text: The sentence.
        facts: Names that can be filled.

    Raises:
        VocabularyError: It names what cannot be filled, or its braces do not close (V051).
    """
    known = tuple(facts)
    try:
        parts = list(Formatter().parse(text))
    except ValueError:
        parts = [("", "{", "", None)]
    for _, name, spec, conversion in parts:
        if name is not None and (name not in known or spec or conversion):
            raise VocabularyError("V051", file=file, entry=entry, name=name, known=", ".join(known))
