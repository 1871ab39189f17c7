"""Templates, scripts and styles keep the content policy and speak only words of the catalogue."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest
from django.template.loader import get_template

from lantu_web.pages.words import words

ROOT = Path(__file__).resolve().parents[2] / "src" / "lantu_web"
TEMPLATES = sorted(ROOT.glob("*/templates/**/*.html"))
SCRIPTS = sorted(ROOT.glob("*/static/**/*.js"))
STYLES = sorted(ROOT.glob("*/static/**/*.css"))
FORBIDDEN = {
    "a style within the page": r"\sstyle\s*=|<style\b",
    "a script within the page": r"<script(?![^>]*\bsrc=)(?![^>]*application/json)|\son[a-z]+\s*=\s*[\"']|javascript:",
    "content of another host": r"(?:src|href|action)\s*=\s*[\"']?(?:https?:)?//",
    "text that is not escaped": r"(?<!help_text)\|\s*safe\b|{%\s*autoescape\s+off",  # help stands in our code
}
AA = 4.5  # contrast of text and ground, WCAG 2.2 criterion 1.4.3


def name(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


@pytest.mark.parametrize("path", TEMPLATES, ids=name)
def test_a_template_keeps_the_content_policy(path):
    text = path.read_text("utf-8")
    assert not {what: found[0] for what, pattern in FORBIDDEN.items() if (found := re.search(pattern, text))}


@pytest.mark.parametrize("path", TEMPLATES, ids=name)
def test_a_template_can_be_read(path):
    assert get_template(path.relative_to(ROOT).as_posix().split("/templates/")[1])


def test_every_word_of_a_template_is_in_the_catalogue():
    used = {
        (name(path), found[1])
        for path in TEMPLATES
        for found in re.finditer(r"{%-?\s*word\s+[\"']([\w.]+)[\"']\s*(?!\|)", path.read_text("utf-8"))
        if not found[1].endswith("_")
    }
    assert not {pair for pair in used if pair[1] not in words()}


def test_every_word_of_the_code_is_in_the_catalogue():
    used = {
        (name(path), node.args[0].value)
        for path in sorted(ROOT.rglob("*.py"))
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in ("word", "worded")
        if node.args and isinstance(node.args[0], ast.Constant)
    }
    assert not {pair for pair in used if pair[1] not in words()}


@pytest.mark.parametrize("path", SCRIPTS, ids=name)
def test_a_script_makes_no_code_and_no_page_of_text(path):
    text = path.read_text("utf-8")
    assert not re.search(r"\beval\(|new Function|\.innerHTML\b|\.outerHTML\b|insertAdjacentHTML|document\.write", text)
    assert not re.search(r"https?://", text)


@pytest.mark.parametrize("path", STYLES, ids=name)
def test_a_style_fetches_nothing(path):
    text = path.read_text("utf-8")
    assert not re.search(r"@import|url\(|@font-face", text)
    assert not re.search(r":has\(|@container|@layer\b|color-mix\(|\bdvh\b", text), "newer than the oldest browser"


def luminance(colour: str) -> float:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


def tokens() -> dict[str, str]:
    text = (ROOT / "pages/static/lantu/tokens.css").read_text("utf-8")
    return dict(re.findall(r"--([a-z-]+):\s*(#[0-9a-f]{6})", text))


def test_every_letter_stands_out_from_its_ground():
    known = tokens()
    grounds = {"paper", "sheet", "shade", *(token for token in known if token.endswith("-tint"))}
    letters = {"ink", "ink-soft", "blue", "blue-deep", "green", "amber", "red", "violet", "teal"}
    on_own = {(letter, f"{letter}-tint") for letter in letters if f"{letter}-tint" in known}
    pairs = {(letter, ground) for letter in ("ink", "ink-soft") for ground in grounds} | on_own
    pairs |= {(letter, ground) for letter in letters for ground in ("paper", "sheet", "shade")}
    assert not {
        pair: contrast(known[pair[0]], known[pair[1]]) for pair in pairs if contrast(*map(known.get, pair)) < AA
    }
