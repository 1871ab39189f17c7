"""Who sees a breakdown, who decides it, and who answers for an area.

An area's answer in the rounds binds it, so it is given by its planners and by nobody else: accounts that are planners in
a body placed in the area. Reporters of the area's bureaus supply values; bodies of vertical administration and
enterprises stand in an area without speaking for it.
"""

from __future__ import annotations

from typing import Any

import rules

from lantu_web.people.duties import Role, duties_of, holds
from lantu_web.plans.models import Version
from lantu_web.plans.rules import WHOLE_HOUSE, approves, keeps, sees_whole

NOT_ITS_OWN = frozenset({"vertical", "enterprise"})
"""Lines of bodies that stand in an area and do not belong to its government."""


@rules.predicate
def sees(account: Any, version: Version | None) -> bool:
    """Whether somebody of the house sees the whole version: a breakdown is internal work until it is issued and released."""
    return sees_whole(account, version) and holds(account, *WHOLE_HOUSE)


def subjects_of(account: Any) -> set[str]:
    """Return the areas for which an account answers: those in whose own bodies it is a planner."""
    return {
        f"area:{duty.body.area.code}"
        for duty in duties_of(account)
        if duty.role == Role.PLANNER and duty.body and duty.body.area and duty.body.line not in NOT_ITS_OWN
    }


@rules.predicate
def answers(account: Any, subject: object = None) -> bool:
    """Whether an account answers for an area; for any where none is named."""
    mine = subjects_of(account)
    return bool(mine) if subject is None else subject in mine


@rules.predicate
def audits(account: Any) -> bool:
    """Whether an account audits, in whatever body."""
    return holds(account, Role.AUDITOR)


rules.add_perm("cascade.see", sees)
rules.add_perm("cascade.see_offers", sees & (keeps | approves | audits))
rules.add_perm("cascade.choose", sees & keeps)
rules.add_perm("cascade.issue", sees & (keeps | approves))
rules.add_perm("cascade.answer", answers)
