"""A check that holds at every start: the database itself refuses to change what was written into the chain."""

from __future__ import annotations

from typing import Any

from django.core.checks import Error, register
from django.db import connections

from lantu_web.audit.guard import TABLE, missing_triggers


@register("database")
def table_is_guarded(databases: Any = None, **facts: Any) -> list[Error]:
    """Complain when the triggers of the audit table are absent."""
    del facts
    found = []
    for alias in databases or ():
        if TABLE in connections[alias].introspection.table_names():
            missing = missing_triggers(alias)
            if missing:
                names = ", ".join(sorted(missing))
                found.append(Error(f"the audit table is not guarded: {names} missing", id="audit.E001"))
    return found
