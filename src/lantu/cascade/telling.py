"""Why a year asks what it asks, in two sentences: how the path walks, and how it was rounded or balanced."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from lantu.cascade.rounding import rounded_to
from lantu.cascade.tracks import Track
from lantu.cascade.years import start_of, yearly
from lantu.errors import Language, message
from lantu.model.fields import write_text
from lantu.targets import growth

_METHODS: Mapping[str, str] = {
    "linear": "K155",
    "equal_rate": "K156",
    "early": "K157",
    "late": "K158",
    "steps": "K159",
    "bottom_up": "K160",
    "each_year": "K161",
}


def as_told(track: Track, year: int, state: Decimal) -> Decimal:
    """Return a state as its target tells it: the level, the amount since the base year, the average growth, the reduction.

    >>> track = Track(indicator="gdp-growth", name="地区生产总值增速", unit="%", measure="index", years=(2026, 2027),
    ...               wished=(Decimal(105), Decimal("110.25")), precision=Decimal("0.1"), direction="up",
    ...               form="average_growth")
    >>> round(as_told(track, 2027, Decimal("110.25")), 6)
    Decimal('5.000000')
    """
    if track.measure != "index":
        return state
    achieved = state / start_of(track.measure, track.baseline)
    years = year - track.years[0] + 1
    rate: Decimal = growth.average(achieved, years) if track.form == "average_growth" else achieved - 1
    return (-rate if track.direction == "down" else rate) * 100


def method_said(rule: str, language: Language | str) -> str:
    """Return how a path walks, by the key of its method.

    >>> method_said("equal_rate", "zh"), method_said("each_year", "en")
    ('各年按同样的速度', 'the same in every year')
    """
    return message(_METHODS[rule], language) if rule in _METHODS else rule


def path_said(track: Track, language: Language | str, *, second: str | None = None) -> str:
    """Return how a path walks and was rounded.

    Args:
        track: The path.
        language: Language of the sentences.
        second: The second sentence, where something else is to be said than the rounding.
    """
    last = track.years[-1]
    end = as_told(track, last, track.wished[-1])
    first = message(
        "K150",
        language,
        start=_start(track, language),
        end=message(_end(track), language, year=last, value=_figure(track, end), unit=track.unit),
        method=method_said(track.rule, language) + _anchors(track, language),
    )
    rounding = message("K154", language, precision=write_text(track.precision), unit=track.unit)
    return first + ("" if str(language) == Language.ZH else " ") + (second or rounding)


def _anchors(track: Track, language: Language | str) -> str:
    """Return which years the superior has fixed, with what it asks of each; nothing where it has fixed none."""
    fixed = dict.fromkeys(limit.year for limit in track.limits if limit.origin == "superior")
    if not fixed:
        return ""
    printed = dict(zip(track.years, yearly(track), strict=True))
    values = [
        message("K153", language, year=year, value=_figure(track, printed[year]), unit=track.unit)
        for year in sorted(fixed)
        if year in printed
    ]
    joint = "、" if str(language) == Language.ZH else ", "
    return message("K166", language, values=joint.join(values)) if values else ""


def _end(track: Track) -> str:
    """Return how the end is told: a level of the year, an average of the years, or what they come to."""
    if track.measure == "level":
        return "K153"
    return "K165" if track.form == "average_growth" else "K164"


def _start(track: Track, language: Language | str) -> str:
    if track.measure != "level" or track.baseline is None:
        return message("K152", language)
    figure = write_text(track.baseline.normalize())
    return message("K151", language, year=track.years[0] - 1, value=figure, unit=track.unit)


def _figure(track: Track, value: Decimal) -> str:
    return write_text(rounded_to(value, track.precision))
