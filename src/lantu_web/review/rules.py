"""Who sees findings, and who handles them: findings are internal, whatever the level of the plan."""

from __future__ import annotations

from typing import Any

import rules

from lantu_web.people.duties import holds
from lantu_web.plans.models import Version
from lantu_web.plans.rules import WHOLE_HOUSE, keeps, sees_whole


@rules.predicate
def sees_findings(account: Any, version: Version | None) -> bool:
    """Whether somebody of the house sees the whole version; that it is public does not make its findings public."""
    return sees_whole(account, version) and holds(account, *WHOLE_HOUSE)


rules.add_perm("review.see_findings", sees_findings)
rules.add_perm("review.handle_findings", sees_findings & keeps)
