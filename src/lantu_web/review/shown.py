"""A finding as pages and documents show it: its sentences with the clause marked, its arithmetic, its life."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import Any

from lantu.reporting.findings import Entry, Sentence
from lantu_web.pages.words import language, word, words
from lantu_web.plans.desk import as_of
from lantu_web.plans.models import Record, Version
from lantu_web.review import queries
from lantu_web.review.levels import level_of
from lantu_web.review.models import Finding, FindingLevel, Handling
from lantu_web.review.titles import rule_title

_END = re.compile(r"[。！？；\n]")
_AROUND = 90


@dataclass(kw_only=True)
class Shown:
    """A finding, ready to be shown.

    Attributes:
        row: The finding.
        text: Text of its version.
        passages: Where each passage of the version begins, with its number, in order.
        handling: What is made of it, or None.
        release: The release that holds of it, or None.
        inside: Whether the viewer is of the house, and may know its life.
    """

    row: Finding
    text: str
    passages: list[tuple[int, str]]
    handling: Handling | None
    release: FindingLevel | None
    inside: bool

    @property
    def message(self) -> str:
        """What does not agree."""
        return self.row.message_zh if language.get() == "zh" else self.row.message_en

    @property
    def rule(self) -> str:
        """What its rule is called."""
        return rule_title(self.row.rule)

    @property
    def fix(self) -> str:
        """How it could be reconciled."""
        return self.row.fix if language.get() == "zh" else self.row.fix_en

    @property
    def state(self) -> str:
        """Where it is in its life."""
        return self.handling.state if self.handling else Handling.State.OPEN

    @property
    def level(self) -> str:
        """Who may see it."""
        return level_of(self.row.version, self.release)

    @property
    def released(self) -> str:
        """Its release in a line: the document number and what is said to it in public; empty where it is not released."""
        if self.release is None:
            return ""
        told = (word("review.released", number=self.release.number), self.release.note)
        return " · ".join(part for part in told if part)

    @cached_property
    def sentences(self) -> list[Sentence]:
        """Every sentence concerned, once, its clauses apart."""
        whole: list[tuple[int, int, list[tuple[int, int]]]] = []
        for start, end in json.loads(self.row.spans):
            begin, finish = self._around(start, end)
            near = next((at for at, each in enumerate(whole) if each[0] < finish and begin < each[1]), None)
            if near is None:
                whole.append((begin, finish, [(start, end)]))
            else:
                first, last, clauses = whole[near]
                whole[near] = (min(begin, first), max(finish, last), [*clauses, (start, end)])
        return [self._sentence(begin, finish, clauses) for begin, finish, clauses in whole]

    @cached_property
    def figures(self) -> list[dict[str, Any]]:
        """The numbers of the arithmetic, as they were written."""
        figures = json.loads(self.row.values, parse_float=str, parse_int=str)
        return [figure | {"part_word": part_word(figure["part"])} for figure in figures]

    @property
    def life(self) -> str:
        """Its life in a line; empty while nobody has said anything."""
        if self.handling is None:
            return ""
        parts = [word(f"review.state_{self.state}"), self.handling.reason, str(self.handling.owner or "")]
        parts.append(self.handling.due.isoformat() if self.handling.due else "")
        return " · ".join(part for part in parts if part)

    def entry(self) -> Entry:
        """Return it as the document for the drafting group tells it."""
        told = " · ".join(part for part in (word(f"pages.level_{self.level}"), self.released, self.life) if part)
        return Entry(
            severity=self.row.severity, message=self.message, fix=self.fix, sentences=self.sentences, life=told
        )

    def _around(self, start: int, end: int) -> tuple[int, int]:
        """Return where the sentence around a clause begins and ends; of a long one what stands near."""
        first = max((found.end() for found in _END.finditer(self.text, max(0, start - _AROUND), start)), default=None)
        last = _END.search(self.text, max(start, end - 1), end + _AROUND)
        begin = max(0, start - _AROUND) if first is None else first
        return begin, min(len(self.text), end + _AROUND) if last is None else max(end, last.end())

    def _sentence(self, begin: int, finish: int, clauses: list[tuple[int, int]]) -> Sentence:
        pieces: list[tuple[str, bool]] = []
        at = begin
        for start, end in sorted(clauses):
            if end > at:  # a clause may lie within another
                pieces += [(self.text[at:start], False), (self.text[max(at, start) : end], True)]
                at = end
        pieces.append((self.text[at:finish], False))
        pieces = [(text, concerned) for text, concerned in pieces if text]
        pieces[0] = (pieces[0][0].lstrip(), pieces[0][1])
        pieces[-1] = (pieces[-1][0].rstrip(), pieces[-1][1])
        return Sentence(place=self._passage_at(min(clauses)[0]), pieces=tuple(pieces))

    def _passage_at(self, offset: int) -> str:
        return next((number for begun, number in reversed(self.passages) if begun <= offset), "")


def part_word(part: str) -> str:
    """Return what a number is in the arithmetic, in the language of the page; a part without a word as it is."""
    key = f"review.part_{part}"
    return word(key) if key in words() else part


def shown(viewer: Any, version: Version, rows: Iterable[Finding], moment: datetime | None = None) -> Iterator[Shown]:
    """Yield findings of a version as a viewer may see them, with the passages, the handling and the release of the moment."""
    found = list(rows)
    passages = as_of(Record.objects.filter(version=version, type="passage"), moment).order_by("start")
    known = [(start or 0, number) for start, number in passages.values_list("start", "passage")]
    handlings = queries.handlings_now(viewer, version, [row.key for row in found], moment)
    releases = queries.releases_of(viewer, version, moment)
    inside = viewer.has_perm("review.see_findings", version)
    for row in found:
        row.version = version  # with its text, as it was fetched once
        handling, release = handlings.get(row.key), releases.get(row.pk)
        yield Shown(row=row, text=version.text, passages=known, handling=handling, release=release, inside=inside)
