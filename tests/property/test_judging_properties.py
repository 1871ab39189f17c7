"""What holds of every status: better is never worse, on the path is on track, what is missing has none."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from functools import cache
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.unit.monitoring.rows import row

from lantu.model.plan import Reading
from lantu.model.progress import Progress
from lantu.model.records import Observation
from lantu.monitoring.criteria import decides
from lantu.monitoring.judging import judge
from lantu.monitoring.monitoring import monitor
from lantu.reading import read
from lantu.vocabulary.criteria import Clause, Condition, Criterion, shipped_criteria
from lantu.vocabulary.schemes import SHIPPED, Scheme, scheme

HEAD = "云川市国民经济和社会发展第十四个五年规划纲要\n（2021—2025年）\n第一章 主要目标\n"
#: text, indicator, basis, unit, direction, a value every year may have
FORMS: dict[str, tuple[str, str, str, str, int, st.SearchStrategy[Decimal]]] = {
    "level_up": (
        "2020年，常住人口城镇化率为60.6%。到2025年，常住人口城镇化率达到65%。",
        "常住人口城镇化率", "point", "%", 1, st.decimals(55, 70, places=1),
    ),
    "level_down": (
        "2020年，细颗粒物年均浓度为33微克/立方米。到2025年，细颗粒物年均浓度下降到28微克/立方米。",
        "细颗粒物平均浓度", "period", "微克/立方米", -1, st.decimals(20, 40, places=0),
    ),
    "cumulative_sum": (
        "五年累计城镇新增就业5万人。", "城镇新增就业", "period", "万人", 1, st.decimals(0, 2, places=2),
    ),
    "cumulative_reduction": (
        "到2025年，单位地区生产总值能耗累计降低14.5%。",
        "单位地区生产总值能耗降低", "change_on_year", "%", 1, st.decimals(-6, 8, places=2),
    ),
    "average_growth": (
        "地区生产总值年均增长6.5%。", "地区生产总值增速", "change_on_year", "%", 1, st.decimals(-4, 12, places=1),
    ),
    "cumulative_increment": (
        "2020年，人均预期寿命为77.3岁。五年人均预期寿命累计提高1岁。", "人均预期寿命", "point", "岁", 1, st.decimals(76, 79, places=1),
    ),
    "level_up, held": (
        "2020年，空气质量优良天数比率为92%。到2025年，空气质量优良天数比率达到90%。",
        "空气质量优良天数比率", "period", "%", 1, st.decimals(85, 95, places=1),
    ),
    "cap": ("城镇调查失业率控制在5.5%以内。", "城镇调查失业率", "period", "%", -1, st.decimals(4, 7, places=1)),
    "floor": ("九年义务教育巩固率保持在95%以上。", "九年义务教育巩固率", "period", "%", 1, st.decimals(85, 100, places=1)),
}  # fmt: skip


@cache
def plan_of(form: str) -> Reading:
    return read((HEAD + FORMS[form][0] + "\n").encode(), "plan.txt")


def measured(form: str, values: list[Decimal]) -> Progress:
    _, indicator, basis, unit, _, _ = FORMS[form]
    seen = [
        Observation(
            indicator=indicator, period=str(2021 + number), basis=basis, value=value, unit=unit, state="final",
            supplier="市统计局", published_on="2026-01-31", source="公报",
        )
        for number, value in enumerate(values)
    ]  # fmt: skip
    (found,) = (
        row
        for row in monitor(plan_of(form), seen, date(2026, 3, 31)).rows
        if row.form == form.split(",", maxsplit=1)[0]
    )
    assert found.form == form.split(",", maxsplit=1)[0]
    return found


@pytest.mark.parametrize("form", FORMS)
@given(data=st.data(), binding=st.booleans(), name=st.sampled_from(SHIPPED))
def test_a_better_value_never_has_a_worse_status(form, data, binding, name):
    _, _, _, _, direction, value = FORMS[form]
    values = data.draw(st.lists(value, min_size=1, max_size=5))
    place = data.draw(st.integers(0, len(values) - 1))
    better = [*values]
    better[place] += direction * data.draw(st.decimals(0, 5, places=2))
    before, after = (_judged(measured(form, each), binding, scheme(name)) for each in (values, better))
    assert before is None or (after is not None and after >= before)


def _judged(progress: Progress, binding: bool, kind: Scheme) -> int | None:
    status = judge(replace(progress, components={**progress.components, "binding": binding}), kind).status
    return None if status is None else status.rank


@pytest.mark.parametrize("form", ["level_up", "level_down", "cumulative_sum", "cumulative_reduction", "average_growth"])
@given(st.data())
def test_a_value_on_the_path_is_on_track(form, data):
    """What is due, rounded to the side on which more is asked, is at least on track."""
    values = data.draw(st.lists(FORMS[form][5], min_size=1, max_size=1))
    due = measured(form, values).due_value
    assert due is not None
    step = Decimal("0.01")
    on_path = (due / step).to_integral_value(rounding="ROUND_CEILING" if FORMS[form][4] > 0 else "ROUND_FLOOR") * step
    judgement = judge(measured(form, [on_path]), scheme())
    assert judgement.status is not None
    assert judgement.status.key in ("done", "on_track"), judgement.why("zh")


NUMBERS = st.decimals(-2, 2, places=2, allow_nan=False, allow_infinity=False)


def value_of(criterion: Criterion) -> st.SearchStrategy[Any]:
    if criterion.kind == "truth":
        return st.booleans()
    return st.sampled_from(["level_up", "cap", "cumulative_reduction"]) if criterion.kind == "text" else NUMBERS


PLAIN = {name: each for name, each in shipped_criteria().items() if not each.of_history}
KNOWN = st.fixed_dictionaries({}, optional={name: value_of(each) for name, each in PLAIN.items()})


def improved(known: dict[str, Any], step: Decimal) -> dict[str, Any]:
    """Every criterion that depends on the value, moved to its better side; the same ones known."""
    sides = {name: PLAIN[name].better for name in known}
    moved = {}
    for name, value in known.items():
        if isinstance(value, bool):
            moved[name] = value if sides[name] == "neither" else sides[name] == "up"
        elif isinstance(value, Decimal):
            moved[name] = value + {"up": step, "down": -step, "neither": Decimal(0)}[sides[name]]
        else:
            moved[name] = value
    return moved


def condition_of(name: str) -> st.SearchStrategy[Condition]:
    kind = PLAIN[name].kind
    if kind == "truth":
        return st.builds(Condition, criterion=st.just(name), holds=st.booleans())
    if kind == "text":
        return st.builds(Condition, criterion=st.just(name), one_of=st.just(("level_up",)))
    bound = st.sampled_from(["above", "at_least", "below", "at_most"])
    return st.builds(lambda side, number: Condition(criterion=name, **{side: number}), bound, NUMBERS)


CONDITIONS = st.sampled_from(sorted(PLAIN)).flatmap(condition_of)


@given(
    st.lists(CONDITIONS, min_size=1, max_size=3), st.lists(CONDITIONS, max_size=2), KNOWN, st.decimals(0, 2, places=2)
)
def test_what_a_scheme_may_ask_is_never_lost_by_a_better_value(when, unless, known, step):
    """The check that refuses a file (V046) is the proof for every scheme, an office's own included."""
    allowed = [each for each in when if each.asks_for_good(PLAIN[each.criterion].better)]
    hindering = [each for each in unless if each.asks_for_bad(PLAIN[each.criterion].better)]
    rule = Clause(id="any", when=tuple(allowed), unless=tuple(hindering))
    if decides(rule, known):
        assert decides(rule, improved(known, step))


@given(
    KNOWN,
    st.sampled_from(["missing", "not_due", "awaiting_target", "not_applicable", "error"]),
    st.sampled_from(SHIPPED),
)
def test_what_is_not_computed_never_has_a_status(known, state, name):
    taken = {key: value for key, value in known.items() if key not in ("form", "progress_to_time", "pace")}
    judgement = judge(row(**{**taken, "state": state}), scheme(name))
    assert judgement.status is None
    assert judgement.progress.status is None
    assert not judgement.proposal


@given(KNOWN, st.sampled_from(SHIPPED))
def test_no_status_rests_on_nothing(known, name):
    """Whether kept, on the path, reached, and by how much: without any of it there is no word, least of all a good one."""
    told = {"binding", "form", "time_progress"}
    judgement = judge(row(**{key: value for key, value in known.items() if key in told}), scheme(name))
    assert judgement.status is None
