"""Forms of the room."""

from __future__ import annotations

from typing import Any

from django import forms
from django.db.models import QuerySet

from lantu.cascade.allocation import SuperiorValue
from lantu_web.pages.forms import SpokenForm
from lantu_web.pages.words import word
from lantu_web.plans.models import DecisionRecord


class CascadeForm(SpokenForm):
    """A form of the room."""

    spoken = "cascade."


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


class FileForm(CascadeForm):
    """A file to be looked at before it is taken."""

    file = forms.FileField()

    @property
    def content(self) -> tuple[bytes, str]:
        """The bytes of the file, and its name."""
        file = self.cleaned_data["file"]
        return file.read(), file.name


class TakeForm(CascadeForm):
    """On what a decision rests: its record, or a document."""

    hints = frozenset({"reference"})

    decision = forms.ModelChoiceField(DecisionRecord.objects.none(), required=False)
    reference = forms.CharField(required=False, max_length=300)

    def __init__(self, *args: Any, decisions: QuerySet[DecisionRecord], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        decision = self.fields["decision"]
        assert isinstance(decision, forms.ModelChoiceField)
        decision.queryset = decisions
