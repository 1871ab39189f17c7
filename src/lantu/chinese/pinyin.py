"""Pinyin written after a character: ``蓝(lán)河`` is read as 蓝河.

Web pages for learners and some careless converters annotate characters. A bracket is taken out only when the letters
are one of the readings of the character before it (with tones, or without any), so that 县(市) and 水(pH) stay.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache

from lantu.model.text import Edit, MappedText

LETTERS = "a-zāáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜüêếềḿńňǹɡ"
HAN = "\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
ANNOTATION = re.compile(rf"([{HAN}])[(（]([{LETTERS}]{{1,7}})[)）]")
_TONES = dict.fromkeys(map(ord, "\u0300\u0301\u0304\u030c"))


def toneless(syllable: str) -> str:
    """Return a syllable without its tone mark; ü stays.

    >>> toneless("lǜ"), toneless("hé")
    ('lü', 'he')
    """
    bare = unicodedata.normalize("NFD", syllable).translate(_TONES)
    return unicodedata.normalize("NFC", bare)


@cache
def readings(char: str) -> frozenset[str]:
    """Return the readings of a character with tone marks; none for what is not a Chinese character.

    >>> "háng" in readings("行"), readings("a")
    (True, frozenset())
    """
    from pypinyin.constants import PINYIN_DICT  # noqa: PLC0415 - a fifth of a second that most documents never need

    return frozenset(PINYIN_DICT.get(ord(char), "").split(",")) - {""}


@cache
def is_reading(char: str, letters: str) -> bool:
    """Tell whether the letters are a reading of the character, with its tone or without any.

    >>> is_reading("区", "qū"), is_reading("区", "qu"), is_reading("区", "qú"), is_reading("水", "a")
    (True, True, False, False)
    """
    letters = letters.replace("ɡ", "g")
    known = readings(char)
    if letters in known:
        return True
    bare = letters.replace("v", "ü")
    return any(toneless(reading) == bare for reading in known)


def remove_pinyin(mapped: MappedText) -> MappedText:
    """Take the pinyin annotations out.

    >>> remove_pinyin(MappedText.of("蓝(lán)河（hé）市(县)")).text
    '蓝河市(县)'
    """
    found = ANNOTATION.finditer(mapped.text)
    return mapped.replace([Edit(note.end(1), note.end(), "") for note in found if is_reading(*note.groups())])
