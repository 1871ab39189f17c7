"""Forms in which people decide about a target."""

from __future__ import annotations

from typing import Any

from django import forms

from lantu.vocabulary.schemes import Scheme
from lantu_web.pages.forms import SpokenForm
from lantu_web.pages.words import language, word
from lantu_web.progress.deciding import VERDICTS, Reasons


class DecisionForm(SpokenForm):
    """What every decision says: why, and on what paper it rests."""

    spoken = "progress.decide_"
    hints = frozenset({"reference"})
    first: tuple[str, ...] = ()

    reason = forms.CharField(max_length=1000, widget=forms.Textarea(attrs={"rows": 2}))
    reference = forms.CharField(required=False, max_length=300)
    seen = forms.CharField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.order_fields([*self.first, "reason", "reference"])

    @property
    def why(self) -> Reasons:
        """The reasons given."""
        return Reasons(reason=self.cleaned_data["reason"], reference=self.cleaned_data["reference"])


class StatusForm(DecisionForm):
    """Which status stands."""

    first = ("status",)
    status = forms.ChoiceField()

    def __init__(self, *args: Any, scheme: Scheme, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer_choices(
            "status", [(each.key, f"{each.symbol} {each.name(language.get())}") for each in scheme.statuses]
        )


class WordingForm(DecisionForm):
    """How reports word a status."""

    first = ("zh", "en")
    zh = forms.CharField(max_length=400)
    en = forms.CharField(max_length=400)


class OutlookForm(DecisionForm):
    """What documents may say of the end."""

    first = ("verdict",)
    verdict = forms.ChoiceField()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer_choices("verdict", [(each, word(f"progress.verdict_{each}")) for each in VERDICTS])


class BackForm(DecisionForm):
    """Why a decision is taken back."""
