"""Values come in: brought in, told what is wrong or what would change, taken, taken back; exports come back as they left."""

from __future__ import annotations

import io
import json
import re
from dataclasses import replace
from decimal import Decimal

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from openpyxl import load_workbook

from lantu.model.records import Observation
from lantu_web.audit.models import Event
from lantu_web.jobs.queue import work_once
from lantu_web.observations.drafts import bring_in
from lantu_web.observations.known import known, vintages_known
from lantu_web.observations.models import Draft, Intake, Observed
from lantu_web.observations.taking import fingerprint, take
from lantu_web.people.models import Area
from lantu_web.progress import intake_draft_views

HEAD = "指标,时期,计算口径,数值,计量单位,数据状态,提供单位,发布日期\n"
FOREST = "森林覆盖率,2026,时点,46.50,%,快报,市林业局,\n"
BASE = "森林覆盖率,2025,时点,46,%,最终核实,市林业局,2026-03-01\n"
OTHER = "森林覆盖率,2026,时点,45.1,%,最终核实,市林业局,2027-03-01\n"


@pytest.fixture
def at(client, planner, version):
    """Open a page of values, or send something to it, as the planner."""
    client.force_login(planner, backend="django.contrib.auth.backends.ModelBackend")

    def opened(path: str, sent: dict | None = None, status: int = 200, **query: str) -> str:
        where = path if path.startswith("/") else f"/progress/versions/{version.pk}/{path}"
        answer = client.get(where, query) if sent is None else client.post(where, sent, follow=True)
        assert answer.status_code == status, answer.content.decode()[-3000:]
        return answer.content.decode()

    return opened


def file(text: str, name: str = "数据.csv") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, text.encode())


def brought(at, text: str, status: int = 200, **said: str) -> str:
    return at("values/import/", {"file": file(text), **said}, status)


def latest() -> str:
    return f"/progress/drafts/{Draft.objects.latest('id').pk}/"


def took(at, reason: str = "", status: int = 200) -> str:
    looked = re.search(r'name="looked" value="([0-9a-f]+)"', at(latest()))
    assert looked is not None
    return at(latest(), {"take": "yes", "looked": looked[1], "reason": reason}, status)


def test_without_values_the_page_says_what_to_do(at):
    text = at("values/")
    assert "还没有监测数据" in text
    assert "导入数据" in text


def test_a_file_is_looked_at_before_anything_is_taken(at, version):
    text = brought(at, HEAD + BASE + FOREST)
    assert "尚未收进" in text
    assert not Observed.objects.exists()
    assert "收进 2 个数据" in text
    assert "森林覆盖率" in text.split("哪些目标会变</h2>")[1].split("</section>")[0]  # the target that would move
    assert "→ 已计算" in text
    text = took(at)
    assert "已收进 2 个数据" in text
    assert [str(each.value) for each in known(version)] == ["46", "46.50"]
    assert "未公布" in at("values/")


def test_a_revision_is_shown_with_what_it_replaces_and_needs_a_reason(at, version):
    brought(at, HEAD + BASE + FOREST)
    took(at)
    text = brought(at, HEAD + OTHER)
    assert "<s>46.50</s>" in text
    assert "快报 → 最终" in text
    assert "请写一句" in took(at, status=422)
    assert "修订 1 个" in took(at, "统计局最终核实")
    value = Observed.objects.get(replaced_at=None, period="2026")
    history = at(f"values/{value.pk}/")
    assert "统计局最终核实" in history
    assert "<s>46.50</s>" in history


def test_a_refused_file_names_every_cell_and_is_read_anew_without_sending_it_again(at, version):
    text = brought(at, "指标,时期,数值,计量单位\n森林覆盖率,2026,46.5,%\n林子,2026,约,%\n")
    assert "没有收进" in text
    assert "没有写数据状态" in text
    assert "A3" in text
    marked = load_workbook(io.BytesIO(at_bytes(at, f"{latest()}reasons/")))
    assert marked.worksheets[1]["A3"].comment is not None
    assert "A3" in at(f"{latest()}reasons/", format="csv")
    names = SimpleUploadedFile("月报.yaml", "names: {林子: 林木绿化率}".encode())
    text = at(latest(), {"state": "flash", "supplier": "市林业局", "mapping_file": names, "mapping_name": ""})
    assert "约" in text
    assert version.plan.mappings.get().name == "月报"
    assert "市林业局" in json.loads(Draft.objects.get().given)["supplier"]


