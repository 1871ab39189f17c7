"""The command line as a person and a pipe meet it."""

from __future__ import annotations

import hashlib
import io
import json
import os
import subprocess
import sys
from decimal import Decimal
from importlib.metadata import EntryPoint
from pathlib import Path
from types import ModuleType

import pytest
from typer.testing import CliRunner

import lantu
from lantu.cli import main as program
from lantu.cli.main import app, collect_commands
from lantu.cli.progress import progress_bar
from lantu.errors import DocumentError, Language
from lantu.exchange.package import open_package
from lantu.exchange.sentences import amount
from lantu.model.document import Document
from lantu.model.plan import PlanHead, Reading
from lantu.model.records import Note, Passage, Statement, Task, Unread

TEXT = "示例市规划\n一、目标\n到2030年，湖区水质优良率力争达到92.5%以上。\n"


def fake(data, name, *, start=None, end=None, area=None, progress=None):
    if progress:
        progress("open", 0.0)
        progress("done", 1.0)
    if data == b"":
        raise DocumentError("D001", name=name)
    if data == b"bug":
        raise RuntimeError("beyond repair")
    text = data.decode()
    place = {"passage": "1", "confidence": 0.9, "start": 11, "end": 30}
    rate = {"indicator": "湖区水质优良率", "unit": "%", "measure": "level", "text": "湖区水质优良率力争达到92.5%\n以上"}
    return Reading(
        document=Document(
            name=name, sha256=hashlib.sha256(data).hexdigest(), encoding="utf-8", media_type="text/plain", text=text
        ),
        head=PlanHead(title="示例市规划", area_name=area, level="prefecture", start=start or 2026, end=end or 2030),
        reader="fake",
        passages=(
            Passage(id="p0", parent=None, number="", level=0, kind="title", heading="示例市规划", role="front", start=0, end=5),
            Passage(id="p6", parent="p0", number="1", level=4, kind="heading", heading="目标", role="goals", start=6, end=10),
            Passage(id="p9", parent="p0", number="2", level=4, kind="heading", heading="任务", role="tasks", start=32, end=33),
        ),
        statements=(
            Statement(id="s24", kind="target", comparator=">=", value=Decimal("92.50"), period="2030", modality="strive",
                      attribute="binding", form="floor", **rate, **place),
            Statement(id="s25", kind="baseline", comparator="range", value=Decimal("0.1"), value_high=Decimal("0.3"),
                      period="2025", modality=None, **rate, **place),
            Statement(id="s26", kind="target", comparator="=", value=None, period="annual", modality="plan",
                      form="qualitative", scope="东区", **rate, **place),
        ),
        tasks=(Task(id="t24", title="治湖", verb="治", object="湖", **place),),
        unread=(Unread(id="u8", reason="broken_characters", text="?;", guess="模化", passage="1", start=8, end=9),),
        notes=(Note(code="R001", message_zh="没有读到年份", message_en="no years were found"),),
    )  # fmt: skip


@pytest.fixture
def doc(tmp_path, monkeypatch):
    reader = ModuleType("lantu.reading")
    reader.read = fake
    monkeypatch.setitem(sys.modules, "lantu.reading", reader)
    monkeypatch.setattr(lantu, "reading", reader, raising=False)
    monkeypatch.delenv("LANTU_LANG", raising=False)
    path = tmp_path / "示例 规划.txt"
    path.write_bytes(TEXT.encode())
    return path


def run(*words):
    return CliRunner().invoke(app, [str(word) for word in words], prog_name="lantu")


def test_json_lines_alone_on_stdout(doc, tmp_path):
    result = run("read", doc, "--format", "jsonl", "-o", tmp_path / "plan")
    lines = result.stdout.splitlines()
    assert [json.loads(line)["type"] for line in lines] == [
        "note", "passage", "passage", "unread", "statement", "statement", "statement", "task", "passage",
    ]  # fmt: skip
    assert '"value": 92.50,' in lines[4]
    assert '"value": [0.1, 0.3],' in lines[5]
    assert "value_high" not in result.stdout
    assert result.exit_code == 0
    assert "规划包已写入" in result.stderr


