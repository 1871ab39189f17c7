"""Takes the pictures of the README anew: ``make screenshots``.

Starts a demo of its own in a temporary folder, signs in as the planner, and photographs the pages in both languages with
the system's chromium. What a picture shows is the example plans as they are read today; nothing is arranged by hand.
"""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path

from playwright.sync_api import Browser, Locator, Page, sync_playwright

IMAGES = Path(__file__).parent / "images"
WIDTH, HEIGHT = 1280, 760
LARGEST = 200_000
MARGIN = 14  # pixels above and below a stretch
PATIENCE = 180  # seconds for a demo to be read and to answer
JILIN, LANHE = 1, 2  # the versions that the demo brings in first
SHARED_OUT = "城镇新增就业"
TOO_MUCH = "装备制造业产值"  # in the finding whose parts exceed their total
#: Where a picture begins and ends on its page; None for the window's own edge.
Stretch = tuple[Locator | None, Locator | None]
SERVE = "from lantu.cli.main import main; main()"


def overview(page: Page) -> Stretch:
    """What a plan promises, by chapter."""
    page.goto(f"/versions/{JILIN}/")
    return None, page.locator("figure.chart").first


def workbench(page: Page) -> Stretch:
    """The document beside what was read in it, a card and its sentence marked."""
    page.set_viewport_size({"width": WIDTH, "height": 530})
    page.goto(f"/versions/{JILIN}/workbench/")
    page.locator(".wb-chapters > summary").click()
    page.locator(".wb-sheet li a", has_text="现代产业体系").first.click()
    page.locator("html.has-js .wb-card.kind-target h3").first.click()
    page.locator(".wb-card.is-current").evaluate("card => card.scrollIntoView({block: 'center'})")
    return None, None


def finding(page: Page) -> Stretch:
    """Where a plan does not add up, with its sentences and its arithmetic."""
    page.goto(f"/review/versions/{JILIN}/")
    page.locator("main").get_by_role("link", name=TOO_MUCH).first.click()
    return None, page.locator("main .table-box").first


def areas(page: Page) -> Stretch:
    """A target by year and county, with the reason of each figure, and its tiles."""
    follow(page, f"/cascade/versions/{LANHE}/", SHARED_OUT)
    return page.locator("main .table-box").nth(1), page.locator(".tiles")


def one_page(page: Page) -> Stretch:
    """The page for who decides: the headline and the figures."""
    page.goto(f"/progress/versions/{LANHE}/brief/")
    return page.locator("h1"), page.locator("main .table-box").first


def target(page: Page) -> Stretch:
    """One target: its status with the reason, its figures, its way and where it may end."""
    follow(page, f"/progress/versions/{LANHE}/targets/", SHARED_OUT)
    return page.locator(".verdict"), page.locator("figure.chart").first


PICTURES: tuple[Callable[[Page], Stretch], ...] = (overview, workbench, finding, areas, one_page, target)
LANGUAGES = {"zh": "中文", "en": "English"}


def main() -> None:
    """Take every picture in both languages."""
    IMAGES.mkdir(exist_ok=True)
    chromium = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if chromium is None:
        sys.exit("chromium is not installed (Debian: apt-get install chromium fonts-noto-cjk)")
    with demo() as address, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox", "--disable-lcd-text"])
        for language, button in LANGUAGES.items():
            page = signed_in(browser, address, button)
            for picture in PICTURES:
                page.set_viewport_size({"width": WIDTH, "height": HEIGHT})
                taken(page, picture(page), IMAGES / f"{picture.__name__}.{language}.png")
        browser.close()


@contextmanager
def demo() -> Iterator[str]:
    """Run a demo in a temporary folder; give its address."""
    with closing(socket.socket()) as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    address = f"http://127.0.0.1:{port}"
    with tempfile.TemporaryDirectory() as home:
        place = os.environ | {"LANTU_HOME": home}
        words = [sys.executable, "-c", SERVE, "serve", "--demo", "--port", str(port)]
        process = subprocess.Popen(words, env=place, stdout=subprocess.DEVNULL)
        try:
            wait_for(address, process)
            yield address
        finally:
            process.terminate()
            process.wait(PATIENCE)


def wait_for(address: str, process: subprocess.Popen[bytes]) -> None:
    """Return when a demo answers.

    Raises:
        SystemExit: It does not.
    """
    for _ in range(PATIENCE):
        with suppress(OSError), urllib.request.urlopen(f"{address}/people/login/") as answer:
            if answer.status == 200:
                return
        if process.poll() is not None:
            break
        time.sleep(1)
    sys.exit("the demo did not start")


def signed_in(browser: Browser, address: str, language: str) -> Page:
    """Return a page of the planner who has chosen a language."""
    context = browser.new_context(
        base_url=address, viewport={"width": WIDTH, "height": HEIGHT}, locale="zh-CN", device_scale_factor=1
    )
    page = context.new_page()
    page.goto("/people/login/")
    page.get_by_role("button", name="规划员", exact=True).click()
    page.wait_for_url(lambda reached: "login" not in reached)
    switch = page.get_by_role("button", name=language)
    if switch.count():
        switch.click()
    return page


def follow(page: Page, address: str, link: str) -> None:
    """Open a page, which may be worked out first, and follow a link of it."""
    page.goto(address)
    for _ in range(PATIENCE):
        found = page.locator("main").get_by_role("link", name=link)
        if found.count():
            found.first.click()
            return
        page.wait_for_timeout(1000)
        page.reload()
    sys.exit(f"{address} has no link {link}")


def taken(page: Page, stretch: Stretch, place: Path) -> None:
    """Photograph a page once its charts are drawn, the whole window or a stretch of the page.

    Raises:
        SystemExit: The picture is too large to be shown.
    """
    page.wait_for_load_state("networkidle")
    page.locator("[data-chart]:not([data-drawn])").first.wait_for(state="detached")
    page.wait_for_timeout(300)
    first, last = stretch
    page.evaluate("scrollTo(0, 0)")
    top = edge(first, "top") - MARGIN if first else 0
    bottom = edge(last, "bottom") + MARGIN if last else top + page.viewport_size["height"]  # type: ignore[index]
    page.screenshot(path=place, full_page=True, clip={"x": 0, "y": top, "width": WIDTH, "height": bottom - top})
    if place.stat().st_size > LARGEST:
        sys.exit(f"{place.name} has {place.stat().st_size} bytes, more than {LARGEST}")
    sys.stdout.write(f"{place.name} {place.stat().st_size // 1000} kB\n")


def edge(part: Locator, side: str) -> float:
    """Return where a part of a page begins or ends, in pixels from its top."""
    return float(part.evaluate(f"part => part.getBoundingClientRect().{side} + scrollY"))


if __name__ == "__main__":
    main()
