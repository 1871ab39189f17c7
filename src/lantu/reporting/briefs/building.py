"""Which targets stand on a page and what its headline says: decided by rules that can be read, never by taste."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from lantu.errors import Language, message
from lantu.exchange.columns import choice_word
from lantu.exchange.sentences import date_words
from lantu.model.records import Observation
from lantu.monitoring.deciding import WordingDecision
from lantu.monitoring.judging import Judgement
from lantu.monitoring.outlook.record import Decided
from lantu.reporting.briefs.beside import Beside, unreleased_mark
from lantu.reporting.briefs.brief import Brief, Problem
from lantu.reporting.briefs.figures import figure
from lantu.reporting.briefs.problems import problem
from lantu.reporting.briefs.sheet import is_easily_read
from lantu.vocabulary.phrases import Phrases, shipped_phrases
from lantu.vocabulary.schemes import Scheme

FIGURES, FEWEST, PROBLEMS, NAMED, BEHIND = 10, 6, 3, 4, 1
"""How many figures stand on one page at most and at least, how many problems at most, how many the headline names; up to which
rank a status is behind."""


@dataclass(frozen=True, kw_only=True)
class Grounds:
    """What a page is made of.

    Attributes:
        title: Title of the plan.
        topic: What the page is about where that is less than the plan: a chapter, a body, an area.
        day: The day it speaks of.
        level: The level of the page, in words.
        scheme: The scheme of the statuses.
        judged: The judgements of the targets it is about, in the order of the plan.
        owners: The body that answers for a target, by its id; what the vocabulary only proposes is marked already.
        observations: Values in force of all subjects.
        above: Subjects above and their names, from the nearest; by the subject of the targets the page is about.
        peers: Subjects of the same level and their names.
        decided: How people decided to word statuses, by target and subject.
        expected: What people decided of the end of targets, by target and subject.
        changes: What changed since the day ``since``, a sentence each; marked where it rests on what is not released.
        since: That day, or None.
        language: Language of the page.
        phrases: The sentences of the office.
    """

    title: str
    topic: str = ""
    day: date
    level: str
    scheme: Scheme
    judged: Sequence[Judgement]
    owners: Mapping[str, str] = field(default_factory=dict)
    observations: Sequence[Observation] = ()
    above: Sequence[tuple[str, str]] = ()
    peers: Sequence[tuple[str, str]] = ()
    decided: Mapping[tuple[str, str], WordingDecision] = field(default_factory=dict)
    expected: Mapping[tuple[str, str], Decided] = field(default_factory=dict)
    changes: Sequence[str] = ()
    since: date | None = None
    language: Language | str = Language.ZH
    phrases: Phrases = field(default_factory=shipped_phrases)

    def say(self, code: str, **facts: object) -> str:
        """Return a message in the language of the page."""
        return message(code, self.language, **facts)


def brief(grounds: Grounds) -> Brief:
    """Return the page for who decides: six to ten figures, as many as one sheet holds, three problems with their owners."""
    chosen = _chosen(grounds.judged)
    pages = (_page(grounds, "brief", chosen[:count], PROBLEMS) for count in range(FIGURES, FEWEST, -1))
    easy = (page for page in pages if is_easily_read(page, grounds.language))
    return next(easy, None) or _page(grounds, "brief", chosen[:FEWEST], PROBLEMS)


def bulletin(grounds: Grounds) -> Brief:
    """Return the bulletin of a month: every target of which a value is known, all that is behind, all that changed."""
    known = [each for each in grounds.judged if each.progress.latest is not None]
    return _page(grounds, "bulletin", known, len(grounds.judged))


def _chosen(judged: Iterable[Judgement]) -> list[Judgement]:
    """Return the targets of which a value is known, in the order in which they deserve a place.

    What is behind first, as it stands among the problems, then binding ones, then as the plan has them; one row an
    indicator.
    """
    known = [each for each in judged if each.progress.latest is not None]
    behind = _behind(known)
    others = sorted((each for each in known if each not in behind), key=lambda each: not _binds(each))
    first: dict[str, Judgement] = {}
    for each in (*behind, *others):
        first.setdefault(each.progress.indicator, each)
    return list(first.values())


def _binds(each: Judgement) -> bool:
    return each.progress.components.get("binding") is True


def _page(grounds: Grounds, kind: str, chosen: Sequence[Judgement], problems: int) -> Brief:
    beside = Beside(
        observations=grounds.observations,
        day=grounds.day,
        above=grounds.above,
        peers=grounds.peers,
        language=grounds.language,
    )
    behind = _behind(grounds.judged)
    figures = tuple(
        figure(each, beside, grounds.decided.get(_key(each)), grounds.expected.get(_key(each))) for each in chosen
    )
    troubles = tuple(_problem(each, grounds) for each in behind[:problems])
    printed = [
        *(text for each in figures for text in each.printed),
        *(each.said for each in troubles),
        *grounds.changes,
    ]
    waiting = any(each.waiting for each in figures) or any(each.proposal for each in behind[:problems])
    judged = sum(each.status is not None for each in grounds.judged)
    topic = grounds.say("M639", topic=grounds.topic) if grounds.topic else ""
    return Brief(
        title=grounds.say("M610" if kind == "brief" else "M611", title=grounds.title, topic=topic),
        about=_about(grounds),
        headline=_headline(grounds, behind),
        figures=figures,
        problems=troubles,
        changes=tuple(grounds.changes),
        phrases=grounds.phrases.closing(behind=len(behind), judged=judged, language=grounds.language),
        notes=tuple(_notes(grounds, any(unreleased_mark(grounds.language) in text for text in printed), waiting)),
        one_page=kind == "brief",
    )


def _about(grounds: Grounds) -> str:
    day = date_words(grounds.day.isoformat(), grounds.language)
    return grounds.say("M612", day=day, level=grounds.level, scheme=grounds.scheme.label(grounds.language))


def _key(each: Judgement) -> tuple[str, str]:
    return each.progress.target, each.progress.subject


def _behind(judged: Iterable[Judgement]) -> list[Judgement]:
    """Return what is behind: binding first, then the worse, then the farther."""
    ranked = [(each.status.rank, each) for each in judged if each.status is not None and each.status.rank <= BEHIND]
    ranked.sort(key=lambda pair: (not _binds(pair[1]), pair[0], -(pair[1].progress.gap or 0)))
    return [each for _, each in ranked]


def _headline(grounds: Grounds, behind: Sequence[Judgement]) -> tuple[str, ...]:
    """Return how many stand where, those without a status with the reason, and which binding targets are behind."""
    judged = [each for each in grounds.judged if each.status]
    found = (
        _counts(grounds, judged),
        *_binding_behind(grounds, behind),
        *grounds.phrases.opening(behind=len(behind), judged=len(judged), language=grounds.language),
    )
    return tuple(found)


def _counts(grounds: Grounds, judged: Sequence[Judgement]) -> str:
    """Return how many stand where; what is missing is said in the same breath."""
    by_status = Counter(each.status.key for each in judged if each.status)
    without = Counter(each.progress.state for each in grounds.judged if not each.status)
    ordered = sorted(grounds.scheme.statuses, key=lambda each: -each.rank)
    parts = [(each.name(grounds.language), by_status[each.key]) for each in ordered if by_status[each.key]]
    others = [(choice_word(state, grounds.language), count) for state, count in without.items()]
    facts = {"count": len(grounds.judged), "judged": len(judged), "silent": without.total()}
    code = "M614" if judged and others else "M619" if judged else "M668"
    return grounds.say(code, parts=_counted(grounds, parts), others=_counted(grounds, others), **facts)


def _counted(grounds: Grounds, named: Sequence[tuple[str, int]]) -> str:
    joint = "、" if str(grounds.language) == Language.ZH else ", "
    return joint.join(grounds.say("M613", name=name, count=count) for name, count in named)


def _binding_behind(grounds: Grounds, behind: Sequence[Judgement]) -> Iterator[str]:
    """Yield which binding targets are behind; those beyond the number that has room are counted only."""
    names = list(dict.fromkeys(each.progress.indicator for each in behind if _binds(each)))
    if not names:
        return
    joint = "、" if str(grounds.language) == Language.ZH else ", "
    code = "M667" if len(names) <= NAMED else "M669"
    yield grounds.say(code, count=len(names), names=joint.join(names[:NAMED]))


def _problem(each: Judgement, grounds: Grounds) -> Problem:
    row = each.progress
    mark = unreleased_mark(grounds.language) if row.components.get("unreleased") is True else ""
    owner = grounds.owners.get(row.target) or grounds.say("M616")
    return problem(each, owner, mark, grounds.language)


def _notes(grounds: Grounds, unreleased: bool, waiting: bool) -> Iterator[str]:
    if unreleased:
        yield grounds.say("M617")
    if waiting:
        yield grounds.say("M618")
