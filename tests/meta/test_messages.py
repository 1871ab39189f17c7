"""The catalogue of messages and the source agree: codes, languages, and the facts that fill each text."""

from __future__ import annotations

import ast
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from string import Formatter

import pytest
import yaml

import lantu
from lantu.errors import catalogue

SOURCE = Path(lantu.__file__).parent
ROOMS = (SOURCE, SOURCE.parent / "lantu_web")
CATALOGUE = SOURCE / "messages.yaml"
CODE = re.compile(r"[A-Z]\d{3}")
ENTRIES = yaml.safe_load(CATALOGUE.read_text("utf-8"))


def fields(*texts: str) -> set[str]:
    return {name for text in texts for _, name, _, _ in Formatter().parse(text) if name is not None}


def nodes() -> Iterator[tuple[str, ast.AST]]:
    for path in sorted(path for room in ROOMS for path in room.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            yield path.relative_to(SOURCE.parent).as_posix().removeprefix("lantu/"), node


def who_says() -> set[str]:
    """What takes a code and the facts of its text: ``message`` and every kind of error, wherever it is defined."""
    kinds = {"LantuError"}
    for _ in range(3):  # kinds of kinds
        kinds |= {
            node.name
            for _, node in nodes()
            if isinstance(node, ast.ClassDef)
            if kinds & {base.id for base in node.bases if isinstance(base, ast.Name)}
        }
    return kinds | {"message"}


def is_code(node: ast.AST) -> bool:
    return isinstance(node, ast.Constant) and isinstance(node.value, str) and bool(CODE.fullmatch(node.value))


def test_no_code_is_given_twice():
    """YAML would silently keep the last one."""
    given = Counter(re.findall(r"^([A-Za-z]\w*):", CATALOGUE.read_text("utf-8"), re.MULTILINE))
    assert not [code for code, times in given.items() if times > 1]


@pytest.mark.parametrize("code", ENTRIES)
def test_both_languages_say_the_same_facts(code):
    entry = ENTRIES[code]
    assert CODE.fullmatch(code)
    assert set(entry) in ({"zh", "en"}, {"zh", "en", "next_zh", "next_en"}), "zh and en, next_zh and next_en, no more"
    assert all(text.strip() for text in entry.values())
    assert fields(entry["zh"], entry.get("next_zh", "")) == fields(entry["en"], entry.get("next_en", ""))
    assert all(name.isidentifier() for name in fields(*entry.values())), "name every field"


def test_every_code_in_the_source_has_an_entry():
    unknown = {(path, node.value) for path, node in nodes() if is_code(node) and node.value not in catalogue()}
    assert not unknown


def test_every_entry_is_used():
    used = {node.value for _, node in nodes() if is_code(node)}
    assert not set(catalogue()) - used, "a message nobody shows: use it or remove it"


def test_who_raises_a_message_gives_its_facts():
    says = who_says()
    lacking = {
        (path, node.lineno, fact)
        for path, node in nodes()
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in says
        if node.args and is_code(node.args[0])
        if all(keyword.arg for keyword in node.keywords)
        for fact in fields(*ENTRIES.get(node.args[0].value, {}).values()) - {k.arg for k in node.keywords}
    }
    assert not lacking, "format() would fail where the person needs the message most"
