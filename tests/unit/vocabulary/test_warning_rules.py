"""Warning rules as content: no names of statutory alerts, messages of plain facts, an office's own changes."""

from __future__ import annotations

from datetime import date

import pytest

from lantu.errors import VocabularyError
from lantu.vocabulary.content import Content, Header
from lantu.vocabulary.warning_rules import (
    RESERVED,
    Level,
    checked_levels,
    own_rules,
    shipped_levels,
    shipped_rules,
)

OWN = """
title: 本市预警规则
reference: 市发展改革委预警办法（示例）
valid_from: 2026-01-01
entries:
- id: far-behind
  kind: threshold
  zh: 明显落后
  en: far behind
  level: priority
  owner: lead
  when: [{criterion: gap, above: 0.05}]
  hold: {count: 1, of: evaluations}
  message_zh: "{indicator}差{gap}"
  message_en: "{indicator} behind by {gap}"
"""


def test_levels_are_not_those_of_the_statutory_alerts():
    for level in shipped_levels().values():
        assert not [name for name in RESERVED if name in level.zh]
        assert level.symbol
    assert {rule.level for rule in shipped_rules().rules} == set(shipped_levels())


@pytest.mark.parametrize(("zh", "en"), [("红色预警", "grave"), ("一级", "first"), ("急", "Orange")])
def test_a_level_named_like_a_statutory_alert_is_refused(zh, en):
    level = Level(id="own", zh=zh, en=en, rank=1, symbol="!")
    header = Header(title="等级", reference="本市办法（示例）", valid_from=date(2026, 1, 1))
    with pytest.raises(VocabularyError, match="V050"):
        checked_levels(Content(file="levels.yaml", header=header, entries=(level,)))


def test_an_office_changes_a_rule_by_its_id_and_keeps_the_others(tmp_path):
    path = tmp_path / "rules.yaml"
    path.write_text(OWN, "utf-8")
    rules = {rule.id: rule for rule in own_rules(path).rules}
    assert set(rules) == {rule.id for rule in shipped_rules().rules}
    assert rules["far-behind"].level == "priority"


@pytest.mark.parametrize(
    ("code", "said", "text"),
    [
        ("V016", "deepest", OWN.replace("level: priority", "level: deepest")),
        ("V040", "far-behind", OWN.replace("[{criterion: gap, above: 0.05}]", "[]")),
        ("V041", "mood", OWN.replace("criterion: gap", "criterion: mood")),
        ("V051", "weather", OWN.replace("差{gap}", "差{weather}")),
        ("V051", "gap.real", OWN.replace("差{gap}", "差{gap.real}")),
        ("V051", "gap", OWN.replace("差{gap}", "差{gap!r}")),
        ("V051", "{", OWN.replace("差{gap}", "差{")),
        ("V052", "far-behind", OWN.replace("count: 1", "count: 0")),
        ("V006", "weeks", OWN.replace("of: evaluations", "of: weeks")),
    ],
)
def test_what_is_wrong_is_refused_with_file_and_rule(tmp_path, code, said, text):
    path = tmp_path / "rules.yaml"
    path.write_text(text, "utf-8")
    with pytest.raises(VocabularyError) as refused:
        own_rules(path)
    assert refused.value.code == code
    assert said in refused.value.text("zh")
    assert "rules.yaml" in refused.value.text("en")
