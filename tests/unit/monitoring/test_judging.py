"""Status by a scheme: the cases planners can read, the reason given, proposals, and the wording of reports."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest
import yaml
from tests.unit.monitoring.rows import row

from lantu.errors import MonitoringError
from lantu.monitoring.deciding import Confirmation, WordingDecision, confirmed, wording
from lantu.monitoring.judging import judge, judge_all
from lantu.vocabulary.schemes import scheme, shipped_schemes

CASES = yaml.safe_load((Path(__file__).parents[2] / "cases" / "monitoring" / "judging.yaml").read_text("utf-8"))
NAMES = {
    "five": "five-steps",
    "national": "national-four-words",
    "hubei": "hubei-four-words",
    "energy": "energy-dual-control-2020",
}
BEHIND = row(
    indicator="单位地区生产总值能耗降低",
    form="cumulative_reduction",
    unit="%",
    latest="4.8681",
    due_value="10.58",
    progress=0.268,
    time_progress=0.6,
    gap=0.539,
    on_path=False,
    reached=False,
    year_met=True,
    annual_value=4.18,
    annual_target=3.66,
    binding=True,
    precision=0.01,
)
BEHIND = replace(BEHIND, latest=Decimal("4.8681"), due_value=Decimal("10.58"))
ABOUT = row(
    indicator="高中阶段毛入学率", latest=64.6, progress=0.9, time_progress=0.8, gap=-0.1, on_path=True, judge="about"
)


def test_every_shipped_scheme_has_cases():
    assert set(NAMES.values()) == set(shipped_schemes())
    assert all(set(case["gives"]) == set(NAMES) for case in CASES)
    given = {(name, key) for case in CASES for name, key in case["gives"].items() if key}
    assert given == {(name, status.key) for name in NAMES for status in scheme(NAMES[name]).statuses}


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("case", CASES, ids=lambda case: case["why"])
def test_cases(case, name):
    judgement = judge(row(**case["is"]), scheme(NAMES[name]))
    assert judgement.progress.status == case["gives"][name], judgement.why("zh")
    assert (judgement.status and judgement.status.key) == case["gives"][name]
    assert judgement.why("zh")
    assert judgement.why("en")
    wanted = case.get("rule", {}).get(name)
    assert wanted is None or (judgement.rule and judgement.rule.id == wanted)


def test_the_reason_shows_its_arithmetic_in_both_languages():
    judgement = judge(BEHIND, scheme("energy-dual-control-2020"))
    for said in ("4.87%", "10.58%", "26.8%", "60%", "53.9%", "10%", "3.66%", "能耗双控晴雨表", "一级（红灯）"):
        assert said in judgement.why("zh")
    for said in ("4.87%", "10.58%", "26.8%", "53.9%", "more than 10%", "Level 1 (red)"):
        assert said in judgement.why("en")


def test_a_number_near_its_bound_is_printed_until_it_differs():
    near = judge(
        row(progress=0.53997, time_progress=0.6, gap=0.10005, on_path=False), scheme("energy-dual-control-2020")
    )
    assert near.status is None, "the form is none of those the barometer was made for"
    near = judge(
        row(form="cumulative_reduction", progress=0.53997, time_progress=0.6, gap=0.10005, on_path=False),
        scheme("energy-dual-control-2020"),
    )
    assert "10.01%（大于10%）" in near.why("zh")


def test_thresholds_of_our_own_are_never_shown_as_those_of_a_state():
    for each in shipped_schemes().values():
        said = judge(BEHIND, each).why("zh")
        assert ("界限为自定" in said) is (each.thresholds == "own")
    assert [each.id for each in shipped_schemes().values() if each.thresholds == "published"] == [
        "energy-dual-control-2020"
    ]


def test_a_status_given_before_is_not_looked_at():
    again = judge(replace(BEHIND, status="done"), scheme())
    assert again == judge(BEHIND, scheme())
    assert judge(replace(BEHIND, state="missing", status="done"), scheme()).progress.status is None


def test_what_the_data_cannot_decide_is_a_proposal_that_a_person_confirms():
    proposal = judge(ABOUT, scheme())
    assert proposal.proposal
    assert proposal.status.key == "on_track"
    assert "由人确认" in proposal.why("zh")
    answer = Confirmation(
        target="s1", observed_on="2023", latest=Decimal("64.6"), scheme="five-steps", status="close",
        due_value=ABOUT.due_value, target_value=ABOUT.target_value, proposed="on_track",
        by="市发展改革委", at="2024-03-01T09:00:00+08:00", reason="差 0.4 个百分点，不宜说达到",
    )  # fmt: skip
    done = confirmed(proposal, answer)
    assert (done.proposal, done.progress.status, done.status.key) == (False, "close", "close")
    assert "市发展改革委" in done.why("zh")
    moved_on = judge(replace(ABOUT, latest=Decimal("64.9")), scheme())
    assert confirmed(moved_on, answer) == moved_on, "the data has moved on: the question is open again"
    for other in ({"due_value": Decimal("63.1")}, {"target_value": Decimal(66)}):
        now = judge(replace(ABOUT, **other), scheme())
        assert confirmed(now, answer) == now, "it is held against something else: the question is open again"
    assert confirmed(proposal, replace(answer, proposed="ahead")) == proposal, "something else was proposed"
    with pytest.raises(MonitoringError, match="M231"):
        confirmed(proposal, replace(answer, status="splendid"))


@pytest.mark.parametrize("about", ["about", "in_step", "equal_to_baseline", "year_to_date", "anything else"])
def test_a_proposal_says_why_a_person_has_to_decide(about):
    proposal = judge(replace(ABOUT, components={**ABOUT.components, "judge": about}), scheme())
    assert proposal.proposal
    assert proposal.why("zh").endswith("这是建议，由人确认。")
    assert about.replace("_", " ") == "anything else" or about not in proposal.why("zh"), "no key is shown to a person"


def test_a_status_that_follows_from_the_data_is_nobodys_to_change():
    judgement = judge(BEHIND, scheme())
    answer = Confirmation(
        target="s1", observed_on="2023", latest=BEHIND.latest, scheme="five-steps", status="on_track",
        due_value=BEHIND.due_value, target_value=BEHIND.target_value, proposed=judgement.proposed,
        by="某人", at="2024-03-01", reason="好看",
    )  # fmt: skip
    with pytest.raises(MonitoringError, match="M230"):
        confirmed(judgement, answer)


def test_wording_is_a_field_of_its_own_with_its_own_decision():
    judgement = judge(BEHIND, scheme("national-four-words"))
    assert wording(judgement).text("zh") == "滞后预期"
    decision = WordingDecision(
        target="s1", observed_on="2023", latest=BEHIND.latest, scheme="national-four-words",
        due_value=BEHIND.due_value, target_value=BEHIND.target_value, proposed=judgement.proposed,
        zh="与进度要求尚有差距", en="short of the progress asked", by="市政府办公室", at="2024-03-02", reason="报告统一用语",
    )  # fmt: skip
    printed = wording(judgement, decision)
    assert (printed.text("zh"), printed.settled) == ("与进度要求尚有差距", True)
    assert judgement.progress.status == "lagging", "wording changes no status"
    other_year = judge(replace(BEHIND, observed_on="2024"), scheme("national-four-words"))
    assert wording(other_year, decision).text("zh") == "滞后预期"


def test_an_open_proposal_may_not_be_printed():
    assert not wording(judge(ABOUT, scheme())).settled
    assert wording(judge(BEHIND, scheme())).settled


@pytest.mark.parametrize("name", NAMES.values())
@pytest.mark.parametrize("case", CASES, ids=lambda case: case["why"])
def test_at_the_end_nothing_missed_is_worded_as_met(case, name):
    over = judge(row(**{**case["is"], "time_progress": 1}), scheme(name))
    good = {"完成", "实现"}
    if over.status is None:
        assert not good & {wording(over).text("zh")[:2]}
        return
    met = case["is"].get("reached") or case["is"].get("on_path") or case["is"].get("kept")
    assert (wording(over).text("zh")[:2] in good) is bool(met)


def test_rows_are_judged_in_their_order():
    rows = [BEHIND, ABOUT]
    assert [each.progress.target for each in judge_all(rows, scheme())] == ["s1", "s1"]
    assert [each.status.key for each in judge_all(rows, scheme())] == ["hard", "on_track"]
