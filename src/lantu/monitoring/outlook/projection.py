"""One way of going on, and what it comes to: a value for each year, an interval where one can be had, and what it says."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Literal

from lantu.cascade.tracks import Measure
from lantu.errors import Language
from lantu.monitoring.outlook.asked import Asked
from lantu.monitoring.outlook.history import History
from lantu.monitoring.outlook.sentences import Sentence, join

Interval = Literal["changes", "residuals", "errors", "past_years", "none"]
"""What an interval is made of: the spread of the yearly changes, the wider of that and the residuals of a line, the
errors of forecasts of one year, the smallest and largest share of past years; or there is none."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Projection:
    """What one method expects.

    Attributes:
        method: Key of the method.
        values: State at the end of each year after the last one known.
        lows: Lower ends of the interval of those years that have one.
        highs: Upper ends.
        interval: What the interval is made of.
        years: The years it rests on.
        limited: Whether a value was cut to what is possible at all.
        figures: Numbers that belong to the method, by name, as fractions: ``progress``, ``time_progress``,
            ``actual_rate``, ``required_rate``, ``ratio``, ``share`` …
        sentences: What it says.
    """

    method: str
    values: Mapping[int, Decimal]
    lows: Mapping[int, Decimal] = field(default_factory=dict)
    highs: Mapping[int, Decimal] = field(default_factory=dict)
    interval: Interval = "none"
    years: tuple[int, ...]
    limited: bool = False
    figures: Mapping[str, Decimal] = field(default_factory=dict)
    sentences: tuple[Sentence, ...] = ()

    def at(self, year: int) -> tuple[Decimal | None, Decimal | None, Decimal | None]:
        """Return value, lower and upper end of a year; None for what there is not."""
        return self.values.get(year), self.lows.get(year), self.highs.get(year)

    def said(self, language: Language | str = Language.ZH) -> str:
        """Return what it says in a language."""
        return join(self.sentences, language)


@dataclass(frozen=True, slots=True, kw_only=True)
class Method:
    """A way of going on.

    Attributes:
        key: Its name in data.
        name: Its name for people.
        measures: The ways of telling a state for which it has a meaning; it is passed over for others.
        project: The projection; raises :class:`~lantu.errors.MonitoringError` where it cannot be had, with the reason.
    """

    key: str
    name: Sentence
    measures: frozenset[Measure]
    project: Callable[[History, Asked], Course]


@dataclass(frozen=True, slots=True, kw_only=True)
class Course:
    """What a method computes before limits and words are put to it.

    Attributes:
        values: State at the end of each year.
        lows: Lower ends of the interval.
        highs: Upper ends.
        interval: What the interval is made of.
        years: The years it rests on.
        figures: Numbers that belong to the method.
        remarks: What it says beside its value.
    """

    values: Mapping[int, Decimal]
    lows: Mapping[int, Decimal] = field(default_factory=dict)
    highs: Mapping[int, Decimal] = field(default_factory=dict)
    interval: Interval = "none"
    years: tuple[int, ...]
    figures: Mapping[str, Decimal] = field(default_factory=dict)
    remarks: tuple[Sentence, ...] = ()


def course(
    centre: Mapping[int, Decimal],
    halves: Mapping[int, Decimal],
    *,
    by_rate: bool,
    interval: Interval,
    years: tuple[int, ...],
    figures: Mapping[str, Decimal] | None = None,
    remarks: tuple[Sentence, ...] = (),
) -> Course:
    """Return a course from values on a method's scale and half widths of their interval.

    Args:
        centre: Value of each year.
        halves: Half width of the interval of each year; empty where there is none.
        by_rate: Whether the scale is that of logarithms.
        interval: What the half widths are made of.
        years: The years the course rests on.
        figures: Numbers that belong to the method.
        remarks: What it says beside its value.
    """

    def back(value: Decimal) -> Decimal:
        return value.exp() if by_rate else value

    return Course(
        values={year: back(value) for year, value in centre.items()},
        lows={year: back(centre[year] - half) for year, half in halves.items()},
        highs={year: back(centre[year] + half) for year, half in halves.items()},
        interval=interval if halves else "none",
        years=years,
        figures=figures or {},
        remarks=remarks,
    )
