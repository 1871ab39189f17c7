"""Characters that PDF fonts put in the place of others: radicals for characters, ligatures, private marks.

A font often shows one glyph for a character and for the radical that looks the same, and its map back names the radical: 力 comes
out as ⼒ (U+2F12). Only these are replaced; compatibility normalisation of the whole text would also change ①, ㎡ and full-width forms,
which are printed on purpose. Reference: Unicode, EquivalentUnifiedIdeograph.txt.
"""

from __future__ import annotations

import re
import unicodedata

# CJK radicals supplement, those of the simplified forms and the ones fonts confuse; NFKC knows only two of them.
_SUPPLEMENT = dict(
    zip(
        "⺁⺃⺅⺆⺇⺈⺉⺋⺌⺍⺎⺏⺐⺑⺒⺓⺔⺖⺗⺘⺙⺛⺜⺝⺞⺟⺠⺡⺢⺣⺤⺥⺦⺨⺩⺪⺬⺭⺮⺯⺰⺱⺲⺵⺶⺷⺸⺹⺺⺻⺼⺽⺾⺿⻀⻁⻂⻃⻄⻅⻆⻇⻈⻉⻊⻋⻌⻍⻎⻏⻐⻑⻒⻓⻔⻕⻖⻗⻘⻙⻚⻛⻜⻝⻟⻠⻡⻢⻣⻤⻥⻦⻧⻨⻩⻪⻫⻬⻭⻮⻯⻰⻱⻲⻳",
        "厂乛亻冂几刀刂㔾小小尢尣尢𡯂巳幺彑忄㣺扌攵旡日月歺母民氵氺灬爫爫丬犭王疋示礻竹糸纟罓罒网羊羊羊耂肀聿肉臼艹艹艹虎衤覀西见角角讠贝足车辶辶辶阝钅長镸长门阜阝雨青韦页风飞食飠饣首马骨鬼鱼鸟卤麦黄黾斉齐歯齿竜龙龜亀龟",
        strict=False,
    )
)
_WRONG = re.compile("[\u2e80-\u2eff\u2f00-\u2fd5\uf900-\ufaff\ufb00-\ufb06\U0002f800-\U0002fa1f]")
_SILENT = re.compile("[\0-\x08\x0b\x0e-\x1f\x7f\xad\u200b-\u200f\u2060\ufeff\ufffe\uffff]")
_AT_LINE_END = re.compile(
    "(?<![A-Za-z])\ufffe|\ufffe(?![A-Za-z])"
)  # what pdfium makes of a hyphen there; only words lose it
_MEANINGLESS = re.compile("[\ue000-\uf8ff\ufffd\0-\x08\x0e-\x1f\x80-\x9f\U000f0000-\U0010ffff]")


def unify(words: str) -> str:
    """Return a text with radicals and ligatures put back into characters, marks that show nothing left out.

    >>> unify("⼒争⺠⽣ ﬁne ①㎡"), unify("2026\ufffe2030年"), unify("deve\ufffelop")
    ('力争民生 fine ①㎡', '2026-2030年', 'develop')
    """
    if "\ufffe" in words:
        words = _AT_LINE_END.sub("-", words)
    if words.isascii():
        return _SILENT.sub("", words)
    return _SILENT.sub("", _WRONG.sub(_right, words))


def _right(found: re.Match[str]) -> str:
    return _SUPPLEMENT.get(found[0]) or unicodedata.normalize("NFKC", found[0])


def unreadable_share(words: str) -> float:
    """Return the share of characters that have no meaning outside their font.

    >>> unreadable_share("\ue001\ue002ab")
    0.5
    """
    return len(_MEANINGLESS.findall(words)) / max(1, len(words))
