"""A progress bar on stderr for work that takes longer than a second; nothing where nobody watches."""

# ruff: noqa: PLC0415  # what a command needs is loaded when it runs: lantu --help must start at once

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from lantu.errors import Language, message

_PATIENCE = 1.0  # seconds before a bar appears
_STEPS = {
    "open": "C051",
    "clean": "C052",
    "outline": "C053",
    "statements": "C054",
    "tasks": "C055",
    "notes": "C056",
    "wish": "C137",
    "share": "C138",
    "balance": "C139",
    "roll": "C118",
    "tell": "C119",
}


@contextmanager
def progress_bar(language: Language) -> Iterator[Callable[[str, float], None]]:
    """Yield a function to tell a step and the share of the work done (0 to 1).

    The bar is cleared at the end. It is shown on a terminal only, so that logs and pipes stay clean.
    """
    if not sys.stderr.isatty():
        yield lambda step, share: None
        return
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn

    columns = TextColumn("{task.description}"), BarColumn(), TextColumn("{task.percentage:>3.0f}%"), TimeElapsedColumn()
    bar = Progress(*columns, console=Console(stderr=True), transient=True)
    work = bar.add_task(message("C039", language), total=1.0)
    begun = time.monotonic()
    showing = False

    def tell(step: str, share: float) -> None:
        nonlocal showing
        words = message(_STEPS[step], language) if step in _STEPS else message("C039", language)
        bar.update(work, completed=share, description=words)
        if not showing and time.monotonic() - begun > _PATIENCE:
            showing = True
            bar.start()

    try:
        yield tell
    finally:
        if showing:
            bar.stop()
