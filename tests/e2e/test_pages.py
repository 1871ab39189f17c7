"""The pages on which plans are read, in a browser: nothing overflows at any width, charts are drawn, tables are turned."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

PAGES = {
    "plans": "/",
    "overview": "/versions/1/",
    "text": "/versions/1/passages/",
    "targets": "/versions/1/targets/",
    "tasks": "/versions/1/tasks/",
    "projects": "/versions/1/projects/",
    "lists": "/versions/1/lists/",
    "search": "/search/?q=森林",
    "past": "/versions/1/?as_of=2020-01-01",
    "nowhere": "/no/such/page/",
    "wrong": "/versions/1/targets/?sort=nonsense",
}


def settled(page: Page) -> None:
    """Wait until every chart is drawn."""
    expect(page.locator("[data-chart]:not([data-drawn])")).to_have_count(0)


@pytest.fixture
def planner(page_as: Callable[..., Page]) -> Callable[..., Page]:
    return lambda **size: page_as("planner", **size)


@pytest.mark.parametrize("width", [360, 768, 1280, 2560])
def test_nothing_overflows(planner, width):
    page = planner(width=width)
    over = {}
    for name, address in PAGES.items():
        page.goto(address)
        settled(page)
        over[name] = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    assert not {name: pixels for name, pixels in over.items() if pixels > 0}


def test_charts_are_drawn_and_say_their_numbers(planner):
    page = planner()
    page.goto("/versions/1/")
    settled(page)
    assert page.locator("[data-drawn=yes] svg[role=img]").count() >= 2
    page.get_by_text("以表格查看").first.click()
    expect(page.locator("figure.chart table").first).to_contain_text("现代产业体系")


def test_a_number_leads_to_its_sentence_and_its_place(planner):
    page = planner()
    page.goto("/versions/1/targets/")
    first = page.locator("tbody tr").first
    first.locator("a").first.click()
    expect(page.locator("blockquote mark")).to_have_count(1)
    page.get_by_text("在条文中查看").click()
    expect(page.locator(".printed:target mark").first).to_be_visible()


def test_a_table_is_narrowed_turned_and_taken_away(planner):
    page = planner()
    page.goto("/versions/1/targets/")
    page.select_option("select[name=form]", "average_growth")
    expect(page).to_have_url(re.compile("form=average_growth"))
    expect(page.locator("tbody tr td:nth-child(7)").first).to_have_text("年均增长")
    page.get_by_role("link", name="指标", exact=True).click()
    expect(page.locator("th[aria-sort=ascending]")).to_have_text("指标")
    with page.expect_download() as waiting:
        page.get_by_role("link", name="xlsx").click()
    assert waiting.value.suggested_filename.endswith(".xlsx")
    assert "内部" in waiting.value.suggested_filename


def test_the_page_can_be_used_by_keyboard_alone(planner):
    page = planner()
    page.goto("/versions/1/targets/")
    page.keyboard.press("Tab")
    expect(page.locator(":focus")).to_have_text("跳到正文")
    page.keyboard.press("Enter")
    expect(page.locator("#main")).to_be_focused()


def test_search_finds_what_is_written_otherwise(planner):
    page = planner()
    page.goto("/")
    page.get_by_label("搜索", exact=True).fill("森林")
    page.keyboard.press("Enter")
    expect(page.locator(".hits mark").first).to_have_text("森林")
    count = page.locator(".pager").inner_text()
    page.goto("/search/?q=%E6%A3%AE%20%E6%9E%97")
    assert page.locator(".hits > li").count() > 0
    assert count


def test_the_language_changes_and_stays(planner):
    page = planner()
    page.goto("/versions/1/targets/")
    page.get_by_role("button", name="English").click()
    expect(page.locator("html")).to_have_attribute("lang", "en")
    page.goto("/")
    expect(page.locator("h1")).to_have_text("Plans")


def test_a_day_of_the_past_is_said_and_left(planner):
    page = planner()
    page.goto("/")
    page.locator(".as-of summary").click()
    page.get_by_label("查看哪一天结束时的状态").fill("2020-01-01")
    page.locator(".as-of button").click()
    expect(page.locator(".past")).to_contain_text("2020-01-01")
    page.get_by_role("link", name="回到现在").click()
    expect(page.locator(".past")).to_have_count(0)


def test_a_reporter_sees_what_concerns_the_own_body(page_as):
    page = page_as("reporter")
    page.goto("/versions/1/")
    expect(page.locator(".message").first).to_contain_text("点名您所在单位")
    assert page.request.get("/versions/1/passages/").status == 403


def test_paper_shows_level_and_moment_but_no_buttons(planner):
    page = planner()
    page.emulate_media(media="print")
    page.goto("/versions/1/targets/")
    expect(page.locator(".bar .badge")).to_be_visible()
    expect(page.locator(".bar time")).to_be_visible()
    expect(page.locator("header.top")).to_be_hidden()
    expect(page.locator(".toolbar")).to_be_hidden()