@pytest.mark.parametrize(
    ("data", "status"), [("names: {林子: 森林覆盖率}".encode("gb18030"), 200), (b"names: \xff\xff", 422)]
)
def test_a_mapping_may_be_saved_in_the_encoding_of_the_system(at, version, data, status):
    brought(at, HEAD + FOREST.replace("森林覆盖率", "林子"))
    text = at(latest(), {"mapping_file": SimpleUploadedFile("月报.yaml", data), "mapping_name": ""}, status)
    assert ("收进 1 个数据" in text, version.plan.mappings.exists()) == (status == 200, status == 200)


def at_bytes(at, path: str) -> bytes:
    client = at.__closure__[0].cell_contents
    return client.get(path).content


def test_three_hundred_errors_stay_usable(at):
    rows = "".join(f"森林覆盖率,{1950 + each % 70},时点,x{each},%,快报,市林业局,\n" for each in range(400))
    text = brought(at, HEAD + rows)
    assert "还有" in text
    listed = at(f"{latest()}reasons/", format="csv")
    assert listed.count("\n") == 401


def test_a_pasted_table_is_a_file_too(at, version):
    table = (HEAD + FOREST).replace(",", "\t")
    at("values/import/", {"pasted": table})
    took(at)
    assert [str(each.value) for each in known(version)] == ["46.50"]


def test_neither_or_both_is_refused_and_what_was_typed_stays(at):
    assert "二者选一" in at("values/import/", {"supplier": "市林业局"}, 422)
    text = at("values/import/", {"pasted": "x", "file": file("y"), "supplier": "市林业局"}, 422)
    assert 'value="市林业局"' in text


def test_too_large_a_file_is_said_so(at, settings):
    settings.LANTU_UPLOAD_LIMIT = 100
    assert "MB" in brought(at, HEAD + FOREST, 422)
    assert not Draft.objects.exists()


def test_somebody_else_was_quicker(at, planner, version):
    brought(at, HEAD + BASE)
    looked = re.search(r'name="looked" value="([0-9a-f]+)"', at(latest()))[1]
    value = Observation(indicator="森林覆盖率", period="2025", basis="point", value=Decimal(45), unit="%", state="flash",
                        supplier="", source="")  # fmt: skip
    take(planner, version.plan, [value], name="其他.csv", sha256="1" * 64, seen=fingerprint(version.plan))
    text = at(latest(), {"take": "yes", "looked": looked, "reason": ""}, 422)
    assert "<s>45</s>" in text  # what holds now, to be looked at
    assert str(known(version)[0].value) == "45"
    took(at, "核实")
    assert str(known(version)[0].value) == "46"


def test_a_suspicious_value_is_told_with_its_reason(at):
    brought(at, HEAD + BASE)
    took(at)
    text = brought(at, HEAD + FOREST.replace("46.50", "465"))
    assert "请核对这些数据" in text
    assert "D2" in text


def test_a_file_is_taken_back_with_a_reason(at, version):
    brought(at, HEAD + FOREST)
    took(at)
    intake = Intake.objects.get()
    assert "W401" not in at(f"intakes/{intake.pk}/", {"reason": ""}, 422)
    text = at(f"intakes/{intake.pk}/", {"reason": "误传"})
    assert "已撤回" in text
    assert known(version) == []
    assert "误传" in at("intakes/")


def test_the_same_file_again_brings_nothing_new(at):
    brought(at, HEAD + FOREST)
    took(at)
    assert "不需要收进" in brought(at, HEAD + FOREST)


