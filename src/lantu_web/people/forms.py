"""The forms of the room."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from lantu_web.pages.forms import SpokenForm
from lantu_web.pages.words import word
from lantu_web.people.models import Account, Area, Body, Duty, Succession

LANGUAGES = [("zh", "中文"), ("en", "English")]


class PeopleForm(SpokenForm):
    """A form of the room."""

    spoken = "people."


def day(*, required: bool = False) -> forms.DateField:
    """Return a field for a day, as browsers show it."""
    return forms.DateField(required=required, widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))


class OwnForm(PeopleForm):
    """How somebody is shown, and in which language pages speak."""

    shown_name = forms.CharField(max_length=80)
    language = forms.ChoiceField(choices=LANGUAGES)


class NewAccountForm(OwnForm):
    """An account to open."""

    hints = frozenset({"username"})
    field_order = ("username", "shown_name", "language")

    username = forms.CharField(max_length=150)


class DutyForm(PeopleForm):
    """A duty to grant."""

    called = {"account": "who", "role": "duty", "body": "in_body"}

    account = forms.ModelChoiceField(Account.objects.filter(is_active=True).order_by("username"))
    role = forms.ChoiceField()
    body = forms.ModelChoiceField(Body.objects.select_related("area"), required=False)
    since = day()
    until = day()
    deputy_of = forms.ModelChoiceField(Account.objects.order_by("username"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        roles = [(role, word(f"people.role_{role}")) for role in Duty.Role.values]
        self.offer_choices("role", [("", "—"), *roles])  # nobody is to get a role by not looking


class TableForm(PeopleForm):
    """A table of areas or bodies to take in."""

    called = {"area": "area_of_all"}
    hints = frozenset({"table"})

    table = forms.FileField()
    area = forms.ModelChoiceField(Area.objects.all(), required=False)


class SuccessionForm(PeopleForm):
    """Areas or bodies that became others."""

    called = {"kind": "succession", "on": "took_effect", "before_hint": "codes_hint", "after_hint": "codes_hint"}
    hints = frozenset({"before", "after"})

    kind = forms.ChoiceField()
    on = day(required=True)
    document = forms.CharField(max_length=200)
    before = forms.CharField()
    after = forms.CharField()

    def __init__(self, kind: type[Area] | type[Body], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._kind = kind
        kinds = [(each, word(f"people.succession_{each}")) for each in Succession.Kind.values]
        self.offer_choices("kind", kinds)

    def clean_before(self) -> list[Any]:
        """Return the rows of the codes that were written."""
        return self._units("before")

    def clean_after(self) -> list[Any]:
        """Return the rows of the codes that were written."""
        return self._units("after")

    def _units(self, name: str) -> list[Any]:
        codes = self.cleaned_data[name].replace("、", " ").replace(",", " ").replace("，", " ").split()
        known = {unit.code: unit for unit in self._kind._default_manager.filter(code__in=codes)}
        missing = [code for code in codes if code not in known]
        if missing:
            raise ValidationError(word("people.unknown_codes", codes="、".join(missing)))
        return [known[code] for code in codes]
