"""Every page of every room, opened by whom it is for: everybody can use it, and nothing sticks out, on a phone or a desk."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Page, expect

JILIN, LANHE = 1, 2  # the versions the demo brings in first
SHARED_OUT = "城镇新增就业"  # a target of Lanhe that is shared out among its counties

#: Address by name; after ">" the words of a link to follow from there, because it leads to an id.
PAGES = {
    "planner": {
        "plans": "/",
        "overview": f"/versions/{JILIN}/",
        "text": f"/versions/{JILIN}/passages/",
        "targets": f"/versions/{LANHE}/targets/",
        "tasks": f"/versions/{LANHE}/tasks/",
        "projects": f"/versions/{LANHE}/projects/",
        "lists": f"/versions/{JILIN}/lists/",
        "item": f"/versions/{LANHE}/targets/ > {SHARED_OUT}",
        "search": "/search/?q=森林",
        "past": "/?as_of=2020-01-01",
        "nowhere": "/no/such/page/",
        "wrong": f"/versions/{JILIN}/targets/?sort=nonsense",
        "bring in": "/bring-in/",
        "versions": f"/plans/{LANHE}/",
        "facts": f"/plans/{LANHE}/facts/",
        "decide": f"/versions/{LANHE}/decide/",
        "workbench": f"/versions/{JILIN}/workbench/",
        "history": f"/versions/{JILIN}/workbench/history/",
        "unfitting": f"/versions/{JILIN}/workbench/unfitting/",
        "add": f"/versions/{JILIN}/workbench/add/",
        "findings": f"/review/versions/{LANHE}/",
        "finding": f"/review/versions/{LANHE}/ > 生态农业全产业链产值",
        "breakdown": f"/cascade/versions/{LANHE}/",
        "nothing shared out": f"/cascade/versions/{JILIN}/",
        "target": f"/cascade/versions/{LANHE}/ > {SHARED_OUT}",
        "choosing": f"/cascade/versions/{LANHE}/ > {SHARED_OUT} > 改",
        "tables": f"/cascade/versions/{LANHE}/files/",
        "progress": f"/progress/versions/{LANHE}/",
        "progress of targets": f"/progress/versions/{LANHE}/targets/",
        "progress of a target": f"/progress/versions/{LANHE}/targets/ > {SHARED_OUT}",
        "progress of a chapter": f"/progress/versions/{LANHE}/by/chapter/2/",
        "progress of an area": f"/progress/versions/{LANHE}/areas/area:990121/",
        "one page": f"/progress/versions/{LANHE}/brief/",
        "one page of a chapter": f"/progress/versions/{LANHE}/brief/?topic=chapter:2",
        "one page without values": f"/progress/versions/{JILIN}/brief/",
        "bulletin": f"/progress/versions/{LANHE}/bulletin/",
        "warnings": f"/progress/versions/{LANHE}/warnings/",
        "values": f"/progress/versions/{LANHE}/values/",
        "a value": f"/progress/versions/{LANHE}/values/ > 人均预期寿命",
        "files of values": f"/progress/versions/{LANHE}/intakes/",
        "a file of values": f"/progress/versions/{LANHE}/intakes/ > observations.csv",
        "values brought in": f"/progress/versions/{LANHE}/values/import/",
        "mappings": f"/progress/versions/{LANHE}/values/mappings/",
        "a blank table": f"/progress/versions/{LANHE}/values/blank/?period=2026",
        "year": f"/cascade/versions/{LANHE}/years/2026/",
        "area": f"/cascade/versions/{LANHE}/areas/area:990121/",
        "members": f"/cascade/versions/{LANHE}/members/",
        "rounds": "/cascade/rounds/",
        "jobs": "/jobs/",
        "account": "/people/account/",
        "password": "/people/password/change/",
        "areas": "/people/areas/",
        "bodies": "/people/bodies/",
        "successions": "/people/successions/",
        "api": "/api/v1/",
        "tokens": "/api/v1/tokens/",
    },
    "approver": {
        "decide": f"/versions/{LANHE}/decide/",
        "release": f"/versions/{LANHE}/level/",
        "release of values": f"/progress/versions/{LANHE}/values/release/?period=2025",
    },
    "county": {"rounds": "/cascade/rounds/"},
    "reporter": {"overview": f"/versions/{LANHE}/", "tasks": f"/versions/{LANHE}/tasks/"},
    "auditor": {"log": "/audit/", "event": "/audit/1/", "verify": "/audit/verify/"},
    "system-admin": {
        "accounts": "/people/accounts/",
        "new account": "/people/accounts/new/",
        "account": "/people/accounts/1/",
        "bodies taken in": "/people/register/bodies/",
        "merger": "/people/successions/new/areas/",
        "jobs": "/jobs/",
        "job": "/jobs/1/",
    },
    "security-admin": {
        "duties": "/people/duties/",
        "new duty": "/people/duties/new/",
        "account": "/people/accounts/1/",
    },
}
WIDTHS = (390, 1280)  # a phone, a desk; tests of single pages look at more


@pytest.fixture(params=PAGES)
def pages(request: pytest.FixtureRequest, page_as: Callable[..., Page]) -> Callable[[int], Iterator[tuple[str, Page]]]:
    """Walk through the pages of an account at a width."""

    def walked(width: int) -> Iterator[tuple[str, Page]]:
        page = page_as(request.param, width=width)
        for name, place in PAGES[request.param].items():
            address, *links = place.split(" > ")
            page.goto(address)
            for link in links:
                page.locator("main").get_by_role("link", name=link).first.click()
            page.wait_for_load_state()
            expect(page.locator("[data-chart]:not([data-drawn])")).to_have_count(0)
            yield name, page

    return walked


def test_everybody_can_use_it(pages):
    axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="axe is not installed").Axe()
    found = {
        name: [(each["id"], each["nodes"][0]["html"][:300]) for each in axe.run(page).response["violations"]]
        for name, page in pages(1280)
    }
    assert not {name: wrong for name, wrong in found.items() if wrong}


@pytest.mark.parametrize("width", WIDTHS)
def test_nothing_sticks_out(pages, width):
    over = {
        name: page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        for name, page in pages(width)
    }
    assert not {name: pixels for name, pixels in over.items() if pixels > 0}
