"""Bodies: short and full names, levels and areas, lists in running text, what ended."""

from __future__ import annotations

import csv
from datetime import date
from pathlib import Path

import pytest

from lantu.errors import VocabularyError
from lantu.vocabulary.bodies import Body, BodyTable, body, find_bodies_in, find_body, shipped_bodies
from lantu.vocabulary.content import load_content

TWICE = """\
- {id: a, name: 甲局, en: A, line: government, kind: office, also: [甲局]}
- {id: b, name: 甲局, en: B, line: government, kind: office, stems: [{stem: 甲, endings: [局]}]}"""
LANHE = Path(__file__).resolve().parents[3] / "examples" / "lanhe" / "bodies.csv"


@pytest.mark.parametrize(
    ("printed", "expected"),
    [
        ("市发改委", "development-reform"),
        ("发展改革委", "development-reform"),
        ("区发改局", "development-reform"),
        ("吉林省发展和改革委员会", "development-reform"),
        ("省工信厅", "industry"),
        ("市委办", "party-office"),
        ("市委金融办", "financial-office"),
        ("市金融办", "financial-work"),
        ("市政府外事办公室", "foreign-affairs"),
        ("市政府研究室", "government-research"),
        ("市规划局", "former-planning"),
        ("市文广新局", "former-culture"),
        ("市供销合作社", "supply-marketing"),
        ("区政府办公室", "government-office"),
        ("市委组织部", "organisation"),
        ("组织部", "organisation"),
        ("市规划和自然资源局", "natural-resources"),
        ("北京市规划和自然资源委员会", "natural-resources"),
        ("市住建局", "housing"),
        ("市水利局", "water"),
        ("市卫健委", "health"),
        ("市国资委", "state-assets"),
        ("国家税务总局吉林市税务局", "taxation"),
        ("市税务局", "taxation"),
        ("国家统计局吉林调查队", "survey-team"),
        ("市统计局", "statistics"),
        ("长春新区管委会", "zone-committee"),
        ("各县（市、区）人民政府", "county-governments"),
        ("各县（市）区政府", "county-governments"),
        ("各区县", "county-governments"),
        ("各开发区管委会", "zone-committee"),
        ("市扶贫办", "poverty-relief"),
        ("市大数据局", "data"),
        ("青屏县人民政府", "government"),
    ],
)
def test_a_printed_name_finds_its_body(printed, expected):
    found = find_body(printed)
    assert found is not None
    assert found.id == expected


@pytest.mark.parametrize(
    "printed",
    [
        "",
        "教育局长",
        "文化厅堂",
        "组织部门",
        "市财政局、市审计局",
        "有关部门",
        "各区域",
        "各市场主体",
        "人行天桥",
        "局" * 60,
        "发展改革",
    ],
)
def test_what_is_no_body(printed):
    assert find_body(printed) is None


def test_the_bodies_of_the_example_city_are_known():
    with LANHE.open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines))
    for row in rows:
        found = find_body(row["name"])
        assert found is not None, row["name"]
        assert (found.line, found.kind) == (row["line"], row["kind"])


def test_a_division_of_tasks():
    text = "（市工信局牵头，市科技局、蓝河市财政局，省委省政府督查；各县（市、区）人民政府、蓝河高新区管委会配合，农业农村部门部署）"
    found = [(text[start:end], hit.id) for start, end, hit in find_bodies_in(text)]
    assert found == [
        ("市工信局", "industry"),
        ("市科技局", "science"),
        ("市财政局", "finance"),
        ("省委", "party-committee"),
        ("省政府", "government"),
        ("各县（市、区）人民政府", "county-governments"),
        ("蓝河高新区管委会", "zone-committee"),
    ]


def test_bodies_that_ended():
    assert find_body("市乡村振兴局", as_of=date(2023, 1, 1)) is body("rural-revitalisation")
    assert find_body("市乡村振兴局", as_of=date(2025, 1, 1)) is None
    assert find_body("市国土资源局").successor == "natural-resources"
    for entry in shipped_bodies().by_id.values():
        assert not entry.successor or entry.valid_to is not None, "what has a successor has ended"


def test_every_name_finds_its_body():
    for entry in shipped_bodies().by_id.values():
        for name in entry.short_names:
            if entry.kind != "zone_committee":
                assert find_body(name) is entry, name


@pytest.mark.parametrize(
    ("entries", "code"),
    [
        ("- {id: a, name: 甲局, en: A, line: government, kind: office, also: [甲局], successor: none}", "V016"),
        (TWICE, "V015"),
    ],
)
def test_what_is_refused(tmp_path, entries, code):
    path = tmp_path / "own.yaml"
    path.write_text(
        f"title: 样表\nreference: 示例约定\nvalid_from: 2021-01-01\nentries:\n{entries}\n", encoding="utf-8"
    )
    with pytest.raises(VocabularyError, match=code):
        BodyTable.of(load_content(path, Body))
