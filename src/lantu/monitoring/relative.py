"""Targets told against another value: 与经济增长同步, 高于全省平均水平3个百分点, 不高于全国平均水平.

Growth is held against growth, a level against a level. Growth is meant where the indicator is one, where the clause says
so (增速, 快于, 同步), and where the value is an amount, because the amount of a part never exceeds that of the whole. Both
sides count over the same years; what the own side has beyond them is told and not used.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from lantu.cascade.keys import key_in_unit
from lantu.cascade.observed import in_unit
from lantu.cascade.precision import decimals
from lantu.cascade.rounding import rounded_to
from lantu.model.progress import Progress
from lantu.model.records import Statement
from lantu.monitoring.components import Component
from lantu.monitoring.dates import DataDate
from lantu.monitoring.measuring import about_data
from lantu.monitoring.series import PERCENT, Series, Value, is_intensive
from lantu.monitoring.setting import Setting, told_as_fall
from lantu.monitoring.vintages import is_unreleased
from lantu.targets import growth, relatives
from lantu.vocabulary.indicators import Indicator, indicator
from lantu.vocabulary.references import POINT, Comparison, comparison_in

_TENTH = Decimal("0.1")  # growth and shares are published to a tenth of a point
_FINEST = Decimal("0.0001")
_GROWTH_WORDS = ("增速", "增长", "增幅", "涨幅", "速度", "同步", "快于", "慢于", "降幅", "降低", "下降")
_SHARE_WORDS = ("人均", "平均", "每", "率", "比重", "占比", "强度", "指数", "浓度")
_FALLING = ("below", "not_above")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Pair:
    """Two sides over the same years: their average growth a year in percent, or their levels of one year."""

    own: Decimal
    other: Decimal
    unit: str
    precision: Decimal
    latest: Value
    used: tuple[Value, ...]
    later: Value | None
    rates: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class _Sides:
    """The series of both sides of a comparison."""

    setting: Setting
    statement: Statement
    compared: Comparison
    subject: str

    @property
    def known(self) -> Indicator | None:
        return indicator(self.own_key)

    @property
    def printed_unit(self) -> str:
        unit = self.statement.unit
        return PERCENT if unit in (None, "", POINT, "百分点") else unit

    @property
    def own_key(self) -> str:
        return key_in_unit(self.statement.indicator, self.printed_unit)

    @property
    def other_key(self) -> str:
        return self.compared.reference.indicator or self.own_key

    @property
    def unit(self) -> str:
        """The unit of levels."""
        return self.known.units[0] if self.known is not None else self.printed_unit

    @property
    def own_is_growth(self) -> bool:
        return self.known is not None and self.known.aspect != "level"

    @property
    def growth_meant(self) -> bool:
        """Whether growth is compared, and not levels."""
        words = self.statement.indicator + self.compared.clause
        margin = self.compared.margin
        return (
            self.own_is_growth
            or bool(self.compared.reference.indicator)
            or any(word in words for word in _GROWTH_WORDS)
            or (margin is not None and margin.unit == POINT and self.unit != PERCENT)
            or not (is_intensive(self.unit) or any(word in self.statement.indicator for word in _SHARE_WORDS))
        )

    def series(self, unit: str) -> tuple[Series, Series]:
        found = self.setting.observations
        return found.series(self.own_key, "", unit), found.series(self.other_key, self.subject, unit)

    def less_is_better(self, *, rates: bool) -> bool:
        known = self.known
        return known is not None and known.direction == "down" and not (rates and self.fall)

    @property
    def fall(self) -> bool:
        """Whether the changes are compared as the size of a fall."""
        aspect = self.known.aspect if self.known is not None else "level"
        return told_as_fall(self.compared.clause, self.statement.indicator, aspect)


def relative_progress(setting: Setting, statement: Statement) -> Progress:
    """Return how a target told against another value stands, or what is missing for it."""
    compared = comparison_in(statement.text)
    if compared is None:
        return setting.blank(statement, "awaiting_target", {"missing": "reference"})
    named: dict[str, Component] = {"reference": compared.reference.printed[0]}
    if compared.unclear or (statement.value is not None and compared.margin is None):
        return setting.blank(statement, "awaiting_target", {"missing": "number", **named})
    subject = compared.reference.subject(setting.area)
    if subject is None:
        return setting.blank(statement, "missing", {"missing": "area", **named})
    if compared.reference.level and subject == f"area:{setting.area}":  # a part beside the plan's own area
        return setting.blank(statement, "awaiting_target", {"missing": "reference"})
    sides = _Sides(setting=setting, statement=statement, compared=compared, subject=subject)
    wrong = _impossible(sides) if sides.growth_meant else None
    if wrong is not None:
        return setting.blank(statement, "error", {"missing": "rate", "missing_year": Decimal(wrong.date.year), **named})
    pair = _pair(sides)
    if pair is None:
        return setting.blank(statement, "missing", {"missing": "observation", **named})
    margin = _margin(compared, pair)
    if margin is None:
        return setting.blank(statement, "awaiting_target", {"missing": "number", **named})
    return _progress(sides, pair, margin)


def _pair(sides: _Sides) -> _Pair | None:
    if not sides.growth_meant:
        return _levels(sides)
    return _rates(sides) or (_levels(sides) if sides.own_is_growth else None)


def _margin(compared: Comparison, pair: _Pair) -> Decimal | None:
    """Return the lead that is asked for in the unit of the pair; None where it is told in another."""
    if compared.margin is None:
        return Decimal(0)
    if compared.margin.unit == POINT:
        return compared.margin.value if pair.unit == PERCENT else None
    return None if pair.rates else in_unit(compared.margin.value, compared.margin.unit, pair.unit)


def _progress(sides: _Sides, pair: _Pair, margin: Decimal) -> Progress:
    setting, statement, compared = sides.setting, sides.statement, sides.compared
    falls = compared.relation in _FALLING or (
        compared.relation in ("in_step", "better", "not_worse") and sides.less_is_better(rates=pair.rates)
    )
    lead = relatives.lead(rounded_to(pair.own, pair.precision), rounded_to(pair.other, pair.precision))
    lead = -lead if falls else lead
    components: dict[str, Component] = {
        **setting.common(statement),
        **_judged(sides, pair, lead, margin),
        "reference": compared.reference.printed[0],
        "reference_value": pair.other,
        "lead": lead,
        "precision": pair.precision,
        **({"since": Decimal(pair.used[0].date.year)} if pair.rates else {}),
        **dict(_about_both(sides, pair)),
    }
    return Progress(
        target=statement.id,
        indicator=statement.indicator,
        form=statement.form,
        unit=pair.unit,
        latest=pair.own,
        due_value=pair.other - margin if falls else pair.other + margin,
        observed_on=pair.latest.observation.period,
        recorded_at=pair.latest.observation.recorded_at,
        time_progress=pair.latest.date.elapsed(setting.start, setting.end),
        state="computed",
        components=components,
    )


def _judged(sides: _Sides, pair: _Pair, lead: Decimal, margin: Decimal) -> dict[str, Component]:
    """Return whether the lead is what is asked for, and whether a person decides."""
    tolerances, compared = sides.setting.evaluation.tolerances, sides.compared
    if compared.relation == "in_step":
        near = tolerances.in_step
        judged: dict[str, Component] = {"judge": "in_step"} if abs(lead) > near / 2 else {}
        return {"on_path": lead >= -near, "tolerance": near, **judged}
    if compared.margin is None:
        return {"on_path": lead >= 0 if compared.relation in ("not_below", "not_above", "not_worse") else lead > 0}
    asked: dict[str, Component] = {"wanted_lead": margin}
    if not compared.margin.about:
        return {"on_path": lead >= margin, **asked}
    near = max(pair.precision, rounded_to(margin * tolerances.about, pair.precision))
    judged = {"judge": "about"} if 0 < margin - lead <= 2 * near else {}
    return {"on_path": lead >= margin - near, "tolerance": near, **asked, **judged}


def _about_both(sides: _Sides, pair: _Pair) -> Iterator[tuple[str, Component]]:
    """Yield how firm the own value is, whether any value of either side is unreleased, and what is not used."""
    evaluation = sides.setting.evaluation
    yield from about_data(pair.latest, evaluation)
    if any(is_unreleased(each.observation, evaluation.day) for each in pair.used):
        yield "unreleased", True
    if pair.later is not None:
        yield "own_until", pair.later.observation.period


def _rates(sides: _Sides) -> _Pair | None:
    """Return the average growth of both sides over the years from the first that both were observed in without a hole."""
    own_series, other_series = sides.series(PERCENT)
    own, other = _chain(sides.setting, own_series), _chain(sides.setting, other_series)
    years = [year for year in own if year in other]
    if not years:
        return None
    sign = -1 if sides.fall else 1
    other_sign = sign if sides.other_key == sides.own_key else 1
    latest = own[years[-1]]
    return _Pair(
        own=sign * _average(own, years),
        other=other_sign * _average(other, years),
        unit=PERCENT,
        precision=_TENTH,
        latest=latest,
        used=tuple(side[year] for side in (own, other) for year in years),
        later=_later(sides.setting, own_series.changes, latest),
        rates=True,
    )


def _average(side: dict[int, Value], years: list[int]) -> Decimal:
    whole: Decimal = growth.average(growth.factor([side[year].value / 100 for year in years]), Decimal(len(years)))
    return whole * 100


def _chain(setting: Setting, series: Series) -> dict[int, Value]:
    """Return the changes of the years of the plan, up to the first that is not known."""
    known = {each.date.year: each for each in series.changes if each.date.whole}
    unbroken = {}
    for year in range(setting.start, setting.end + 1):
        if year not in known:
            break
        unbroken[year] = known[year]
    return unbroken


def _impossible(sides: _Sides) -> Value | None:
    """Return a change of a year that leaves nothing: years cannot be multiplied with it."""
    for series in sides.series(PERCENT):
        for each in _chain(sides.setting, series).values():
            if each.value <= -100:
                return each
    return None


def _levels(sides: _Sides) -> _Pair | None:
    """Return both levels of the last year of which both are known, where both are told in one unit."""
    own, other = sides.series(sides.unit)
    own = own.within(sides.setting.start, sides.setting.end)
    for value in reversed(own.levels):
        beside = other.level(value.date.year)
        if value.date == DataDate(value.date.year) and beside is not None:
            return _Pair(
                own=value.value,
                other=beside.value,
                unit=sides.unit,
                precision=_published(value.value, beside.value),
                latest=value,
                used=(value, beside),
                later=_later(sides.setting, own.levels, value),
                rates=False,
            )
    return None


def _published(*values: Decimal) -> Decimal:
    """Return the unit of the value published most finely, a tenth at most: 6.25 lies above 6.2."""
    finest = min(Decimal(1).scaleb(-decimals(value.normalize())) for value in values)
    return max(min(_TENTH, finest), _FINEST)


def _later(setting: Setting, values: tuple[Value, ...], latest: Value) -> Value | None:
    """Return the last own value after those that were compared, or None."""
    later = [each for each in values if each.date > latest.date and each.date.year <= setting.end]
    return later[-1] if later else None
