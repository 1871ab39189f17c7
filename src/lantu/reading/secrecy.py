"""Marks of state secrets: a document that bears one has no place in Lantu.

The mark stands on the first page, upper left or upper right: the grade, a star, and the term (保守国家秘密法实施条例;
GB/T 9704—2012, 7.2.2: 秘密★1年, 机密★, 绝密★长期).
"""

from __future__ import annotations

import re

_FIRST_PAGE = 3000
_GRADE = r"(?:绝\s*密|机\s*密|秘\s*密)\s*"
_TERM = r"\s*(?:[0-9０-９一二三四五六七八九十]+\s*(?:年|个月|月)|长\s*期)"
_ALONE = r"(?<![^\s：:0-9])"
# An asterisk typed for the star also marks bold type and footnotes: it counts with a term, or where nothing touches it.
_MARK = re.compile(rf"{_GRADE}[★☆✭✮⭐](?:{_TERM})?|{_GRADE}[*＊]{_TERM}|{_ALONE}{_GRADE}[*＊](?!\S)")


def secret_mark(text: str) -> str | None:
    r"""Return the mark of a state secret on the first page of a text as printed, or None.

    >>> secret_mark("机密★3年\n关于……的报告"), secret_mark("做好保密工作，严守秘密。")
    ('机密★3年', None)
    >>> secret_mark("秘密*1年"), secret_mark("000001 机密＊ 特急"), secret_mark("**严守国家秘密**，商业秘密* 见注")
    ('秘密*1年', '机密＊', None)
    """
    found = _MARK.search(text[:_FIRST_PAGE])
    return found[0].strip() if found else None
