"""The papers of the house say what the code says: generated pages, glossary, changelog, commands, links, pinned packages."""

from __future__ import annotations

import doctest
import importlib.util
import os
import re
import subprocess
import sys
import tomllib
from dataclasses import fields
from pathlib import Path
from typing import get_type_hints

import pytest

import lantu
from lantu.exchange.columns import columns_of

ROOT = Path(__file__).resolve().parents[2]
PAPERS = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md"), *(ROOT / "examples").rglob("README.md")])
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
PINNED = sorted((ROOT / "requirements").glob("*.txt"))


def generator():
    spec = importlib.util.spec_from_file_location("generate", ROOT / "docs" / "generate.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


GENERATE = generator()


def name(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


@pytest.mark.parametrize("path", GENERATE.pages(), ids=name)
def test_generated_pages_are_up_to_date(path):
    assert path.read_text("utf-8") == GENERATE.pages()[path], "run make docs"


def rows(heading: str) -> list[list[str]]:
    section = (ROOT / "GLOSSARY.md").read_text("utf-8").split(f"## {heading}\n")[1].split("\n## ")[0]
    lines = [line for line in section.splitlines() if line.startswith("|")][2:]
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in lines]


def test_the_glossary_has_every_field_and_no_other():
    listed = [row[0].strip("`") for row in rows("Fields of the records")]
    known = {field.name for kind in GENERATE.record_kinds() for field in fields(kind)}
    assert len(listed) == len(set(listed))
    assert set(listed) == known


def test_the_glossary_has_every_value_and_no_other():
    listed, field = set(), ""
    for row in rows("Values of the fields"):
        field = row[0].split()[0].strip("`") if row[0] else field
        listed.add((field, row[1].strip("`")))
    known = {
        (field, value)
        for kind in GENERATE.record_kinds()
        for field, hint in get_type_hints(kind).items()
        for value in GENERATE.choices(hint)
    }
    assert listed == known


def test_the_glossary_names_fields_as_tables_do():
    """Chinese headers are declared in ``exchange/headers.yaml``; a record may name a field more narrowly."""
    listed = {row[0].strip("`"): row[1] for row in rows("Fields of the records")}
    headers = {}
    for kind in GENERATE.record_kinds():
        if kind not in GENERATE.NOT_TABLES:
            for column in columns_of(kind):
                headers.setdefault(column.name, set()).add(column.zh)
    assert {field: (listed[field], names) for field, names in headers.items() if listed[field] not in names} == {}


def test_every_row_of_the_glossary_is_filled():
    empty = [
        row
        for heading in ("Words of the house", "Words of reading", "Fields of the records", "Values of the fields")
        for row in rows(heading)
        if not all(row[1:])
    ]
    assert not empty


def test_the_newest_entry_of_the_changelog_is_this_version():
    versions = re.findall(r"^## \[(\d[^\]]*)\]", (ROOT / "CHANGELOG.md").read_text("utf-8"), re.MULTILINE)
    assert versions[0] == lantu.__version__


@pytest.mark.parametrize("readme", ["README.md", "README.zh-CN.md"])
def test_the_readme_begins_with_the_two_commands(readme):
    opening = (ROOT / readme).read_text("utf-8").splitlines()[:12]
    assert any(line.startswith("make run") for line in opening)
    assert any(line.startswith("make test") for line in opening)


@pytest.mark.parametrize("path", PAPERS, ids=name)
def test_links_lead_somewhere(path):
    links = re.findall(r"\]\(([^)\s]+)\)", re.sub(r"```.*?```|`[^`]*`", "", path.read_text("utf-8"), flags=re.DOTALL))
    local = [link.split("#")[0] for link in links if not re.match(r"https?://|mailto:|#", link)]
    assert not [link for link in local if not (path.parent / link).exists()]


@pytest.mark.parametrize("path", [path for path in PAPERS if "\n>>> " in path.read_text("utf-8")], ids=name)
def test_python_shown_gives_what_is_shown(path, monkeypatch):
    monkeypatch.chdir(ROOT)
    failed, tried = doctest.testfile(str(path), module_relative=False)
    assert tried > 0
    assert failed == 0


def sessions(path: Path) -> list[str]:
    """What is shown of the terminal: fenced blocks marked ``console``."""
    return re.findall(r"^```console\n(.*?)^```", path.read_text("utf-8"), re.DOTALL | re.MULTILINE)


@pytest.mark.parametrize("path", [path for path in PAPERS if sessions(path)], ids=name)
def test_the_terminal_shows_what_is_printed(path, tmp_path):
    """Runs each ``$`` line; a line … stands for any lines left out."""
    (tmp_path / "examples").symlink_to(ROOT / "examples")
    path_of_lantu = os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]])
    environment = os.environ | {"PATH": path_of_lantu, "COLUMNS": "140", "NO_COLOR": "1"}
    for session in sessions(path):
        for part in re.split(r"^\$ ", session, flags=re.MULTILINE)[1:]:
            command, _, shown = part.partition("\n")
            run = subprocess.run(
                ["bash", "-c", command], cwd=tmp_path, env=environment, capture_output=True, text=True, check=False
            )
            lines = "".join(
                r"(?:.*\n)*?" if line == "…" else re.escape(line) + r"\n" for line in plain(shown).split("\n")
            )
            assert re.search(lines, plain(run.stdout) + "\n"), f"$ {command}\n{run.stdout}{run.stderr}"


def plain(text: str) -> str:
    """Without the spaces that only align: a wider column changes them."""
    return "\n".join(" ".join(line.split()) for line in text.rstrip("\n").split("\n"))


@pytest.mark.parametrize("path", sorted((ROOT / "docs" / "decisions").glob("0*.md")), ids=lambda path: path.stem)
def test_a_decision_says_what_the_other_way_would_cost(path):
    text = path.read_text("utf-8")
    assert re.match(r"# \d{4}\. [^\n]+\.\n", text), "the title is a sentence with its number"
    assert text[2:6] == path.name[:4]
    assert re.findall(r"^## (.+)$", text, re.MULTILINE) == [
        "Context",
        "Decision",
        "Consequences",
        "What the alternative costs",
    ]
    assert len(text.splitlines()) <= 60


def pins(path: Path) -> dict[str, str]:
    return dict(re.findall(r"^([\w.-]+)==(\S+)", path.read_text("utf-8"), re.MULTILINE))


@pytest.mark.parametrize("path", PINNED, ids=name)
def test_every_package_is_pinned_with_hashes(path):
    entries = re.split(r"\n(?=[^\s#])", re.sub(r"^\s*#.*\n?", "", path.read_text("utf-8"), flags=re.MULTILINE))
    assert all(re.match(r"[\w.-]+==", entry) and "--hash=sha256:" in entry for entry in entries)


def test_the_pinned_files_agree_and_cover_what_is_declared():
    versions: dict[str, set[str]] = {}
    for path in PINNED:
        for package, version in pins(path).items():
            versions.setdefault(package, set()).add(version)
    assert not {package for package, seen in versions.items() if len(seen) > 1}
    declared = {re.match(r"[\w.-]+", line)[0].lower() for line in PROJECT["project"]["dependencies"]}
    assert declared <= set(pins(ROOT / "requirements" / "base.txt"))
    assert "setuptools" in pins(ROOT / "requirements" / "build.txt")
