"""The plan package: its layout, what it refuses, and that a crash leaves the old state or the new."""

from __future__ import annotations

import hashlib
import json
import os
import warnings
from dataclasses import replace
from decimal import Decimal

import pytest

from lantu.errors import LantuError, PackageError
from lantu.exchange.package import open_package
from lantu.exchange.package_writing import add_corrections, require_place, write_package
from lantu.model.document import Document
from lantu.model.plan import Event, PlanHead, Reading
from lantu.model.records import Correction, NamedList, Note, Passage, Project, Statement, Task, Unread

TEXT = "示例市规划\r\n\r\n到2030年，湖区水质达到优良，绿道达到120.50公里。\r\n"
ORIGINAL = TEXT.encode("gb18030")


def reading_of(value="120.50", start=2026, text=TEXT, original=ORIGINAL):
    document = Document(
        name="示例 规划.TXT", sha256=hashlib.sha256(original).hexdigest(), encoding="gb18030", media_type="text/plain", text=text
    )  # fmt: skip
    place = {"start": 20, "end": 30, "passage": "1", "confidence": 0.875}
    return Reading(
        document=document,
        head=PlanHead(title="示例市规划", level="prefecture", area="990100", area_name="示例市", start=start, end=2030),
        reader="reader 1",
        passages=(Passage(id="p0", parent=None, number="", level=0, kind="title", role="front", start=0, end=5),),
        statements=(
            Statement(id="s27", kind="target", indicator="绿道长度", comparator=">=", value=Decimal(value), unit="公里",
                      measure="level", period="2030", modality="commit", text="绿道达到120.50公里", **place),
        ),
        tasks=(Task(id="t20", title="建绿道", verb="建", object="绿道", bodies=("甲局", "乙、丙局"), **place),),
        projects=(Project(id="j20", task="t20", name="绿道", investment=Decimal("3.20"), unit="亿元", **place),),
        lists=(NamedList(id="l20", announced=2, noun="湖", members=("东湖", "西湖"), **place),),
        unread=(Unread(id="u9", reason="broken_characters", text="?\r", passage="1", start=9, end=11),),
        notes=(Note(code="R001", message_zh="注", message_en="note", start=3, end=4),),
    )  # fmt: skip


READING = reading_of()


def correction(**facts):
    given = {"id": "c1", "item": "s27", "action": "set", "field": "value", "value": "121", "was": "120.5"}
    return Correction(**(given | {"by": "planner", "at": "2026-11-24"} | facts))


def state(folder):
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


@pytest.fixture
def package(tmp_path):
    return write_package(READING, ORIGINAL, tmp_path / "plan")


def test_layout(package):
    assert sorted(state(package.folder)) == [
        "datapackage.json",
        *(f"decisions/{name}" for name in
          ("allocation.yaml", "annual_targets.csv", "corrections.csv", "indicators.yaml", "observations.csv")),
        "plan.yaml",
        *(f"reading/{name}" for name in
          ("lists.csv", "passages.jsonl", "projects.csv", "reading.json", "statements.csv", "tasks.csv", "unread.csv")),
        "source/blocks.jsonl",
        "source/original.txt",
        "source/text.txt",
    ]  # fmt: skip
    assert (package.folder / "results").is_dir()
    assert (package.folder / "source/original.txt").read_bytes() == ORIGINAL
    assert (package.folder / "source/text.txt").read_bytes() == TEXT.encode()
    blocks = [json.loads(line) for line in (package.folder / "source/blocks.jsonl").read_text("utf-8").splitlines()]
    assert blocks[1] == {"page": None, "paragraph": 2, "cell": None, "start": 9, "end": len(TEXT) - 2}
    lines = (package.folder / "decisions/corrections.csv").read_text("utf-8")
    assert lines == "id,item,action,field,value,was,by,at,reason\n"


def test_other_tools_understand_it(package):
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        from frictionless import validate  # noqa: PLC0415

        add_corrections(package.folder, [correction()])
        report = validate(str(package.folder / "datapackage.json"))
    assert report.valid, report.flatten(["type", "note"])
    assert {task.name for task in report.tasks if task.type == "table"} >= {"statements", "annual-targets"}


def test_it_opens_as_it_was_written(package):
    assert package.reading == READING
    assert package.head == READING.head
    assert package.plan.statements == READING.statements


def test_reading_again_keeps_decisions(package):
    add_corrections(package.folder, [correction()])
    (package.folder / "decisions/own.txt").write_text("kept", "utf-8")
    again = write_package(reading_of(value="120.500"), ORIGINAL, package.folder)
    assert again.plan.statements[0].value == Decimal("121")
    moved = write_package(reading_of(value="99"), ORIGINAL, package.folder)
    assert moved.plan.unfitting == (correction(),)
    assert moved.plan.statements[0].value == Decimal("99")
    assert (package.folder / "decisions/own.txt").read_text("utf-8") == "kept"
    assert sorted(path.name for path in package.folder.iterdir()) == [
        "datapackage.json", "decisions", "plan.yaml", "reading", "results", "source",
    ]  # fmt: skip


def test_what_a_person_wrote_into_plan_yaml_stays(package):
    file = package.folder / "plan.yaml"
    text = file.read_text("utf-8").replace("title: 示例市规划", "title: 示例市规划（修订）")
    event = "events:\n- {kind: approved, organ: 示例市人民代表大会, date: 2026-02-01}"
    file.write_text(text.replace("events: []", event), "utf-8")
    again = write_package(reading_of(start=2025), ORIGINAL, package.folder)
    assert again.head.title == "示例市规划（修订）"
    assert again.head.events == (Event(kind="approved", organ="示例市人民代表大会", date="2026-02-01"),)
    assert again.head.start == 2025
    assert again.reading.head.title == "示例市规划"
    assert again.plan.head == again.head
    assert json.loads((package.folder / "datapackage.json").read_text("utf-8"))["title"] == "示例市规划（修订）"


