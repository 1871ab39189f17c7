"""What may not stand in any file of the repository: addresses of one machine, words of how it was made, others' sentences."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]

# The bars part each pattern so that this file does not hold what it looks for.
MACHINE = ["/wo|rk/", "/ho|me/[a-z]", "/ro|ot/", "/Us|ers/[a-z]", "/op|t/", r"[A-Z]:\\\\Us|ers"]
REGISTRY = [
    "fi|le://",
    "--(?:extra-)?index|-url ",
    "pypi.or|g/simple",
    "python|hosted",
    "--find|-links",
    "--trusted|-host",
]
MADE_BY = [
    "cla|ude", "anthr|opic", "open|ai", "chat|gpt", r"co|pilot", "language mo|del", r"ai assi|stant", "coding assi|stant",
    "sub-?ag|ent", r"brie|f\.md", "gen|erated by ai", "generated wi|th", "co-auth|ored-by", "大语言|模型", "大模|型生成",
]  # fmt: skip


def text_files() -> dict[str, str]:
    """Every text file that git tracks or would take, by name."""
    listed = subprocess.run(
        ["git", "-C", str(ROOT), "ls-files", "-co", "--exclude-standard", "-z"], capture_output=True, check=False
    )
    if listed.returncode:
        pytest.skip("not a git checkout: the tracked files cannot be listed")
    texts = {}
    for name in filter(None, listed.stdout.decode().split("\0")):
        path = ROOT / name
        try:
            texts[name] = path.read_text("utf-8")
        except (UnicodeDecodeError, FileNotFoundError):
            continue
    return texts


def places(patterns: list[str], flags: int = 0) -> list[str]:
    pattern = re.compile("|".join(part.replace("|", "", 1) for part in patterns), flags)
    return [
        f"{name}:{text.count(chr(10), 0, found.start()) + 1}: {found[0]}"
        for name, text in text_files().items()
        for found in pattern.finditer(text)
    ]


def test_no_path_of_one_machine():
    assert not places(MACHINE)


def test_no_address_of_a_package_index():
    assert not places(REGISTRY)


def test_no_word_of_how_it_was_made():
    assert not places(MADE_BY, re.IGNORECASE)


def test_no_sentence_of_a_source_document(shared):
    tool = shared / "tools" / "copied_text.py"
    found = subprocess.run([sys.executable, str(tool), str(ROOT)], capture_output=True, text=True, check=False)
    assert not found.stdout, "say it in sentences of our own; facts and figures may stay"
    assert found.returncode == 0, found.stderr
