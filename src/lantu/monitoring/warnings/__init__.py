"""Warnings about progress: rules over a history of evaluations, with level and owner, that do not flap.

========  =========================================================================
lateness  how late a figure is, by the calendar of its indicator
trends    how many periods in a row got worse
episodes  when a rule begins to hold, warns, and ends
telling   the facts a message may name
past      what was known at the end of each month
warned    the list: what warns whom, since when
========  =========================================================================
"""

from lantu.monitoring.warnings.warned import ProgressWarning, gravest, pending_of, warnings_of

__all__ = ["ProgressWarning", "gravest", "pending_of", "warnings_of"]
