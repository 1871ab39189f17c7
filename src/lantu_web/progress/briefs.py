"""One page for who decides, and the bulletin: which targets, what beside them, in which form."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from lantu.monitoring.judging import Judgement
from lantu.reporting.briefs import Brief, Grounds, brief, brief_docx, brief_pdf, brief_text, bulletin
from lantu_web.pages.words import language, word
from lantu_web.plans.page import VersionPage, inner_level
from lantu_web.progress import queries
from lantu_web.progress.around import PREFIX, Around, around
from lantu_web.progress.decisions import expectations, statuses, wordings
from lantu_web.progress.own import phrases
from lantu_web.progress.queries import Stood
from lantu_web.progress.since import changed_since
from lantu_web.progress.told import body_said

Kind = Literal["brief", "bulletin"]
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@dataclass(frozen=True, slots=True, kw_only=True)
class Form:
    """A form in which a page leaves the house."""

    media_type: str
    make: Callable[[Brief, str], bytes]


FORMS: Mapping[str, Form] = {
    "docx": Form(media_type=DOCX, make=brief_docx),
    "pdf": Form(media_type="application/pdf", make=brief_pdf),
    "txt": Form(media_type="text/plain; charset=utf-8", make=lambda page, speech: brief_text(page, speech).encode()),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Topic:
    """What a page may be about.

    Attributes:
        key: In the address: empty for the whole plan, else ``chapter:2``, ``body:市林业局`` or ``area:990121``.
        name: What it is called.
    """

    key: str
    name: str

    @property
    def narrow(self) -> dict[str, str]:
        """The columns that narrow rows to it: those of the plan's own area unless an area is asked for."""
        kind, _, name = self.key.partition(":")
        if kind == "area":
            return {"subject": self.key}
        return {"subject": "", kind: name} if kind else {"subject": ""}


def topics(stood: Stood, names: Mapping[str, str]) -> dict[str, list[Topic]]:
    """Return what a page of a version may be about: chapters, bodies, areas that have targets.

    Args:
        stood: Where its targets stand.
        names: Names of the areas by subject.
    """
    counts, titles = stood.counts, stood.titles
    return {
        "chapter": [Topic(key=f"chapter:{each}", name=titles.get(each) or each) for each in counts["chapter"] if each],
        "body": [Topic(key=f"body:{each}", name=each) for each in sorted(counts["body"]) if each],
        "area": [Topic(key=code, name=names.get(code, code)) for code in sorted(filter(None, counts["subject"]))],
    }


def made(
    page: VersionPage, stood: Stood, kind: Kind, topic: Topic, place: Around, since: datetime | None = None
) -> Brief:
    """Return the page.

    Args:
        page: The version and the moment.
        stood: Where its targets stand.
        kind: The page for who decides, or the bulletin.
        topic: What it is about.
        place: Who stands around what it is about.
        since: Since when changes are told; None leaves them out.
    """
    rows, subject = stood.rows(**topic.narrow), topic.narrow["subject"]
    above, peers = ([(each, place.name(each)) for each in found] for found in (place.above, place.beside))
    decided = queries.decided_by(page.viewer, stood)
    by_member = stood.judged_rows(rows, statuses(decided))
    judged = list(by_member.values())
    grounds = Grounds(
        title=page.version.plan.title,
        topic=topic.name,
        day=stood.grounds.day,
        level=word(f"pages.level_{inner_level(page.version)}"),
        scheme=stood.scheme,
        judged=judged,
        owners={row.target: body_said(row) for row in rows},
        observations=stood.grounds.observations({subject, *(code for code, _ in (*above, *peers))}),
        above=above,
        peers=peers,
        decided=wordings(decided),
        expected=expectations(decided, by_member),
        changes=_changes(page, stood, topic, judged, since) if since else (),
        since=since.date() if since else None,
        language=language.get(),
        phrases=phrases(),
    )
    return brief(grounds) if kind == "brief" else bulletin(grounds)


def place_of(page: VersionPage, stood: Stood, asked: str) -> Around:
    """Return who stands around what a page is asked to be about: an area, else the plan's own."""
    return around(page.version, asked if asked.startswith(PREFIX) else "", (), stood.counts["subject"])


def _changes(
    page: VersionPage, stood: Stood, topic: Topic, judged: Iterable[Judgement], since: datetime
) -> tuple[str, ...]:
    now = {(each.progress.target, each.progress.subject): each.progress for each in judged}
    moved = changed_since(page, stood, since, now.values(), now, subject=topic.narrow["subject"])
    return tuple(sentence for _, sentence in moved or ())


def topic_of(choices: Mapping[str, Iterable[Topic]], asked: str) -> Topic | None:
    """Return what a page is about, or None where there is no such thing."""
    if not asked:
        return Topic(key="", name="")
    return next((topic for group in choices.values() for topic in group if topic.key == asked), None)
