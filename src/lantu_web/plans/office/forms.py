"""Forms of the office side; their labels are words of the catalogue, so they follow the language of the page."""

from __future__ import annotations

from typing import Any

from django import forms

from lantu.errors import UsageError
from lantu.exchange.columns import choice_word
from lantu.model.fields import field_of
from lantu.model.plan import PlanHead
from lantu_web.pages.forms import SpokenForm
from lantu_web.pages.words import language, word
from lantu_web.people.duties import Role, bodies_of
from lantu_web.people.models import Area, Body
from lantu_web.plans.models import DecisionRecord, Level, Plan, Registration, Version


class OfficeForm(SpokenForm):
    """A form of the office side."""

    spoken = "plans.office_"


def _chosen(values: Any, prefix: str) -> list[tuple[str, str]]:
    return [(value, word(f"plans.{prefix}_{value}")) for value in values]


class BodyField(forms.ModelChoiceField):
    """A choice of bodies, with the area each works for: departments of two cities bear the same name."""

    def label_from_instance(self, obj: Any) -> str:
        """Return how a body is shown."""
        return str(obj.with_area)


class BringInForm(OfficeForm):
    """A document, and what a person says of it beforehand."""

    hints = frozenset({"file", "pasted", "title", "start", "level"})

    file = forms.FileField(required=False)
    pasted = forms.CharField(required=False, widget=forms.Textarea(attrs={"rows": 5}), strip=False)
    body = BodyField(Body.objects.none(), empty_label=None)
    stage = forms.ChoiceField()
    label = forms.CharField(required=False, max_length=80)
    level = forms.ChoiceField()
    title = forms.CharField(required=False, max_length=200)
    start = forms.IntegerField(required=False, min_value=1949, max_value=2199)
    end = forms.IntegerField(required=False, min_value=1949, max_value=2199)

    def __init__(self, *args: Any, viewer: Any, plan: Plan | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer_choices("stage", _chosen(Version.Stage.values, "stage"))
        self.offer_choices("level", _chosen((Level.INTERNAL, Level.WORK_SECRET), "level"))
        if plan is not None:
            for name in ("body", "title", "start", "end"):
                del self.fields[name]
            return
        bodies = self.fields["body"]
        assert isinstance(bodies, forms.ModelChoiceField)
        bodies.queryset = Body.objects.filter(pk__in=bodies_of(viewer, Role.PLANNER)).select_related("area")

    def clean(self) -> dict[str, Any]:
        """Hold that there is a document, one way or the other."""
        given = super().clean() or {}
        if bool(given.get("file")) == bool((given.get("pasted") or "").strip()):
            self.add_error("file", word("plans.office_one_document"))
        start, end = given.get("start"), given.get("end")
        if (start is None) != (end is None) or (start is not None and end is not None and start > end):
            self.add_error("start", word("plans.office_years_wrong"))
        return given

    def beyond(self) -> list[forms.BoundField]:
        """Return the fields that are filled in only when the usual does not fit."""
        return [self[name] for name in ("stage", "label", "level", "title", "start", "end") if name in self.fields]

    def first(self) -> list[forms.BoundField]:
        """Return the fields one always looks at."""
        return [self[name] for name in ("file", "pasted", "body") if name in self.fields]

    def refuse_what_a_package_brings(self, name: str) -> None:
        """Refuse what was said of a plan whose package says it itself.

        Raises:
            UsageError: Something was said that would not be taken over (W032).
        """
        usual = {"stage": Version.Stage.COMMENT}
        said = [
            str(self.fields[field].label)
            for field in ("title", "start", "end", "stage", "label")
            if self.cleaned_data[field] not in (None, "", usual.get(field))
        ]
        if said:
            raise UsageError("W032", name=name, fields="、".join(said))

    def document(self) -> tuple[bytes, str]:
        """Return the bytes and the name of the document given."""
        file = self.cleaned_data["file"]
        if file:
            return file.read(), str(file.name)
        return self.cleaned_data["pasted"].encode(), word("plans.office_pasted_name")


class FactsForm(OfficeForm):
    """What is registered of a plan."""

    title = forms.CharField(max_length=200)
    government = forms.ChoiceField(required=False)
    area = forms.ModelChoiceField(Area.objects.filter(kind=Area.Kind.AREA), required=False)
    start = forms.IntegerField(required=False, min_value=1949, max_value=2199)
    end = forms.IntegerField(required=False, min_value=1949, max_value=2199)
    seen = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        levels = field_of(PlanHead, "level").choices
        self.offer_choices("government", [("", "—"), *((each, government_word(each)) for each in levels)])

    @classmethod
    def begun(cls, now: Registration) -> dict[str, object]:
        """Return what the form begins with: what is registered."""
        facts = {name: getattr(now, name) for name in ("title", "area", "start", "end")}
        return facts | {"government": now.level, "seen": now.pk}

    def facts(self) -> dict[str, Any]:
        """Return what was said of the plan, by the names of its fields."""
        said = self.cleaned_data
        return {name: said[name] for name in ("title", "area", "start", "end")} | {"level": said["government"]}


def government_word(level: str) -> str:
    """Return what a level of government is called."""
    return choice_word(level, language.get(), "level") if level else ""


class DecisionForm(OfficeForm):
    """A decision made in a meeting or on paper."""

    hints = frozenset({"organ", "session", "on", "number", "scan", "on_behalf_of"})

    kind = forms.ChoiceField()
    organ = forms.CharField(max_length=120)
    session = forms.CharField(required=False, max_length=120)
    on = forms.CharField(max_length=10, widget=forms.TextInput(attrs={"placeholder": "2026-01-15"}))
    number = forms.CharField(required=False, max_length=80)
    scan = forms.FileField(required=False)
    on_behalf_of = forms.CharField(required=False, max_length=120)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer_choices("kind", _chosen(DecisionRecord.Kind.values, "decided"))
        self.fields["organ"].widget.attrs["list"] = "organs"


class LevelForm(OfficeForm):
    """Releasing a version, or taking it back."""

    hints = frozenset({"release_number", "reason"})

    new_level = forms.ChoiceField()
    release_number = forms.CharField(required=False, max_length=80)
    reason = forms.CharField(required=False, max_length=400, widget=forms.Textarea)

    def __init__(self, *args: Any, version: Version, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer_choices("new_level", _chosen([each for each in Level.values if each != version.level], "level"))
