"""The parts of a page in their order, told once: the page in the browser, the documents and the text print the same."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from lantu.errors import Language, message
from lantu.reporting.briefs.brief import Brief, Figure, Problem

_FACTS = {"change": "M632", "annual": "M647", "way": "M648", "peers": "M649"}
"""What stands between a value and its status, with the head of its column; what nothing is known of has no column."""

_BEHIND_HEAD = ("change", "annual", "way")
"""Facts that read on from the head of their column; a comparison names whom it is with itself."""


_NUMERALS = {Language.ZH: "一二三", Language.EN: "123"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """A part of a page under its own head.

    Attributes:
        head: Its head, numbered.
        lines: Its sentences; the figures have a table in their place.
    """

    head: str
    lines: tuple[str, ...] = ()

    @property
    def is_table(self) -> bool:
        """Whether it is the one of the figures."""
        return not self.lines


def parts_of(page: Brief, language: Language | str) -> tuple[Part, ...]:
    """Return the parts of a page that have anything to say, numbered without a gap."""
    problems = tuple(f"{place}. {_problem(each, language)}" for place, each in enumerate(page.problems, 1))
    found: list[tuple[str, tuple[str, ...]]] = [("M620", ())] if page.figures else []
    found += [(code, lines) for code, lines in (("M621", problems), ("M623", page.changes)) if lines]
    numerals = _NUMERALS[Language(language)]
    return tuple(
        Part(head=message("M625", language, number=numerals[place], head=message(code, language)), lines=lines)
        for place, (code, lines) in enumerate(found)
    )  # fmt: skip


def _problem(each: Problem, language: Language | str) -> str:
    owner = message("M622", language, owner=each.owner)
    return message("M626", language, indicator=each.indicator, said=each.said) + each.needed + owner


def heads_of(page: Brief, language: Language | str) -> tuple[str, ...]:
    """Return the heads of the columns of the figures."""
    codes = ("M630", "M631", *(_FACTS[each] for each in _columns(page)), "M633")
    return tuple(message(code, language) for code in codes)


def rows_of(page: Brief, language: Language | str) -> tuple[tuple[str, ...], ...]:
    """Return the figures as the cells of a table."""
    columns = _columns(page)
    return tuple(
        (
            f"{each.indicator}{message('M634', language) if each.binding else ''}",
            f"{each.value}\n{each.of}",
            *(facts_of(each, language)[column] or "—" for column in columns),
            _status(each, language),
        )
        for each in page.figures
    )


def facts_of(each: Figure, language: Language | str) -> dict[str, str]:
    """Return what is said of a figure beside its value, by column."""
    annual = _of_year(each, language) if each.year else each.annual
    return {"change": each.change, "annual": annual, "way": each.way, "peers": each.peers}


def _of_year(each: Figure, language: Language | str) -> str:
    """Return what the year brought, then its target by name: beside another figure it would be taken for the target of that."""
    joint = "，" if str(language) == Language.ZH else ", "
    return joint.join((each.year, message("M684", language, said=each.annual))) if each.annual else each.year


def _headed(column: str, said: str, language: Language | str) -> str:
    gap = "" if str(language) == Language.ZH else ": "
    return f"{message(_FACTS[column], language)}{gap}{said}"


def _columns(page: Brief) -> tuple[str, ...]:
    known = [facts_of(each, Language.ZH) for each in page.figures]
    return tuple(column for column in _FACTS if any(each[column] for each in known))


def sentence_of(each: Figure, language: Language | str) -> str:
    """Return a figure in one sentence."""
    joint, stop = ("；", "。") if str(language) == Language.ZH else ("; ", ".")
    binding = message("M634", language) if each.binding else ""
    told = joint.join((each.value, *_told(each, language), _status(each, language)))
    return message("M627", language, indicator=f"{each.indicator}{binding}", of=each.of, told=told) + stop


def _status(each: Figure, language: Language | str) -> str:
    """Return what is said of the status, that it waits for a person, and of the end what a person decided."""
    waiting = message("M635", language) if each.waiting else ""
    joint = "，" if str(language) == Language.ZH else ", "
    return joint.join(filter(None, (f"{each.wording}{waiting}", each.expected)))


def _told(each: Figure, language: Language | str) -> Iterator[str]:
    for column, said in facts_of(each, language).items():
        if said:
            heads_it = column in _BEHIND_HEAD and not (column == "annual" and each.year)
            yield _headed(column, said, language) if heads_it else said


def note_of(page: Brief, language: Language | str) -> str:
    """Return the notes of a page in one line; empty where there is nothing to note."""
    joint = "" if str(language) == Language.ZH else " "
    return f"{message('M624', language)}{joint.join(page.notes)}" if page.notes else ""
