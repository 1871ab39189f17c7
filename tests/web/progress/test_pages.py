"""Pages of progress: what is known is judged, what is not is said; revisions and past days show; others see nothing."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

import pytest
from django.utils import timezone

from lantu.model.progress import Progress
from lantu.model.records import Observation
from lantu.vocabulary.schemes import scheme
from lantu_web.observations.models import Observed
from lantu_web.observations.taking import fingerprint, take, withdraw
from lantu_web.progress import queries
from lantu_web.progress.models import Row, Standing
from lantu_web.progress.overview import changed
from lantu_web.progress.target import values_of_words

FOREST = Observation(
    indicator="森林覆盖率",
    period="2026",
    basis="point",
    value=Decimal("46.5"),
    unit="%",
    state="flash",
    supplier="市林业局",
    source="部门报送<b>",
)
GROWTH = replace(
    FOREST,
    indicator="地区生产总值增速",
    basis="change_on_year",
    value=Decimal("5.2"),
    supplier="市统计局",
    published_on="2027-03-01",
)


def taken(account, version, *observations):
    return take(account, version.plan, observations, name="v.csv", sha256="0" * 64, seen=fingerprint(version.plan))


@pytest.fixture
def page(client, planner, version):
    client.force_login(planner, backend="django.contrib.auth.backends.ModelBackend")

    def get(path: str = "", **query: str) -> str:
        answer = client.get(f"/progress/versions/{version.pk}/{path}", query)
        assert answer.status_code == 200, answer.content.decode()[-2000:]
        return answer.content.decode()

    return get


def row(indicator: str) -> Row:
    return Row.objects.filter(indicator__contains=indicator).order_by("-id").first()


def test_without_values_nothing_is_green(page):
    text = page()
    assert "未到期" in text or "缺数据" in text
    assert not Row.objects.exclude(status="").exists()


def test_values_are_judged_and_marked_as_not_released(page, planner, version):
    taken(planner, version, FOREST, GROWTH)
    page()
    assert (row("增长").state, row("增长").status) == ("computed", "behind")
    assert row("森林").state == "missing"  # the plan gives no base year
    assert "未公布" in page("targets/")


def test_a_baseline_that_comes_later_makes_the_target_computable(page, planner, version):
    taken(planner, version, FOREST, replace(FOREST, period="2025", value=Decimal(46)))
    text = page(f"targets/{row_of(page, '森林')}/")
    assert "46.5" in text
    assert "部门报送&lt;b&gt;" in text
    assert (row("森林").state, row("森林").status) == ("computed", "on_track")


def row_of(page, indicator: str) -> str:
    page()
    return row(indicator).target


def test_a_revision_is_shown_with_what_it_replaced(page, planner, version):
    taken(planner, version, FOREST)
    taken(planner, version, replace(FOREST, value=Decimal("46.8"), state="final"))
    assert "<s>46.5</s>" in page(f"targets/{row_of(page, '森林')}/")


def test_a_value_less_firm_than_one_before_is_told_so(page, planner, version):
    taken(planner, version, replace(FOREST, value=Decimal("46.8"), state="final"))
    taken(planner, version, replace(FOREST, value=Decimal("46.5"), state="preliminary"))
    told = "此前已有最终数 46.8 %，现用的可靠程度更低，请核实"
    assert page(f"targets/{row_of(page, '森林')}/").count(told) == 1
    row = Observed.objects.get(plan=version.plan_id, replaced_at=None)
    assert page(f"values/{row.pk}/").count(told) == 1


def test_a_firm_value_that_was_taken_back_is_no_firmer_one(page, planner, version):
    mistake = taken(planner, version, replace(FOREST, value=Decimal("46.8"), state="final"))
    withdraw(planner, mistake, "误传")
    taken(planner, version, replace(FOREST, value=Decimal("46.5"), state="preliminary"))
    row = Observed.objects.get(plan=version.plan_id, replaced_at=None)
    assert "可靠程度更低" not in page(f"values/{row.pk}/")


def test_without_a_judgement_nothing_is_said_to_be_in_order(page):
    text = page()
    assert "都还没有判定" in text
    assert "没有落后的" not in text
    assert "/values/import/" in text


def test_what_waits_for_a_person_is_one_click_away(page, planner, version):
    taken(planner, version, replace(GROWTH, value=Decimal("5.9")))
    assert "proposal=yes" in page()
    narrowed = page("targets/", proposal="yes")
    assert "增长" in narrowed
    assert "森林覆盖率" not in narrowed.split("<tbody>")[1]


def test_a_year_that_is_not_over_has_its_mark_on_the_chart(page, planner, version):
    taken(planner, version, replace(GROWTH, period="2026-09"))
    assert "当年至今" in page(f"targets/{row_of(page, '增长')}/")


def test_the_same_standing_is_made_once_and_anew_after_a_value(page, planner, version):
    page()
    page("targets/")
    assert Standing.objects.count() == 1
    taken(planner, version, GROWTH)
    page()
    assert Standing.objects.count() == 2


def test_the_table_is_exported_with_every_component_of_the_status(page, planner, version):
    taken(planner, version, GROWTH)
    text = page("targets/", format="csv")
    assert "应达" in text
    assert "5.2" in text


def test_a_scheme_that_does_not_exist_is_said_so(client, page, version):
    answer = client.get(f"/progress/versions/{version.pk}/", {"scheme": "nothing"})
    assert answer.status_code == 422


def test_what_changed_since_a_day_before_the_version_is_not_asked(page):
    day = timezone.localdate() - timedelta(days=9)
    text = page(since=day.isoformat())
    assert "还没有这个规划版本" in text
    assert "没有变化。" not in text


def test_a_target_that_does_not_exist_is_not_found(client, page, version):
    assert client.get(f"/progress/versions/{version.pk}/targets/s999999/").status_code == 404


def test_a_change_is_told_by_what_matters_of_it():
    before = Progress(target="s1", indicator="优良天数", form="level_up", state="not_due", components={})
    after = replace(
        before,
        state="computed",
        latest=Decimal("83.1"),
        due_value=Decimal("85.8"),
        needed_rate=Decimal(1),
        needed_unit="%",
        status="behind",
    )
    told = [sentence for _, sentence in changed([before], [after], scheme())]
    assert told == ["优良天数：最新值 — → 83.1；判定 — → 进展滞后"]


def test_a_target_told_in_words_has_its_values_too(planner, version):
    taken(planner, version, FOREST)
    told = Progress(target="s1", indicator="森林覆盖率", unit="%", form="relative", state="missing", components={})
    assert [each.value.value for each in values_of_words(queries.stood(planner, version), told)] == [FOREST.value]
