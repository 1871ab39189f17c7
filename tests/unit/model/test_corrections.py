"""What each correction does, and what becomes of one that does not fit."""

from __future__ import annotations

import json
from dataclasses import replace
from decimal import Decimal

import pytest

from lantu.errors import LantuError
from lantu.model.corrections import apply, check_correction
from lantu.model.document import Document
from lantu.model.plan import PlanHead, Reading
from lantu.model.records import Correction, Passage, Project, Statement, Task

TEXT = "到2030年，示例市森林覆盖率达到48%，建成公园12个。修建环湖步道。"
DOCUMENT = Document(name="plan.txt", sha256="0" * 64, encoding="utf-8", media_type="text/plain", text=TEXT)
FOREST = Statement(
    id="s18", kind="target", indicator="森林覆盖率", comparator="=", value=Decimal("48"), unit="%", measure="level",
    period="2030", modality="commit", text=TEXT[7:20], passage="2.3", confidence=0.9, start=7, end=20,
)  # fmt: skip
PARKS = replace(
    FOREST, id="s25", indicator="公园数", value=Decimal("12"), unit="个", text=TEXT[21:28], start=21, end=28
)
PATH = Task(
    id="t28", title="修建环湖步道", verb="修建", object="环湖步道", passage="2.3", confidence=0.8, start=28, end=34
)
ROW = Project(id="j28", task="t28", name="环湖步道", passage="2.3", confidence=0.8, start=28, end=34)
PASSAGE = Passage(id="p0", parent=None, number="2.3", kind="paragraph", role="goals", start=0, end=len(TEXT))
READING = Reading(
    document=DOCUMENT,
    head=PlanHead(title="示例市规划", start=2026, end=2030),
    reader="test",
    passages=(PASSAGE,),
    statements=(FOREST, PARKS),
    tasks=(PATH,),
    projects=(ROW,),
)


def correction(action, item="s18", **facts):
    value = facts.pop("value", None)
    text = value if value is None or isinstance(value, str) else json.dumps(value)
    facts = {"id": "c1", "by": "planner", "at": "2026-11-24T09:00:00+08:00"} | facts
    return Correction(item=item, action=action, value=text, **facts)


def test_accept_marks_as_checked():
    plan = apply(READING, [correction("accept")])
    assert plan.checked == {"s18"}
    assert plan.statements == READING.statements


def test_set_types_the_value_by_its_field():
    made = [correction("set", field=f, value=v) for f, v in [("value", "48.5"), ("hedged", "是"), ("scope", "")]]
    plan = apply(READING, made)
    assert plan.statements[0] == replace(FOREST, value=Decimal("48.5"), hedged=True)
    assert not plan.unfitting


def test_set_holds_while_the_reader_gives_what_the_person_saw():
    fits = correction("set", field="value", value="48.5", was="48.0")
    assert apply(READING, [fits]).statements[0].value == Decimal("48.5")
    moved = replace(READING, statements=(replace(FOREST, value=Decimal("84")),))
    plan = apply(moved, [fits])
    assert plan.unfitting == (fits,)
    assert plan.statements == moved.statements


def test_set_holds_when_the_reader_has_learnt_it():
    learnt = replace(READING, statements=(replace(FOREST, value=Decimal("48.5")),))
    assert not apply(learnt, [correction("set", field="value", value="48.5", was="48")]).unfitting


def test_reject_removes_and_projects_lose_their_pointer():
    plan = apply(READING, [correction("reject"), correction("reject", "t28")])
    assert [statement.id for statement in plan.statements] == ["s25"]
    assert plan.tasks == ()
    assert plan.projects[0].task is None


def test_add_completes_what_the_span_tells():
    value = {"type": "statement", "kind": "target", "indicator": "公园数", "comparator": "=", "value": [12, 13.50],
             "unit": "个", "measure": "increment", "start": 21, "end": 28}  # fmt: skip
    plan = apply(READING, [correction("add", "s24", value=value)])
    added = plan.statements[-1]
    assert (added.id, added.text, added.passage, added.confidence) == ("s24", "建成公园12个", "2.3", 1.0)
    assert (added.value, added.value_high, added.modality) == (Decimal("12"), Decimal("13.5"), None)
    assert plan.checked == {"s24"}


