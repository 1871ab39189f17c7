"""Who sees findings, handles them and releases them: a finding is internal, whatever the level of the plan, until it is released itself."""

from __future__ import annotations

from typing import Any

import rules

from lantu_web.people.duties import holds
from lantu_web.plans.models import Version
from lantu_web.plans.rules import WHOLE_HOUSE, approves, keeps, may_see, sees_whole
from lantu_web.review.levels import released


@rules.predicate
def sees_findings(account: Any, version: Version | None) -> bool:
    """Whether somebody of the house sees the whole version; that it is public does not make its findings public."""
    return sees_whole(account, version) and holds(account, *WHOLE_HOUSE)


@rules.predicate
def sees_released(account: Any, version: Version | None) -> bool:
    """Whether somebody who may see a public version finds released findings there."""
    return version is not None and may_see(account, version) and released(version).exists()


rules.add_perm("review.see_findings", sees_findings)
rules.add_perm("review.see_some_findings", sees_findings | sees_released)
rules.add_perm("review.handle_findings", sees_findings & keeps)
rules.add_perm("review.release_findings", sees_findings & approves)
