"""Indicators: every entry stands on known units, bodies and indicators; names are nobody else's."""

from __future__ import annotations

from decimal import Decimal

import pytest

from lantu.errors import VocabularyError
from lantu.vocabulary.bodies import shipped_bodies
from lantu.vocabulary.content import load_content
from lantu.vocabulary.indicators import Indicator, IndicatorTable, dimension_of, indicator, shipped_indicators

HEAD = "title: 样表\nreference: 示例约定\nvalid_from: 2021-01-01\nentries:\n"
ENTRIES = list(shipped_indicators().by_id.values())
GROWS = {"growth_annual", "growth_total"}


@pytest.mark.parametrize("entry", ENTRIES, ids=lambda entry: entry.id)
def test_an_entry_is_consistent(entry):
    assert entry.units, "give the usual unit; an empty text for a pure number"
    assert [unit for unit in entry.units if dimension_of(unit) is None] == []
    assert {entry.supplier, entry.lead} - {None} <= set(shipped_bodies().by_id)
    assert entry.release_month in (None, *range(1, 13))
    if entry.frequency in ("month", "quarter") and entry.release:
        assert entry.release == "monthly", "figures of months bring the one of the year with them"
    assert entry.id not in entry.not_to_be_merged_with
    assert entry.low is None or entry.high is None or entry.low < entry.high
    assert (entry.aspect == "level") == (not entry.base)
    if entry.aspect != "level":
        assert entry.dimensions == {"share"}
        assert entry.measure in GROWS
        assert shipped_indicators().by_id[entry.base].aspect == "level"


@pytest.mark.parametrize("entry", ENTRIES, ids=lambda entry: entry.id)
def test_direction_and_form_agree(entry):
    if entry.form in ("level_up", "average_growth", "cumulative_reduction"):
        assert entry.direction == "up"
    if entry.form == "level_down":
        assert entry.direction == "down"


def test_a_family_knows_its_growth_and_its_level():
    table = shipped_indicators()
    level, growth = table.by_id["gdp"], table.by_id["gdp-growth"]
    assert table.relative(level, "growth") is growth
    assert table.relative(growth, "level") is level
    assert table.relative(level, "reduction") is None


def test_shares_stay_between_none_and_all():
    assert (indicator("forest-cover").low, indicator("forest-cover").high) == (Decimal(0), Decimal(100))
    assert indicator("no-such-thing") is None


@pytest.fixture
def table_of(tmp_path):
    def build(*entries: str) -> IndicatorTable:
        path = tmp_path / "own.yaml"
        path.write_text(HEAD + "\n".join(f"- {{{entry}}}" for entry in entries), encoding="utf-8")
        return IndicatorTable.of([load_content(path, Indicator)])

    return build


FIRST = 'id: a, zh: 甲率, en: A, units: ["%"], direction: up, measure: level, basis: period'


@pytest.mark.parametrize(
    ("second", "code"),
    [
        ('id: b, zh: 甲率, en: B, units: ["%"], direction: up, measure: level, basis: period', "V015"),
        (FIRST.replace("id: a", "id: b").replace("甲", "乙") + ", base: none", "V016"),
        (FIRST.replace("id: a", "id: b").replace("甲", "乙") + ", not_to_be_merged_with: [none]", "V016"),
        (FIRST.replace("id: a", "id: b").replace("甲", "乙") + ", release: never", "V016"),
        (FIRST.replace("direction: up", "direction: sideways").replace("id: a", "id: b"), "V006"),
    ],
)
def test_what_is_refused(table_of, second, code):
    with pytest.raises(VocabularyError, match=code):
        table_of(FIRST, second)


def test_two_files_must_not_share_an_id(tmp_path):
    paths = [tmp_path / "one.yaml", tmp_path / "two.yaml"]
    for path in paths:
        path.write_text(f"{HEAD}- {{{FIRST}}}", encoding="utf-8")
    with pytest.raises(VocabularyError, match="V014"):
        IndicatorTable.of([load_content(path, Indicator) for path in paths])