def test_split_inherits_and_numbers():
    plan = apply(READING, [correction("split", value=[{"scope": "东区"}, {"scope": "西区", "value": 50}])])
    assert [(each.id, each.scope, each.value) for each in plan.statements] == [
        ("s18", "东区", Decimal("48")),
        ("s18-2", "西区", Decimal("50")),
        ("s25", None, Decimal("12")),
    ]


def test_merge_spans_all_and_takes_their_place():
    plan = apply(READING, [correction("merge", value=["s25", {"indicator": "绿化"}])])
    assert [each.id for each in plan.statements] == ["s18"]
    merged = plan.statements[0]
    assert (merged.start, merged.end, merged.text, merged.indicator) == (7, 28, TEXT[7:28], "绿化")


def test_a_project_follows_its_task_into_a_merger():
    other = replace(PATH, id="t1", start=1, end=3)
    plan = apply(replace(READING, tasks=(other, PATH)), [correction("merge", "t1", value=["t28"])])
    assert plan.projects[0].task == "t1"


def test_corrections_build_on_one_another():
    made = [correction("split", value=[{}, {}]), correction("set", "s18-2", field="value", value="50", was="48")]
    check_correction(READING, made[1], made[:1])
    assert [each.value for each in apply(READING, made).statements[:2]] == [Decimal("48"), Decimal("50")]


@pytest.mark.parametrize(
    ("code", "made"),
    [
        ("P030", correction("accept", "s9")),
        ("P031", correction("set", value="1")),
        ("P027", correction("set", field="colour", value="red")),
        ("P021", correction("set", field="value", value="四十八")),
        ("P021", correction("set", field="value", value="NaN")),
        ("P021", correction("set", field="value", value="1" * 90)),
        ("P022", correction("set", field="start", value="7.5")),
        ("P023", correction("set", field="hedged", value="maybe")),
        ("P024", correction("set", field="comparator", value="≥")),
        ("P020", correction("set", field="comparator", value=None)),
        ("P033", correction("set", field="value", value="5", was="84")),
        ("P038", correction("set", field="end", value="900")),
        ("P039", correction("set", field="id", value="s1")),
        (
            "P034",
            correction("add", value={"type": "task", "title": "", "verb": "", "object": "", "start": 1, "end": 2}),
        ),
        ("P035", correction("add", "s99", value={"type": "passage"})),
        ("P035", correction("add", "s99", value="{")),
        ("P035", correction("add", "s99", value="[" * 100_000)),
        ("P038", correction("add", "t99", value={"type": "task", "title": "", "verb": "", "object": ""})),
        ("P020", correction("add", "t99", value={"type": "task", "title": "x", "start": 1, "end": 2})),
        ("P026", correction("set", "t28", field="bodies", value='["a", 1]')),
        ("P036", correction("split", value=[{}])),
        ("P034", correction("split", value=[{}, {"id": "s25"}])),
        ("P025", correction("split", value=[{}, {"unit": 5}])),
        ("P037", correction("merge", value=[])),
        ("P037", correction("merge", value={"ids": ["s25"]})),
        ("P030", correction("merge", value=["t28"])),
        ("P039", correction("merge", value=["s25", {"id": "s1"}])),
    ],
)
def test_what_cannot_be_is_refused_at_entry_and_listed_later(code, made):
    with pytest.raises(LantuError) as refused:
        check_correction(READING, made)
    assert refused.value.code == code
    assert refused.value.text("zh") != refused.value.text("en")
    plan = apply(READING, [made, correction("accept", "s25", id="c2")])
    assert plan.unfitting == (made,)
    assert plan.checked == {"s25"}
    assert plan.statements == READING.statements
