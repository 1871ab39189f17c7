"""The process in which pages are measured: an installation with one large plan, and a bare page over the same rows.

The bare page is what a new Django project does: its own middleware, somebody who is logged in, one query, and a template
that prints 50 rows of eight columns.
"""

# ruff: noqa: E402  # Django must be ready before its models are imported

from __future__ import annotations

import json
import time
from collections.abc import Sequence
from itertools import cycle

import django

django.setup()

from django.core.management import call_command
from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.template import engines
from django.test import Client, override_settings
from django.test.utils import CaptureQueriesContext
from django.urls import path
from django.utils import timezone

from benchmarks.pages_observed import observe
from lantu_web.people.models import Account, Area, Body, Duty
from lantu_web.plans.models import Document, Plan, Record, Version

TARGETS, ROUNDS = 3000, 100
BACKEND = "django.contrib.auth.backends.ModelBackend"
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
]
TEMPLATE = """<!doctype html><html><head><title>{{ request.user }}</title></head><body><table>
{% for row in rows %}<tr><td>{{ row.item }}</td><td>{{ row.type }}</td><td>{{ row.kind }}</td><td>{{ row.due }}</td>
<td>{{ row.passage }}</td><td>{{ row.confidence }}</td><td>{{ row.checked }}</td><td>{{ row.start }}</td></tr>
{% endfor %}</table></body></html>"""
TARGET = (
    '{{"type": "statement", "id": "s{0}", "kind": "target", "indicator": "第{0}项指标", "indicator_id": null, '
    '"comparator": ">=", "value": {0}.5, "unit": "亿元", "measure": "level", "period": "2030", "period_inferred": null, '
    '"scope": null, "modality": "commit", "hedged": false, "implied": false, "attribute": "binding", "form": "level_up", '
    '"in_table": false, "note": null, "text": "到2030年达到{0}.5亿元", "passage": "{1}", "confidence": 0.9, '
    '"start": {2}, "end": {3}}}'
)
HEADING = '{{"type": "passage", "id": "p{0}", "parent": null, "number": "{1}", "level": 2, "kind": "heading", '
HEADING += '"heading": "第{1}章的名称", "role": "tasks", "start": {0}, "end": {2}}}'


def bare(request: HttpRequest) -> HttpResponse:
    """Print 50 rows from one query."""
    rows = Record.objects.filter(type="statement", replaced_at=None).order_by("start")[1450:1500]
    return HttpResponse(PAGE.render({"rows": rows}, request))


PAGE = engines["django"].from_string(TEMPLATE)
urlpatterns = [path("bare/", bare)]


def main() -> None:
    """Measure and print."""
    call_command("migrate", verbosity=0)
    account, version = _office()
    values = observe(version, TARGETS)
    ours, peer = Client(), Client()
    for client in (ours, peer):
        client.force_login(account, backend=BACKEND)
    plan, progress = f"/versions/{version.pk}", f"/progress/versions/{version.pk}"
    pages = {
        "targets": [f"{plan}/targets/?page=30"],
        "progress": [f"{progress}/targets/?page=30"],
        "target": [f"{progress}/targets/s{number}/" for number in range(1500, 1500 + ROUNDS)],
        "observed": [f"{progress}/values/?page={number}" for number in range(30, 30 + ROUNDS)],
    }
    found = {name: _measured(ours, peer, addresses) for name, addresses in pages.items()}
    print(json.dumps(found | {"count": TARGETS, "values": values}))


def _measured(ours: Client, peer: Client, addresses: Sequence[str]) -> dict[str, float]:
    """Return the time of our pages and of the bare one, 19 of 20 being faster, and how many queries one of ours asks.

    Args:
        ours: Who visits ours.
        peer: Who visits the bare one.
        addresses: Pages of one kind, visited in turn: what one of them keeps helps no other.
    """
    plain = override_settings(MIDDLEWARE=MIDDLEWARE, ROOT_URLCONF=__name__)
    first = _seconds(ours, addresses[0])
    times: dict[str, list[float]] = {"ours": [], "bare": []}
    for _, address in zip(range(ROUNDS), cycle(addresses), strict=False):
        times["ours"].append(_seconds(ours, address))
        with plain:
            times["bare"].append(_seconds(peer, "/bare/"))
    with CaptureQueriesContext(connection) as captured:
        _seconds(ours, addresses[0])
    slow = {name: sorted(measured)[int(len(measured) * 0.95)] for name, measured in times.items()}
    return slow | {"queries": len(captured), "first": first}


def _seconds(client: Client, address: str) -> float:
    begin = time.perf_counter()
    answer = client.get(address)
    taken = time.perf_counter() - begin
    if answer.status_code != 200:
        raise RuntimeError(f"{address}: {answer.status_code}")
    return taken


def _office() -> tuple[Account, Version]:
    """Return a planner, and a version with many targets in 30 chapters."""
    area = Area.objects.create(code="990100", name="蓝河市", level="prefecture")
    body = Body.objects.create(code="drc", name="蓝河市发展和改革委员会", area=area)
    account = Account.objects.create_user(username="planner", password="of no use")
    Duty.objects.create(account=account, role=Duty.Role.PLANNER, body=body)
    plan = Plan.objects.create(title="蓝河市规划", area=area, body=body, start=2026, end=2030)
    document = Document.objects.create(sha256="0" * 64, name="plan.txt", media_type="text/plain", size=1)
    version = Version.objects.create(plan=plan, document=document, text="文" * 60 * TARGETS)
    now = timezone.now()
    common = {"version": version, "recorded_at": now, "checked": False}
    chapters = [
        Record(type="passage", kind="heading", item=f"p{start}", passage=str(number), start=start, end=start + 8,
               data=HEADING.format(start, number, start + 8), **common)
        for number, start in enumerate(range(0, TARGETS * 60, TARGETS * 2), 1)
    ]  # fmt: skip
    targets = [
        Record(type="statement", kind="target", item=f"s{number}", passage=str(number // 100 + 1), start=number * 60 + 9,
               end=number * 60 + 30, due="2030", confidence=0.9, search=f"第{number}项指标",
               data=TARGET.format(number, number // 100 + 1, number * 60 + 9, number * 60 + 30), **common)
        for number in range(TARGETS)
    ]  # fmt: skip
    Record.objects.bulk_create([*chapters, *targets], batch_size=200)
    return account, version


if __name__ == "__main__":
    main()
