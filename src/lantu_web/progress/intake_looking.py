"""What taking a file would change: of the values, and of every target that rests on them; rehearsed, never recorded.

Small files are looked at when their page is asked for; large ones by a worker, and their page waits.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from django.utils import timezone

from lantu.errors import LantuError
from lantu.exchange.observations.preview import Preview, Revision
from lantu.exchange.observations.report import Taken
from lantu.model.fields import fields_of, write_text
from lantu.model.progress import Progress
from lantu.model.records import Observation
from lantu.monitoring.changes import Moved, Value, rehearse
from lantu.monitoring.vintages import is_unreleased
from lantu.vocabulary.schemes import Scheme
from lantu_web.jobs.models import Job
from lantu_web.jobs.queue import Report, enqueue, job
from lantu_web.observations.drafts import bringing, keep_looked, known_by, previewed, take_draft
from lantu_web.observations.kept import Found, heard, told
from lantu_web.observations.models import Draft
from lantu_web.observations.reading import found_in, key_of, read
from lantu_web.people.models import Account
from lantu_web.progress import own
from lantu_web.progress.decisions import confirmations
from lantu_web.progress.grounds import Grounds, grounds_of, measured_with
from lantu_web.progress.standing import judged
from lantu_web.progress.standing import key_of as key_of_standing

LOOK, TAKE = "progress.look", "progress.take"
SMALL_FILE = 128 << 10
"""Bytes up to which a file is read while its page is asked for: some thousand values, a second or two."""

SMALL_INTAKE = 2_000
"""Values up to which a file is taken at once."""

SHOWN = 200
"""Rows of a kind that a page shows; the file itself has all of them."""

Row = dict[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Looked:
    """What taking a file would change, as it was kept.

    Attributes:
        key: Digest of everything it rests on.
        counts: How many values are new, the same, revised, suspicious, missing, not released; how many targets move.
        new: The first new values.
        revised: The first revised ones, each with what it replaces and the firm one it would follow.
        suspicious: The first that look like slips, each with the reason.
        told: What a person should know of the file.
        missing: The first cells without a value.
        moved: The targets that would move.
        problem: Why it was not rehearsed, or None.
    """

    key: str
    counts: dict[str, int]
    new: Sequence[Row]
    revised: Sequence[dict[str, Row | None]]
    suspicious: Sequence[tuple[Row, LantuError]]
    told: Sequence[LantuError]
    missing: Sequence[Row]
    moved: Sequence[dict[str, Any]]
    problem: LantuError | None


def looked_at(draft: Draft, key: str) -> Looked | None:
    """Return what taking a draft would change, or None where it was not looked at since something changed.

    Args:
        draft: The draft.
        key: Digest of all that a look rests on now, see :func:`looking_key`.
    """
    if not draft.looked or draft.looked_key != key:
        return None
    raw = json.loads(draft.looked)
    return Looked(
        key=draft.looked_key,
        counts=raw["counts"],
        new=raw["new"],
        revised=raw["revised"],
        suspicious=[(row, heard(reason)) for row, reason in raw["suspicious"]],
        told=[heard(each) for each in raw["told"]],
        missing=raw["missing"],
        moved=raw["moved"],
        problem=heard(raw["problem"]) if raw["problem"] else None,
    )


def looking_key(draft: Draft, by: Scheme, grounds: Grounds) -> str:
    """Return a digest of all that a look rests on: the file as read, and everything the standing of the plan rests on.

    Args:
        draft: The draft.
        by: The scheme by which targets are judged.
        grounds: What their progress rests on.
    """
    rests_on = [key_of(draft), key_of_standing(grounds, by.id), str(timezone.localdate())]
    return hashlib.sha256(json.dumps(rests_on).encode()).hexdigest()


def look(draft: Draft, by: Scheme, report: Report | None = None) -> Found:
    """Read a draft, and where it can be taken, keep what that would change.

    Args:
        draft: The draft.
        by: The scheme by which targets are judged.
        report: Told how far it is, for long work.
    """
    tell = report or (lambda step, share: None)
    tell("values", 0.05)
    found = found_in(draft) or read(draft)
    if found.taken is None:
        return found
    key, seen = looking_key(draft, by, grounds_of(draft.version)), known_by(draft.version)
    tell("compare", 0.4)
    taken = bringing(draft, found.taken)
    moved = previewed(taken, draft.version)
    tell("rehearse", 0.6)
    targets, problem = rehearsed(draft, moved, by)
    keep_looked(draft, key, {"seen": seen} | _raw(taken, moved, targets, problem))
    return found


def rehearsed(draft: Draft, moved: Preview, by: Scheme) -> tuple[Sequence[Moved], LantuError | None]:
    """Return the targets that taking a file would move, by a scheme and the answers of people, or why that cannot be told."""
    if not moved.coming:
        return (), None
    grounds = grounds_of(draft.version)
    said = confirmations(draft.version, None, by.id)
    now = timezone.now().isoformat(timespec="seconds")
    looked_at = grounds.subjects
    coming = [replace(each, recorded_at=now) for each in moved.coming if each.subject in looked_at]

    def measure(observations: Iterable[Observation]) -> list[Progress]:
        rows = measured_with(grounds, list(observations)).rows
        return [each.progress for each in judged(rows, by, said)]

    try:
        return rehearse(grounds.observations(looked_at), coming, measure), None
    except LantuError as problem:
        return (), problem


def _raw(taken: Taken, moved: Preview, targets: Sequence[Moved], problem: LantuError | None) -> dict[str, object]:
    today = timezone.localdate()
    counts = {name: len(getattr(moved, name)) for name in ("new", "same", "revised", "suspicious")}
    counts |= {
        "missing": len(taken.missing),
        "told": len(taken.told),
        "moved": len(targets),
        "unreleased": sum(is_unreleased(each, today) for each in moved.coming),
    }
    places = {id(each): place for each, place in zip(taken.observations, taken.places, strict=True)}
    return {
        "counts": counts,
        "new": [_row(each, places) for each in moved.new[:SHOWN]],
        "revised": [_revision(each, places) for each in moved.revised[:SHOWN]],
        "suspicious": [(_row(each.observation, places), told(each.reason)) for each in moved.suspicious[:SHOWN]],
        "told": [told(each) for each in taken.told[:SHOWN]],
        "missing": [{"place": each.place, "indicator": each.indicator, "mark": each.mark} for each in taken.missing[:SHOWN]],
        "moved": [_target(each) for each in targets[:SHOWN]],
        "problem": told(problem) if problem else None,
    }  # fmt: skip


def _row(each: Observation, places: dict[int, str] | None = None) -> Row:
    row = {field.name: write_text(getattr(each, field.name)) for field in fields_of(Observation)}
    mark = "1" if is_unreleased(each, timezone.localdate()) else ""
    return row | {"place": (places or {}).get(id(each), ""), "unreleased": mark}


def _revision(each: Revision, places: dict[int, str]) -> dict[str, Row | None]:
    return {"old": _row(each.old), "new": _row(each.new, places), "firm": _row(each.firm) if each.firm else None}


def _target(moved: Moved) -> dict[str, object]:
    changes = [[each.aspect, _plain(each.before), _plain(each.after)] for each in moved.changes]
    return {"target": moved.target, "indicator": moved.indicator, "subject": moved.subject, "changes": changes}


def _plain(value: Value) -> str | None:
    return None if value is None else write_text(value)


# --- long work


def looking(draft: Draft, by: Scheme, key: str, asker: str) -> Job:
    """Return the job that looks at a draft; the key tells all that it rests on."""
    args = {"pk": draft.pk, "scheme": by.id}
    return enqueue(LOOK, args, key=f"look:{draft.pk}:{key}", owner=asker)


def taking(draft: Draft, account: Account, looked: str, reason: str) -> Job:
    """Return the job that takes a draft as it was looked at."""
    args = {"pk": draft.pk, "account": account.pk, "looked": looked, "reason": reason}
    return enqueue(TAKE, args, key=f"take:{draft.pk}:{looked}", owner=account.get_username())


@job(LOOK, page=("progress:intake_draft", "pk"))
def job_look(pk: int, report: Report, scheme: str = "") -> dict[str, object]:
    """Look at a large file."""
    look(Draft.objects.select_related("version__plan", "mapping").get(pk=pk), own.scheme(scheme), report)
    return {"draft": pk}


@job(TAKE, page=("progress:intake_draft", "pk"))
def job_take(pk: int, account: int, looked: str, reason: str, report: Report) -> dict[str, object]:
    """Take a large file; one that was taken before the worker died stays taken."""
    draft = Draft.objects.select_related("version__plan").get(pk=pk)
    report("take", 0.1)
    if draft.intake_id is None:
        take_draft(Account.objects.get(pk=account), draft, looked=looked, reason=reason)
    return {"draft": pk}
