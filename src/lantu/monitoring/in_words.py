"""Targets without a number: compared with something else, assigned by the superior, or told in words.

A comparison is computed when both sides were observed over the same years; how near 同步 is ends with a person. An
assigned target waits for its value; where annual targets have brought one, the year is judged by it. Words are not
computed: 保持在合理区间 is for people to answer.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from lantu.model.annual_targets import AnnualTarget
from lantu.model.progress import Progress
from lantu.model.records import Statement
from lantu.monitoring.assigned import assigned_progress
from lantu.monitoring.relative import relative_progress
from lantu.monitoring.setting import Setting


@dataclass(frozen=True, slots=True, kw_only=True)
class InWords(Setting):
    """What is needed to look at targets in words.

    Attributes:
        annual: Annual targets that stand, by target.
    """

    annual: Mapping[str, tuple[AnnualTarget, ...]]

    def progress(self, statement: Statement) -> Progress:
        """Return how far a target in words has come, as far as that can be computed."""
        if statement.form == "relative":
            return relative_progress(self, statement)
        rows = self.annual.get(statement.id, ())
        asked = {row.year: row for row in rows if row.line == "issued" and _has_number(row) and not row.subject}
        if asked:
            return assigned_progress(self, statement, asked)
        return self.blank(statement, "awaiting_target" if statement.form == "assigned" else "not_applicable", {})


def _has_number(row: AnnualTarget) -> bool:
    return row.value is not None or row.comparator == "range"
