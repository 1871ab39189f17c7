"""What is promised to the outside is there: the names of the package and the page of the commands."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest
import typer

import lantu
from lantu.cli.main import app, collect_commands

PAGE = (Path(__file__).resolve().parents[2] / "docs" / "reference" / "cli.md").read_text("utf-8")
collect_commands(app)
GROUP = typer.main.get_command(app)


@pytest.mark.parametrize("name", lantu.__all__)
def test_every_public_name_is_there(name):
    assert getattr(lantu, name) is not None
    assert getattr(lantu, name) is getattr(lantu, name)


def test_the_public_names_are_these():
    assert sorted(lantu.__all__) == list(lantu.__all__)
    assert set(lantu.__all__) == {*lantu._HOMES, "__version__"}
    with pytest.raises(AttributeError, match="colour"):
        _ = lantu.colour


def test_the_package_loads_at_once():
    code = "import lantu, sys; assert not [m for m in sys.modules if m.startswith('lantu.')]"
    subprocess.run([sys.executable, "-c", code], check=True)


@pytest.mark.parametrize("name", GROUP.commands)
def test_every_command_and_option_stands_on_the_page(name):
    _, _, section = PAGE.partition(f"\n## lantu {name}\n")
    assert section, f"docs/reference/cli.md has no section for lantu {name}"
    section = section.split("\n## ")[0]
    options = {word for each in GROUP.commands[name].params for word in each.opts if word.startswith("-")}
    assert not {option for option in options if f"`{option}" not in section and f", {option}" not in section}


def test_the_page_names_no_command_that_is_not_there():
    assert set(re.findall(r"^## lantu (\w+)$", PAGE, re.MULTILINE)) == set(GROUP.commands)


def test_the_page_tells_the_exit_status():
    assert all(f"| {status} |" in PAGE for status in (0, 1, 2))
