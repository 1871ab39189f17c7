"""What every template may use without loading it."""

from __future__ import annotations

from typing import Any

from django import template
from django.template.context import Context
from django.utils.html import json_script
from django.utils.http import urlencode
from django.utils.safestring import SafeString

from lantu.exchange.columns import choice_word
from lantu_web.pages import words
from lantu_web.pages.charts import NAME, Drawn
from lantu_web.pages.moment import PARAMETER, Moment
from lantu_web.pages.navigation import address_of

register = template.Library()


@register.simple_tag
def word(key: str, **facts: object) -> str:
    """Print a word of the catalogue: ``{% word "plans.title" %}``."""
    return words.word(key, **facts)


@register.simple_tag
def choice(value: str | None, field: str = "") -> str:
    """Print the word for a value of a closed set of the records: ``{% choice target.form %}``."""
    return choice_word(value, words.language.get(), field) if value else ""


@register.simple_tag(takes_context=True)
def address(context: Context, name: str, *args: object, **query: object) -> str:
    """Print the address of a page, at the moment this page speaks of; nothing where there is no such page.

    ``{% address "plans:targets" version.pk form="cap" %}``
    """
    found = address_of(name, *args)
    moment = context.get("moment")
    kept: dict[str, object] = {PARAMETER: moment.day} if isinstance(moment, Moment) and moment.chosen else {}
    asked = kept | {key: value for key, value in query.items() if value not in (None, "")}
    return f"{found}?{urlencode({key: str(value) for key, value in asked.items()})}" if found and asked else found


@register.simple_tag(takes_context=True)
def query(context: Context, **changes: Any) -> str:
    """Print the query of this page with some parameters changed, or taken away by None or nothing: ``{% query page=2 %}``."""
    asked = context["request"].GET.copy()
    for name, value in changes.items():
        if value in (None, ""):
            asked.pop(name, None)
        else:
            asked[name] = str(value)
    return f"?{asked.urlencode()}" if asked else "?"


@register.simple_tag
def definition(chart: Drawn) -> SafeString:
    """Print the definition of a chart as data that a script may read and no browser runs."""
    return json_script(chart.definition, f"chart-{chart.name}")


@register.simple_tag
def drawing_library() -> str:
    """Print the address of the drawing library."""
    return address_of("pages:library", NAME)
