"""Everything that allocation.yaml can say of one target is chosen on a page: years, classes, values one by one, bounds."""

from __future__ import annotations

from decimal import Decimal
from typing import get_args

import pytest
from django.urls import reverse
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.web.cascade.conftest import COUNTIES, settled

from lantu.cascade.allocation import AreaBound, AreaChoice, AreaMethod, Choice, Member, YearLimit
from lantu_web.cascade import actions
from lantu_web.cascade.choice_form import Ask, ChoiceForm
from lantu_web.cascade.choosing import fingerprint

YEARS = (2026, 2027, 2028, 2029, 2030)
MEMBERS = tuple(Member(subject=subject, name=name) for subject, name in COUNTIES.items())
ROLES = {"shares": ("base", "capacity", "need"), "classes": ("amount", "output", "growth"), "assigned": ()}


def said(form: ChoiceForm) -> dict[str, str]:
    """What a browser sends of a form that nobody has touched."""
    found = {}
    for field in form:
        value = field.value()
        found[field.name] = "" if value is None else str(value)
    return found


def chosen(client, version, target: str):
    return settled(version).allocation.choice_for(target)


def test_a_choice_changes_the_path_and_a_stale_one_is_refused(client, planner, plan, target):
    rate, seen = target("常住人口城镇化率"), fingerprint(plan)
    client.force_login(planner)
    address = reverse("cascade:choose", args=[plan.pk, rate])
    given = said(client.get(address).context["form"]) | {"path": "early", "bend": "0.5", "seen": seen}
    assert client.post(address, given).status_code == 302
    first = next(row for row in settled(plan).computed if row.target == rate and row.year == 2026)
    assert first.value > 61
    late = client.post(address, given | {"path": "late"})
    assert late.status_code == 422
    assert "别人刚刚改动了分解办法" in late.content.decode()
    assert f'value="{fingerprint(plan)}"' in late.content.decode(), "the next save builds on what is shown"
    assert client.post(address, given | {"path": "late", "seen": fingerprint(plan)}).status_code == 302


def test_years_are_chosen_one_by_one(client, planner, plan, target):
    jobs = target("城镇新增就业")
    client.force_login(planner)
    address = reverse("cascade:choose", args=[plan.pk, jobs])
    given = said(client.get(address).context["form"])
    given |= {"path": "bottom_up", "low-2027": "2.5", "why-2027": "重点项目投产"}
    given |= {f"step-{year}": value for year, value in zip(YEARS, ("2.8", "3.4", "3.2", "2.9", "2.7"), strict=True)}
    assert client.post(address, given).status_code == 302
    choice = chosen(client, plan, jobs)
    assert choice.path == "bottom_up"
    assert choice.steps[2027] == Decimal("3.4")
    assert choice.limits == (YearLimit(year=2027, low=Decimal("2.5"), reason="重点项目投产"),)
    values = [row.value for row in settled(plan).computed if row.target == jobs]
    assert values == [Decimal(value) for value in ("2.8", "3.4", "3.2", "2.9", "2.7")]


def test_values_are_assigned_to_areas_one_by_one(client, planner, plan, shared):
    client.force_login(planner)
    address = reverse("cascade:choose", args=[plan.pk, shared])
    page = client.get(address)
    given = said(page.context["form"]) | {"method": "assigned", "reason": "逐县确定"}
    given |= {f"value-{subject}": value for subject, value in zip(COUNTIES, ("8", "4", "3"), strict=True)}
    given |= {"cap-area:990121": "9", "cause-area:990121": "容量有限"}
    assert client.post(address, given).status_code == 302
    areas = chosen(client, plan, shared).areas
    assert areas.method == "assigned"
    assert dict(areas.values) == {"area:990121": 8, "area:990122": 4, "area:990123": 3}
    assert areas.bounds["area:990121"] == AreaBound(high=Decimal(9), reason="容量有限")
    held = settled(plan)
    last = {s: sum(r.value for r in held.computed if (r.target, r.subject) == (shared, s)) for s in COUNTIES}
    assert list(last.values()) == [8, 4, 3]


def test_classes_need_their_difference(client, planner, plan, shared):
    """On the page of a reduction; here of the jobs, whose amounts no class can raise by points."""
    ask = Ask(target="s1", years=YEARS, members=MEMBERS, method="classes", methods=("classes",), held=None, seen="")
    given = said(ChoiceForm(ask=ask)) | {"method": "classes", "class-area:990121": "工业为主"}
    refused = ChoiceForm(given, ask=ask)
    assert not refused.is_valid()
    assert "工业为主" in str(refused.errors)
    form = ChoiceForm(given | {"class_name_0": "工业为主", "difference_0": "1"}, ask=ask)
    assert form.is_valid()
    areas = form.choice().areas
    assert dict(areas.classes) == {"area:990121": "工业为主"}
    assert dict(areas.differences) == {"工业为主": 1}
    client.force_login(planner)
    page = client.get(reverse("cascade:choose", args=[plan.pk, shared])).context["form"]
    assert [value for value, _ in page.fields["method"].choices] == ["", "shares", "assigned"]


