"""Latest value and progress of 600,000 targets over 36 million observations, beside DuckDB with SQL written by hand.

The tables lie in a temporary folder as parquet, the same for both: five years of months for 3,000 areas and 200
indicators, in the order in which months come in, shuffled within a month, with late revisions. Each run is a process of its own, so that its time
and its memory are its own; ours and the peer's take turns.
"""

from __future__ import annotations

import json
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import TypeAlias

import numpy as np
import polars as pl

from benchmarks.measure import ROOT, Row, own_peak_megabytes

AREAS, INDICATORS, YEARS = 3_000, 200, range(2021, 2026)
REVISED = 0.02  # share of the values of a month that are recorded again a year later
AS_OF = date(2025, 12, 31)
RUNS = 3
SEED = 20260307
NUMBERS = ("latest", "due_value", "progress", "time_progress", "gap", "needed_rate")
Totals: TypeAlias = tuple[float, ...]

FORMS = (
    ("level_up", "point"),
    ("level_down", "point"),
    ("level_up", "point"),
    ("cap", "point"),
    ("floor", "point"),
    ("cumulative_increment", "point"),
    ("cumulative_sum", "year_to_date"),
    ("cumulative_sum", "year_to_date"),
    ("average_growth", "change_on_year"),
    ("cumulative_reduction", "change_on_year"),
)
"""Forms in turn by indicator, and how their values come in: half of all indicators are levels, as in real plans."""


YEARS_FIRST = """
with yearly as (
    select subject, indicator, year, max(month) as month, arg_max(value, (month, recorded_at)) as value
    from '{folder}/observations/*.parquet'
    where recorded_at < $day and year between 2021 and 2025
    group by all
), reached as (
    select subject, indicator, max(year * 12 + month) as date, arg_max(value, year) as level, sum(value) as amount,
        exp(sum(ln(case when value > -100 then 1 + value / 100 end))) as grown,
        exp(sum(ln(case when value < 100 then 1 - value / 100 end))) as fallen
    from yearly
    group by all
)
"""
"""SQL as one would write it: one value a year first, then the years."""

IN_ONE = f"""
with latest as (
    select subject, indicator, max(year * 12 + month) as date, {
    ", ".join(f"arg_max(value, (month, recorded_at)) filter (year = {year}) as v{year}" for year in YEARS)
}
    from '{{folder}}/observations/*.parquet'
    where recorded_at < $day and year between 2021 and 2025
    group by all
), reached as (
    select subject, indicator, date, coalesce({", ".join(f"v{year}" for year in reversed(YEARS))}) as level,
        {" + ".join(f"v{year}" for year in YEARS)} as amount,
        {" * ".join(f"(1 + v{year} / 100)" for year in YEARS)} as grown,
        {" * ".join(f"(1 - v{year} / 100)" for year in YEARS)} as fallen
    from latest
)
"""
"""SQL as one writes it who knows the years beforehand: everything in one grouping."""

