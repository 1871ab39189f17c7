"""What it would take: how much each year left has to bring, and how often past years brought as much."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from lantu.cascade.keys import PERCENT
from lantu.monitoring.outlook.asked import Asked
from lantu.monitoring.outlook.history import History
from lantu.monitoring.outlook.sentences import Sentence
from lantu.monitoring.printing import figure, of_a_year, percent
from lantu.targets import levels

_HUNDREDTH = Decimal("0.01")


@dataclass(frozen=True, slots=True, kw_only=True)
class Needed:
    """What the years left have to bring.

    Attributes:
        a_year: Change needed in each year left: in the unit of a level or a sum; of an index the rate, as a fraction,
            negative for a fall.
        years_left: Years from the last one known to the end.
        best: The best change of a single year so far, told like ``a_year``, or None where no year is known with the one
            before it.
        reached: In how many past years the change was as good.
        counted: Past years that could be compared.
        by_rate: Whether ``a_year`` and ``best`` are rates.
    """

    a_year: Decimal
    years_left: int
    best: Decimal | None
    reached: int
    counted: int
    by_rate: bool

    def sentences(self, asked: Asked) -> tuple[Sentence, ...]:
        """Return it in words."""
        facts = {"years": self.years_left, "step": self._figure(abs(self.a_year), asked), "unit": self._unit(asked)}
        first = Sentence("M369" if self.a_year < 0 else "M360", facts)
        if self.best is None:
            return (first,)
        best = self._figure(self.best, asked)
        counts = {"counted": self.counted, "reached": self.reached, "best": best, "unit": facts["unit"]}
        return (first, Sentence("M362", counts))

    def _figure(self, change: Decimal, asked: Asked) -> Sentence | str:
        if self.by_rate:
            return percent(change, _HUNDREDTH)
        shown = figure(change, of_a_year(asked.precision, whole=asked.whole))
        if shown == "0" and change > 0:
            return Sentence("M674")
        return shown[:-1].removesuffix(".") if "." in shown and shown.endswith("0") else shown

    def _unit(self, asked: Asked) -> Sentence | str:
        """Return the unit of a change: of a share it is percentage points."""
        if self.by_rate:
            return PERCENT
        return Sentence("M367") if asked.unit == PERCENT else asked.unit


def needed(history: History, asked: Asked) -> Needed | None:
    """Return what the years left have to bring, or None where the last state meets what is asked already.

    >>> urban = History(measure="level", base_year=2020, states={2020: Decimal("60.6"), 2021: Decimal("61.3"), 2022: Decimal("61.8")})
    >>> asked = Asked(end=2025, unit="%", precision=Decimal("0.1"), direction="up", low=Decimal(65))
    >>> found = needed(urban, asked)
    >>> round(found.a_year, 3), found.best, found.reached, found.counted
    (Decimal('1.067'), Decimal('0.7'), 0, 2)
    """
    latest = history.states[history.latest]
    bound = _missed(latest, asked)
    if bound is None or (not asked.each_year and asked.met(history, history.latest, latest)):
        return None
    by_rate = history.measure == "index"
    if by_rate and (bound <= 0 or latest <= 0):
        return None
    years_left = asked.end - history.latest
    way = levels.needed_rate if by_rate else levels.needed_step
    a_year: Decimal = way(latest, bound, years_left)
    upward = bound > latest
    steps = list(history.steps().values())
    return Needed(
        a_year=a_year,
        years_left=years_left,
        best=(max if upward else min)(steps, default=None),
        reached=sum(step >= a_year if upward else step <= a_year for step in steps),
        counted=len(steps),
        by_rate=by_rate,
    )


def _missed(latest: Decimal, asked: Asked) -> Decimal | None:
    """Return the bound that the last state does not keep."""
    if asked.low is not None and latest < asked.low:
        return asked.low
    if asked.high is not None and latest > asked.high:
        return asked.high
    return None
