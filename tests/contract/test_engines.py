"""All engines give the same for the same tables, and none calls green what is missing or no number.

Spark runs where PySpark and Java are: ``make spark``, then ``make test-slow``.
"""

from __future__ import annotations

import math
import os
import random
import shutil
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import polars as pl
import pytest
from tests.contract.engine_cases import DAY, cases

from lantu.engine.progress import latest_and_progress
from lantu.engine.tables import observations_of, targets_of

TARGETS = 10_000
ODD = 0.05
ODD_VALUES = (math.nan, math.inf, -math.inf, None, 1e300, -1e300, 5e-324)
ODD_TARGETS = (*ODD_VALUES, 0.0, 100.0, 120.0, -100.0, -130.0)
Rows = dict[tuple[str, str], dict[str, Any]]


@pytest.fixture(scope="module")
def tables(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Both tables as parquet; one row in twenty holds something that is no number, or that no target can be."""
    folder, made, chance = tmp_path_factory.mktemp("tables"), cases(TARGETS), random.Random(5)
    questions = [case.question for case in made]
    observations = observations_of([each for case in made for each in case.observations], questions)
    targets = targets_of(questions)
    observations = observations.unique(maintain_order=True)  # of two with one moment neither is the later
    observations = observations.with_columns(value=spoilt(observations["value"], ODD_VALUES, chance))
    targets = targets.with_columns(
        baseline=spoilt(targets["baseline"], ODD_VALUES, chance),
        target_value=spoilt(targets["target_value"], ODD_TARGETS, chance),
    )
    observations.write_parquet(folder / "observations.parquet")
    targets.write_parquet(folder / "targets.parquet")
    return folder


def spoilt(numbers: pl.Series, odd: tuple[float | None, ...], chance: random.Random) -> pl.Series:
    return pl.Series([chance.choice(odd) if chance.random() < ODD else number for number in numbers], dtype=pl.Float64)


def by_polars(tables: Path) -> Rows:
    observations, targets = (pl.scan_parquet(tables / f"{name}.parquet") for name in ("observations", "targets"))
    return keyed(latest_and_progress(observations, targets, DAY).collect().iter_rows(named=True))


def by_duckdb(tables: Path) -> Rows:
    duckdb = pytest.importorskip("duckdb")
    connection = duckdb.connect()
    observations, targets = (
        connection.read_parquet(str(tables / f"{name}.parquet")) for name in ("observations", "targets")
    )
    found = latest_and_progress(observations, targets, DAY)
    return keyed(dict(zip(found.columns, row, strict=True)) for row in found.fetchall())


@pytest.fixture(scope="module")
def spark() -> Iterator[Any]:
    pyspark = pytest.importorskip("pyspark", reason="PySpark is not installed here (make spark): Spark did not run")
    if shutil.which("java") is None and "JAVA_HOME" not in os.environ:
        pytest.skip("there is no Java here: Spark did not run")
    builder = pyspark.sql.SparkSession.builder.master("local[2]")
    facts = {
        "spark.ui.enabled": "false",
        "spark.driver.host": "127.0.0.1",
        "spark.driver.bindAddress": "127.0.0.1",
        "spark.sql.session.timeZone": "UTC",
        "spark.sql.shuffle.partitions": "2",
    }
    for name, value in facts.items():
        builder = builder.config(name, value)
    session = builder.getOrCreate()
    session.sparkContext.setLogLevel("ERROR")
    yield session
    session.stop()


def keyed(rows: Iterator[dict[str, Any]]) -> Rows:
    return {(row["target"], row["subject"]): row for row in rows}


def test_no_engine_calls_green_what_is_missing(tables):
    for engine in (by_polars, by_duckdb):
        assert_honest(engine(tables))


def test_duckdb_gives_what_polars_gives(tables):
    assert_same(by_duckdb(tables), by_polars(tables))


@pytest.mark.spark
def test_spark_gives_what_polars_gives(tables, spark):
    observations, targets = (
        spark.read.parquet(str(tables / f"{name}.parquet")) for name in ("observations", "targets")
    )
    found = keyed(row.asDict() for row in latest_and_progress(observations, targets, DAY).collect())
    assert_honest(found)
    assert_same(found, by_polars(tables))


def assert_honest(rows: Rows) -> None:
    """Without a state there is no figure that could be coloured, and no figure is NaN or infinite."""
    assert len(rows) == TARGETS
    for row in rows.values():
        assert all(math.isfinite(value) for value in row.values() if isinstance(value, float)), row
        if row["state"] != "computed":
            shown = ("due_value", "progress", "gap", "on_path", "reached", "kept", "margin", "years", "kept_years")
            assert all(row[name] is None for name in shown), row
        else:
            assert None not in (row["latest"], row["target_value"], row["observed_on"], row["time_progress"]), row
    assert {row["state"] for row in rows.values()} == {"computed", "missing", "not_due", "awaiting_target", "error"}


def assert_same(found: Rows, wanted: Rows) -> None:
    assert found.keys() == wanted.keys()
    different = [
        (name, found[key], wanted[key])
        for key in wanted
        for name in wanted[key]
        if not same(found[key][name], wanted[key][name])
    ]
    assert not different, (len(different), different[:3])


def same(found: Any, wanted: Any) -> bool:
    if isinstance(found, float) and isinstance(wanted, float):
        return math.isclose(found, wanted, rel_tol=1e-9, abs_tol=1e-9)
    if isinstance(found, datetime) and isinstance(wanted, datetime):
        return moment(found) == moment(wanted)
    return bool(found == wanted)


def moment(when: datetime) -> datetime:
    """Return a moment in universal time; one without a zone, as Spark gives it, is in that of this process."""
    return when.astimezone(UTC)
