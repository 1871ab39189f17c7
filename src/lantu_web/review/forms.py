"""Forms of the room."""

from __future__ import annotations

from typing import Any

from django import forms

from lantu_web.pages.forms import SpokenForm
from lantu_web.pages.words import word
from lantu_web.people.models import Account
from lantu_web.plans.models import Version
from lantu_web.review import queries
from lantu_web.review.models import Finding, Handling


class VersionField(forms.ModelChoiceField):
    """A choice of versions of one plan, told apart by stage, file and day."""

    def label_from_instance(self, obj: Any) -> str:
        """Return how a version is shown."""
        stage = obj.label or word(f"plans.stage_{obj.stage}")
        return f"{stage} · {obj.document.name} · {obj.brought_in_at:%Y-%m-%d}"


class HandlingForm(SpokenForm):
    """What is made of a finding."""

    spoken = "review."
    hints = frozenset({"reason", "mended_in"})

    state = forms.ChoiceField()
    reason = forms.CharField(required=False, widget=forms.Textarea(attrs={"rows": 3}))
    owner = forms.ModelChoiceField(Account.objects.none(), required=False)
    due = forms.DateField(required=False, widget=forms.DateInput(attrs={"type": "date"}))
    mended_in = VersionField(Version.objects.none(), required=False)
    seen = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, viewer: Any, finding: Finding, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer_choices("state", [(each, word(f"review.state_{each}")) for each in Handling.State.values])
        self._offer("owner", queries.possible_owners(viewer, finding.version))
        self._offer("mended_in", queries.versions_to_choose(viewer, finding))

    def _offer(self, name: str, rows: Any) -> None:
        field = self.fields[name]
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset = rows


class LevelForm(SpokenForm):
    """Releasing the findings that were chosen, or taking them back."""

    spoken = "review."
    hints = frozenset({"release_number", "note", "back_reason"})

    new_level = forms.ChoiceField()
    release_number = forms.CharField(required=False, max_length=80)
    note = forms.CharField(required=False, max_length=2000, widget=forms.Textarea(attrs={"rows": 3}))
    back_reason = forms.CharField(required=False, max_length=400, widget=forms.Textarea(attrs={"rows": 2}))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer_choices("new_level", [(each, word(f"review.to_{each}")) for each in ("public", "internal")])
