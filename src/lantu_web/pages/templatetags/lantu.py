"""What every template may use without loading it."""

from __future__ import annotations

from django import template

from lantu_web.pages import words

register = template.Library()


@register.simple_tag
def word(key: str, **facts: object) -> str:
    """Print a word of the catalogue: ``{% word "plans.title" %}``."""
    return words.word(key, **facts)
