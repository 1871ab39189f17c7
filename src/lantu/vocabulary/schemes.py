"""Status schemes: which word a progress gets, by ordered rules; content of ``schemes/*.yaml`` and of an office's own files.

A rule is a list of conditions (:mod:`lantu.vocabulary.criteria`); the first rule that holds decides. Rules stand from the
best status to the worst, and only the worst may ask for something bad: so a better value can never get a worse word,
in a scheme of an office's own as well. What no rule decides gets no word: missing is never green.

Words and thresholds come from different places. Four words were used by the national mid-term evaluation of 2023, but no
number was ever published with them; a scheme says whether its thresholds are those of its source or our own, and its
name is never shown without that.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Literal

from lantu.errors import Language, VocabularyError
from lantu.model.records import Form
from lantu.vocabulary.content import Content, Entry, load_content, load_shipped
from lantu.vocabulary.criteria import Clause, check_clause, shipped_criteria

Colour = Literal["blue", "green", "amber", "red", "violet", "teal"]
Shape = Literal["star", "circle", "square", "diamond", "triangle-up", "triangle-down", "cross"]
Thresholds = Literal["published", "own"]

SHIPPED = ("five-steps", "national-four-words", "hubei-four-words", "energy-dual-control-2020")
"""The schemes that come with Lantu, the default first."""

DEFAULT = SHIPPED[0]
"""The scheme used where an office has chosen none; its thresholds are our own and it says so."""

_OWN = {Language.ZH: "（界限为自定）", Language.EN: " (thresholds of our own)"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Status:
    """One word of a scheme. Colour never stands alone: symbol, shape and word say the same.

    Attributes:
        key: What records carry; lower case English.
        zh: The word in Chinese.
        en: The word in English.
        rank: Order from worse to better, unique in the scheme.
        colour: Name of a colour of the looks.
        symbol: One character for text, unique in the scheme.
        shape: Mark for charts, unique in the scheme.
        wording_zh: Proposed wording for a report, in Chinese; a person decides what is printed.
        wording_en: The same in English.
        at_end_zh: Proposed wording when the period is over.
        at_end_en: The same in English.
    """

    key: str
    zh: str
    en: str
    rank: int
    colour: Colour
    symbol: str
    shape: Shape
    wording_zh: str
    wording_en: str
    at_end_zh: str
    at_end_en: str

    def name(self, language: Language | str) -> str:
        """Return the word."""
        return self.zh if language == Language.ZH else self.en

    def wording(self, language: Language | str, *, at_end: bool = False) -> str:
        """Return the wording proposed for a report."""
        if language == Language.ZH:
            return self.at_end_zh if at_end else self.wording_zh
        return self.at_end_en if at_end else self.wording_en


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule(Clause):
    """When a progress gets a status.

    Attributes:
        status: Key of the status.
        zh: What the rule says, in Chinese.
        en: The same in English.
    """

    status: str
    zh: str
    en: str

    def says(self, language: Language | str) -> str:
        """Return what the rule says."""
        return self.zh if language == Language.ZH else self.en


@dataclass(frozen=True, slots=True, kw_only=True)
class Scheme(Entry):
    """A status scheme.

    Attributes:
        zh: Name in Chinese.
        en: Name in English.
        thresholds: Whether the numbers are those of the source named in ``reference``, or our (or the office's) own.
        statuses: The words, from better to worse.
        rules: The rules, from better to worse; the first that holds decides.
        forms: Forms of target it is made for; none given means all.
    """

    zh: str
    en: str
    thresholds: Thresholds
    statuses: tuple[Status, ...]
    rules: tuple[Rule, ...]
    forms: tuple[Form, ...] = ()

    def label(self, language: Language | str) -> str:
        """Return the name as it is shown, which says whose the thresholds are.

        >>> scheme("national-four-words").label("en")
        'Words of the national mid-term evaluation 2023 (thresholds of our own)'
        """
        name = self.zh if language == Language.ZH else self.en
        return name + (_OWN[Language(language)] if self.thresholds == "own" else "")

    def status(self, key: str | None) -> Status | None:
        """Return the status of a key, or None where there is none."""
        return next((each for each in self.statuses if each.key == key), None)

    @property
    def worst(self) -> Status:
        """The worst status."""
        return min(self.statuses, key=lambda each: each.rank)


def checked(content: Content[Scheme]) -> Content[Scheme]:
    """Return schemes after a check that no file can mislead.

    Raises:
        VocabularyError: A condition cannot be asked (V040-V042), a rule names a status that does not exist (V016), two
            statuses share what must tell them apart (V043), two rules share a name (V044), rules do not stand from
            better to worse (V045), or a rule would take a status away for a better value (V046).
    """
    for entry in content.entries:
        for name in ("key", "rank", "symbol", "shape"):
            _unique(content.file, entry, [str(getattr(each, name)) for each in entry.statuses], name)
        _unique_rules(content.file, entry)
        ranks = [_rank(content.file, entry, rule) for rule in entry.rules]
        for rule, rank, above in zip(entry.rules, ranks, [*ranks[:1], *ranks], strict=False):
            if rank > above:
                raise VocabularyError("V045", file=content.file, entry=entry.id, rule=rule.id)
        for rule in entry.rules:
            _check_rule(content.file, entry, rule)
    return content


def _unique(file: str, entry: Scheme, values: Sequence[str], field: str) -> None:
    twice = next((value for value in values if values.count(value) > 1), None)
    if twice is not None:
        raise VocabularyError("V043", file=file, entry=entry.id, field=field, value=twice)


def _unique_rules(file: str, entry: Scheme) -> None:
    names = [rule.id for rule in entry.rules]
    twice = next((name for name in names if names.count(name) > 1), None)
    if twice is not None:
        raise VocabularyError("V044", file=file, entry=entry.id, rule=twice)


def _rank(file: str, entry: Scheme, rule: Rule) -> int:
    status = entry.status(rule.status)
    if status is None:
        raise VocabularyError("V016", file=file, entry=entry.id, field=f"rules.{rule.id}.status", value=rule.status)
    return status.rank


def _check_rule(file: str, entry: Scheme, rule: Rule) -> None:
    check_clause(file, entry.id, rule, history=False)
    if rule.status == entry.worst.key:
        return
    criteria = shipped_criteria()
    wrong = next((c for c in rule.when if not c.asks_for_good(criteria[c.criterion].better)), None)
    wrong = wrong or next((c for c in rule.unless if not c.asks_for_bad(criteria[c.criterion].better)), None)
    if wrong is not None:
        raise VocabularyError("V046", file=file, entry=entry.id, rule=rule.id, value=wrong.criterion)


@lru_cache(maxsize=8)
def shipped_schemes(as_of: date | None = None) -> dict[str, Scheme]:
    """Return the schemes that come with Lantu and hold on a day, the default first."""
    return {each.id: each for each in _shipped(as_of)}


def _shipped(as_of: date | None) -> Iterator[Scheme]:
    for name in SHIPPED:
        content: Content[Scheme] = load_shipped(f"schemes/{name}.yaml", Scheme)
        yield from checked(content).on(as_of)


def scheme(identifier: str = DEFAULT) -> Scheme:
    """Return a scheme that comes with Lantu.

    Raises:
        VocabularyError: There is none of this name (V047).
    """
    found = shipped_schemes().get(identifier)
    if found is None:
        raise VocabularyError("V047", name=identifier, known=", ".join(shipped_schemes()))
    return found


def own_scheme(path: Path, identifier: str = "") -> Scheme:
    """Return a scheme of an office's own file.

    Args:
        path: The file.
        identifier: Id of the scheme; may be left out where the file holds only one.

    Raises:
        VocabularyError: The file cannot be read or a scheme is wrong, it holds several and none is named (V053), or none of
            this id (V054).
    """
    found = own_schemes(path)
    known = ", ".join(found)
    if not identifier and len(found) == 1:
        return next(iter(found.values()))
    if not identifier and found:
        raise VocabularyError("V053", file=path.name, known=known, first=next(iter(found)))
    if identifier not in found:
        raise VocabularyError("V054", file=path.name, name=identifier or "—", known=known or "—")
    return found[identifier]


def own_schemes(path: Path) -> dict[str, Scheme]:
    """Return the schemes of an office's own file, checked like those that come with Lantu.

    Raises:
        VocabularyError: The file cannot be read or a scheme is wrong; the message names file, scheme and rule.
    """
    content: Content[Scheme] = load_content(path, Scheme)
    return {each.id: each for each in checked(content).on(None)}
