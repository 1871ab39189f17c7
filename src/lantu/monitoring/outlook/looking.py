"""From what is known to what is expected: all methods side by side, never a mean of them and never a guess.

>>> from decimal import Decimal as D
>>> urban = History(measure="level", base_year=2020, states={2020: D("60.6"), 2021: D("61.5"), 2022: D("62.4"), 2023: D("63.3")})
>>> asked = Asked(end=2025, unit="%", precision=D("0.1"), direction="up", low=D(65))
>>> found = outlook(urban, asked)
>>> found.agreement, sorted(found.refused)
('disagree', ['five_changes', 'seasonal_share'])
>>> [(method, verdict) for method, verdict in found.verdicts.items() if verdict == "missed"]
[('damped_trend', 'missed')]
"""

from __future__ import annotations

from decimal import Decimal

from lantu.errors import MonitoringError
from lantu.monitoring.outlook import wording
from lantu.monitoring.outlook.asked import Asked
from lantu.monitoring.outlook.history import History
from lantu.monitoring.outlook.limits import cut, in_reach
from lantu.monitoring.outlook.methods import METHODS
from lantu.monitoring.outlook.needing import needed
from lantu.monitoring.outlook.projection import Method, Projection
from lantu.monitoring.outlook.record import Agreement, Outlook, Verdict
from lantu.monitoring.outlook.sentences import Sentence


def outlook(history: History, asked: Asked, methods: tuple[Method, ...] = METHODS) -> Outlook:
    """Return where a target will end if it goes on like this.

    Args:
        history: What is known.
        asked: What is asked for.
        methods: The methods to put side by side.
    """
    refusal = _not_to_be_had(history, asked)
    if refusal is not None:
        return refusal
    projections, refused = _projections(history, asked, methods)
    if not projections:
        reason = Sentence("M350", {"count": len(history.states), "end": asked.end})
        return Outlook(history=history, asked=asked, state="missing", reason=reason, refused=refused)
    verdicts = _verdicts(history, asked, projections)
    agreement = _agreement(verdicts)
    ends = [each.values[asked.end] for each in projections if asked.end in each.values]
    wanted = needed(history, asked)
    names = {method.key: method.name for method in methods}
    return Outlook(
        history=history,
        asked=asked,
        state="computed",
        projections=projections,
        refused=refused,
        verdicts=verdicts,
        sure=frozenset(each.method for each in projections if _is_sure(history, asked, each, verdicts)),
        agreement=agreement,
        lowest=min(ends, default=None),
        highest=max(ends, default=None),
        needed=wanted,
        sentences=wording.together(history, asked, projections, verdicts, agreement, wanted, names),
    )


def _not_to_be_had(history: History, asked: Asked) -> Outlook | None:
    """Return why no method need be asked: nothing is known, something is no number, or the end is known already."""
    values = [*history.states.values(), *(value for year in history.to_date.values() for value in year.values())]
    if not all(value.is_finite() for value in values):
        return Outlook(history=history, asked=asked, state="error", reason=Sentence("M366"))
    if not history.states:
        reason = Sentence("M350", {"count": 0, "end": asked.end})
        return Outlook(history=history, asked=asked, state="missing", reason=reason)
    if history.latest >= asked.end:
        reason = Sentence("M351", {"end": asked.end})
        return Outlook(history=history, asked=asked, state="not_applicable", reason=reason)
    return None


def _projections(
    history: History, asked: Asked, methods: tuple[Method, ...]
) -> tuple[tuple[Projection, ...], dict[str, Sentence]]:
    found, refused = [], {}
    for method in methods:
        if history.measure not in method.measures:
            continue
        try:
            found.append(_projection(method, history, asked))
        except MonitoringError as error:
            refused[method.key] = wording.refusal(method, error)
    return tuple(found), refused


def _projection(method: Method, history: History, asked: Asked) -> Projection:
    course = in_reach(method.project(history, asked), history)
    possible = cut(course, history, asked)
    return Projection(
        method=method.key,
        values=possible.values,
        lows=possible.lows,
        highs=possible.highs,
        interval=course.interval,
        years=course.years,
        limited=bool(possible.remarks),
        figures=course.figures,
        sentences=wording.of_method(method, course, possible, history, asked),
    )


def _verdicts(history: History, asked: Asked, projections: tuple[Projection, ...]) -> dict[str, Verdict]:
    """Return by method whether what is asked is met; a method that does not reach the end says nothing."""
    if not asked.bounded:
        return {}
    return {each.method: _verdict(history, asked, each) for each in projections if asked.end in each.values}


def _verdict(history: History, asked: Asked, projection: Projection) -> Verdict:
    years = projection.values if asked.each_year else (asked.end,)
    return "met" if all(asked.met(history, year, projection.values[year]) for year in years) else "missed"


def _is_sure(history: History, asked: Asked, projection: Projection, verdicts: dict[str, Verdict]) -> bool:
    """Tell whether the whole interval gives the verdict of the value: in every year, or of a miss in one of them."""
    if asked.end not in projection.lows or projection.method not in verdicts:
        return False
    years = projection.lows if asked.each_year else (asked.end,)
    ends = {year: (projection.lows[year], projection.highs[year]) for year in years}
    if verdicts[projection.method] == "met":
        return all(asked.met(history, year, state) for year, pair in ends.items() for state in pair)
    return any(_beyond(history, asked, year, pair) for year, pair in ends.items())


def _beyond(history: History, asked: Asked, year: int, ends: tuple[Decimal, Decimal]) -> bool:
    """Tell whether an interval lies wholly on the wrong side of one bound."""
    if any(asked.met(history, year, state) for state in ends):
        return False
    low, high = asked.bounds(year)
    below = low is not None and all(state <= low for state in ends)
    return below or (high is not None and all(state >= high for state in ends))


def _agreement(verdicts: dict[str, Verdict]) -> Agreement | None:
    said = set(verdicts.values())
    if not said:
        return None
    return "disagree" if len(said) > 1 else said.pop()
