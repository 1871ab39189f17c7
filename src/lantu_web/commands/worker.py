"""The worker as a process of its own: does one job after another until told to end; ``lantu serve`` starts it."""

# ruff: noqa: PLC0415  # the installation must be open before its rooms are loaded

from __future__ import annotations

import signal
import threading

from lantu_web.commands.household import when_parent_is_gone
from lantu_web.commands.opening import open_installation


def main() -> None:
    """Work until the parent is gone; a job that has begun is finished."""
    stop = threading.Event()
    signal.signal(signal.SIGTERM, lambda number, frame: stop.set())
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    when_parent_is_gone(stop.set)
    open_installation()
    from lantu_web.jobs.queue import work

    work(stop)


if __name__ == "__main__":
    main()