PROGRESS = """
, joined as (
    select *, date - 12 * start as months, 12 * ("end" - start + 1) as period
    from '{folder}/targets.parquet' left join reached using (subject, indicator)
), told as (
    select *, months / period as elapsed, (period - months) / 12 as left_years,
        case form when 'cumulative_sum' then amount when 'average_growth' then 100 * (grown ** (12 / months) - 1)
            when 'cumulative_reduction' then 100 * (1 - fallen) when 'cumulative_increment' then level - baseline
            else level end as latest,
        case form when 'cumulative_sum' then target_value * elapsed when 'average_growth' then target_value
            when 'cumulative_reduction' then 100 * (1 - (1 - target_value / 100) ** elapsed)
            when 'cumulative_increment' then target_value * elapsed when 'cap' then target_value
            when 'floor' then target_value else baseline + (target_value - baseline) * elapsed end as due_value
    from joined
), progress as (
    select target, subject, indicator, form, baseline, target_value, latest, due_value, elapsed as time_progress,
        case form when 'level_up' then case when level >= baseline then (level - baseline) / (target_value - baseline) end
            when 'level_down' then case when level <= baseline then (level - baseline) / (target_value - baseline) end
            when 'cumulative_increment' then case when latest >= 0 then latest / target_value end
            when 'cumulative_sum' then amount / target_value
            when 'average_growth' then case when grown >= 1
                then ln(grown) / (period / 12 * ln(1 + target_value / 100)) end
            when 'cumulative_reduction' then case when fallen <= 1 then ln(fallen) / ln(1 - target_value / 100) end
            end as progress,
        case when form in ('level_up', 'level_down') then (due_value - latest) / (due_value - baseline)
            when form in ('cumulative_increment', 'cumulative_sum', 'cumulative_reduction')
            then (due_value - latest) / due_value
            when form = 'average_growth' then ((1 + target_value / 100) ** (months / 12) - grown)
                / ((1 + target_value / 100) ** (months / 12) - 1) end as gap,
        case when left_years <= 0 or latest <= target_value and form = 'level_down'
                or latest >= target_value and form not in ('level_down', 'average_growth')
                or grown >= (1 + target_value / 100) ** (period / 12) and form = 'average_growth' then null
            when form in ('level_up', 'level_down', 'cumulative_sum', 'cumulative_increment')
            then (target_value - latest) / left_years
            when form = 'average_growth'
            then 100 * (((1 + target_value / 100) ** (period / 12) / grown) ** (1 / left_years) - 1)
            when form = 'cumulative_reduction'
            then 100 * (1 - ((1 - target_value / 100) / fallen) ** (1 / left_years)) end as needed_rate,
        case when target_value is null then 'awaiting_target' when latest is null then 'missing'
            else 'computed' end as state
    from told
)
"""
"""The rest of both, without the guards that ours has: the tables hold no zero and no hole."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """What one run took.

    Attributes:
        seconds: From the files to the finished table.
        megabytes: The most memory the process held.
        totals: How many targets are computed, and what each column adds up to.
    """

    seconds: float
    megabytes: float
    totals: Totals


def rows() -> Iterator[Row]:
    """Write the tables and measure."""
    with tempfile.TemporaryDirectory(prefix="lantu-") as folder:
        count = write(Path(folder))
        runs: dict[str, list[Run]] = {name: [] for name in WAYS}
        for _ in range(RUNS):
            for name, found in runs.items():
                found.append(_in_a_process(name, folder))
    yield _report(count, runs)


def _report(count: int, runs: Mapping[str, list[Run]]) -> Row:
    seconds = {name: statistics.median(run.seconds for run in found) for name, found in runs.items()}
    gigabytes = {name: max(run.megabytes for run in found) / 1000 for name, found in runs.items()}
    wanted = runs["ours"][0].totals
    peers = [name for name in WAYS if name != "ours"]
    same = all(np.allclose(runs[name][0].totals, wanted, rtol=1e-9) for name in peers)
    ratio = seconds["ours"] / min(seconds[name] for name in peers)
    return Row(
        f"progress over {count / 1e6:.1f} M observations",
        f"{seconds['ours']:.2f} s, {gigabytes['ours']:.2f} GB",
        "; ".join(f"{name}: {seconds[name]:.2f} s, {gigabytes[name]:.2f} GB" for name in peers),
        f"{ratio:.2f} ×" if same else "results differ",
        "≤ 1.5 ×, ≤ 1.5 GB",
        same and ratio <= 1.5 and gigabytes["ours"] <= 1.5,
    )


def write(folder: Path, areas: int = AREAS, indicators: int = INDICATORS) -> int:
    """Write both tables and return the number of observations."""
    random = np.random.default_rng(SEED)
    names = [f"area:{100000 + 7 * number}" for number in range(areas)]
    kinds = [f"indicator {number:03d}" for number in range(indicators)]
    _targets(random, names, kinds).write_parquet(folder / "targets.parquet")
    (folder / "observations").mkdir()
    count, late = 0, pl.DataFrame()
    months = [(year, month) for year in YEARS for month in range(1, 13)]
    for number, (year, month) in enumerate(months):
        values = _month(random, names, kinds, year, month)
        again = values.sample(fraction=REVISED, seed=number).with_columns(
            pl.col("value") * 1.01, pl.col("recorded_at") + timedelta(days=365)
        )
        values.write_parquet(folder / "observations" / f"{year}-{month:02d}.parquet")
        late = pl.concat([late, again])
        count += len(values)
    late.write_parquet(folder / "observations" / "revised.parquet")
    return count + len(late)


def _targets(random: np.random.Generator, names: list[str], kinds: list[str]) -> pl.DataFrame:
    """Return a target for every area and indicator."""
    count = len(names) * len(kinds)
    indicator = np.tile(np.arange(len(kinds)), len(names))
    form = np.array([form for form, _ in FORMS])[indicator % len(FORMS)]
    baseline = random.uniform(50, 100, count)
    way = random.uniform(5, 30, count)
    value = np.select(
        [form == "level_up", form == "level_down", form == "cap", form == "floor", form == "cumulative_sum"],
        [baseline + way, baseline - way, baseline + 10, baseline - 10, 5 * baseline],
        default=way,
    )
    return pl.DataFrame(
        {
            "target": [f"s{number}" for number in range(count)],
            "subject": pl.Series(names).gather(np.repeat(np.arange(len(names)), len(kinds))),
            "indicator": pl.Series(kinds).gather(indicator),
            "form": form,
            "direction": pl.Series([None] * count, dtype=pl.String),
            "baseline": baseline,
            "target_value": value,
            "start": np.full(count, YEARS[0], np.int32),
            "end": np.full(count, YEARS[-1] + 1, np.int32),
        }
    )


def _month(random: np.random.Generator, names: list[str], kinds: list[str], year: int, month: int) -> pl.DataFrame:
    """Return the values of a month, shuffled; a change in December is that of the year."""
    place = random.permutation(len(names) * len(kinds))
    indicator = place % len(kinds)
    basis = np.array([basis for _, basis in FORMS])[indicator % len(FORMS)]
    value = np.where(basis == "change_on_year", random.normal(4, 2, len(place)), random.uniform(60, 110, len(place)))
    value = np.where(basis == "year_to_date", value * month / 12, value)
    return pl.DataFrame(
        {
            "subject": pl.Series(names).gather(place // len(kinds)),
            "indicator": pl.Series(kinds).gather(indicator),
            "basis": basis,
            "year": np.full(len(place), year, np.int32),
            "month": np.full(len(place), month, np.int32),
            "value": value,
            "recorded_at": np.full(len(place), np.datetime64(f"{year}-{month:02d}-20", "us")),
        }
    ).with_columns(pl.col("recorded_at").dt.replace_time_zone("UTC"))


def ours(folder: Path) -> Totals:
    """Work it out with the engine."""
    from lantu.engine.progress import latest_and_progress  # noqa: PLC0415 - only this process needs it

    found = latest_and_progress(
        pl.scan_parquet(folder / "observations" / "*.parquet"), pl.scan_parquet(folder / "targets.parquet"), AS_OF
    ).collect(engine="streaming")
    computed = int((found["state"] == "computed").sum())
    return computed, *(float(found[name].sum()) for name in NUMBERS)


def by_sql(folder: Path, reached: str) -> Totals:
    """Work it out with DuckDB."""
    import duckdb  # noqa: PLC0415  # a peer

    day = datetime(AS_OF.year, AS_OF.month, AS_OF.day, 16, tzinfo=UTC)
    query = (reached + PROGRESS + "select * from progress").replace("{folder}", str(folder))
    connection = duckdb.connect()
    connection.execute("create temp table progress as " + query, {"day": day})
    totals = ", ".join(f"sum({name})" for name in NUMBERS)
    found: Totals = connection.execute(
        f"select count(*) filter (state = 'computed'), {totals} from progress"
    ).fetchall()[0]
    return found


WAYS: dict[str, Callable[[Path], Totals]] = {
    "ours": ours,
    "DuckDB, a value a year first": lambda folder: by_sql(folder, YEARS_FIRST),
    "DuckDB, in one grouping": lambda folder: by_sql(folder, IN_ONE),
}


def _in_a_process(way: str, folder: str) -> Run:
    """Run one way in a process of its own."""
    done = subprocess.run(
        [sys.executable, "-m", "benchmarks.progress", way, folder], capture_output=True, text=True, check=True, cwd=ROOT
    )
    return Run(**json.loads(done.stdout))


def main() -> None:
    """Run one way and print what it took."""
    begin = time.perf_counter()
    totals = WAYS[sys.argv[1]](Path(sys.argv[2]))
    seconds = time.perf_counter() - begin
    print(json.dumps({"seconds": seconds, "megabytes": own_peak_megabytes(), "totals": totals}))


if __name__ == "__main__":
    main()
