"""The demo's observed values: those of the example plans, taken by the action of the house."""

from __future__ import annotations

import hashlib
from datetime import date
from pathlib import Path

from lantu.exchange.csvfile import read_table
from lantu.model.records import Observation
from lantu.monitoring.vintages import in_force
from lantu_web.observations.models import Intake
from lantu_web.observations.taking import fingerprint, take
from lantu_web.pages.words import word
from lantu_web.people.demo import PEOPLE
from lantu_web.people.models import Account
from lantu_web.plans.demo import EXAMPLES
from lantu_web.plans.models import Version

FILE = "observations.csv"


def seed_values(folder: Path) -> None:
    """Take the observed values of every example plan; what was taken before stays as it is.

    Args:
        folder: The folder of the examples.
    """
    planner = Account.objects.get(username=PEOPLE[0].username)
    for example in EXAMPLES:
        path = folder / example.folder / FILE
        data = path.read_bytes()
        checksum = hashlib.sha256((folder / example.folder / "plan.md").read_bytes()).hexdigest()
        version = Version.objects.select_related("plan").filter(document__sha256=checksum).first()
        taken = hashlib.sha256(data).hexdigest()
        if version is None or not planner.has_perm("observations.take", version.plan):
            continue  # an office that had the plan before the demo keeps it, and its values
        if Intake.objects.filter(plan=version.plan_id, sha256=taken).exists():
            continue
        values = in_force(read_table(Observation, path), date(9998, 12, 31))
        facts = {"name": f"{example.folder}-{FILE}", "sha256": taken, "reason": word("progress.intake_demo_reason")}
        take(planner, version.plan, values, seen=fingerprint(version.plan), **facts)
