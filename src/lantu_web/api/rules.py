"""Who may use the API: every account, within what its duties allow."""

from __future__ import annotations

import rules

from lantu_web.people.duties import Role
from lantu_web.people.rules import role

rules.add_perm("api.use", rules.is_authenticated)
rules.add_perm("api.revoke_any", role(Role.SECURITY_ADMIN))
