"""Areas: counts, names that mean several, dates; and the invented city that must not be there."""

from __future__ import annotations

from collections import Counter
from datetime import date

import pytest

from lantu.errors import VocabularyError
from lantu.vocabulary import area, area_named, children, find_areas, find_zones, load_content, load_zones, shipped_areas
from lantu.vocabulary.areas import Area, AreaTable, _shipped_contents

KINDS = {"province": "0000", "prefecture": "00", "county": ""}


def test_counts_of_the_latest_state():
    areas = shipped_areas().by_code.values()
    assert Counter(item.level for item in areas) == {"province": 34, "prefecture": 333, "county": 60}
    assert Counter(item.kind for item in areas if item.level == "prefecture") == {
        "地级市": 293,
        "自治州": 30,
        "地区": 7,
        "盟": 3,
    }
    assert Counter(item.kind for item in areas if item.level == "county") == {
        "市辖区": 21,
        "县级市": 20,
        "县": 16,
        "自治县": 3,
    }


def test_codes_tell_level_and_superior():
    for content in _shipped_contents():
        for item in content.entries:
            assert len(item.code) == 6
            assert item.code.isdigit()
            assert item.code.endswith(KINDS[item.level])
            expected = {"province": "", "prefecture": item.code[:2] + "0000", "county": item.code[:4] + "00"}
            assert item.parent == expected[item.level]
            assert item.short
            assert item.name.startswith(item.short)


def test_the_invented_city_is_not_there():
    for content in _shipped_contents():
        for item in content.entries:
            assert item.code != "990100"
            assert not {"蓝河市", "蓝河"} & set(item.names)
    assert area("990100") is None
    assert find_areas("蓝河市") == find_areas("蓝河") == ()


@pytest.mark.parametrize(
    ("name", "codes"),
    [
        ("吉林", ["220000", "220200"]),
        ("吉林省", ["220000"]),
        ("吉林市", ["220200"]),
        ("吉林省吉林市", ["220200"]),
        ("吉林 吉林市", ["220200"]),
        ("延边", ["222400"]),
        ("延边州", ["222400"]),
        ("海南", ["460000", "632500"]),
        ("内蒙古", ["150000"]),
        ("通化", ["220500", "220521"]),
        ("吉林市龙潭区", ["220203"]),
        ("吉林省吉林市龙潭区", ["220203"]),
        ("长春市龙潭区", []),
        ("前郭县", ["220721"]),
        ("无此市", []),
        ("", []),
        ("吉林" * 100_000, []),
        ("吉林" * 20, []),
    ],
)
def test_find_areas(name, codes):
    assert [item.code for item in find_areas(name)] == codes


@pytest.mark.parametrize(
    ("name", "within", "code"),
    [
        ("吉林", None, None),
        ("吉林", "220000", "220200"),
        ("吉林市", None, "220200"),
        ("通化", None, "220500"),
        ("通化", "220500", "220521"),
        ("朝阳区", None, None),
        ("朝阳", None, "211300"),
        ("长春市朝阳区", None, "220104"),
        ("铁西区", "220000", "220302"),
        ("铁西区", "210000", None),
    ],
)
def test_area_named(name, within, code):
    found = area_named(name, within=within)
    assert (found.code if found else None) == code


def test_areas_as_of_a_day():
    assert area("341400") is None
    assert area("341400", date(2011, 1, 1)).name == "巢湖市"
    assert area("220181", date(2014, 10, 19)).name == "九台市"
    assert area("220181", date(2014, 10, 20)) is None
    assert [item.code for item in find_areas("九台", date(2015, 1, 1))] == ["220113"]
    assert area_named("公主岭市", date(2020, 1, 1), within="220300").code == "220381"
    assert area_named("公主岭市", within="220100").code == "220184"
    assert area("220000", date(2010, 12, 31)) is None


@pytest.mark.parametrize("year", range(2011, 2027))
def test_no_name_is_lost_when_a_code_changes(year):
    counts = Counter(item.level for item in shipped_areas(date(year, 12, 31)).by_code.values())
    assert counts["province"] == 34
    assert 332 <= counts["prefecture"] <= 334
    assert counts["county"] == 60


def test_children():
    assert [item.short for item in children("220200")] == [
        "昌邑",
        "龙潭",
        "船营",
        "丰满",
        "永吉",
        "蛟河",
        "桦甸",
        "舒兰",
        "磐石",
    ]
    assert len(children("220000")) == 9
    assert len(children("")) == 34
    assert children("220202") == ()


def write(path, entries):
    path.write_text("title: 样表\nreference: 示例约定\nvalid_from: 2021-01-01\nentries:\n" + entries, encoding="utf-8")
    return path


def test_a_table_of_ones_own_joins(tmp_path):
    own = write(
        tmp_path / "own.yaml",
        '- {id: "990000", name: 样省, short: 样, level: province, kind: 省}\n'
        '- {id: "990100", name: 蓝河市, short: 蓝河, level: prefecture, kind: 地级市, parent: "990000"}\n',
    )
    table = AreaTable.of([*_shipped_contents(), load_content(own, Area)])
    assert table.named("蓝河").code == "990100"
    assert table.named("吉林市").code == "220200"


def test_a_superior_that_is_missing_is_named(tmp_path):
    own = write(
        tmp_path / "own.yaml",
        '- {id: "990100", name: 蓝河市, short: 蓝河, level: prefecture, kind: 地级市, parent: "990000"}\n',
    )
    with pytest.raises(VocabularyError, match=r"V016.*990000"):
        AreaTable.of([load_content(own, Area)])


def test_zones_come_from_a_file_of_the_city(tmp_path):
    zones = load_zones(
        write(
            tmp_path / "zones.yaml",
            "- {id: z1, name: 蓝河经济开发区, short: [经开区], kind: 经济开发区, area: '990100'}\n"
            "- {id: z2, name: 蓝河临港新区, short: [临港区], area: '990100', valid_from: 2023-01-01}\n",
        )
    )
    assert [zone.id for zone in find_zones(zones, "经开区")] == ["z1"]
    assert find_zones(zones, "临港区", date(2022, 1, 1)) == ()
    assert find_zones(zones, "蓝河临港新区", date(2023, 1, 1))[0].area == "990100"
