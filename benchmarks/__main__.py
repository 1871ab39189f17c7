"""Run all benchmarks and print one table."""

from __future__ import annotations

from rich.console import Console
from rich.table import Table

from benchmarks import (
    balance,
    cascade,
    confidence,
    formats,
    observations,
    outlook,
    pages,
    progress,
    quality,
    quantities,
    reading,
)


def main() -> None:
    """Measure, print, and say which bars are kept."""
    table = Table(title="Lantu beside its peers, one run on this machine")
    for heading in ("work", "ours", "peer", "ratio", "bar", ""):
        table.add_column(heading)
    for benchmark in (
        reading,
        formats,
        quantities,
        quality,
        confidence,
        cascade,
        balance,
        observations,
        outlook,
        progress,
        pages,
    ):
        for row in benchmark.rows():
            mark = "" if row.kept is None else "✓" if row.kept else "✗"
            table.add_row(row.work, row.ours, row.peer, row.ratio, row.bar, mark)
    Console(width=140).print(table)


if __name__ == "__main__":
    main()
