"""The web server as a process of its own; ``lantu serve`` starts it: gunicorn, or Python's own where there is none."""

# ruff: noqa: PLC0415  # which server there is depends on the system

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Callable
from typing import Any

from lantu_web.commands.household import when_parent_is_gone

PROCESSES = 2
THREADS = 4


def main(host: str, port: int) -> None:
    """Serve until told to end."""
    when_parent_is_gone(lambda: os.kill(os.getpid(), signal.SIGTERM))
    try:
        gunicorn(host, port)
    except ImportError:  # it does not run on Windows
        plain(host, port)


def gunicorn(host: str, port: int) -> None:
    """Serve with gunicorn."""
    from gunicorn.app.base import BaseApplication

    class Application(BaseApplication):
        def load_config(self) -> None:
            choices: dict[str, Any] = {
                "bind": f"[{host}]:{port}" if ":" in host else f"{host}:{port}",
                "workers": int(os.environ.get("LANTU_WEB_PROCESSES", PROCESSES)),
                "threads": THREADS,
                "timeout": 300,  # a document of many pages takes its time to come in
                "graceful_timeout": 8,
                "preload_app": True,
                "loglevel": "warning",
                "proc_name": "lantu",
                "control_socket_disable": True,
                "worker_tmp_dir": "/dev/shm" if os.path.isdir("/dev/shm") else None,
            }
            for name, choice in choices.items():
                if name in self.cfg.settings:
                    self.cfg.set(name, choice)

        def load(self) -> Callable[..., Any]:
            from lantu_web.config.wsgi import application

            return application

    Application().run()


def plain(host: str, port: int) -> None:
    """Serve with what Python brings, a thread a request: enough for one machine."""
    from django.core.servers.basehttp import run

    from lantu_web.config.wsgi import application

    run(host, port, application, ipv6=":" in host, threading=True)


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]))
