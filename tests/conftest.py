"""What all tests share: the labelled documents beside the checkout, and no network."""

from __future__ import annotations

import ipaddress
import socket
from pathlib import Path
from typing import Any, NoReturn

import pytest
from hypothesis import HealthCheck, settings

SHARED = Path(__file__).resolve().parents[1] / ".." / "shared"
ABSENT = "the labelled documents are not here (folder ../shared beside the checkout)"


# The same examples in every run: a check that passes today passes tomorrow. New examples are looked for by hand with
# `pytest --hypothesis-profile=explore`, and what they find becomes a case.
settings.register_profile("repeatable", derandomize=True, database=None, deadline=None, print_blob=False)
settings.register_profile("explore", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("repeatable")


class NetworkBlockedError(RuntimeError):
    """A test tried to leave this machine."""


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of real documents and labels; tests that need it are skipped where it is absent."""
    if not (SHARED / "data").is_dir():
        pytest.skip(ABSENT)
    return SHARED.resolve()


def pytest_configure(config: pytest.Config) -> None:
    """Block the network before any test module is imported."""
    del config
    for name in ("connect", "connect_ex"):
        setattr(socket.socket, name, _guarded(getattr(socket.socket, name)))
    socket.getaddrinfo = _guarded_lookup(socket.getaddrinfo)


def pytest_terminal_summary(terminalreporter: Any) -> None:
    """Say how many tests did not run because the documents are absent: a green run must not hide them."""
    skipped = terminalreporter.stats.get("skipped", [])
    absent = sum("shared" in str(report.longrepr) for report in skipped)
    if absent:
        terminalreporter.write_line(f"{absent} tests did not run: {ABSENT}", yellow=True)


def _guarded(connect: Any) -> Any:
    def guarded(self: socket.socket, address: Any) -> Any:
        if self.family in (socket.AF_INET, socket.AF_INET6) and not _is_here(address[0]):
            _refuse(address[0])
        return connect(self, address)

    return guarded


def _guarded_lookup(lookup: Any) -> Any:
    def guarded(host: Any, *args: Any, **kwargs: Any) -> Any:
        if host is not None and not _is_here(host):
            _refuse(host)
        return lookup(host, *args, **kwargs)

    return guarded


def _is_here(host: Any) -> bool:
    name = host.decode() if isinstance(host, bytes) else str(host)
    if name in ("localhost", ""):
        return True
    try:
        return ipaddress.ip_address(name).is_loopback
    except ValueError:
        return False


def _refuse(host: Any) -> NoReturn:
    raise NetworkBlockedError(
        f"a test tried to reach {host}. Tests run without a network: put what it needs into tests/ or examples/."
    )
