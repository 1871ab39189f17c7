"""What tests of the web share: a small city with its people, and a plan that was brought in and read."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from lantu_web.jobs.queue import work_once
from lantu_web.people.models import Account, Area, Body, Duty
from lantu_web.plans.bringing_in import Wanted, bring_in, read_again_later

PLAN = """蓝河市国民经济和社会发展第十五个五年规划纲要
（2026—2030年）
第一章 发展目标
到2030年，全市地区生产总值达到1500亿元，年均增长6%左右。到2030年，森林覆盖率达到48%。
第二章 主要任务
建设蓝河湿地公园，由市林业局牵头，2028年底前建成。新建3座污水处理厂。
""".encode()


@pytest.fixture(autouse=True)
def home(tmp_path, monkeypatch):
    """No test touches the installation of whoever runs it."""
    monkeypatch.setenv("LANTU_HOME", str(tmp_path / "home"))


@pytest.fixture(autouse=True)
def no_beat(monkeypatch):
    """Jobs are done inside the transaction of a test: no second thread may touch the database meanwhile."""
    monkeypatch.setattr("lantu_web.jobs.queue.BEAT", 24 * 60 * 60)


@pytest.fixture
def city(db) -> dict[str, Body]:
    """The invented city with two bodies and a county."""
    area = Area.objects.create(code="990100", name="蓝河市", level="prefecture")
    county = Area.objects.create(code="990121", name="云岭县", level="county", parent=area)
    return {
        "planning": Body.objects.create(
            code="drc", name="蓝河市发展和改革委员会", short_name="市发展改革委", area=area
        ),
        "forestry": Body.objects.create(code="forestry", name="蓝河市林业局", short_name="市林业局", area=area),
        "county": Body.objects.create(code="yunling", name="云岭县人民政府", short_name="云岭县", area=county),
    }


@pytest.fixture
def person(city) -> Callable[..., Account]:
    """Make an account that holds a role in a body."""

    def made(role: str, body: str | None = "planning", name: str = "") -> Account:
        account = Account.objects.create_user(username=name or f"{role}-{body}", password="a long pass phrase")
        Duty.objects.create(account=account, role=role, body=city[body] if body else None)
        return account

    return made


@pytest.fixture
def planner(person) -> Account:
    """A planner of the body that keeps the plan."""
    return person("planner")


@pytest.fixture
def version(planner, city):
    """A small plan, brought in and read."""
    found = bring_in(planner, PLAN, "蓝河规划.txt", Wanted(body=city["planning"]))
    read_again_later(found, planner)  # commit hooks do not run inside a test's transaction
    assert work_once()
    found.refresh_from_db()
    return found
