"""What browser tests share: a running installation with the examples read, and pages of people who are logged in.

Server and worker are the processes that ``lantu serve --demo`` starts. The examples are read once a run; every module
works on a copy of that installation, so what one leaves behind no other sees, and nothing is ever flushed.
"""

from __future__ import annotations

import fcntl
import os
import shutil
import socket
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

import pytest

sync_api = pytest.importorskip("playwright.sync_api", reason="playwright is not installed (make setup)")

PATIENCE = 180  # seconds for the processes of a busy machine; a browser waits as long for what it expects
sync_api.expect.set_options(timeout=PATIENCE * 1000)

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
ABSENT = "no chromium on this machine: browser tests did not run (Debian: apt-get install chromium)"
PASSWORD = "lantu-demo"
SERVE = "from lantu.cli.main import main; main()"
SEED = """
from lantu_web.commands.opening import bring_up_to_date, open_installation
open_installation(make=True)
bring_up_to_date()
from lantu_web.jobs.queue import work_once
from lantu_web.pages.charts import library
from lantu_web.plans.demo import examples, seed
from lantu_web.progress.demo import seed_values
seed(examples())
seed_values(examples())
while work_once(): pass
library()
"""


@dataclass(frozen=True)
class Live:
    """A running installation.

    Attributes:
        address: Where it answers, without a slash at the end.
        home: Its folder.
    """

    address: str
    home: Path


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Skip browser tests with a clear line where there is no browser."""
    for item in items:
        if CHROMIUM is None and Path(item.path).is_relative_to(Path(__file__).parent):
            item.add_marker(pytest.mark.skip(reason=ABSENT))


def environment(home: Path) -> dict[str, str]:
    """The environment of the processes: an installation of its own, with nothing of whoever runs the tests."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("LANTU_", "DJANGO_"))}
    return kept | {"LANTU_HOME": str(home), "LANTU_DEMO": "1", "PYTHONUNBUFFERED": "1"}


@pytest.fixture(scope="session")
def seeded(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An installation with the examples read, made once a run, whichever of its processes comes first."""
    shared = tmp_path_factory.getbasetemp()
    shared = shared.parent if os.environ.get("PYTEST_XDIST_WORKER") else shared
    home = shared / "seeded"
    with (shared / "seeded.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not (home / "complete").exists():
            shutil.rmtree(home, ignore_errors=True)
            subprocess.run([sys.executable, "-c", SEED], env=environment(home), check=True, timeout=PATIENCE)
            (home / "complete").touch()
    return home


@pytest.fixture(scope="module")
def live(seeded: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Live]:
    """A running installation with the examples read, of this module alone."""
    home = tmp_path_factory.mktemp("live") / "home"
    shutil.copytree(seeded, home)
    process, address = started(home)
    try:
        yield Live(address=address, home=home)
    finally:
        process.terminate()
        process.wait(PATIENCE)


def started(home: Path) -> tuple[subprocess.Popen[bytes], str]:
    """Start an installation on a port nobody uses; another program may take it in between, so try again."""
    for _ in range(5):
        port = free_port()
        words = [sys.executable, "-c", SERVE, "serve", "--demo", "--port", str(port)]
        log = (home / "serve.log").open("wb")
        process = subprocess.Popen(words, env=environment(home), stdout=log, stderr=subprocess.STDOUT)
        log.close()
        if answers(process, home):
            return process, f"http://127.0.0.1:{port}"
    raise AssertionError((home / "serve.log").read_text("utf-8"))


def answers(process: subprocess.Popen[bytes], home: Path) -> bool:
    """Whether the server has said that it answers; it says so last of all."""
    for _ in range(PATIENCE * 2):
        if "lantu-demo" in (home / "serve.log").read_text("utf-8", "replace"):
            return True
        try:
            process.wait(0.5)
        except subprocess.TimeoutExpired:
            continue
        return False
    process.kill()
    return False


def free_port() -> int:
    with closing(socket.socket()) as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@pytest.fixture(scope="module")
def browser() -> Iterator[sync_api.Browser]:
    """The system's chromium; ended with its module, so that no other test runs beside it."""
    with sync_api.sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield chromium
        chromium.close()


@pytest.fixture(scope="module")
def logged_in(live: Live, browser: sync_api.Browser) -> Callable[[str], dict]:
    """What the browser of a demo account remembers after logging in, once a module and account."""
    known: dict[str, dict] = {}

    def remembered(username: str) -> dict:
        if username not in known:
            context = browser.new_context(base_url=live.address, locale="zh-CN")
            context.set_default_timeout(PATIENCE * 1000)
            page = context.new_page()
            page.goto("/")
            form = page.locator("main form", has=page.locator("input[type=password]"))
            form.locator("input[name=login]").fill(username)
            form.locator("input[name=password]").fill(PASSWORD)
            form.locator("button").first.click()
            page.wait_for_url(lambda address: "login" not in address)
            known[username] = context.storage_state()
            context.close()
        return known[username]

    return remembered


@pytest.fixture
def page_as(
    live: Live, browser: sync_api.Browser, logged_in: Callable[[str], dict]
) -> Iterator[Callable[..., sync_api.Page]]:
    """Open a page as a demo account: ``page_as("planner")``; what goes wrong in its scripts fails the test."""
    contexts: list[sync_api.BrowserContext] = []
    problems: list[str] = []

    def opened(username: str, *, width: int = 1280, height: int = 900) -> sync_api.Page:
        state = logged_in(username)
        context = browser.new_context(
            base_url=live.address, storage_state=state, viewport={"width": width, "height": height}, locale="zh-CN"
        )
        context.set_default_timeout(PATIENCE * 1000)
        contexts.append(context)
        page = context.new_page()
        page.on("pageerror", lambda problem: problems.append(str(problem)))
        page.on("console", lambda said: problems.append(said.text) if "Content Security Policy" in said.text else None)
        return page

    yield opened
    for context in contexts:
        context.close()
    assert not problems
