"""The history of warnings: from release to release, within the period of the plan, the past never told from later values."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

from lantu.model.records import Observation
from lantu.monitoring.deciding import Confirmation
from lantu.monitoring.judging import judge
from lantu.monitoring.warnings.past import days_to_look, known_from, looked_back
from lantu.reading import read
from lantu.vocabulary.schemes import scheme

PLAN = "蓝河市国民经济和社会发展第十四个五年规划纲要\n（2021—2025年）\n第一章 目标\n2020年，全市常住人口城镇化率为60%。到2025年，常住人口城镇化率达到65%。\n"
RATE = Observation(
    indicator="常住人口城镇化率",
    period="2021",
    basis="point",
    value=Decimal(61),
    unit="%",
    state="final",
    supplier="市统计局",
    published_on="2022-03-25",
    recorded_at="2026-01-05T10:00:00+08:00",
    source="公报",
)


def test_a_value_is_known_from_its_release_and_else_from_its_recording():
    assert known_from(RATE).date() == date(2022, 3, 25)
    assert known_from(replace(RATE, published_on=None)).date() == date(2026, 1, 5)
    early = replace(RATE, recorded_at="2022-03-01T09:00:00+08:00")  # told inside the house before the release
    assert known_from(early).date() == date(2022, 3, 1)


def test_every_month_is_looked_at_and_the_last_day():
    days = days_to_look([RATE], (2021, 2025), date(2022, 6, 10))
    assert days == (date(2022, 3, 31), date(2022, 4, 30), date(2022, 5, 31), date(2022, 6, 10))
    assert days_to_look([RATE], (2021, 2025), date(2022, 4, 30)) == (date(2022, 3, 31), date(2022, 4, 30))


def test_nothing_is_looked_at_before_the_plan_or_long_after_it():
    old = replace(RATE, period="2015", published_on="2016-03-25")
    assert days_to_look([old], (2021, 2025), date(2021, 2, 3))[0] == date(2021, 1, 31)
    assert days_to_look([RATE], (2021, 2025), date(2035, 1, 1))[-1] == date(2027, 6, 30)
    assert days_to_look([], (2021, 2025), date(2022, 1, 1)) == ()


def test_a_day_of_the_past_knows_nothing_of_later_values():
    later = replace(RATE, period="2022", value=Decimal("61.1"), published_on="2023-03-25")
    days = (date(2022, 12, 31), date(2023, 12, 31))
    found = looked_back(read(PLAN.encode(), "规划.txt"), [RATE, later], days, scheme())
    rows = [next(row for row in found[day] if row.observed_on) for day in days]
    assert [row.observed_on for row in rows] == ["2021", "2022"]
    assert [row.status for row in rows] == ["on_track", "hard"]


def test_what_a_person_let_stand_counts_on_the_days_it_was_about():
    plan = read(PLAN.replace("达到65%", "达到65%左右").encode(), "规划.txt")
    later = replace(RATE, period="2022", value=Decimal("61.1"), published_on="2023-03-25")
    first = replace(RATE, value=Decimal("60.95"))
    days = (date(2022, 12, 31), date(2023, 12, 31))
    before = looked_back(plan, [first, later], days, scheme())
    row = next(row for row in before[days[0]] if row.observed_on)
    proposal = judge(row, scheme())
    assert proposal.proposal
    answer = Confirmation(
        target=row.target, observed_on=row.observed_on, latest=row.latest, due_value=row.due_value,
        target_value=row.target_value, proposed=proposal.proposed, scheme=scheme().id, status="behind",
        by="规划处", at="2023-01-05", reason="口径不同",
    )  # fmt: skip
    found = looked_back(plan, [first, later], days, scheme(), answers={(row.target, ""): answer})
    then, now = (next(row for row in found[day] if row.observed_on) for day in days)
    assert then.status == "behind" != row.status
    assert now == next(row for row in before[days[1]] if row.observed_on), "of another value nobody has said anything"
