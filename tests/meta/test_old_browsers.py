"""What is sent to a browser is what Chromium 90 knows, or what it may do without: styles, markup, scripts, and those of others."""

from __future__ import annotations

import re
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path

import pytest
import yaml

ROOT = Path(__file__).resolve().parents[2]
YOUNGER = yaml.safe_load((ROOT / "tests" / "cases" / "web" / "browser.yaml").read_text("utf-8"))
PROMISED = 90
WEB = ROOT / "src" / "lantu_web"
REMARK = re.compile(r"/\*.*?\*/", re.DOTALL)
LINE_REMARK = re.compile(r"(?m)(?<![:\"'])//.*$")


def features() -> Iterator[tuple[str, dict]]:
    for where, listed in YOUNGER.items():
        yield from ((where, feature) for feature in listed)


def sources(where: str) -> dict[str, str]:
    """The sources in which features of a kind could be used, without their remarks."""
    ending = {"styles": ("css",), "markup": ("html",), "scripts": ("js",)}[where]
    found = {path: path.read_text("utf-8") for end in ending for path in WEB.rglob(f"*.{end}")}
    return {str(path.relative_to(WEB)): LINE_REMARK.sub("", REMARK.sub("", text)) for path, text in found.items()}


def of_others() -> dict[str, str]:
    """The scripts of others that pages load: htmx, and what draws charts."""
    from lantu_web.pages.charts import library  # noqa: PLC0415  # makes the bundle, which takes seconds

    htmx = (
        Path(str(find_spec("django_htmx").submodule_search_locations[0])) / "static" / "django_htmx" / "htmx-2.min.js"
    )
    return {"htmx": htmx.read_text("utf-8"), "vega": library().read_text("utf-8")}


@pytest.mark.parametrize(
    ("where", "feature"), list(features()), ids=lambda value: value if isinstance(value, str) else value["name"]
)
def test_a_pattern_finds_its_example(where, feature):
    assert feature["since"] > PROMISED
    assert re.search(feature["pattern"], feature["example"])


@pytest.mark.parametrize("where", YOUNGER)
def test_nothing_of_ours_is_younger_than_the_browser_that_is_promised(where):
    used = {
        (name, feature["name"])
        for name, text in sources(where).items()
        for feature in YOUNGER[where]
        if "harmless" not in feature and re.search(feature["pattern"], text)
    }
    assert not used, "say in browser.yaml why it is harmless, or do without"


def test_nothing_of_others_is_younger_either(settings, tmp_path):
    settings.LANTU_MADE = tmp_path
    used = {
        (name, feature["name"])
        for name, text in of_others().items()
        for feature in YOUNGER["scripts"]
        if "harmless" not in feature and re.search(feature["pattern"], text)
    }
    assert not used


def test_what_pages_bring_themselves_is_brought():
    brought = sources("scripts")["pages/static/lantu/charts.js"]
    for feature in YOUNGER["scripts"]:
        if "harmless" in feature:
            assert re.search(rf"if \(!(?:globalThis\.)?{re.escape(feature['absent'][0])}\)", brought), feature["name"]
