"""The forms of the room; their labels are words of the catalogue, looked up when the page is made."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.utils.functional import lazy

from lantu_web.pages.words import word
from lantu_web.people.models import Account, Area, Body, Duty, Succession

said = lazy(word, str)
"""A word in the language of the page on which it will stand."""

LANGUAGES = [("zh", "中文"), ("en", "English")]


def day(label: str, *, required: bool = False) -> forms.DateField:
    """Return a field for a day, as browsers show it."""
    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    return forms.DateField(label=said(label), required=required, widget=widget)


def one_of(rows: QuerySet, label: str, *, required: bool = False) -> forms.ModelChoiceField:
    """Return a field that chooses one row."""
    return forms.ModelChoiceField(rows, label=said(label), required=required)


def roles() -> list[tuple[str, Any]]:
    """Return the duties there are, each with its word."""
    return [(role, said(f"people.role_{role}")) for role in Duty.Role.values]


class OwnForm(forms.Form):
    """How somebody is shown, and in which language pages speak."""

    shown_name = forms.CharField(label=said("people.shown_name"), max_length=80)
    language = forms.ChoiceField(label=said("people.language"), choices=LANGUAGES)


class NewAccountForm(OwnForm):
    """An account to open."""

    username = forms.CharField(label=said("people.username"), max_length=150, help_text=said("people.username_hint"))
    field_order = ("username", "shown_name", "language")


class DutyForm(forms.Form):
    """A duty to grant."""

    account = one_of(Account.objects.filter(is_active=True).order_by("username"), "people.who", required=True)
    role = forms.ChoiceField(label=said("people.duty"), choices=roles)
    body = one_of(Body.objects.select_related("area"), "people.in_body")
    since = day("people.since")
    until = day("people.until")
    deputy_of = one_of(Account.objects.order_by("username"), "people.deputy_of")


class TableForm(forms.Form):
    """A table of areas or bodies to take in."""

    table = forms.FileField(label=said("people.table"), help_text=said("people.table_hint"))
    area = one_of(Area.objects.all(), "people.area_of_all")


class SuccessionForm(forms.Form):
    """Areas or bodies that became others."""

    kind = forms.ChoiceField(
        label=said("people.succession"),
        choices=lambda: [(kind, said(f"people.succession_{kind}")) for kind in Succession.Kind.values],
    )
    on = day("people.took_effect", required=True)
    document = forms.CharField(label=said("people.document"), max_length=200)
    before = forms.CharField(label=said("people.before"), help_text=said("people.codes_hint"))
    after = forms.CharField(label=said("people.after"), help_text=said("people.codes_hint"))

    def __init__(self, kind: type[Area] | type[Body], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._kind = kind

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
