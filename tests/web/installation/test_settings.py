"""The page of settings names every variable that is read, and no other."""

from __future__ import annotations

import re
from pathlib import Path

ROOT = Path(__file__).resolve().parents[3]
PAGE = (ROOT / "docs" / "reference" / "settings.md").read_text("utf-8")
SOURCES = [*(ROOT / "src").rglob("*.py"), ROOT / "tests" / "postgres.py"]


def test_every_variable_stands_on_the_page_and_no_other():
    read = re.compile(r'(?:environ(?:\.get|\.setdefault)?[(\[]|flag\(|listed\()\s*"(LANTU_\w+)"')
    used = {name for path in SOURCES for name in read.findall(path.read_text("utf-8"))}
    rows = [line.split("|")[1] for line in PAGE.splitlines() if line.startswith("| `")]
    assert used == {name for row in rows for name in re.findall(r"`(LANTU_\w+)`", row)}
