"""Every message Lantu shows to a person: one catalogue, two languages, and what to do next.

The hierarchy::

    LantuError                a code of the catalogue and the facts that fill its text
    ├── DocumentError         a document could not be read at all (D…)
    ├── PackageError          a plan package could not be opened or written (P…)
    ├── VocabularyError       a content file of ours or of the user is wrong (V…)
    ├── CascadeError          targets could not be broken down as asked (K…)
    ├── MonitoringError       something cannot be said of how a target is coming along (M…)
    └── UsageError            a command was called with words that do not fit (U…)

A message says what happened, where, the likely cause and the next step. Texts live in ``messages.yaml`` beside
nothing else: this module only fills them in, so that the command line and the web give the same sentence.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from importlib.resources import files
from typing import Any

import yaml


class Language(StrEnum):
    """A language in which Lantu speaks to people."""

    ZH = "zh"
    EN = "en"


@dataclass(frozen=True, slots=True, kw_only=True)
class Message:
    """One entry of the catalogue.

    Attributes:
        code: Stable identifier, a letter for the area and three digits.
        what: What happened and where, with ``{fields}`` to fill, by language.
        next: The likely cause and the next step, by language; empty where there is none.
    """

    code: str
    what: dict[str, str]
    next: dict[str, str]

    def text(self, language: Language | str, **fields: object) -> str:
        """Fill the message in.

        Args:
            language: ``zh`` or ``en``.
            **fields: The facts named in the text.

        Returns:
            One or two sentences without the code.
        """
        chosen = str(language)
        parts = [self.what[chosen].format(**fields)]
        if self.next.get(chosen):
            parts.append(self.next[chosen].format(**fields))
        return ("" if chosen == Language.ZH else " ").join(parts)


@cache
def catalogue() -> dict[str, Message]:
    """Return all messages by code.

    >>> catalogue()["D001"].text("en", name="plan.txt")
    'plan.txt is empty. Check that the file was saved, then try again.'
    """
    text = files("lantu").joinpath("messages.yaml").read_text("utf-8")
    raw: dict[str, dict[str, Any]] = yaml.load(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))
    return {
        code: Message(
            code=code,
            what={"zh": entry["zh"], "en": entry["en"]},
            next={"zh": entry.get("next_zh", ""), "en": entry.get("next_en", "")},
        )
        for code, entry in raw.items()
    }


def message(code: str, language: Language | str = Language.ZH, **fields: object) -> str:
    """Return the text of a message of the catalogue, filled in."""
    return catalogue()[code].text(language, **fields)


_SHOWN = 20  # reasons spelled out in one message; an error keeps them all


class LantuError(Exception):
    """Something went wrong that a person can mend.

    Attributes:
        code: The entry of the catalogue.
        fields: The facts that fill its text: file, page, cell, sentence; a fact may be a further error, said within.
        reasons: What is wrong in detail where there are several things (the rows of a table), in their order.
    """

    reasons: tuple[LantuError, ...] = ()

    def __init__(self, code: str, **fields: object) -> None:
        self.code = code
        self.fields = fields
        super().__init__(f"{code}: {self.said(Language.EN)}")

    def said(self, language: Language | str = Language.ZH) -> str:
        """Return the message in the language asked for, without its code and reasons."""
        facts = {
            name: fact.said(language) if isinstance(fact, LantuError) else fact for name, fact in self.fields.items()
        }
        return message(self.code, language, **facts)

    def text(self, language: Language | str = Language.ZH) -> str:
        """Return the message in the language asked for, with its code and a line for each of the first reasons."""
        lines = [f"[{self.code}] {self.said(language)}", *(reason.said(language) for reason in self.reasons[:_SHOWN])]
        if len(self.reasons) > _SHOWN:
            lines.append(message("U001", language, count=len(self.reasons) - _SHOWN))
        return "\n".join(lines)


class DocumentError(LantuError):
    """A document could not be read at all; nothing was written."""


class PackageError(LantuError):
    """A plan package could not be opened or written; what was there stays as it was."""


class VocabularyError(LantuError):
    """A content file (units, areas, wording …) is wrong; the message names file and entry."""


class CascadeError(LantuError):
    """Targets could not be broken down as asked; nothing was computed or decided."""


class MonitoringError(LantuError):
    """Something cannot be said of how a target is coming along or where it will end; nothing was guessed."""


class UsageError(LantuError):
    """A command was called with words that do not fit."""
