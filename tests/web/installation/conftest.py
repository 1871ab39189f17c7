"""A real installation, with its own processes and its own database, on the kind of database the tests run on."""

from __future__ import annotations

import json
import os
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit
from uuid import uuid4

import psycopg
import pytest

ROOT = Path(__file__).resolve().parents[3]
PATIENCE = 900.0  # seconds something may take on a busy machine before a test gives up


def wait_until(true: Callable[[], Any], what: str) -> Any:
    """Wait for a condition, however long a busy machine takes."""
    given_up = time.monotonic() + PATIENCE
    while time.monotonic() < given_up:
        found = true()
        if found:
            return found
        time.sleep(0.02)
    pytest.fail(f"never came true: {what}")


class Installation:
    """An installation in a temporary folder.

    Attributes:
        home: Its folder.
        database: Address of its database.
    """

    def __init__(self, home: Path, database: str) -> None:
        self.home = home
        self.database = database
        self.children: list[subprocess.Popen[str]] = []
        others = {name: value for name, value in os.environ.items() if not name.startswith(("LANTU_", "DJANGO_"))}
        self.environment = others | {
            "LANTU_HOME": str(home),
            "LANTU_DATABASE": database,
            "DJANGO_SETTINGS_MODULE": "lantu_web.config.settings",
            "LANTU_WEB_PROCESSES": "1",
            "PYTHONUNBUFFERED": "1",
        }

    def lantu(self, *words: str) -> subprocess.CompletedProcess[str]:
        """Run a command of Lantu to its end."""
        return subprocess.run(
            [sys.executable, "-m", "lantu.cli", *words],
            cwd=ROOT, env=self.environment, capture_output=True, text=True, check=False, timeout=PATIENCE,
        )  # fmt: skip

    def begin(self, *words: str) -> subprocess.Popen[str]:
        """Start a process of the installation: a module, or a program given by ``-c``."""
        child = subprocess.Popen(
            [sys.executable, *words],
            cwd=ROOT, env=self.environment, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
        )  # fmt: skip
        self.children.append(child)
        return child

    def do(self, program: str) -> Any:
        """Run a program inside the installation; return what it prints last, as JSON."""
        child = self.begin("-c", "import django; django.setup()\n" + program)
        said, _ = child.communicate(timeout=PATIENCE)
        assert child.returncode == 0, said
        lines = said.strip().splitlines()
        return json.loads(lines[-1]) if lines else None

    def rows(self, question: str) -> list[tuple[Any, ...]]:
        """Ask the database, or change it, past the house."""
        if self.database.startswith("sqlite"):
            import sqlite3  # noqa: PLC0415  # one of two

            with closing(sqlite3.connect(self.home / "lantu.sqlite3", timeout=60)) as asked:
                found = asked.execute(question).fetchall()
                asked.commit()
                return found
        with psycopg.connect(self.database, autocommit=True) as asked:
            cursor = asked.execute(question)
            return cursor.fetchall() if cursor.description else []

    def count(self, table: str) -> int:
        """Count rows."""
        return int(self.rows(f"SELECT count(*) FROM {table}")[0][0])

    def end(self) -> None:
        """End what is still running."""
        for child in self.children:
            child.kill()
            child.wait()
            for stream in (child.stdin, child.stdout):
                if stream is not None:
                    stream.close()


#: What every test of this folder begins with: a plan that waits to be read, and twenty people who keep it.
BROUGHT_IN = """
from pathlib import Path
from lantu_web.people.actions import grant_duty, open_account, register_bodies
from lantu_web.people.listing import BodyRow
from lantu_web.people.models import Account, Body
from lantu_web.plans.bringing_in import Wanted, bring_in
register_bodies(None, [BodyRow(code="drc", name="发展改革委")])
body = Body.objects.get()
for number in range(20):
    account = open_account(None, f"planner-{number}", password="a long pass phrase").account
    grant_duty(None, account, "planner", body)
planner = Account.objects.get(username="planner-0")
bring_in(planner, Path("examples/lanhe/plan.md").read_bytes(), "plan.md", Wanted(body=body, start=2026, end=2030))
"""
READ = """
from lantu_web.jobs.queue import work_once
while work_once():
    pass
"""


class Databases:
    """Databases of installations: made once, copied for every test."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.server = os.environ.get("LANTU_DATABASE", "")
        self.made: list[str] = []

    @property
    def on_server(self) -> bool:
        """Whether they are PostgreSQL's."""
        return self.server.startswith("postgres")

    def copied(self, original: Installation | None) -> Installation:
        """Return a new installation, empty or with all that another has; nobody may work with that one meanwhile."""
        name = f"lantu_{uuid4().hex[:12]}"
        home = self.folder / name
        if not self.on_server:
            if original is not None:
                shutil.copytree(original.home, home)
            return Installation(home, f"sqlite:///{home / 'lantu.sqlite3'}")
        like = f" TEMPLATE {urlsplit(original.database).path[1:]}" if original is not None else ""
        self._ask(f"CREATE DATABASE {name}{like}")
        self.made.append(name)
        return Installation(home, urlsplit(self.server)._replace(path=f"/{name}").geturl())

    def drop(self) -> None:
        """Throw all of them away."""
        for name in self.made:
            self._ask(f"DROP DATABASE {name} WITH (FORCE)")

    def _ask(self, question: str) -> None:
        with psycopg.connect(self.server, autocommit=True) as asked:
            asked.execute(question)


@pytest.fixture(scope="session")
def databases(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Databases]:
    """Databases on the kind of server the tests run on."""
    found = Databases(tmp_path_factory.mktemp("installations"))
    yield found
    found.drop()


@pytest.fixture(scope="session")
def brought_in(databases: Databases) -> Installation:
    """An installation in which a plan waits to be read; only to be copied."""
    made = databases.copied(None)
    opened = made.begin(
        "-c",
        "from lantu_web.commands.opening import *; open_installation(make=True); bring_up_to_date()\n" + BROUGHT_IN,
    )
    assert opened.wait(PATIENCE) == 0
    made.end()
    return made


@pytest.fixture(scope="session")
def read(databases: Databases, brought_in: Installation) -> Installation:
    """An installation in which the plan was read; only to be copied."""
    made = databases.copied(brought_in)
    made.do(READ)
    made.end()
    return made


@pytest.fixture
def unread_plan(databases: Databases, brought_in: Installation) -> Iterator[Installation]:
    """An installation of the test's own in which a plan waits to be read."""
    made = databases.copied(brought_in)
    yield made
    made.end()


@pytest.fixture
def read_plan(databases: Databases, read: Installation) -> Iterator[Installation]:
    """An installation of the test's own in which the plan was read."""
    made = databases.copied(read)
    yield made
    made.end()


@pytest.fixture
def port() -> int:
    """A port nobody listens on."""
    with closing(socket.socket()) as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
