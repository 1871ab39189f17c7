"""The page on which the commands print for people."""

from __future__ import annotations

import sys

from rich.console import Console

_PIPE = 120  # columns where there is no terminal


class Page(Console):
    """A console as wide as the terminal, and of a fixed width in a pipe.

    It leaves to the caller what to do when who reads has had enough (``lantu … | head``), where Rich would end the program with a failure.
    """

    def __init__(self) -> None:
        super().__init__(width=None if sys.stdout.isatty() else _PIPE, highlight=False)

    def on_broken_pipe(self) -> None:  # type: ignore[explicit-override]
        """Raise what broke."""
        raise BrokenPipeError
