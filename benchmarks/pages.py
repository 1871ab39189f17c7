"""A page of 50 of 3,000 targets beside a bare Django page of 50 rows, both measured in a process of their own."""

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
    """Measure both pages in turn on one database, and count our queries."""
    with tempfile.TemporaryDirectory() as home:
        settings = {
            "LANTU_HOME": home,
            "LANTU_HOSTS": "testserver",
            "DJANGO_SETTINGS_MODULE": "lantu_web.config.settings",
        }
        words = [sys.executable, "-m", "benchmarks.pages_measured"]
        done = subprocess.run(words, env=os.environ | settings, cwd=ROOT, check=True, capture_output=True, text=True)
    found = json.loads(done.stdout.splitlines()[-1])
    ratio = found["ours"] / found["bare"]
    yield Row(
        f"page of 50 of {found['targets']:,} targets, p95",
        f"{found['ours'] * 1000:.0f} ms, {found['queries']} queries",
        f"bare Django page {found['bare'] * 1000:.0f} ms",
        f"{ratio:.1f} ×",
        f"≤ {RATIO:.0f} ×, ≤ {QUERIES} queries",
        ratio <= RATIO and found["queries"] <= QUERIES,
    )
