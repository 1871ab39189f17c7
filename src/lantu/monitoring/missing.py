"""What is said of a target that cannot be judged: what is missing, and what is known all the same."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from lantu.errors import Language, message
from lantu.model.fields import write_text
from lantu.model.progress import Progress, State

STATES: Mapping[State, str] = {
    "missing": "M220",
    "not_due": "M221",
    "awaiting_target": "M222",
    "not_applicable": "M223",
    "error": "M224",
}
"""What is said of a progress that has no status, by its state, where nothing more can be said."""

_MISSING: Mapping[str, str] = {
    "year": "M140",
    "unit": "M141",
    "growth": "M142",
    "baseline": "M143",
    "reference": "M144",
    "area": "M145",
    "rate": "M147",
    "number": "M148",
    "additions": "M149",
}


def missing_said(progress: Progress, language: Language | str) -> str:
    """Return why a progress has no status.

    Args:
        progress: One whose state is not ``computed``.
        language: ``zh`` or ``en``.
    """
    code = _MISSING.get(str(progress.components.get("missing")))
    if code is None:
        return message(STATES[progress.state], language)
    unit = progress.unit or ""
    said = message(
        code,
        language,
        year=_text(progress.components.get("missing_year")),
        units=_text(progress.components.get("reference")),
        unit=unit,
        latest=f"{_text(progress.latest)}{unit}",
        target=f"{_text(progress.target_value)}{unit}",
    )
    known = progress.components.get("annual_value")
    if known is None:
        return said
    return said + message("M146", language, of=progress.observed_on, value=f"{_text(known)}{unit}")


def _text(value: object) -> str:
    return write_text(value.normalize() if isinstance(value, Decimal) else value)
