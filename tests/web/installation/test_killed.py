"""Power failures: whatever is killed, no plan is half written, no correction that was acknowledged is lost."""

from __future__ import annotations

import pytest

from .conftest import PATIENCE, Installation, wait_until

pytestmark = pytest.mark.slow

SOUND = """
import json
from lantu_web.plans.desk import plan_of, record_row
from lantu.model.plan import items
from lantu_web.plans.models import Version
version = Version.objects.get()
plan = plan_of(version)
rows = {row.item: row for row in version.records.filter(replaced_at=None)}
wanted = {id: record_row(version, item, checked=id in plan.checked) for id, item in items(plan).items()}
same = rows.keys() == wanted.keys() and all(
    (rows[id].data, rows[id].checked) == (row.data, row.checked) for id, row in wanted.items())
print(json.dumps({"same": same, "items": len(wanted), "unfitting": len(plan.unfitting)}))
"""
CORRECT = """
import sys
from lantu_web.people.models import Account
from lantu_web.plans.actions import correct, mark_checked, unmark_checked
from lantu_web.plans.correcting import Decision
from lantu_web.plans.models import Version
planner = Account.objects.get(username="planner-0")
version = Version.objects.get()
for row in list(version.records.filter(type="statement", replaced_at=None)):
    decided = Decision(item=row.item, action="set", field="unit", value="件", seen=row.pk)
    correct(planner, version, [decided])
    print(row.item, flush=True)
    mark_checked(planner, version, row.item)
    print("mark " + row.item, flush=True)
"""


def holds(installation: Installation) -> None:
    """The rows of the plan are what reading and corrections say, and the chain is whole."""
    assert installation.do(SOUND)["same"]
    verified = installation.lantu("audit", "verify")
    assert verified.returncode == 0, verified.stdout


def test_a_worker_killed_while_reading_leaves_nothing_half_written(unread_plan: Installation):
    installation = unread_plan
    for step in ("open", "statements"):
        worker = installation.begin("-m", "lantu_web.commands.worker")
        wait_until(
            lambda step=step: installation.rows(f"SELECT 1 FROM jobs_job WHERE step = '{step}' OR state = 'done'"),
            f"the worker is at {step}, or past it",
        )
        worker.kill()
        worker.wait()
        readings, records = installation.count("plans_reading"), installation.count("plans_record")
        done = bool(installation.rows("SELECT 1 FROM plans_reading WHERE replaced_at IS NULL"))
        assert (readings, records > 0) == ((1, True) if done else (0, False))
        installation.rows("UPDATE jobs_job SET heartbeat = '2020-01-01 00:00:00+00:00' WHERE state = 'running'")
    worker = installation.begin("-m", "lantu_web.commands.worker")
    wait_until(lambda: installation.rows("SELECT 1 FROM jobs_job WHERE state = 'done'"), "the plan is read")
    assert worker.stdin is not None
    worker.stdin.close()
    assert worker.wait(PATIENCE) == 0, "a worker whose parent is gone ends by itself"
    assert installation.rows("SELECT count(*) FROM plans_reading WHERE replaced_at IS NULL") == [(1,)]
    holds(installation)


@pytest.mark.parametrize("acknowledged", [1, 6, 15])
def test_a_server_killed_while_people_correct_and_check_loses_nothing_it_acknowledged(read_plan, acknowledged):
    installation = read_plan
    server = installation.begin("-c", "import django; django.setup()\n" + CORRECT)
    assert server.stdout is not None
    said = [server.stdout.readline().strip() for _ in range(acknowledged)]
    server.kill()
    rest, _ = server.communicate()
    said += [line for line in rest.splitlines() if line]
    corrected = [item for item in said if not item.startswith("mark ")]
    marked = [item.removeprefix("mark ") for item in said if item.startswith("mark ")]
    kept = [item for (item,) in installation.rows("SELECT item FROM plans_correction ORDER BY id")]
    marks = [item for (item,) in installation.rows("SELECT chapter FROM plans_checkmark ORDER BY id")]
    assert kept[: len(corrected)] == corrected
    assert marks[: len(marked)] == marked
    assert len(kept) + len(marks) <= len(said) + 1, "at most one more was written before its author could hear of it"
    events = "SELECT count(*) FROM audit_event WHERE action IN ('plans.correct', 'plans.mark_checked')"
    assert installation.rows(events) == [(len(kept) + len(marks),)]
    holds(installation)


TOGETHER = """
import json
from concurrent.futures import ThreadPoolExecutor
from django.db import connection
from lantu_web.people.models import Account
from lantu_web.plans.actions import correct
from lantu_web.plans.correcting import ConflictError, Decision
from lantu_web.plans.models import Version
people = [Account.objects.get(username=f"planner-{n}") for n in range(20)]
rows = list(Version.objects.get().records.filter(type="statement", replaced_at=None)[:41])
contested = rows[40]
def deed(n):
    version, won = Version.objects.get(), 0
    for row in rows[2 * n : 2 * n + 2]:
        correct(people[n], version, [Decision(item=row.item, action="set", field="unit", value="件", seen=row.pk)])
    try:
        correct(people[n], version, [Decision(item=contested.item, action="accept", seen=contested.pk)])
        won = 1
    except ConflictError:
        pass
    connection.close()
    return won
with ThreadPoolExecutor(20) as together:
    print(json.dumps(list(together.map(deed, range(20)))))
"""


def test_twenty_people_who_correct_at_once_lose_nothing(read_plan: Installation):
    installation = read_plan
    won = installation.do(TOGETHER)
    assert sum(won) == 1, "of twenty who decide about one item one succeeds, the others are told"
    assert installation.count("plans_correction") == 2 * 20 + 1
    by = installation.rows("SELECT count(DISTINCT by_id) FROM plans_correction")
    assert by == [(20,)]
    holds(installation)
