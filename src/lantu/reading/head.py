"""Title, area and period of a plan, as its document says them."""

from __future__ import annotations

from lantu.errors import UsageError
from lantu.model.plan import PlanHead
from lantu.reading.extraction.horizon import Horizon
from lantu.vocabulary import Area, area, area_named, find_areas


def plan_head(horizon: Horizon | None, asked: str | None) -> PlanHead:
    """Say what a plan is.

    Args:
        horizon: Title, years and printed area found in the document, or None.
        asked: Name or code of the area a person gave; it goes before the printed one.

    Raises:
        UsageError: U021 nothing is known of the area a person gave.
    """
    known = _asked_area(asked) if asked else _printed_area(horizon)
    return PlanHead(
        title=horizon.title if horizon else "",
        kind=horizon.kind if horizon else "plan",
        level=known.level if known else None,
        area=known.code if known else None,
        area_name=known.name if known else horizon.area if horizon else None,
        start=horizon.start if horizon else None,
        end=horizon.end if horizon else None,
    )


def _asked_area(asked: str) -> Area:
    found = area(asked) if asked.isascii() and asked.isdigit() else area_named(asked)
    if found is None:
        meant = "、".join(f"{other.name}（{other.code}）" for other in find_areas(asked)[:5])
        raise UsageError("U021", area=asked, meant=meant or "—")
    return found


def _printed_area(horizon: Horizon | None) -> Area | None:
    """Look a printed name up; a name of several areas is left to a person."""
    return area_named(horizon.area) if horizon and horizon.area else None
