"""Warning rules and their levels: when somebody should know of a target's progress; content of ``warnings/*.yaml``.

A rule asks what a status scheme asks (:mod:`lantu.vocabulary.criteria`), and beyond that for a history, a calendar and
an outlook. It warns only after it has held for a while and ends only after it has not held for a while, so that one bad
month makes no noise. Levels are our own: those of the statutory alerts about emergencies are refused.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Literal

from lantu.errors import Language, VocabularyError
from lantu.vocabulary.content import Content, Entry, load_content, load_shipped
from lantu.vocabulary.criteria import Clause, Condition, check_clause
from lantu.vocabulary.filling import check_sentence

Kind = Literal["threshold", "trend", "lateness", "outlook"]
Owner = Literal["lead", "supplier"]
Span = Literal["evaluations", "periods", "months"]

FACTS = (
    "indicator",
    "subject",
    "date",
    "value",
    "due",
    "baseline",
    "target_value",
    "gap",
    "margin",
    "progress",
    "time",
    "status",
    "year",
    "year_value",
    "year_target",
    "year_share",
    "year_time",
    "times_worse",
    "months_late",
    "months",
)
"""What a message of a rule may name; what is not known of a target is printed as a dash."""

RESERVED = ("红", "橙", "黄", "蓝", "一级", "二级", "三级", "四级", "Ⅰ级", "Ⅱ级", "Ⅲ级", "Ⅳ级")
RESERVED_EN = ("red", "orange", "yellow", "blue", "level 1", "level 2", "level 3", "level 4")
"""Names of the statutory alerts about emergencies (Emergency Response Law, articles 63 and 64)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Level(Entry):
    """How grave a warning is.

    Attributes:
        zh: Name in Chinese.
        en: Name in English.
        rank: Order, the gravest highest.
        symbol: A mark for text, so that colour never stands alone.
    """

    zh: str
    en: str
    rank: int
    symbol: str

    def name(self, language: Language | str) -> str:
        """Return its name."""
        return self.zh if language == Language.ZH else self.en


@dataclass(frozen=True, slots=True, kw_only=True)
class Pending:
    """How long something must hold without a break.

    Attributes:
        count: How many.
        of: Evaluations, periods of data (looking again at the same figure counts once), or months gone by.
    """

    count: int
    of: Span


@dataclass(frozen=True, slots=True, kw_only=True)
class WarningRule(Entry):
    """When somebody should know.

    Attributes:
        kind: What sort of thing it looks at, for lists and filters.
        zh: Name in Chinese.
        en: Name in English.
        level: Id of the level.
        owner: Whose it is: the body that leads the target, or the one that supplies its figure.
        when: All of these must hold.
        unless: None of these may.
        hold: How long it must hold before it warns.
        clear: How long it must then not hold before the warning ends; as long as ``hold`` unless given.
        message_zh: What the warning says, in Chinese, with the names of :data:`FACTS` in braces.
        message_en: The same in English.
    """

    kind: Kind
    zh: str
    en: str
    level: str
    owner: Owner
    when: tuple[Condition, ...]
    unless: tuple[Condition, ...] = ()
    hold: Pending
    clear: Pending | None = None
    message_zh: str
    message_en: str

    @property
    def clause(self) -> Clause:
        """What it asks."""
        return Clause(id=self.id, when=self.when, unless=self.unless)

    @property
    def clears_after(self) -> Pending:
        """How long it must not hold before a warning ends."""
        return self.clear or self.hold

    def name(self, language: Language | str) -> str:
        """Return its name."""
        return self.zh if language == Language.ZH else self.en

    def message(self, language: Language | str) -> str:
        """Return what it says, with the names of facts in braces."""
        return self.message_zh if language == Language.ZH else self.message_en


@dataclass(frozen=True, slots=True, kw_only=True)
class WarningRules:
    """Rules with the levels they name.

    Attributes:
        rules: The rules, in the order of the file.
        levels: Levels by id.
    """

    rules: tuple[WarningRule, ...]
    levels: dict[str, Level]


def checked_levels(content: Content[Level]) -> dict[str, Level]:
    """Return levels by id.

    Raises:
        VocabularyError: A level is named like a statutory alert (V050).
    """
    for entry in content.entries:
        taken = [name for name in RESERVED if name in entry.zh]
        taken += [name for name in RESERVED_EN if name in entry.en.lower()]
        if taken:
            raise VocabularyError("V050", file=content.file, entry=entry.id, name=taken[0])
    return {entry.id: entry for entry in content.on(None)}


def checked_rules(content: Content[WarningRule], levels: dict[str, Level]) -> WarningRules:
    """Return rules that can be asked and said.

    Raises:
        VocabularyError: A condition cannot be asked (V040-V042), a level does not exist (V016), a message names what is
            no fact (V051), or a pending period is not at least one (V052).
    """
    for entry in content.entries:
        check_clause(content.file, entry.id, entry.clause, history=True)
        if entry.level not in levels:
            raise VocabularyError("V016", file=content.file, entry=entry.id, field="level", value=entry.level)
        for language in Language:
            check_sentence(content.file, entry.id, entry.message(language), FACTS)
        if min(entry.hold.count, entry.clears_after.count) < 1:
            raise VocabularyError("V052", file=content.file, entry=entry.id)
    return WarningRules(rules=content.on(None), levels=levels)


@cache
def shipped_levels() -> dict[str, Level]:
    """Return the levels that come with Lantu, the gravest first.

    >>> [level.en for level in shipped_levels().values()]
    ['to be solved first', 'needs attention', 'worth knowing']
    """
    return checked_levels(load_shipped("warnings/levels.yaml", Level))


@cache
def shipped_rules() -> WarningRules:
    """Return the rules that come with Lantu."""
    return checked_rules(load_shipped("warnings/rules.yaml", WarningRule), shipped_levels())


def own_rules(path: Path) -> WarningRules:
    """Return the rules that come with Lantu, changed and extended by an office's own file.

    Raises:
        VocabularyError: The file cannot be read or a rule is wrong; the message names file and rule.
    """
    own: Content[WarningRule] = load_content(path, WarningRule)
    checked_rules(own, shipped_levels())
    shipped: Content[WarningRule] = load_shipped("warnings/rules.yaml", WarningRule)
    return checked_rules(shipped.extended_by(own), shipped_levels())
