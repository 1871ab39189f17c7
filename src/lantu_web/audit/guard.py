"""Triggers by which the database itself refuses to change or remove an event.

On SQLite a later ``AlterField`` makes the table anew and silently drops its triggers, so one function makes them, every
migration of the table calls it last, and a system check fails when they are absent.
"""

from __future__ import annotations

from typing import Any

from django.db import connections

TABLE = "audit_event"
_SQLITE = ("update", "delete")
_POSTGRES = f"""
CREATE OR REPLACE FUNCTION {TABLE}_refuse() RETURNS trigger AS $$
BEGIN RAISE EXCEPTION 'the audit table is append-only'; END $$ LANGUAGE plpgsql;
DROP TRIGGER IF EXISTS {TABLE}_no_change ON {TABLE};
CREATE TRIGGER {TABLE}_no_change BEFORE UPDATE OR DELETE ON {TABLE} FOR EACH ROW EXECUTE FUNCTION {TABLE}_refuse();
DROP TRIGGER IF EXISTS {TABLE}_no_truncate ON {TABLE};
CREATE TRIGGER {TABLE}_no_truncate BEFORE TRUNCATE ON {TABLE} FOR EACH STATEMENT EXECUTE FUNCTION {TABLE}_refuse();
"""


def make_triggers(apps: Any, schema_editor: Any) -> None:
    """Make the triggers; the last step of every migration of the table."""
    del apps
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute(_POSTGRES)
        return
    for change in _SQLITE:
        schema_editor.execute(f"DROP TRIGGER IF EXISTS {TABLE}_no_{change}")
        schema_editor.execute(
            f"CREATE TRIGGER {TABLE}_no_{change} BEFORE {change.upper()} ON {TABLE} "
            "BEGIN SELECT RAISE(ABORT, 'the audit table is append-only'); END"
        )


def missing_triggers(alias: str = "default") -> set[str]:
    """Return the names of the triggers that should guard the table and do not."""
    connection = connections[alias]
    postgres = connection.vendor == "postgresql"
    wanted = {f"{TABLE}_no_{name}" for name in (("change", "truncate") if postgres else _SQLITE)}
    question = (
        f"SELECT tgname FROM pg_trigger WHERE tgrelid = '{TABLE}'::regclass AND tgenabled <> 'D'"
        if postgres
        else f"SELECT name FROM sqlite_master WHERE type = 'trigger' AND tbl_name = '{TABLE}'"
    )
    with connection.cursor() as cursor:
        cursor.execute(question)
        return wanted - {row[0] for row in cursor.fetchall()}
