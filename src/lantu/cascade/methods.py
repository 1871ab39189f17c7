"""The shape of a path: which share of the way is due at the end of each year, before any figure is known.

A shape is a share for each year from 0 in the base year to 1 in the last year. It belongs to the whole period, so that
a path that is taken up again from what was reached keeps its shape: an early path stays early.
"""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from itertools import accumulate

from lantu.cascade.allocation import Choice, PathMethod
from lantu.cascade.tracks import Measure
from lantu.model.records import Form
from lantu.targets import paths, shares

Shape = Mapping[int, Decimal]
"""Share of the way by year, the base year included."""

BENDS: Mapping[PathMethod, Decimal] = {"early": Decimal("0.8"), "late": Decimal("1.25")}
"""The usual bends (design default): at half time an early path has done 57 % of the way, a late one 42 %."""

YEARLY_FORMS: frozenset[Form] = frozenset({"cap", "floor"})
"""Forms that hold in each year alike."""

MONEY = "元"


def usual_method(form: Form | None, measure: Measure, unit: str) -> PathMethod:
    """Return the method that fits a form where the office has chosen none.

    Rates multiply, so that growth and reductions walk at an even rate, and so does money; other levels and amounts
    walk in even steps; caps and floors hold in each year.

    >>> usual_method("level_up", "level", "亿元"), usual_method("level_up", "level", "%"), usual_method("cap", "level", "%")
    ('equal_rate', 'linear', 'each_year')
    """
    if form in YEARLY_FORMS:
        return "each_year"
    grows = measure == "index" or (measure == "level" and MONEY in unit.split("/", maxsplit=1)[0])
    return "equal_rate" if grows else "linear"


def shape(method: PathMethod, years: tuple[int, ...], choice: Choice | None = None) -> Shape:
    """Return the shape of a method over the years of a period.

    Args:
        method: The method.
        years: The years of the period, without the base year.
        choice: The office's choice, for its bend and its steps.

    >>> [round(share, 3) for share in shape("early", (2026, 2027, 2028, 2029, 2030)).values()]
    [Decimal('0.000'), Decimal('0.276'), Decimal('0.480'), Decimal('0.665'), Decimal('0.837'), Decimal('1.000')]
    """
    chosen = choice or Choice(target="")
    base = {years[0] - 1: Decimal(0)}
    if method == "bottom_up":
        return {**base, **_by_amounts(years, chosen.steps)}
    if method in ("steps", "each_year"):
        return base | {year: Decimal(method == "each_year" or year == years[-1]) for year in years}
    bend = chosen.bend if chosen.bend is not None else BENDS.get(method, Decimal(1))
    elapsed = {year: Decimal(passed) / len(years) for passed, year in enumerate(years, start=1)}
    return base | {year: paths.bent(share, bend) for year, share in elapsed.items()}


def _by_amounts(years: tuple[int, ...], amounts: Mapping[int, Decimal]) -> Shape:
    """Return the shape of the amounts that projects bring year by year; even where they bring nothing at all."""
    brought = [amounts.get(year, Decimal(0)) for year in years]
    if not sum(brought):
        brought = [Decimal(1)] * len(years)
    return dict(zip(years, shares.shares_so_far(brought), strict=True))


def brought(years: tuple[int, ...], amounts: Mapping[int, Decimal]) -> tuple[Decimal, ...]:
    """Return what projects have brought by the end of each year, as an amount since the base year."""
    return tuple(accumulate(amounts.get(year, Decimal(0)) for year in years))
