"""What is closed in the audit log: facts of work secrets, to who reads the log but not these plans.

Nobody needs to think of it: whatever row of whatever room leads to a version that is a work secret, or to a plan that
has such a version, is closed as that version is.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import Any

from django.apps import apps
from django.db.models import ForeignKey, Model, QuerySet

from lantu_web.audit.visibility import closing
from lantu_web.plans.models import Level, Plan, Version
from lantu_web.plans.queries import versions_seen


@closing
def work_secrets_not_seen(viewer: Any) -> Iterator[QuerySet[Any]]:
    """Yield the rows that belong to work secrets which a viewer may not see."""
    secret = Version.objects.filter(level=Level.WORK_SECRET).exclude(pk__in=versions_seen(viewer).values("pk"))
    yield secret
    yield Plan.objects.filter(pk__in=secret.values("plan"))
    for model, path, target in leading_there():
        wanted = secret.values("pk" if target is Version else "plan")
        yield model._default_manager.filter(**{f"{path}__in": wanted})


@cache
def leading_there() -> tuple[tuple[type[Model], str, type[Model]], ...]:
    """Return every model of the house that leads to a version, or past none to a plan: its path, and which of both."""
    ours = [model for model in apps.get_models() if model.__module__.startswith("lantu_web.")]
    return tuple((model, *each) for model in ours if model is not Version for each in _paths(model, ()))


def _paths(model: type[Model], through: tuple[type[Model], ...]) -> Iterator[tuple[str, type[Model]]]:
    for field in model._meta.fields:
        target = field.related_model
        if not isinstance(field, ForeignKey) or not isinstance(target, type) or target in {model, *through}:
            continue
        if target in (Version, Plan):
            yield field.name, target
        else:
            yield from ((f"{field.name}__{path}", end) for path, end in _paths(target, (*through, model)))
