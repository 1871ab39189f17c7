"""The register: tables taken whole or refused with every reason, and how areas and bodies became others."""

from __future__ import annotations

from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from lantu.errors import LantuError, UsageError
from lantu_web.people.actions import record_succession, register_areas, register_bodies
from lantu_web.people.listing import AreaRow, BodyRow, rows_of, table_of
from lantu_web.people.models import Area, Body

AREAS = """代码,名称,级别,上级地区,是否开发区,所在地区,数据是否含在所在地区,起始日期,终止日期
990100,蓝河市,prefecture,,否,,,2000-01-01,
990121,青屏县,county,990100,否,,,2000-01-01,
990171,高新区,,990100,是,990121,是,2011-03-01,
"""


def test_a_table_of_areas_is_taken_whole(db):
    assert register_areas(None, rows_of(AreaRow, AREAS.encode(), "areas.csv")) == 3
    zone = Area.objects.get(code="990171")
    assert (zone.kind, zone.host.name, zone.inside_host, zone.since) == ("zone", "青屏县", True, date(2011, 3, 1))
    assert register_areas(None, rows_of(AreaRow, AREAS.replace("高新区", "高新技术区").encode(), "areas.csv")) == 0
    assert Area.objects.get(code="990171").name == "高新技术区"


def test_what_is_given_out_is_what_is_taken():
    rows = rows_of(AreaRow, AREAS.encode(), "areas.csv")
    assert rows_of(AreaRow, table_of(AreaRow, rows).encode("utf-8-sig"), "areas.csv") == rows


@pytest.mark.parametrize(
    ("table", "codes"),
    [
        ("", ["P016"]),
        ("代码,颜色\n1,红\n", ["P013", "P017"]),
        ("代码,代码,名称\n1,1,甲\n", ["P014"]),
        ("代码,名称\n,甲\n1\n2,乙\n", ["P020", "P019"]),
        ("代码,名称,起始日期\n1,甲,2026年5月\n2,乙,2026-13-01\n", ["W124", "W124"]),
        ("代码,名称,是否开发区\n1,甲,也许\n", ["P023"]),
    ],
)
def test_a_table_that_does_not_fit_is_refused_with_every_reason(table, codes):
    with pytest.raises(LantuError) as refused:
        rows_of(AreaRow, table.encode(), "areas.csv")
    assert [each.fields["reason"].code for each in refused.value.reasons] == codes


def test_an_area_that_names_one_nobody_knows_changes_nothing(db):
    with pytest.raises(UsageError, match="W120"):
        register_areas(
            None, rows_of(AreaRow, AREAS.replace("青屏县,county,990100", "青屏县,county,999999").encode(), "a")
        )
    assert not Area.objects.exists()


def test_the_page_takes_a_table_in_and_says_why_not(client, person, city):
    client.force_login(person("system_admin", None))
    page = reverse("people:take_in", args=["bodies"])
    wrong = SimpleUploadedFile("单位.csv", "代码,名称\nx,\n".encode())
    answer = client.post(page, {"table": wrong})
    assert answer.status_code == 422
    assert "名称" in answer.content.decode()
    assert not Body.objects.filter(code="x").exists()
    right = SimpleUploadedFile("单位.csv", "代码,名称,简称\nx,蓝河市水利局,市水利局\n".encode())
    assert client.post(page, {"table": right, "area": city["planning"].area_id}).status_code == 302
    assert Body.objects.get(code="x").area == city["planning"].area
    given = client.get(reverse("people:template", args=["bodies"])).content
    assert len(rows_of(BodyRow, given, "bodies.csv")) == Body.objects.count()


def test_a_merger_ends_the_old_and_begins_the_new(db):
    register_bodies(None, [BodyRow(code=code, name=code) for code in ("甲局", "乙局", "丙局")])
    before, after = list(Body.objects.filter(code__in=["甲局", "乙局"])), Body.objects.filter(code="丙局")
    record_succession(None, "merge", date(2026, 3, 1), "蓝编发〔2026〕2号", before, after)
    assert {body.until for body in Body.objects.filter(code__in=["甲局", "乙局"])} == {date(2026, 2, 28)}
    assert Body.objects.get(code="丙局").since == date(2026, 3, 1)


def test_one_that_goes_on_keeps_its_dates(db):
    register_bodies(None, [BodyRow(code=code, name=code) for code in ("甲局", "乙局")])
    first, second = Body.objects.get(code="甲局"), Body.objects.get(code="乙局")
    record_succession(None, "split", date(2026, 3, 1), "蓝编发〔2026〕3号", [first], [first, second])
    assert Body.objects.get(code="甲局").until is None


@pytest.mark.parametrize(
    ("kind", "document", "before", "after", "code"),
    [
        ("merge", " ", ["甲", "乙"], ["丙"], "W121"),
        ("merge", "文", ["甲"], ["丙"], "W122"),
        ("split", "文", ["甲"], ["丙"], "W122"),
        ("transfer", "文", ["甲", "乙"], ["丙"], "W122"),
        ("transfer", "文", ["甲"], ["甲"], "W122"),
        ("become", "文", ["甲"], ["乙", "丙"], "W122"),
    ],
)
def test_a_change_that_makes_no_sense_is_refused(db, kind, document, before, after, code):
    register_bodies(None, [BodyRow(code=each, name=each) for each in ("甲", "乙", "丙")])
    units = {body.code: body for body in Body.objects.all()}
    with pytest.raises(UsageError, match=code):
        record_succession(
            None, kind, date(2026, 3, 1), document, [units[each] for each in before], [units[each] for each in after]
        )


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
def test_a_table_is_taken_as_excel_and_wps_save_it(client, person, city, encoding):
    client.force_login(person("system_admin", None))
    table = SimpleUploadedFile("单位.csv", "代码,名称\r\nswj,蓝河市水务局\r\n".encode(encoding))
    assert client.post(reverse("people:take_in", args=["bodies"]), {"table": table}).status_code == 302
    assert Body.objects.get(code="swj").name == "蓝河市水务局"


def test_a_table_in_no_encoding_we_know_is_refused_in_words(client, person, city):
    client.force_login(person("system_admin", None))
    answer = client.post(
        reverse("people:take_in", args=["bodies"]), {"table": SimpleUploadedFile("单位.csv", b"\xff\xff\xff")}
    )
    assert answer.status_code == 422
    assert "UTF-8" in answer.content.decode()
