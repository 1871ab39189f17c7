"""The methods of sharing: additive targets by shares, ratios by a common shift, reductions and growth by classes.

Sources of the methods: planning practice, section 3.2. Each is the nearest answer to a wish under the one condition
that the areas make the whole, found by :func:`lantu.cascade.balance.single.meet_total`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from decimal import Decimal

import numpy as np

from lantu.cascade.allocation import AreaMethod, Role
from lantu.cascade.areas.basis import Basis, met
from lantu.cascade.areas.bounds import bounds_of, possible_bounds, state_of
from lantu.cascade.areas.figures import Figures, called, in_order, numbers
from lantu.cascade.balance.single import Numbers
from lantu.cascade.tracks import INDEX_BASE, Track
from lantu.cascade.years import start_of
from lantu.errors import CascadeError

PER_HUNDRED = ("%", "‰")
"""Units of ratios that move by points."""

_BASE = float(INDEX_BASE)
_LEAST_SHARE = 1e-9  # an area without a part resists every change, yet not infinitely: others may be at their bounds


def by_shares(figures: Figures) -> Basis:
    """Share an amount: each area gets its share of the change, on top of where it stands.

    Raises:
        CascadeError: A figure that the shares need is not known of every area (K020).
    """
    whole, count = figures.whole, len(figures.members)
    share = _shares(figures)
    starts = _required(figures, "base") if whole.measure == "level" else np.zeros(count)
    start, margin = float(start_of(whole.measure, whole.baseline)), float(figures.choice.margin)

    def meets(state: float) -> float:
        return state + margin * (state - start)

    wished = starts + share * (meets(float(whole.wished[-1])) - start)
    return met(
        Basis(
            starts=starts,
            ends=wished,
            resists=1 / np.maximum(share, _LEAST_SHARE),
            give=_constant(np.ones(count)),
            bounds=bounds_of(figures),
            meets=meets,
        ),
        whole,
    )


def by_common_shift(figures: Figures) -> Basis:
    """Shift a ratio: every area moves by the same number of points, or by as much as its need says.

    Levels that are no shares of 100 (an income per head) move in proportion to where they stand.

    Raises:
        CascadeError: The ratio or its denominator is not known of every area (K020).
    """
    starts, weights = _required(figures, "base"), _required(figures, "denominator")
    push = np.ones(len(starts)) if figures.whole.unit in PER_HUNDRED else np.abs(starts)
    if figures.of("need") is not None:
        push = _required(figures, "need")
    give = weights / weights.sum()
    resists = give / np.maximum(push, _LEAST_SHARE)
    low, high = possible_bounds(figures)
    bounds = np.maximum(bounds_of(figures)[0], low), np.minimum(bounds_of(figures)[1], high)
    basis = Basis(starts=starts, ends=starts, resists=resists, give=_constant(give), bounds=bounds)
    return met(basis, figures.whole)


def by_classes(figures: Figures) -> Basis:
    """Share a reduction of intensity, or growth: a common value plus the difference of the area's class.

    A reduction is one of amount per output, so the whole is made with the outputs of the last year; growth is that of
    the base, so the whole is made with the levels of the base year.

    Raises:
        CascadeError: Amounts and outputs, or the base, are not known of every area (K020).
    """
    whole, years = figures.whole, len(figures.whole.years)
    end, differences = float(whole.wished[-1]), _differences(figures)
    if whole.form == "cumulative_reduction":
        wished, give = end - differences, _intensity_weights(figures)
    else:
        rate = (end / _BASE) ** (1 / years) - 1
        wished = _BASE * (1 + rate + differences / 100) ** years
        base = _required(figures, "base")
        give = _constant(base / base.sum())
    basis = Basis(
        starts=np.full(len(differences), _BASE),
        ends=wished,
        resists=give(years),
        give=give,
        bounds=bounds_of(figures),
        by_rate=True,
    )
    return met(basis, whole)


def alike(figures: Figures) -> Basis:
    """Give every area the value of the whole: one rate for all, or a cap or floor passed through.

    An area that stands worse than a cap or floor in the base year walks to it; others hold it. Nothing is asked of the
    areas together: see :func:`whole_if_alike` for what a rate that is the same for all makes of the whole.
    """
    whole = figures.whole
    ends = np.full(len(figures.members), float(whole.wished[-1]))
    base = figures.of("base") if whole.measure == "level" else None
    starts = np.full(len(ends), float(start_of(whole.measure, whole.baseline)))
    if whole.measure == "level":
        starts = ends if base is None else _worse(_required(figures, "base"), ends, whole)
    return _free(starts, ends, by_rate=whole.measure == "index")


def one_by_one(figures: Figures) -> Basis:
    """Give every area the value somebody decided for it; what they come to together is checked, not changed.

    Raises:
        CascadeError: An area has no value (K023).
    """
    whole, values = figures.whole, figures.choice.values
    absent = [member.name for member in figures.members if member.subject not in values]
    if absent:
        raise CascadeError("K023", indicator=whole.name, areas="、".join(absent))
    ends = np.array([state_of(whole, values[subject]) for subject in figures.subjects])
    starts = np.full(len(ends), float(start_of(whole.measure, whole.baseline)))
    if whole.measure == "level":
        starts = ends if figures.of("base") is None else _required(figures, "base")
    return _free(starts, ends, by_rate=whole.measure == "index")


METHODS: Mapping[AreaMethod, Callable[[Figures], Basis]] = {
    "shares": by_shares,
    "common_shift": by_common_shift,
    "classes": by_classes,
    "equal_rate": alike,
    "pass_through": alike,
    "assigned": one_by_one,
}
"""The methods by name."""


def whole_if_alike(figures: Figures) -> float | None:
    """Return what one and the same value for all areas makes of the whole; None where outputs are not known."""
    if figures.whole.form != "cumulative_reduction":
        return None
    try:
        weights = _intensity_weights(figures)(len(figures.whole.years))
    except CascadeError:
        return None
    return float(weights.sum() * float(figures.whole.wished[-1]))


def _free(starts: Numbers, ends: Numbers, *, by_rate: bool) -> Basis:
    """Return a basis in which nothing is asked of the areas together."""
    none = np.full(len(ends), np.inf)
    return Basis(starts=starts, ends=ends, resists=none, give=None, bounds=(-none, none), by_rate=by_rate)


def _worse(base: Numbers, ends: Numbers, whole: Track) -> Numbers:
    """Return where areas walk from: from where they stand if that is worse than what is asked, else they hold it."""
    return np.maximum(base, ends) if whole.direction == "down" else np.minimum(base, ends)


def _shares(figures: Figures) -> Numbers:
    """Return the share of each area by the figures that the choice mixes, the base alone where it mixes none."""
    mix: Mapping[Role, Decimal] = figures.choice.mix or {"base": Decimal(1)}
    parts = [float(part) / float(sum(mix.values())) * _normed(_required(figures, role)) for role, part in mix.items()]
    shares: Numbers = np.sum(parts, axis=0)
    return shares


def _normed(figures: Numbers) -> Numbers:
    total = figures.sum()
    normed: Numbers = figures / total if total else np.full(len(figures), 1 / len(figures))
    return normed


def _required(figures: Figures, role: Role) -> Numbers:
    found = figures.of(role)
    if found is None:
        absent = [member.name for member in figures.members if figures.one(role, member.subject) is None]
        areas = CascadeError("K047") if len(absent) == len(figures.members) > 1 else "、".join(absent)
        raise CascadeError("K020", indicator=figures.whole.name, role=called(role), areas=areas, year=figures.base_year)
    return numbers(in_order(found, figures.subjects))


def _differences(figures: Figures) -> Numbers:
    """Return by how many units the class of each area differs from the common value."""
    choice = figures.choice
    classes = (choice.classes.get(subject, "") for subject in figures.subjects)
    return np.array([float(choice.differences.get(each, Decimal(0))) for each in classes])


def _intensity_weights(figures: Figures) -> Callable[[int], Numbers]:
    """Return how the intensities of areas make that of the whole: Σ eG·x = e₀G₀·X over what each year makes of outputs.

    Amounts that are not known follow from intensities and outputs; outputs that are not told to grow grow alike.
    """
    outputs = _required(figures, "output")
    told = figures.of("amount") is not None or figures.of("base") is None
    amounts = _required(figures, "amount") if told else _required(figures, "base") * outputs
    growth = np.zeros(len(amounts)) if figures.of("growth") is None else _required(figures, "growth") / 100

    def give(passed: int) -> Numbers:
        grown = (1 + growth) ** passed
        weights: Numbers = amounts * grown * outputs.sum() / (amounts.sum() * (outputs * grown).sum())
        return weights

    return give


def _constant(weights: Numbers) -> Callable[[int], Numbers]:
    def give(passed: int) -> Numbers:
        del passed
        return weights

    return give
