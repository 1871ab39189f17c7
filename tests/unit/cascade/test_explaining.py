"""What an area is told of its part: two sentences, a third where a bound holds, for every method and in both languages."""

from __future__ import annotations

from decimal import Decimal

import pytest

from lantu.cascade.allocation import AreaBound, AreaChoice, Member
from lantu.cascade.areas import Shared, part_said, share_out
from lantu.cascade.observed import Observed
from lantu.cascade.tracks import Track

MEMBERS = (
    Member(subject="area:1", name="甲县"),
    Member(subject="area:2", name="乙县"),
    Member(subject="area:3", name="开发区", host="area:1"),
)
FIGURES = {
    "area:1": {
        "base": Decimal(60),
        "denominator": Decimal(50),
        "amount": Decimal(90),
        "output": Decimal(40),
        "need": Decimal(1),
    },
    "area:2": {
        "base": Decimal(40),
        "denominator": Decimal(50),
        "amount": Decimal(60),
        "output": Decimal(20),
        "need": Decimal(2),
    },
    "area:3": {"base": Decimal(15)},
}


def whole(measure: str, form: str, end: str, start: str, unit: str, direction: str = "up") -> Track:
    return Track(
        indicator="示例指标",
        name="示例指标",
        unit=unit,
        measure=measure,
        form=form,
        direction=direction,
        years=(2030,),
        wished=(Decimal(end),),
        baseline=Decimal(start),
        precision=Decimal("0.1"),
    )


AMOUNT = whole("sum", "cumulative_sum", "10", "0", "万人")
SHARE = whole("level", "level_up", "55", "50", "%")
REDUCTION = whole("index", "cumulative_reduction", "85.5", "100", "%", "down")
GROWTH = whole("index", "average_growth", "105", "100", "%")
CAP = whole("level", "cap", "5.5", "5", "%", "down")


def shared(track: Track, choice: AreaChoice) -> Shared:
    return share_out(track, choice, MEMBERS, Observed.of([]), binding=True)


@pytest.mark.parametrize(
    ("track", "choice", "texts"),
    [
        (AMOUNT, AreaChoice(), ["按基期数的份额分担", "甲县的份额是60%，因此为6.0万人。"]),
        (AMOUNT, AreaChoice(mix={"base": Decimal(1), "need": Decimal(1)}), ["基期数（占50%）、需求（占50%）"]),
        (SHARE, AreaChoice(), ["按各自的需求推进", "甲县由60.0%到63.3%。"]),
        (REDUCTION, AreaChoice(), ["档差", "甲县没有另定档差，因此为14.5%。"]),
        (REDUCTION, AreaChoice(classes={"area:1": "高"}, differences={"高": Decimal(1)}), ["属“高”类（档差+1）"]),
        (GROWTH, AreaChoice(), ["同一要求，直接下达", "甲县为5.0%。"]),
        (CAP, AreaChoice(), ["同一要求，直接下达", "甲县为5.5%。"]),
        (AMOUNT, AreaChoice(method="assigned", values={"area:1": Decimal(7), "area:2": Decimal(3)}), ["逐一确定"]),
    ],
    ids=["shares", "mix", "shift", "one class", "classes", "equal rate", "passed through", "assigned"],
)
def test_two_sentences_say_how_and_what_it_rests_on(track, choice, texts):
    choice = AreaChoice(**{**vars_of(choice), "figures": FIGURES})
    found = shared(track, choice)
    said = part_said(found, found.tracks[0], "zh")
    assert said.count("。") == 2
    assert all(text in said for text in texts), said
    english = part_said(found, found.tracks[0], "en")
    assert f"{english} ".count(". ") == 2


def vars_of(choice: AreaChoice) -> dict[str, object]:
    return {name: getattr(choice, name) for name in AreaChoice.__dataclass_fields__}


def test_a_bound_is_told_with_its_reason():
    bounds = {"area:1": AreaBound(high=Decimal(5), reason="厂区搬迁")}
    found = shared(AMOUNT, AreaChoice(figures=FIGURES, bounds=bounds))
    assert [track.wished[-1] for track in found.tracks] == [5, 5]
    assert "厂区搬迁" in part_said(found, found.tracks[0], "zh")
    assert "厂区搬迁" not in part_said(found, found.tracks[1], "zh")


def test_a_zone_is_told_that_its_host_holds_it():
    found = shared(AMOUNT, AreaChoice(figures=FIGURES))
    (zone,) = found.inside
    assert zone.wished == (Decimal("1.5"),)
    assert "不另计入合计" in part_said(found, zone, "zh")


@pytest.mark.parametrize(
    ("track", "bound", "state"),
    [
        (REDUCTION, AreaBound(low=Decimal(15)), Decimal(85)),
        (GROWTH, AreaBound(low=Decimal(6)), Decimal(106)),
        (AMOUNT, AreaBound(low=Decimal(7)), Decimal(7)),
    ],
)
def test_a_bound_is_set_in_the_words_of_the_target(track, bound, state):
    method = {"index": "classes", "sum": "shares"}[track.measure]
    found = shared(track, AreaChoice(method=method, figures=FIGURES, bounds={"area:1": bound}))
    assert abs(found.tracks[0].wished[-1] - state) < Decimal("1e-9")
    (limit,) = found.tracks[0].limits
    assert abs((limit.high if track.direction == "down" else limit.low) - state) < Decimal("1e-9")
