"""Whatever is taken, taken back, released and held back: what is published is what a plain account of it says, on every day."""

from __future__ import annotations

from decimal import Decimal
from typing import NamedTuple

import pytest
from django.db import transaction
from django.utils import timezone
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from lantu.errors import UsageError
from lantu.model.records import Observation
from lantu_web.observations.known import known
from lantu_web.observations.models import Observed
from lantu_web.observations.releases import with_release
from lantu_web.observations.releasing import Said, change_release, digest
from lantu_web.observations.taking import fingerprint, take, withdraw

PERIODS = st.sampled_from(["2026", "2027"])
DAYS = ["2027-01-10", "2027-02-10"]
VALUES = st.tuples(st.integers(1, 2), st.sampled_from([None, *DAYS]))
STEPS = st.lists(
    st.one_of(
        st.dictionaries(PERIODS, VALUES, min_size=1),
        st.just("back"),
        st.tuples(st.just("act"), PERIODS, st.sampled_from(["", *DAYS])),
    ),
    min_size=5,
    max_size=10,
)


class Held(NamedTuple):
    """A value in force: its number, the day its file told, and the day an act gave it ("" where it holds back)."""

    number: int
    told: str | None
    act: str | None = None

    @property
    def day(self) -> str | None:
        return (self.act or None) if self.act is not None else self.told

    def after(self, number: int, told: str | None) -> Held:
        """What stands when a file says this of the same thing."""
        known_days = [None, self.told] if self.act is None else [None, self.told, self.act]
        if number == self.number and (self.act == "" or told in known_days):
            return self
        return Held(number, told, "" if self.act == "" else None)

    def again(self, last: Held) -> Held:
        """What stands when the file that brought the last value is taken back: holding back does not end by it."""
        return self._replace(act="") if last.act == "" else self


def brought(planner, version, file):
    rows = [
        Observation(indicator="森林覆盖率", period=period, basis="point", value=Decimal(number), unit="%", state="final",
                    supplier="", published_on=day, source="")
        for period, (number, day) in file.items()
    ]  # fmt: skip
    return take(planner, version.plan, rows, name="v", sha256="0" * 64, seen=fingerprint(version.plan))


def acted(approver, version, period, day):
    rows = with_release(Observed.objects.filter(plan=version.plan, period=period, replaced_at=None))
    said = Said(level="public", on=day, document="公报") if day else Said(level="internal", reason="未核定")
    return change_release(approver, version, list(rows.values_list("pk", flat=True)), said, digest(rows))


def told(version, moment=None) -> dict[str, tuple[int, str | None]]:
    return {each.period: (int(each.value), each.published_on) for each in known(version, moment)}


@pytest.fixture
def approver(person):
    return person("approver")


@pytest.mark.django_db
@settings(max_examples=40, suppress_health_check=list(HealthCheck), phases=[Phase.explicit, Phase.generate])
@given(steps=STEPS)
def test_what_is_published_is_what_was_said_last_of_the_value_as_it_is(planner, approver, version, steps):
    with transaction.atomic():
        now: dict[str, Held] = {}
        files, past = [], []
        for step in steps:
            if step == "back":
                if files:
                    intake, before = files.pop()
                    withdraw(planner, intake, "误传")
                    again = {period: value and value.again(now[period]) for period, value in before.items()}
                    now = {period: value for period, value in (now | again).items() if value is not None}
            elif isinstance(step, dict):
                after = {
                    period: now[period].after(*said) if period in now else Held(*said) for period, said in step.items()
                }
                fresh = {period: now.get(period) for period in after if after[period] is not now.get(period)}
                if fresh:
                    files.append((brought(planner, version, step), fresh))
                    now = now | after
                else:
                    with pytest.raises(UsageError, match="W400"):
                        brought(planner, version, step)
            elif step[1] in now:
                _, period, day = step
                value = now[period]
                if value.act == day:
                    with pytest.raises(UsageError, match="W434"):
                        acted(approver, version, period, day)
                else:
                    acted(approver, version, period, day)
                    now = now | {period: value._replace(act=day)}
            past.append((timezone.now(), {period: (value.number, value.day) for period, value in now.items()}))
            assert told(version) == past[-1][1]
        for moment, then in past:
            assert told(version, moment) == then
        transaction.set_rollback(True)
