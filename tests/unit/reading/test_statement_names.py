"""Names of indicators are read in a table: they stand by themselves and carry no debris of the sentence."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

import pytest

from lantu.reading import read
from lantu.reading.extraction.statements.tidying import tidy

ROOT = Path(__file__).resolve().parents[3]
DATA = ROOT / ".." / "shared" / "data"
DOCUMENTS = [ROOT / "examples" / "lanhe" / "plan.md", *sorted(DATA.glob("plans/*.txt")), *sorted(DATA.glob("*.txt"))]

#: What no name may begin or end with, and marks without a partner.
DEBRIS = {
    "particle in front": re.compile(r"^(?:的(?!士)|等(?!级|离)|和(?!谐|平)|以及|并且|其中|进一步|[、，。；：）”》])"),
    "verb in front": re.compile(r"^(?:推动|确保|力争|争取|加快实现|实现(?!“))"),
    "hanging end": re.compile(r"(?:[、，：（“《]|(?<=.{3})(?:保持在|稳定在|控制在|[和与较]|的))(?:数|数量|位次)?$"),
    "two measures": re.compile(r"数数$|数量数$|规模规模$|率率$"),
    "footnote": re.compile(r"”\d+[\u4e00-\u9fff]"),
}
PAIRS = ("“”", "（）", "《》", "【】")
COMMUNIQUE = """青岩市2025年国民经济和社会发展统计公报
一、综合
全年地区生产总值812.4亿元，比上年增长5.1%。年末常住人口143.2万人，比上年末减少0.4万人。
二、对外经济
全年进出口总额96.7亿元，增长7.7%，其中出口61.3亿元，进口35.4亿元。年末生猪存栏52.8万头，下降1.9%。
"""


@cache
def names_in(document: Path) -> frozenset[str]:
    found = read(document.read_bytes(), document.name).statements
    return frozenset(s.indicator for s in found if not s.in_table and s.kind != "context")


def flaws_of(name: str) -> list[str]:
    flaws = [flaw for flaw, pattern in DEBRIS.items() if pattern.search(name)]
    return flaws + [pair for pair in PAIRS if name.count(pair[0]) != name.count(pair[1])]


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.stem)
def test_no_name_carries_debris(document: Path) -> None:
    if not document.exists():
        pytest.skip(f"{document.name} is not here")
    flawed = {name: flaws_of(name) for name in names_in(document) if flaws_of(name)}
    assert flawed == {}


@pytest.mark.parametrize(
    ("printed", "wanted"),
    [
        ("和林下产品数", "林下产品数"),
        ("入选“金麦奖数量", "入选金麦奖数量"),
        ("粮油储备能力保持在", "粮油储备能力"),
        ("“山海情”18帮扶项目", "“山海情”帮扶项目"),
        ("及时响应率", "及时响应率"),
        ("等级公路比例", "等级公路比例"),
        ("在校学生数", "在校学生数"),
        ("供水普及率", "供水普及率"),
    ],
)
def test_edges_are_cut_and_words_are_kept(printed: str, wanted: str) -> None:
    assert tidy(printed) == wanted


def test_an_account_of_a_year_promises_nothing() -> None:
    found = read(COMMUNIQUE.encode(), "communique.txt").statements
    assert {s.kind for s in found} == {"baseline"}
    assert {s.indicator: str(s.value) for s in found if s.unit == "亿元"} == {
        "全年地区生产总值": "812.4",
        "全年进出口总额": "96.7",
        "全年出口总额": "61.3",
        "全年进口总额": "35.4",
    }
    assert any(s.unit == "万头" for s in found)


def test_troubles_are_no_targets() -> None:
    text = "第一章 发展基础\n第一节 主要成就\n“十四五”时期，新建泵站46座。\n第二节 存在问题\n仍有小型病险水闸23座，山塘淤积率为18%。\n第二章 重点任务\n改造山塘90座。\n"
    kinds = {s.value: s.kind for s in read(text.encode(), "plan.txt", start=2026, end=2030).statements}
    assert {int(value): kind for value, kind in kinds.items()} == {
        46: "baseline",
        23: "baseline",
        18: "baseline",
        90: "target",
    }
