"""Every page of progress and values asks the database little, whatever the plan's size; also a page of a past day."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from lantu.cascade.allocation import Member
from lantu.exchange.csvfile import table_text
from lantu.model.annual_targets import AnnualTarget
from lantu.model.records import Observation
from lantu_web.cascade.actions import set_members
from lantu_web.cascade.breakdowns import ISSUED
from lantu_web.cascade.choosing import fingerprint
from lantu_web.jobs.queue import work_once
from lantu_web.observations.drafts import bring_in as bring_in_values
from lantu_web.people.models import Area
from lantu_web.plans.bringing_in import Wanted, bring_in, read_again_later
from lantu_web.plans.models import Enclosure, Version
from lantu_web.progress.grounds import grounds_of
from lantu_web.progress.models import Row
from lantu_web.progress.own import scheme
from lantu_web.progress.queries import stood
from lantu_web.progress.watching import keep

from .test_intake_pages import FOREST
from .test_intake_pages import HEAD as HEADER
from .test_pages import taken

MOST, MORE_ON_A_PAST_DAY = 12, 2
"""What a page may ask; on a past day its frame asks what was registered and decided by then."""

SHOWN = ("chart", "outlook", "map", "beside", "values", "others")
BEFORE = timedelta(days=60)
HEAD = "蓝河市第十五个五年规划纲要\n（2026—2030年）\n第一章 发展目标\n"
GOODS = (
    "粮食",
    "蔬菜",
    "水果",
    "肉类",
    "禽蛋",
    "奶类",
    "水产品",
    "油料",
    "茶叶",
    "木材",
    "水泥",
    "钢材",
    "汽车",
    "原煤",
)

PAGES: dict[str, dict[str, str]] = {
    "": {},
    "?by=body": {"by": "body"},
    "targets/": {},
    "targets/?chapter": {"chapter": "1"},
    "targets/{target}/": {},
    "targets/{target}/?subject": {"subject": "area:990150"},
    "warnings/": {},
    "brief/": {},
    "brief/?topic": {"topic": "area:990150"},
    "bulletin/": {},
    "by/chapter/1/": {},
    "by/body/-/": {},
    "areas/area:990150/": {},
    "values/": {},
    "values/?subject": {"subject": "area:990150"},
    "values/{value}/": {},
    "values/blank/": {"period": "2026"},
    "values/import/": {},
    "values/mappings/": {},
    "intakes/": {},
    "intakes/{intake}/": {},
}


def plan(planner, city, goods: int, counties: int) -> Version:
    """Bring in a plan of some goods in a province, with counties that were issued a target each, all observed."""
    own = city["planning"].area
    own.parent = Area.objects.create(code="990000", name="清川省", level="province")
    own.save()
    codes = [str(990150 + number) for number in range(counties)]
    Area.objects.bulk_create(Area(code=code, name=f"{code}县", level="county", parent=own) for code in codes)
    text = HEAD + "".join(
        f"2025年，全市{each}产量为50万吨。到2030年，{each}产量达到60万吨。\n" for each in GOODS[:goods]
    )
    version = bring_in(planner, text.encode(), "规划.txt", Wanted(body=city["planning"], area=own))
    read_again_later(version, planner)
    while work_once():
        pass
    Version.objects.filter(pk=version.pk).update(brought_in_at=timezone.now() - BEFORE)
    version.readings.update(recorded_at=timezone.now() - BEFORE)
    version.refresh_from_db()
    issue(planner, version, codes)
    observe(planner, version, goods, codes)
    keep(grounds_of(version), scheme().id)
    stood(planner, version)
    return version


def issue(planner, version: Version, codes: list[str]) -> None:
    members = tuple(Member(subject=f"area:{code}", name=f"{code}县") for code in codes)
    set_members(planner, version, members, fingerprint(version))
    target = version.records.filter(type="statement", kind="target", replaced_at=None).order_by("start")[0].item
    rows = [
        AnnualTarget(target=target, indicator=f"{GOODS[0]}产量", subject=f"area:{code}", year=year, comparator=">=",
                     value=Decimal(year - 2000), unit="万吨", line="issued", rule="issued")
        for code in codes for year in range(2026, 2031)
    ]  # fmt: skip
    facts = {"recorded_at": timezone.now(), "by": planner}
    Enclosure.objects.create(version=version, path=ISSUED, text=table_text(AnnualTarget, rows), **facts)


def observe(planner, version: Version, goods: int, codes: list[str]) -> None:
    places = ["", "area:990000", *(f"area:{code}" for code in codes)]
    taken(
        planner,
        version,
        *(
            Observation(subject=place, indicator=f"{each}产量", period=str(year), basis="period", value=Decimal(year - 1990),
                        unit="万吨", state="final", supplier="市统计局", published_on="2026-03-01", source="公报")
            for place in places for each in GOODS[:goods] for year in (2025, 2026)
        ),
    )  # fmt: skip


@pytest.fixture(params=[(2, 2), (14, 30)], ids=["small", "large"])
def open_page(request, client, planner, city):
    """Open a page of a plan of some size; the answer and how often it asked."""
    version = plan(planner, city, *request.param)
    client.force_login(planner)
    target = Row.objects.filter(standing__version=version).exclude(subject="").first().target
    value = version.plan.observed.first()
    named = {"target": target, "value": value.pk, "intake": value.intake_id}

    def opened(name: str, **query: str) -> tuple[Any, int]:
        where = f"/progress/versions/{version.pk}/{name.split('?', maxsplit=1)[0].format(**named)}"
        client.get(where, query)  # what is computed once for a state of the house is not what a page asks each time
        with CaptureQueriesContext(connection) as asked:
            answer = client.get(where, query)
        return answer, len(asked)

    return opened


def test_a_page_asks_twelve_times_at_most(open_page):
    counted = {}
    for name, query in PAGES.items():
        answer, counted[name] = open_page(name, **query)
        assert answer.status_code == 200, name
    assert {name: count for name, count in counted.items() if count > MOST} == {}


def test_a_page_of_a_past_day_asks_hardly_more(open_page):
    counted = {}
    for name, query in PAGES.items():
        answer, counted[name] = open_page(name, as_of=timezone.localdate().isoformat(), **query)
        assert answer.status_code == 200, name
    assert {name: count for name, count in counted.items() if count > MOST + MORE_ON_A_PAST_DAY} == {}


def test_the_pages_that_are_counted_have_something_to_show(open_page):
    """A page without rows asks little: the counts above would hold nothing."""
    assert "990150县" in open_page("")[0].content.decode()
    assert open_page("bulletin/")[0].context["found"].changes
    target = open_page("targets/{target}/")[0].context
    assert {part: bool(target[part]) for part in SHOWN} == dict.fromkeys(SHOWN, True)
    assert open_page("areas/area:990150/")[0].context["changed"] is not None
    assert open_page("warnings/")[0].context["watch"]


def test_the_page_of_a_file_that_waits_asks_twelve_times_at_most(client, planner, version):
    client.force_login(planner)
    where = f"/progress/drafts/{bring_in_values(planner, version, (HEADER + FOREST).encode(), '数据.csv').pk}/"
    assert "收进" in client.get(where).content.decode()
    with CaptureQueriesContext(connection) as asked:
        client.get(where)
    assert len(asked) <= MOST
