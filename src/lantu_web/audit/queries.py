"""Reading the chain."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet

from lantu_web.audit.chain import Break, breaks
from lantu_web.audit.guard import missing_triggers
from lantu_web.audit.models import Event
from lantu_web.audit.visibility import marked
from lantu_web.pages.permission import require


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """What verifying the chain found.

    Attributes:
        count: How many events there are.
        breaks: Where it does not hold.
        unguarded: Triggers of the database that are absent.
    """

    count: int
    breaks: tuple[Break, ...]
    unguarded: tuple[str, ...]

    @property
    def holds(self) -> bool:
        """Whether nothing is wrong."""
        return not self.breaks and not self.unguarded


def events_seen(viewer: Any) -> QuerySet[Event]:
    """Return the events, newest first, marked where the viewer may not see their facts.

    Raises:
        PermissionDenied: The viewer may not read the chain.
    """
    require(viewer, "audit.read")
    return marked(Event.objects.order_by("-number"), viewer)


def verdict() -> Verdict:
    """Verify the whole chain, and that the database guards it."""
    return Verdict(count=Event.objects.count(), breaks=tuple(breaks()), unguarded=tuple(sorted(missing_triggers())))
