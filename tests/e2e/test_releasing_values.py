"""Who approves narrows the table of values in the browser, and holds back what is shown, nothing else."""

from __future__ import annotations

from tests.e2e.test_every_page import LANHE


def test_what_is_narrowed_in_the_browser_is_what_is_held_back(page_as):
    page = page_as("approver")
    page.goto(f"/progress/versions/{LANHE}/values/")
    page.select_option("select[name=supplier]", "市林业局")
    page.select_option("select[name=release]", "yes")
    page.get_by_role("button", name="筛选").click()
    page.wait_for_url("**supplier=**release=yes**")
    page.get_by_role("link", name="公布或收回筛选出的数据").click()
    page.wait_for_url("**/release/?**supplier=**")
    count = page.locator("#table tbody tr").count()
    assert f"涉及 {count} 个数据" in page.locator("#release").inner_text()

    page.fill("#table input[name=period]", "2025")  # narrowed once more, where the form stands
    page.get_by_role("button", name="筛选").click()
    page.wait_for_url("**period=2025**")
    narrowed = page.locator("#table tbody tr").count()
    assert 0 < narrowed < count
    assert f"涉及 {narrowed} 个数据" in page.locator("#release").inner_text()

    page.select_option("select[name=level]", "internal")
    page.fill("textarea[name=back_reason]", "省里尚未核定")
    page.get_by_role("button", name="保存").click()
    page.wait_for_url("**/values/")
    assert f"已收回 {narrowed} 个数据" in page.locator("main").inner_text()
    page.goto(f"/progress/versions/{LANHE}/values/?supplier=市林业局&period=2025")
    assert page.locator("#table tbody .badge.care").count() == page.locator("#table tbody tr").count()
    page.locator("#table tbody a").first.click()
    page.get_by_text("省里尚未核定").wait_for()
