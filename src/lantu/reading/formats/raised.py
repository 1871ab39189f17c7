"""Raised figures: a mark that leads to a note must not become the last digit of the number before it."""

from __future__ import annotations

import re

_FIGURES = re.compile(r"[\[(（〔]?(\d{1,3})[\])）〕]?")
_RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")


def raised(words: str) -> str:
    """Return words printed above the line, figures as raised figures; others stay as they are.

    >>> "25.3" + raised("[1]"), "km" + raised("2"), raised("注")
    ('25.3¹', 'km²', '注')
    """
    figures = _FIGURES.fullmatch(words.strip())
    return figures[1].translate(_RAISED) if figures else words
