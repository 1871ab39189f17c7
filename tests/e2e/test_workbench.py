"""The workbench in a browser: a plan is read, corrected, added to, marked as checked; by keys, on a phone, by two at once."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Page, expect

JILIN = "吉林市国民经济和社会发展第十四个五年规划要点"


@pytest.fixture
def workbench(page_as: Callable[..., Page]) -> Callable[..., Page]:
    """Open the workbench of a plan as a planner, at a chapter whose name holds a word."""

    def opened(title: str = JILIN, chapter: str = "现代产业体系", **size: int) -> Page:
        page = page_as("planner", **size)
        page.goto("/")
        page.get_by_role("link", name=title).first.click()
        page.wait_for_url(re.compile(r"/versions/\d+/"))
        page.goto(re.match(r".*/versions/\d+/", page.url)[0] + "workbench/")
        return at_chapter(page, chapter)

    return opened


def at_chapter(page: Page, name: str) -> Page:
    page.locator(".wb-chapters > summary").click()
    page.locator(".wb-sheet li a", has_text=name).first.click()
    expect(page.locator(".wb-here")).to_contain_text(name)
    return ready(page)


def ready(page: Page) -> Page:
    expect(page.locator("html.has-js")).to_have_count(1)
    return page


def told(page: Page, words: str) -> None:
    expect(page.locator("#told")).to_contain_text(words)


def current(page: Page) -> str:
    return str(page.locator(".wb-card.is-current").get_attribute("id"))


def select(page: Page, words: str) -> None:
    """Select words of the source, as a person does with the mouse."""
    page.locator("#text").evaluate(
        """(text, words) => {
            const walker = document.createTreeWalker(text, NodeFilter.SHOW_TEXT);
            const nodes = [];
            let all = "";
            while (walker.nextNode()) { nodes.push([all.length, walker.currentNode]); all += walker.currentNode.data; }
            const start = all.indexOf(words);
            const at = (offset) => {
                const [from, node] = nodes.filter(([from]) => from <= offset).pop();
                return [node, offset - from];
            };
            const range = document.createRange();
            range.setStart(...at(start));
            const [node, offset] = at(start + words.length - 1);
            range.setEnd(node, offset + 1);
            getSelection().removeAllRanges();
            getSelection().addRange(range);
        }""",
        words,
    )


def test_a_chapter_is_checked_from_beginning_to_end(workbench):
    page = workbench(chapter="现代产业体系")
    for value in ("601", "602", "603"):  # three statements corrected
        page.locator(".wb-card.kind-target:not(.is-checked) h3").first.click()
        card = current(page)
        page.keyboard.press("e")
        expect(page.locator(".wb-form[data-met]")).to_be_visible()
        page.locator(f"#{card} input[name=value]").fill(value)
        page.locator(f"#{card} input[name=reason]").fill("与原件核对")
        page.keyboard.press("Enter")
        expect(page.locator(f"#{card}.is-checked .wb-figure")).to_contain_text(value)
        expect(page.locator(f"#{card} .wb-form")).to_have_count(0)
    before = page.locator(".wb-card").count()
    select(page, "研究与试验开发投入强度力争走在全省前列")  # one added
    page.keyboard.press("n")
    expect(page.locator("#adding .wb-quote")).to_contain_text("研究与试验开发投入强度力争走在全省前列")
    page.locator("#adding input[name=indicator]").fill("研究与试验发展经费投入强度")
    page.locator("#adding .button.primary").click()
    told(page, "已补录")
    expect(page.locator(".wb-card")).to_have_count(before + 1)
    expect(page.locator("#shown-count")).to_contain_text(str(before + 1))
    page.locator(".wb-card.kind-task:not(.is-checked) h3").first.click()  # one rejected
    rejected = current(page)
    page.keyboard.press("x")
    expect(page.locator(f"#{rejected}")).to_have_count(0)
    told(page, "已剔除 1 条")
    page.locator("#choose-all").check()  # the rest accepted
    page.locator('[data-many="accept"]').click()
    expect(page.locator(".wb-card:not(.is-checked)")).to_have_count(0)
    page.locator("#progress > .wb-mark button").click()
    told(page, "已标记核对")
    expect(page.locator("#progress > .wb-mark .badge.good")).to_be_visible()
    page.reload()
    expect(page.locator(".wb-card:not(.is-checked)")).to_have_count(0)
    expect(page.locator("#progress > .wb-mark .badge.good")).to_be_visible()


def test_everything_done_often_has_a_key(workbench):
    page = workbench(chapter="区域协调")
    page.keyboard.press("j")
    first = current(page)
    page.keyboard.press("a")
    expect(page.locator(f"#{first}.is-checked")).to_have_count(1)
    expect(page.locator(".wb-card.is-current")).not_to_have_id(first)
    expect(page.locator(".wb-card.is-current")).to_be_focused()
    second = current(page)
    page.keyboard.press("x")
    expect(page.locator(f"#{second}")).to_have_count(0)
    page.keyboard.press("u")
    told(page, "已撤销")
    expect(page.locator(f"#{second}")).to_have_count(1)
    page.keyboard.press("k")
    page.keyboard.press("j")
    page.keyboard.press("s")
    expect(page.locator(".wb-form fieldset")).to_have_count(2)
    page.keyboard.press("Escape")
    expect(page.locator(".wb-form")).to_have_count(0)
    page.keyboard.press("v")
    expect(page.locator("#chosen-count")).to_contain_text("1")
    page.keyboard.press("b")
    expect(page.locator("#adding .wb-form")).to_be_visible()
    page.keyboard.press("Escape")
    page.keyboard.press("v")
    page.keyboard.press("/")
    expect(page.locator("#filter-words")).to_be_focused()
    page.keyboard.type("jax")  # typed words are words
    expect(page.locator("#filter-words")).to_have_value("jax")
    page.locator("#source").focus()
    page.keyboard.press("?")
    expect(page.locator("#help")).to_be_visible()
    page.locator("#keys-on").uncheck()
    page.locator("#help-close").click()
    page.keyboard.press("?")
    expect(page.locator("#help")).not_to_be_visible()


def test_a_number_shows_its_card_and_a_card_its_sentence(workbench):
    page = workbench(chapter="乡村振兴")
    number = page.locator("a.wb-value").nth(12)
    number.click()
    card = page.locator(".wb-card.is-current")
    expect(card).to_have_id(f"card-{number.get_attribute('data-value')}")
    expect(card).to_be_in_viewport()
    last = page.locator(".wb-card").last
    last.locator("h3").click()
    anchor = last.get_attribute("data-anchor")
    words = page.locator(f'#text [data-items~="{anchor}"]').first
    expect(words).to_be_in_viewport()
    expect(words).to_have_class(re.compile("is-current"))


def test_two_people_see_both_values(workbench):
    mine, theirs = workbench(chapter="改革开放"), workbench(chapter="改革开放")
    card = str(mine.locator(".wb-card.kind-target").first.get_attribute("id"))
    for page in (mine, theirs):
        page.locator(f"#{card} h3").click()
        page.keyboard.press("e")
        expect(page.locator(".wb-form[data-met]")).to_be_visible()
        expect(page.locator(f"#{card} input[name=value]")).to_be_visible()
    theirs.locator(f"#{card} input[name=value]").fill("71")
    theirs.keyboard.press("Enter")
    expect(theirs.locator(f"#{card}.is-checked")).to_have_count(1)
    mine.locator(f"#{card} input[name=value]").fill("72")
    mine.keyboard.press("Enter")
    conflict = mine.locator(f"#{card} .wb-conflict")
    expect(conflict).to_contain_text("71")
    expect(conflict).to_contain_text("72")
    expect(mine.locator(f"#{card} input[name=value]")).to_have_value("72")
    mine.locator(f"#{card} .wb-form .button.primary").click()
    expect(mine.locator(f"#{card} .wb-figure")).to_contain_text("72")


def test_what_was_typed_of_an_item_that_a_colleague_rejected_is_saved_after_all(workbench):
    mine, theirs = workbench(chapter="改革开放"), workbench(chapter="改革开放")
    card = str(mine.locator(".wb-card.kind-target").nth(1).get_attribute("id"))
    mine.locator(f"#{card} h3").click()
    mine.keyboard.press("e")
    mine.locator(f"#{card} input[name=value]").fill("7373")
    theirs.locator(f"#{card} h3").click()
    theirs.keyboard.press("x")
    expect(theirs.locator(f"#{card}")).to_have_count(0)
    mine.locator(f"#{card} input[name=value]").press("Enter")
    kept = mine.locator("#adding .wb-form")
    expect(kept.locator(".wb-conflict")).to_contain_text("剔除")
    expect(kept.locator("input[name='1-value']")).to_have_value("7373")
    expect(mine.locator(f"#{card}")).to_have_count(0)
    kept.locator(".button.primary").click()
    expect(mine.locator(".wb-figure", has_text="7373")).to_have_count(1)
    expect(mine.locator("#adding .wb-form")).to_have_count(0)


def test_typing_is_not_lost_when_the_server_cannot_be_reached(workbench):
    page = workbench(chapter="社会事业")
    page.locator(".wb-card.kind-target h3", has_not_text="—").first.click()
    card = current(page)
    page.keyboard.press("e")
    expect(page.locator(".wb-form[data-met]")).to_be_visible()
    page.locator(f"#{card} input[name=value]").fill("55")
    context: BrowserContext = page.context
    context.set_offline(True)
    page.keyboard.press("Enter")
    told(page, "没有保存")
    expect(page.locator(f"#{card} input[name=value]")).to_have_value("55")
    context.set_offline(False)
    page.locator(f"#{card} .wb-form .button.primary").click()
    expect(page.locator(f"#{card}.is-checked")).to_have_count(1)


def test_what_was_typed_before_the_session_ended_is_saved_after_signing_in_beside(workbench):
    page = workbench(chapter="社会事业")
    page.locator(".wb-card.kind-target h3", has_not_text="—").first.click()
    card = current(page)
    page.keyboard.press("e")
    expect(page.locator(".wb-form[data-met]")).to_be_visible()
    page.locator(f"#{card} input[name=value]").fill("5656")
    page.context.clear_cookies(name="sessionid")
    page.keyboard.press("Enter")
    told(page, "登录已过期")
    with page.context.expect_page() as opened:
        page.locator("#told a").click()
    beside = opened.value
    beside.locator("form:has(input[value='planner']) button").click()
    beside.wait_for_url(re.compile(r"/$"))
    expect(page.locator(f"#{card} input[name=value]")).to_have_value("5656")
    page.locator(f"#{card} .wb-form .button.primary").click()
    expect(page.locator(f"#{card} .wb-figure")).to_contain_text("5656")


def test_on_a_phone_the_two_sides_are_tabs(workbench):
    page = workbench(chapter="生态文明", width=360, height=740)
    expect(page.locator("#cards .wb-card").first).to_be_visible()
    expect(page.locator("#text")).not_to_be_visible()
    page.locator("#tab-source").click()
    expect(page.locator("#text")).to_be_visible()
    page.locator("a.wb-value").first.click()
    expect(page.locator(".wb-card.is-current")).to_be_in_viewport()
    over = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    assert over <= 0


@pytest.mark.parametrize("width", [360, 768, 1280, 2560])
def test_nothing_overflows(workbench, width):
    page = workbench("蓝河市国民经济和社会发展第十五个五年规划纲要", "项目表", width=width)
    page.locator(".wb-card h3").first.click()
    page.locator(".wb-card.is-current [data-act=edit]").click()
    expect(page.locator(".wb-form")).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth") <= 0


def test_everybody_can_use_it(workbench):
    axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="axe is not installed").Axe()
    page = workbench(chapter="基础设施")
    page.locator(".wb-card h3").first.click()
    page.keyboard.press("e")
    expect(page.locator(".wb-form[data-met]")).to_be_visible()
    expect(page.locator(".wb-form")).to_be_visible()
    address = page.url
    found = {"workbench": axe.run(page).response["violations"]}
    for name in ("history", "unfitting", "add"):
        page.goto(re.match(r".*/workbench/", address)[0] + f"{name}/")
        found[name] = axe.run(page).response["violations"]
    told_of = {name: [(each["id"], each["nodes"][0]["html"]) for each in wrong] for name, wrong in found.items()}
    assert not {name: wrong for name, wrong in told_of.items() if wrong}


def test_the_real_plan_is_checked_beside_its_printed_words(page_as, shared: Path):
    """The whole way with a document nobody here has written: brought in, read, corrected, added to, marked."""
    page = page_as("planner")
    page.goto("/bring-in/")
    page.locator('main input[type="file"]').set_input_files(shared / "data" / "jilin_2021-2025_plan.txt")
    page.locator("main form button.primary").first.click()
    page.wait_for_url(re.compile(r"/plans/\d+/facts/"))
    page.goto(re.match(r".*/plans/\d+/", page.url)[0])
    page.locator('a[href$="/workbench/"]').first.click()
    at_chapter(page, "开启吉林市全面振兴新征程")
    for value in ("11", "12", "13"):
        page.locator(".wb-card.kind-target:not(.is-checked) h3").first.click()
        card = current(page)
        page.keyboard.press("e")
        expect(page.locator(".wb-form[data-met]")).to_be_visible()
        page.locator(f"#{card} input[name=value]").fill(value)
        page.keyboard.press("Enter")
        expect(page.locator(f"#{card}.is-checked .wb-figure")).to_contain_text(value)
    printed = page.locator("#text .wb-line.is-paragraph").nth(1).inner_text().split("。")[0]
    select(page, printed)
    page.keyboard.press("n")
    expect(page.locator("#adding .wb-quote")).to_contain_text(printed)
    page.locator("#adding select[name=type]").select_option("task")
    page.locator("#adding button[name=again]").click()
    expect(page.locator("#adding input[name=title]")).to_be_visible()
    page.locator("#adding input[name=title]").fill("补录的任务")
    page.locator("#adding .button.primary").click()
    told(page, "已补录")
    page.locator(".wb-card.kind-task:not(.is-checked) h3").first.click()
    rejected = current(page)
    page.keyboard.press("x")
    expect(page.locator(f"#{rejected}")).to_have_count(0)
    page.locator(".wb-chapters > summary").click()
    page.locator(".wb-whole .wb-mark button").click()
    told(page, "已标记核对")
    page.goto(re.match(r".*/workbench/", page.url)[0] + "history/")
    expect(page.locator(".wb-history > li")).to_have_count(5)
