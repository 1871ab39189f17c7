"""The facts a warning's message may name, as they are printed; what is not known is a dash."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from lantu.errors import Language, message
from lantu.model.progress import Progress
from lantu.monitoring.components import Component
from lantu.monitoring.criteria import as_text
from lantu.monitoring.judging import told_date, told_of
from lantu.monitoring.printing import told_asked, told_due, told_level, told_value
from lantu.monitoring.warnings.episodes import Seen, months_between
from lantu.vocabulary.criteria import shipped_criteria
from lantu.vocabulary.warning_rules import FACTS

_UNKNOWN = "—"


def facts_of(seen: Seen, since: date, language: Language | str) -> dict[str, str]:
    """Return every fact of :data:`lantu.vocabulary.warning_rules.FACTS` as text.

    Args:
        seen: What was said when the rule held last.
        since: Day from which it held.
        language: Language of dates.
    """
    row, mark = seen.row, unreleased_mark(seen.row, language)
    whole_months = months_between(since, seen.day)
    found = {
        "indicator": row.indicator,
        "subject": row.subject,
        "date": told_of(row, language),
        "value": _marked(told_value(row, row.latest, language), mark),
        "due": told_due(row, language),
        "baseline": told_level(row, row.baseline, language),
        "target_value": told_value(row, row.target_value, language),
        "gap": _share(row.gap),
        "margin": _share(row.components.get("margin")),
        "progress": _share(row.progress),
        "time": _share(row.time_progress),
        "status": row.status or "",
        "year": told_date(row.observed_on, language),
        "year_value": _marked(_of_year(row, language), mark),
        "year_target": told_asked(row, language),
        "year_share": _share(row.components.get("year_share")),
        "year_time": _share(row.components.get("year_time")),
        "times_worse": _count(seen.known.get("times_worse")),
        "months_late": _count(seen.known.get("months_late")),
        "months": str(whole_months) if whole_months else message("M674", language),
    }
    return {name: found[name] or _UNKNOWN for name in FACTS}


def _marked(value: str, mark: str) -> str:
    return f"{value}{mark}" if value else ""


def unreleased_mark(row: Progress, language: Language | str) -> str:
    """Return the mark of a value that was not released, as it stands behind the number; empty where it was."""
    return message("C148", language) if row.components.get("unreleased") is True else ""


def _share(value: Component | None) -> str:
    return as_text(shipped_criteria()["gap"], value) if isinstance(value, Decimal) else ""


def _count(value: Component | None) -> str:
    return as_text(shipped_criteria()["times_worse"], value) if isinstance(value, Decimal) else ""


def _of_year(row: Progress, language: Language | str) -> str:
    value = row.components.get("annual_value")
    return told_level(row, value, language) if isinstance(value, Decimal) else ""
