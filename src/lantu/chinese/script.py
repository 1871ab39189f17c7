"""From Traditional to Simplified characters, without harm to text that is Simplified already.

OpenCC's ``t2s`` reads any character that *can* be Traditional as one, which is wrong in Simplified text: 乾县 would
become 干县. So a text is converted as a whole only when it is Traditional; in any other text only those characters
are, which the national standard for Simplified text (GB/T 2312-1980) does not have. Lengths never change.
"""

from __future__ import annotations

import re
from collections import Counter
from functools import cache
from typing import Any

from lantu.model.text import MappedText

TRADITIONAL_SHARE = 0.05  # of the Chinese characters; a Traditional text has a third, a Simplified one quotes a few
SAMPLE = 10_000  # characters, taken evenly from the whole, that decide
FEWEST_TRADITIONAL = 3  # characters that are Traditional only
HAN = re.compile("[\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff]")

# Where 著 is written or remarkable; everywhere else Traditional 著 is the particle and the verb 着.
BOOK_BEFORE, BOOK_AFTER = "显卓名原专编论译土遗合昭拙巨新旧所", "名作称述书者录"
PARTICLE = re.compile(f"(?<![{BOOK_BEFORE}])著(?![{BOOK_AFTER}])")
MAINLAND = (("甚么", "什么"), ("「", "“"), ("」", "”"), ("『", "‘"), ("』", "’"))


@cache
def _converter() -> Any:
    from opencc import OpenCC  # noqa: PLC0415 - the dictionary is loaded with the first text

    return OpenCC("t2s")


@cache
def _is_standard(char: str) -> bool:
    """Tell whether GB/T 2312 has the character, so that it may stand in Simplified text as it is."""
    try:
        char.encode("gb2312")
    except UnicodeEncodeError:
        return False
    return True


def simplify(text: str) -> str:
    """Return a text in Simplified characters and mainland wording of 着 and 什么, of the same length.

    >>> simplify("沿著藍河，意味著甚麼？顯著")
    '沿着蓝河，意味着什么？显著'
    """
    simple: str = _converter().convert(text)
    if len(simple) != len(text):  # a phrase of another length: convert character by character instead
        simple = text.translate(_table(frozenset(text)))
    simple = PARTICLE.sub("着", simple)
    for traditional, mainland in MAINLAND:
        simple = simple.replace(traditional, mainland)
    return simple


def _table(chars: frozenset[str]) -> dict[int, str]:
    """Return what each of some characters becomes on its own, where it changes and stays one character."""
    if not chars:
        return {}
    ordered = sorted(chars)
    simple = _converter().convert("\n".join(ordered)).split("\n")
    if len(simple) != len(ordered):
        simple = [_converter().convert(char) for char in ordered]
    return {ord(old): new for old, new in zip(ordered, simple, strict=True) if new != old and len(new) == 1}


def simplify_script(mapped: MappedText) -> MappedText:
    """Return the text in Simplified characters; Simplified text stays as it is.

    >>> simplify_script(MappedText.of("藍河市發展規劃")).text
    '蓝河市发展规划'
    >>> simplify_script(MappedText.of("乾县和沈阳的著名企业，發展")).text
    '乾县和沈阳的著名企业，发展'
    """
    chars = [char for char in set(mapped.text) if char > "\u3400" and HAN.match(char)]
    table = _table(frozenset(char for char in chars if not _is_standard(char)))
    if not table:
        return mapped
    sample = Counter(mapped.text[:: 1 + len(mapped.text) // SAMPLE])
    changed = sum(sample[chr(code)] for code in table)
    if changed >= max(FEWEST_TRADITIONAL, TRADITIONAL_SHARE * sum(sample[char] for char in chars)):
        return mapped.with_text(simplify(mapped.text))
    return mapped.with_text(mapped.text.translate(table))
