"""A rise told in points of a share (提高5个百分点, 年均提高1个百分点): its levels are percentages, its baseline one of them."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from lantu.cascade.aims import in_points
from lantu.cascade.goals import Goal
from lantu.monitoring.question import Question
from lantu.monitoring.series import PERCENT

_POINT = Decimal("0.1")


def risen_in_points(goal: Goal, years: Sequence[int]) -> Question | None:
    """Return the question of a goal that asks for points alone, told in percent; None for every other goal.

    The baseline is that of the plan; where it has none, that of the observations is taken later.

    Args:
        goal: The goal.
        years: The years of the plan.
    """
    main, points = goal.main, goal.main.statement.value
    if main.asks not in ("rise", "per_year") or not in_points(main.statement) or points is None:
        return None
    said = (each.value for each in goal.baselines if each.unit == PERCENT)
    baseline = next((value for value in said if value is not None), None)
    return Question(
        statement=main.statement,
        comparator=main.statement.comparator,
        key=goal.key,
        unit=PERCENT,
        measure="level",
        direction=main.direction,
        precision=_POINT,
        binding=goal.binding,
        start=years[0],
        end=main.last,
        baseline=baseline,
        rise=points if main.asks == "rise" else points * (main.last - main.base_year),
    )
