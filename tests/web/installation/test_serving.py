"""Serving: one command opens an installation, says where it is, and takes its processes with it when it goes."""

from __future__ import annotations

import os
import re
import signal
from contextlib import suppress
from http.cookiejar import CookieJar
from urllib.error import HTTPError, URLError
from urllib.parse import urlencode
from urllib.request import HTTPCookieProcessor, OpenerDirector, ProxyHandler, build_opener

import pytest

from .conftest import PATIENCE, Installation, wait_until

pytestmark = pytest.mark.slow


def browser() -> OpenerDirector:
    return build_opener(ProxyHandler({}), HTTPCookieProcessor(CookieJar()))


def fetched(where: OpenerDirector, address: str, form: dict[str, str] | None = None) -> str:
    data = None if form is None else urlencode(form).encode()
    with where.open(address, data, timeout=300) as answer:
        return answer.read().decode()


def answers(address: str) -> str:
    with suppress(URLError, OSError):
        return fetched(browser(), address)
    return ""


def signed_in(address: str, name: str, password: str) -> OpenerDirector:
    """A browser in which somebody is logged in."""
    user = browser()
    page = fetched(user, f"{address}/people/login/")
    token = re.findall(r'name="csrfmiddlewaretoken" value="(\w+)"', page)[-1]
    with suppress(HTTPError):  # what the first page shows is not our matter
        fetched(user, f"{address}/people/login/", {"login": name, "password": password, "csrfmiddlewaretoken": token})
    return user


def alive(process: int) -> bool:
    """Whether a process runs; one that ended and was not yet waited for does not."""
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    with suppress(OSError), open(f"/proc/{process}/stat", encoding="utf-8") as state:
        return state.read().rsplit(")", 1)[1].split()[0] != "Z"
    return True


def children_of(process: int) -> list[int]:
    with open(f"/proc/{process}/task/{process}/children", encoding="utf-8") as listed:
        return [int(each) for each in listed.read().split()]


@pytest.mark.skipif(not os.path.exists("/proc/self/task"), reason="asks Linux which processes there are")
@pytest.mark.parametrize("blow", [signal.SIGINT, signal.SIGTERM, signal.SIGKILL], ids=["ctrl-c", "stop", "kill"])
def test_an_installation_is_served_and_its_processes_end_with_it(read_plan: Installation, port: int, blow):
    address = f"http://127.0.0.1:{port}"
    server = read_plan.begin("-m", "lantu.cli", "serve", "--port", str(port))
    wait_until(lambda: "国家秘密" in answers(f"{address}/people/login/"), "the login page is there")
    user = signed_in(address, "planner-0", "a long pass phrase")
    assert "planner-0" in fetched(user, f"{address}/people/account/")
    family = [*children_of(server.pid), *(each for child in children_of(server.pid) for each in children_of(child))]
    assert len(family) >= 3, "the web server, what it forked, and the worker"
    assert read_plan.lantu("serve", "--port", str(port)).stderr.startswith("[W214]")
    server.send_signal(blow)
    server.wait(PATIENCE)
    assert server.returncode == (0 if blow != signal.SIGKILL else -signal.SIGKILL)
    wait_until(lambda: not any(alive(each) for each in family), "all its processes are gone")
    assert read_plan.lantu("audit", "verify").returncode == 0


def test_a_demo_is_seeded_once(unread_plan: Installation, port: int):
    address = f"http://127.0.0.1:{port}"
    for _ in range(2):
        server = unread_plan.begin("-m", "lantu.cli", "serve", "--demo", "--port", str(port))
        wait_until(lambda: "演示账号" in answers(f"{address}/people/login/"), "the demo is there")
        user = signed_in(address, "auditor", "lantu-demo")
        assert "plans.bring_in" in fetched(user, f"{address}/audit/?action=plans.bring_in")
        server.send_signal(signal.SIGINT)
        said, _ = server.communicate(timeout=PATIENCE)
        assert address in said
        assert "security-admin" in said
        assert unread_plan.count("plans_version") == 4, "one of the four examples was there already"
        assert unread_plan.rows("SELECT count(*) FROM jobs_job WHERE state <> 'done'") == [(0,)]
    assert unread_plan.count("people_duty") == 20 + 4 * 2 + 2 + 1 + 4


def test_a_backup_is_put_back_whole_or_not_at_all(read_plan: Installation, databases, tmp_path):
    kept = tmp_path / "kept.zip"
    made = read_plan.lantu("backup", str(kept))
    assert made.returncode == 0, made.stderr
    before = read_plan.count("plans_record")
    read_plan.rows("DELETE FROM plans_record")
    assert read_plan.lantu("restore", str(kept)).stderr.startswith("[W238]")
    damaged = tmp_path / "damaged.zip"
    damaged.write_bytes(kept.read_bytes()[:-2000])
    assert read_plan.lantu("restore", str(damaged), "--replace").stderr.startswith("[W233]")
    assert read_plan.count("plans_record") == 0
    done = read_plan.lantu("restore", str(kept), "--replace")
    assert done.returncode == 0, done.stderr
    assert read_plan.count("plans_record") == before
    empty = databases.copied(None)
    assert empty.lantu("restore", str(kept)).returncode == 0
    assert empty.count("plans_record") == before
    assert empty.lantu("audit", "verify").returncode == 0
    assert empty.rows("SELECT count(*) FROM audit_event WHERE action = 'installation.restore'") == [(1,)]
