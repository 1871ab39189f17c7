"""Sharing one track out: a track for every area, what joins them to the whole, and what the office should know of it.

What good practice does not share out is not shared out by itself: indicators not measured at the level of the areas, and
targets that are reached by the market, unless somebody decides so with a reason. An area inside another (a zone in its
host) is shown as part of its host and never added to the whole.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction

from lantu.cascade.allocation import AreaChoice, AreaMethod, Member
from lantu.cascade.areas.basis import Basis, as_decimals, states_over_years
from lantu.cascade.areas.bounds import limits_of_area
from lantu.cascade.areas.figures import Figures
from lantu.cascade.areas.kinds import refuse_unfitting, usual_area_method
from lantu.cascade.areas.methods import METHODS, whole_if_alike
from lantu.cascade.balance.rules import Rule
from lantu.cascade.balance.single import Numbers
from lantu.cascade.observed import Observed
from lantu.cascade.remarks import Remark
from lantu.cascade.rounding import rounded_to
from lantu.cascade.tracks import INDEX_BASE, Track
from lantu.cascade.years import start_of
from lantu.errors import CascadeError, Language, message
from lantu.vocabulary.identities import Identity
from lantu.vocabulary.indicators import MeasuredLevel, indicator

NOT_BINDING = Remark(target="", indicator="", code="K035")
"""Why a target is not shared out that nobody asked to share out: said once for all of them."""

NOT_MEASURED = "K026"
"""Code of the remark on a target that is not measured at the level of the areas, so that it becomes a task there."""

_LEVELS: tuple[MeasuredLevel, ...] = ("nation", "province", "prefecture", "county", "zone")


@dataclass(frozen=True, slots=True, kw_only=True)
class Shared:
    """A target shared out.

    Attributes:
        tracks: A track for every area that gets a part.
        inside: Tracks of areas inside others: parts of their hosts, not of the whole.
        joint: What joins the areas to the whole, or None where nothing does.
        figures: What was shared, among whom, by which figures; None where nothing was shared.
        method: The method, or None.
        remarks: Why it was not shared, and what is against good practice.
    """

    tracks: tuple[Track, ...] = ()
    inside: tuple[Track, ...] = ()
    joint: Rule | None = None
    figures: Figures | None = None
    method: AreaMethod | None = None
    remarks: tuple[Remark, ...] = ()


def share_out(
    whole: Track, choice: AreaChoice | None, members: Sequence[Member], observed: Observed, *, binding: bool
) -> Shared:
    """Share a track out among areas.

    Args:
        whole: The track of the plan's own area.
        choice: How the office wants it shared; None to share it as is usual.
        members: The areas, zones and bodies.
        observed: Figures of the areas.
        binding: Whether the target is binding.
    """
    decided = choice or AreaChoice()
    reason = _reason_not_to(whole, choice, members, binding=binding)
    if reason is not None:
        return Shared(remarks=(reason,))
    measured = [member for member in members if _is_measured(whole, member)]
    own = tuple(sorted((m for m in measured if not m.host), key=lambda member: member.subject))
    figures = Figures(whole=whole, members=own, choice=decided, observed=observed, base_year=whole.years[0] - 1)
    method = decided.method or usual_area_method(whole)
    try:
        refuse_unfitting(method, whole)
        basis = METHODS[method](figures)
    except CascadeError as unknown:
        return Shared(remarks=(_remark(whole, "K024", reason=unknown),))
    tracks = tuple(_tracks(figures, method, basis))
    return Shared(
        tracks=tracks,
        inside=tuple(_inside(figures, method, tracks, [m for m in measured if m.host])),
        joint=_joint(figures, basis),
        figures=figures,
        method=method,
        remarks=tuple(_remarks(figures, method, basis, tracks)),
    )


def _remark(whole: Track, code: str, /, **fields: object) -> Remark:
    return Remark(target=whole.target, indicator=whole.name, code=code, fields=fields)


def _reason_not_to(
    whole: Track, choice: AreaChoice | None, members: Sequence[Member], *, binding: bool
) -> Remark | None:
    if not binding and not (choice and choice.reason):
        return _remark(whole, "K025") if choice else NOT_BINDING
    if not any(_is_measured(whole, member) for member in members):
        return _remark(whole, NOT_MEASURED)
    if choice is not None and choice.margin and not choice.margin_reason:
        return _remark(whole, "K027", margin=_percent(choice.margin))
    return None


def _is_measured(whole: Track, member: Member) -> bool:
    """Tell whether the indicator is measured at the level of an area; unknown indicators are left to the office."""
    known = indicator(whole.indicator)
    if known is None or known.level is None or not member.level:
        return True
    return _LEVELS.index(member.level) <= _LEVELS.index(known.level)


def _tracks(figures: Figures, method: AreaMethod, basis: Basis) -> Iterator[Track]:
    """Yield the tracks of the areas."""
    whole, base = figures.whole, figures.of("base")
    by_year = [as_decimals(states) for states in states_over_years(whole, basis)]
    for at, member in enumerate(figures.members):
        states = tuple(states[at] for states in by_year)
        start = base[member.subject] if whole.measure == "level" and base else _start(whole)
        limits = limits_of_area(figures, member.subject)
        yield replace(whole, subject=member.subject, wished=states, baseline=start, limits=limits, rule=method)


def _start(whole: Track) -> Decimal | None:
    return None if whole.measure == "level" else start_of(whole.measure)


def _inside(
    figures: Figures, method: AreaMethod, tracks: Sequence[Track], members: Iterable[Member]
) -> Iterator[Track]:
    """Yield the tracks of areas inside others: the host's value, of an amount the part that the base figure tells."""
    hosts = {track.subject: track for track in tracks}
    for member in members:
        host = hosts.get(member.host)
        part = _part(figures, method, member)
        if host is not None and part is not None:
            states = tuple(state * part for state in host.wished)
            start = None if host.baseline is None else host.baseline * part
            yield replace(host, subject=member.subject, wished=states, baseline=start, limits=())


