"""The fields of an item as a form shows them: declared by the records, put in the order a person fills them in."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from lantu.errors import LantuError
from lantu.exchange.columns import choice_word, columns_of
from lantu.model.fields import RecordField, field_of, write_text
from lantu.model.plan import RECORD_TYPES, Item
from lantu_web.pages.words import language, said, word

EDITED: Mapping[str, tuple[str, ...]] = {
    "statement": (
        *("kind", "indicator", "indicator_id", "comparator", "value", "value_high", "unit", "measure", "form"),
        *("period", "scope", "attribute", "modality", "hedged", "implied", "note"),
    ),
    "task": ("title", "verb", "object", "lead_body", "bodies", "deadline", "is_project", "named"),
    "project": ("name", "scale", "investment", "unit", "period", "body", "task"),
    "list": ("announced", "noun", "members", "open"),
    "unread": ("guess",),
}
"""Fields people decide about, by type; the others say where the item stands and how sure the reader was."""

ADDABLE = ("statement", "task", "project", "list")
"""Types that can be added: what the document says and the reader missed."""

TOGETHER: Mapping[str, tuple[str, ...]] = {
    "statement": ("indicator_id", "kind", "period", "unit", "form", "attribute", "modality", "scope"),
    "task": ("lead_body", "bodies", "deadline", "is_project"),
    "project": ("body", "period", "unit"),
    "list": ("open",),
    "unread": (),
}
"""Fields that make sense to set for several items at once."""

_SUGGESTED = frozenset(
    ("indicator", "indicator_id", "unit", "period", "scope", "lead_body", "bodies", "deadline", "body", "task", "noun")
)
_LONG = frozenset(("note", "scale", "members", "object"))
_MULTIPLIED = ("hedged", "implied", "note", "value_high")


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A field in a form.

    Attributes:
        name: Its name in the record.
        posted: Its name in the form: that of the record behind the number of its part.
        label: What people call it.
        value: What stands in it, as text.
        control: How it is entered: choice, truth, number, long or line.
        choices: Possible values with their words.
        required: Whether it must not be empty.
        suggested: Whether something is suggested while it is filled in.
        aside: Whether it is seldom needed and folded away.
        error: What is wrong with it, in the language of the page, or empty.
        now: What somebody else has put there in between, or None.
    """

    name: str
    posted: str
    label: str
    value: str
    control: str
    choices: tuple[tuple[str, str], ...] = ()
    required: bool = False
    suggested: bool = False
    aside: bool = False
    error: str = ""
    now: str | None = None


def entries(
    type: str,
    values: Mapping[str, str],
    *,
    part: str = "",
    errors: Mapping[str, LantuError] | None = None,
    now: Mapping[str, str] | None = None,
    names: Sequence[str] | None = None,
) -> list[Entry]:
    """Return the fields of a form, those seldom needed last.

    Args:
        type: Type of the item.
        values: What stands in them.
        part: What their names in the form begin with, where a form holds several items.
        errors: What is wrong, by name in the form.
        now: What holds now, by field, where somebody else has changed it.
        names: The fields; those of :data:`EDITED` when not given.
    """
    columns = {column.name: column for column in columns_of(RECORD_TYPES[type])}
    problems = errors or {}
    found = [
        Entry(
            name=name,
            posted=part + name,
            label=label_of(type, name),
            value=values.get(name, ""),
            control=_control(columns[name].field),
            choices=_choices(columns[name].field, values.get(name, "")),
            required=columns[name].field.required and columns[name].field.kind != "text",
            suggested=name in _SUGGESTED,
            aside=name in _MULTIPLIED and not values.get(name, "").replace("false", ""),
            error=said(problems[part + name]) if part + name in problems else "",
            now=now.get(name) if now else None,
        )
        for name in (EDITED[type] if names is None else names)
    ]
    return sorted(found, key=lambda entry: entry.aside)


def values_of(item: Item, type: str) -> dict[str, str]:
    """Return the edited fields of an item as text."""
    return {name: write_text(getattr(item, name)) for name in EDITED[type]}


def blank(type: str) -> dict[str, str]:
    """Return what a new item of a type begins with."""
    begin = {"kind": "target", "comparator": "=", "measure": "level", "modality": "commit", "form": "level_up"}
    return {name: begin.get(name, "false" if _truth(type, name) else "") for name in EDITED[type]}


def label_of(type: str, name: str) -> str:
    """Return what people call a field."""
    column = next(each for each in columns_of(RECORD_TYPES[type]) if each.name == name)
    return column.header(language.get()).replace("_", " ")


def shown(type: str, name: str, text: str) -> str:
    """Return the value of a field, given as text, in the words of the page."""
    field = field_of(RECORD_TYPES[type], name)
    if not text:
        return word("plans.workbench.nothing")
    if field.kind == "truth":
        return word("plans.workbench.yes" if text == "true" else "plans.workbench.no")
    return choice_word(text, language.get(), name) if field.kind == "choice" else text


def _truth(type: str, name: str) -> bool:
    return field_of(RECORD_TYPES[type], name).kind == "truth"


def _control(field: RecordField) -> str:
    if field.kind in ("choice", "truth"):
        return field.kind
    if field.kind in ("number", "integer"):
        return "number"
    return "long" if field.name in _LONG else "line"


def _choices(field: RecordField, value: str) -> tuple[tuple[str, str], ...]:
    """Return the values of a closed set with their words; nothing is one of them where it may be, or is now."""
    if field.kind != "choice":
        return ()
    none = (("", word("plans.workbench.nothing")),) if field.optional or not value else ()
    return (*none, *((each, choice_word(each, language.get(), field.name)) for each in field.choices))
