"""What an outlook says: entries of the message catalogue with their facts, in whichever language is asked for."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from lantu.errors import Language, LantuError, message


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence, or a part of one.

    Attributes:
        code: Entry of the message catalogue.
        fields: The facts that fill its text; a fact may be a sentence or an error, said within.
    """

    code: str
    fields: Mapping[str, object] = field(default_factory=dict)

    def said(self, language: Language | str = Language.ZH) -> str:
        """Return the sentence in a language."""
        return message(self.code, language, **{name: _fact(value, language) for name, value in self.fields.items()})


def _fact(value: object, language: Language | str) -> object:
    if isinstance(value, Sentence | LantuError):
        return value.said(language)
    if isinstance(value, tuple):
        return ("、" if str(language) == Language.ZH else ", ").join(str(_fact(each, language)) for each in value)
    return value


def join(sentences: tuple[Sentence, ...], language: Language | str) -> str:
    """Return sentences as one paragraph."""
    return ("" if str(language) == Language.ZH else " ").join(each.said(language) for each in sentences)


def years_said(years: tuple[int, ...]) -> str:
    """Return years as they are printed: those in a row by their first and last.

    >>> years_said((2021, 2022, 2023)), years_said((2018, 2020, 2021)), years_said((2020,))
    ('2021—2023', '2018、2020、2021', '2020')
    """
    in_a_row = len(years) > 1 and years[-1] - years[0] == len(years) - 1
    return f"{years[0]}—{years[-1]}" if in_a_row else "、".join(str(year) for year in years)
