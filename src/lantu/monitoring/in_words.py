"""Targets without a number: compared with something else, assigned by the superior, or told in words.

A comparison is computed when both sides were observed over the same years; how near 同步 is ends with a person. An
assigned target waits for its value; where annual targets have brought one, the year is judged by it. Words are not
computed: 保持在合理区间 is for people to answer.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from lantu.cascade.observed import key_of
from lantu.cascade.rounding import rounded_to
from lantu.model.annual_targets import AnnualTarget
from lantu.model.progress import Progress, State
from lantu.model.records import Statement
from lantu.monitoring.components import Component
from lantu.monitoring.dates import DataDate
from lantu.monitoring.measuring import Evaluation, about_data
from lantu.monitoring.series import PERCENT, Observations, Value
from lantu.targets import growth, relatives
from lantu.vocabulary.indicators import Indicator, indicator
from lantu.vocabulary.references import Comparison, comparison_in

_POINT = Decimal("0.1")  # growth and shares are published to a tenth of a point


@dataclass(frozen=True, slots=True, kw_only=True)
class InWords:
    """What is needed to look at targets in words.

    Attributes:
        observations: What was observed.
        evaluation: When and how closely it is looked at.
        start: First year of the plan.
        end: Last year.
        area: Code of the plan's own area, or None.
        annual: Annual targets that stand, by target.
    """

    observations: Observations
    evaluation: Evaluation
    start: int
    end: int
    area: str | None
    annual: Mapping[str, tuple[AnnualTarget, ...]]

    def progress(self, statement: Statement) -> Progress:
        """Return how far a target in words has come, as far as that can be computed."""
        if statement.form == "relative":
            return self._relative(statement)
        rows = self.annual.get(statement.id, ())
        asked = {row.year: row for row in rows if row.line == "issued" and row.value is not None and not row.subject}
        if asked:
            return self._assigned(statement, asked)
        return self._blank(statement, "awaiting_target" if statement.form == "assigned" else "not_applicable", {})

    def _blank(self, statement: Statement, state: State, components: Mapping[str, Component]) -> Progress:
        return Progress(
            target=statement.id,
            indicator=statement.indicator,
            form=statement.form,
            unit=statement.unit,
            time_progress=self.evaluation.months_gone.elapsed(self.start, self.end),
            state=state,
            components={**self._common(statement), **components},
        )

    def _common(self, statement: Statement) -> dict[str, Component]:
        return {
            "binding": statement.attribute == "binding",
            "evaluated_on": self.evaluation.day.isoformat(),
            "evaluation_time_progress": self.evaluation.months_gone.elapsed(self.start, self.end),
        }

    def _relative(self, statement: Statement) -> Progress:
        compared = comparison_in(statement.text)
        if compared is None:
            return self._blank(statement, "awaiting_target", {"missing": "reference"})
        named = {"reference": compared.reference.printed[0]}
        subject = compared.reference.subject(self.area)
        if subject is None:
            return self._blank(statement, "missing", {"missing": "area", **named})
        own_key = key_of(statement.indicator, statement.unit or PERCENT)
        other_key = compared.reference.indicator or own_key
        pair = _rates(self, own_key, other_key, subject) or _levels(self, own_key, other_key, subject)
        if pair is None:
            return self._blank(statement, "missing", {"missing": "observation", **named})
        return self._compared(statement, compared, pair)

    def _compared(self, statement: Statement, compared: Comparison, pair: _Pair) -> Progress:
        lead = relatives.lead(rounded_to(pair.own, _POINT), rounded_to(pair.other, _POINT))
        if _less_is_better(statement) and not pair.rates:
            lead = -lead
        tolerance = self.evaluation.tolerances.in_step
        met = {"in_step": lead >= -tolerance, "above": lead > 0, "not_below": lead >= 0}[compared.relation]
        components: dict[str, Component] = {
            **self._common(statement),
            "on_path": met,
            "reference": compared.reference.printed[0],
            "reference_value": pair.other,
            "lead": lead,
            "precision": _POINT,
            **dict(about_data(pair.latest, self.evaluation)),
        }
        if compared.relation == "in_step":
            components["tolerance"] = tolerance
            if abs(lead) > tolerance / 2:
                components["judge"] = "in_step"
        return Progress(
            target=statement.id,
            indicator=statement.indicator,
            form=statement.form,
            unit=PERCENT if pair.rates else statement.unit,
            latest=pair.own,
            due_value=pair.other,
            observed_on=pair.latest.observation.period,
            recorded_at=pair.latest.observation.recorded_at,
            time_progress=pair.latest.date.elapsed(self.start, self.end),
            state="computed",
            components=components,
        )

    def _assigned(self, statement: Statement, asked: Mapping[int, AnnualTarget]) -> Progress:
        """Return how the latest year stands beside the value that was assigned for it."""
        unit = statement.unit or next((row.unit for row in asked.values() if row.unit), None)
        series = self.observations.series(key_of(statement.indicator, unit), "", unit).within(self.start, self.end)
        found = [each for each in (*series.levels, *series.changes) if each.date.whole and each.date.year in asked]
        if not found:
            return self._blank(statement, "missing", {"missing": "observation"})
        latest = max(found, key=lambda each: each.date)
        wanted = asked[latest.date.year].value or Decimal(0)
        falls = asked[latest.date.year].comparator in ("<", "<=") or _less_is_better(statement)
        met = latest.value <= wanted if falls else latest.value >= wanted
        return Progress(
            target=statement.id,
            indicator=statement.indicator,
            form=statement.form,
            unit=unit,
            target_value=wanted,
            latest=latest.value,
            due_value=wanted,
            observed_on=latest.observation.period,
            recorded_at=latest.observation.recorded_at,
            time_progress=latest.date.elapsed(self.start, self.end),
            state="computed",
            components={
                **self._common(statement),
                "on_path": met,
                "year_met": met,
                "annual_target": wanted,
                "annual_value": latest.value,
                "line": "issued",
                **dict(about_data(latest, self.evaluation)),
            },
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Pair:
    """Two sides over the same years: their average growth a year in percent, or their levels of one year."""

    own: Decimal
    other: Decimal
    latest: Value
    rates: bool


def _rates(asked: InWords, own_key: str, other_key: str, subject: str) -> _Pair | None:
    """Return the average growth of both sides over the years from the first that both were observed in without a hole."""
    own = _chain(asked, own_key, "")
    other = _chain(asked, other_key, subject)
    years = [year for year in own if year in other]
    if not years:
        return None
    sides = (
        growth.average(growth.factor([side[year].value / 100 for year in years]), Decimal(len(years))) * 100
        for side in (own, other)
    )
    return _Pair(own=next(sides), other=next(sides), latest=own[years[-1]], rates=True)


def _chain(asked: InWords, key: str, subject: str) -> dict[int, Value]:
    """Return the changes of the years of the plan, up to the first that is not known."""
    series = asked.observations.series(key, subject, PERCENT)
    known = {each.date.year: each for each in series.changes if each.date.whole}
    unbroken = {}
    for year in range(asked.start, asked.end + 1):
        if year not in known:
            break
        unbroken[year] = known[year]
    return unbroken


def _levels(asked: InWords, own_key: str, other_key: str, subject: str) -> _Pair | None:
    """Return both levels of the last year of which both are known, where both are told in one unit."""
    known = indicator(own_key)
    unit = known.units[0] if isinstance(known, Indicator) else None
    own = asked.observations.series(own_key, "", unit).within(asked.start, asked.end)
    other = asked.observations.series(other_key, subject, unit)
    for value in reversed(own.levels):
        beside = other.level(value.date.year)
        if value.date == DataDate(value.date.year) and beside is not None:
            return _Pair(own=value.value, other=beside.value, latest=value, rates=False)
    return None


def _less_is_better(statement: Statement) -> bool:
    known = indicator(key_of(statement.indicator, statement.unit))
    return known is not None and known.direction == "down"
