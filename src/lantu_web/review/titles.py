"""What a rule is called on pages."""

from __future__ import annotations

from lantu.errors import message
from lantu.review import rule_named
from lantu_web.pages.words import language


def rule_title(name: str) -> str:
    """Return what a rule is called in the language of the page; a rule that is no more by its public name."""
    rule = rule_named(name)
    return message(rule.title, language.get()) if rule else name
