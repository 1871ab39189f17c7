"""What later rooms do when values have come in: they register, and this room knows none of them."""

from __future__ import annotations

from collections.abc import Callable

from django.db import transaction

from lantu_web.plans.models import Plan

AfterTaking = Callable[[Plan], None]
_AFTER_TAKING: list[AfterTaking] = []


def after_taking(function: AfterTaking) -> AfterTaking:
    """Register what shall follow when values of a plan were taken or taken back; it is called after the commit."""
    _AFTER_TAKING.append(function)
    return function


def taken(plan: Plan) -> None:
    """Say, inside an action, that other values of a plan are known now."""
    transaction.on_commit(lambda: [follow(plan) for follow in _AFTER_TAKING])