def test_another_document_is_refused(package):
    before = state(package.folder)
    other = "另一份规划".encode()
    with pytest.raises(PackageError, match="P003"):
        write_package(reading_of(text="另一份规划", original=other), other, package.folder)
    with pytest.raises(PackageError, match="P003"):
        require_place(package.folder, "b.txt", other)
    assert state(package.folder) == before


def test_another_decoding_is_refused(package):
    before = state(package.folder)
    with pytest.raises(PackageError, match="P004"):
        write_package(reading_of(text=TEXT + "。"), ORIGINAL, package.folder)
    assert state(package.folder) == before


def test_a_folder_of_something_else_is_refused(tmp_path):
    (tmp_path / "letters.txt").write_text("mine", "utf-8")
    for place in (tmp_path, tmp_path / "letters.txt"):
        with pytest.raises(PackageError, match="P002"):
            write_package(READING, ORIGINAL, place)
    assert state(tmp_path) == {"letters.txt": b"mine"}
    with pytest.raises(PackageError, match="P001"):
        open_package(tmp_path)


def test_an_empty_folder_and_a_deep_one_are_taken(tmp_path):
    (tmp_path / "empty").mkdir()
    write_package(READING, ORIGINAL, tmp_path / "empty")
    write_package(READING, ORIGINAL, tmp_path / "a" / "b")
    assert open_package(tmp_path / "a" / "b").reading == open_package(str(tmp_path / "empty")).reading


def test_bytes_that_were_not_read_are_refused(tmp_path):
    with pytest.raises(ValueError, match="original"):
        write_package(READING, b"x", tmp_path / "plan")


@pytest.mark.parametrize(
    ("file", "content", "code"),
    [
        ("source/original.txt", b"x", "P007"),
        ("source/text.txt", b"x", "P007"),
        ("datapackage.json", b"{}", "P005"),
        ("plan.yaml", b"title: [", "P005"),
        ("plan.yaml", b"colour: red", "P005"),
        ("plan.yaml", b"horizon: {start: 2030, end: 2026}", "P005"),
        ("plan.yaml", b"[" * 100_000, "P005"),
        ("plan.yaml", "title: 规划".encode("gb18030"), "P008"),
        ("reading/reading.json", b"[]", "P005"),
        ("reading/passages.jsonl", b"{}", "P018"),
        ("reading/passages.jsonl", b'{"type": "passage", "id": 5}', "P018"),
        ("reading/statements.csv", b"id\n", "P010"),
        ("decisions/corrections.csv", b'id,item,action,by,at\nc1,"s1,set,x,y\n', "P010"),
    ],
)
def test_damage_is_named(package, file, content, code):
    (package.folder / file).write_bytes(content)
    with pytest.raises(LantuError) as refused:
        open_package(package.folder)
    assert refused.value.code == code


def test_reading_again_mends_the_reading(package):
    (package.folder / "reading/statements.csv").write_text("broken", "utf-8")
    assert write_package(READING, ORIGINAL, package.folder).reading == READING


class KilledError(BaseException):
    """The process ends here."""


@pytest.mark.parametrize("step", range(4))
@pytest.mark.parametrize("dead", [True, False], ids=["killed", "failing once"])
@pytest.mark.parametrize("error", [KilledError(), OSError("disk full")], ids=["kill", "disk"])
def test_a_crash_at_any_step_leaves_the_old_state_or_the_new(package, monkeypatch, step, dead, error):
    add_corrections(package.folder, [correction()])
    old, new = READING, reading_of(value="130", start=2025)
    done, real = [], os.replace

    def replace_or_die(source, target):
        if len(done) == step or (dead and len(done) > step):
            done.append("died")
            raise error
        done.append("moved")
        real(source, target)

    with monkeypatch.context() as patched:
        patched.setattr(os, "replace", replace_or_die)
        try:
            write_package(new, ORIGINAL, package.folder)
            finished = True
        except (KilledError, PackageError):
            finished = False
    after = open_package(package.folder)
    assert after.reading == (new if finished else old)
    assert after.corrections == (correction(),)
    if not finished and not dead:
        assert after.head == old.head
    again = write_package(new, ORIGINAL, package.folder)
    assert again.reading == new
    assert again.head == new.head
    assert not [path for path in package.folder.iterdir() if path.name.startswith(".reading.before")]


def test_a_crash_while_making_leaves_nothing(tmp_path, monkeypatch):
    def die(*_):
        raise KilledError

    with monkeypatch.context() as patched:
        patched.setattr(os, "replace", die)
        with pytest.raises(KilledError):
            write_package(READING, ORIGINAL, tmp_path / "plan")
    assert list(tmp_path.iterdir()) == []


def test_corrections_are_written_all_or_none(package):
    bad = correction(id="c2", item="s1")
    with pytest.raises(PackageError, match="P030"):
        add_corrections(package.folder, [correction(), bad])
    assert open_package(package.folder).corrections == ()
    opened = add_corrections(package.folder, [correction()])
    assert opened.plan.statements == (replace(READING.statements[0], value=Decimal("121")),)
    with pytest.raises(PackageError, match="P029"):
        add_corrections(package.folder, [correction()])
