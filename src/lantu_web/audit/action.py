"""Every write is an action: permission, validation, event, one transaction.

::

    @action("plans.mark_checked")
    def mark_checked(act: Act, version: Version) -> CheckMark:
        act.require("plans.check_reading", version)
        mark = CheckMark.objects.create(version=version, by=act.account)
        act.tell(version, chapters=12)
        return mark

    mark_checked(account, version)          # who acts comes first

The decorator opens the transaction, hands over an :class:`Act` in the place of the account, and writes the event as
the last thing before the commit. An action that told nothing of what it did is a mistake and does not commit. An
action may call another: the inner one joins the transaction and writes its own event.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import wraps
from typing import Any, Concatenate, ParamSpec, TypeVar

from django.core.exceptions import PermissionDenied
from django.db import models, transaction

from lantu_web.audit.chain import append

P = ParamSpec("P")
R = TypeVar("R")

SYSTEM = "system"
ACTIONS: dict[str, Callable[..., Any]] = {}
"""Every action by its name."""
DEPUTIES: list[Callable[[Any, str, object], Iterable[str]]] = []
"""What tells for whom an account does something as a deputy; whoever knows duties adds itself."""


class Act:
    """Somebody doing something now.

    Attributes:
        account: Who acts; None where the installation itself does.
        deputy_for: For whom, where the account may do it only as somebody's deputy.
    """

    def __init__(self, account: Any) -> None:
        self.account = account
        self.deputy_for: set[str] = set()
        self.told: list[tuple[str, dict[str, object]]] = []

    def require(self, permission: str, subject: object = None) -> None:
        """Refuse what the account may not do.

        Raises:
            PermissionDenied: It may not.
        """
        if self.account is not None and not self.account.has_perm(permission, subject):
            raise PermissionDenied(permission)
        if self.account is not None:
            self.deputy_for |= {name for tell in DEPUTIES for name in tell(self.account, permission, subject)}

    def tell(self, subject: models.Model | str, /, **facts: object) -> None:
        """Say what was done and to what: this becomes the event."""
        self.told.append((subject if isinstance(subject, str) else subject_of(subject), facts))

    @property
    def actor(self) -> str:
        """Name of who acts, as the event keeps it."""
        return SYSTEM if self.account is None else str(self.account.get_username())


def action(name: str) -> Callable[[Callable[Concatenate[Act, P], R]], Callable[Concatenate[Any, P], R]]:
    """Make a function an action of the house; the account (or None for the system) takes the place of its act."""

    def decorated(function: Callable[Concatenate[Act, P], R]) -> Callable[Concatenate[Any, P], R]:
        @wraps(function)
        def acting(account: Any, /, *args: P.args, **kwargs: P.kwargs) -> R:
            act = Act(account)
            with transaction.atomic():
                done = function(act, *args, **kwargs)
                if not act.told:
                    raise RuntimeError(f"action {name} told nothing of what it did")
                whose = {"deputy_for": sorted(act.deputy_for)} if act.deputy_for else {}
                for subject, facts in act.told:
                    append(actor=act.actor, action=name, subject=subject, payload=facts | whose)
            return done

        if name in ACTIONS:
            raise RuntimeError(f"two actions are called {name}")
        ACTIONS[name] = acting
        return acting

    return decorated


def subject_of(row: models.Model) -> str:
    """Return the typed name of a row, such as ``plans.version:3``."""
    return f"{row._meta.label_lower}:{row.pk}"
