"""The words of pages: every one a page asks for exists, in both languages, with the same facts; none stands unused."""

from __future__ import annotations

import re
from pathlib import Path
from string import Formatter
from typing import get_args

import pytest

import lantu_web
from lantu.model.plan import Level
from lantu_web.pages.words import words
from lantu_web.plans.models import DecisionRecord, Version

SOURCE = Path(lantu_web.__file__).parent
FILES = sorted([*SOURCE.rglob("*.py"), *SOURCE.rglob("*.html")])
TEXT = {path: path.read_text("utf-8") for path in FILES}
ROOM = r"(?:pages|audit|jobs|people|plans(?:\.workbench)?|review|cascade|progress|api)"
CHOICES = [get_args(Level), Version.Stage.values, DecisionRecord.Kind.values]
WHOLE = re.compile(rf"""["']({ROOM}\.[a-z_0-9.]*[a-z0-9])["']""")
BEGUN = re.compile(rf"""["']({ROOM}\.[a-z_0-9.]*_)(?:["']\s*\|\s*add|\{{)""")
SPOKEN = re.compile(rf'spoken = "({ROOM}\.[a-z_0-9.]*_)"')  # labels of a form


def asked() -> set[str]:
    """Keys that a template or a module names whole; addresses (``plans:home``) have another mark."""
    found = {key for text in TEXT.values() for key in WHOLE.findall(text)}
    return {key for key in found if key in words() or is_word(key)}


def is_word(key: str) -> bool:
    """Tell a word from a permission, an action or a kind of job, which are named alike: only tags and word() print words."""
    return any(re.search(rf"""word\s*\(?\s*["']{re.escape(key)}["']""", text) for text in TEXT.values())


def test_every_word_that_is_printed_exists():
    assert not asked() - set(words())


@pytest.mark.parametrize("key", sorted(words()))
def test_it_says_the_same_facts_in_both_languages(key):
    entry = words()[key]
    assert set(entry) == {"zh", "en"}
    assert all(str(text).strip() for text in entry.values())
    facts = [
        {name for _, name, _, _ in Formatter().parse(entry[language]) if name is not None} for language in ("zh", "en")
    ]
    assert facts[0] == facts[1]


def test_none_stands_unused():
    """A word is printed by its whole key, by how its key begins, or by its name, as the labels of forms are."""
    begun = tuple({start for text in TEXT.values() for each in (BEGUN, SPOKEN) for start in each.findall(text)})
    named = set(re.findall(r"[a-z_0-9]+", "\n".join(TEXT.values())))
    choices = {value for choices in CHOICES for value in choices}
    unused = {
        key
        for key in words()
        if key.split(".")[-1].removesuffix("_why").removesuffix("_hint") not in named
        and not key.startswith(begun)
        and key.split("_")[-1] not in choices
    }
    assert not unused, "a word nobody prints: use it or remove it"
