"""A file of values in a browser: refused with its cells named, said more of, looked at, taken; the target shows it."""

from __future__ import annotations

from collections.abc import Callable

from playwright.sync_api import Page, expect

LANHE = 2
WRONG = "指标,时期,数值,计量单位\n森林覆盖率,2026,四十七点一左右吧,%\n"
UNSTATED = "指标,时期,计算口径,数值,计量单位,提供单位\n森林覆盖率,2026,时点,47.13,%,市林业局\n"


def sent(page: Page, text: str) -> None:
    page.goto(f"/progress/versions/{LANHE}/values/import/")
    file = {"name": "森林资源.csv", "mimeType": "text/csv", "buffer": text.encode()}
    page.set_input_files("input[name=file]", files=[file])
    page.get_by_role("button", name="预览").click()


def forest(page: Page) -> None:
    page.goto(f"/progress/versions/{LANHE}/targets/?indicator=森林覆盖率")
    page.locator("main tbody").get_by_role("link", name="森林覆盖率").first.click()


def test_values_come_in_and_the_target_shows_them(page_as: Callable[..., Page]):
    page = page_as("planner")
    forest(page)
    expect(page.locator("main")).not_to_contain_text("47.13")
    sent(page, WRONG)
    expect(page.locator("main table")).to_contain_text("C2")
    sent(page, UNSTATED)
    expect(page.locator("main table")).to_contain_text("没有写数据状态")
    page.get_by_label("数据状态").select_option(label="快报")
    page.get_by_role("button", name="重新读取").click()
    expect(page.locator("#take")).to_have_text("收进 1 个数据")
    reason = page.get_by_label("修订原因")
    if reason.count():
        reason.fill("林业局快报")
    page.get_by_role("button", name="收进", exact=True).click()
    expect(page.locator("main")).to_contain_text("已收进 1 个数据")
    forest(page)
    expect(page.locator("main")).to_contain_text("47.13")


def test_somebody_who_only_reads_is_not_offered_to_bring_in(page_as: Callable[..., Page]):
    page = page_as("leader")
    page.goto(f"/progress/versions/{LANHE}/values/")
    expect(page.locator("main table").first).to_be_visible()
    expect(page.get_by_role("link", name="导入数据")).to_have_count(0)
    assert page.request.get(f"/progress/versions/{LANHE}/values/import/").status == 403