@pytest.mark.parametrize("form", ["csv", "xlsx"])
@pytest.mark.parametrize("language", ["zh", "en"])
def test_an_export_comes_back_as_it_left(at, client, version, form, language):
    brought(at, HEAD + BASE + FOREST + "地区生产总值,2026年1-6月,累计,700.0,亿元,快报,市统计局,\n")
    took(at)
    client.post("/language/", {"language": language, "next": "/"})
    exported = client.get(f"/progress/versions/{version.pk}/values/", {"format": form}).content
    draft = SimpleUploadedFile(f"values.{form}", exported)
    client.post("/language/", {"language": "zh", "next": "/"})
    text = at("values/import/", {"file": draft})
    assert "不需要收进" in text
    assert "<strong>3</strong><span>已有且相同" in text


def test_every_value_that_is_not_released_leaves_with_its_mark(at):
    brought(at, HEAD + BASE + FOREST, published="on")
    took(at)
    lines = at("values/", format="csv").splitlines()
    assert ["未公布" in line for line in lines[1:]].count(True) == 1
    assert json.loads(at("values/", format="json"))["rows"][0]["release"] in (True, False)
    assert "46.50" in at("values/", release="no")
    assert ">46<" not in at("values/", release="no")


def test_a_day_of_release_counts_where_somebody_says_that_it_holds(at, version):
    text = brought(at, HEAD + BASE)
    assert "没有人确认已经公布" in text
    assert "2026-03-01" not in text
    said = {"published": "on"}
    assert "没有人确认已经公布" not in at(latest(), said)
    assert "收进时确认属实" in took(at)
    assert Event.objects.filter(action="observations.take_draft", payload__contains='"published"').exists()
    assert [each.published_on for each in known(version)] == ["2026-03-01"]
    assert json.loads(Draft.objects.get().given) == {"published": "True"}


def test_the_same_file_said_to_be_published_later_brings_the_day_alone(at, version):
    brought(at, HEAD + BASE)
    took(at)
    assert "不需要收进" in brought(at, HEAD + BASE)
    at(latest(), {"published": "on"})
    took(at, "已在统计公报中公布")
    assert [(str(each.value), each.published_on) for each in known(version)] == [("46", "2026-03-01")]


def test_a_file_with_several_vintages_of_one_value_keeps_all_of_them(at, version):
    text = brought(at, HEAD + FOREST + OTHER)
    assert "修订现有数据" in text
    took(at, "快报之后的最终核实数")
    assert [str(each.value) for each in known(version)] == ["45.1"]
    assert [str(each.value) for each in vintages_known(version)] == ["46.50", "45.1"]
    at(f"intakes/{Intake.objects.get().pk}/", {"reason": "误传"})
    assert vintages_known(version) == []


def test_a_file_refused_for_the_name_of_an_area_is_read_anew_when_that_is_registered(at):
    text = brought(at, (HEAD + FOREST).replace("指标", "指标,监测对象").replace("覆盖率,", "覆盖率,松坞县,"))
    assert "没有收进" in text
    Area.objects.create(code="990122", name="松坞县", level="county", parent=Area.objects.get(code="990100"))
    assert "收进 1 个数据" in at(latest())


def test_values_are_narrowed_and_those_of_the_past_are_shown(at, version):
    brought(at, HEAD + BASE + FOREST)
    took(at)
    assert "46.50" not in at("values/", period="2025")
    assert "46.50" not in at("values/", state="final")
    assert "46.50" in at("values/", indicator="森林")


def test_a_blank_table_is_filled_and_comes_back_without_a_mapping(at, client, version):
    text = at("values/blank/", period="2026")
    assert "森林覆盖率" in text
    data = client.get(f"/progress/versions/{version.pk}/values/blank/", {"period": "2026", "format": "xlsx"}).content
    book = load_workbook(io.BytesIO(data))
    for row in range(2, book.active.max_row + 1):
        book.active.cell(row, 5).value = 40 + row
    filled = io.BytesIO()
    book.save(filled)
    sent = {"file": SimpleUploadedFile("填报.xlsx", filled.getvalue()), "state": "flash"}
    assert "收进" in at("values/import/", sent)
    took(at)
    assert "森林覆盖率" in {each.indicator for each in known(version)}


def test_a_wrong_period_of_a_blank_table_is_said_so(at):
    assert "看不懂的时期" in at("values/blank/", status=422, period="明年")


