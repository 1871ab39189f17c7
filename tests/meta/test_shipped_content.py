"""Every shipped content file has a reference, unique ids and sane dates; every module of content loads lazily."""

from __future__ import annotations

import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

import lantu.vocabulary
from lantu.vocabulary.content import _parsed

ROOT = Path(lantu.vocabulary.__file__).parent
FILES = sorted(ROOT.rglob("*.yaml"))


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(ROOT)))
def test_header_ids_and_dates(path):
    raw = _parsed(path)
    assert raw["title"].strip()
    assert len(raw["reference"].strip()) >= 8, "say which rule, standard or document it rests on"
    assert date(1949, 10, 1) <= date.fromisoformat(raw["valid_from"]) <= date(2030, 12, 31)
    # any entry is an Entry with more fields: read the common ones only
    common = {"id", "reference", "valid_from", "valid_to", "note"}
    periods: dict[str, list[tuple[str, str]]] = {}
    for entry in raw["entries"]:
        assert entry["id"].strip()
        shared = {name: text for name, text in entry.items() if name in common}
        first, last = shared.get("valid_from", raw["valid_from"]), shared.get("valid_to", "9999-12-31")
        assert first <= last
        assert all(first > other_last or last < other_first for other_first, other_last in periods.get(entry["id"], []))
        periods.setdefault(entry["id"], []).append((first, last))


def test_there_are_content_files():
    assert {"units.yaml", "wording.yaml", "provinces.yaml"} <= {path.name for path in FILES}


def test_importing_the_vocabulary_reads_no_content():
    code = (
        "import lantu.vocabulary as v; from lantu.vocabulary import units, wording, areas;"
        "assert not any(f.cache_info().currsize for f in (v.shipped_units, v.shipped_wording, v.shipped_areas))"
    )
    subprocess.run([sys.executable, "-c", code], check=True)
