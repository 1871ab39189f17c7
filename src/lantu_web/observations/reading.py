"""Reading a file that was brought in, with what the plan and the house know."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import replace

from django.db.models import Count, Max

import lantu
from lantu.errors import LantuError, UsageError
from lantu.exchange.observations.importing import read_observations
from lantu.exchange.observations.known import Given, Known
from lantu.exchange.observations.mapping import Mapping as FileMapping
from lantu.exchange.observations.mapping import parse_mapping
from lantu.exchange.observations.report import ObservationError, PlacedError, Taken
from lantu.exchange.observations.sheets import column_of
from lantu_web.observations.kept import Found, found_of, packed, unpacked
from lantu_web.observations.lines import too_long
from lantu_web.observations.models import Draft, Observed
from lantu_web.people.models import Area
from lantu_web.plans.desk import plan_of
from lantu_web.plans.models import Version

GIVEN = ("state", "supplier", "source", "published_on")
"""What a person may say of a whole file; ``period``, ``hidden``, ``unknown`` and ``published`` besides."""


def key_of(draft: Draft) -> str:
    """Return a digest of all a reading rests on.

    That is the file, what was said of it, the mapping, the plan as it stands and the areas that are registered: a file
    that was refused for the name of one is read anew when it has been.
    """
    version = draft.version
    decided = version.corrections.aggregate(Max("pk"), Count("pk"), Count("replaced_at"))
    read = version.readings.filter(replaced_at__isnull=True).values_list("pk", flat=True).first()
    names = [version.plan.area_code, sorted(_areas().items())]
    rests_on = [lantu.__version__, draft.sha256, draft.given, draft.mapping_id, version.pk, decided, read, names]
    return hashlib.sha256(json.dumps(rests_on).encode()).hexdigest()


def found_in(draft: Draft) -> Found | None:
    """Return what reading a draft came to, or None where it was not read since something it rests on changed."""
    return unpacked(bytes(draft.found)) if draft.found and draft.found_key == key_of(draft) else None


def read(draft: Draft) -> Found:
    """Read a draft and keep what came of it; work that is made again, no fact."""
    key = key_of(draft)
    found = found_of(_read(draft))
    draft.found, draft.found_key = packed(found), key
    keep(draft, found=draft.found, found_key=key)
    return found


def keep(draft: Draft, **made: object) -> None:
    """Keep what was made of a draft; nothing is kept of one that was thrown away while it was worked on."""
    Draft.objects.filter(pk=draft.pk, discarded_at__isnull=True).update(**made)


def _read(draft: Draft) -> Taken | LantuError:
    said = json.loads(draft.given)
    try:
        mapping = _mapping(draft, said)
        taken = read_observations(bytes(draft.data), draft.name, mapping, known_of(draft.version, said))
        _room_for(taken)
        return taken
    except LantuError as problem:
        return problem


def _room_for(taken: Taken) -> None:
    """Refuse a file whose texts have no room, with the place of each.

    Raises:
        ObservationError: Some have none.
    """
    long = [(too_long(each), place) for each, place in zip(taken.observations, taken.places, strict=True)]
    reasons = [_placed(place, UsageError("W425", given=text[:40])) for text, place in long if text is not None]
    if reasons:
        raise ObservationError(taken.file, reasons)


def _placed(place: str, reason: LantuError) -> PlacedError:
    sheet, _, cell = place.rpartition("!")
    letters = cell.rstrip("0123456789")
    return PlacedError(place, reason, sheet=sheet, row=int(cell[len(letters) :] or 0), column=column_of(letters) or 0)


def _mapping(draft: Draft, said: Mapping[str, str]) -> FileMapping | None:
    found = parse_mapping(draft.mapping.text, draft.mapping.name) if draft.mapping else None
    hidden = said.get("hidden")
    return replace(found or FileMapping(), hidden=hidden) if hidden else found


def known_of(version: Version, said: Mapping[str, str]) -> Known:
    """Return what a plan and the house know: indicators of the plan and of values taken before, registered areas.

    Args:
        version: The version.
        said: What a person says of the whole file.
    """
    plan = plan_of(version)
    known = Known.of(plan, subjects=_areas()) if plan else Known(subjects=_areas())
    held = Observed.objects.filter(plan=version.plan_id, replaced_at__isnull=True)
    names = dict.fromkeys(held.order_by().values_list("indicator", flat=True).distinct())
    return replace(
        known,
        area=version.plan.area_code or known.area,
        indicators={**names, **known.indicators},
        given=Given(**{name: said[name] for name in GIVEN if said.get(name)}),
        period=said.get("period", ""),
        unknown=said.get("unknown") or known.unknown,
    )


def _areas() -> dict[str, str]:
    """Return the areas that are registered here by name; a name that several bear is left to the library."""
    found: dict[str, str | None] = {}
    for name, code in Area.objects.values_list("name", "code"):
        found[name] = None if name in found else f"area:{code}"
    return {name: code for name, code in found.items() if code is not None}
