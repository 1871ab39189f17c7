"""Values are released, or held back, by a named act: with what it rests on, for one or a chosen set, as of a day."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone
from tests.web.observations.test_taking import FOREST, taken

from lantu.errors import UsageError
from lantu.exchange.observations.report import Taken
from lantu_web.audit.models import Event
from lantu_web.observations import queries
from lantu_web.observations.known import known, vintages_known
from lantu_web.observations.models import Observed, Release, ReleasedValue
from lantu_web.observations.packaged import give
from lantu_web.observations.releases import as_released, unreleased, with_release
from lantu_web.observations.releasing import Said, change_release, digest
from lantu_web.observations.taking import fingerprint, take, withdraw
from lantu_web.plans.models import Level, Version

PUBLIC = Said(level="public", on="2027-01-20", document="2026年蓝河市林草资源公报", number="蓝林发〔2027〕3号")
BACK = Said(level="internal", reason="省里尚未核定")
DATED = replace(FOREST, published_on="2027-01-10")


@pytest.fixture
def approver(person):
    return person("approver")


def current(version, **only):
    return with_release(Observed.objects.filter(plan=version.plan, replaced_at=None, **only))


def released(account, version, said=PUBLIC, rows=None) -> Release:
    """Do an act upon the values in force, or some of them."""
    rows = current(version) if rows is None else rows
    return change_release(account, version, list(rows.values_list("pk", flat=True)), said, digest(rows))


def days(version, moment=None) -> list[str | None]:
    return [each.published_on for each in known(version, moment)]


def test_a_value_that_was_told_without_a_day_is_released_by_an_act(planner, approver, version):
    taken(planner, version, FOREST)
    assert days(version) == [None]
    act = released(approver, version)
    assert days(version) == ["2027-01-20"]
    assert (act.by, act.count, str(act)) == (approver, 1, "2026年蓝河市林草资源公报 蓝林发〔2027〕3号")


def test_what_a_file_told_as_published_is_held_back_by_an_act_and_released_by_the_next(planner, approver, version):
    taken(planner, version, DATED)
    assert days(version) == ["2027-01-10"]
    released(approver, version, BACK)
    assert days(version) == [None]
    released(approver, version)
    assert days(version) == ["2027-01-20"]
    (acts,) = queries.acts_seen(approver, version, Observed.objects.all()).values()
    assert [(each.act.level, each.replaced_at is None) for each in acts] == [("public", True), ("internal", False)]


def test_a_bureau_may_have_published_earlier_than_the_file_told(planner, approver, version):
    taken(planner, version, DATED)
    released(approver, version, replace(PUBLIC, on="2027-01-05"))
    assert days(version) == ["2027-01-05"]


def test_a_page_of_a_past_day_knows_what_was_released_then(planner, approver, version):
    taken(planner, version, DATED)
    before = timezone.now()
    released(approver, version, BACK)
    between = timezone.now()
    released(approver, version)
    assert [days(version, moment) for moment in (before, between, None)] == [["2027-01-10"], [None], ["2027-01-20"]]
    assert [each.published_on for each in vintages_known(version, between)] == [None]
    seen = queries.values_seen(approver, version, between).get()
    assert (seen.released_on, str(seen.standing.act)) == ("", "省里尚未核定")
    assert not hasattr(queries.values_seen(approver, version, before).get(), "standing")


@pytest.mark.parametrize(
    ("said", "code"),
    [(replace(PUBLIC, document=" "), "W431"), (replace(BACK, reason=""), "W432"), (replace(PUBLIC, on=""), "W433"),
     (replace(PUBLIC, on="2027-02-30"), "W433")],
)  # fmt: skip
def test_what_it_rests_on_is_asked_for(planner, approver, version, said, code):
    taken(planner, version, FOREST)
    with pytest.raises(UsageError, match=code):
        released(approver, version, said)
    assert not Release.objects.exists()


@pytest.mark.parametrize("role", ["planner", "reporter", "leader", "auditor"])
def test_only_who_approves_for_the_plan_releases(planner, person, version, role):
    taken(planner, version, FOREST)
    for account in (person(role, name="somebody"), person("approver", "county", "elsewhere")):
        with pytest.raises(PermissionDenied):
            released(account, version)
    assert not Release.objects.exists()


def test_nobody_releases_values_of_a_work_secret_that_he_does_not_see(planner, person, version):
    taken(planner, version, FOREST)
    Version.objects.update(level=Level.WORK_SECRET)
    version.refresh_from_db()
    with pytest.raises(PermissionDenied):
        released(person("approver", "county"), version)


def test_a_chosen_set_is_released_whole_or_not_at_all(planner, approver, version):
    taken(planner, version, FOREST, replace(FOREST, period="2027"), replace(FOREST, period="2028"))
    released(approver, version, rows=current(version, period="2027"))
    with pytest.raises(UsageError, match="W434"):
        released(approver, version)
    assert days(version) == [None, "2027-01-20", None]
    assert released(approver, version, rows=current(version).exclude(period="2027")).count == 2
    assert days(version) == ["2027-01-20"] * 3


def test_an_act_gives_its_ground_to_what_a_file_told(planner, approver, version):
    taken(planner, version, replace(FOREST, published_on=PUBLIC.on))
    released(approver, version)
    with pytest.raises(UsageError, match="W434"):
        released(approver, version)
    released(approver, version, replace(PUBLIC, number="蓝林发〔2027〕5号"))  # the number was written wrongly
    assert str(current(version).select_related("standing__act").get().standing.act).endswith("5号")


def test_who_looked_at_other_values_is_told(planner, approver, version):
    taken(planner, version, FOREST)
    (pk,) = current(version).values_list("pk", flat=True)
    seen = digest(current(version))
    taken(planner, version, replace(FOREST, value=Decimal(47)))
    for values, looked in (([pk], seen), ([], digest(current(version).none())), ([pk + 1000], seen), ([pk], "")):
        with pytest.raises(UsageError, match="W430"):
            change_release(approver, version, values, PUBLIC, looked)
    seen = digest(current(version))
    released(approver, version)
    with pytest.raises(UsageError, match="W430"):  # released by somebody else meanwhile
        change_release(approver, version, list(current(version).values_list("pk", flat=True)), BACK, seen)


def test_it_is_one_event_with_a_digest_of_what_it_was_about(planner, approver, version):
    taken(planner, version, FOREST, replace(FOREST, period="2027"))
    seen = digest(current(version))
    count = Event.objects.count()
    act = released(approver, version)
    event = Event.objects.latest("pk")
    assert (Event.objects.count() - count, event.action, event.actor) == (
        1, "observations.release", approver.username
    )  # fmt: skip
    told = json.loads(event.payload)
    assert (told["values"], told["digest"], told["document"]) == (2, seen, act.document)


def test_a_release_does_not_pass_over_to_a_revision(planner, approver, version):
    taken(planner, version, FOREST)
    released(approver, version)
    taken(planner, version, replace(FOREST, value=Decimal("46.8"), state="final"))
    assert days(version) == [None]
    assert [each.published_on for each in vintages_known(version)] == ["2027-01-20", None]


def test_what_is_held_back_stays_so_when_it_is_revised_even_by_a_file_that_tells_a_day(planner, approver, version):
    taken(planner, version, DATED)
    released(approver, version, BACK)
    for value in (47, 48):
        taken(planner, version, replace(DATED, value=Decimal(value), published_on="2027-03-01"))
        assert days(version) == [None]
    with pytest.raises(UsageError, match="W400"):  # nor does the same file again release it
        taken(planner, version, replace(DATED, value=Decimal(48), published_on="2027-03-01"))
    released(approver, version)
    assert days(version) == ["2027-01-20"]
    taken(planner, version, replace(DATED, value=Decimal(49), published_on="2027-03-01"))
    assert days(version) == ["2027-03-01"]


def test_a_file_that_says_nothing_of_the_release_changes_nothing_of_it(planner, approver, version):
    taken(planner, version, DATED)
    with pytest.raises(UsageError, match="W400"):
        taken(planner, version, FOREST)
    released(approver, version, replace(PUBLIC, on="2027-01-05"))
    for again in (FOREST, DATED, replace(FOREST, published_on="2027-01-05")):
        with pytest.raises(UsageError, match="W400"):
            taken(planner, version, again)
    assert days(version) == ["2027-01-05"]


@pytest.mark.parametrize(("said", "day"), [(PUBLIC, "2027-01-20"), (BACK, None)])
def test_what_stands_again_after_a_file_was_taken_back_is_released_as_it_was(planner, approver, version, said, day):
    taken(planner, version, DATED)
    released(approver, version, said)
    wrong = taken(planner, version, replace(DATED, value=Decimal(99)))
    withdraw(planner, wrong, "误传")
    assert (days(version), Observed.objects.get(replaced_at=None).value) == ([day], "46.50")
    assert ReleasedValue.objects.get(replaced_at=None, value__replaced_at=None).by == approver


def test_taking_a_file_back_does_not_end_that_its_value_was_held_back(planner, approver, version):
    taken(planner, version, DATED)
    revised = taken(planner, version, replace(DATED, value=Decimal(47)))
    released(approver, version, BACK)
    withdraw(planner, revised, "误传")
    assert (days(version), Observed.objects.get(replaced_at=None).value) == ([None], "46.50")


def test_what_is_not_published_yet_may_be_held_back_from_later_files(planner, approver, version):
    taken(planner, version, FOREST)
    released(approver, version, BACK)
    with pytest.raises(UsageError, match="W434"):
        released(approver, version, BACK)
    taken(planner, version, replace(DATED, value=Decimal(47)))
    assert days(version) == [None]


def test_who_looked_at_a_file_before_a_release_is_told(planner, approver, version):
    taken(planner, version, FOREST)
    seen = fingerprint(version.plan)
    released(approver, version)
    with pytest.raises(UsageError, match="W427"):
        take(planner, version.plan, [replace(FOREST, period="2027")], name="v", sha256="0" * 64, seen=seen)


def test_a_package_carries_what_the_house_says_of_the_release(planner, approver, version):
    taken(planner, version, DATED, replace(FOREST, period="2027"))
    released(approver, version, BACK, current(version, period="2026"))
    released(approver, version, PUBLIC, current(version, period="2027"))
    rows = give(version).splitlines()
    assert ["2027-01-10" in rows[1], PUBLIC.on in rows[2]] == [False, True]


def test_an_embargo_ends_by_itself(planner, approver, version):
    taken(planner, version, FOREST)
    ahead = timezone.localdate() + timedelta(days=3)
    released(approver, version, replace(PUBLIC, on=ahead.isoformat()))

    def shown(day: date) -> int:
        return current(version).filter(unreleased(day)).count()

    assert (shown(timezone.localdate()), shown(ahead)) == (1, 0)


def test_what_does_not_count_of_a_file_is_told(planner, approver, version):
    taken(planner, version, DATED)
    released(approver, version, BACK)
    file = Taken(file="v.csv", observations=(DATED, replace(FOREST, period="2027"), FOREST), places=("D2", "D3", "D4"))
    unsaid = as_released(file, version.plan, published=False)
    said = as_released(replace(file, observations=(DATED, replace(DATED, period="2027"), FOREST)), version.plan, published=True)  # fmt: skip
    assert [(each.code, each.fields["count"]) for each in (*unsaid.told, *said.told)] == [("W435", 1), ("W436", 1)]
    assert all("1" in each.said("zh") for each in (*unsaid.told, *said.told))
    assert [each.published_on for each in said.observations] == [None, "2027-01-10", None]
