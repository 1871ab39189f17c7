"""What may be asked of a progress, and one question: a criterion against a truth, a bound or a list of words.

Status schemes and warning rules are made of such conditions and of nothing else: no formulas, no code in a file. The
criteria stand in ``criteria.yaml``; each says to which side it moves when the value gets better, so that a scheme that
would punish a better value is refused before it judges anybody.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from typing import Literal

from lantu.errors import Language, VocabularyError
from lantu.vocabulary.content import Content, Entry, load_shipped

CriterionKind = Literal["truth", "share", "ratio", "count", "text"]
Better = Literal["up", "down", "neither"]

BOUNDS = ("above", "at_least", "below", "at_most")
"""The ways to bound a number; a condition may give one from each side."""

_LOWER, _UPPER = ("above", "at_least"), ("below", "at_most")


@dataclass(frozen=True, slots=True, kw_only=True)
class Criterion(Entry):
    """One thing that may be asked of a progress.

    Attributes:
        kind: A truth, a share (fraction, printed in percent), a ratio, a count, or a text.
        better: To which side it moves when the observed value gets better; ``neither`` where it does not depend on it.
        zh: Name in Chinese.
        en: Name in English.
        holds_zh: How it is told when it holds (truths).
        holds_en: The same in English.
        fails_zh: How it is told when it does not hold (truths).
        fails_en: The same in English.
        of_history: Needs more than one progress: a history, a calendar, an outlook, a status. Only warnings may ask it.
    """

    kind: CriterionKind
    better: Better
    zh: str
    en: str
    holds_zh: str = ""
    holds_en: str = ""
    fails_zh: str = ""
    fails_en: str = ""
    of_history: bool = False

    def name(self, language: Language | str) -> str:
        """Return its name."""
        return self.zh if language == Language.ZH else self.en

    def told(self, holds: bool, language: Language | str) -> str:
        """Return a truth as it is told in a reason."""
        if language == Language.ZH:
            return self.holds_zh if holds else self.fails_zh
        return self.holds_en if holds else self.fails_en


@dataclass(frozen=True, slots=True, kw_only=True)
class Condition:
    """One question about a criterion.

    Attributes:
        criterion: Id of the criterion.
        holds: For a truth: whether it must hold or must not.
        known: Whether it must be known, or must not be.
        above: For a number: it must be more than this; shares are fractions.
        at_least: It must be this or more.
        below: It must be less than this.
        at_most: It must be this or less.
        one_of: For a text: the words allowed.
    """

    criterion: str
    holds: bool | None = None
    known: bool | None = None
    above: Decimal | None = None
    at_least: Decimal | None = None
    below: Decimal | None = None
    at_most: Decimal | None = None
    one_of: tuple[str, ...] = ()

    @property
    def bounds(self) -> dict[str, Decimal]:
        """The bounds given, by their name."""
        given = {name: getattr(self, name) for name in BOUNDS}
        return {name: bound for name, bound in given.items() if bound is not None}

    def asks_for_good(self, better: Better) -> bool:
        """Tell whether a better value never loses the condition.

        >>> Condition(criterion="gap", at_most=Decimal("0.1")).asks_for_good("down")
        True
        >>> Condition(criterion="on_path", holds=False).asks_for_good("up")
        False
        """
        return better == "neither" or not self._asks_on(better == "down")

    def asks_for_bad(self, better: Better) -> bool:
        """Tell whether a worse value never loses the condition."""
        return better == "neither" or not self._asks_on(better == "up")

    def _asks_on(self, high_side: bool) -> bool:
        """Tell whether it asks for a high side (true, a lower bound), or for a low one (false, an upper bound)."""
        bounding = _LOWER if high_side else _UPPER
        return self.holds is high_side or any(name in self.bounds for name in bounding)


@dataclass(frozen=True, slots=True, kw_only=True)
class Clause:
    """Conditions that must all hold, and conditions none of which may.

    Attributes:
        id: Name of the rule, unique in its scheme or file; errors and reasons name it.
        when: All of these must hold; what is not known does not hold.
        unless: None of these may hold; what is not known does not hinder.
    """

    id: str
    when: tuple[Condition, ...]
    unless: tuple[Condition, ...] = ()


@cache
def shipped_criteria() -> dict[str, Criterion]:
    """Return the criteria by id.

    >>> shipped_criteria()["gap"].name("en")
    'gap to what is due'
    """
    content: Content[Criterion] = load_shipped("criteria.yaml", Criterion)
    return {entry.id: entry for entry in content.on(None)}


def check_clause(file: str, entry: str, clause: Clause, *, history: bool) -> None:
    """Refuse a rule whose conditions cannot be asked.

    Args:
        file: Name of the file, for the message.
        entry: Id of the scheme or rule.
        clause: The rule.
        history: Whether criteria that need a history may be asked.

    Raises:
        VocabularyError: There is no condition (V040), a criterion is not known (V041), or a condition does not fit its
            kind or asks nothing (V042).
    """
    if not clause.when:
        raise VocabularyError("V040", file=file, entry=entry, rule=clause.id)
    criteria = {name: each for name, each in shipped_criteria().items() if history or not each.of_history}
    for condition in (*clause.when, *clause.unless):
        criterion = criteria.get(condition.criterion)
        if criterion is None:
            known = ", ".join(criteria)
            raise VocabularyError(
                "V041", file=file, entry=entry, rule=clause.id, value=condition.criterion, known=known
            )
        if not _fits(condition, criterion.kind):
            allowed = ", ".join(_tests(criterion.kind))
            raise VocabularyError("V042", file=file, entry=entry, rule=clause.id, value=criterion.id, allowed=allowed)


def _tests(kind: CriterionKind) -> tuple[str, ...]:
    """Return the names of the tests that fit a kind."""
    if kind == "truth":
        return ("holds", "known")
    return ("one_of", "known") if kind == "text" else (*BOUNDS, "known")


def _fits(condition: Condition, kind: CriterionKind) -> bool:
    given = {name for name in ("holds", "known") if getattr(condition, name) is not None}
    given |= set(condition.bounds) | ({"one_of"} if condition.one_of else set())
    twice = any(set(side) <= given for side in (_LOWER, _UPPER))
    lone = len(given) == 1 or given <= set(BOUNDS)
    return bool(given) and given <= set(_tests(kind)) and lone and not twice
