"""The page for who decides: which figures stand on it, what is said beside them, and that nothing unreleased goes unmarked."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from decimal import Decimal
from io import BytesIO

import pypdfium2
import pytest
from docx import Document

from lantu.model.records import Observation
from lantu.monitoring.deciding import WordingDecision
from lantu.monitoring.judging import judge_all
from lantu.monitoring.monitoring import monitor
from lantu.monitoring.outlook.record import Decided
from lantu.reading import read
from lantu.reporting.briefs import Grounds, brief, brief_docx, brief_pdf, brief_text, bulletin
from lantu.vocabulary.phrases import own_phrases
from lantu.vocabulary.schemes import scheme

PLAN = """云川市国民经济和社会发展第十四个五年规划纲要
（2021—2025年）
第一章 主要目标
到2020年末，常住人口城镇化率为60%，空气质量优良天数比率为80%。
到2025年，常住人口城镇化率达到65%，空气质量优良天数比率达到90%。
五年累计城镇新增就业5万人。城镇调查失业率每年控制在5.5%以内。
"""
DAY = date(2023, 8, 31)


def value(indicator: str, period: str, number: str, unit: str = "%", basis: str = "point", **more: str) -> Observation:
    facts = {"published_on": "2023-03-01", "supplier": "市统计局", "source": "公报"} | more
    return Observation(
        indicator=indicator, period=period, basis=basis, value=Decimal(number), unit=unit, state="final", **facts
    )


URBAN = value("常住人口城镇化率", "2022", "62.4")
AIR = value("空气质量优良天数比率", "2022", "81.0", basis="period")
JOBS = [
    value("城镇新增就业", "2021", "1.0", "万人", "period"),
    value("城镇新增就业", "2022", "1.0", "万人", "period"),
    value("城镇新增就业", "2023-07", "0.5", "万人", "year_to_date", published_on=None),
]
VALUES = [URBAN, replace(URBAN, period="2021", value=Decimal("61.5")), AIR, *JOBS]


@pytest.fixture(scope="module")
def grounds() -> Grounds:
    plan = read(PLAN.encode(), "plan.txt")
    judged = judge_all(monitor(plan, VALUES, DAY).rows, scheme())
    air = next(each.progress.target for each in judged if "优良" in each.progress.indicator)
    return Grounds(
        title="云川市规划",
        day=DAY,
        level="内部",
        scheme=scheme(),
        judged=judged,
        owners={air: "市生态环境局"},
        observations=[*VALUES, replace(URBAN, subject="area:990000", value=Decimal("63.0"))],
        above=[("area:990000", "全省")],
        peers=[("area:990200", "邻市"), ("area:990300", "另一市")],
    )


def figure(grounds: Grounds, indicator: str):
    return next(each for each in brief(grounds).figures if indicator in each.indicator)


def test_a_figure_says_change_gaps_and_others(grounds):
    urban = figure(grounds, "城镇化率")
    assert (urban.value, urban.of) == ("62.4%", "2022年")
    assert urban.change == "提高0.9个百分点"
    assert urban.way == "完成48.0%，快于时间进度8.0个百分点"
    assert urban.peers == "全省63.0%，本地低0.6个百分点"


@pytest.mark.parametrize(
    ("known", "place"),
    [
        (["63.5"], "同级已知的2个地区中列第2（共3个）"),
        (["63.5", "61.0"], "同级3个地区中列第2"),
    ],
)
def test_the_place_is_among_areas_of_the_same_level_only(grounds, known, place):
    subjects = ("area:990200", "area:990300")
    others = [
        replace(URBAN, subject=subject, value=Decimal(number)) for subject, number in zip(subjects, known, strict=False)
    ]
    page = brief(replace(grounds, observations=[*grounds.observations, *others]))
    urban = next(each for each in page.figures if "城镇化率" in each.indicator)
    assert urban.peers.endswith(place)


@pytest.mark.parametrize(("before", "change"), [("63.0", "下降0.6个百分点"), ("62.4", "持平")])
def test_a_fall_is_told_in_words(grounds, before, change):
    earlier = replace(URBAN, period="2021", value=Decimal(before))
    page = brief(replace(grounds, observations=[URBAN, earlier]))
    assert next(each for each in page.figures if "城镇化率" in each.indicator).change == change


def test_part_of_a_year_stands_beside_the_year(grounds):
    jobs = figure(grounds, "就业")
    assert jobs.of == "2021年至2023年7月累计"
    assert jobs.year == "2023年1—7月0.5万人（未公布）"
    assert jobs.annual == "完成50.0%，慢于时间进度8.3个百分点"
    assert jobs.peers == ""  # amounts of areas of another size say nothing beside each other


def test_what_was_not_released_is_marked_wherever_it_stands(grounds):
    page = brief(grounds)
    assert figure(grounds, "就业").value == "2.5万人（未公布）"
    assert any("不得引用" in note for note in page.notes)
    for text in (brief_text(page), *(_words(brief_docx(page)), _pdf_words(brief_pdf(page)))):
        assert "未公布" in text


@pytest.mark.parametrize("published_on", [None, "2023-09-15"])
def test_values_of_others_that_are_not_released_are_marked_too(grounds, published_on):
    beside = replace(URBAN, subject="area:990000", value=Decimal("63.0"), published_on=published_on)
    released = [each for each in grounds.judged if each.progress.components.get("unreleased") is not True]
    page = brief(replace(grounds, judged=released, observations=[*VALUES, beside]))
    urban = next(each for each in page.figures if "城镇化率" in each.indicator)
    assert "63.0%（未公布）" in urban.peers
    assert any("不得引用" in note for note in page.notes)


def test_without_anything_unreleased_there_is_no_note_of_it(grounds):
    released = [each for each in grounds.judged if each.progress.components.get("unreleased") is not True]
    page = brief(replace(grounds, judged=released))
    assert not any("不得引用" in note for note in page.notes)
    told = brief(replace(grounds, judged=released, changes=("城镇化率：最新值 62 → 63（未公布）",)))
    assert any("不得引用" in note for note in told.notes)


def test_the_change_on_the_year_of_an_unreleased_value_before_is_marked(grounds):
    before = replace(URBAN, period="2021", value=Decimal("61.5"), published_on=None)
    page = brief(replace(grounds, observations=[URBAN, before]))
    urban = next(each for each in page.figures if "城镇化率" in each.indicator)
    assert urban.change == "提高0.9个百分点（未公布）"


def test_what_is_behind_comes_with_its_owner_and_what_it_takes(grounds):
    problem = brief(grounds).problems[0]
    assert (problem.indicator, problem.owner) == ("空气质量优良天数比率", "市生态环境局")
    assert problem.said == "2022年81.0%，应达84.0%，低3.0个百分点，完成进度10.0%，时间进度40.0%。"
    assert problem.needed == "此后每年需提高3.00个百分点。"
    assert "责任单位：市生态环境局。" in brief_text(brief(grounds))


def test_the_mark_of_what_is_not_released_stands_at_the_number(grounds):
    hidden = replace(AIR, published_on=None)
    judged = judge_all(monitor(read(PLAN.encode(), "plan.txt"), [hidden], DAY).rows, scheme())
    said = brief(replace(grounds, judged=judged, observations=[hidden])).problems[0].said
    assert said.startswith("2022年81.0%（未公布），")


@pytest.mark.parametrize("language", ["zh", "en"])
def test_what_is_one_page_stays_one_page(grounds, language):
    names = [f"每千人口第{number}类服务设施覆盖面积比例" for number in range(40)]
    long = [
        replace(each, progress=replace(each.progress, indicator=name, subject=""))
        for each in grounds.judged
        if each.progress.latest is not None
        for name in names
    ]
    page = brief(replace(grounds, judged=long, language=language))
    assert len(page.figures) == 10
    assert len(pypdfium2.PdfDocument(brief_pdf(page, language))) == 1


def test_where_ten_figures_would_need_tiny_letters_there_are_fewer(grounds):
    name = "每千人口拥有的各类社区服务设施面积占全部公共服务设施面积的比例" * 3
    wide = [
        replace(each, progress=replace(each.progress, indicator=f"{name}{number}"))
        for each in grounds.judged
        if each.progress.latest is not None
        for number in range(10)
    ]
    page = brief(replace(grounds, judged=wide))
    assert 6 <= len(page.figures) < 10
    assert len(pypdfium2.PdfDocument(brief_pdf(page))) == 1


def test_sections_are_numbered_without_a_gap(grounds):
    calm = [each for each in grounds.judged if each.status is not None and each.status.rank > 1]
    page = brief(replace(grounds, judged=calm, changes=("城镇化率提高。",)))
    assert page.problems == ()
    text = brief_text(page)
    assert "一、主要数据" in text
    assert "二、最近的变化" in text


def test_a_column_of_which_nothing_is_known_is_left_out(grounds):
    page = brief(replace(grounds, above=[], peers=[]))
    words = _words(brief_docx(page))
    assert "同比" in words
    assert "上级和同级" not in words


def test_the_headline_counts_what_is_missing_too(grounds):
    judged, silent = brief(grounds).headline[0].split("；")
    whole, known, *parts = (int(count) for count in re.findall(r"(\d+)项", judged))
    missing, *reasons = (int(count) for count in re.findall(r"(\d+)项", silent))
    assert whole == known + missing == len(grounds.judged)
    assert (sum(parts), sum(reasons)) == (known, missing)
    assert "缺数据1项" in silent


def test_the_headline_names_the_binding_targets_that_are_behind(grounds):
    def binding(each):
        return replace(each, progress=replace(each.progress, components={**each.progress.components, "binding": True}))

    page = brief(replace(grounds, judged=[binding(each) for each in grounds.judged]))
    assert any(line.startswith("落后的约束性指标") and "空气质量优良天数比率" in line for line in page.headline)


def test_a_wording_that_a_person_decided_is_printed(grounds):
    judged = next(each for each in grounds.judged if "城镇化率" in each.progress.indicator)
    row = judged.progress
    decided = WordingDecision(
        target=row.target,
        subject="",
        observed_on=row.observed_on,
        latest=row.latest,
        due_value=row.due_value,
        target_value=row.target_value,
        proposed=judged.proposed,
        scheme=scheme().id,
        by="规划处",
        at="2023-09-01",
        reason="",
        zh="进展良好",
        en="well",
    )
    page = brief(replace(grounds, decided={(row.target, ""): decided}))
    assert next(each for each in page.figures if each.target == row.target).wording == "进展良好"


@pytest.mark.parametrize(("verdict", "said"), [("met", "预计期末能完成"), ("missed", "预计期末难以完成"), ("open", "")])
def test_of_the_end_a_document_says_what_a_person_decided_and_nothing_else(grounds, verdict, said):
    member = next((each.progress.target, "") for each in grounds.judged if "城镇化率" in each.progress.indicator)
    decided = Decided(verdict=verdict, by="规划处", at="2023-08-30", reason="户籍新政")
    page = brief(replace(grounds, expected={member: decided}))
    assert next(each.expected for each in page.figures if each.target == member[0]) == said
    assert ("预计期末" in brief_text(page)) is bool(said)
    assert ("预计期末" in _words(brief_docx(page))) is bool(said)
    assert "预计期末" not in brief_text(brief(grounds))


def test_phrases_come_from_the_file_of_the_office(grounds, tmp_path):
    path = tmp_path / "own.yaml"
    path.write_text(
        "title: 本市用语\nreference: 市政府办\nvalid_from: 2021-01-01\nentries:\n"
        "- {id: closing-behind, place: closing, when: behind, zh: 请抓紧。, en: Hurry.}\n",
        "utf-8",
    )
    assert brief(replace(grounds, phrases=own_phrases(path))).phrases == ("请抓紧。",)


def test_a_bulletin_has_every_value_and_all_that_is_behind(grounds):
    page = bulletin(replace(grounds, changes=("城镇化率提高。",)))
    assert len(page.figures) == sum(each.progress.latest is not None for each in grounds.judged)
    assert "最近的变化" in _words(brief_docx(page))


def test_a_plan_without_values_says_so(grounds):
    plan = read(PLAN.encode(), "plan.txt")
    page = brief(replace(grounds, judged=judge_all(monitor(plan, [], DAY).rows, scheme())))
    assert page.figures == ()
    assert "都还没有判定" in page.headline[0]
    assert "还没有可以判定的指标" in page.headline[1]
    assert brief_pdf(page).startswith(b"%PDF")


def test_english_has_no_chinese_frame(grounds):
    text = brief_text(brief(replace(grounds, language="en")), "en")
    assert "points ahead of time" in text


def _words(data: bytes) -> str:
    document = Document(BytesIO(data))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return "\n".join([*(paragraph.text for paragraph in document.paragraphs), *cells])


def _pdf_words(data: bytes) -> str:
    return "".join(page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(data))
