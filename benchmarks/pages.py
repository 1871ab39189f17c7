"""Pages of a large plan beside a bare Django page of 50 rows, both measured in a process of their own."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator

from benchmarks.measure import ROOT, Row

RATIO, QUERIES = 4.0, 12


def rows() -> Iterator[Row]:
    """Measure our pages and the bare one in turn on one database, and count our queries."""
    with tempfile.TemporaryDirectory() as home:
        settings = {
            "LANTU_HOME": home,
            "LANTU_HOSTS": "testserver",
            "DJANGO_SETTINGS_MODULE": "lantu_web.config.settings",
        }
        words = [sys.executable, "-m", "benchmarks.pages_measured"]
        done = subprocess.run(words, env=os.environ | settings, cwd=ROOT, check=True, capture_output=True, text=True)
    found = json.loads(done.stdout.splitlines()[-1])
    targets, values = f"{found['count']:,} targets", f"{found['values']:,} values"
    for name, work in (
        ("targets", f"page of 50 of {targets}"),
        ("progress", f"page of 50 of {targets} over {values}, with their progress"),
        ("observed", f"page of 50 of {values}"),
    ):
        yield _row(found[name], f"{work}, p95", RATIO)
    # Charts and a fan of methods are no table of 50 rows: the bar of the design is not for them.
    yield _row(found["target"], f"page of one of {targets} over {values}, p95", None)
    yield Row(
        f"the first page of targets where no worker had measured them yet, over {values}",
        f"{found['progress']['first']:.1f} s",
        "—",
        "—",
        "none",
        True,
    )


def _row(measured: dict[str, float], work: str, bar: float | None) -> Row:
    ratio, queries = measured["ours"] / measured["bare"], int(measured["queries"])
    return Row(
        work,
        f"{measured['ours'] * 1000:.0f} ms, {queries} queries",
        f"bare Django page {measured['bare'] * 1000:.0f} ms",
        f"{ratio:.1f} ×",
        f"≤ {QUERIES} queries" if bar is None else f"≤ {bar:.0f} ×, ≤ {QUERIES} queries",
        (bar is None or ratio <= bar) and queries <= QUERIES,
    )
