"""One page for who decides, and the bulletin: which targets, what beside them, in which form."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal

from django.db.models import QuerySet

from lantu.reporting.briefs import Brief, Grounds, brief, brief_docx, brief_pdf, brief_text, bulletin
from lantu.vocabulary.references import NATION
from lantu_web.pages.words import language, word
from lantu_web.people.models import Area
from lantu_web.plans.page import VersionPage, inner_level
from lantu_web.progress import queries
from lantu_web.progress.models import Row
from lantu_web.progress.own import phrases
from lantu_web.progress.queries import Stood
from lantu_web.progress.since import changed_since

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


def topics(stood: Stood) -> dict[str, list[Topic]]:
    """Return what a page of a version may be about: chapters, bodies, areas that have targets."""
    rows = Row.objects.filter(standing=stood.standing)
    chapters = rows.exclude(chapter="").values_list("chapter", flat=True)
    bodies = rows.exclude(body="").order_by("body").values_list("body", flat=True)
    return {
        "chapter": [
            Topic(key=f"chapter:{each}", name=stood.titles.get(each) or each) for each in dict.fromkeys(chapters)
        ],
        "body": [Topic(key=f"body:{each}", name=each) for each in dict.fromkeys(bodies)],
        "area": [Topic(key=code, name=name) for code, name in sorted(stood.names.items())],
    }


def made(page: VersionPage, stood: Stood, kind: Kind, topic: Topic, since: datetime | None = None) -> Brief:
    """Return the page.

    Args:
        page: The version and the moment.
        stood: Where its targets stand.
        kind: The page for who decides, or the bulletin.
        topic: What it is about.
        since: Since when changes are told; None leaves them out.
    """
    rows = list(_about(stood, topic).select_related("standing").order_by("place"))
    owners = {
        row.target: row.body if row.assigned or not row.body else f"{row.body}{word('progress.supposed')}"
        for row in rows
    }
    peers = _peers(page)
    grounds = Grounds(
        title=page.version.plan.title,
        topic=topic.name,
        day=stood.grounds.day,
        level=word(f"pages.level_{inner_level(page.version)}"),
        scheme=stood.scheme,
        judged=[stood.judged[row.target, row.subject] for row in rows],
        owners=owners,
        observations=stood.grounds.observations({*(row.subject for row in rows), *(code for code, _ in peers)}),
        peers=peers,
        decided=queries.wordings(page.viewer, page.version, page.at, stood.scheme.id),
        changes=_changes(page, stood, topic, since) if since else (),
        since=since.date() if since else None,
        language=language.get(),
        phrases=phrases(),
    )
    return brief(grounds) if kind == "brief" else bulletin(grounds)


def _about(stood: Stood, topic: Topic) -> QuerySet[Row]:
    """Return the rows a page is about: those of the plan's own area unless an area is asked for."""
    rows = Row.objects.filter(standing=stood.standing)
    if topic.key.startswith("area:"):
        return rows.filter(subject=topic.key)
    kind, _, name = topic.key.partition(":")
    return rows.filter(subject="", **({kind: name} if kind in ("chapter", "body") else {}))


def _peers(page: VersionPage) -> list[tuple[str, str]]:
    """Return the subjects beside a plan: the areas above it, then its neighbours under the same one, then the nation."""
    area = page.version.plan.area
    if area is None:
        return []
    above: list[Area] = []
    parent = area.parent
    while parent is not None:
        above.append(parent)
        parent = parent.parent
    beside = Area.objects.filter(parent=area.parent).exclude(pk=area.pk) if area.parent_id else Area.objects.none()
    named = [(f"area:{each.code}", each.name) for each in (*above, *beside.order_by("code"))]
    return [*named, (NATION, word("progress.nation"))]


def _changes(page: VersionPage, stood: Stood, topic: Topic, since: datetime) -> tuple[str, ...]:
    asked = {(row.target, row.subject) for row in _about(stood, topic)}
    moved = changed_since(page, stood, since, lambda each: (each.progress.target, each.progress.subject) in asked)
    return tuple(sentence for _, sentence in moved or ())


def topic_of(stood: Stood, asked: str) -> Topic | None:
    """Return what a page is about, or None where there is no such thing."""
    if not asked:
        return Topic(key="", name="")
    every: Any = (topic for group in topics(stood).values() for topic in group)
    return next((topic for topic in every if topic.key == asked), None)