def _part(figures: Figures, method: AreaMethod, member: Member) -> Decimal | None:
    if method != "shares":
        return Decimal(1)
    own, host = figures.one("base", member.subject), figures.one("base", member.host)
    return own / host if own is not None and host else None


def _joint(figures: Figures, basis: Basis) -> Rule | None:
    """Return the rule that the areas make the whole; with a margin they may make more."""
    whole = figures.whole
    if basis.give is None:
        return None
    by_year = {year: _fractions(basis.give(passed)) for passed, year in enumerate(whole.years, start=1)}
    adds_up = all(set(factors) == {Fraction(1)} for factors in by_year.values())
    said = {language: message("K028" if adds_up else "K029", language, indicator=whole.name) for language in Language}
    return Rule(
        identity=Identity(
            id=f"areas-of-{whole.indicator}",
            zh=said[Language.ZH],
            en=said[Language.EN],
            kind="sum",
            whole=whole.indicator,
            parts=(whole.indicator,),
        ),
        whole=whole.key,
        parts=tuple((whole.indicator, member.subject) for member in figures.members),
        coefficients=by_year,
        relation="<=" if figures.choice.margin else "=",
        exact=adds_up,
    )


def _fractions(weights: Numbers) -> tuple[Fraction, ...]:
    return tuple(Fraction(repr(float(weight))) for weight in weights)


def _remarks(figures: Figures, method: AreaMethod, basis: Basis, tracks: Sequence[Track]) -> Iterator[Remark]:
    """Yield what is against good practice or should be looked at."""
    whole, choice = figures.whole, figures.choice
    if choice.margin:
        yield _remark(whole, "K030", margin=_percent(choice.margin), reason=choice.margin_reason)
    if method in ("equal_rate", "pass_through") and (made := whole_if_alike(figures)) is not None:
        asked, real = INDEX_BASE - whole.wished[-1], INDEX_BASE - Decimal(repr(made))
        if real < asked:
            yield _remark(whole, "K031", asked=_points(asked), real=_points(real))
    if method in ("shares", "common_shift") and whole.measure == "level" and whole.baseline is not None:
        made_before = float(basis.give(0) @ basis.starts) if basis.give is not None else float(whole.baseline)
        if abs(made_before - float(whole.baseline)) > float(whole.precision):
            came = rounded_to(Decimal(repr(made_before)), whole.precision)
            yield _remark(whole, "K032", parts=came, whole=whole.baseline, unit=whole.unit)
    if method == "classes" and whole.form == "cumulative_reduction" and figures.of("growth") is None:
        yield _remark(whole, "K033")
    if method == "assigned" and usual_area_method(whole) == "shares":
        together = sum((track.wished[-1] for track in tracks), Decimal(0))
        short = (whole.wished[-1] - together) * (1 if whole.direction != "down" else -1)
        if short > 0:
            yield _remark(whole, "K036", parts=_points(together), whole=_points(whole.wished[-1]), unit=whole.unit)
    yield from _improvements(figures, method, tracks)


def _improvements(figures: Figures, method: AreaMethod, tracks: Sequence[Track]) -> Iterator[Remark]:
    """Yield by how much areas must improve that stand worse than a cap or floor passed through to them."""
    if method != "pass_through":
        return
    for member, track in zip(figures.members, tracks, strict=True):
        asked = track.wished[-1]
        if track.baseline is not None and track.baseline != asked and track.wished[0] != asked:
            facts = {"area": member.name, "now": track.baseline, "asked": asked, "unit": track.unit}
            yield _remark(figures.whole, "K034", **facts)


def _percent(share: Decimal) -> Decimal:
    return rounded_to(share * 100, Decimal("0.1"))


def _points(value: Decimal) -> Decimal:
    return rounded_to(value, Decimal("0.01"))
