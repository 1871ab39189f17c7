"""What holds of every way to share a target out: the areas make the whole, keep their bounds, and nobody's place in the table counts."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import Any

from hypothesis import assume, given
from hypothesis import strategies as st

from lantu.cascade.allocation import AreaBound, AreaChoice, Member
from lantu.cascade.areas import apportioned, in_published_units, share_out
from lantu.cascade.balance.balancing import balance
from lantu.cascade.balance.published import published
from lantu.cascade.observed import Observed
from lantu.cascade.rounds import Negotiation
from lantu.cascade.tracks import Limit, Track
from lantu.cascade.years import walk

YEARS = (2026, 2027, 2028, 2029, 2030)
EVEN = {year: Decimal(year - 2025) / 5 for year in range(2025, 2031)}
NOBODY = Observed.of([])

figures = st.decimals(Decimal(1), Decimal(1000), places=1)
small = st.lists(figures, min_size=1, max_size=7)


def members(count: int) -> tuple[Member, ...]:
    return tuple(Member(subject=f"area:{at:02}", name=f"{at}号县") for at in range(count))


def whole(measure: str, form: str, start: Decimal, end: Decimal, **facts: Any) -> Track:
    states = walk({2025: start, 2030: end}, EVEN, by_rate=measure == "index")
    side = {"high": end} if facts.get("direction") == "down" else {"low": end}
    return Track(
        indicator="示例指标",
        name="示例指标",
        measure=measure,
        form=form,
        baseline=start,
        years=YEARS,
        wished=tuple(states[year] for year in YEARS),
        limits=(Limit(year=2030, **side, origin="binding"),),
        **{"unit": "", "precision": Decimal(1), "direction": "up"} | facts,
    )


@st.composite
def amounts(draw: st.DrawFn, *, bounded: bool = False) -> tuple[Track, AreaChoice, tuple[Member, ...]]:
    """An amount of the period or a level, shared by a mix of figures, sometimes with bounds that can be kept."""
    base = draw(st.lists(figures, min_size=2, max_size=7) if bounded else small)
    need = draw(st.lists(figures, min_size=len(base), max_size=len(base)))
    measure = "sum" if bounded else draw(st.sampled_from(["sum", "level"]))
    start = Decimal(0) if measure == "sum" else sum(base)
    end = Decimal(int(start) + draw(st.integers(1, 5000)))
    people = members(len(base))
    given_figures = {m.subject: {"base": b, "need": n} for m, b, n in zip(people, base, need, strict=True)}
    mix = {"base": Decimal(draw(st.integers(1, 3))), "need": Decimal(draw(st.integers(0, 3)))}
    bounds = {}
    if bounded or (measure == "sum" and len(base) > 1 and draw(st.booleans())):
        bounds[people[0].subject] = AreaBound(high=Decimal(int(end) // len(base)), reason="示例")
    choice = AreaChoice(method="shares", mix=mix, figures=given_figures, bounds=bounds)
    facts = {"form": "cumulative_sum" if measure == "sum" else "level_up"}
    return (
        whole(measure, facts["form"], start, end, unit="万人", precision=Decimal(draw(st.sampled_from(["1", "0.1"])))),
        choice,
        people,
    )


@st.composite
def ratios(draw: st.DrawFn) -> tuple[Track, AreaChoice, tuple[Member, ...]]:
    """A share of a hundred that all areas raise together, weighted by their people."""
    weights = draw(small)
    levels = [draw(st.decimals(10, 80, places=1)) for _ in weights]
    mean = sum(w * v for w, v in zip(weights, levels, strict=True)) / sum(weights)
    start = mean.quantize(Decimal("0.1"))
    people = members(len(weights))
    given_figures = {m.subject: {"base": b, "denominator": w} for m, b, w in zip(people, levels, weights, strict=True)}
    end = start + draw(st.decimals(Decimal("0.5"), 10, places=1))
    track = whole("level", "level_up", start, end, unit="%", precision=Decimal("0.1"))
    return track, AreaChoice(method="common_shift", figures=given_figures), people


@st.composite
def reductions(draw: st.DrawFn) -> tuple[Track, AreaChoice, tuple[Member, ...]]:
    """A reduction of intensity by classes, areas growing differently."""
    used = draw(small)
    people = members(len(used))
    given_figures = {
        m.subject: {"amount": amount, "output": draw(figures), "growth": draw(st.decimals(0, 10, places=1))}
        for m, amount in zip(people, used, strict=True)
    }
    classes = {m.subject: draw(st.sampled_from(["高", "中", "低"])) for m in people}
    differences = {"高": Decimal(1), "中": Decimal(0), "低": Decimal(-1)}
    asked = draw(st.decimals(5, 25, places=1))
    facts = {"unit": "%", "precision": Decimal("0.01"), "direction": "down"}
    track = whole("index", "cumulative_reduction", Decimal(100), 100 - asked, **facts)
    choice = AreaChoice(method="classes", figures=given_figures, classes=classes, differences=differences)
    return track, choice, people


any_sharing = st.one_of(amounts(), ratios(), reductions())


def shared(case: Any) -> Any:
    track, choice, people = case
    return share_out(track, choice, people, NOBODY, binding=True)


@given(any_sharing)
def test_the_areas_make_the_whole_in_every_year(case):
    track, found = case[0], shared(case)
    assert found.joint is not None
    for at, year in enumerate(track.years):
        factors = found.joint.coefficients_in(year)
        made = sum(float(f) * float(part.wished[at]) for f, part in zip(factors, found.tracks, strict=True))
        asked = float(track.wished[at])
        assert abs(made - asked) <= 1e-8 * max(abs(asked), 1)


@given(reductions())
def test_a_reduction_told_in_published_units_is_still_what_is_asked(case):
    track, found = case[0], shared(case)
    told = in_published_units(found, found.tracks)
    made = sum(float(f) * float(t.wished[-1]) for f, t in zip(found.joint.coefficients_in(2030), told, strict=True))
    assert made <= float(track.wished[-1]) + float(track.precision) / 2 + 1e-9
    assert all((100 - part.wished[-1]) % track.precision == 0 for part in told)
    assert all(abs(a.wished[-1] - b.wished[-1]) < track.precision for a, b in zip(told, found.tracks, strict=True))


@given(any_sharing)
def test_bounds_are_kept(case):
    _, choice, _ = case
    for part in shared(case).tracks:
        bound = choice.bounds.get(part.subject)
        assert bound is None or part.wished[-1] <= bound.high + Decimal("1e-6")
        assert part.unit != "%" or part.measure != "level" or 0 <= part.wished[-1] <= 100


@given(any_sharing, st.randoms(use_true_random=False))
def test_the_order_of_the_areas_does_not_count(case, random):
    track, choice, people = case
    mixed = list(people)
    random.shuffle(mixed)
    assert shared((track, choice, tuple(mixed))).tracks == shared(case).tracks


@given(amounts(bounded=True))
def test_what_a_bound_keeps_from_one_area_the_others_get(case):
    track, choice, people = case
    free = shared((track, replace(choice, bounds={}), people)).tracks
    held = shared(case).tracks
    slack = Decimal("1e-6")
    others = [(a.wished[-1], b.wished[-1]) for a, b in zip(free, held, strict=True) if a.subject not in choice.bounds]
    assert all(tight >= loose - slack for loose, tight in others)


@given(amounts(), st.sampled_from([-2, 1, 3]))
def test_another_unit_gives_the_same_shares_in_that_unit(case, tenfold):
    track, choice, people = case
    factor = Decimal(10) ** tenfold
    scaled = replace(
        track,
        wished=tuple(state * factor for state in track.wished),
        baseline=track.baseline * factor,
        precision=track.precision * factor,
        limits=tuple(replace(limit, low=limit.low * factor) for limit in track.limits),
    )
    others = {name: {role: value * factor for role, value in each.items()} for name, each in choice.figures.items()}
    bounds = {name: replace(bound, high=bound.high * factor) for name, bound in choice.bounds.items()}
    found = shared((scaled, replace(choice, figures=others, bounds=bounds), people)).tracks
    for one, other in zip(found, shared(case).tracks, strict=True):
        assert all(
            abs(a / factor - b) <= Decimal("1e-9") * max(abs(b), 1)
            for a, b in zip(one.wished, other.wished, strict=True)
        )


@given(amounts())
def test_printed_parts_add_up_to_the_printed_whole(case):
    track, found = case[0], shared(case)
    tracks = (track, *found.tracks)
    balanced = balance(tracks, joints=[found.joint])
    assume(balanced.possible)
    values = published(balanced.tracks, balanced.rules)
    for at, _ in enumerate(track.years):
        assert sum(values[part.key][at] for part in found.tracks) == values[track.key][at]
    if track.measure == "sum":
        assert sum(values[track.key]) == track.wished[-1]
    else:
        assert values[track.key][-1] == track.wished[-1]


@given(small, st.integers(0, 9))
def test_every_unit_of_a_total_is_apportioned_and_no_part_is_a_unit_away(parts, more):
    total = Decimal(int(sum(parts)) + more)
    scaled = [part * total / sum(parts) for part in parts]
    found = apportioned(scaled, total, Decimal(1))
    assert sum(found) == total
    assert all(abs(a - b) < 1 for a, b in zip(found, scaled, strict=True))


@given(small, st.data())
def test_whatever_is_offered_the_total_is_kept(parts, data):
    total = Decimal(int(sum(parts)) + 1)
    start = Negotiation(total=total, unit=Decimal("0.1"), method="shares", direction="up")
    now = start.proposed({f"area:{at:02}": part for at, part in enumerate(parts)}, at="2026")
    for _ in range(2):
        for subject in data.draw(st.sets(st.sampled_from(sorted(now.figures)))):
            offer = now.figures[subject] * data.draw(st.decimals(Decimal("0.8"), Decimal("1.2"), places=1))
            now = now.offered(subject, offer, at="2026", reason="示例")
        now = now.balanced(at="2026")
        assert sum(now.figures.values()) == total
