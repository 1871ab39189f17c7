"""Who may do what with people, bodies and the installation itself."""

from __future__ import annotations

from typing import Any

import rules

from lantu_web.people.duties import Role, holds


def role(*roles: str) -> Any:
    """Return a predicate: the account holds one of the roles, in whatever body."""

    @rules.predicate
    def held(account: Any) -> bool:
        return holds(account, *roles)

    return held


is_signed_in = rules.is_authenticated

rules.add_perm("audit.read", role(Role.AUDIT_ADMIN, Role.AUDITOR))
rules.add_perm("jobs.see_all", role(Role.SYSTEM_ADMIN))
rules.add_perm("people.manage_accounts", role(Role.SYSTEM_ADMIN))
rules.add_perm("people.manage_bodies", role(Role.SYSTEM_ADMIN))
rules.add_perm("people.manage_duties", role(Role.SECURITY_ADMIN))
rules.add_perm("people.see_accounts", role(Role.SYSTEM_ADMIN, Role.SECURITY_ADMIN, Role.AUDIT_ADMIN, Role.AUDITOR))
rules.add_perm("people.see_people", is_signed_in)
