"""Marks of state secrets: a document that bears one has no place in Lantu.

The mark stands on the first page, upper left or upper right: the grade, a star, and the term (保守国家秘密法实施条例;
GB/T 9704—2012, 7.2.2: 秘密★1年, 机密★, 绝密★长期). Tables bear it in the header of the page or in a cell, often the grade alone;
old habit writes 密级：机密. Words that merely hold the characters (商业秘密, 工作秘密, 严守秘密) are none.
"""

from __future__ import annotations

import re

from lantu.errors import LantuError
from lantu.reading.formats.margins import Margin, margins
from lantu.reading.formats.sniffing import Kind, sniff

_FIRST_PAGE = 3000
_GRADE = r"(?:绝\s*密|机\s*密|秘\s*密)\s*"
_TERM = r"\s*(?:[0-9０-９一二三四五六七八九十]+\s*(?:年|个月|月)|长\s*期)"
_STAR = "[★☆✭✮⭐]"
_ALONE = r"(?<![^\s：:0-9])"
# An asterisk typed for the star also marks bold type and footnotes: it counts with a term, or where nothing touches it.
_STARRED = re.compile(rf"{_GRADE}{_STAR}(?:{_TERM})?|{_GRADE}[*＊]{_TERM}|{_ALONE}{_GRADE}[*＊](?!\S)")
_LABELLED = re.compile(rf"密\s*级\s*[：:]\s*{_GRADE}(?:{_STAR})?(?:{_TERM})?(?![^\s,;，；。）)])")
# A line, or a cell of a line, that says the grade and nothing else.
_BY_ITSELF = re.compile(
    rf"(?:^|(?<=[\n,;\t\"]))[^\S\n]*(?:绝[^\S\n]*密|机[^\S\n]*密|秘[^\S\n]*密)级?(?:{_TERM})?[^\S\n]*(?=$|[\n,;\t\"])"
)
_FORMS = (_STARRED, _LABELLED, _BY_ITSELF)
_IN_A_HEADER = re.compile(rf"(?<![\u4e00-\u9fff])(?:绝\s?密|机\s?密|秘\s?密)级?(?:{_TERM})?(?![\u4e00-\u9fff])")
_OLD = frozenset({Kind.DOC, Kind.XLS, Kind.OLE})


def secret_mark(text: str) -> str | None:
    r"""Return the mark of a state secret on the first page of a text as printed, or None.

    >>> secret_mark("机密★3年\n关于……的报告"), secret_mark("做好保密工作，严守秘密。")
    ('机密★3年', None)
    >>> secret_mark("秘密*1年"), secret_mark("000001 机密＊ 特急"), secret_mark("**严守国家秘密**，商业秘密* 见注")
    ('秘密*1年', '机密＊', None)
    >>> secret_mark(",,机 密,\n指标,数值"), secret_mark("密级：秘密"), secret_mark("密级：公开\n工作秘密")
    ('机 密', '密级：秘密', None)
    """
    return _first(text[:_FIRST_PAGE])


def mark_beside(data: bytes, name: str) -> str | None:
    """Return the mark of a state secret where reading does not look: headers, footers, watermarks, cells; None for none.

    Old files of Word and Excel are looked through as they are stored. What cannot be opened bears none.

    Args:
        data: The bytes of a document.
        name: Its file name.
    """
    try:
        if sniff(data, name) in _OLD:
            return next(filter(None, map(_starred, _stored(data))), None)
        return next(filter(None, map(_beside, margins(data, name))), None)
    except LantuError:
        return None


def _first(text: str) -> str | None:
    found = next(filter(None, (form.search(text) for form in _FORMS)), None)
    return found[0].strip() if found else None


def _starred(text: str) -> str | None:
    found = _STARRED.search(text)
    return found[0].strip() if found else None


def _beside(margin: Margin) -> str | None:
    """Return the mark in lines of headers and cells; of a header, a short line that holds the grade as a word is one."""
    for line in margin.text.split("\n"):
        if "密" in line:
            short = _IN_A_HEADER.search(line) if len(line) <= _SHORT and not margin.of_cells else None
            mark = _first(line) or (short[0].strip() if short else None)
            if mark is not None:
                return mark
    return None


_SHORT = 30  # characters of a line in a header; in a longer one the word is spoken of


def _stored(data: bytes) -> tuple[str, str]:
    """Return the characters of an old file, which may begin at an even or an odd byte."""
    return data.decode("utf-16-le", "replace"), data[1:].decode("utf-16-le", "replace")
