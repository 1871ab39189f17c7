"""Taking observations, revising them, taking a file back; what is known at which moment."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from lantu.errors import UsageError
from lantu.model.records import Observation
from lantu_web.observations import queries
from lantu_web.observations.known import known, vintages_known
from lantu_web.observations.models import Observed
from lantu_web.observations.taking import fingerprint, take, withdraw

FOREST = Observation(
    indicator="森林覆盖率",
    period="2026",
    basis="point",
    value=Decimal("46.50"),
    unit="%",
    state="flash",
    supplier="市林业局",
    published_on=None,
    source="部门报送",
)


def taken(account, version, *observations, **more):
    facts = {"name": "values.csv", "sha256": "0" * 64, "seen": fingerprint(version.plan)} | more
    return take(account, version.plan, observations, **facts)


def values(found) -> list[str]:
    return [str(each.value) for each in found]


def test_a_value_is_kept_exactly_and_a_revision_stands_in_its_place(planner, version):
    taken(planner, version, FOREST)
    before = timezone.now()
    taken(planner, version, replace(FOREST, value=Decimal("46.8"), state="final"), reason="最终核实")
    assert values(known(version)) == ["46.8"]
    assert values(known(version, before)) == ["46.50"]
    assert values(vintages_known(version)) == ["46.50", "46.8"]


def test_what_is_known_and_equal_is_passed_over(planner, version):
    taken(planner, version, FOREST)
    intake = taken(planner, version, FOREST, replace(FOREST, period="2027", value=Decimal(47)))
    assert (intake.taken, intake.revised) == (1, 0)
    with pytest.raises(UsageError, match="W400"):
        taken(planner, version, FOREST)


def test_a_file_taken_by_mistake_goes_back_and_what_it_replaced_stands_again(planner, version):
    taken(planner, version, FOREST)
    wrong = taken(planner, version, replace(FOREST, value=Decimal(99)), replace(FOREST, period="2027"))
    withdraw(planner, wrong, "误传")
    assert values(known(version)) == ["46.50"]
    assert {each.period for each in vintages_known(version)} == {"2026"}
    with pytest.raises(UsageError, match="W402"):
        withdraw(planner, wrong, "误传")


def test_a_file_on_which_later_values_stand_does_not_go_back(planner, version):
    first = taken(planner, version, FOREST)
    taken(planner, version, replace(FOREST, value=Decimal(47)))
    with pytest.raises(UsageError, match="W403"):
        withdraw(planner, first, "误传")


def test_who_saw_another_state_is_told(planner, version):
    seen = fingerprint(version.plan)
    taken(planner, version, FOREST)
    with pytest.raises(UsageError, match="W427"):
        taken(planner, version, replace(FOREST, period="2027"), seen=seen)


@pytest.mark.parametrize("role", ["reporter", "leader", "auditor"])
def test_only_who_keeps_the_plan_takes_values(person, version, role):
    with pytest.raises(PermissionDenied):
        taken(person(role), version, FOREST)
    assert not Observed.objects.exists()


def test_a_day_before_the_value_was_recorded_knows_nothing_of_it(planner, version):
    taken(planner, version, FOREST)
    assert known(version, day=date(2020, 1, 1)) == []


def test_a_file_looked_at_before_another_was_taken_back_is_looked_at_again(planner, version):
    wrong = taken(planner, version, FOREST)
    seen = fingerprint(version.plan)
    withdraw(planner, wrong, "误传")
    with pytest.raises(UsageError, match="W427"):
        taken(planner, version, replace(FOREST, value=Decimal(47)), seen=seen)


def test_what_stands_again_is_one_vintage_from_the_moment_it_was_first_recorded(planner, version):
    taken(planner, version, FOREST)
    first = Observed.objects.get()
    for value in (98, 99):
        withdraw(planner, taken(planner, version, replace(FOREST, value=Decimal(value))), "误传")
    (vintage,) = vintages_known(version)
    assert (str(vintage.value), vintage.recorded_at) == ("46.50", first.recorded_at.isoformat(timespec="seconds"))
    assert known(version) == [vintage]


def test_several_vintages_of_one_value_in_a_file_are_all_kept_and_go_back_together(planner, version):
    old = taken(planner, version, FOREST)
    final = replace(FOREST, value=Decimal("46.8"), state="final")
    intake = taken(planner, version, replace(FOREST, value=Decimal("46.6"), state="preliminary"), final, reason="核实")
    assert (intake.taken, intake.revised) == (2, 2)
    assert (values(known(version)), values(vintages_known(version))) == (["46.8"], ["46.50", "46.6", "46.8"])
    withdraw(planner, intake, "误传")
    assert (values(known(version)), values(vintages_known(version))) == (["46.50"], ["46.50"])
    assert Observed.objects.get(replaced_at=None).intake == old


def test_a_page_of_a_past_day_does_not_know_what_was_taken_back_later(planner, version):
    intake = taken(planner, version, FOREST)
    before = timezone.now()
    withdraw(planner, intake, "误传")
    seen = [queries.intakes_seen(planner, version, moment).get().back is None for moment in (before, None)]
    assert seen == [True, False]
    (value,) = queries.vintages_seen(planner, version, Observed.objects.get(), before)
    assert (value.gone, value.back) == (None, None)
