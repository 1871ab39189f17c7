"""How a benchmark measures: the best of several runs, ours and the peer's in turn, in one process."""

from __future__ import annotations

import contextlib
import io
import resource
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
SHARED = ROOT / ".." / "shared"
RUNS = 5


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the report.

    Attributes:
        work: What was measured.
        ours: Our figure with its unit.
        peer: The peer's figure with its name.
        ratio: What is compared with the bar.
        bar: The bar of the design, as text.
        kept: Whether the bar is kept; None where there is none.
    """

    work: str
    ours: str
    peer: str
    ratio: str
    bar: str
    kept: bool | None


def seconds(function: Callable[[], object], runs: int = RUNS) -> float:
    """Return the best time of several runs after a warm-up; what the function prints is swallowed."""
    best = float("inf")
    with contextlib.redirect_stdout(io.StringIO()), contextlib.redirect_stderr(io.StringIO()):
        function()
        for _ in range(runs):
            begin = time.perf_counter()
            function()
            best = min(best, time.perf_counter() - begin)
    return best


def peak_megabytes(code: str) -> float:
    """Run Python code in a fresh process and return the most memory it held, in MB."""
    probe = code + "\nimport resource\nprint(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)"
    done = subprocess.run([sys.executable, "-c", probe], capture_output=True, text=True, check=True)
    return int(done.stdout.split()[-1]) / 1024


def own_peak_megabytes() -> float:
    """Return the most memory this process has held, in MB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def sample_document() -> Path:
    """Return the noisy plan of 84,000 characters, or the example where it is absent."""
    plan = SHARED / "data" / "jilin_2021-2025_plan.txt"
    return plan if plan.is_file() else ROOT / "examples" / "lanhe" / "plan.md"
