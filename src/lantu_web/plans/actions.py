"""Every write of the room, by its concern."""

from __future__ import annotations

from lantu_web.plans.bringing_in import ask_for_reading, keep_document, keep_reading
from lantu_web.plans.correcting import correct, mark_checked, undo, unmark_checked
from lantu_web.plans.deciding import change_level, change_plan, record_decision
from lantu_web.plans.packages import keep_package
from lantu_web.plans.unfitting import drop_decisions, redo_decision

__all__ = [
    "ask_for_reading",
    "change_level",
    "change_plan",
    "correct",
    "drop_decisions",
    "keep_document",
    "keep_package",
    "keep_reading",
    "mark_checked",
    "record_decision",
    "redo_decision",
    "undo",
    "unmark_checked",
]
