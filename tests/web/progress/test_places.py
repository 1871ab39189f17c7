"""Areas: a page for each, tiles by year with what is missing marked as missing, values beside those of others."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

import pytest
from django.utils import timezone

from lantu.exchange.csvfile import parse_table, table_text
from lantu.model.annual_targets import AnnualTarget
from lantu.model.records import Observation
from lantu_web.cascade.breakdowns import ISSUED
from lantu_web.jobs.queue import work_once
from lantu_web.people.models import Area
from lantu_web.plans.bringing_in import Wanted, bring_in, read_again_later
from lantu_web.plans.models import Enclosure
from lantu_web.progress import queries
from lantu_web.progress.around import surroundings_of
from lantu_web.progress.beside import beside_of
from lantu_web.progress.groups import latest_of
from lantu_web.progress.models import Row
from lantu_web.progress.target import values_of
from lantu_web.progress.tiles import tile_map

from .test_pages import taken

TEXT = """蓝河市国民经济和社会发展第十五个五年规划纲要
（2026—2030年）
第一章 发展目标
2025年，全市常住人口城镇化率为60%。到2030年，常住人口城镇化率达到65%。五年累计城镇新增就业15万人。
"""
RATE = Observation(
    indicator="常住人口城镇化率",
    period="2026",
    basis="point",
    value=Decimal("61.2"),
    unit="%",
    state="final",
    supplier="市统计局",
    published_on="2027-03-20",
    source="公报",
)


def of(subject: str, value: str, period: str = "2026", **more: str) -> Observation:
    return replace(RATE, subject=subject and f"area:{subject}", value=Decimal(value), period=period, **more)


@pytest.fixture
def places(planner, city):
    """A plan of a city in a province, with three counties, and a city beside it."""
    province = Area.objects.create(code="990000", name="清川省", level="province")
    own = city["planning"].area
    own.parent = province
    own.save()
    Area.objects.create(code="990200", name="霁川市", level="prefecture", parent=province)
    Area.objects.create(code="990300", name="南屏市", level="prefecture", parent=province)
    for code, name in (("990122", "松坞县"), ("990123", "青屏县")):
        Area.objects.create(code=code, name=name, level="county", parent=own)
    found = bring_in(planner, TEXT.encode(), "规划.txt", Wanted(body=city["planning"], area=own))
    read_again_later(found, planner)
    while work_once():
        pass
    found.refresh_from_db()
    values = [
        of("", "61.2"),
        of("", "60", "2025"),
        of("990121", "55"),
        of("990122", "48"),
        of("990122", "47", "2025"),
        of("990000", "66.1"),
        of("990200", "58.4"),
    ]
    taken(planner, found, *values)
    return found


@pytest.fixture
def rate(planner, places):
    stood = queries.stood(planner, places)
    return stood.monitored.questions[Row.objects.get(standing=stood.standing, indicator__contains="城镇化").target, ""]


def mapped(planner, places, question, **asked: str):
    stood = queries.stood(planner, places)
    return tile_map(stood, surroundings_of(stood, question, stood.judged), asked)


def beside(planner, places, question):
    stood = queries.stood(planner, places)
    return beside_of(stood, surroundings_of(stood, question, stood.judged))


def test_every_area_has_a_tile_and_what_is_missing_says_so(planner, places, rate):
    found = mapped(planner, places, rate)
    assert (found.first, found.last, found.chosen) == (2025, 2026, 2026)
    tiles = {tile.name: tile for tile in found.years[-1].tiles}
    assert {name: tile.value for name, tile in tiles.items()} == {"云岭县": "55", "松坞县": "48", "青屏县": ""}
    assert tiles["云岭县"].shade > tiles["松坞县"].shade > tiles["青屏县"].shade == 0
    assert found.years[0].known == 1


def test_part_of_a_year_is_shown_with_its_date_and_not_ranked_among_years(planner, places, rate):
    taken(planner, places, of("990123", "50", "2026-06"))
    tiles = {tile.name: tile for tile in mapped(planner, places, rate).years[-1].tiles}
    assert (tiles["青屏县"].value, tiles["青屏县"].shade) == ("50", 0)
    assert "6" in tiles["青屏县"].of


@pytest.mark.parametrize(("asked", "chosen"), [("2025", 2025), ("1999", 2026), ("x", 2026), ("", 2026)])
def test_the_year_is_asked_for_by_address(planner, places, rate, asked, chosen):
    assert mapped(planner, places, rate, year=asked).chosen == chosen


def test_without_anything_of_areas_there_is_no_map(planner, places):
    stood = queries.stood(planner, places)
    jobs = next(each for (_, subject), each in stood.monitored.questions.items() if "就业" in each.statement.indicator)
    assert mapped(planner, places, jobs) is None


def test_a_value_stands_beside_the_province_its_peers_and_its_past(planner, places, rate):
    found = beside(planner, places, rate)
    assert [(each.name, each.difference) for each in found.above] == [("清川省", "−4.9")]
    assert [(each.name, each.difference) for each in found.peers] == [("霁川市", "+2.8")]
    assert "3" in found.place  # two neighbours are asked for, one of them is not known
    assert [(each.name, each.value) for each in found.past] == [("2025年", "60 %")]


def test_what_is_of_another_period_is_listed_with_the_reason(planner, places, rate):
    taken(planner, places, of("990300", "57", "2025"))
    line = next(each for each in beside(planner, places, rate).peers if each.name == "南屏市")
    assert not line.value
    assert line.note


def test_an_area_has_a_page_with_what_is_known_of_it(client, planner, places):
    client.force_login(planner)
    where = f"/progress/versions/{places.pk}/areas/"
    text = client.get(f"{where}area:990122/").content.decode()
    assert "松坞县" in text
    assert "没有给这个地区单列指标" in text
    assert ">48<" in text
    assert client.get(f"{where}area:990123/").status_code == 200
    assert client.get(f"{where}area:110000/").status_code == 404


def issue(planner, places, rate, *years: int) -> None:
    """Issue a growing share to one county."""
    rows = [
        AnnualTarget(
            target=rate.statement.id,
            indicator="常住人口城镇化率",
            subject="area:990122",
            year=year,
            comparator="=",
            value=Decimal(48 + year - 2026),
            unit="%",
            line="issued",
            reference="蓝发〔2026〕1号",
        )
        for year in years
    ]
    text = table_text(AnnualTarget, rows)
    Enclosure.objects.create(version=places, path=ISSUED, text=text, recorded_at=timezone.now(), by=planner)


def test_an_area_with_some_annual_targets_only_is_told_so(client, planner, places, rate):
    issue(planner, places, rate, 2026)
    client.force_login(planner)
    text = client.get(f"/progress/versions/{places.pk}/areas/area:990122/").content.decode()
    assert "还没有覆盖规划期的每一年" in text
    assert "蓝发〔2026〕1号" in text
    tiles = {tile.name: tile for tile in mapped(planner, places, rate).years[-1].tiles}
    assert (tiles["松坞县"].asked, tiles["松坞县"].computed, tiles["松坞县"].status) == ("48", False, None)


def test_an_area_with_all_its_annual_targets_is_judged(client, planner, places, rate):
    issue(planner, places, rate, *range(2026, 2031))
    found = mapped(planner, places, rate)
    tiles = {tile.name: tile for tile in next(each for each in found.years if each.year == 2026).tiles}
    assert tiles["松坞县"].status.key == "on_track"
    assert (found.shade, tiles["云岭县"].status) == ("status", None)
    client.force_login(planner)
    overview = client.get(f"/progress/versions/{places.pk}/").content.decode()
    assert f"/progress/versions/{places.pk}/areas/area:990122/" in overview
    page = client.get(f"/progress/versions/{places.pk}/areas/area:990122/").content.decode()
    assert "共1项" in page


def test_a_target_shows_slider_links_and_comparison(client, planner, places, rate):
    client.force_login(planner)
    text = client.get(f"/progress/versions/{places.pk}/targets/{rate.statement.id}/").content.decode()
    assert 'type="range"' in text
    assert "year=2025#map" in text
    assert "清川省" in text
    assert "style=" not in text


@pytest.mark.parametrize(
    ("where", "status"), [("by/chapter/1/", 200), ("by/body/-/", 200), ("by/chapter/9/", 404), ("by/river/1/", 404)]
)
def test_a_chapter_and_a_body_have_pages(client, planner, places, where, status):
    client.force_login(planner)
    Row.objects.update(body="")
    answer = client.get(f"/progress/versions/{places.pk}/{where}")
    assert answer.status_code in (status, 404 if where.startswith("by/body") else status)


def test_the_overview_leads_to_chapters(client, planner, places):
    client.force_login(planner)
    text = client.get(f"/progress/versions/{places.pk}/").content.decode()
    assert f"/progress/versions/{places.pk}/by/chapter/1/" in text
    assert "个指标" in client.get(f"/progress/versions/{places.pk}/by/chapter/1/").content.decode()


def ahead() -> str:
    return (timezone.localdate() + timedelta(days=1)).isoformat()


@pytest.mark.parametrize(("published_on", "marked"), [("2026-01-05", False), (None, True), ("tomorrow", True)])
def test_what_is_not_released_yet_is_marked_wherever_it_stands(planner, places, rate, client, published_on, marked):
    when = ahead() if published_on == "tomorrow" else published_on
    values = [of("", "61.3"), of("990122", "48.5"), of("990200", "58.5"), of("990000", "66.2"), of("", "60.1", "2025")]
    taken(planner, places, *(replace(each, published_on=when) for each in values))
    found = beside(planner, places, rate)
    lines = [*found.above, *found.peers, *found.past]
    assert {found.unreleased, *(each.unreleased for each in lines if each.value)} == {marked}
    tiles = {tile.name: tile for tile in mapped(planner, places, rate).years[-1].tiles}
    assert (tiles["松坞县"].unreleased, tiles["青屏县"].unreleased) == (marked, False)
    stood = queries.stood(planner, places)
    vintages = values_of(stood, surroundings_of(stood, rate, stood.judged))
    assert {each.unreleased for each in vintages if each.stands} == {marked}
    assert [unreleased for _, unreleased in latest_of(stood, stood.grounds.observations({"area:990122"}))] == [marked]
    client.force_login(planner, backend="django.contrib.auth.backends.ModelBackend")
    where = f"/progress/versions/{places.pk}"
    assert ("未公布" in client.get(f"{where}/areas/area:990122/").content.decode()) is marked
    if marked:
        assert "未公布" in client.get(f"{where}/targets/{rate.statement.id}/").content.decode()


def test_the_latest_value_of_an_area_is_that_whose_period_ends_last(planner, places):
    taken(planner, places, of("990122", "47.4", "2026-06"))
    stood = queries.stood(planner, places)
    assert [each.period for each, _ in latest_of(stood, stood.grounds.observations({"area:990122"}))] == ["2026"]


def test_a_target_shows_the_vintages_of_its_own_values_only(planner, places, rate):
    taken(planner, places, of("", "61.4"), of("990122", "49"))
    stood = queries.stood(planner, places)
    latest, before, *_ = values_of(stood, surroundings_of(stood, rate, stood.judged))
    assert (latest.value.value, latest.stands) == (Decimal("61.4"), True)
    assert (before.value.value, before.stands) == (Decimal("61.2"), False)


def test_a_target_that_is_told_beside_the_province_knows_its_value(client, planner, places, city):
    table = "指标\t单位\t2025年\t2030年\t属性\n居民人均可支配收入增速\t%\t5.1\t高于全省平均水平\t预期性\n"
    version = bring_in(planner, (TEXT + table).encode(), "规划.txt", Wanted(plan=places.plan))
    read_again_later(version, planner)
    while work_once():
        pass
    growth = replace(
        RATE, indicator="居民人均可支配收入增速", basis="change_on_year", value=Decimal("6.1"), period="2026"
    )
    taken(planner, version, growth, replace(growth, subject="area:990000", value=Decimal("5.4")))
    stood = queries.stood(planner, version)
    row = Row.objects.get(standing=stood.standing, indicator__contains="可支配收入")
    assert (row.state, row.subject) == ("computed", "")
    assert "5.4" in row.data


def test_the_body_of_an_area_answers_for_that_area_alone(planner, places, rate):
    issue(planner, places, rate, 2026)
    enclosure = Enclosure.objects.get(version=places, path=ISSUED, replaced_at=None)
    rows = [replace(row, body="松坞县人民政府") for row in parse_table(AnnualTarget, enclosure.text, ISSUED)]
    Enclosure.objects.filter(pk=enclosure.pk).update(text=table_text(AnnualTarget, rows))
    stood = queries.stood(planner, places)
    found = {row.subject: (row.body, row.assigned) for row in stood.rows(target=rate.statement.id)}
    assert found["area:990122"] == ("松坞县人民政府", True)
    assert found[""][0] != "松坞县人民政府"
    assert not found[""][1]
