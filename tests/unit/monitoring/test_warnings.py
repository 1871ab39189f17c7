"""Warnings: pending periods, lateness, trends, outlook, owners, and the same list for any order of rows."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st
from tests.unit.monitoring.rows import row

from lantu.monitoring.warnings import gravest, pending_of, warnings_of
from lantu.monitoring.warnings.lateness import months_late
from lantu.vocabulary.criteria import Condition
from lantu.vocabulary.warning_rules import Pending, WarningRule, WarningRules, shipped_levels, shipped_rules

CASES = yaml.safe_load((Path(__file__).parents[2] / "cases" / "monitoring" / "warnings.yaml").read_text("utf-8"))
GOOD = row(progress=0.6, time_progress=0.6, gap=0, on_path=True)
BAD = replace(GOOD, progress=Decimal("0.5"), gap=Decimal("0.17"), components={"binding": False, "on_path": False})
SAID = {
    "good": GOOD,
    "bad": BAD,
    "missing": replace(GOOD, state="missing", progress=None, gap=None, components={"binding": False}),
    "gone": replace(GOOD, state="not_applicable", progress=None, gap=None, components={"binding": False}),
}


def rules_of(*rules):
    return WarningRules(rules=rules, levels=shipped_levels())


def rule_of(hold, clear=None, **asked):
    condition = Condition(criterion="gap", above=Decimal("0.1")) if not asked else Condition(**asked)
    return WarningRule(
        id="own", kind="threshold", zh="落后", en="behind", level="notice", owner="lead", when=(condition,),
        hold=Pending(**hold), clear=Pending(**clear) if clear else None, message_zh="{indicator}差{gap}", message_en="{gap}",
    )  # fmt: skip


def only(name):
    return rules_of(*(each for each in shipped_rules().rules if each.id == name))


def history_of(case):
    for day, said in case["history"].items():
        word, _, period = said.partition(" ")
        seen = SAID[word]
        yield day, [replace(seen, observed_on=period)] if period else [replace(seen, observed_on=str(day)[:7])]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["why"])
def test_cases(case):
    rules = rules_of(rule_of(case["hold"], case.get("clear")))
    history = dict(history_of(case))
    for wanted, function in ((case["gives"], warnings_of), (case.get("pending", []), pending_of)):
        found = [[each.since, each.raised_on, each.cleared_on] for each in function(history, rules)]
        assert found == wanted


def test_a_warning_says_what_was_true_when_it_held_last():
    days = {date(2026, 1, 31): [BAD], date(2026, 2, 28): [replace(BAD, gap=Decimal("0.25"))], date(2026, 3, 31): [GOOD]}
    (warning,) = warnings_of(days, rules_of(rule_of({"count": 2, "of": "evaluations"})))
    assert (warning.message("zh"), warning.last_on, warning.stage) == ("指标差25%", date(2026, 2, 28), "active")


def test_means_of_some_months_are_no_periods_that_get_worse():
    def air(period, gap, judged=None):
        return row(
            indicator="细颗粒物平均浓度",
            observed_on=period,
            gap=gap,
            on_path=False,
            **({"judge": judged} if judged else {}),
        )

    winter = [air(f"2026-0{month}", 0.1 * month, "year_to_date") for month in (2, 3, 4)]
    days = {date(2026, 3 + number, 28): [each] for number, each in enumerate([air("2025", 0.1), *winter])}
    rules = only("getting-worse")
    assert not warnings_of({**days, date(2027, 2, 1): [air("2026", 0.05)]}, rules)
    years = {date(2023 + number, 6, 30): [air(str(2022 + number), 0.1 * number)] for number in range(4)}
    assert [each.row.observed_on for each in warnings_of(years, rules)] == ["2025"]


def test_a_way_that_starts_late_is_not_out_of_reach_while_it_is_kept_to():
    slow = row(progress=0.2, time_progress=0.5, on_path=True)
    days = [date(2028, month, 28) for month in (6, 7, 8, 9)]
    rules = only("out-of-reach")
    assert not warnings_of({day: [slow] for day in days}, rules)
    behind = replace(slow, components={**slow.components, "on_path": False})
    assert [each.stage for each in warnings_of({day: [behind] for day in days}, rules)] == ["active"]


def test_late_figures_follow_the_calendar_of_their_indicator():
    monthly = row(indicator="规模以上工业增加值增速", unit="%", form="average_growth", observed_on="2026-03")
    assert [months_late(monthly, date(2026, *day)) for day in ((5, 15), (6, 30), (7, 31))] == [0, 1, 2]
    december = replace(monthly, observed_on="2025-12")
    assert months_late(december, date(2026, 3, 1)) == 0, "January comes with February"
    assert months_late(december, date(2026, 4, 30)) == 1
    assert months_late(replace(monthly, observed_on="2025"), date(2026, 6, 30), yearly=True) == 0, (
        "only years are got here"
    )
    irregular = row(indicator="公民具备科学素质比例", unit="%", observed_on="2023")
    assert months_late(irregular, date(2026, 6, 30), yearly=True) is None, "it comes at no regular time"
    yearly = row(indicator="本地自定指标", unit="个", observed_on="2024")
    assert [months_late(yearly, date(2026, *day)) for day in ((6, 30), (9, 30))] == [0, 3]
    assert months_late(replace(yearly, time_progress=Decimal(1)), date(2027, 12, 31)) == 0, "the period is over"
    assert months_late(replace(yearly, observed_on=None), date(2027, 12, 31)) is None


def test_lateness_goes_to_the_supplier_and_no_data_is_told_of_its_own():
    days = {
        date(2026, month, 28): [row(indicator="常住人口城镇化率", unit="%", observed_on="2023", **_behind())]
        for month in (1, 2)
    }
    (late,) = warnings_of(days, only("data-late"), {("s1", ""): "市发展改革委"})
    assert late.owner == "市统计局"
    assert late.owner_proposed
    assert "2023年" in late.message("zh")
    silent = {date(2026, month, 28): [replace(SAID["missing"], observed_on=None)] for month in (1, 4, 7)}
    found = [each.rule.id for each in warnings_of(silent, shipped_rules())]
    assert found == ["no-data"]
    binding = {day: [replace(rows[0], components={"binding": True})] for day, rows in silent.items()}
    assert [(each.rule.id, each.level.id) for each in warnings_of(binding, shipped_rules())] == [
        ("no-data-binding", "attention")
    ]


def _behind():
    return {"progress": 0.5, "time_progress": 0.6, "gap": 0.17, "on_path": False}


def test_owners_named_by_people_go_before_those_of_the_vocabulary():
    days = {date(2026, month, 28): [row(indicator="常住人口城镇化率", unit="%", **_behind())] for month in (1, 2, 3)}
    (proposed,) = warnings_of(days, only("far-behind"))
    assert proposed.owner_proposed
    (named,) = warnings_of(days, only("far-behind"), {("s1", ""): "市公安局"})
    assert (named.owner, named.owner_proposed) == ("市公安局", False)
    unknown = {day: [replace(each, indicator="本地自定指标") for each in rows] for day, rows in days.items()}
    assert warnings_of(unknown, only("far-behind"))[0].owner is None


def test_three_periods_worse_in_a_row():
    gaps = ["0.02", "0.05", "0.08", "0.12"]
    days = {
        date(2022 + number, 3, 31): [replace(BAD, observed_on=str(2021 + number), gap=Decimal(gap))]
        for number, gap in enumerate(gaps)
    }
    (warning,) = warnings_of(days, only("getting-worse"))
    assert warning.raised_on == date(2025, 3, 31)
    assert "连续3期" in warning.message("zh")
    looked_again = {**days, date(2025, 6, 30): days[date(2025, 3, 31)]}
    assert warnings_of(looked_again, only("getting-worse"))[0].message("zh") == warning.message("zh")
    revised = {**days, date(2025, 6, 30): [replace(BAD, observed_on="2024", gap=Decimal("0.07"))]}
    assert warnings_of(revised, only("getting-worse"))[0].stage == "cleared"


def test_an_outlook_that_misses_the_target():
    missed = replace(BAD, components={**BAD.components, "outlook": "missed"}, target_value=Decimal(65), unit="%")
    days = {date(2026, 1, 31): [missed], date(2026, 2, 28): [replace(missed, observed_on="2024")]}
    (warning,) = warnings_of(days, only("outlook-missed"))
    assert "65%" in warning.message("zh")
    disagree = replace(missed, components={**BAD.components, "outlook": "disagree"})
    assert not warnings_of({day: [disagree] for day in days}, only("outlook-missed"))
    assert not warnings_of({day: [missed] for day in days}, only("outlook-missed")), "one figure looked at twice"


def test_the_gravest_come_first_and_one_is_chosen_a_target():
    bad = row(target="s1", progress=0.2, time_progress=0.6, gap=0.66, on_path=False)
    other = row(target="s2", **_behind())
    days = {date(2026, month, 28): [other, bad] for month in (1, 2, 3)}
    found = warnings_of(days, shipped_rules())
    ranks = [each.level.rank for each in found]
    assert ranks == sorted(ranks, reverse=True)
    assert {(each.row.target, each.rule.id) for each in gravest(found)} == {
        ("s1", "out-of-reach"),
        ("s2", "far-behind"),
    }


ROWS = st.builds(
    lambda word, target, subject, period: replace(SAID[word], target=target, subject=subject, observed_on=period),
    st.sampled_from(list(SAID)),
    st.sampled_from(["s1", "s2"]),
    st.sampled_from(["", "area:990102"]),
    st.sampled_from(["2024", "2025", "2025-06"]),
)
HISTORIES = st.dictionaries(
    st.dates(date(2025, 1, 1), date(2026, 12, 31)),
    st.lists(ROWS, max_size=4, unique_by=lambda each: (each.target, each.subject)),
    max_size=8,
)


@given(HISTORIES, st.randoms())
def test_the_order_of_rows_and_days_changes_nothing(history, random):
    days = list(history)
    random.shuffle(days)
    shuffled = {day: random.sample(history[day], len(history[day])) for day in days}
    assert warnings_of(history, shipped_rules()) == warnings_of(shuffled, shipped_rules())


@given(HISTORIES)
def test_what_is_known_of_one_target_changes_nothing_of_another(history):
    own = {day: [each for each in rows if each.target == "s1"] for day, rows in history.items()}
    both = [each for each in warnings_of(history, shipped_rules()) if each.row.target == "s1"]
    assert both == list(warnings_of(own, shipped_rules()))


@given(HISTORIES)
def test_a_warning_begins_before_it_warns_and_ends_after(history):
    for each in warnings_of(history, shipped_rules()):
        assert each.since <= each.raised_on <= each.last_on
        assert each.cleared_on is None or each.last_on < each.cleared_on
        assert "—" not in each.level.name("zh")


@given(HISTORIES, st.integers(0, 8))
def test_what_comes_later_does_not_change_what_was_raised_before(history, count):
    days = sorted(history)[:count]
    early = warnings_of({day: history[day] for day in days}, shipped_rules())
    late = {
        (each.rule.id, each.row.target, each.row.subject, each.since, each.raised_on)
        for each in warnings_of(history, shipped_rules())
    }
    assert {(each.rule.id, each.row.target, each.row.subject, each.since, each.raised_on) for each in early} <= late


HIDDEN = replace(BAD, components=BAD.components | {"unreleased": True})


@pytest.mark.parametrize(
    ("template", "said"),
    [
        ("{indicator}为{value}，应达{due}", "0.5%（未公布），"),
        ("{indicator}期末达不到{target_value}", "（所据数据未公布）"),
    ],
)
def test_a_warning_from_what_is_not_released_says_so(template, said):
    rule = replace(rule_of({"count": 1, "of": "evaluations"}), message_zh=template)
    hidden = replace(HIDDEN, latest=Decimal("0.5"), unit="%")
    found = warnings_of({date(2026, 1, 31): [hidden]}, rules_of(rule))
    assert said in found[0].message_zh
    shown = warnings_of({date(2026, 1, 31): [replace(hidden, components=BAD.components)]}, rules_of(rule))
    assert "未公布" not in shown[0].message_zh


def test_what_holds_for_less_than_a_month_is_not_told_as_none():
    rule = replace(rule_of({"count": 2, "of": "months"}), message_zh="已持续{months}个月")
    found = pending_of({date(2026, 1, 31): [BAD]}, rules_of(rule))
    assert [each.message_zh for each in found] == ["已持续不到1个月"]
