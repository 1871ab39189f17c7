"""Who sees progress: those of the house who see the whole version; it is internal work, whatever the plan's level."""

from __future__ import annotations

import rules

from lantu_web.observations.rules import sees
from lantu_web.plans.rules import keeps

rules.add_perm("progress.see", sees)
rules.add_perm("progress.decide", sees & keeps)
