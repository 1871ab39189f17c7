"""What each section does in a plan: review, environment, principles, goals, tasks, guarantee.

A title is evidence, not proof: it may say nothing (扬帆再启航) or mislead. So the signs of past and future are summed over
each section with all that stands under it; a section that is clearly one thing hands its role down, a mixed one leaves
the decision to its parts. Within a section a paragraph leaves its role only for a plain announcement
(主要预期目标是…, 也清醒看到…困难), which also governs the dash paragraphs under it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Literal, NamedTuple

from lantu.model.records import PassageKind, Role
from lantu.reading.extraction.evidence import Evidence, Sign, find_times, find_words
from lantu.reading.extraction.horizon import Horizon
from lantu.reading.extraction.lines import ARTICLE, CHAPTER, TITLE, UNNUMBERED
from lantu.reading.extraction.titles import TASK_TITLE, announced_role, title_roles

PAST_SHARE = 0.5
"""From this share of past signs on (among past and future) a section is a review."""
FUTURE_SHARE = 0.3
"""Up to this share it is none, whatever its title says."""
CERTAIN = 0.75
"""From this share on a section is a review even under a title of aims."""
LATE = 0.6
"""How a plan is carried out is told in its last part."""
SLOGAN = 0.15
"""A signal word that fills less of a title than this is part of a slogan."""
ENOUGH = 6
"""Fewer signs than this prove nothing."""
CLEAR = 4.0
"""From this density on (weight in a hundred characters) words decide where no title does."""
APART: frozenset[Role] = frozenset({"review", "environment", "principles", "goals"})
DOMINANT = 0.4
"""A title whose signal words fill this share of it is taken at its word below a section of another role."""

#: Titles that mean nothing but the difficulties of the day, however few words of difficulty stand below them.
_TROUBLES = re.compile(r"(?:存在|面临)的?(?:主要|突出)?(?:问题|困难|短板|挑战)|^(?:主要|突出)?(?:问题|困难|短板)$")
_ADDRESS = re.compile(r"各位代表|现在，我(?:代表|受)|同志们")
_SAID_WITHIN = 160
_SHORT = 60
_OPENING = 5
_DASH_LINE = re.compile(r"[—－–-]{1,3}|[一二三四五六七八九十]{1,2}是")


_Said = Literal["environment", "principles", "goals"]


class Section(NamedTuple):
    """What roles need to know of a block; ``parent`` is an index into the blocks, ``numbered`` where it bears a number of its own."""

    kind: PassageKind
    level: int | None
    heading: str | None
    parent: int | None
    start: int
    end: int
    numbered: bool = False


@dataclass(slots=True)
class _Sum:
    """Signs of a block with all that stands under it."""

    size: int = 0
    signs: dict[Sign, int] = field(default_factory=dict)

    def add(self, sign: Sign, weight: int) -> None:
        self.signs[sign] = self.signs.get(sign, 0) + weight

    def get(self, sign: Sign) -> int:
        return self.signs.get(sign, 0)

    def include(self, other: _Sum) -> None:
        self.size += other.size
        for sign, weight in other.signs.items():
            self.add(sign, weight)

    def density(self, sign: Sign) -> float:
        """Weight of a sign in a hundred characters."""
        return 100 * self.get(sign) / (self.size + 20)

    @property
    def past_share(self) -> float:
        """Share of past among past and future signs; a half when there is none of either."""
        past, future = self.get("past"), self.get("future")
        return (past + 0.5) / (past + future + 1)


def decide(text: str, sections: Sequence[Section], horizon: Horizon | None) -> list[Role]:
    """Decide the role of each block.

    Args:
        text: The clean text.
        sections: The blocks in order.
        horizon: The document's years, or None.

    Returns:
        A role for each block.
    """
    return _Decider(text, sections, horizon).decide()


class _Decider:
    """Sums the signs upward, hands the roles downward."""

    def __init__(self, text: str, sections: Sequence[Section], horizon: Horizon | None) -> None:
        self.text = text
        self.sections = sections
        self.horizon = horizon
        self.sums = [_Sum(section.end - section.start) for section in sections]
        self.roles: list[Role | None] = [None] * len(sections)
        self.titles = [title_roles(section.heading or "") if _is_heading(section) else [] for section in sections]
        self.below: list[set[Role]] = [set() for _ in sections]
        self.first = next((i for i, section in enumerate(sections) if _begins(section)), None)
        self.signs = list(self.sums)
        self.opens: dict[int, Sign] = {}
        self.tenses: dict[int, set[Sign]] = {}

    def decide(self) -> list[Role]:
        """Decide from the first block to the last."""
        self._gather(find_words(self.text))
        self._gather(find_times(self.text, self.horizon), opening=True)
        self._mend_titles()
        self._add_up()
        announced: Role | None = None
        for i, section in enumerate(self.sections):
            if section.kind in ("title", "contents"):
                self.roles[i] = "front"
            elif _is_heading(section):
                self.roles[i] = self._heading(i)
                announced = None
            else:
                self.roles[i], announced = self._part(i, announced)
        shown = self._shown()
        if self.horizon and self.horizon.only_past:
            return [role if role == "front" else "review" for role in shown]
        return shown

    def _gather(self, found: Iterator[Evidence], *, opening: bool = False) -> None:
        """Give each sign to the block in which it stands; with ``opening`` note the one a block begins with."""
        i = 0
        for evidence in found:
            while i < len(self.sections) and self.sections[i].end <= evidence.at:
                i += 1
            if i == len(self.sections):
                return
            if self.sections[i].start <= evidence.at and self.sections[i].kind not in (
                "title",
                "contents",
                "furniture",
            ):
                self.sums[i].add(evidence.sign, evidence.weight)
                if opening and evidence.at - self.sections[i].start <= _OPENING:
                    self.opens.setdefault(i, evidence.sign)
                if opening and _is_heading(self.sections[i]):
                    self.tenses.setdefault(i, set()).add(evidence.sign)

    def _mend_titles(self) -> None:
        """Take aims named in a title with a past period only (实现“十三五”目标) for the review they are."""
        for i, tenses in self.tenses.items():
            if tenses == {"past"} and any(role in ("goals", "principles") for role, _ in self.titles[i]):
                self.titles[i] = [("review", 1.0)]

    def _add_up(self) -> None:
        """Sum the signs of each section with all that stands under it."""
        self.signs = [_Sum(own.size, dict(own.signs)) for own in self.sums]
        for i in range(len(self.sections) - 1, -1, -1):
            parent = self.sections[i].parent
            if parent is not None:
                self.signs[parent].include(self.signs[i])
                self.below[parent].update(self.below[i], (role for role, _ in self.titles[i]))

    def _heading(self, i: int) -> Role | None:
        section, titles = self.sections[i], self.titles[i]
        if self.first is not None and i < self.first:
            return "front"
        if titles and titles[0][0] == "front":
            return "front"
        if self._is_guarantee(i):
            return "guarantee"
        above = self._role_above(section)
        if above is not None:
            return self._below_decided(i, above)
        return self._undecided(i)

    def _role_above(self, section: Section) -> Role | None:
        return self.roles[section.parent] if section.parent is not None else None

    def _is_guarantee(self, i: int) -> bool:
        """Tell whether a heading opens the part on carrying out: so titled, late, and not inside a section on something else."""
        section = self.sections[i]
        above = self._role_above(section)
        if above == "guarantee":
            return True
        fill = dict(self.titles[i]).get("guarantee", 0.0)
        if not fill or section.start < LATE * len(self.text) or (section.level or 0) > ARTICLE:
            return False
        return above is None or fill >= DOMINANT

    def _below_decided(self, i: int, above: Role) -> Role:
        share = self.signs[i].past_share
        for role, fill in self.titles[i]:
            if role == above:
                return above
            if (role == "review" and share < PAST_SHARE) or (role == "environment" and not self._troubled(i)):
                continue
            reviewed = above == "review" and role in ("goals", "principles") and share >= PAST_SHARE
            if fill >= DOMINANT and role != "guarantee" and not reviewed:
                return role
        return above

    def _undecided(self, i: int) -> Role | None:
        """Decide a heading below none that is decided: by title and content together; None when it is several things."""
        sign = self.signs[i]
        titles = [role for role, fill in self.titles[i] if role != "guarantee" and fill >= SLOGAN]
        others = self.below[i] - {"front", "guarantee"}
        past = sign.past_share >= PAST_SHARE and sign.get("past") >= ENOUGH
        if "review" in titles and sign.past_share < FUTURE_SHARE:
            titles.remove("review")
        if "environment" in titles and not self._troubled(i):
            titles.remove("environment")
        if len(titles) > 1 and not (past and set(titles) <= {"review", "goals"}):
            return None
        if (others - set(titles)) & APART and self._mixed(i):
            return None
        if past and (not titles or titles == ["review"] or sign.past_share >= CERTAIN) and titles != ["environment"]:
            return "review"
        if TASK_TITLE.search(self.sections[i].heading or "") and (not titles or titles == ["goals"]):
            return "tasks"
        if titles:
            return titles[0]
        return self._by_content(sign) or "tasks"

    def _troubled(self, i: int) -> bool:
        """Tell whether a section so titled speaks of circumstances (发展环境), not of an 环境 to be made."""
        plain = _TROUBLES.search(self.sections[i].heading or "")
        return plain is not None or self.signs[i].density("environment") >= 1

    def _mixed(self, i: int) -> bool:
        """Tell whether the section's own parts are of several roles: a part named so stands near its top."""
        level = self.sections[i].level or 0
        return level <= CHAPTER or level == ARTICLE

    def _by_content(self, sign: _Sum) -> Role | None:
        """Return the role the words speak for, or None when they do not say."""
        if sign.past_share >= PAST_SHARE and sign.get("past") >= ENOUGH:
            return "review"
        kinds: tuple[_Said, ...] = ("environment", "principles", "goals")
        best = max(kinds, key=sign.density)
        return best if sign.density(best) >= CLEAR and sign.get(best) >= ENOUGH else None

    def _part(self, i: int, announced: Role | None) -> tuple[Role | None, Role | None]:
        """Return the role of a paragraph, table or other part, and the role it announces for the dash paragraphs after it."""
        section = self.sections[i]
        above = self._role_above(section)
        if section.kind == "furniture":
            return above or "front", announced
        if section.kind == "table":
            return self._table(section, above), None
        head = self.text[section.start : min(section.end, section.start + _SAID_WITHIN)]
        if self._is_front(i, head, above):
            return "front", None
        if announced and self._is_announced(i, head):
            return announced, announced
        said = announced_role(head, above, self.sums[i].past_share)
        if said:
            return said, said if len(head) < _SHORT or self.text[section.end - 1] == "：" else None
        return above or self._alone(i), announced if section.kind == "column" else None

    def _is_front(self, i: int, head: str, above: Role | None) -> bool:
        if self.first is not None and i < self.first and self.sections[i].parent is None:
            return True
        return above == "front" or (above is None and _ADDRESS.match(head) is not None)

    def _is_announced(self, i: int, head: str) -> bool:
        """Tell whether a paragraph is one of those the paragraph before announced."""
        before = self.sections[i - 1]
        return _DASH_LINE.match(head) is not None or (before.kind == "paragraph" and self.text[before.end - 1] == "：")

    def _alone(self, i: int) -> Role | None:
        """Return the role of a paragraph in a section that is several things, from its own words."""
        if self.opens.get(i) == "past" and self.sums[i].past_share >= FUTURE_SHARE:
            return "review"
        decided = self._by_content(self.sums[i])
        if decided is None and self.sections[i].parent is None and self.sums[i].get("future") >= ENOUGH:
            return "tasks"
        return decided or self._before(i)

    def _before(self, i: int) -> Role | None:
        """Return the role of the part before, under the same heading, for one that says nothing itself."""
        if i and self.sections[i - 1].parent == self.sections[i].parent and not _is_heading(self.sections[i]):
            before = self.roles[i - 1]
            if before and before != "front" and self.sections[i - 1].kind == "paragraph":
                return before
        return None

    def _table(self, section: Section, above: Role | None) -> Role:
        head = self.text[section.start : section.start + _SAID_WITHIN]
        if re.search(r"目标|主要指标|预期性|约束性", head) and above != "review":
            return "goals"
        return above or "review"

    def _shown(self) -> list[Role]:
        """Give what is several things the role of most of its text."""
        sizes: list[dict[Role, int]] = [{} for _ in self.sections]
        shown: list[Role] = ["tasks"] * len(self.sections)
        for i in range(len(self.sections) - 1, -1, -1):
            decided = self.roles[i]
            shown[i] = decided or _largest(sizes[i])
            parent = self.sections[i].parent
            if parent is not None and (decided or _is_heading(self.sections[i])):
                sizes[parent][shown[i]] = sizes[parent].get(shown[i], 0) + self.signs[i].size
        for i, section in enumerate(self.sections):
            if self.roles[i] is None and section.parent is not None and not _is_heading(section):
                shown[i] = shown[section.parent]
        return shown


def _largest(sizes: dict[Role, int]) -> Role:
    return max(sizes, key=lambda role: sizes[role], default="tasks")


def _is_heading(section: Section) -> bool:
    return section.kind == "heading" and section.level is not None and section.level > TITLE


def _begins(section: Section) -> bool:
    """Tell whether what is said before this section is only front: the first number ends the preface, a list's too."""
    if section.kind == "paragraph":
        return section.numbered
    return _is_heading(section) and section.level != UNNUMBERED
