"""Status schemes as content: those that come with Lantu, an office's own, and what is refused with its file and rule."""

from __future__ import annotations

from datetime import date

import pytest

from lantu.errors import VocabularyError
from lantu.vocabulary.criteria import shipped_criteria
from lantu.vocabulary.schemes import DEFAULT, SHIPPED, own_scheme, own_schemes, scheme, shipped_schemes

HEAD = """
title: 本市评价办法
reference: 市发展改革委评价办法（示例）
valid_from: 2026-01-01
entries:
- id: ours
  zh: 本市两档
  en: Ours
  thresholds: own
  statuses:
  - {key: fine, zh: 正常, en: fine, rank: 1, colour: green, symbol: ●, shape: circle, wording_zh: 正常, wording_en: fine, at_end_zh: 完成, at_end_en: met}
  - {key: slow, zh: 偏慢, en: slow, rank: 0, colour: amber, symbol: ▼, shape: triangle-down, wording_zh: 偏慢, wording_en: slow, at_end_zh: 未完成, at_end_en: missed}
  rules:
"""
FINE = "  - {id: a, status: fine, zh: 够, en: enough, when: [{criterion: gap, at_most: 0.05}]}\n"
SLOW = "  - {id: b, status: slow, zh: 不够, en: not enough, when: [{criterion: gap, above: 0.05}]}\n"


def written(tmp_path, text):
    path = tmp_path / "schemes.yaml"
    path.write_text(text, "utf-8")
    return path


def test_the_default_is_our_own_and_says_so():
    assert scheme() is shipped_schemes()[DEFAULT]
    assert tuple(shipped_schemes()) == SHIPPED
    assert scheme().label("zh").endswith("（界限为自定）")


def test_a_scheme_with_thresholds_of_ours_never_stands_without_saying_so():
    for each in shipped_schemes().values():
        assert each.label("zh").endswith("（界限为自定）") is (each.thresholds == "own")
        assert each.label("en").endswith("(thresholds of our own)") is (each.thresholds == "own")
        assert ("自定" in each.reference) is (each.thresholds == "own")


def test_schemes_are_dated():
    assert "hubei-four-words" in shipped_schemes(date(2018, 11, 30))
    assert "national-four-words" not in shipped_schemes(date(2018, 11, 30))


@pytest.mark.parametrize("name", SHIPPED)
def test_colour_never_stands_alone(name):
    statuses = scheme(name).statuses
    assert len({each.symbol for each in statuses}) == len({each.shape for each in statuses}) == len(statuses)
    assert [each.rank for each in statuses] == sorted((each.rank for each in statuses), reverse=True)
    assert scheme(name).worst.rank == 0


@pytest.mark.parametrize("name", SHIPPED)
def test_every_status_can_be_given(name):
    assert {rule.status for rule in scheme(name).rules} == {each.key for each in scheme(name).statuses}


def test_criteria_are_told_in_both_languages():
    for each in shipped_criteria().values():
        told = [each.holds_zh, each.holds_en, each.fails_zh, each.fails_en]
        assert all(told) if each.kind == "truth" else not any(told)


def test_an_office_brings_a_scheme_of_its_own(tmp_path):
    ours = own_schemes(written(tmp_path, HEAD + FINE + SLOW))
    assert ours["ours"].label("zh") == "本市两档（界限为自定）"


def test_a_file_of_several_schemes_asks_which(tmp_path):
    one = written(tmp_path, HEAD + FINE + SLOW)
    assert own_scheme(one).id == own_scheme(one, "ours").id == "ours"
    text = one.read_text("utf-8")
    entry = text[text.index("entries:") + len("entries:") :]
    both = tmp_path / "both.yaml"
    both.write_text(text + entry.replace("ours", "theirs"), "utf-8")
    assert own_scheme(both, "theirs").id == "theirs"
    with pytest.raises(VocabularyError, match="V053"):
        own_scheme(both)
    with pytest.raises(VocabularyError, match="V054"):
        own_scheme(both, "nobodys")


@pytest.mark.parametrize(
    ("code", "said", "text"),
    [
        ("V004", "rules", HEAD.removesuffix("  rules:\n")),
        ("V040", "a", HEAD + FINE.replace("[{criterion: gap, at_most: 0.05}]", "[]") + SLOW),
        ("V041", "luck", HEAD + FINE.replace("gap", "luck") + SLOW),
        ("V041", "outlook", HEAD + FINE.replace("criterion: gap, at_most: 0.05", "criterion: outlook, one_of: [met]")),
        ("V042", "gap", HEAD + FINE.replace("at_most: 0.05", "holds: true") + SLOW),
        ("V042", "gap", HEAD + FINE.replace(", at_most: 0.05", "") + SLOW),
        ("V042", "gap", HEAD + FINE.replace("at_most: 0.05", "at_most: 0.05, below: 0.04") + SLOW),
        ("V005", "formula", HEAD + FINE.replace("at_most: 0.05", "formula: gap < 0.05") + SLOW),
        ("V008", "a few", HEAD + FINE.replace("0.05", "a few") + SLOW),
        ("V016", "splendid", HEAD + FINE.replace("status: fine", "status: splendid") + SLOW),
        ("V043", "symbol", HEAD.replace("▼", "●") + FINE + SLOW),
        ("V043", "rank", HEAD.replace("rank: 1", "rank: 0") + FINE + SLOW),
        ("V006", "pink", HEAD.replace("colour: green", "colour: pink") + FINE + SLOW),
        ("V044", "a", HEAD + FINE + SLOW.replace("id: b", "id: a")),
        ("V045", "a", HEAD + SLOW + FINE),
        ("V046", "gap", HEAD + FINE.replace("at_most", "at_least") + SLOW),
        ("V046", "progress", HEAD + FINE.replace("]}", "], unless: [{criterion: progress, above: 0.9}]}") + SLOW),
        ("V046", "worse_than_baseline", HEAD + FINE.replace("gap, at_most: 0.05", "worse_than_baseline, holds: true")),
    ],
)
def test_what_is_wrong_is_refused_with_file_and_rule(tmp_path, code, said, text):
    with pytest.raises(VocabularyError) as refused:
        own_schemes(written(tmp_path, text))
    assert refused.value.code == code
    for language in ("zh", "en"):
        assert "schemes.yaml" in refused.value.text(language)
        assert said in refused.value.text(language)


def test_an_unknown_scheme_is_named_with_those_there_are():
    with pytest.raises(VocabularyError, match="five-steps"):
        scheme("traffic-lights")
