"""The page of a day is the same whatever came after it: 200 random histories of decisions about a plan."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta

import pytest
from django.db import transaction
from django.http import Http404
from django.test import RequestFactory
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from lantu import reading
from lantu.errors import LantuError
from lantu_web.people.models import Area
from lantu_web.plans import page_views as views
from lantu_web.plans.actions import change_plan, correct, keep_reading, mark_checked, record_decision, undo
from lantu_web.plans.bringing_in import Wanted, bring_in
from lantu_web.plans.correcting import Decision
from lantu_web.plans.deciding import Decided
from lantu_web.plans.desk import reading_of
from lantu_web.plans.models import Plan, Record, Version
from lantu_web.plans.overview import summary
from lantu_web.plans.page import opened
from lantu_web.plans.registering import FACTS

from ..conftest import PLAN

START = datetime(2026, 1, 5, 2, 0, tzinfo=UTC)
#: What a page says of the moment it was made, and what proves the origin of its forms.
MADE = re.compile(r"页面生成时间 [0-9: -]+|csrfmiddlewaretoken\" value=\"\w+|X-CSRFToken\": \"\w+|max=\"[0-9-]+\"")
STEPS = ("set", "accept", "reject", "undo", "mark", "read", "decide", "register")
STEP = st.tuples(st.sampled_from(STEPS), st.integers(0, 40))


def acted(account, version: Version, step: str, pick: int) -> None:
    """Do one step of a history; one that does not fit is left out, as a person would be refused."""
    rows = list(Record.objects.filter(version=version, replaced_at=None, type__in=("statement", "task")).order_by("id"))
    row = rows[pick % len(rows)]
    field = ("value", str(pick)) if row.type == "statement" else ("title", f"任务{pick}")
    actions = {
        "set": lambda: correct(
            account, version, [Decision(item=row.item, action="set", seen=row.pk, field=field[0], value=field[1])]
        ),
        "accept": lambda: correct(account, version, [Decision(item=row.item, action="accept", seen=row.pk)]),
        "reject": lambda: correct(account, version, [Decision(item=row.item, action="reject", seen=row.pk)]),
        "undo": lambda: undo(account, version, version.corrections.values_list("batch", flat=True)[pick % 3]),
        "mark": lambda: mark_checked(account, version),
        "read": lambda: keep_reading(None, version, reading_of(version)),
        "decide": lambda: record_decision(
            account,
            version,
            Decided(kind=("drafted", "approved", "issued")[pick % 3], organ="蓝河市人民政府", on="2025"),
        ),
        "register": lambda: change_plan(
            account, version.plan, title=f"蓝河市规划第{pick}稿", start=2026 + pick % 4, end=2030 + pick % 3
        ),
    }
    try:
        with transaction.atomic():
            actions[step]()
    except (LantuError, IndexError):
        return


class Clock:
    """The moment it is, moved on by hand, a day at a time."""

    def __init__(self, patch: pytest.MonkeyPatch) -> None:
        self.now = START
        patch.setattr(timezone, "now", lambda: self.now)

    def go_on(self) -> None:
        self.now += timedelta(days=1)


def asked(account, day: str, **query: str):
    request = RequestFactory().get("/", {"as_of": day} | query)
    request.user = account
    return request


def shown(account, version: Version, day: str, item: str) -> dict[str, object]:
    """Everything the pages say of a day."""
    pages = {
        "home": views.home(asked(account, day, sort="title")),
        "found": views.home(asked(account, day, title="第")),
        "targets": views.table(asked(account, day), version=version.pk, tab="targets"),
        "tasks": views.table(asked(account, day, format="csv"), version=version.pk, tab="tasks"),
        "text": views.passages(asked(account, day), version=version.pk),
        "item": views.item(asked(account, day), version=version.pk, item=item),
        "search": views.search(asked(account, day, q="2030")),
    }
    found: dict[str, object] = {name: MADE.sub("", page.content.decode()) for name, page in pages.items()}
    overview = opened(asked(account, day), version.pk, with_text=True)
    return found | {
        "overview": (summary(overview).promises, summary(overview).checked, overview.stage, overview.counts)
    }


HISTORIES = given(before=st.lists(STEP, max_size=4), after=st.lists(STEP, min_size=1, max_size=4))
FIXTURES = [HealthCheck.function_scoped_fixture]  # what an example does is rolled back


@settings(max_examples=12, suppress_health_check=FIXTURES)
@HISTORIES
def test_the_page_of_a_day_is_the_same_whatever_came_after(planner, read_then, before, after):
    hold_the_day(planner, read_then, before, after)


@pytest.mark.slow
@settings(max_examples=200, suppress_health_check=FIXTURES)
@HISTORIES
def test_the_page_of_a_day_is_the_same_in_200_histories(planner, read_then, before, after):
    hold_the_day(planner, read_then, before, after)


def hold_the_day(planner, read_then, before, after) -> None:
    """Look at a day, let more happen, look at the day again."""
    clock, version, item = read_then
    begun = clock.now
    with transaction.atomic():
        for step, pick in before:
            clock.go_on()
            acted(planner, version, step, pick)
        day = timezone.localtime(clock.now).date().isoformat()
        clock.go_on()
        then = shown(planner, version, day, item)
        for step, pick in after:
            acted(planner, version, step, pick)
            clock.go_on()
        assert shown(planner, version, day, item) == then
        transaction.set_rollback(True)
    clock.now = begun
    version.refresh_from_db()


@pytest.fixture
def read_then(planner, city, monkeypatch):
    """A plan that was brought in and read on the first day, with the clock and one of its items."""
    clock = Clock(monkeypatch)
    version = bring_in(planner, PLAN, "蓝河规划.txt", Wanted(body=city["planning"]))
    keep_reading(None, version, reading.read(PLAN, "蓝河规划.txt"))
    version.refresh_from_db()
    return clock, version, version.records.filter(type="statement").first().item


def test_a_day_before_the_plan_came_shows_nothing_of_it(planner, read_then):
    _, version, _ = read_then
    with pytest.raises(Http404):
        opened(asked(planner, "2026-01-04"), version.pk)
    assert "还没有您可以查看的规划" in views.home(asked(planner, "2026-01-04")).content.decode()


def test_what_was_registered_of_a_plan_is_what_was_registered_by_then(planner, city, read_then):
    """Title, level, area and years; in pages, in exports, and in what a list is narrowed by."""
    clock, version, _ = read_then
    day = timezone.localtime(clock.now).date().isoformat()
    before = version.plan.title
    clock.go_on()
    county = Area.objects.get(code="990121")
    change_plan(planner, version.plan, title="云岭县规划", level="county", area=county, start=2027, end=2031)
    today = timezone.localtime(clock.now).date().isoformat()
    for then, title, years in ((day, before, "2026—2030"), (today, "云岭县规划", "2027—2031")):
        page = views.version(asked(planner, then), version=version.pk).content.decode()
        assert title in page
        assert years in page
        home = views.home(asked(planner, then, format="csv")).content.decode()
        assert title in home
        assert ("云岭县" in home) == (then == today)
        assert title in views.search(asked(planner, then, q="2030")).content.decode()
    found = [views.home(asked(planner, then, title="云岭", format="csv")).content.decode() for then in (day, today)]
    assert ["云岭县规划" in each for each in found] == [False, True]


def test_the_columns_of_a_plan_repeat_what_is_registered_now(planner, read_then):
    clock, version, _ = read_then
    for title in ("甲规划", "乙规划", "乙规划"):
        clock.go_on()
        change_plan(planner, version.plan, title=title)
    plan = Plan.objects.get()
    now = plan.registrations.get(replaced_at=None)
    assert {name: getattr(plan, name) for name in FACTS} == {name: getattr(now, name) for name in FACTS}
    titles = list(plan.registrations.order_by("id").values_list("title", flat=True))
    assert titles[-2:] == ["甲规划", "乙规划"], "what changes nothing is not written down again"
    assert len(titles) == len(set(titles))


@pytest.mark.parametrize("first", ["comment", "submitted", "approved", "issued"])
def test_a_version_shows_on_past_days_the_stage_with_which_it_came(planner, city, monkeypatch, first):
    clock = Clock(monkeypatch)
    version = bring_in(planner, PLAN, "蓝河规划.txt", Wanted(body=city["planning"], stage=first))
    day = timezone.localtime(clock.now).date().isoformat()
    clock.go_on()
    record_decision(planner, version, Decided(kind="approved", organ="蓝河市人民代表大会", on="2025"))
    assert opened(asked(planner, day), version.pk).stage == first
    later = timezone.localtime(clock.now).date().isoformat()
    assert opened(asked(planner, later), version.pk).stage == ("issued" if first == "issued" else "approved")


def test_a_list_of_a_past_day_leaves_out_records_that_were_corrected_by_then(planner, read_then):
    clock, version, _ = read_then
    wrong = record_decision(planner, version, Decided(kind="issued", organ="蓝河市人民政府", on="2025"))
    days = [timezone.localtime(clock.now).date().isoformat()]
    clock.go_on()
    record_decision(planner, version, Decided(kind="drafted", organ="蓝河市人民政府", on="2025"), corrects=wrong)
    days.append(timezone.localtime(clock.now).date().isoformat())
    lists = [views.home(asked(planner, day, format="csv")).content.decode() for day in days]
    assert ["印发" in each for each in lists] == [True, False]
    assert [opened(asked(planner, day), version.pk).stage for day in days] == ["issued", "submitted"]
