"""Which targets stand on a page and what its headline says: decided by rules that can be read, never by taste."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from lantu.errors import Language, message
from lantu.exchange.columns import choice_word
from lantu.model.records import Observation
from lantu.monitoring.deciding import WordingDecision
from lantu.monitoring.judging import Judgement
from lantu.monitoring.printing import needed_figure
from lantu.reporting.briefs.brief import Brief, Problem
from lantu.reporting.briefs.figures import Beside, figure, unreleased_mark
from lantu.vocabulary.phrases import Phrases, shipped_phrases
from lantu.vocabulary.schemes import Scheme

FIGURES, PROBLEMS, BEHIND = 10, 3, 1
"""How many figures and problems stand on one page at most; up to which rank of status a target is behind."""


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
        peers: Subjects to compare with and their names, the province first.
        decided: How people decided to word statuses, by target and subject.
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
    peers: Sequence[tuple[str, str]] = ()
    decided: Mapping[tuple[str, str], WordingDecision] = field(default_factory=dict)
    changes: Sequence[str] = ()
    since: date | None = None
    language: Language | str = Language.ZH
    phrases: Phrases = field(default_factory=shipped_phrases)

    def say(self, code: str, **facts: object) -> str:
        """Return a message in the language of the page."""
        return message(code, self.language, **facts)


def brief(grounds: Grounds) -> Brief:
    """Return the page for who decides: six to ten figures, three problems with their owners."""
    return _page(grounds, "brief", _chosen(grounds.judged)[:FIGURES], PROBLEMS)


def bulletin(grounds: Grounds) -> Brief:
    """Return the bulletin of a month: every target of which a value is known, all that is behind, all that changed."""
    return _page(
        grounds, "bulletin", [each for each in grounds.judged if each.progress.latest is not None], len(grounds.judged)
    )


def _chosen(judged: Iterable[Judgement]) -> list[Judgement]:
    """Return the targets of which a value is known, in the order in which they deserve a place.

    Binding ones first, then those that are behind, then as the plan has them; one row an indicator.
    """
    known = [each for each in judged if each.progress.latest is not None]
    order = sorted(known, key=lambda each: (not _binds(each), _rank(each) > BEHIND))
    first: dict[str, Judgement] = {}
    for each in order:
        first.setdefault(each.progress.indicator, each)
    return list(first.values())


def _binds(each: Judgement) -> bool:
    return each.progress.components.get("binding") is True


def _rank(each: Judgement) -> int:
    return each.status.rank if each.status else BEHIND + 1


def _page(grounds: Grounds, kind: str, chosen: Sequence[Judgement], problems: int) -> Brief:
    beside = Beside(observations=grounds.observations, day=grounds.day, peers=grounds.peers, language=grounds.language)
    behind = _behind(grounds.judged)
    figures = tuple(figure(each, beside, grounds.decided.get(_key(each))) for each in chosen)
    troubles = tuple(_problem(each, grounds) for each in behind[:problems])
    printed = [*(text for each in figures for text in (each.value, *each.details)), *(each.said for each in troubles)]
    mark = unreleased_mark(grounds.language)
    title = f"{grounds.title}{f'（{grounds.topic}）' if grounds.topic else ''}"
    return Brief(
        title=grounds.say("M610" if kind == "brief" else "M611", title=title),
        about=grounds.say("M612", day=grounds.day, level=grounds.level, scheme=grounds.scheme.label(grounds.language)),
        headline=_headline(grounds, behind),
        figures=figures,
        problems=troubles,
        changes=tuple(grounds.changes),
        phrases=grounds.phrases.closing(behind=bool(behind), language=grounds.language),
        notes=tuple(
            _notes(
                grounds,
                any(mark in text for text in (*printed, *grounds.changes)),
                any(each.waiting for each in figures),
            )
        ),
    )


def _key(each: Judgement) -> tuple[str, str]:
    return each.progress.target, each.progress.subject


def _behind(judged: Iterable[Judgement]) -> list[Judgement]:
    """Return what is behind: binding first, then the worse, then the farther."""
    behind = [each for each in judged if each.status is not None and each.status.rank <= BEHIND]
    return sorted(behind, key=lambda each: (not _binds(each), _rank(each), -(each.progress.gap or 0)))


def _headline(grounds: Grounds, behind: Sequence[Judgement]) -> tuple[str, ...]:
    """Return how many stand where; what is missing is said in the same breath."""
    judged = grounds.judged
    by_status = Counter(each.status.key for each in judged if each.status)
    without = Counter(each.progress.state for each in judged if not each.status)
    ordered = sorted(grounds.scheme.statuses, key=lambda each: -each.rank)
    parts = [
        grounds.say("M613", name=each.name(grounds.language), count=by_status[each.key])
        for each in ordered
        if by_status[each.key]
    ]
    parts += [
        grounds.say("M613", name=choice_word(state, grounds.language), count=count) for state, count in without.items()
    ]
    joint = "，" if str(grounds.language) == Language.ZH else ", "
    said = [grounds.say("M614", count=len(judged), parts=joint.join(parts))]
    said += grounds.phrases.opening(behind=len(behind), judged=sum(by_status.values()), language=grounds.language)
    return tuple(said)


def _problem(each: Judgement, grounds: Grounds) -> Problem:
    row = each.progress
    value = needed_figure(row)
    needed = grounds.say("M615", value=value, unit=row.needed_unit or "") if value else ""
    return Problem(
        target=row.target,
        indicator=row.indicator,
        said=each.why(grounds.language)
        + (unreleased_mark(grounds.language) if row.components.get("unreleased") is True else ""),
        owner=grounds.owners.get(row.target) or grounds.say("M616"),
        needed=needed,
    )


def _notes(grounds: Grounds, unreleased: bool, waiting: bool) -> Iterable[str]:
    if unreleased:
        yield grounds.say("M617")
    if waiting:
        yield grounds.say("M618")
    silent = sum(each.progress.state == "missing" for each in grounds.judged)
    if silent:
        yield grounds.say("M619", count=silent)
