"""``allocation.yaml``: what people write is taken exactly or refused with every reason."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lantu.cascade.allocation import (
    Allocation,
    AreaBound,
    AreaChoice,
    Choice,
    Member,
    SuperiorValue,
    YearLimit,
)
from lantu.errors import PackageError
from lantu.exchange.allocationfile import (
    allocation_text,
    parse_allocation,
    read_allocation,
    write_allocation,
)
from lantu.vocabulary.identities import Identity, shipped_identities

EXAMPLE = Path(__file__).resolve().parents[3] / "examples" / "lanhe" / "allocation.yaml"

names = st.text("蓝河市产值率gdp-12 :#'\"{}[]&*!|>%@", min_size=1, max_size=12).filter(lambda text: text.strip())
numbers = st.decimals(-9999, 9999, places=2, allow_nan=False)
subjects = st.integers(990101, 990199).map(lambda code: f"area:{code}")
bounds = st.builds(AreaBound, low=st.none() | numbers, high=st.none() | numbers, reason=st.just("") | names)
areas = st.builds(
    AreaChoice,
    method=st.sampled_from([None, "shares", "classes", "pass_through"]),
    mix=st.dictionaries(st.sampled_from(["base", "need"]), numbers),
    by=st.dictionaries(st.sampled_from(["base", "output"]), names),
    classes=st.dictionaries(subjects, names),
    differences=st.dictionaries(names, numbers),
    bounds=st.dictionaries(subjects, bounds),
    figures=st.dictionaries(subjects, st.dictionaries(st.sampled_from(["amount", "growth"]), numbers, min_size=1)),
    margin=numbers,
    reason=st.just("") | names,
)
choices = st.builds(
    Choice,
    target=names,
    path=st.sampled_from([None, "early", "bottom_up"]),
    bend=st.none() | numbers,
    steps=st.dictionaries(st.integers(2026, 2030), numbers),
    weight=numbers,
    limits=st.lists(
        st.builds(YearLimit, year=st.none() | st.integers(2026, 2030), low=st.none() | numbers, reason=names),
        max_size=2,
    ).map(tuple),
    areas=st.none() | areas,
)
superiors = st.builds(
    SuperiorValue, indicator=names, year=st.integers(2026, 2030), value=numbers, standing=st.sampled_from(["issued"])
)
allocations = st.builds(
    Allocation,
    choices=st.lists(choices, max_size=3, unique_by=lambda each: each.target).map(tuple),
    superiors=st.lists(superiors, max_size=2, unique_by=lambda each: (each.indicator, each.year)).map(tuple),
    members=st.lists(
        st.builds(Member, subject=subjects, name=names), max_size=3, unique_by=lambda each: each.subject
    ).map(tuple),
    identities=st.sampled_from(
        [
            (),
            (shipped_identities()[0],),
            (Identity(id="own", zh="收支", en="means", kind="sum", whole="x", parts=("y", "z"), relation=">="),),
        ]
    ),
)


@given(allocations)
@settings(max_examples=60)
def test_what_is_written_is_read_back(allocation):
    assert parse_allocation(allocation_text(allocation)) == allocation


def test_the_example_is_taken():
    allocation = parse_allocation(EXAMPLE.read_text("utf-8"))
    assert len(allocation.members) == 5
    assert allocation.choice_for("单位地区生产总值能耗降低").areas.differences["工业为主"] == Decimal(1)
    assert allocation.identities == tuple(each for each in shipped_identities() if each.id == "level-of-gdp-growth")


@pytest.mark.parametrize("text", ["", "# 只有注释\n", "methods: {}\nweights:\nbounds: {}\nidentities: []\n"])
def test_nothing_chosen_is_as_usual(text):
    assert parse_allocation(text) == Allocation()


def test_a_package_without_the_file_is_as_usual(tmp_path):
    assert read_allocation(tmp_path) == Allocation()


def test_it_is_written_into_a_package_in_one_step(tmp_path):
    (tmp_path / "decisions").mkdir()
    chosen = Allocation(members=(Member(subject="area:990102", name="汀洲区"),))
    write_allocation(tmp_path, chosen)
    assert read_allocation(tmp_path) == chosen
    assert [path.name for path in (tmp_path / "decisions").iterdir()] == ["allocation.yaml"]


def test_everything_wrong_is_said_at_once():
    text = """
    choices:
    - {target: a, path: zigzag}
    - {target: b, weight: 很大}
    - {target: b}
    - {weight: 1}
    methods: {a: linear}
    identities: [{id: no-such}]
    superiors: 没有
    """
    with pytest.raises(PackageError) as refused:
        parse_allocation(text)
    assert refused.value.code == "K140"
    said = refused.value.text("zh")
    assert len(refused.value.reasons) == 6
    assert all(word in said for word in ("zigzag", "很大", "target", "methods", "no-such", "superiors"))


def test_a_target_chosen_twice_is_refused():
    with pytest.raises(PackageError) as refused:
        parse_allocation("choices: [{target: gdp}, {target: gdp, path: early}]")
    assert [reason.code for reason in refused.value.reasons] == ["K142"]


@pytest.mark.parametrize("text", ["choices: [", "a: 1\na: 2", "- 只是清单", "[" * 1000])
def test_what_is_no_mapping_is_refused_with_the_place(text):
    with pytest.raises(PackageError) as refused:
        parse_allocation(text)
    assert refused.value.code == "K141"
    assert "allocation.yaml" in refused.value.text("en")
