"""A page lives without what the oldest browser of an office lacks: it is taken away before any script runs."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path

import yaml
from playwright.sync_api import Page, expect

YOUNGER = yaml.safe_load((Path(__file__).parents[1] / "cases" / "web" / "browser.yaml").read_text("utf-8"))
ABSENT = sorted({path for feature in YOUNGER["scripts"] for path in feature.get("absent", ())})
TAKE_AWAY = """
for (const path of %s) {
  const names = path.split("."), last = names.pop();
  const place = names.reduce((found, name) => found && found[name], globalThis);
  if (place) delete place[last];
}
"""


def old(page: Page) -> Page:
    """Make a page forget what browsers have learned since."""
    page.add_init_script(TAKE_AWAY % json.dumps(ABSENT))
    return page


def test_charts_are_drawn_and_an_item_is_corrected(page_as: Callable[..., Page]):
    page = old(page_as("planner"))
    page.goto("/versions/1/")
    assert page.evaluate("[].at === undefined && window.crypto.randomUUID === undefined")
    expect(page.locator("[data-drawn=yes] svg[role=img]").first).to_be_visible()
    page.goto("/versions/1/workbench/")
    page.locator("html.has-js .wb-card h3").first.click()
    page.keyboard.press("e")
    expect(page.locator(".wb-form[data-met]")).to_be_visible()
    page.locator(".wb-form .button.primary").first.click()
    expect(page.locator(".wb-card.is-checked").first).to_be_visible()
    page.goto("/versions/1/targets/")
    page.select_option("select[name=form]", "average_growth")
    expect(page).to_have_url(re.compile("form=average_growth"))
