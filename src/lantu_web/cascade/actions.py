"""Every write of the room, by its concern."""

from __future__ import annotations

from lantu_web.cascade.choosing import choose, set_members
from lantu_web.cascade.drafts import bring_in, superior_arrived, take
from lantu_web.cascade.issuing import issue
from lantu_web.cascade.rounds import balance, issue_rounds, offer, offer_many, propose

__all__ = [
    "balance",
    "bring_in",
    "choose",
    "issue",
    "issue_rounds",
    "offer",
    "offer_many",
    "propose",
    "set_members",
    "superior_arrived",
    "take",
]
