"""What tests of the cascade share: a plan of a city with three counties, and its breakdown as the worker would have made it."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

import pytest

from lantu.cascade.allocation import AreaChoice, Choice, Member
from lantu_web.cascade import actions
from lantu_web.cascade.breakdowns import Broken, UnreadyError, broken
from lantu_web.cascade.choosing import fingerprint
from lantu_web.cascade.computing import keep
from lantu_web.cascade.models import Draft
from lantu_web.jobs.queue import work_once
from lantu_web.people.models import Area, Body
from lantu_web.plans.bringing_in import Wanted, bring_in, read_again_later
from lantu_web.plans.models import Version

TEXT = """蓝河市国民经济和社会发展第十五个五年规划纲要
（2026—2030年）
第一章 发展目标
2025年，全市常住人口城镇化率为60%。到2030年，常住人口城镇化率达到65%。五年累计城镇新增就业15万人。
"""
COUNTIES = {"area:990121": "云岭县", "area:990122": "松坞县", "area:990123": "青屏县"}


@pytest.fixture
def plan(planner, city) -> Version:
    area = city["planning"].area
    for code, name in (("990122", "松坞县"), ("990123", "青屏县")):
        county = Area.objects.create(code=code, name=name, level="county", parent=area)
        Body.objects.create(code=code, name=f"{name}人民政府", short_name=name, area=county)
    found = bring_in(planner, TEXT.encode(), "规划.txt", Wanted(body=city["planning"], area=area))
    read_again_later(found, planner)
    while work_once():
        pass
    found.refresh_from_db()
    settled(found)
    return found


def settled(version: Version, draft: Draft | None = None) -> Broken:
    """The breakdown, computed where it is not yet: what the worker does of an office."""
    try:
        return broken(version, draft=draft)
    except UnreadyError as early:
        keep(early.given)
        return broken(version, draft=draft)


@pytest.fixture
def target(plan) -> Callable[[str], str]:
    """Gives the id of a target by a part of its name."""

    def found(name: str) -> str:
        rows = plan.records.filter(type="statement", kind="target", replaced_at=None, data__contains=name)
        return rows.order_by("start").first().item

    return found


@pytest.fixture
def shared(plan, planner, target) -> str:
    """The jobs, shared out among three counties by equal bases; the id of the target."""
    jobs = target("城镇新增就业")
    members = tuple(Member(subject=subject, name=name) for subject, name in COUNTIES.items())
    actions.set_members(planner, plan, members, fingerprint(plan))
    bases = {subject: {"base": Decimal(base)} for subject, base in zip(COUNTIES, (50, 30, 20), strict=True)}
    areas = AreaChoice(method="shares", figures=bases, reason="由各县组织落实")
    actions.choose(planner, plan, Choice(target=jobs, areas=areas), fingerprint(plan))
    settled(plan)
    return jobs
