"""What the database can order and narrow by within a record: the fields of ``Record.data``, without a column for each."""

from __future__ import annotations

import re
from typing import Any

from django.db.models import Func, TextField
from django.db.models.expressions import Combinable, OrderBy
from django.db.models.functions import Collate
from django.db.models.sql.compiler import SQLCompiler

_NAME = re.compile(r"[a-z_]+")


class InRecord(Func):
    """A field of a record as text.

    Args:
        name: A field of the records, never anything a person typed.
    """

    output_field = TextField()
    sqlite = "JSON_EXTRACT(%(expressions)s, '$.%(name)s')"
    postgresql = "(%(expressions)s::jsonb ->> '%(name)s')"

    def __init__(self, name: str, expression: object = "data", **extra: Any) -> None:
        if not _NAME.fullmatch(name):
            raise ValueError(name)
        super().__init__(expression, **({"name": name} | extra))

    def as_sqlite(self, compiler: SQLCompiler, connection: Any, **context: Any) -> tuple[str, Any]:
        """Write it for SQLite."""
        return super().as_sql(compiler, connection, template=self.sqlite, **context)

    def as_postgresql(self, compiler: SQLCompiler, connection: Any, **context: Any) -> tuple[str, Any]:
        """Write it for PostgreSQL."""
        return super().as_sql(compiler, connection, template=self.postgresql, **context)


class NumberInRecord(InRecord):
    """A number of a record; of a range its lower end."""

    sqlite = (
        "CAST(CASE JSON_TYPE(%(expressions)s, '$.%(name)s') WHEN 'array' THEN JSON_EXTRACT(%(expressions)s, "
        "'$.%(name)s[0]') ELSE JSON_EXTRACT(%(expressions)s, '$.%(name)s') END AS REAL)"
    )
    postgresql = (
        "CAST(CASE jsonb_typeof(%(expressions)s::jsonb -> '%(name)s') WHEN 'array' THEN "
        "%(expressions)s::jsonb -> '%(name)s' ->> 0 ELSE %(expressions)s::jsonb ->> '%(name)s' END AS double precision)"
    )


class TruthInRecord(InRecord):
    """Whether something is so: 1 or 0."""

    sqlite = "CASE JSON_EXTRACT(%(expressions)s, '$.%(name)s') WHEN 1 THEN '1' ELSE '0' END"
    postgresql = "CASE %(expressions)s::jsonb ->> '%(name)s' WHEN 'true' THEN '1' ELSE '0' END"


class InBytes(Collate):
    """A text in the order of its characters' numbers, the same on every database."""

    def __init__(self, expression: Combinable | str) -> None:
        super().__init__(expression, "C")

    def as_sqlite(self, compiler: SQLCompiler, connection: Any, **context: Any) -> tuple[str, Any]:
        """Write it for SQLite, whose order of bytes has another name."""
        return super().as_sql(compiler, connection, template="%(expressions)s COLLATE BINARY", **context)


def by_text(name: str) -> OrderBy:
    """Return the order of a field that is text, rows without it last."""
    return OrderBy(InBytes(InRecord(name)), nulls_last=True)


def by_number(name: str) -> OrderBy:
    """Return the order of a field that is a number, rows without it last."""
    return OrderBy(NumberInRecord(name), nulls_last=True)
