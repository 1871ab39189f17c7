"""Where and when targets without a number are looked at, and what every answer to them says."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from lantu.model.progress import Progress, State
from lantu.model.records import Statement
from lantu.monitoring.components import Component
from lantu.monitoring.measuring import Evaluation
from lantu.monitoring.series import Observations


@dataclass(frozen=True, slots=True, kw_only=True)
class Setting:
    """What is needed to look at targets without a number.

    Attributes:
        observations: What was observed.
        evaluation: When and how closely it is looked at.
        start: First year of the plan.
        end: Last year.
        area: Code of the plan's own area, or None.
    """

    observations: Observations
    evaluation: Evaluation
    start: int
    end: int
    area: str | None

    def common(self, statement: Statement) -> dict[str, Component]:
        """Return what every progress says of its target and of the day."""
        return {
            "binding": statement.attribute == "binding",
            "evaluated_on": self.evaluation.day.isoformat(),
            "evaluation_time_progress": self.evaluation.months_gone.elapsed(self.start, self.end),
        }

    def blank(self, statement: Statement, state: State, components: Mapping[str, Component]) -> Progress:
        """Return a progress without figures."""
        return Progress(
            target=statement.id,
            indicator=statement.indicator,
            form=statement.form,
            unit=statement.unit,
            time_progress=self.evaluation.months_gone.elapsed(self.start, self.end),
            state=state,
            components={**self.common(statement), **components},
        )


FALL_WORDS = ("降低", "下降", "降幅", "减少", "减排", "削减")
"""Words after which a number is told as the size of a fall."""


def told_as_fall(words: str, indicator_name: str, aspect: str) -> bool:
    """Return whether a change is asked as the size of a fall while its observations carry the sign of the change.

    What is called a fall itself (能耗降低) is observed as one already.

    >>> told_as_fall("能耗强度降幅高于全省平均水平", "能耗强度", "level"), told_as_fall("高于全省平均水平", "能耗降低", "level")
    (True, False)
    """
    named = any(word in indicator_name for word in FALL_WORDS)
    return not named and aspect != "reduction" and any(word in words for word in FALL_WORDS)
