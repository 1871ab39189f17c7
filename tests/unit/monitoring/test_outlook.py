"""Outlooks: the planner's figures, honest states, and nothing printed that nobody decided."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import yaml

from lantu.errors import MonitoringError
from lantu.monitoring.outlook.asked import Asked
from lantu.monitoring.outlook.fitting import fit
from lantu.monitoring.outlook.history import History, Point
from lantu.monitoring.outlook.looking import outlook
from lantu.monitoring.outlook.methods import METHODS
from lantu.monitoring.outlook.methods.recent_years import weight
from lantu.monitoring.outlook.record import Decided, Outlook
from lantu.monitoring.outlook.student import quantile

CASES = yaml.load(
    (Path(__file__).resolve().parents[2] / "cases" / "monitoring" / "outlook.yaml").read_text("utf-8"), yaml.BaseLoader
)
D = Decimal
BY_CASE = pytest.mark.parametrize("case", CASES, ids=lambda case: case["why"])
WORDS = ("direction", "unit", "form", "target", "subject")


def history(case: Any) -> History:
    states = {int(year): D(value) for year, value in case.get("states", {}).items()}
    if "yearly" in case:
        states[int(case["base"])] = level = D(100)
        for year, rate in sorted(case["yearly"].items()):
            states[int(year)] = level = level * (1 + D(rate) / 100)
    months = {
        int(year): {int(month): D(value) for month, value in found.items()}
        for year, found in case.get("to_date", {}).items()
    }
    return History(measure=case["measure"], base_year=int(case["base"]), states=states, to_date=months)


def asked(case: Any) -> Asked:
    given = dict(case["asked"])
    years = int(given["end"]) - int(case["base"])
    if "growth" in given:
        given["low"] = str(100 * (1 + D(given.pop("growth")) / 100) ** years)
    if "reduction" in given:
        given["high"] = str(100 - D(given.pop("reduction")))
    facts: dict[str, Any] = {"end": int(given.pop("end"))}
    for name, text in given.items():
        facts[name] = text if name in WORDS else text == "true" if text in ("true", "false") else D(text)
    return Asked(**facts)


def look(case: Any) -> Outlook:
    return outlook(history(case), asked(case))


def agrees(found: Decimal, text: str) -> bool:
    return found.quantize(D(text)) == D(text)


@BY_CASE
def test_each_method_ends_where_the_planner_reckons(case):
    found = look(case)
    for method, text in case.get("ends", {}).items():
        projection = found.projection(method)
        assert projection is not None, method
        told = found.asked.told(found.history, found.asked.end, projection.values[found.asked.end])
        assert agrees(told, text), (method, told)
    for method, (low, high) in case.get("intervals", {}).items():
        projection = found.projection(method)
        assert agrees(projection.lows[found.asked.end], low)
        assert agrees(projection.highs[found.asked.end], high)
    for method, figures in case.get("figures", {}).items():
        for name, text in figures.items():
            assert agrees(found.projection(method).figures[name], text), (method, name)


@BY_CASE
def test_it_says_what_can_be_said_and_no_more(case):
    found = look(case)
    assert found.state == case.get("state", "computed")
    assert (found.state == "computed") == (found.reason is None)
    if found.state == "computed":
        assert (found.agreement or "null") == case["agreement"]
    if "refused" in case:
        assert sorted(found.refused) == sorted(case["refused"])
    assert {each.method for each in found.projections if each.limited} == set(case.get("limited", ()))
    for name, text in case.get("needed", {}).items():
        assert agrees(D(getattr(found.needed, name)), text), name


@BY_CASE
@pytest.mark.parametrize("language", ["zh", "en"])
def test_every_part_speaks_both_languages(case, language):
    found = look(case)
    said = [found.said(language), *(each.said(language) for each in (*found.projections, *found.refused.values()))]
    assert all(text.strip() and "{" not in text and "Sentence" not in text for text in said)
    if language == "zh":
        assert not any(" " in text for text in said), "Chinese is joined without blanks"


@BY_CASE
def test_an_interval_holds_its_value(case):
    for each in look(case).projections:
        assert set(each.lows) == set(each.highs) <= set(each.values)
        assert all(each.lows[year] <= each.values[year] <= each.highs[year] for year in each.lows)
        assert (each.interval == "none") == (not each.lows)


def test_disagreement_names_who_says_what():
    case = next(case for case in CASES if case["why"].startswith("城镇化率"))
    said = look(case).said("zh")
    assert "不一致" in said
    assert "5种认为能达到" in said
    assert "1种认为达不到（阻尼趋势）" in said
    assert "0.85个百分点" in said


def test_one_method_alone_is_no_agreement():
    case = next(case for case in CASES if case["why"].startswith("年内按往年同期份额"))
    found = look(case)
    assert found.agreement == "met"
    assert "没有别的方法印证" in found.said("zh")


def test_a_single_change_is_said_to_say_little():
    case = next(case for case in CASES if case["why"].startswith("上升指标"))
    found = look(case)
    assert all("只依据一次变动" in each.said() and each.interval == "none" for each in found.projections)


def test_a_value_that_is_no_number_is_an_error_and_no_outlook():
    broken = History(measure="level", base_year=2020, states={2020: D(1), 2021: D("NaN")})
    found = outlook(broken, Asked(end=2025, unit="", precision=D(1), direction="up", low=D(2)))
    assert found.state == "error"
    assert not found.projections


def test_no_document_prints_it_before_a_person_has_decided():
    found = look(CASES[0])
    with pytest.raises(MonitoringError, match="M365"):
        found.for_document()
    decided = Decided(verdict="open", by="规划处", at="2026-11-30T09:00:00+08:00", reason="两法不一致，待三季度数")
    assert found.decide(decided).for_document() == decided
    assert found.decided is None


def test_a_verdict_is_sure_only_if_the_whole_interval_says_so():
    wide = next(case for case in CASES if case["why"].startswith("基期直线的区间"))
    assert "straight_line" not in look(wide).sure
    easy = {**wide, "asked": {**wide["asked"], "low": "62"}}
    assert "straight_line" in look(easy).sure
    hard = {**wide, "asked": {**wide["asked"], "low": "70"}}
    assert "straight_line" in look(hard).sure
    between = {**wide, "asked": {**wide["asked"], "low": "67", "high": "68", "direction": "none"}}
    assert "straight_line" not in look(between).sure


def test_a_cap_that_tightens_is_held_against_each_year():
    """11 in 2024 would keep the cap of that year; 12 in 2025 breaks the tighter one."""
    history = History(measure="level", base_year=2021, states={2021: D(8), 2022: D(9), 2023: D(10)})
    asked = Asked(
        end=2025,
        unit="",
        precision=D("0.1"),
        direction="down",
        high=D(11),
        each_year=True,
        yearly={2024: (None, D(12)), 2025: (None, D("11"))},
    )
    found = outlook(history, asked)
    assert found.verdicts["straight_line"] == "missed"
    assert "straight_line" in found.sure
    assert "2025年就会突破限值" in found.said("zh")
    assert outlook(history, replace(asked, yearly={2024: (None, D(12)), 2025: (None, D(13))})).agreement == "met"


def test_every_method_has_a_case():
    assert {method.key for method in METHODS} == {key for case in CASES for key in case.get("ends", {})}


@pytest.mark.parametrize("seed", range(20))
def test_the_regressions_give_what_numpy_gives(seed):
    """A peer of its own: weights of polyfit multiply the residuals, so they are the roots of ours."""
    chance = np.random.default_rng(seed)
    years = np.sort(chance.choice(np.arange(2010, 2024), size=chance.integers(3, 12), replace=False))
    values = chance.normal(50, 10, size=len(years)).round(2)
    weights = np.array([float(weight(int(years[-1] - year))) for year in years])
    points = [Point(int(year), D(str(value))) for year, value in zip(years, values, strict=True)]
    for counts, line in (
        (np.ones(len(years)), fit(points)),
        (weights, fit(points, [weight(int(years[-1] - year)) for year in years])),
    ):
        slope, start = np.polyfit(years - 2010, values, 1, w=np.sqrt(counts))
        assert float(line.slope) == pytest.approx(slope, rel=1e-9, abs=1e-9)
        assert float(line.value(2030)) == pytest.approx(start + 20 * slope, rel=1e-9)


@pytest.mark.parametrize("seed", range(10))
def test_the_interval_of_least_squares_is_the_textbooks(seed):
    stats = pytest.importorskip("scipy.stats")
    chance = np.random.default_rng(seed)
    years = np.arange(2015, 2024)
    values = chance.normal(50, 5, size=len(years)).round(2)
    line = stats.linregress(years, values)
    rests = values - line.intercept - line.slope * years
    spread = np.sqrt((rests**2).sum() / (len(years) - 2))
    away = (2030 - years.mean()) ** 2 / ((years - years.mean()) ** 2).sum()
    half = stats.t.ppf(0.9, len(years) - 2) * spread * np.sqrt(1 + 1 / len(years) + away)
    ours = fit([Point(int(year), D(str(value))) for year, value in zip(years, values, strict=True)]).half(2030)
    assert float(ours) == pytest.approx(half, rel=1e-4)


def test_the_quantiles_are_those_of_student():
    stats = pytest.importorskip("scipy.stats")
    for freedom in range(1, 31):
        assert float(quantile(freedom)) == pytest.approx(stats.t.ppf(0.9, freedom), abs=6e-5)
    assert float(quantile(10**6)) == pytest.approx(stats.norm.ppf(0.9), abs=6e-5)
