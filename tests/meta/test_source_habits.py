"""Habits of the source that no linter holds: size, docstrings, silence of the library."""

from __future__ import annotations

import ast
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
LIBRARY = ROOT / "src" / "lantu"
MODULES = sorted(LIBRARY.rglob("*.py"))
DOCUMENTED = [*MODULES, *sorted((ROOT / "benchmarks").rglob("*.py")), *sorted((ROOT / "docs").rglob("*.py"))]

FILE_LINES = 400
FUNCTION_LINES = 60
#: What is longer today and by how much it may be: entries shrink and go, none is added.
LONGER: dict[str, int] = {}


def name(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


@cache
def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text("utf-8"))


def lengths() -> dict[str, int]:
    """The lines of every file, and of every function as ``file::function``."""
    found = {}
    for path in MODULES:
        found[name(path)] = len(path.read_text("utf-8").splitlines())
        for node in ast.walk(tree(path)):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                found[f"{name(path)}::{node.name}"] = (node.end_lineno or node.lineno) - node.lineno + 1
    return found


def test_files_and_functions_hold_one_idea():
    limit = {place: FUNCTION_LINES if "::" in place else FILE_LINES for place in lengths()}
    long = {place: n for place, n in lengths().items() if n > LONGER.get(place, limit[place])}
    assert not long, f"what second idea is hiding in each? {long}"


def test_the_list_of_longer_places_only_shrinks():
    now = lengths()
    stale = [p for p in LONGER if now.get(p, 0) <= (FUNCTION_LINES if "::" in p else FILE_LINES)]
    assert not stale, f"these are short now; take them off the list: {stale}"


@pytest.mark.parametrize("path", DOCUMENTED, ids=name)
def test_a_module_says_what_it_is(path):
    assert (ast.get_docstring(tree(path)) or "").strip(), "begin the module with a docstring: one sentence, one idea"


def test_the_library_prints_nothing():
    loud = [
        f"{name(path)}:{node.lineno}"
        for path in MODULES
        if "cli" not in path.relative_to(LIBRARY).parts
        for node in ast.walk(tree(path))
        if (isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "print")
        or (isinstance(node, ast.Attribute) and node.attr in ("stdout", "stderr"))
    ]
    assert not loud, f"only lantu.cli speaks to people: {loud}"


def test_the_library_knows_no_web():
    roots = {
        (name(path), module.split(".")[0])
        for path in MODULES
        for node in ast.walk(tree(path))
        for module in (
            [alias.name for alias in node.names]
            if isinstance(node, ast.Import)
            else [node.module or ""]
            if isinstance(node, ast.ImportFrom)
            else []
        )
    }
    assert not [pair for pair in roots if pair[1] in ("django", "lantu_web")]
