"""Who sees observed values, who takes them and who releases them."""

from __future__ import annotations

from typing import Any

import rules

from lantu_web.people.duties import holds
from lantu_web.plans.models import Version
from lantu_web.plans.rules import WHOLE_HOUSE, approves, keeps, sees_whole


@rules.predicate
def sees(account: Any, version: Version | None) -> bool:
    """Whether somebody of the house sees the whole version: values that are not released are internal."""
    return sees_whole(account, version) and holds(account, *WHOLE_HOUSE)


rules.add_perm("observations.see", sees)
rules.add_perm("observations.take", keeps)
rules.add_perm("observations.release", sees & approves)
