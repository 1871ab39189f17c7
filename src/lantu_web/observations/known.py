"""What is known of a plan's indicators: the rows of the house as the library's records."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from django.db.models import QuerySet

from lantu.model.records import Observation
from lantu.monitoring.series import observed_key
from lantu.monitoring.vintages import in_force
from lantu_web.observations.lines import TEXTS, first_moment
from lantu_web.observations.models import Observed
from lantu_web.observations.releases import with_release
from lantu_web.plans.desk import as_of
from lantu_web.plans.models import Version

FOR_EVER = date(9998, 12, 31)


def known(
    version: Version,
    moment: datetime | None = None,
    day: date | None = None,
    subjects: Collection[str] | None = None,
    indicators: Collection[str] | None = None,
) -> list[Observation]:
    """Return the vintage of each value in force.

    Args:
        version: A version of the plan.
        moment: What the house knew at that moment; None for now.
        day: What was recorded by the end of that day by its own clock; None leaves nothing out.
        subjects: Only values of these; None for all. A province has a hundred areas, and most pages ask for one.
        indicators: Only values of these printed names, see :func:`names_of`; None for all.
    """
    if day is not None:
        return in_force(vintages_known(version, moment, subjects, indicators), day)
    rows = as_of(_rows(version, moment, subjects, indicators), moment)
    return [library_observation(row) for row in rows]


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """What is known of some indicators.

    Attributes:
        now: The vintage of each value in force.
        vintages: Every vintage, in the order of recording.
    """

    now: list[Observation]
    vintages: list[Observation]


def held(version: Version, moment: datetime | None, day: date | None, indicators: Collection[str]) -> Held:
    """Return what is known of some indicators, whoever's values they are, by one look.

    Args:
        version: A version of the plan.
        moment: What the house knew at that moment; None for now.
        day: What was recorded by the end of that day by its own clock; None leaves nothing out.
        indicators: Their printed names, see :func:`names_observed`.
    """
    rows = _vintages(version, moment, None, indicators)
    vintages = [library_observation(row) for row in rows]
    if day is not None:
        return Held(now=in_force(vintages, day), vintages=vintages)
    now = [each for row, each in zip(rows, vintages, strict=True) if _holds(row, moment)]
    return Held(now=now, vintages=vintages)


def _holds(row: Observed, moment: datetime | None) -> bool:
    return row.replaced_at is None or (moment is not None and row.replaced_at > moment)


def names_observed(version: Version) -> dict[str, frozenset[str]]:
    """Return the printed names under which indicators were ever observed for a plan.

    The key is what identifies an indicator (:func:`lantu.monitoring.series.observed_key`).
    """
    rows = Observed.objects.filter(plan=version.plan_id).order_by()
    found: defaultdict[str, set[str]] = defaultdict(set)
    for kind in rows.values_list("indicator", "unit", "basis").distinct():
        each = _named(*kind)
        found[observed_key(each)].add(each.indicator)
    return {key: frozenset(names) for key, names in found.items()}


def _named(indicator: str, unit: str, basis: str) -> Observation:
    """Return an observation that bears nothing but what tells which indicator it is of."""
    return Observation(
        indicator=indicator,
        unit=unit,
        basis=basis,  # type: ignore[arg-type]  # written by an action that had it from the library
        period="",
        value=Decimal(0),
        state="final",
        supplier="",
        source="",
    )


def vintages_known(
    version: Version,
    moment: datetime | None = None,
    subjects: Collection[str] | None = None,
    indicators: Collection[str] | None = None,
) -> list[Observation]:
    """Return every vintage that the house knew at a moment, in the order of recording.

    Values that were replaced by then are vintages too.
    """
    return [library_observation(row) for row in _vintages(version, moment, subjects, indicators)]


def _vintages(
    version: Version, moment: datetime | None, subjects: Collection[str] | None, indicators: Collection[str] | None
) -> list[Observed]:
    rows = _rows(version, moment, subjects, indicators).select_related("intake")
    if moment is not None:
        rows = rows.filter(recorded_at__lte=moment)
    found = list(rows)
    left = [row for row in found if not _taken_back(row, moment)]
    return left if len(left) == len(found) else _once(left)


def _once(rows: Sequence[Observed]) -> list[Observed]:
    """Leave out what stands again since a file was taken back: the later row is the same, from the same moment."""
    again: dict[tuple[object, ...], datetime] = {}
    found = []
    for row in reversed(rows):
        same = (row.intake_id, *(getattr(row, name) for name in TEXTS), first_moment(row))
        if again.setdefault(same, row.recorded_at) == row.recorded_at:
            found.append(row)
    return found[::-1]


def _rows(
    version: Version,
    moment: datetime | None,
    subjects: Collection[str] | None,
    indicators: Collection[str] | None,
) -> QuerySet[Observed]:
    rows = with_release(Observed.objects.filter(plan=version.plan_id), moment).order_by("id")
    rows = rows if subjects is None else rows.filter(subject__in=subjects)
    return rows if indicators is None else rows.filter(indicator__in=indicators)


def _taken_back(row: Observed, moment: datetime | None) -> bool:
    """Tell whether a row came with a file that was taken by mistake; what stood again afterwards came with another."""
    back = row.intake.withdrawn_at
    return back is not None and (moment is None or back <= moment)


def library_observation(row: Observed) -> Observation:
    """Return a row of ours that knows its release as the library's: published from the day the house says."""
    return Observation(
        subject=row.subject,
        indicator=row.indicator,
        period=row.period,
        basis=row.basis,  # type: ignore[arg-type]  # written by an action that had it from the library
        value=Decimal(row.value),
        unit=row.unit,
        state=row.state,  # type: ignore[arg-type]
        supplier=row.supplier,
        published_on=row.released_on or None,  # type: ignore[attr-defined]  # annotated by with_release
        recorded_at=first_moment(row) or None,
        source=row.source,
        note=row.note or None,
    )
