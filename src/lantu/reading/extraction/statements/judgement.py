"""Kind, period and measure of a statement, once its words are read and what governs it is known."""

from __future__ import annotations

import re
from dataclasses import dataclass

from lantu.chinese.time import TimeKind, TimeMention
from lantu.model.records import Kind, Measure, Modality, Role
from lantu.reading.extraction.horizon import Horizon
from lantu.reading.extraction.statements.drafts import Draft
from lantu.reading.extraction.statements.governance import Governors

_PAST = ("review", "environment")
_PRICES = re.compile(r"价格|物价|CPI")
_SPAN_LENGTH = 9  # of a period such as 2021-2025


@dataclass(frozen=True, slots=True)
class Judgement:
    """What is decided of a statement from outside its clause."""

    kind: Kind
    period: str | None
    measure: Measure
    modality: Modality | None


def judge(
    draft: Draft, governors: Governors, role: Role, horizon: Horizon | None, review_period: str | None
) -> Judgement:
    """Decide kind, period, measure and modality.

    Args:
        draft: What the clause says.
        governors: Time phrases and modal words of its sentence.
        role: Role of its section.
        horizon: The document's own years.
        review_period: The years a review speaks of.
    """
    number = draft.quantity.number_start
    time = governors.time_for(draft.start, number, compared=bool(draft.reference))
    kind = _kind(draft, role, time, horizon)
    period = _period(draft, kind, time, governors, horizon)
    measure = _growth(draft, period, role, horizon, review_period)
    if measure == "per_year" or (time is not None and time.kind is TimeKind.EVERY):
        period = "annual"
        measure = measure if measure in ("rank", "duration", "count_list") else "per_year"
    return Judgement(kind, period, measure, _modality(kind, governors.modality_for(draft.start, number)))


def own_span(horizon: Horizon | None) -> str | None:
    """Return the document's own period as a span."""
    return f"{horizon.start}-{horizon.end}" if horizon else None


def _kind(draft: Draft, role: Role, time: TimeMention | None, horizon: Horizon | None) -> Kind:
    """Past, future, or neither, from the time that governs, else from the section."""
    if draft.context:
        return "context"
    if draft.was:
        return "baseline"
    last = _last_year(time.period if time else None)
    if last is not None and horizon is not None:
        return "target" if last > horizon.base else "baseline"
    return "baseline" if role in _PAST else "target"


def _period(
    draft: Draft, kind: Kind, time: TimeMention | None, governors: Governors, horizon: Horizon | None
) -> str | None:
    """The governing time, else the heading's; an average over years without one is over the plan's years."""
    if draft.was:
        return time.period if time and governors.is_own(time) else None
    if draft.five_years and horizon is not None:
        return own_span(horizon) if kind == "target" else f"{horizon.base - 4}-{horizon.base}"
    period = time.period if time else governors.inherited
    if period is not None or horizon is None or horizon.kind != "plan":
        return period
    if kind == "target" and draft.measure in ("growth_annual", "level") and _is_average(draft):
        return own_span(horizon)
    if kind == "baseline" and (_is_average(draft) or draft.total):
        years = horizon.end - horizon.start + 1
        return f"{horizon.base - years + 1}-{horizon.base}"
    return None


def _growth(
    draft: Draft, period: str | None, role: Role, horizon: Horizon | None, review_period: str | None
) -> Measure:
    """Growth without 年均 is of one year in a report, over the years spoken of in a plan; prices are compared with the year before."""
    if draft.measure != "growth_annual" or _is_average(draft) or _PRICES.search(draft.indicator):
        return draft.measure
    plan = horizon is not None and horizon.kind == "plan"
    past_year = role in _PAST and period is not None and period.isdigit()
    if draft.total or draft.five_years or (plan and not past_year):
        return "growth_total"
    spoken = period or (review_period if role == "review" else None)
    return "growth_total" if spoken and "-" in spoken and len(spoken) == _SPAN_LENGTH else "growth_annual"


def _modality(kind: Kind, word: Modality | None) -> Modality | None:
    """The past is not promised; a forecast of the base year is planned."""
    if kind == "target":
        return word or "commit"
    return "plan" if kind == "baseline" and word == "plan" else None


def _is_average(draft: Draft) -> bool:
    return draft.yearly or "年均" in draft.indicator


def _last_year(period: str | None) -> int | None:
    if not period or not period[:4].isdigit():
        return None
    return int(period[5:9]) if len(period) == _SPAN_LENGTH and period[4] == "-" else int(period[:4])
