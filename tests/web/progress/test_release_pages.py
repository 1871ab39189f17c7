"""Values are released from their pages: one, or all that a filter keeps; pages and exports say so, with what it rests on."""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal

import pytest
from tests.web.observations.test_taking import FOREST, taken

from lantu_web.observations.models import Observed, Release
from lantu_web.observations.taking import fingerprint
from lantu_web.progress.grounds import grounds_of
from lantu_web.progress.standing import standing_of

BULLETIN = "2026年蓝河市林草资源公报"
GDP = replace(FOREST, indicator="地区生产总值", basis="period", value=Decimal(700), unit="亿元", supplier="市统计局")


@pytest.fixture
def approver(person):
    return person("approver")


@pytest.fixture
def at(client, planner, approver, version):
    """Open a page of values, or send something to it, as who approves; two bureaus have reported."""
    taken(planner, version, FOREST, GDP)
    client.force_login(approver, backend="django.contrib.auth.backends.ModelBackend")

    def opened(path: str, sent: dict | None = None, status: int = 200, **query: str) -> str:
        where = f"/progress/versions/{version.pk}/values/{path}"
        where += "?" + "&".join(f"{name}={text}" for name, text in query.items()) if query else ""
        answer = client.get(where) if sent is None else client.post(where, sent, follow=True)
        assert answer.status_code == status, answer.content.decode()[-3000:]
        return answer.content.decode()

    return opened


def did(at, status: int = 200, said: dict | None = None, **query: str) -> str:
    seen = re.search(r'name="seen" value="([0-9a-f]+)"', at("release/", **query))
    assert seen is not None
    return at("release/", {"level": "public", "on": "2026-11-02", "document": BULLETIN, "number": "", "back_reason": "",
                           "seen": seen[1]} | (said or {}), status, **query)  # fmt: skip


def test_all_that_a_filter_keeps_is_released_at_once(at):
    text = at("release/", supplier="市林业局")
    assert "这一决定涉及 1 个数据" in text
    assert "地区生产总值" not in text.split("所涉数据")[1].split("</table>")[0]
    assert "已公布 1 个数据" in did(at, supplier="市林业局")
    assert [(each.count, each.document) for each in Release.objects.all()] == [(1, BULLETIN)]
    assert "46.50" in at("", release="yes")
    assert "700" not in at("", release="yes")


def test_one_value_is_released_and_says_by_whom_and_on_what_ground(at, approver):
    value = Observed.objects.get(unit="%")
    assert f"release/?value={value.pk}" in at(f"{value.pk}/")
    did(at, value=str(value.pk))
    text = at(f"{value.pk}/")
    assert "未公布" not in text
    assert BULLETIN in text
    assert approver.username in text
    assert "2026-11-02 起" in text


def test_exports_follow_and_name_the_ground(at):
    did(at, supplier="市林业局")
    head, *lines = at("", format="csv").splitlines()
    assert "公布依据" in head
    assert [(BULLETIN in line, "未公布" in line, "2026-11-02" in line) for line in sorted(lines)] == [
        (False, True, False), (True, False, True)
    ]  # fmt: skip


def test_a_value_that_is_held_back_is_marked_everywhere(at, planner, version):
    taken(planner, version, replace(FOREST, period="2027", published_on="2026-11-01"))
    text = did(at, said={"level": "internal", "back_reason": "省里尚未核定"}, period="2027")
    assert "已收回 1 个数据" in text
    line = next(line for line in at("", format="csv", period="2027").splitlines() if "森林" in line)
    assert "未公布" in line
    assert "2026-11-01" not in line
    assert "省里尚未核定" in line


def test_progress_knows_of_a_release_at_once(at, version, planner):
    before = standing_of(grounds_of(version)).rows.get(indicator__contains="森林").unreleased
    did(at, supplier="市林业局")
    after = standing_of(grounds_of(version)).rows.get(indicator__contains="森林").unreleased
    assert (before, after) == (True, False)


def test_what_is_missing_is_said_and_what_was_typed_stays(at):
    assert "公布数据要写明依据" in did(at, 422, {"document": ""})
    text = did(at, 422, {"on": "", "number": "蓝统〔2026〕7号"})
    assert "公布数据要写公布日期" in text
    assert 'value="蓝统〔2026〕7号"' in text
    assert "收回数据要写明理由" in did(at, 422, {"level": "internal"})
    assert "没有筛选出任何数据" in at("release/", indicator="没有的")
    assert not Release.objects.exists()


def test_who_looked_at_a_value_that_was_revised_meanwhile_is_told(at, planner, version):
    seen = re.search(r'name="seen" value="([0-9a-f]+)"', at("release/"))[1]
    taken(planner, version, replace(FOREST, value=Decimal(47)), seen=fingerprint(version.plan))
    text = did(at, 422, {"seen": seen})
    assert "刚刚有了变化" in text
    assert "已公布 2 个数据" in did(at)


def test_others_find_no_way_to_it(at, client, planner, version):
    client.force_login(planner, backend="django.contrib.auth.backends.ModelBackend")
    assert "release/?" not in at("")
    at("release/", status=403)
    at("release/", {"level": "public"}, 403)
