"""Who may see and do what with plans: by duty, body and level."""

from __future__ import annotations

from typing import Any

import rules

from lantu_web.people.duties import Role, bodies_of, holds
from lantu_web.plans.models import Level, Plan, Version

WHOLE_HOUSE = (Role.PLANNER, Role.APPROVER, Role.LEADER, Role.LEGISLATOR, Role.AUDITOR)
"""Who reads whole plans that are internal; a reporter reads of them what concerns the own body."""

TRUSTED = (Role.LEADER, Role.AUDITOR)
"""Who reads work secrets of every body; planners and approvers read those of their own."""


def _plan_of(subject: Any) -> Plan:
    return subject if isinstance(subject, Plan) else subject.plan


def _has_duty_in_its_body(*roles: str) -> Any:
    @rules.predicate
    def held(account: Any, subject: Any) -> bool:
        return subject is not None and _plan_of(subject).body_id in bodies_of(account, *roles)

    return held


@rules.predicate
def may_see(account: Any, version: Version | None) -> bool:
    """A version shows itself by its level; administrators of the installation see no plans by that office."""
    if version is None:
        return False
    if version.level == Level.PUBLIC:
        return bool(getattr(account, "is_authenticated", False))
    if version.level == Level.INTERNAL:
        return holds(account, *WHOLE_HOUSE, Role.REPORTER)
    return holds(account, *TRUSTED) or version.plan.body_id in bodies_of(account, Role.PLANNER, Role.APPROVER)


@rules.predicate
def sees_whole(account: Any, version: Version | None) -> bool:
    """Whether somebody who may see a version sees all of it, not only what concerns the own body."""
    if version is None or not may_see(account, version):
        return False
    return version.level == Level.PUBLIC or holds(account, *WHOLE_HOUSE)


keeps = _has_duty_in_its_body(Role.PLANNER)
approves = _has_duty_in_its_body(Role.APPROVER)


@rules.predicate
def plans_somewhere(account: Any) -> bool:
    """Whether somebody is a planner in any body, and so may register a plan of that body."""
    return bool(bodies_of(account, Role.PLANNER))


@rules.predicate
def takes_along(account: Any, version: Version | None) -> bool:
    """Whether somebody may take the whole package along, with who decided what: not by a version being public alone."""
    return sees_whole(account, version) and holds(account, *WHOLE_HOUSE)


rules.add_perm("plans.see_version", may_see)
rules.add_perm("plans.see_whole_version", sees_whole)
rules.add_perm("plans.export_package", takes_along)
rules.add_perm("plans.register", plans_somewhere)
rules.add_perm("plans.change_plan", keeps)
rules.add_perm("plans.check_reading", keeps & may_see)
rules.add_perm("plans.record_decision", keeps | approves)
rules.add_perm("plans.release", approves)
