"""Why an area got what it got, in two sentences a county head can repeat: how the whole was shared, and what this area's part rests on."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from decimal import Decimal

from lantu.cascade.allocation import AreaMethod, Member, Role
from lantu.cascade.areas.figures import Figures, called
from lantu.cascade.areas.sharing import Shared
from lantu.cascade.rounding import rounded_to
from lantu.cascade.telling import as_told
from lantu.cascade.tracks import Track
from lantu.errors import Language, message
from lantu.model.fields import write_text

_TENTH = Decimal("0.1")


def part_said(shared: Shared, track: Track, language: Language | str) -> str:
    """Return the two sentences for one area.

    Args:
        shared: The target shared out.
        track: The track of the area as it is printed, among those of ``shared``.
        language: Language of the sentences.
    """
    figures, method = shared.figures, shared.method
    if figures is None or method is None:
        return ""
    member = next((each for each in figures.members if each.subject == track.subject), None)
    if member is None:
        return message("K059", language)
    first, second = _SENTENCES[method](figures, member, track, language)
    bound = figures.choice.bounds.get(track.subject)
    held = message("K058", language, reason=bound.reason or "—") if bound is not None else ""
    return ("" if str(language) == Language.ZH else " ").join(part for part in (first, second, held) if part)


def _whole(figures: Figures, code: str, language: Language | str, **fields: object) -> str:
    """Return the first sentence: what the whole asks, and how it was shared."""
    whole = figures.whole
    year = whole.years[-1]
    value = _figure(whole, as_told(whole, year, whole.wished[-1]))
    facts = {"indicator": whole.name, "year": year, "value": value, "unit": whole.unit, "count": len(figures.members)}
    return message(code, language, **facts, **fields)


def _part(track: Track, member: Member, code: str, language: Language | str, **fields: object) -> str:
    """Return the second sentence: what the part of an area rests on."""
    value = _figure(track, as_told(track, track.years[-1], track.wished[-1]))
    return message(code, language, area=member.name, value=value, unit=track.unit, **fields)


def _figure(track: Track, value: Decimal) -> str:
    return write_text(rounded_to(value, track.precision))


def _by_shares(figures: Figures, member: Member, track: Track, language: Language | str) -> tuple[str, str]:
    mix: Mapping[Role, Decimal] = figures.choice.mix or {"base": Decimal(1)}
    total = sum(mix.values())
    named = {role: called(role).said(language) for role in mix}
    if len(mix) > 1:
        named = {
            role: message("K050", language, role=name, share=_percent(mix[role] / total))
            for role, name in named.items()
        }
    joint = "、" if str(language) == Language.ZH else ", "
    share = sum((part / total * _share(figures, role, member) for role, part in mix.items()), Decimal(0))
    return (
        _whole(figures, "K051", language, roles=joint.join(named.values())),
        _part(track, member, "K052", language, share=_percent(share)),
    )


def _share(figures: Figures, role: Role, member: Member) -> Decimal:
    known = figures.of(role) or {}
    total = sum(known.values())
    return known[member.subject] / total if total else Decimal(1) / len(figures.members)


def _by_shift(figures: Figures, member: Member, track: Track, language: Language | str) -> tuple[str, str]:
    start = _figure(track, track.baseline or Decimal(0))
    way = "K053" if figures.of("need") is None else "K063"
    return _whole(figures, way, language), _part(track, member, "K054", language, start=start)


def _by_classes(figures: Figures, member: Member, track: Track, language: Language | str) -> tuple[str, str]:
    choice = figures.choice
    whole, name = _whole(figures, "K055", language), choice.classes.get(member.subject)
    if name is None:
        return whole, _part(track, member, "K062", language)
    difference = choice.differences.get(name, Decimal(0))
    return whole, _part(track, member, "K056", language, name=name, difference=f"{difference:+f}")


def _alike(figures: Figures, member: Member, track: Track, language: Language | str) -> tuple[str, str]:
    return _whole(figures, "K057", language), _part(track, member, "K060", language)


def _assigned(figures: Figures, member: Member, track: Track, language: Language | str) -> tuple[str, str]:
    return _whole(figures, "K061", language), _part(track, member, "K060", language)


def _percent(share: Decimal) -> str:
    return write_text(rounded_to(share * 100, _TENTH).normalize())


_SENTENCES: Mapping[AreaMethod, Callable[[Figures, Member, Track, Language | str], tuple[str, str]]] = {
    "shares": _by_shares,
    "common_shift": _by_shift,
    "classes": _by_classes,
    "equal_rate": _alike,
    "pass_through": _alike,
    "assigned": _assigned,
}
