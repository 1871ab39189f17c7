"""Masking: what stands in brackets, quotation marks or book-title marks is hidden from the rules that cut sentences.

The masked text has the length of the text, so an index into one is an index into the other. A full stop inside a bracket
does not end a sentence there, and a number inside a slogan announces nothing.
"""

from __future__ import annotations

import re

FILLER = "◌"
"""Stands for each hidden character, marks included; no plan prints it."""

_SHELTERS = re.compile(
    r"“[^“”\n]{0,200}”|‘[^‘’\n]{0,200}’|\"[^\"\n]{0,80}\"|「[^「」\n]{0,80}」|《[^《》\n]{0,120}》|〔[^〔〕\n]{0,80}〕"
)
_BRACKETS = re.compile(r"（[^（）\n]{0,300}）|【[^【】\n]{0,300}】")


def masked(text: str) -> str:
    """Return the text with everything in brackets and marks replaced by fillers.

    >>> masked("实施“蓝河。清水”行动（二期）。")
    '实施◌◌◌◌◌◌◌行动◌◌◌◌。'
    """
    return _BRACKETS.sub(_hide, _SHELTERS.sub(_hide, text))


def _hide(match: re.Match[str]) -> str:
    return FILLER * (match.end() - match.start())
