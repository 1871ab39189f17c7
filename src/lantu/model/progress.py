"""How far a target has come: one record a target and subject, with everything its status rests on."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Literal

from lantu.model.records import Form

State = Literal["computed", "missing", "not_due", "awaiting_target", "not_applicable", "error"]
"""What can be said at all. A status word exists only for ``computed``: missing is never green."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Progress:
    """How far a target has come for one subject, as known on a day.

    Shares and gaps are fractions: 0.6 is 60 %. Values are in the unit of the target.

    Attributes:
        target: Id of the statement.
        indicator: Its printed name.
        subject: Typed code such as ``area:220200``; empty for the plan's own area.
        form: The form of the target, which decides the mathematics.
        unit: Unit of ``baseline``, ``target_value``, ``latest`` and ``due_value``.
        baseline: Value of the base year, or None where it is not known or not needed.
        target_value: Value to be reached by the end of the period, or None where none is given.
        latest: Latest value known: the level, the amount so far, the growth or reduction since the base year in percent.
        observed_on: The period of the latest value (``2023``, ``2025-06``): the data date.
        recorded_at: Moment at which it was recorded, ISO 8601.
        due_value: Value due at the data date, told like ``latest``.
        progress: Share of the way done, or None where a form has none (limits) or it would say nothing.
        time_progress: Share of the period elapsed at the data date.
        gap: Share of the due change that is missing; positive is behind.
        needed_rate: What each year left has to bring for the target to be met, in ``needed_unit``.
        needed_unit: Unit of ``needed_rate``: the target's own, 百分点, or % for a rate a year.
        state: Whether and why not a status can be given.
        status: Key of the status scheme, or None unless computed.
        components: What status and progress rest on, by name; see :mod:`lantu.monitoring.components`.
    """

    target: str
    indicator: str
    subject: str = ""
    form: Form | None
    unit: str | None = None
    baseline: Decimal | None = None
    target_value: Decimal | None = None
    latest: Decimal | None = None
    observed_on: str | None = None
    recorded_at: str | None = None
    due_value: Decimal | None = None
    progress: Decimal | None = None
    time_progress: Decimal | None = None
    gap: Decimal | None = None
    needed_rate: Decimal | None = None
    needed_unit: str | None = None
    state: State
    status: str | None = None
    components: Mapping[str, Decimal | str | bool] = field(default_factory=dict)