def test_a_margin_is_given_in_percent_with_its_reason(client, planner, plan, shared):
    client.force_login(planner)
    address = reverse("cascade:choose", args=[plan.pk, shared])
    given = said(client.get(address).context["form"]) | {"margin": "3", "margin_reason": "项目可能推迟"}
    assert client.post(address, given).status_code == 302
    assert chosen(client, plan, shared).areas.margin == Decimal("0.03")
    settled(plan)
    page = client.get(reverse("cascade:target", args=[plan.pk, shared])).content.decode()
    assert "层层加码" in page


def test_with_many_areas_the_page_says_that_they_come_as_a_file(client, planner, plan, shared, monkeypatch):
    monkeypatch.setattr("lantu_web.cascade.choice_views.GRID", 2)
    client.force_login(planner)
    address = reverse("cascade:choose", args=[plan.pk, shared])
    page = client.get(address)
    assert "地区太多" in page.content.decode()
    before = chosen(client, plan, shared)
    assert client.post(address, said(page.context["form"]) | {"weight": "2"}).status_code == 302
    assert chosen(client, plan, shared).areas == before.areas, "what the page does not ask stays"


numbers = st.decimals(min_value=Decimal("0.01"), max_value=10**6, places=2)
names = st.text("甲乙丙丁", min_size=1, max_size=4)
subjects = st.sampled_from(list(COUNTIES))


@st.composite
def choices(draw) -> tuple[Choice, str]:
    method = draw(st.sampled_from(list(ROLES)))
    classes = draw(st.dictionaries(subjects, names, max_size=3))
    bound = st.builds(AreaBound, low=numbers, high=st.none() | numbers, reason=names)
    roles = ROLES[method]
    figures = st.dictionaries(st.sampled_from(roles), numbers, min_size=1) if roles else st.nothing()
    areas = AreaChoice(
        method=method,
        reason=draw(names),
        margin=draw(st.sampled_from([Decimal(0), Decimal("0.03")])),
        margin_reason=draw(names),
        classes=classes,
        differences={name: draw(numbers) for name in sorted(set(classes.values()))},
        values=draw(st.dictionaries(subjects, numbers, max_size=3)),
        bounds=draw(st.dictionaries(subjects, bound, max_size=3)),
        figures=draw(st.dictionaries(subjects, figures, max_size=3)) if roles else {},
        by=draw(st.dictionaries(st.sampled_from(roles), names, max_size=2)) if roles else {},
        mix=draw(st.dictionaries(st.sampled_from(roles), numbers, max_size=3)) if method == "shares" else {},
    )
    limits = draw(st.dictionaries(st.sampled_from(YEARS), st.tuples(numbers, names), max_size=3))
    return Choice(
        target="s1",
        path=draw(st.none() | st.sampled_from(["linear", "early", "steps", "bottom_up"])),
        bend=draw(st.none() | st.just(Decimal("0.7"))),
        weight=draw(st.sampled_from([Decimal(1), Decimal(3)])),
        baseline=draw(st.none() | numbers),
        steps=draw(st.dictionaries(st.sampled_from(YEARS), numbers, max_size=5)),
        limits=tuple(YearLimit(year=year, low=low, reason=why) for year, (low, why) in sorted(limits.items())),
        leave_out=draw(st.just("") | names),
        areas=areas,
    ), method


@pytest.mark.usefixtures("db")
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60)
@given(choices())
def test_a_form_nobody_touched_chooses_what_was_chosen(drawn):
    choice, method = drawn
    ask = Ask(
        target="s1", years=YEARS, members=MEMBERS, method=method, methods=get_args(AreaMethod), held=choice, seen=""
    )
    form = ChoiceForm(said(ChoiceForm(ask=ask)), ask=ask)
    assert form.is_valid(), form.errors
    assert form.choice() == choice


def test_assigning_needs_no_file(client, planner, plan, target):
    """A milestone is given to areas as the office says, without a figure to compute from."""
    rate = target("常住人口城镇化率")
    actions.set_members(planner, plan, MEMBERS, fingerprint(plan))
    values = dict(zip(COUNTIES, (Decimal(66), Decimal(64), Decimal(62)), strict=True))
    areas = AreaChoice(method="assigned", values=values, reason="一县一策")
    actions.choose(planner, plan, Choice(target=rate, areas=areas), fingerprint(plan))
    rows = {r.subject: r.value for r in settled(plan).computed if r.target == rate and r.year == 2030 and r.subject}
    assert rows == values
