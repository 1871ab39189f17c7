"""What the pages of progress rest on: a reading of the large plan, and 200,000 observed values of its area and of 57 others."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import datetime

from django.utils import timezone

from lantu.exchange.planfile import head_raw
from lantu.model.plan import PlanHead
from lantu_web.observations.models import Intake, Observed
from lantu_web.plans.models import Reading, Record, Version

OWN_YEARS, AREAS = range(2016, 2026), 57


def observe(version: Version, targets: int) -> int:
    """Read the plan and observe its targets; return how many values there are.

    Args:
        version: The plan, its targets numbered.
        targets: How many there are.
    """
    now = timezone.now()
    lines = Record.objects.filter(version=version).order_by("start", "id").values_list("data", flat=True)
    head = json.dumps(head_raw(PlanHead(title="蓝河市规划", start=2026, end=2030)), ensure_ascii=False)
    Reading.objects.create(version=version, reader="1", head=head, lines="\n".join(lines), recorded_at=now)
    intake = Intake.objects.create(plan=version.plan, name="values.csv", sha256="0" * 64, at=now)
    Observed.objects.bulk_create(_values(version, intake, targets, now), batch_size=500)
    return Observed.objects.count()


def _values(version: Version, intake: Intake, targets: int, now: datetime) -> Iterator[Observed]:
    common = {
        "plan": version.plan,
        "intake": intake,
        "basis": "period",
        "unit": "亿元",
        "state": "final",
        "recorded_at": now,
    }
    places = [("", year) for year in OWN_YEARS] + [(f"area:99{area:04}", 2025) for area in range(AREAS)]
    for subject, year in places:
        for number in range(targets):
            name = f"第{number}项指标"
            yield Observed(
                key=name, indicator=name, subject=subject, slot=f"{year}-12", period=str(year), value=f"{year - 1900}",
                published_on="2026-03-01", **common,
            )  # fmt: skip
