"""Which of the items a person wants to see: the filters of the workbench, declared once."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from django.db.models import Q
from django.http import QueryDict

from lantu_web.plans.desk import searchable

TYPES = ("statement", "task", "project", "list", "unread")
"""The types of items that are checked; passages and notes are not."""

DOUBTFUL = 0.85
"""Below this confidence the reader itself names a doubt: about one item in seven of a long plan."""

_WORK = Q(type__in=("task", "project"))
SHOWN: Mapping[str, Q] = {
    "all": Q(),
    "unchecked": Q(checked=False),
    "doubtful": Q(confidence__lt=DOUBTFUL),
    "undated": Q(due="") & (_WORK | Q(type="statement", kind="target")),
    "unowned": Q(owned=False) & _WORK,
    "unnamed": Q(indicator_id="", type="statement"),
}
"""Conditions by name; one is chosen at a time."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """What was chosen.

    Attributes:
        show: A condition of :data:`SHOWN`.
        type: A type of :data:`TYPES`, or empty for all.
        words: Words the item must hold.
    """

    show: str = "all"
    type: str = ""
    words: str = ""

    @classmethod
    def of(cls, asked: QueryDict) -> Choice:
        """Read it from an address or a form; what is not known counts as not chosen."""
        show, type = asked.get("show", "all"), asked.get("type", "")
        words = asked.get("q", "").strip()[:100]
        return cls(show=show if show in SHOWN else "all", type=type if type in TYPES else "", words=words)

    @property
    def condition(self) -> Q:
        """The condition on records."""
        found = SHOWN[self.show] & Q(type__in=[self.type] if self.type else TYPES)
        return found & Q(search__contains=searchable(self.words)) if self.words else found

    @property
    def narrows(self) -> bool:
        """Whether anything is left out."""
        return self != Choice()

    @property
    def parameters(self) -> dict[str, str]:
        """The parameters of an address that makes the same choice."""
        given = {"show": self.show if self.show != "all" else "", "type": self.type, "q": self.words}
        return {name: value for name, value in given.items() if value}
