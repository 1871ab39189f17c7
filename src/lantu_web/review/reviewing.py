"""Reviewing a version: in the background, after every change of its items; what is found again stays the same finding."""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import asdict
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from lantu.exchange.jsonl import json_text
from lantu.model.findings import Finding as LibraryFinding
from lantu.model.plan import Plan
from lantu.review import Review as LibraryReview
from lantu.review import review
from lantu_web.audit.action import Act, action
from lantu_web.jobs.queue import Report, enqueue, job
from lantu_web.plans.additions import after_change
from lantu_web.plans.desk import plan_of
from lantu_web.plans.models import Version
from lantu_web.review.models import Finding, Review

JOB = "review.run"


@after_change
def review_later(version: Version) -> None:
    """Put the review of a version into the queue; several changes while one waits are one review."""
    enqueue(JOB, {"version": version.pk}, key=f"review:{version.pk}")


@job(JOB)
def review_job(version: int, report: Report) -> dict[str, object]:
    """Review a version as it stands; a change meanwhile has asked for the next review, which waits for this one."""
    row = Version.objects.select_related("plan", "document").get(pk=version)
    upon = last_change(row)
    plan = plan_of(row)
    if plan is None:
        return {"version": version, "findings": 0}
    report("review", 0.3)
    found = review(plan)
    keep_review(None, row, plan, found, upon)
    if last_change(row) != upon:
        review_later(row)  # a worker thought dead may end after the next review, and must not have the last word
    return {"version": version, "findings": len(found.findings)}


@action("review.ask")
def ask_for_review(act: Act, version: Version) -> None:
    """Have a version reviewed again."""
    act.require("review.handle_findings", version)
    act.tell(version)
    transaction.on_commit(lambda: review_later(version))


@action("review.keep")
def keep_review(act: Act, version: Version, plan: Plan, found: LibraryReview, upon: datetime | None) -> Review:
    """Put a review in the place of the last one; findings that are found again stay as they are."""
    Version.objects.select_for_update().get(pk=version.pk)
    now = timezone.now()
    version.reviews.filter(replaced_at__isnull=True).update(replaced_at=now)
    row = Review.objects.create(
        version=version,
        upon=upon,
        held=json_text([asdict(held) for held in found.held]),
        checked=json.dumps(found.checked),
        recorded_at=now,
        by=act.account,
    )
    wanted = dict(_keyed(found, plan.document.text))
    held = {each.key: each for each in version.findings.filter(replaced_at__isnull=True)}
    gone = [each.pk for key, each in held.items() if key not in wanted]
    fresh = [_row(version, key, place, finding) for place, (key, finding) in enumerate(wanted.items())]
    changed = [each for each in fresh if each.key not in held or _told(each) != _told(held[each.key])]
    gone += [held[each.key].pk for each in changed if each.key in held]
    Finding.objects.filter(pk__in=gone).update(replaced_at=now)
    for each in changed:
        each.recorded_at, each.by = now, act.account
    Finding.objects.bulk_create(changed, batch_size=200)
    _in_order(version, wanted)
    act.tell(version, findings=len(wanted), new=len(changed), gone=len(gone))
    return row


def last_change(version: Version) -> datetime | None:
    """Return when the items of a version changed last."""
    found = version.records.aggregate(begun=Max("recorded_at"), ended=Max("replaced_at"))
    moments = [moment for moment in found.values() if moment is not None]
    return max(moments, default=None)


def _keyed(found: LibraryReview, text: str) -> Iterator[tuple[str, LibraryFinding]]:
    """Yield each finding with its key: rule and words, and a number where the same words are found twice."""
    times: Counter[str] = Counter()
    for finding in found.findings:
        words = ["".join(text[span.start : span.end].split()) for span in finding.spans]
        told = json.dumps([finding.rule, *words], ensure_ascii=False)
        times[told] += 1
        yield hashlib.sha256(f"{told}{times[told]}".encode()).hexdigest(), finding


def _row(version: Version, key: str, place: int, finding: LibraryFinding) -> Finding:
    return Finding(
        version=version,
        key=key,
        order=place,
        rule=finding.rule,
        severity=finding.severity,
        message_zh=finding.message_zh,
        message_en=finding.message_en,
        fix=finding.fix,
        fix_en=finding.fix_en,
        spans=json.dumps([[span.start, span.end] for span in finding.spans]),
        values=json_text([asdict(figure) for figure in finding.values]),
    )


def _in_order(version: Version, wanted: Mapping[str, object]) -> None:
    """Let findings that stay take the place they have now: the gravest first."""
    places = {key: place for place, key in enumerate(wanted)}
    held = list(version.findings.filter(replaced_at__isnull=True))
    for row in held:
        row.order = places[row.key]
    Finding.objects.bulk_update(held, ["order"], batch_size=200)


def _told(row: Finding) -> list[Any]:
    return [row.severity, row.message_zh, row.message_en, row.fix, row.fix_en, row.spans, row.values]
