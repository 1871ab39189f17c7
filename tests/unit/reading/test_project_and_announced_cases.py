"""The cases in tests/cases/projects.yaml and announced.yaml, and what the documents beside the repository hold."""

from __future__ import annotations

from collections import Counter
from decimal import Decimal
from functools import lru_cache
from pathlib import Path
from typing import Any

import pytest
import yaml

from lantu.chinese.cleaning import clean
from lantu.model.records import Note, Project
from lantu.model.text import MappedText
from lantu.reading.extraction.announced import read_announced
from lantu.reading.extraction.horizon import Horizon, find_horizon
from lantu.reading.extraction.outline import outline
from lantu.reading.extraction.projects import read_projects
from lantu.reading.extraction.tasks import read_tasks

ROOT = Path(__file__).resolve().parents[3]
CASES = ROOT / "tests" / "cases"
DATA = ROOT / ".." / "shared" / "data"
DOCUMENTS = sorted(DATA.rglob("*.txt"))
HORIZON = Horizon(2026, 2030, "plan", "清溪市规划")
absent = pytest.mark.skipif(not DOCUMENTS, reason="the shared documents are not beside the repository")


def collect(name: str) -> list[Any]:
    cases = yaml.safe_load((CASES / name).read_text(encoding="utf-8"))
    return [pytest.param(case, id=case["name"]) for case in cases]


def shown(project: Project, original: str, wanted: dict[str, Any]) -> dict[str, Any]:
    values = {"span": original[project.start : project.end]}
    values |= {key: getattr(project, key) for key in wanted if key != "span"}
    return {key: float(values[key]) if isinstance(values[key], Decimal) else values[key] for key in wanted}


def check_projects(case: dict[str, Any], text: MappedText) -> None:
    blocks = outline(text.text, HORIZON) if case.get("outline") else ()
    tasks = read_tasks(text, blocks, HORIZON) if case.get("tasks") else ()
    found = read_projects(text, blocks, HORIZON, tasks)
    wanted = case["projects"]
    got = [shown(project, text.original, want) for project, want in zip(found, wanted, strict=False)]
    assert got == [{k: float(v) if isinstance(v, int) else v for k, v in want.items()} for want in wanted]
    assert len(found) == len(wanted), [project.name for project in found]
    for project in found:
        assert project.start <= int(project.id[1:].partition("-")[0]) < project.end


@pytest.mark.parametrize("case", collect("projects.yaml"))
def test_projects_as_printed(case: dict[str, Any]) -> None:
    check_projects(case, MappedText.of(case["text"]))


@pytest.mark.parametrize("case", collect("projects.yaml"))
def test_projects_survive_cleaning(case: dict[str, Any]) -> None:
    check_projects(case, clean(case["text"]).mapped)


@pytest.mark.parametrize("case", collect("announced.yaml"))
def test_announced(case: dict[str, Any]) -> None:
    text = case["text"]
    notes = read_announced(MappedText.of(text), outline(text, HORIZON), HORIZON)
    assert [text[note.start : note.end] for note in notes] == case["missing"]
    for note, what in zip(notes, case.get("what", case["missing"]), strict=True):
        assert note.code == "R010"
        assert what in note.message_zh
        assert what in note.message_en


@lru_cache(maxsize=16)
def read(name: str) -> tuple[tuple[Project, ...], tuple[Note, ...], str]:
    path = ROOT / "examples" / "lanhe" / "plan.md" if name == "lanhe" else None
    path = path or next(path for path in DOCUMENTS if path.name.startswith(name))
    text = clean(path.read_bytes().decode("utf-8-sig", errors="replace")).mapped
    horizon = find_horizon(text.text)
    blocks = outline(text.text, horizon)
    projects = read_projects(text, blocks, horizon, read_tasks(text, blocks, horizon))
    return projects, read_announced(text, blocks, horizon), text.original


def test_the_annex_of_the_example() -> None:
    projects, notes, text = read("lanhe")
    assert len(projects) == 12
    assert sum(project.investment or 0 for project in projects) == 396
    assert {project.unit for project in projects} == {"亿元"}
    assert {project.passage for project in projects} == {"附2"}
    assert all(project.scale and project.period and project.body for project in projects)
    linked = {project.name for project in projects if project.task}
    assert {"云湖抽水蓄能电站", "蓝河特种合金材料产业基地", "汀洲数据中心二期"} <= linked
    assert "青屏绿色食品产业园扩区" not in linked
    assert [text[note.start : note.end] for note in notes] == ["附件3"]


@absent
def test_an_annex_of_fields_with_lists_is_whole() -> None:
    projects = read("beijing")[0]
    assert len(projects) == 3 + 7 + 4 + 5 + 4 + 17 + 6 + 6 + 6 + 18 + 12 + 12
    assert len({project.name for project in projects}) == len(projects)


@absent
def test_boxes_with_lists_of_projects() -> None:
    projects = read("guangzhou")[0]
    assert Counter(project.passage for project in projects) == {"5.15.1": 62, "10.29.2": 7, "10.29.3": 13}
    assert sum(project.task is not None for project in projects) >= 45


@absent
@pytest.mark.parametrize("name", ["jilin", "shanghai", "shenzhen", "anhui", "guangdong", "hefei", "daqing"])
def test_no_project_where_there_is_no_list(name: str) -> None:
    assert read(name)[0] == ()


@absent
@pytest.mark.parametrize("path", [pytest.param(path, id=path.stem) for path in DOCUMENTS])
def test_only_what_is_missing_is_missed(path: Path) -> None:
    _, notes, text = read(path.name)
    missing = [text[note.start : note.end] for note in notes]
    assert len(missing) == (1 if path.name.startswith("jilin") else 0), missing
