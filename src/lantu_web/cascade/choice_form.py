"""The form in which one target is chosen to be broken down otherwise: its years, and its areas one by one."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any, get_args

from django import forms

from lantu.cascade.allocation import (
    AreaBound,
    AreaChoice,
    AreaMethod,
    Choice,
    Member,
    PathMethod,
    Role,
    YearLimit,
)
from lantu.model.fields import write_text
from lantu_web.cascade.forms import CascadeForm
from lantu_web.pages.words import word

GRID = 150
"""Areas that a page asks about one by one; with more of them the choices come as a file."""

CLASSES = 6
"""Classes of areas a page has places for at least."""

_SHARES = ("base", "capacity", "need")
_ROLES: Mapping[str, tuple[Role, ...]] = {
    "shares": ("base", "capacity", "need"),
    "common_shift": ("base", "denominator", "need"),
    "classes": ("amount", "output", "growth"),
    "equal_rate": ("amount", "output", "growth"),
    "pass_through": ("base",),
    "assigned": (),
}
_HUNDRED = Decimal(100)


def _number(**kwargs: Any) -> forms.DecimalField:
    return forms.DecimalField(max_digits=24, decimal_places=8, required=False, **kwargs)


@dataclass(frozen=True, slots=True, kw_only=True)
class Ask:
    """What a form is about.

    Attributes:
        target: Id of the statement.
        years: The years of the plan.
        members: The areas, none where there are too many for a page.
        method: How the target is shared now, chosen or usual; empty where it is not.
        methods: How it can be shared.
        held: What is chosen now, or None.
        seen: Fingerprint of the choices.
    """

    target: str
    years: tuple[int, ...]
    members: tuple[Member, ...]
    method: str
    methods: tuple[AreaMethod, ...]
    held: Choice | None
    seen: str

    @property
    def roles(self) -> tuple[Role, ...]:
        """The figures that the method computes with."""
        return _ROLES.get(self.method, ())

    @property
    def classes(self) -> range:
        """The places for classes of areas: those there are, and some to spare."""
        held = len(self.held.areas.differences) if self.held and self.held.areas else 0
        return range(max(CLASSES, held + 2) if self.with_classes else 0)

    @property
    def with_classes(self) -> bool:
        """Whether areas are asked for their class: where classes can share the target, or were chosen."""
        areas = self.held.areas if self.held else None
        chosen = areas is not None and bool(areas.classes or areas.differences)
        return bool(self.members) and ("classes" in self.methods or chosen)


class ChoiceForm(CascadeForm):
    """How one target is broken down over the years and among areas."""

    spoken = "cascade.choice_"
    hints = frozenset({"bend", "weight", "margin", "leave_out", "reason"})

    path = forms.ChoiceField(required=False)
    bend = _number(min_value=Decimal("0.05"), max_value=20)
    weight = _number(min_value=Decimal("0.01"), max_value=1000, initial=1)
    baseline = _number()
    leave_out = forms.CharField(required=False, max_length=400)
    method = forms.ChoiceField(required=False)
    reason = forms.CharField(required=False, max_length=400, widget=forms.Textarea(attrs={"rows": 2}))
    margin = _number(min_value=0, max_value=50)
    margin_reason = forms.CharField(required=False, max_length=400)
    seen = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, ask: Ask, **kwargs: Any) -> None:
        super().__init__(*args, initial=dict(_begun(ask)), **kwargs)
        self.ask = ask
        self.offer_choices(
            "path",
            [("", word("cascade.usual")), *((each, word(f"cascade.path_{each}")) for each in get_args(PathMethod))],
        )
        self.offer_choices(
            "method",
            [
                ("", word("cascade.method_usual")),
                *((each, word(f"cascade.method_{each}")) for each in ask.methods),
            ],
        )
        for name, field, label in _more(ask):
            field.widget.attrs["aria-label"] = label
            self.fields[name] = field

    def clean(self) -> dict[str, Any]:
        """Refuse classes of areas that are nowhere said to differ by how much."""
        said = super().clean() or {}
        named = {said.get(f"class_name_{at}", "") for at in self.ask.classes} - {""}
        for member in self.ask.members:
            name = f"class-{member.subject}"
            if said.get(name) and said[name] not in named:
                self.add_error(name, word("cascade.class_unknown", name=said[name]))
        return said

    def over_years(self) -> list[dict[str, Any]]:
        """Return the fields of each year: the step, the limits and their reason."""
        return [
            {"year": year} | {part: self[f"{part}-{year}"] for part in ("step", "low", "high", "why")}
            for year in self.ask.years
        ]

    def main(self, *names: str) -> list[forms.BoundField]:
        """Return some fields as they stand in the form."""
        return [self[name] for name in names]

    def about_years(self) -> list[forms.BoundField]:
        """Return the fields that are about the years as a whole."""
        return self.main("path", "bend", "weight", "baseline", "leave_out")

    def about_areas(self) -> list[forms.BoundField]:
        """Return the fields that are about the areas as a whole."""
        return self.main("method", "reason", "margin", "margin_reason")

    def mixed(self) -> list[dict[str, Any]]:
        """Return for each figure of the method its weight in the shares and the indicator that gives it."""
        return [
            {
                "role": word(f"cascade.role_{role}"),
                "mix": self[f"mix-{role}"] if role in _SHARES and self.ask.method == "shares" else None,
                "by": self[f"by-{role}"],
            }
            for role in self.ask.roles
        ]

    def classes(self) -> list[tuple[forms.BoundField, forms.BoundField]]:
        """Return the classes of areas, each with its difference."""
        return [(self[f"class_name_{at}"], self[f"difference_{at}"]) for at in self.ask.classes]

    def areas(self) -> list[dict[str, Any]]:
        """Return the fields of each area."""
        parts = (*(("class",) if self.ask.with_classes else ()), "value", "floor", "cap", "cause")
        return [
            {"name": member.name}
            | {part: self[f"{part}-{member.subject}"] for part in parts}
            | {"figures": [self[f"{role}-{member.subject}"] for role in self.ask.roles]}
            for member in self.ask.members
        ]

    def role_heads(self) -> list[str]:
        """Return what the figures of the areas are called."""
        return [word(f"cascade.role_{role}") for role in self.ask.roles]

    def choice(self) -> Choice:
        """Return the choice; what the form does not ask for stays as it was."""
        said, held = self.cleaned_data, self.ask.held or Choice(target=self.ask.target)
        before = {limit.year: limit for limit in held.limits}
        limits = [limit for limit in held.limits if limit.year not in self.ask.years]
        for year in self.ask.years:
            low, high, why = (said[f"{part}-{year}"] for part in ("low", "high", "why"))
            if low is not None or high is not None:
                limits.append(replace(before.get(year, YearLimit(year=year)), low=low, high=high, reason=why))
        return replace(
            held,
            path=said["path"] or None,
            bend=said["bend"],
            weight=said["weight"] or Decimal(1),
            baseline=said["baseline"],
            leave_out=said["leave_out"],
            steps={year: said[f"step-{year}"] for year in self.ask.years if said[f"step-{year}"] is not None},
            limits=tuple(limits),
            areas=self._areas(held.areas),
        )

    def _areas(self, held: AreaChoice | None) -> AreaChoice | None:
        said, before = self.cleaned_data, held or AreaChoice()
        margin = said["margin"]
        choice = replace(
            before,
            method=said["method"] or None,
            reason=said["reason"],
            margin=margin / _HUNDRED if margin else Decimal(0),
            margin_reason=said["margin_reason"],
            by={**_without(before.by, self.ask.roles), **self._by_role("by")},
            mix=self._by_role("mix") if self.ask.method == "shares" else before.mix,
        )
        if self.ask.members:
            choice = replace(
                choice,
                differences=dict(self._differences()),
                classes={**self._others(before.classes), **self._by_area("class")},
                values={**self._others(before.values), **self._by_area("value")},
                bounds={**self._others(before.bounds), **dict(self._bounds())},
                figures={**self._others(before.figures), **dict(self._figures(before))},
            )
        return None if choice == AreaChoice() else choice

    def _by_role(self, part: str) -> dict[Any, Any]:
        given = {role: self.cleaned_data.get(f"{part}-{role}") for role in self.ask.roles}
        return {role: value for role, value in given.items() if value not in (None, "")}

    def _by_area(self, part: str) -> dict[str, Any]:
        given = {member.subject: self.cleaned_data.get(f"{part}-{member.subject}") for member in self.ask.members}
        return {subject: value for subject, value in given.items() if value not in (None, "")}

    def _others(self, held: Mapping[str, Any]) -> dict[str, Any]:
        """Return what is chosen for areas that the form does not ask about."""
        return _without(held, [member.subject for member in self.ask.members])

    def _differences(self) -> Iterator[tuple[str, Decimal]]:
        for at in self.ask.classes:
            name = self.cleaned_data[f"class_name_{at}"]
            if name:
                yield name, self.cleaned_data[f"difference_{at}"] or Decimal(0)

    def _bounds(self) -> Iterator[tuple[str, AreaBound]]:
        for member in self.ask.members:
            low, high, why = (self.cleaned_data[f"{part}-{member.subject}"] for part in ("floor", "cap", "cause"))
            if low is not None or high is not None:
                yield member.subject, AreaBound(low=low, high=high, reason=why)

    def _figures(self, before: AreaChoice) -> Iterator[tuple[str, dict[Role, Decimal]]]:
        for member in self.ask.members:
            given = {role: self.cleaned_data[f"{role}-{member.subject}"] for role in self.ask.roles}
            kept = _without(before.figures.get(member.subject, {}), self.ask.roles)
            figures = {**kept, **{role: value for role, value in given.items() if value is not None}}
            if figures:
                yield member.subject, figures


def _more(ask: Ask) -> Iterator[tuple[str, forms.Field, str]]:
    """Yield the fields that hang on the years, the method and the areas: name, field and what it is called aloud."""
    for year in ask.years:
        for part in ("step", "low", "high"):
            yield f"{part}-{year}", _number(), f"{year} {word(f'cascade.{part}')}"
        yield f"why-{year}", _text(), f"{year} {word('cascade.why')}"
    for role in ask.roles:
        name = word(f"cascade.role_{role}")
        yield f"mix-{role}", _number(min_value=0), f"{name} {word('cascade.mix')}"
        yield f"by-{role}", _text(), f"{name} {word('cascade.by')}"
    for at in ask.classes:
        yield f"class_name_{at}", _text(40), f"{word('cascade.class_name')} {at + 1}"
        yield f"difference_{at}", _number(), f"{word('cascade.difference')} {at + 1}"
    for member in ask.members:
        if ask.with_classes:
            yield f"class-{member.subject}", _text(40), f"{member.name} {word('cascade.class')}"
        for part in ("value", "floor", "cap"):
            yield f"{part}-{member.subject}", _number(), f"{member.name} {word(f'cascade.area_{part}')}"
        yield f"cause-{member.subject}", _text(), f"{member.name} {word('cascade.why')}"
        for role in ask.roles:
            yield f"{role}-{member.subject}", _number(), f"{member.name} {word(f'cascade.role_{role}')}"


def _text(longest: int = 200) -> forms.CharField:
    return forms.CharField(required=False, max_length=longest)


def _begun(ask: Ask) -> Iterator[tuple[str, object]]:
    """Yield what the form begins with."""
    held = ask.held or Choice(target=ask.target)
    areas = held.areas or AreaChoice()
    yield from {"seen": ask.seen, "path": held.path or "", "bend": _plain(held.bend)}.items()
    yield from {"weight": _plain(held.weight), "baseline": _plain(held.baseline), "leave_out": held.leave_out}.items()
    yield from {"method": areas.method or "", "reason": areas.reason, "margin_reason": areas.margin_reason}.items()
    yield "margin", _plain(areas.margin * _HUNDRED) if areas.margin else None
    yield from ((f"step-{year}", _plain(value)) for year, value in held.steps.items())
    for limit in held.limits:
        yield from {f"low-{limit.year}": _plain(limit.low), f"high-{limit.year}": _plain(limit.high)}.items()
        yield f"why-{limit.year}", limit.reason
    yield from ((f"mix-{role}", _plain(value)) for role, value in areas.mix.items())
    yield from ((f"by-{role}", name) for role, name in areas.by.items())
    for at, (name, difference) in enumerate(areas.differences.items()):
        yield from {f"class_name_{at}": name, f"difference_{at}": _plain(difference)}.items()
    yield from ((f"class-{subject}", name) for subject, name in areas.classes.items())
    yield from ((f"value-{subject}", _plain(value)) for subject, value in areas.values.items())
    for subject, bound in areas.bounds.items():
        yield from {f"floor-{subject}": _plain(bound.low), f"cap-{subject}": _plain(bound.high)}.items()
        yield f"cause-{subject}", bound.reason
    for subject, figures in areas.figures.items():
        yield from ((f"{role}-{subject}", _plain(value)) for role, value in figures.items())


def _plain(value: Decimal | None) -> str | None:
    return None if value is None else write_text(value)


def _without(held: Mapping[Any, Any], names: Sequence[Any]) -> dict[Any, Any]:
    return {name: value for name, value in held.items() if name not in names}
