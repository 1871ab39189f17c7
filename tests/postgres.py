"""A PostgreSQL of the tests' own: started in a temporary folder, thrown away afterwards.

Run as a program it runs pytest on it::

    python tests/postgres.py -m "not slow" tests/web

``LANTU_TEST_POSTGRES`` names a server to use instead. Where none can be started, one line says so and nothing fails.
"""

# ruff: noqa: T201  # it is a program

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

USER = "lantu"
#: Nothing in this cluster outlives the tests, so nothing is worth waiting for the disk.
QUICK = "-c listen_addresses= -c fsync=off -c synchronous_commit=off -c full_page_writes=off -c max_connections=60"


def programs() -> Path | None:
    """The folder of initdb and pg_ctl: on the path, or where Debian keeps the newest."""
    found = shutil.which("initdb")
    if found:
        return Path(found).parent
    kept = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda path: int(path.parts[-3]))
    return kept[-1].parent if kept else None


@contextmanager
def postgres() -> Iterator[str | None]:
    """Yield the address of a server for tests, or None where there is none and none can be started."""
    given = os.environ.get("LANTU_TEST_POSTGRES")
    bin = programs()
    if given or bin is None:
        yield given
        return
    folder = Path(tempfile.mkdtemp(prefix="lantu-pg-"))
    try:
        if not _started(bin, folder):
            yield None
            return
        try:
            yield f"postgresql://{USER}@/postgres?host={folder}"
        finally:
            _run(bin / "pg_ctl", "stop", "-D", folder / "data", "-m", "immediate", "-w")
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _started(bin: Path, folder: Path) -> bool:
    if _is_root():
        try:
            shutil.chown(folder, "postgres")  # the server refuses to run as root
        except LookupError:
            return False
    data = folder / "data"
    made = _run(bin / "initdb", "-D", data, "-U", USER, "-A", "trust", "-E", "UTF8", "--locale=C", "--no-sync")
    log = folder / "log"
    return made and _run(bin / "pg_ctl", "start", "-D", data, "-l", log, "-w", "-o", f"{QUICK} -k {folder}")


def _run(program: Path, *words: object) -> bool:
    who = {"user": "postgres", "group": "postgres", "extra_groups": []} if _is_root() else {}
    done = subprocess.run([program, *map(str, words)], cwd="/", capture_output=True, text=True, check=False, **who)
    if done.returncode:
        print(done.stderr, file=sys.stderr)
    return done.returncode == 0


def _is_root() -> bool:
    return hasattr(os, "geteuid") and os.geteuid() == 0


def main(words: list[str]) -> int:
    """Run pytest on PostgreSQL, or say that it did not run there."""
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))  # so that the server is stopped
    with postgres() as address:
        if address is None:
            print("The tests of the web did NOT run on PostgreSQL: install it (Debian: postgresql), or name a server")
            print("in LANTU_TEST_POSTGRES.")
            return 0
        return subprocess.run(
            [sys.executable, "-m", "pytest", *words], env=os.environ | {"LANTU_DATABASE": address}, check=False
        ).returncode


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
