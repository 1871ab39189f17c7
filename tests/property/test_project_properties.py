"""What holds of projects, announced parts and relations whatever the text: no error, offsets inside, ids unique, time in proportion."""

from __future__ import annotations

import time
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lantu.model.document import Document
from lantu.model.plan import PlanHead, Reading
from lantu.model.records import Project, Statement
from lantu.model.relations import parts_of, same_indicator
from lantu.model.text import MappedText
from lantu.reading.extraction.announced import read_announced
from lantu.reading.extraction.horizon import Horizon
from lantu.reading.extraction.lists import read_lists
from lantu.reading.extraction.outline import outline
from lantu.reading.extraction.projects import read_projects
from lantu.reading.extraction.statements import read_statements
from lantu.reading.extraction.tables import read_tables
from lantu.reading.passages import passages_of

HORIZON = Horizon(2026, 2030, "plan", "清溪市规划")
PIECES = (
    "序号 项目名称 建设内容及规模 建设年限 总投资（亿元） 责任单位 重大工程 领域 \t \n | 1 2 3 12.5 98 2026—2028年 市水务局 西岭水库 清溪大桥 、 ， 。 ； ： （ ） “ ” 等2项工程 等项目 建设 "
    "专栏1 专栏4重大项目 附件1 附件：1. 附表 见附件2 详见专栏3 附后 第一章 其中 合计 产值达到 亿元 到2030年 万千瓦 合计600万千瓦 主要指标 “十五五”时期主要指标 2.西岭水库工程： 总投资3亿元 01\t —— 小计 % 第二节 "
).split(" ")
REPEATED = (
    "序号\t项目名称\t总投资（亿元）\n",
    "1\t西岭水库\t3\n",
    "序号\n项目名称\n建设内容\n",
    "项目\n",
    "工程 ",
    "、西岭水库",
    "见附件2",
    "附件1 表\n",
    "附件：1.表\n",
    "“十五五”时期主要指标\n",
    "专栏1 重大项目\n1.建设甲、乙等项目，",
    "建设",
    "其中产值3亿元，",
    "合计3亿元",
    "第一节 产值\n产值达到3亿元。\n",
    "1.西岭水库工程：总投资3亿元。\n",
    "|",
    "（",
    "1\n",
    "总投资",
)


def reading_of(text: str) -> Reading:
    clean, blocks = MappedText.of(text), outline(text, HORIZON)
    prose = read_statements(clean, blocks, HORIZON).statements
    statements = sorted((*prose, *read_tables(clean, blocks, HORIZON)), key=lambda s: s.start)
    return Reading(
        document=Document(name="plan.txt", sha256="", encoding=None, media_type="text/plain", text=text),
        head=PlanHead(title=""),
        reader="",
        passages=passages_of(clean, blocks),
        statements=tuple(statements),
        projects=read_projects(clean, blocks, HORIZON),
        lists=read_lists(clean, blocks, HORIZON),
    )


@settings(deadline=None, max_examples=200)
@given(st.lists(st.sampled_from(PIECES), max_size=80).map("".join))
def test_records_lie_in_the_text(text: str) -> None:
    clean, blocks = MappedText.of(text), outline(text, HORIZON)
    projects = read_projects(clean, blocks, HORIZON)
    for project in projects:
        assert 0 <= project.start < project.end <= len(text)
        assert project.name
        assert 0 < project.confidence <= 1
        assert project.unit is None or project.investment is not None
    assert len({project.id for project in projects}) == len(projects)
    assert [project.start for project in projects] == sorted(project.start for project in projects)
    for note in read_announced(clean, blocks, HORIZON):
        assert note.start is not None
        assert note.end is not None
        assert 0 <= note.start < note.end <= len(text)


@settings(deadline=None, max_examples=60)
@given(st.text(max_size=200))
def test_any_text_can_be_read(text: str) -> None:
    clean, blocks = MappedText.of(text), outline(text, None)
    read_projects(clean, blocks, None)
    read_announced(clean, blocks, None)
    read_projects(clean, (), None)


@settings(deadline=None, max_examples=60)
@given(st.lists(st.sampled_from(PIECES), max_size=60).map("".join))
def test_relations_name_records_of_the_plan(text: str) -> None:
    reading = reading_of(text)
    ids = {record.id for record in (*reading.statements, *reading.projects)}
    for relation in parts_of(reading):
        assert {relation.whole, *relation.parts} <= ids
        assert relation.whole not in relation.parts
        assert len(set(relation.parts)) == len(relation.parts) > 0
    groups = same_indicator(reading)
    named = [each for group in groups for each in group]
    assert len(set(named)) == len(named)
    assert all(len(group) > 1 for group in groups)


def statement(at: int, indicator: str, value: int) -> Statement:
    return Statement(
        id=f"s{at}",
        kind="target",
        indicator=indicator,
        comparator="=",
        value=Decimal(value),
        unit="亿元",
        measure="level",
        period="2030",
        modality="commit",
        text="",
        passage="1",
        confidence=1.0,
        start=at,
        end=at + 1,
    )


@given(st.permutations(["森林覆盖率", "森林覆盖率", "产值", "供水能力", "供水能力", "供水能力"]))
def test_groups_do_not_depend_on_order(names: list[str]) -> None:
    head = Document(name="", sha256="", encoding=None, media_type="", text="")
    statements = tuple(statement(i, name, i + 1) for i, name in enumerate(names))
    reading = Reading(document=head, head=PlanHead(title=""), reader="", statements=statements)
    assert sorted(len(group) for group in same_indicator(reading)) == [2, 3]


@pytest.mark.parametrize("unit", REPEATED)
def test_time_grows_with_length(unit: str) -> None:
    taken = []
    for length in (10_000, 80_000):
        text = (unit * length)[:length]
        clean, blocks = MappedText.of(text), outline(text, HORIZON)
        begun = time.process_time()
        read_projects(clean, blocks, HORIZON)
        read_announced(clean, blocks, HORIZON)
        taken.append(time.process_time() - begun)
    assert taken[1] < 30 * taken[0] + 2, taken  # quadratic would be 64 times


def test_relations_take_time_in_proportion() -> None:
    taken = []
    for count in (1_000, 8_000):
        text = "到2030年，产值达到3亿元，其中水务产值1亿元、电力产值1亿元。" * count
        passages = passages_of(MappedText.of(text), outline(text, HORIZON))
        statements = tuple(statement(12 * i + 8, f"产业{i % 50}产值", i) for i in range(3 * count))
        document = Document(name="", sha256="", encoding=None, media_type="", text=text)
        projects = tuple(
            Project(
                id=f"j{i}",
                name="甲",
                investment=Decimal(1),
                unit="亿元",
                passage="附1",
                confidence=1,
                start=i,
                end=i + 1,
            )
            for i in range(count)
        )
        reading = Reading(
            document=document,
            head=PlanHead(title=""),
            reader="",
            passages=passages,
            statements=statements,
            projects=projects,
        )
        begun = time.process_time()
        parts_of(reading)
        same_indicator(reading)
        taken.append(time.process_time() - begun)
    assert taken[1] < 30 * taken[0] + 2, taken