@pytest.mark.parametrize("language", ["zh", "en"])
def test_summary(doc, language):
    result = run("read", doc, "--lang", language, "--area", "示例市")
    assert result.exit_code == 0
    shown = {
        "zh": ["示例市规划", "示例市 · 市级 · 规划 · 2026—2030年", "92.50%以上", "约束性", "力争", "0.1–0.3%", "?;", "没有读到年份", "目标", "乱码", "（东区）"],
        "en": ["示例市规划", "prefecture · plan · 2026-2030", "at least 92.50 %", "binding", "strive", "?;", "no years were found", "Next:"],
    }[language]  # fmt: skip
    assert not [words for words in shown if words not in result.stdout]
    assert "\x1b" not in result.stdout


@pytest.mark.parametrize("language", ["zh", "en"])
def test_sentences(doc, language):
    result = run("read", doc, "--format", "text", "--lang", language)
    first, clause, second, _, third, _ = result.stdout.splitlines()
    assert clause == "    1　湖区水质优良率力争达到92.5% 以上"
    assert [first, second, third] == {
        "zh": [
            "2030年　湖区水质优良率：92.50%以上（目标，约束性，力争，把握度 0.90）",
            "2025年　湖区水质优良率：0.1–0.3%（基期值，把握度 0.90）",
            "每年　湖区水质优良率：（无数字）（目标，计划，东区，把握度 0.90）",
        ],
        "en": [
            "2030, 湖区水质优良率: at least 92.50 % (target, binding, strive, confidence 0.90)",
            "2025, 湖区水质优良率: 0.1–0.3 % (baseline, confidence 0.90)",
            "each year, 湖区水质优良率: (no number) (target, plan, 东区, confidence 0.90)",
        ],
    }[language]


@pytest.mark.parametrize(
    ("comparator", "measure", "chinese"),
    [
        ("<=", "rank", "前5位"),
        ("<=", "level", "不超过5位"),
        ("approx", "level", "5位左右"),
        (">", "level", "超过5位"),
        ("=", "rank", "5位"),
    ],
)
def test_amounts_as_people_say_them(comparator, measure, chinese):
    statement = Statement(
        id="s0", kind="target", indicator="全省位次", comparator=comparator, value=Decimal("5"), unit="位", measure=measure,
        period=None, modality="commit", text="", passage="", confidence=1.0, start=0, end=0,
    )  # fmt: skip
    assert amount(statement, "zh") == chinese


def test_a_package_is_written_and_read_again(doc, tmp_path):
    for _ in range(2):
        result = run("read", doc, "-o", tmp_path / "plan")
        assert result.exit_code == 0
        assert "规划包已写入" in result.stdout
    assert open_package(tmp_path / "plan").reading == fake(doc.read_bytes(), doc.name)


def test_another_document_is_refused_before_it_is_read(doc, tmp_path):
    run("read", doc, "-o", tmp_path / "plan")
    doc.write_bytes(b"")
    result = run("read", doc, "-o", tmp_path / "plan")
    assert result.exit_code == 2
    assert result.stderr.startswith("[P003]")


@pytest.mark.parametrize(
    ("code", "words"),
    [
        ("U002", ["raed", "x"]),
        ("U003", ["read", "x", "--colour"]),
        ("U004", ["read", "x", "--format", "xml"]),
        ("U004", ["read", "x", "--start", "soon"]),
        ("U004", ["read", "x", "--lang", "fr"]),
        ("U005", ["read"]),
        ("U006", ["read", "x", "y"]),
        ("U006", ["read", "x", "-o"]),
        ("U010", ["read", "nothing.txt"]),
        ("U011", ["read", "."]),
    ],
)
def test_what_cannot_run_is_one_line_and_status_2(code, words, monkeypatch, tmp_path):
    monkeypatch.chdir(tmp_path)
    for language in ("zh", "en"):
        result = CliRunner().invoke(app, words, env={"LANTU_LANG": language})
        assert result.exit_code == 2
        assert not result.stdout
        assert result.stderr.startswith(f"[{code}] ")
        assert len(result.stderr.splitlines()) == 1
        assert any("\u4e00" <= letter <= "\u9fff" for letter in result.stderr) == (language == "zh")
    assert list(tmp_path.iterdir()) == []


def test_a_document_that_cannot_be_read_and_an_error_of_ours(doc, monkeypatch, tmp_path):
    doc.write_bytes(b"")
    result = run("read", doc, "-o", tmp_path / "plan")
    assert (result.exit_code, result.stderr[:6]) == (2, "[D001]")
    doc.write_bytes(b"bug")
    result = run("read", doc)
    assert result.exit_code == 2
    assert result.stderr.startswith("[U007]")
    assert "Traceback" not in result.output
    monkeypatch.setenv("LANTU_TRACEBACK", "1")
    assert isinstance(run("read", doc).exception, RuntimeError)
    assert not (tmp_path / "plan").exists()


