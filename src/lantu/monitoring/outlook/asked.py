"""What the end of the period is asked to be, how its values are told to people, and whether a value meets it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from lantu.cascade.rounding import rounded_to
from lantu.cascade.tracks import INDEX_BASE, Direction
from lantu.model.records import Form
from lantu.monitoring.outlook.history import History
from lantu.monitoring.outlook.sentences import Sentence
from lantu.monitoring.printing import figure
from lantu.targets import growth


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What is asked for, as states like those of the history.

    Attributes:
        end: Last year of the period.
        unit: Unit in which values are told: the unit of a level or a sum, % for an index.
        precision: The published unit of told values, such as 0.1; values are compared after rounding to it.
        whole: Whether whole things are counted, of which no year brings a tenth.
        direction: Which side is better; it is never guessed.
        low: The state at the end may not lie below, or None.
        high: The state at the end may not lie above, or None.
        strict: Whether the value asked for itself is not enough (高于, 低于).
        tolerance: How far beyond a bound still keeps it (左右), in told units.
        each_year: Whether the bounds hold in every year until the end, as caps and floors do.
        yearly: Lower and upper bound of those years that have their own, such as a cap that tightens.
        form: Form of the target; it decides whether an index is told by its average rate.
        possible_low: The lowest value that is possible at all, of a level or a sum.
        possible_high: The highest.
        target: Id of the statement.
        subject: Typed code; empty for the plan's own area.
    """

    end: int
    unit: str
    precision: Decimal
    whole: bool = False
    direction: Direction
    low: Decimal | None = None
    high: Decimal | None = None
    strict: bool = False
    tolerance: Decimal = Decimal(0)
    each_year: bool = False
    yearly: Mapping[int, tuple[Decimal | None, Decimal | None]] = field(default_factory=dict)
    form: Form | None = None
    possible_low: Decimal | None = None
    possible_high: Decimal | None = None
    target: str = ""
    subject: str = ""

    @property
    def bounded(self) -> bool:
        """Whether a number is asked for at all."""
        return self.low is not None or self.high is not None

    def bounds(self, year: int) -> tuple[Decimal | None, Decimal | None]:
        """Return what a year must lie between."""
        return self.yearly.get(year, (self.low, self.high))

    def told(self, history: History, year: int, state: Decimal) -> Decimal:
        """Return a state as people tell it: itself, the average rate a year, or the change since the base year, in %.

        Reductions are positive, as plans print them.

        >>> index = History(measure="index", base_year=2020, states={2020: Decimal(100)})
        >>> fall = Asked(end=2025, unit="%", precision=Decimal("0.1"), direction="down", form="cumulative_reduction")
        >>> fall.told(index, 2025, Decimal("85.5"))
        Decimal('14.500')
        """
        if history.measure != "index":
            return state
        achieved = state / history.states.get(history.base_year, INDEX_BASE)
        years = year - history.base_year
        rate: Decimal = growth.average(achieved, years) if self.form == "average_growth" and years else achieved - 1
        return (-rate if self.direction == "down" else rate) * 100

    def figure(self, history: History, year: int, state: Decimal) -> str:
        """Return a state as it is printed, without its unit."""
        return figure(self.told(history, year, state), self.precision)

    def in_words(self, history: History, year: int, state: Decimal) -> Sentence:
        """Return what a state is, in words: the level of a year, what it comes to, the average of the years."""
        facts = {"year": year, "value": self.figure(history, year, state), "unit": self.unit}
        if history.measure == "level":
            return Sentence("M320", facts)
        if history.measure == "sum":
            return Sentence("M321", facts)
        falls = self.direction == "down"
        if self.form == "average_growth":
            return Sentence("M325" if falls else "M322", facts)
        return Sentence("M324" if falls else "M323", facts)

    def met(self, history: History, year: int, state: Decimal) -> bool:
        """Tell whether a state keeps both bounds, after rounding to the published unit.

        >>> share = History(measure="level", base_year=2020, states={})
        >>> urban = Asked(end=2025, unit="%", precision=Decimal("0.1"), direction="up", low=Decimal(65))
        >>> urban.met(share, 2025, Decimal("64.96")), urban.met(share, 2025, Decimal("64.94"))
        (True, False)
        """
        low, high = self.bounds(year)
        return all(
            self._kept(history, year, state, bound, above=above)
            for bound, above in ((low, True), (high, False))
            if bound is not None
        )

    def _kept(self, history: History, year: int, state: Decimal, bound: Decimal, *, above: bool) -> bool:
        if self.strict:
            return (state > bound) if above else (state < bound)
        found, wanted = (rounded_to(self.told(history, year, each), self.precision) for each in (state, bound))
        falls = history.measure == "index" and self.direction == "down"  # told the other way round
        return (wanted - found if above != falls else found - wanted) <= self.tolerance
