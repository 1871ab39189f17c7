"""Forms in which values come in: a file, what it is, the reason for a revision."""

from __future__ import annotations

import json
from contextlib import suppress
from pathlib import PurePath
from typing import Any

from django import forms
from django.db.models import QuerySet

from lantu.errors import DocumentError
from lantu.exchange.columns import choice_word
from lantu.model.fields import field_of
from lantu.model.records import Observation
from lantu_web.observations.mappings import save_mapping
from lantu_web.observations.models import Draft, SavedMapping
from lantu_web.observations.releasing import Said
from lantu_web.pages.forms import SpokenForm
from lantu_web.pages.words import language, word
from lantu_web.plans.models import Plan

SAID = ("state", "supplier", "published_on", "published", "source", "period", "hidden", "unknown")
_TREATMENTS = {"hidden": ("leave", "take"), "unknown": ("leave", "keep")}


class WhatItIsForm(SpokenForm):
    """What a person says of a whole file, where the file does not say it."""

    spoken = "progress.intake_"
    hints = frozenset(
        {"file", "pasted", "state", "published", "period", "mapping", "mapping_file", "hidden", "unknown"}
    )

    state = forms.ChoiceField(required=False)
    supplier = forms.CharField(required=False, max_length=200)
    published_on = forms.DateField(required=False, widget=forms.DateInput(attrs={"type": "date"}))
    published = forms.BooleanField(required=False)
    period = forms.CharField(required=False, max_length=40)
    source = forms.CharField(required=False, max_length=300)
    mapping = forms.ModelChoiceField(SavedMapping.objects.none(), required=False)
    mapping_file = forms.FileField(required=False)
    mapping_name = forms.CharField(required=False, max_length=80)
    hidden = forms.ChoiceField(required=False)
    unknown = forms.ChoiceField(required=False)

    def __init__(self, *args: Any, mappings: QuerySet[SavedMapping], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        states = field_of(Observation, "state").choices
        self.offer_choices(
            "state", [("", "—"), *((each, choice_word(each, language.get(), "state")) for each in states)]
        )
        for name, values in _TREATMENTS.items():
            choices = [("", word(f"progress.intake_{name}_refuse"))]
            self.offer_choices(name, choices + [(each, word(f"progress.intake_{name}_{each}")) for each in values])
        mapping = self.fields["mapping"]
        assert isinstance(mapping, forms.ModelChoiceField)
        mapping.queryset, mapping.empty_label = mappings, "—"

    @property
    def said(self) -> dict[str, str]:
        """What was said, by name."""
        given = self.cleaned_data
        return {name: str(given[name]).strip() for name in SAID if given.get(name)}

    def mapping_given(self, account: Any, plan: Plan) -> SavedMapping | None:
        """Return the mapping that was chosen, or keep the one that was sent and return it.

        Raises:
            LantuError: What was sent is no mapping.
        """
        file = self.cleaned_data["mapping_file"]
        if not file:
            chosen: SavedMapping | None = self.cleaned_data["mapping"]
            return chosen
        name = self.cleaned_data["mapping_name"] or PurePath(file.name).stem
        return save_mapping(account, plan, name, _written(file.read(), file.name))

    def around(self) -> list[forms.BoundField]:
        """Return the fields that say what the values are."""
        return [self[name] for name in ("state", "supplier", "published_on", "period", "source", "published")]

    def beyond(self) -> list[forms.BoundField]:
        """Return the fields that are needed where the file is not made as it should be."""
        return [self[name] for name in ("mapping", "mapping_file", "mapping_name", "hidden", "unknown")]


def _written(data: bytes, name: str) -> str:
    """Return the text of a mapping, which an editor may have saved in the encoding of its system.

    Raises:
        DocumentError: It is in no encoding that is known (D004).
    """
    for encoding in ("utf-8-sig", "gb18030"):
        with suppress(UnicodeDecodeError):
            return data.decode(encoding)
    raise DocumentError("D004", name=name)


class IntakeForm(WhatItIsForm):
    """A file of values, or a table pasted."""

    file = forms.FileField(required=False)
    pasted = forms.CharField(required=False, widget=forms.Textarea(attrs={"rows": 6}), strip=False)

    def clean(self) -> dict[str, Any]:
        """Hold that there are values, one way or the other."""
        given = super().clean() or {}
        if bool(given.get("file")) == bool((given.get("pasted") or "").strip()):
            self.add_error("file", word("progress.intake_one_of_two"))
        return given

    @property
    def content(self) -> tuple[bytes, str]:
        """The bytes of the values and their name."""
        file = self.cleaned_data["file"]
        if file:
            return file.read(), str(file.name)
        return self.cleaned_data["pasted"].encode(), word("progress.intake_pasted_name")


def what_it_is(draft: Draft, mappings: QuerySet[SavedMapping], *sent: Any) -> WhatItIsForm:
    """Return the form that says what a draft is, as it was said, or as it is sent now."""
    return WhatItIsForm(*sent, mappings=mappings, initial=json.loads(draft.given) | {"mapping": draft.mapping})


class TakeForm(SpokenForm):
    """Taking what was looked at."""

    spoken = "progress.intake_"

    reason = forms.CharField(required=False, max_length=400, widget=forms.Textarea(attrs={"rows": 2}))
    looked = forms.CharField(required=False, max_length=64, widget=forms.HiddenInput)


class WithdrawForm(SpokenForm):
    """Taking a file back."""

    spoken = "progress.intake_"
    called = {"reason": "withdraw_reason"}  # as the class it extends declares it

    reason = forms.CharField(required=False, max_length=400, widget=forms.Textarea(attrs={"rows": 2}))


class ReleaseForm(SpokenForm):
    """Releasing values that were chosen, or holding them back."""

    spoken = "progress.release_"
    hints = frozenset({"on", "document", "back_reason"})

    level = forms.ChoiceField()
    on = forms.DateField(required=False, widget=forms.DateInput(attrs={"type": "date"}))
    document = forms.CharField(required=False, max_length=300)
    number = forms.CharField(required=False, max_length=80)
    back_reason = forms.CharField(required=False, max_length=400, widget=forms.Textarea(attrs={"rows": 2}))
    seen = forms.CharField(required=False, max_length=64, widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer_choices("level", [(each, word(f"progress.release_to_{each}")) for each in ("public", "internal")])

    @property
    def told(self) -> Said:
        """What is said of the release."""
        given = self.cleaned_data
        on = given["on"].isoformat() if given["on"] else ""
        return Said(level=given["level"], on=on, document=given["document"], number=given["number"],
                    reason=given["back_reason"])  # fmt: skip


class MappingForm(SpokenForm):
    """A mapping to be kept under a name."""

    spoken = "progress.intake_mapping_"
    hints = frozenset({"text"})

    name = forms.CharField(max_length=80)
    text = forms.CharField(max_length=100_000, widget=forms.Textarea(attrs={"rows": 10, "spellcheck": "false"}))


class BlankForm(SpokenForm):
    """A table to be filled in: for which period, by whom."""

    spoken = "progress.intake_blank_"
    hints = frozenset({"period", "supplier"})

    period = forms.CharField(max_length=40)
    supplier = forms.CharField(required=False, max_length=200)
    all = forms.BooleanField(required=False)
