"""Forms of the room."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import Any, get_args

from django import forms

from lantu.cascade.allocation import AreaChoice, AreaMethod, Choice, PathMethod, SuperiorValue
from lantu_web.pages.forms import SpokenForm
from lantu_web.pages.words import word

_DIGITS: dict[str, Any] = {"max_digits": 24, "decimal_places": 8, "required": False}


class CascadeForm(SpokenForm):
    """A form of the room."""

    spoken = "cascade."


class ChoiceForm(CascadeForm):
    """How one target is broken down over the years and among areas."""

    path = forms.ChoiceField(required=False)
    bend = forms.DecimalField(min_value=Decimal("0.05"), max_value=20, **_DIGITS)
    weight = forms.DecimalField(min_value=Decimal("0.01"), max_value=1000, initial=1, **_DIGITS)
    baseline = forms.DecimalField(**_DIGITS)
    method = forms.ChoiceField(required=False)
    reason = forms.CharField(required=False, max_length=400, widget=forms.Textarea(attrs={"rows": 2}))
    leave_out = forms.CharField(required=False, max_length=400)
    seen = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        usual = [("", word("cascade.usual"))]
        self.offer_choices(
            "path",
            usual
            + [
                (each, word(f"cascade.path_{each}"))
                for each in get_args(PathMethod)
                if each not in ("steps", "bottom_up")
            ],
        )
        self.offer_choices(
            "method",
            [("", word("cascade.method_usual"))]
            + [
                (each, word(f"cascade.method_{each}"))
                for each in get_args(AreaMethod)
                if each not in ("classes", "assigned")
            ],
        )

    @classmethod
    def begun(cls, choice: Choice | None, seen: str) -> dict[str, object]:
        """Return what the form begins with."""
        if choice is None:
            return {"weight": 1, "seen": seen}
        areas = choice.areas
        first = {"path": choice.path or "", "bend": choice.bend, "weight": choice.weight, "baseline": choice.baseline}
        return first | {
            "method": areas.method or "" if areas else "",
            "reason": areas.reason if areas else "",
            "leave_out": choice.leave_out,
            "seen": seen,
        }

    def choice(self, target: str, before: Choice | None) -> Choice:
        """Return the choice; what the form does not ask for stays as it was."""
        said = self.cleaned_data
        held = before or Choice(target=target)
        areas = held.areas
        if said["method"] or said["reason"] or areas is not None:
            areas = replace(areas or AreaChoice(), method=said["method"] or None, reason=said["reason"])
            if areas == AreaChoice():
                areas = None
        return replace(
            held,
            path=said["path"] or (held.path if held.path in ("steps", "bottom_up") else None),
            bend=said["bend"],
            weight=said["weight"] or Decimal(1),
            baseline=said["baseline"],
            leave_out=said["leave_out"],
            areas=areas,
        )


class SuperiorForm(CascadeForm):
    """A value of the superior for one target and year."""

    year = forms.IntegerField()
    value = forms.DecimalField(max_digits=24, decimal_places=8)
    standing = forms.ChoiceField()
    reference = forms.CharField(required=False, max_length=200)
    seen = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, years: tuple[int, ...], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        year = self.fields["year"]
        year.widget = forms.Select(choices=[(each, str(each)) for each in years])
        standings = ("provisional", "issued")
        self.offer_choices("standing", [(each, word(f"cascade.standing_{each}")) for each in standings])

    def value_of(self, target: str) -> SuperiorValue:
        """Return the value."""
        said = self.cleaned_data
        return SuperiorValue(
            indicator=target,
            year=said["year"],
            value=said["value"],
            standing=said["standing"],
            reference=said["reference"],
        )


class OfferForm(CascadeForm):
    """An area's answer."""

    value = forms.DecimalField(max_digits=24, decimal_places=8)
    reason = forms.CharField(required=False, max_length=1000, widget=forms.Textarea(attrs={"rows": 3}))


class RoundForm(CascadeForm):
    """What the office says to its figures, and until when areas answer."""

    reason = forms.CharField(required=False, max_length=1000, widget=forms.Textarea(attrs={"rows": 2}))
    answer_by = forms.DateField(required=False, widget=forms.DateInput(attrs={"type": "date"}))


class ReferenceForm(CascadeForm):
    """The document by which figures are issued."""

    reference = forms.CharField(max_length=300)
