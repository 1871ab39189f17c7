"""Looking back: what the methods of the outlook would have said of published series, beside saying that nothing changes any more.

The errors are those of a handful of series of a few years each, most of them of one indicator in one period; they show
how far off an honest outlook can be, not which method is best.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from statistics import median
from typing import Any

import yaml
from rich.console import Console
from rich.table import Table

from benchmarks.measure import Row
from lantu.monitoring.outlook.asked import Asked
from lantu.monitoring.outlook.history import History
from lantu.monitoring.outlook.looking import outlook

SERIES = Path(__file__).with_name("outlook_series.yaml")
LEAST = 3  # states known, the base year among them: two changes
NAIVE = "no further change"
MID_TERM = 3  # years of a plan that are known when it is evaluated half way


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """One method looking from one year at a later one.

    Attributes:
        group: Which data it is of.
        series: Name of the series.
        method: Key of the method.
        known: Years known after the base year.
        ahead: Years looked ahead.
        error: How far the value lay above what came, in percent of it.
        held: Whether the interval held what came; None where there was none.
        right: Whether met or missed was said as it came.
    """

    group: str
    series: str
    method: str
    known: int
    ahead: int
    error: float
    held: bool | None
    right: bool


def rows() -> Iterator[Row]:
    """Measure the outlook at mid-term beside saying that nothing changes any more."""
    looks = [each for each in all_looks() if each.group == "provinces" and each.known == MID_TERM and each.ahead == 2]
    naive = _error(looks, NAIVE)
    for method in sorted({each.method for each in looks} - {NAIVE}):
        ours = _error(looks, method)
        yield Row(
            f"outlook at mid-term, {method}",
            f"{ours:.1f} % off (median)",
            f"{NAIVE}: {naive:.1f} %",
            f"{ours / naive:.2f} ×",
            "none: one indicator, one period",
            None,
        )


def _error(looks: list[Look], method: str) -> float:
    return median(abs(each.error) for each in looks if each.method == method)


def all_looks() -> Iterator[Look]:
    """Yield every method from every year of every series at every later year."""
    for group, content in yaml.safe_load(SERIES.read_text("utf-8")).items():
        for name, values in content["series"].items():
            states = _states(content, values)
            for known in range(LEAST - 1, len(states) - 1):
                yield from _looks(group, name, content, states, known)


def _states(content: dict[str, Any], values: list[float]) -> dict[int, Decimal]:
    first = content["from"]
    if content["measure"] == "level":
        return {first + index: Decimal(str(value)) for index, value in enumerate(values)}
    states = {first: Decimal(100)}
    for index, change in enumerate(values, start=1):
        states[first + index] = states[first + index - 1] * (1 + Decimal(str(change)) / 100)
    return states


def _looks(group: str, name: str, content: dict[str, Any], states: dict[int, Decimal], known: int) -> Iterator[Look]:
    first, last = content["from"], max(states)
    latest = first + known
    history = History(
        measure=content["measure"],
        base_year=first,
        states={year: state for year, state in states.items() if year <= latest},
    )
    for end in range(latest + 1, last + 1):
        asked = _asked(content, end)
        came = states[end]
        met = asked.met(history, end, came)
        said = outlook(history, asked)
        found = {
            each.method: (*each.at(end), (said.verdicts[each.method] == "met") == met) for each in said.projections
        }
        last = history.states[latest]
        found[NAIVE] = (last, None, None, asked.met(history, end, last) == met)
        for method, (value, low, high, right) in found.items():
            yield Look(
                group=group,
                series=name,
                method=method,
                known=known,
                ahead=end - latest,
                error=float(value / came - 1) * 100,
                held=None if low is None or high is None else low <= came <= high,
                right=right,
            )


def _asked(content: dict[str, Any], end: int) -> Asked:
    bound = Decimal(str(content["asked"]))
    falls = content["measure"] == "index"
    return Asked(
        end=end,
        unit="%",
        precision=Decimal("0.01"),
        direction="down" if falls else "up",
        low=None if falls else bound,
        high=bound if falls else None,
        form="cumulative_reduction" if falls else "level_up",
    )


def main() -> None:
    """Print errors, and how often intervals held and verdicts came true, by group, years known and years ahead."""
    grouped: defaultdict[tuple[str, int, int, str], list[Look]] = defaultdict(list)
    for each in all_looks():
        grouped[each.group, each.known, each.ahead, each.method].append(each)
    table = Table(title="The outlook, looking back on published series")
    for heading in (
        "data",
        "years known",
        "ahead",
        "method",
        "series",
        "median |error| %",
        "mean error %",
        "interval held",
        "verdict right",
    ):
        table.add_column(heading)
    for (group, known, ahead, method), looks in sorted(grouped.items()):
        held = [each.held for each in looks if each.held is not None]
        table.add_row(
            group,
            str(known),
            str(ahead),
            method,
            str(len(looks)),
            f"{median(abs(each.error) for each in looks):.2f}",
            f"{sum(each.error for each in looks) / len(looks):+.2f}",
            f"{sum(held)} of {len(held)}" if held else "none",
            f"{sum(each.right for each in looks)} of {len(looks)}",
        )
    Console(width=150).print(table)


if __name__ == "__main__":
    main()
