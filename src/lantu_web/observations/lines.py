"""Values on their way into rows: made before anything is locked, laid down in one go, for a province brings 200,000."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime
from functools import lru_cache
from typing import Any, NamedTuple

from django.db import connection

from lantu.model.fields import write_text
from lantu.model.records import Observation
from lantu.monitoring.vintages import Slot, slot_of
from lantu_web.observations.models import Intake, Observed
from lantu_web.plans.desk import searchable

TEXTS = (
    "key", "subject", "slot", "basis", "indicator", "period", "value", "unit", "state", "supplier", "published_on",
    "source", "note", "search",
)  # fmt: skip
"""Columns whose text a value decides."""

PUBLISHED = TEXTS.index("published_on")

SAID = tuple(TEXTS.index(name) for name in TEXTS if name not in ("key", "slot", "published_on", "note", "search"))
"""Those by which two values of one thing are the same; their day of release is told by an empty one to be unknown, no other."""

_SHORT = ("subject", "indicator", "period", "unit", "supplier", "published_on")
"""Columns that have no room for texts of any length."""

_REST = ("plan_id", "intake_id", "by_id", "recorded_at", "replaced_at", "foreign_at")


class Line(NamedTuple):
    """A value, ready to be a row.

    Attributes:
        slot: What it is the value of.
        texts: Its columns, as :data:`TEXTS` names them.
        foreign_at: The moment of recording where that is not now: by the clock of a package, or of what stands again.
        replaced: Whether a later vintage comes with it.
        origin: Keys of the intake and the account it first came with, where it stands again; None for those of now.
    """

    slot: Slot
    texts: tuple[str, ...]
    foreign_at: str | None = None
    replaced: bool = False
    origin: tuple[int, int | None] | None = None

    def dated(self, day: str) -> Line:
        """Return it with another day of release."""
        return self._replace(texts=(*self.texts[:PUBLISHED], day, *self.texts[PUBLISHED + 1 :]))


def line_of(each: Observation, *, foreign_at: str | None = None, replaced: bool = False) -> Line:
    """Return an observation as a line."""
    slot = slot_of(each)
    texts = (
        slot.indicator,
        each.subject,
        slot.period,
        each.basis,
        each.indicator,
        each.period,
        write_text(each.value),
        each.unit,
        each.state,
        each.supplier,
        each.published_on or "",
        each.source,
        each.note or "",
        _searchable(each.indicator),
    )
    return Line(slot, texts, foreign_at, replaced)


def line_of_row(row: Observed) -> Line:
    """Return a row as the line of another one that says the same and came with the same file."""
    texts = tuple(str(getattr(row, name)) for name in TEXTS)
    slot = Slot(row.key, row.subject, row.slot, row.basis)
    return Line(slot, texts, first_moment(row), origin=(row.intake_id, row.by_id))


def first_moment(row: Observed) -> str:
    """Return the moment a value was first recorded: here, or by the clock of its package; empty where that says none."""
    return row.recorded_at.isoformat(timespec="seconds") if row.foreign_at is None else row.foreign_at


def too_long(each: Observation) -> str | None:
    """Return the first text of a value that has no room in its column, or None."""
    texts = {name: getattr(each, name) or "" for name in _SHORT} | {"value": write_text(each.value)}
    texts["foreign_at"] = each.recorded_at or ""
    return next((text for name, text in texts.items() if len(text) > _room(name)), None)


def _room(name: str) -> int:
    return getattr(Observed._meta.get_field(name), "max_length", 0) or 0


def differs(held: tuple[str, ...], line: Line) -> bool:
    """Return whether a line says anything that is not known; one without a day of release says nothing of that.

    Args:
        held: The columns of a value, as :data:`TEXTS` names them.
        line: The line.
    """
    day = line.texts[PUBLISHED]
    return bool(day and day != held[PUBLISHED]) or any(held[place] != line.texts[place] for place in SAID)


def lay_down(intake: Intake, now: datetime, lines: Iterable[Line]) -> None:
    """Write lines as rows of an intake, recorded at a moment. Call it inside an action."""
    names = [*TEXTS, *_REST]
    columns = ", ".join(connection.ops.quote_name(name) for name in names)
    table = connection.ops.quote_name(str(Observed._meta.db_table))
    marks = ", ".join(["%s"] * len(names))
    with connection.cursor() as cursor:
        cursor.executemany(f"INSERT INTO {table} ({columns}) VALUES ({marks})", list(_written(intake, now, lines)))


def _written(intake: Intake, now: datetime, lines: Iterable[Line]) -> Iterator[tuple[Any, ...]]:
    at = Observed._meta.get_field("recorded_at").get_db_prep_save(now, connection)
    own = (intake.pk, intake.by_id)
    for line in lines:
        yield (*line.texts, intake.plan_id, *(line.origin or own), at, at if line.replaced else None, line.foreign_at)


_searchable = lru_cache(maxsize=4096)(searchable)
