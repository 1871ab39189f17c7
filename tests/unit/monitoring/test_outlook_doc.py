"""What the page about the outlook prints is what the code gives."""

from __future__ import annotations

import importlib
from collections import Counter
from decimal import Decimal
from pathlib import Path
from statistics import median
from typing import Any

import pytest
import yaml

from lantu.monitoring.outlook.asked import Asked
from lantu.monitoring.outlook.history import History
from lantu.monitoring.outlook.looking import outlook

ROOT = Path(__file__).resolve().parents[3]
PAGE = (ROOT / "docs" / "explanation" / "how-the-outlook-is-made.md").read_text("utf-8")
D = Decimal
COLUMNS = ((3, 1), (3, 2), (4, 1))
"""Years known and years ahead."""


@pytest.fixture(scope="module")
def back() -> Any:
    with pytest.MonkeyPatch.context() as patch:
        patch.syspath_prepend(str(ROOT))
        yield importlib.import_module("benchmarks.outlook")


@pytest.mark.parametrize(
    ("case", "base", "target", "latest"),
    [
        ("rising 40 → 60, now 48", 40, 60, 48),
        ("falling 60 → 40, now 52", 60, 40, 52),
        ("falling 12 → 0, now 6", 12, 0, 6),
    ],
)
def test_rising_and_falling(case, base, target, latest):
    up = target > base
    asked = Asked(
        end=2025,
        unit="",
        precision=D("0.1"),
        direction="up" if up else "down",
        low=D(target) if up else None,
        high=None if up else D(target),
        possible_low=D(0),
    )
    found = outlook(History(measure="level", base_year=2020, states={2020: D(base), 2022: D(latest)}), asked)
    row = f"| {case} |"
    for method in ("straight_line", "required_rate"):
        each = found.projection(method)
        said = (
            f"{asked.figure(found.history, 2025, each.values[2025])} {found.verdicts[method]}"
            if each
            else "says nothing"
        )
        row += f" {said} |"
    rate = found.projection("required_rate")
    for name in ("ratio", "share_at_end"):
        row += f" {rate.figures[name]:.2f} |" if rate else " |"
    assert row in PAGE


def test_looking_back(back):
    looks = [each for each in back.all_looks() if each.group == "provinces"]
    for method in sorted({each.method for each in looks if each.known >= 3}):
        cells = [
            cell([each for each in looks if (each.known, each.ahead, each.method) == (known, ahead, method)])
            for known, ahead in COLUMNS
        ]
        assert f"| {method} | {' | '.join(cells)} |" in PAGE


def cell(looks: list[Any]) -> str:
    held = [each.held for each in looks if each.held is not None]
    mean = f"{sum(each.error for each in looks) / len(looks):+.1f}".replace("-", "−")
    off = f"{median(abs(each.error) for each in looks):.1f}"
    return f"{off} / {mean} / {sum(held) if held else '–'} / {sum(each.right for each in looks)}"


def test_agreement_at_mid_term(back):
    content = yaml.safe_load(back.SERIES.read_text("utf-8"))["provinces"]
    counted: Counter[tuple[str | None, bool]] = Counter()
    for values in content["series"].values():
        states = back._states(content, values)
        known = History(measure="index", base_year=2015, states={year: states[year] for year in range(2015, 2019)})
        asked = back._asked(content, 2020)
        found = outlook(known, asked)
        counted[found.agreement, asked.met(known, 2020, states[2020])] += 1
    agreed = sum(number for (agreement, _), number in counted.items() if agreement != "disagree")
    right = counted["met", True] + counted["missed", False]
    assert (agreed, right, counted["disagree", True], counted["disagree", False]) == (12, 11, 4, 1)
    assert "all methods agreed on twelve provinces and eleven came as they said" in PAGE
    assert "of the five on which they disagreed four were met" in PAGE
