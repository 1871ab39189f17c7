"""Every write of the room, by its concern."""

from __future__ import annotations

from lantu_web.cascade.choosing import choose, set_members, superior_arrived
from lantu_web.cascade.issuing import issue
from lantu_web.cascade.rounds import balance, issue_rounds, offer, propose

__all__ = ["balance", "choose", "issue", "issue_rounds", "offer", "propose", "set_members", "superior_arrived"]
