"""The names of what a progress rests on, and how they are said: :attr:`lantu.model.progress.Progress.components`.

Values are numbers in the unit of the target, fractions, texts or truths. A name that does not apply is absent.
"""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import TypeAlias

Component: TypeAlias = Decimal | str | bool

NAMES: Mapping[str, str] = {
    "reached": "M101",
    "on_path": "M102",
    "year_met": "M103",
    "kept": "M104",
    "kept_years": "M105",
    "years": "M106",
    "margin": "M107",
    "worse_than_baseline": "M108",
    "cumulative": "M109",
    "average": "M110",
    "simple_progress": "M111",
    "annual_target": "M112",
    "annual_value": "M113",
    "year_to_date": "M114",
    "year_share": "M115",
    "year_time": "M116",
    "precision": "M117",
    "tolerance": "M118",
    "judge": "M119",
    "binding": "M120",
    "direction": "M121",
    "line": "M122",
    "data_state": "M123",
    "unreleased": "M124",
    "evaluated_on": "M125",
    "evaluation_time_progress": "M126",
    "missing": "M127",
    "missing_year": "M128",
    "reference": "M129",
    "reference_value": "M130",
    "lead": "M131",
    "baseline_printed": "M132",
    "level": "M133",
    "held": "M134",
    "wanted_lead": "M135",
    "own_until": "M136",
    "since": "M137",
    "from_january": "M138",
}
"""Every name and the message that says it to people."""
