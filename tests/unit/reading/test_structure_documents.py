"""The structure of the real documents beside the repository; skipped where they are absent."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache
from pathlib import Path

import pytest

from lantu.reading.extraction.horizon import find_horizon
from lantu.reading.extraction.outline import Block, outline

DATA = Path(__file__).resolve().parents[3] / ".." / "shared" / "data"
DOCUMENTS = sorted(DATA.rglob("*.txt"))
pytestmark = pytest.mark.skipif(not DOCUMENTS, reason="the shared documents are not beside the repository")


def cleaner() -> Callable[[str], str]:
    cleaning = pytest.importorskip("lantu.chinese.cleaning", reason="the texts are cleaned first")
    return lambda raw: str(cleaning.clean(raw).mapped.text)


@lru_cache(maxsize=16)
def read(name: str) -> tuple[str, tuple[Block, ...]]:
    path = next(path for path in DOCUMENTS if path.name.startswith(name))
    text = cleaner()(path.read_bytes().decode("utf-8-sig", errors="replace"))
    return text, outline(text, find_horizon(text))


def headings(name: str, level: int) -> list[str]:
    return [block.number for block in read(name)[1] if block.kind == "heading" and block.level == level]


def roles(name: str, number: str) -> set[str]:
    return {block.role for block in read(name)[1] if block.number == number and block.kind in ("heading", "paragraph")}


@pytest.mark.parametrize("name", [path.name for path in DOCUMENTS])
def test_every_character_is_in_one_block(name: str) -> None:
    text, blocks = read(name)
    position = 0
    for block in blocks:
        assert block.start >= position
        assert not text[position : block.start].strip()
        position = block.end
    assert not text[position:].strip()


def test_jilin_chapters() -> None:
    assert headings("jilin", 2) == [str(number) for number in range(1, 11)]
    assert roles("jilin", "1.1") == {"review"}
    assert roles("jilin", "1.3") == {"principles"}
    assert roles("jilin", "1.4") == {"goals"}
    assert roles("jilin", "2.2.1") == {"tasks"}
    assert roles("jilin", "10.3") == {"guarantee"}


def test_shenzhen_contents_are_not_read_twice() -> None:
    kinds = [block.kind for block in read("shenzhen_2026-2030")[1]]
    assert kinds.count("contents") == 1
    assert headings("shenzhen_2026-2030", 2)[1:] == [str(number) for number in range(1, 16)]
    assert roles("shenzhen_2026-2030", "1.1.1") == {"review"}


def test_anhui_report() -> None:
    text, blocks = read("anhui")
    assert headings("anhui", 4) == ["1", "2", "3"]
    assert roles("anhui", "1.1") == {"review"}
    assert "tasks" in roles("anhui", "3")
    aims = [block for block in blocks if re.search("主要预期目标是", text[block.start : block.end])]
    assert [block.role for block in aims] == ["goals"]


@pytest.mark.parametrize(("name", "rows"), [("beijing", 29), ("guangzhou", 29), ("shanghai", 20)])
def test_indicator_tables_are_whole(name: str, rows: int) -> None:
    text, blocks = read(name)
    tables = [block for block in blocks if block.kind == "table" and block.role == "goals"]
    assert len(tables) >= 1
    assert len(re.findall("预期性|约束性", text[tables[0].start : tables[0].end])) >= rows * 0.9


@pytest.mark.parametrize(
    ("name", "years", "area"),
    [
        ("jilin", (2021, 2025), "吉林市"),
        ("shenzhen_2026-2030", (2026, 2030), "深圳市"),
        ("anhui", (2026, 2026), "安徽省"),
        ("shenzhen_2026_work", (2026, 2026), "深圳市"),
        ("guangdong", (2026, 2026), "广东省"),
        ("hefei", (2026, 2030), "合肥市"),
        ("guangzhou", (2026, 2030), "广州市"),
    ],
)
def test_horizon(name: str, years: tuple[int, int], area: str) -> None:
    horizon = find_horizon(read(name)[0])
    assert horizon is not None
    assert (horizon.start, horizon.end) == years
    assert horizon.area == area
