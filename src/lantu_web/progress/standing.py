"""Making a standing: every target measured and judged, with its chapter and the body that leads."""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import timedelta
from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone

from lantu.model.fields import fields_of, read_text, write_text
from lantu.model.plan import Plan
from lantu.model.progress import Progress
from lantu.model.records import Statement
from lantu.monitoring.deciding import Confirmation, answered
from lantu.monitoring.judging import Judgement, judge
from lantu.monitoring.rollup import Member
from lantu.vocabulary.bodies import shipped_bodies
from lantu.vocabulary.indicators import indicator
from lantu.vocabulary.schemes import Scheme
from lantu_web.plans.desk import searchable
from lantu_web.progress.decisions import confirmations
from lantu_web.progress.grounds import Grounds, measured
from lantu_web.progress.models import Row, Standing
from lantu_web.progress.own import scheme, scheme_digest

LAYOUT = 2
"""How standings are kept; another number makes those kept before be made again."""

COUNTED = ("status", "subject", "chapter", "body", "state")
"""Columns by which pages narrow, with few values each."""
KEPT = 12
"""Standings of a version that are kept; older ones are made again when somebody asks for them."""

IN_USE = timedelta(minutes=10)
"""How long nothing computed is thrown away: a page that was begun with it may still read its rows."""


def standing_of(grounds: Grounds, scheme_id: str = "") -> Standing:
    """Return where the targets of a version stand, made now if it was not made before.

    Args:
        grounds: What it rests on.
        scheme_id: Id of the status scheme; empty for that of the office.
    """
    by = scheme(scheme_id)
    wanted = wanted_of(grounds, by.id)
    found = Standing.objects.filter(**wanted).first()
    return found if found is not None else _made(grounds, by, wanted)


def rows_of(grounds: Grounds, scheme_id: str, *, with_standing: bool = False, **narrow: object) -> list[Row]:
    """Return rows of a standing in the order of the plan by one look, made now if it was not made before.

    Args:
        grounds: What it rests on.
        scheme_id: Id of the status scheme.
        with_standing: Whether each brings the standing along: for few of them.
        **narrow: Columns the rows are narrowed by.
    """
    wanted = wanted_of(grounds, scheme_id)
    of = {f"standing__{name}": value for name, value in wanted.items()}
    rows = Row.objects.filter(**narrow).order_by("place", "subject")
    rows = rows.select_related("standing") if with_standing else rows
    found = list(rows.filter(**of))
    if found or Standing.objects.filter(**wanted).exists():
        return found
    return list(rows.filter(standing=_made(grounds, scheme(scheme_id), wanted)))


def wanted_of(grounds: Grounds, scheme_id: str) -> dict[str, Any]:
    """Return the columns by which a standing is found."""
    return {"version": grounds.version, "key": key_of(grounds, scheme_id), "day": grounds.day, "scheme": scheme_id}


def _made(grounds: Grounds, by: Scheme, wanted: Mapping[str, Any]) -> Standing:
    rows = sorted(_rows(grounds, by), key=lambda row: (row.place, row.subject))
    remarks = [[each.target, each.said("zh"), each.said("en")] for each in measured(grounds).remarks]
    try:
        with transaction.atomic():
            texts = {"about": json.dumps(_about(grounds, rows)), "remarks": json.dumps(remarks)}
            found = Standing.objects.create(**wanted, **texts, made_at=timezone.now())
            for row in rows:
                row.standing = found
            Row.objects.bulk_create(rows, batch_size=200)
            _forget(grounds)
    except IntegrityError:  # somebody else asked at the same time and was quicker
        return Standing.objects.get(**wanted)
    return found


def key_of(grounds: Grounds, scheme_id: str) -> str:
    """Return the digest of all a standing rests on: the grounds, the scheme, and what people decided of statuses."""
    rests_on = [LAYOUT, grounds.key, scheme_digest(scheme_id), *grounds.answers]
    return hashlib.sha256(json.dumps(rests_on).encode()).hexdigest()


def judged(rows: Iterable[Progress], by: Scheme, said: Mapping[Member, Confirmation]) -> Iterator[Judgement]:
    """Yield progress judged.

    Args:
        rows: The progress; a status given before is not looked at.
        by: The scheme.
        said: What people let stand, by target and subject.
    """
    for progress in rows:
        yield answered(judge(progress, by), said.get((progress.target, progress.subject)))


def progress_of(row: Row) -> Progress:
    """Return the progress a row holds."""
    raw = json.loads(row.data)
    return Progress(**{field.name: read_text(field, raw[field.name]) for field in fields_of(Progress)})


def _about(grounds: Grounds, rows: Sequence[Row]) -> dict[str, object]:
    """Return what pages need beside the rows of one page; a standing never changes, so it is counted once."""
    counts = {field: Counter(getattr(row, field) for row in rows) for field in COUNTED}
    areas = Counter((row.subject, row.status, row.state) for row in rows if row.subject)
    return {
        "titles": titles_of(grounds.plan),
        "counts": counts,
        "areas": [[*each, count] for each, count in areas.items()],
    }


def _forget(grounds: Grounds) -> None:
    """Throw away what stands beyond the number kept, but nothing of today and nothing that may be in use."""
    old = Standing.objects.filter(version=grounds.version).order_by("-id").values_list("pk", flat=True)[KEPT:]
    unused = Standing.objects.filter(pk__in=list(old), made_at__lt=timezone.now() - IN_USE)
    unused.exclude(day=timezone.localdate()).delete()


def _rows(grounds: Grounds, by: Scheme) -> Iterator[Row]:
    statements = {each.id: each for each in grounds.plan.statements}
    places = {each: place for place, each in enumerate(statements)}
    named = {(row.target, row.subject): row.body for row in grounds.issued if row.body}
    said = confirmations(grounds.version, grounds.moment, by.id)
    for judgement in judged(measured(grounds).rows, by, said):
        target = judgement.progress.target
        yield _row(judgement, statements[target], places[target], named)


def _row(judgement: Judgement, statement: Statement, place: int, named: Mapping[Member, str]) -> Row:
    progress = judgement.progress
    assigned = named.get((progress.target, progress.subject), "")
    return Row(
        place=place,
        target=progress.target,
        subject=progress.subject,
        indicator=progress.indicator,
        chapter=statement.passage.split(".", maxsplit=1)[0],
        body=assigned or proposed_body(statement),
        assigned=bool(assigned),
        form=progress.form or "",
        binding=progress.components.get("binding") is True,
        state=progress.state,
        status=progress.status or "",
        rank=judgement.status.rank if judgement.status else None,
        proposal=judgement.proposal,
        confirmed=judgement.answer is not None,
        unreleased=progress.components.get("unreleased") is True,
        progress=None if progress.progress is None else float(progress.progress),
        gap=None if progress.gap is None else float(progress.gap),
        data=json.dumps({field.name: write_text(getattr(progress, field.name)) for field in fields_of(Progress)}),
        why_zh=judgement.why_zh,
        why_en=judgement.why_en,
        search=searchable(progress.indicator),
    )


def proposed_body(statement: Statement) -> str:
    """Return the body that usually leads an indicator, or nothing where the vocabulary does not know."""
    known = indicator(statement.indicator_id) if statement.indicator_id else None
    if known is None or not known.lead:
        return ""
    body = shipped_bodies().by_id.get(known.lead)
    return body.name if body else ""


def titles_of(plan: Plan) -> dict[str, str]:
    """Return the headings of a plan's chapters by their printed numbers."""
    return {
        each.number: each.heading or "" for each in plan.passages if each.kind == "heading" and "." not in each.number
    }