def test_a_mapping_is_kept_and_given_out(at, client, version):
    assert "映射已保存" in at("values/mappings/", {"name": "月报", "text": "hidden: leave"})
    answer = client.get(f"/progress/versions/{version.pk}/values/mappings/", {"name": "月报", "format": "yaml"})
    assert answer.content == b"hidden: leave"
    assert "nonsense" in at("values/mappings/", {"name": "月报", "text": "nonsense: 1"}, 422)


def test_a_name_nobody_knows_is_told_on_the_page_and_kept_for_later_files(at, version):
    text = brought(at, HEAD + FOREST.replace("森林覆盖率", "森林覆盖"))
    assert "这些名称是哪个指标" in text
    text = at(latest(), {"names": "yes", "name-0": "森林覆盖", "meant-0": "森林覆盖率"})
    assert "收进 1 个数据" in text
    assert version.plan.mappings.get().name == "数据"
    took(at)
    assert [each.indicator for each in known(version)] == ["森林覆盖率"]


def test_a_file_nobody_wants_is_thrown_away(at):
    brought(at, HEAD + FOREST)
    assert "已丢弃" in at(latest(), {"discard": "yes"})
    assert "等待收进" not in at("values/")
    assert bytes(Draft.objects.get().data) == b""
    at(latest(), status=404)


def test_the_file_is_given_out_as_it_came(at):
    brought(at, HEAD + FOREST)
    took(at)
    assert at(f"intakes/{Intake.objects.get().pk}/", format="file") == HEAD + FOREST


def test_a_large_file_is_looked_at_and_taken_by_a_worker(at, monkeypatch, version):
    monkeypatch.setattr(intake_draft_views, "SMALL_FILE", 0)
    monkeypatch.setattr(intake_draft_views, "SMALL_INTAKE", 0)
    text = brought(at, HEAD + FOREST)
    assert "后台处理" in text
    assert work_once()
    text = took(at)
    assert "后台处理" in text
    assert not known(version)
    assert work_once()
    at(latest(), status=302)  # to what was taken
    assert [str(each.value) for each in known(version)] == ["46.50"]


def test_a_large_file_that_cannot_be_taken_says_why(at, monkeypatch, planner, version):
    monkeypatch.setattr(intake_draft_views, "SMALL_FILE", 0)
    monkeypatch.setattr(intake_draft_views, "SMALL_INTAKE", 0)
    brought(at, HEAD + FOREST)
    work_once()
    took(at)
    value = Observation(indicator="森林覆盖率", period="2027", basis="point", value=Decimal(45), unit="%", state="flash",
                        supplier="", source="")  # fmt: skip
    take(planner, version.plan, [value], name="其他.csv", sha256="1" * 64, seen=fingerprint(version.plan))
    assert work_once()
    at(latest())
    assert work_once()
    text = at(latest())
    assert "收进 1 个数据" in text
    assert [each.period for each in known(version)] == ["2027"]


def test_a_draft_of_another_plan_is_not_seen(at, client, person, planner, version):
    brought(at, HEAD + FOREST)
    for role, body in (("planner", "county"), ("leader", "planning"), ("reporter", "forestry")):
        client.force_login(person(role, body, f"{role}-2"), backend="django.contrib.auth.backends.ModelBackend")
        assert client.get(latest()).status_code in (403, 404)
        assert client.post(latest(), {"take": "yes"}).status_code in (403, 404)


def test_what_a_file_is_named_runs_nowhere(at, planner, version):
    draft = bring_in(planner, version, (HEAD + FOREST).encode(), "<script>x</script>.csv")
    text = at(f"/progress/drafts/{draft.pk}/")
    assert "<script>x" not in text


def test_values_of_subjects_are_named(at, planner, version):
    value = Observation(subject="area:990121", indicator="森林覆盖率", period="2026", basis="point", value=Decimal(45),
                        unit="%", state="flash", supplier="", source="")  # fmt: skip
    take(
        planner,
        version.plan,
        [value, replace(value, subject="")],
        name="x",
        sha256="1" * 64,
        seen=fingerprint(version.plan),
    )
    assert "云岭县" in at("values/")
    assert "area:990121" in at("values/", format="csv")
