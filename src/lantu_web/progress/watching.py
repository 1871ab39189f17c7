"""Warnings of a version: computed in the background from its history, kept until something they rest on changes."""

from __future__ import annotations

import hashlib
import json
from datetime import datetime, timedelta

from django.db import IntegrityError, transaction
from django.utils import timezone

from lantu.monitoring.warnings import ProgressWarning, pending_of, warnings_of
from lantu.monitoring.warnings.past import days_to_look, looked_back
from lantu_web.cascade.breakdowns import chosen
from lantu_web.jobs.models import Job
from lantu_web.jobs.queue import Report, enqueue, job
from lantu_web.observations.known import vintages_known
from lantu_web.plans.models import Version
from lantu_web.plans.registering import as_registered
from lantu_web.progress import own
from lantu_web.progress.decisions import confirmations
from lantu_web.progress.grounds import Grounds, grounds_of
from lantu_web.progress.models import Warned, Watch
from lantu_web.progress.standing import IN_USE
from lantu_web.progress.standing import key_of as key_of_standing

JOB = "progress.watch"
KEPT = 6
"""Watches kept of a version: that of today and days of the past that were asked for."""

PATIENCE = timedelta(minutes=1)
"""After which a watch that failed is tried again when somebody asks for it."""


def watch_of(grounds: Grounds, scheme_id: str) -> Watch | None:
    """Return the watch of a version, or None where it is not computed yet."""
    return Watch.objects.filter(version=grounds.version, key=key_of(grounds, scheme_id)).first()


def key_of(grounds: Grounds, scheme_id: str) -> str:
    """Return the digest of all a watch rests on: the standing of its day, and the rules of warnings."""
    rests_on = [key_of_standing(grounds, scheme_id), grounds.day.isoformat(), scheme_id, own.rules_digest()]
    return hashlib.sha256(json.dumps(rests_on).encode()).hexdigest()


def watching(grounds: Grounds, scheme_id: str, asker: str) -> Job:
    """Return the job that computes a watch: the one under way, the one that failed just now, or one asked for now.

    Args:
        grounds: What it rests on.
        scheme_id: Id of the scheme.
        asker: Name of the account that waits.
    """
    key = f"watch:{grounds.version.pk}:{key_of(grounds, scheme_id)}"
    latest = Job.objects.filter(key=key).order_by("-id").first()
    if latest is not None and latest.state in (Job.State.WAITING, Job.State.RUNNING):
        return latest
    if latest is not None and latest.ended_at and latest.ended_at > timezone.now() - PATIENCE:
        return latest
    moment = grounds.moment.isoformat() if grounds.moment else ""
    args = {"version": grounds.version.pk, "moment": moment, "scheme": scheme_id}
    return enqueue(JOB, args, key=key, owner=asker)


@job(JOB, page=("progress:warnings", "version"))
def job_watch(version: int, moment: str, scheme: str, report: Report) -> dict[str, object]:
    """Hold a plan against its history, and keep what warns."""
    row = Version.objects.select_related("plan", "document").get(pk=version)
    at = datetime.fromisoformat(moment) if moment else None
    as_registered([row.plan], at)
    grounds = grounds_of(row, at)
    found = keep(grounds, scheme, report)
    return {"version": version, "warnings": found.warnings.count()}


def keep(grounds: Grounds, scheme_id: str, report: Report | None = None) -> Watch:
    """Compute the warnings of a version and keep them; the oldest of its others go."""
    known = vintages_known(grounds.version, grounds.moment)
    head, by = grounds.plan.head, own.scheme(scheme_id)
    years = (head.start or grounds.day.year, head.end or grounds.day.year)
    days = days_to_look(known, years, grounds.day)
    history = looked_back(
        grounds.plan,
        known,
        days,
        by,
        annual_targets=grounds.issued,
        allocation=chosen(grounds.given.allocation),
        answers=confirmations(grounds.version, grounds.moment, scheme_id),
        told=(lambda share: report("watching", share)) if report else None,
    )
    owners = {(row.target, row.subject): row.body for row in grounds.issued if row.body}
    rules = own.warning_rules()
    found = [*warnings_of(history, rules, owners), *pending_of(history, rules, owners)]
    wanted = {"version": grounds.version, "key": key_of(grounds, scheme_id)}
    facts = {"day": grounds.day, "evaluations": len(days), "first": days[0] if days else None}
    try:
        with transaction.atomic():
            watch = Watch.objects.create(**wanted, **facts, made_at=timezone.now())
            rows = [_row(each, watch, place) for place, each in enumerate(found)]
            Warned.objects.bulk_create(rows, batch_size=200)
            old = Watch.objects.filter(version=grounds.version).order_by("-id").values_list("pk", flat=True)[KEPT:]
            Watch.objects.filter(pk__in=list(old), made_at__lt=timezone.now() - IN_USE).delete()
    except IntegrityError:  # a worker that was thought dead has kept the same
        return Watch.objects.get(**wanted)
    return watch


def _row(each: ProgressWarning, watch: Watch, place: int) -> Warned:
    return Warned(
        watch=watch,
        place=place,
        rule=each.rule.id,
        kind=each.rule.kind,
        level=each.level.id,
        rank=each.level.rank,
        target=each.row.target,
        subject=each.row.subject,
        indicator=each.row.indicator,
        owner=each.owner or "",
        proposed=each.owner_proposed,
        stage=each.stage,
        since=each.since,
        raised_on=each.raised_on,
        last_on=each.last_on,
        cleared_on=each.cleared_on,
        message_zh=each.message_zh,
        message_en=each.message_en,
    )
