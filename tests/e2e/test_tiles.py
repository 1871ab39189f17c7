"""The tile map of areas: its slider works by keyboard, its links without any script, a decision by a form."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Browser, Page, expect

LANHE = 2
TARGET = "地区生产总值"  # its counties are known for two years
NOT_RELEASED = "细颗粒物平均浓度"  # its status waits for a person


@pytest.fixture
def of_target(page_as: Callable[..., Page]) -> Callable[[str], Page]:
    def opened(name: str) -> Page:
        page = page_as("planner")
        page.goto(f"/progress/versions/{LANHE}/targets/")
        page.locator("main").get_by_role("link", name=name, exact=True).first.click()
        return page

    return opened


def test_the_slider_turns_the_years_by_keyboard(of_target):
    page = of_target(TARGET)
    shown = page.locator("[data-tiles] [data-year]:not([hidden])")
    expect(shown).to_have_count(1)
    last = shown.get_attribute("data-year")
    page.locator("[data-tiles] input[type=range]").focus()
    page.keyboard.press("ArrowLeft")
    expect(shown).to_have_attribute("data-year", str(int(last or 0) - 1))
    expect(page.locator("[data-tiles] [aria-current]")).to_have_text(str(int(last or 0) - 1))
    assert f"year={int(last or 0) - 1}" in page.url
    page.reload()
    expect(shown).to_have_attribute("data-year", str(int(last or 0) - 1))


def test_without_script_links_do_what_the_slider_does(live, browser: Browser, logged_in, of_target):
    address = of_target(TARGET).url
    context = browser.new_context(storage_state=logged_in("planner"), java_script_enabled=False)
    page = context.new_page()
    page.goto(address)
    shown = page.locator("[data-tiles] [data-year]:not([hidden])")
    last = shown.get_attribute("data-year")
    first = page.locator("[data-tiles] [data-to]").first
    assert first.get_attribute("data-to") != last
    year = first.get_attribute("data-to")
    first.click()
    expect(shown).to_have_attribute("data-year", str(year))
    context.close()


def test_a_person_confirms_what_the_data_cannot_decide(of_target):
    page = of_target(NOT_RELEASED)
    form = page.locator("form[action*='decide/status']")
    form.get_by_label("理由").fill("与市生态环境局核对过，全年可以保持")
    form.get_by_role("button").click()
    expect(page.locator("#decisions .history")).to_contain_text("与市生态环境局核对过")
    expect(page.locator(".verdict")).to_contain_text("已由人确认")
