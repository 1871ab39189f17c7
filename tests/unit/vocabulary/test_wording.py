"""The wording tables and the calendar of five-year plans."""

from __future__ import annotations

import re

import pytest

from lantu.errors import VocabularyError
from lantu.vocabulary import five_year_plan, meaning_of, pattern_of, plan_name, plan_number, plan_of_year, words
from lantu.vocabulary.wording import shipped_wording


@pytest.mark.parametrize(
    ("table", "word", "place", "meaning"),
    [
        ("comparator", "达到", "before", "="),
        ("comparator", "提升至", "before", "="),
        ("comparator", "不低于", "before", ">="),
        ("comparator", "突破", "before", ">"),
        ("comparator", "控制在", "before", "<="),
        ("comparator", "低于", "before", "<"),
        ("comparator", "约", "before", "approx"),
        ("comparator", "以上", "after", ">="),
        ("comparator", "以内", "after", "<="),
        ("comparator", "左右", "after", "approx"),
        ("comparator", "以上", "before", None),
        ("modality", "力争", "any", "strive"),
        ("modality", "预计", "any", "plan"),
        ("hedge", "左右", "any", "hedged"),
        ("tense", "五年来", "any", "past"),
        ("tense", "圆满完成", "any", "past"),
        ("tense", "力争", "any", "future"),
        ("period", "末", "after", "end"),
        ("period", "期间", "after", "during"),
        ("frequency", "每年", "before", "annual"),
        ("distribution", "分别", "before", "in_order"),
        ("attribute", "约束性", "any", "binding"),
    ],
)
def test_meanings(table, word, place, meaning):
    assert meaning_of(table, word, place) == meaning


def test_the_longest_word_wins_in_a_pattern():
    pattern = re.compile(pattern_of("comparator", place="before"))
    assert pattern.search("排放不超过九成")[0] == "不超过"
    assert pattern.search("占比不低于九成")[0] == "不低于"


def test_words_run_from_long_to_short_and_are_clean():
    for table in {entry.table for entry in shipped_wording().entries}:
        found = words(table)
        assert [len(word) for word in found] == sorted((len(word) for word in found), reverse=True)
        assert all(word and word == word.strip() for word in found)


def test_every_comparator_is_one_of_the_records():
    assert {e.meaning for e in shipped_wording().entries if e.table == "comparator"} == {
        "=",
        ">=",
        ">",
        "<=",
        "<",
        "approx",
    }
    assert {e.meaning for e in shipped_wording().entries if e.table == "modality"} == {"strive", "plan"}


@pytest.mark.parametrize(
    ("number", "years"),
    [
        (1, (1953, 1957)),
        (2, (1958, 1962)),
        (3, (1966, 1970)),
        (4, (1971, 1975)),
        (11, (2006, 2010)),
        (12, (2011, 2015)),
        (13, (2016, 2020)),
        (14, (2021, 2025)),
        (15, (2026, 2030)),
    ],
)
def test_calendar(number, years):
    assert five_year_plan(number) == years
    assert {plan_of_year(year) for year in range(years[0], years[1] + 1)} == {number}


@pytest.mark.parametrize("number", [0, -1, 100])
def test_no_such_plan(number):
    with pytest.raises(VocabularyError, match="V030"):
        five_year_plan(number)


def test_names_lead_there_and_back():
    assert [plan_name(number) for number in (1, 10, 12, 14, 20)] == ["一五", "十五", "十二五", "十四五", "二十五"]
    for number in range(1, 100):
        assert plan_number(plan_name(number)) == number


@pytest.mark.parametrize("name", ["", "五", "十四", "十四六", "二零五", "十四五五", "4X", "第五个", "十" * 50])
def test_other_words_name_no_plan(name):
    assert plan_number(name) is None


@pytest.mark.parametrize("year", [1949, 1952, 1963, 1964, 1965, 3000])
def test_years_outside_any_plan(year):
    assert plan_of_year(year) is None
