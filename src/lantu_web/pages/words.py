"""The words of the pages in both languages, by room: ``words.yaml`` of each, under one roof.

Errors and findings are sentences of the library's catalogue (``lantu.errors``); labels, headings and buttons are here.
"""

from __future__ import annotations

from collections.abc import Mapping
from contextvars import ContextVar
from datetime import datetime
from functools import cache
from importlib.resources import files

import yaml
from django.utils import timezone

from lantu.errors import LantuError

LANGUAGES = ("zh", "en")
ROOMS = ("pages", "audit", "jobs", "people", "plans", "plans.workbench", "review", "cascade", "progress", "api")
language: ContextVar[str] = ContextVar("language", default="zh")
"""Language of the page being made."""


@cache
def words() -> Mapping[str, Mapping[str, str]]:
    """Return every word by its key, ``room.name``, as ``{"zh": …, "en": …}``."""
    found: dict[str, Mapping[str, str]] = {}
    for room in ROOMS:
        place = files(f"lantu_web.{room}").joinpath("words.yaml")
        raw = yaml.safe_load(place.read_text("utf-8")) if place.is_file() else None
        found |= {f"{room}.{key}": word for key, word in (raw or {}).items()}
    return found


def word(key: str, **facts: object) -> str:
    """Return a word in the language of the page, its ``{facts}`` filled in.

    >>> word("pages.save")
    '保存'
    """
    text = words()[key][language.get()]
    return text.format(**{name: _here(fact) for name, fact in facts.items()}) if facts else text


def _here(fact: object) -> object:
    """Return a moment as the clock on the wall shows it; anything else as it is."""
    return timezone.localtime(fact) if isinstance(fact, datetime) and timezone.is_aware(fact) else fact


def said(problem: LantuError) -> str:
    """Return what an error says, in the language of the page."""
    return problem.said(language.get())
