"""The processes of an installation: the web server and the worker, which live and die with the one that started them.

Each child holds the read end of a pipe from its parent; when the parent is gone, however it went, the pipe closes and
the child ends. A worker that dies is started again; without the web server nothing is left to serve.
"""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import threading
import time
from contextlib import closing, suppress
from types import TracebackType
from typing import Any

from lantu.errors import UsageError

_PATIENCE = 10.0  # seconds a child gets to finish what it is doing
_START = 120.0  # seconds the web server gets to answer, on a machine that is busy


class Household:
    """The processes of a running installation.

    Attributes:
        web: The web server.
        worker: Does the long work.
    """

    def __init__(self, host: str, port: int) -> None:
        self._address = (host, port)
        self.web = _child("lantu_web.commands.web", host, str(port))
        self.worker = _child("lantu_web.commands.worker")

    def __enter__(self) -> Household:
        if os.name == "posix":
            signal.signal(signal.SIGTERM, _as_if_interrupted)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, problem: BaseException | None, where: TracebackType | None
    ) -> bool:
        self.stop()
        return kind is KeyboardInterrupt

    def wait_until_answering(self) -> None:
        """Return when the web server answers.

        Raises:
            UsageError: It ended, or does not answer in time (W218).
        """
        given_up = time.monotonic() + _START
        while time.monotonic() < given_up:
            if self.web.poll() is not None:
                break
            with suppress(OSError), closing(socket.create_connection(_reachable(self._address), timeout=1)):
                return
            time.sleep(0.1)
        raise UsageError("W218")

    def keep(self) -> None:
        """Watch over the processes until interrupted.

        Raises:
            UsageError: The web server ended by itself (W218).
        """
        while self.web.poll() is None:
            if self.worker.poll() is not None:
                self.worker = _child("lantu_web.commands.worker")
            time.sleep(0.5)
        raise UsageError("W218")

    def stop(self) -> None:
        """Let both finish what they are doing, then end them."""
        children = (self.web, self.worker)
        for child in children:
            assert child.stdin is not None
            with suppress(OSError):
                child.stdin.close()
        given_up = time.monotonic() + _PATIENCE
        for child in children:
            try:
                child.wait(max(0.1, given_up - time.monotonic()))
            except subprocess.TimeoutExpired:
                child.kill()
                child.wait()


def when_parent_is_gone(end: Any) -> None:
    """Call something when the process that started this one is gone or wants it to end."""

    def listen() -> None:
        with suppress(OSError, ValueError):
            while os.read(sys.stdin.fileno(), 1024):
                pass
        end()

    threading.Thread(target=listen, daemon=True).start()


def _child(module: str, *words: str) -> subprocess.Popen[bytes]:
    # A group of its own: Ctrl-C reaches the parent alone, which then ends its children in order.
    alone: dict[str, Any] = (
        {"start_new_session": True}
        if os.name == "posix"
        else {"creationflags": getattr(subprocess, "CREATE_NEW_PROCESS_GROUP", 0)}
    )
    return subprocess.Popen([sys.executable, "-m", module, *words], stdin=subprocess.PIPE, **alone)


def _reachable(address: tuple[str, int]) -> tuple[str, int]:
    host, port = address
    return {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(host, host), port


def _as_if_interrupted(number: int, frame: object) -> None:
    raise KeyboardInterrupt
