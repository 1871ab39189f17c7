"""Whatever is taken and taken back: what is known is what was last taken, and every past moment stays as it was."""

from __future__ import annotations

from decimal import Decimal

import pytest
from django.db import transaction
from django.utils import timezone
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from lantu.errors import UsageError
from lantu.model.records import Observation
from lantu_web.observations.known import known, vintages_known
from lantu_web.observations.taking import fingerprint, take, withdraw

FILES = st.dictionaries(st.sampled_from(["2026", "2027", "2028"]), st.integers(1, 4), min_size=1)
STEPS = st.lists(st.one_of(FILES, st.just("back")), min_size=1, max_size=8)


def value(period: str, number: int) -> Observation:
    return Observation(indicator="森林覆盖率", period=period, basis="point", value=Decimal(number), unit="%",
                       state="final", supplier="", source="")  # fmt: skip


def held(version, moment=None) -> dict[str, Decimal]:
    return {each.period: each.value for each in known(version, moment)}


@pytest.mark.django_db
@settings(max_examples=30, suppress_health_check=list(HealthCheck), phases=[Phase.explicit, Phase.generate])
@given(steps=STEPS)
def test_what_is_known_is_what_was_last_taken(planner, version, steps):
    with transaction.atomic():
        now, before, files, past = {}, [], [], []
        for step in steps:
            if step == "back":
                if files:
                    withdraw(planner, files.pop(), "误传")
                    now = before.pop()
            else:
                seen = fingerprint(version.plan)
                rows = [value(period, number) for period, number in step.items()]
                if step.items() <= now.items():
                    with pytest.raises(UsageError, match="W400"):
                        take(planner, version.plan, rows, name="v", sha256="0" * 64, seen=seen)
                else:
                    files.append(take(planner, version.plan, rows, name="v", sha256="0" * 64, seen=seen))
                    before.append(now)
                    now = now | step
            assert held(version) == now
            past.append((timezone.now(), now))
        for moment, then in past:
            assert held(version, moment) == then
        last = {each.period: each.value for each in vintages_known(version)}
        assert {period: last[period] for period in now} == now
        transaction.set_rollback(True)
