"""Asking for long work, and doing it: one small table and one loop.

A job function takes its arguments and a :class:`Report`; it is registered by :func:`job`. A worker that dies leaves a
job whose heartbeat stops; after :data:`STALE` seconds another takes it up again, at most :data:`ATTEMPTS` times, so a
job function must be safe to begin twice.
"""

from __future__ import annotations

import json
import threading
import traceback
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from datetime import timedelta

from django.db import DatabaseError, IntegrityError, close_old_connections, connection, transaction
from django.db.models import Exists, F, OuterRef, Q
from django.utils import timezone

from lantu.errors import LantuError
from lantu_web.jobs.models import Job

STALE = 30
ATTEMPTS = 3
TRIES = 5
BEAT = 5

Report = Callable[[str, float], None]
KINDS: dict[str, Callable[..., Mapping[str, object]]] = {}
PAGES: dict[str, tuple[str, str]] = {}
"""Where what came out of a kind of job is seen: name of the page, and which argument of the job it takes."""


def job(
    kind: str, page: tuple[str, str] | None = None
) -> Callable[[Callable[..., Mapping[str, object]]], Callable[..., Mapping[str, object]]]:
    """Register a function as the work of a kind of job, and the page on which its outcome is seen."""

    def registered(function: Callable[..., Mapping[str, object]]) -> Callable[..., Mapping[str, object]]:
        KINDS[kind] = function
        if page is not None:
            PAGES[kind] = page
        return function

    return registered


def enqueue(kind: str, args: Mapping[str, object], *, key: str, owner: str = "") -> Job:
    """Ask for work; the same key twice while the first waits is one job.

    A job that runs may have looked already at what has changed since, so asking then makes another, which waits for it.
    """
    if kind not in KINDS:
        raise KeyError(kind)
    for _ in range(TRIES):
        with suppress(IntegrityError), transaction.atomic():
            return Job.objects.create(kind=kind, args=json.dumps(args), key=key, owner=owner)
        waiting = Job.objects.filter(key=key, state=Job.State.WAITING).first()
        if waiting is not None:
            return waiting  # else a worker took it just now
    raise RuntimeError(f"no job {key} could be made")


def take() -> Job | None:
    """Take the oldest job that waits, or one whose worker died; None when there is nothing to do.

    Two jobs of one key are done one after the other.
    """
    now = timezone.now()
    dead = Q(state=Job.State.RUNNING, heartbeat__lt=now - timedelta(seconds=STALE))
    with transaction.atomic():
        Job.objects.filter(dead, attempts__gte=ATTEMPTS).update(
            state=Job.State.FAILED, ended_at=now, error=json.dumps({"code": "W090", "fields": {}})
        )
        before = Job.objects.filter(key=OuterRef("key"), state=Job.State.RUNNING)
        waiting = Job.objects.filter((Q(state=Job.State.WAITING) & ~Exists(before)) | dead).order_by("id")
        locked = waiting.select_for_update(skip_locked=True) if connection.vendor == "postgresql" else waiting
        found = locked.first()
        if found is None:
            return None
        Job.objects.filter(pk=found.pk).update(
            state=Job.State.RUNNING, heartbeat=now, attempts=F("attempts") + 1, progress=0, step=""
        )
    return Job.objects.get(pk=found.pk)


def run(found: Job) -> None:
    """Do a job that was taken, and write down what became of it."""
    with _beating(found):
        try:
            result = KINDS[found.kind](**json.loads(found.args), report=_reporter(found))
        except LantuError as problem:
            facts = {name: str(value) for name, value in problem.fields.items()}
            reasons = [[each.code, {k: str(v) for k, v in each.fields.items()}] for each in problem.reasons]
            _end(found, Job.State.FAILED, error={"code": problem.code, "fields": facts, "reasons": reasons})
        except Exception as problem:  # whatever it is, the person who waits must hear of it
            traceback.print_exc()
            _end(found, Job.State.FAILED, error={"code": "W091", "fields": {"kind": type(problem).__name__}})
        else:
            _end(found, Job.State.DONE, result=dict(result))


def work_once() -> bool:
    """Do one job if there is one; say whether there was."""
    found = take()
    if found is not None:
        run(found)
    return found is not None


def work(stop: threading.Event, pause: float = 0.5) -> None:
    """Do jobs until told to stop."""
    while not stop.is_set():
        if not connection.in_atomic_block:  # never inside somebody's transaction
            close_old_connections()
        if not work_once():
            stop.wait(pause)


def _end(found: Job, state: Job.State, *, result: object = None, error: object = None) -> None:
    Job.objects.filter(pk=found.pk, attempts=found.attempts).update(
        state=state,
        ended_at=timezone.now(),
        progress=1 if state == Job.State.DONE else F("progress"),
        result=json.dumps(result, ensure_ascii=False) if result is not None else "",
        error=json.dumps(error, ensure_ascii=False) if error is not None else "",
    )


def _reporter(found: Job) -> Report:
    def report(step: str, share: float) -> None:
        Job.objects.filter(pk=found.pk, attempts=found.attempts).update(
            step=step, progress=share, heartbeat=timezone.now()
        )

    return report


@contextmanager
def _beating(found: Job) -> Iterator[None]:
    """Say every few seconds that the worker lives, whatever its work is doing."""
    ended = threading.Event()

    def beat() -> None:
        while not ended.wait(BEAT):
            with suppress(DatabaseError):  # a beat that is missed is made up by the next
                Job.objects.filter(pk=found.pk, attempts=found.attempts).update(heartbeat=timezone.now())
        connection.close()

    thread = threading.Thread(target=beat, daemon=True)
    thread.start()
    try:
        yield
    finally:
        ended.set()
        thread.join()