def test_interruption(doc, monkeypatch):
    def interrupted(*_, **__):
        raise KeyboardInterrupt

    monkeypatch.setattr(sys.modules["lantu.reading"], "read", interrupted)
    assert run("read", doc).exit_code == 130


@pytest.mark.parametrize("words", [[], ["--help"], ["read", "--help"]])
def test_help_teaches_in_both_languages(words):
    chinese, english = run(*words), run("--lang", "en", *words)
    assert chinese.exit_code == english.exit_code == 0
    assert "lantu read 规划.docx -o 我的规划" in chinese.stdout
    assert "lantu read plan.docx -o my-plan" in english.stdout
    assert "--lang zh|en" in chinese.stdout
    assert all(len(line) <= 120 for line in english.stdout.splitlines())


def test_version():
    assert run("--version").stdout == f"lantu {lantu.__version__}\n"


def test_commands_of_other_packages(monkeypatch):
    application = program.typer.Typer()
    entries = [
        EntryPoint("good", "tests.unit.cli.nothing:add", "lantu.commands"),
        EntryPoint("bad", "no.such.module:add", "lantu.commands"),
    ]
    added = []
    monkeypatch.setattr(EntryPoint, "load", lambda self: added.append if self.name == "good" else 1 / 0)
    monkeypatch.setattr(program, "entry_points", lambda group: entries)
    monkeypatch.setattr(program.sys, "stderr", said := io.StringIO())
    collect_commands(application)
    assert added == [application]
    assert said.getvalue().startswith("[U008]")


def test_a_progress_bar_only_where_somebody_watches(monkeypatch):
    class Terminal(io.StringIO):
        def isatty(self):
            return True

    clock = iter([0.0, 0.5, 2.0, 2.5, *range(3, 99)])
    monkeypatch.setattr("lantu.cli.progress.time.monotonic", lambda: next(clock))
    for stream, expected in ((io.StringIO(), False), (Terminal(), True)):
        monkeypatch.setattr(sys, "stderr", stream)
        with progress_bar(Language.EN) as tell:
            for step, share in (("open", 0.0), ("clean", 0.4), ("unheard-of", 0.9)):
                tell(step, share)
        assert bool(stream.getvalue()) == expected


def started(*words, **settings):
    environment = os.environ | {"PYTHONIOENCODING": settings.pop("encoding", "utf-8"), "COLUMNS": "80"}
    command = [sys.executable, "-m", "lantu.cli", *map(str, words)]
    return subprocess.run(command, capture_output=True, check=False, env=environment, **settings)


LANHE = Path(__file__).resolve().parents[3] / "examples" / "lanhe" / "plan.md"


@pytest.mark.parametrize("encoding", ["ascii", "gbk"])
@pytest.mark.parametrize("form", ["table", "text", "jsonl"])
def test_a_channel_that_cannot_carry_every_character(encoding, form):
    found = started("read", LANHE, "--format", form, encoding=encoding)
    assert found.returncode == 0, found.stderr
    if form == "jsonl":
        titles = [json.loads(line)["heading"] for line in found.stdout.splitlines() if b'"passage", "id"' in line]
        assert "蓝河市国民经济和社会发展第十五个五年规划纲要" in titles


def test_who_reads_may_have_had_enough():
    for form in ("table", "jsonl"):
        line = f'"{sys.executable}" -m lantu.cli read "{LANHE}" --format {form} | head -c 10; exit ${{PIPESTATUS[0]}}'
        found = subprocess.run(["bash", "-c", line], capture_output=True, check=False)
        assert (found.returncode, found.stderr) == (0, b"")


HEAVY = {"rich.console", "opencc", "numpy", "lantu.reading", "lantu.exchange", "lantu.chinese", "lantu.vocabulary"}


@pytest.mark.parametrize(("words", "heavy"), [("--help", {*HEAVY, "pydantic"}), ("read --help", HEAVY)])
def test_help_loads_no_more_than_it_needs(words, heavy):
    code = (
        f"import sys; sys.argv = ['lantu', *'{words}'.split()]\n"
        "from lantu.cli.main import main\n"
        "try: main()\nexcept SystemExit: pass\n"
        f"assert not {heavy} & set(sys.modules), {heavy} & set(sys.modules)\n"
    )
    found = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert found.returncode == 0, found.stderr
