"""From the bytes of a text file to its characters, without touching line ends.

Cheap and certain tests come first: a byte-order mark, UTF-8 (which other encodings hardly ever imitate), the zero bytes
of UTF-16. What remains is GB 18030 (with GBK and GB 2312 inside it) or Big5, which share most byte pairs; the characters
of daily use decide, because the wrong one of the two shows rare characters.
"""

from __future__ import annotations

import codecs
import re
from collections import Counter
from dataclasses import dataclass

from lantu.errors import DocumentError

LARGEST = 64 * 1024 * 1024  # bytes; a long plan has half a million
SAMPLE = 64 * 1024  # bytes looked at to choose between encodings
SPOILT = 0.002  # share of characters that may be unreadable in a file that is otherwise good
HAN = re.compile("[\u3400-\u4dbf\u4e00-\u9fff]")
MARKS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
DAILY = frozenset(
    "的一是在不了有和人这中大为上个国我以要他时来用们生到作地于出就分对成会可主发年动同工也能下过子说产种面而方后多"
    "定行学法所民得经十三之进着等部度家电力里如水化高自二理起小物现实加量都两体制机当使点从业本去把性好应开它合还因由其"
    "些然前外天政四日那社义事平形相全表间样与关各重新线内数正心反你明看原又么利比或但质气第向道命此变条只没结解问意建月公"
    "无系军很情者最立代想已通并提直题党程展五果料象员革位入常文总次品式活设及管特件长求老头基资边流路级少图山统接知较将组"
    "見計別她手角期根論運農指幾九區強放決西被幹做必戰先回則任取據處隊南給色光門即保治北造百規熱領七海口東導器壓志世金增爭"
    "個國發動學經進對會來過這時為産業產務規劃構設實現領導運總結標應開關環區電農資統組織級較將種體點數據質強創濟態競爭協調"
    "，。、；：“”（）《》"
)
KINDS = (
    (b"PK\x03\x04", "zip/docx/xlsx/wps"),
    (b"%PDF", "pdf"),
    (b"\xd0\xcf\x11\xe0", "doc/wps/xls"),
    (b"{\\rtf", "rtf"),
    (b"\x89PNG", "png"),
    (b"\xff\xd8\xff", "jpeg"),
    (b"GIF8", "gif"),
    (b"II*\x00", "tiff"),
    (b"MM\x00*", "tiff"),
    (b"Rar!", "rar"),
    (b"7z\xbc\xaf", "7z"),
    (b"\x1f\x8b", "gzip"),
)


@dataclass(frozen=True, slots=True)
class Decoded:
    """The characters of a file.

    Attributes:
        text: As decoded: no line ends translated, byte-order mark removed; U+FFFD where a few bytes made no sense.
        encoding: Python's name of the encoding.
    """

    text: str
    encoding: str


def decode(data: bytes, name: str) -> Decoded:
    """Return the characters of a text file.

    Args:
        data: The bytes of the file.
        name: What the file is called, for messages.

    Raises:
        DocumentError: D001 empty, D002 white space only, D003 not a text file, D004 no encoding fits, D005 too large,
            D006 no Chinese in it, D026 neither text nor a known format.

    >>> decode("蓝河市".encode("gb18030"), "plan.txt")
    Decoded(text='蓝河市', encoding='gb18030')
    """
    if not data:
        raise DocumentError("D001", name=name)
    if len(data) > LARGEST:
        raise DocumentError("D005", name=name, size=len(data) // 2**20, limit=LARGEST // 2**20)
    decoded = _marked(data) or _certain(data)
    if decoded is None:
        _refuse_binary(data, name)
        decoded = _likeliest(data)
    if decoded is None:
        raise DocumentError("D004", name=name)
    return _sensible(decoded, data, name)


def _marked(data: bytes) -> Decoded | None:
    """Decode what begins with a byte-order mark."""
    for mark, encoding in MARKS:
        if data.startswith(mark):
            text = data[len(mark) :].decode(encoding, errors="replace")
            return Decoded(text, encoding) if _spoilt(text) <= SPOILT else None
    return None


def _certain(data: bytes) -> Decoded | None:
    """Decode UTF-8, and UTF-16 by its zero bytes: every line end and digit has one."""
    if b"\0" not in data[:SAMPLE]:
        try:
            return Decoded(data.decode("utf-8"), "utf-8")
        except UnicodeDecodeError:
            return None
    sample = data[: SAMPLE // 2 * 2]
    even, odd = sample[0::2].count(0), sample[1::2].count(0)
    if len(data) % 2 == 0 and max(even, odd) > 20 * min(even, odd):
        encoding = "utf-16-be" if even > odd else "utf-16-le"
        text = data.decode(encoding, errors="replace")
        if HAN.search(text) and _spoilt(text) <= SPOILT:
            return Decoded(text, encoding)
    return None


def _refuse_binary(data: bytes, name: str) -> None:
    kind = next((kind for start, kind in KINDS if data.startswith(start)), None)
    zeros = data[:SAMPLE].count(0) > 0
    if kind is None and zeros and data.startswith(b"BM"):
        kind = "bmp"
    if kind:
        raise DocumentError("D003", name=name, kind=kind)
    if zeros:
        raise DocumentError("D026", name=name)


def _likeliest(data: bytes) -> Decoded | None:
    """Decode GB 18030, Big5, UTF-16 without zero bytes or UTF-8 with a few bad bytes: what shows the most daily words."""
    weighed = []
    for encoding in ("utf-8", "gb18030", "big5", "big5hkscs", "utf-16-le", "utf-16-be"):
        sample = data[:SAMPLE].decode(encoding, errors="replace")
        weighed.append((_ordinary(sample) - 20 * max(0.0, _spoilt(sample) - SPOILT), encoding))
    best, encoding = max(weighed, key=lambda pair: pair[0])  # the first of equals: big5 before its larger sister
    if best <= 0:
        return None
    text = data.decode(encoding, errors="replace")
    return Decoded(text, encoding) if _spoilt(text) <= SPOILT else None


def _ordinary(text: str) -> float:
    """Return how ordinary a text is: the share of daily characters, and less of those in the first level of a standard."""
    times = Counter(text)
    daily = sum(times[char] for char in DAILY)
    first = sum(number for char, number in times.items() if _in_first_level(char))
    return (daily + first / 4) / max(1, len(text))


def _in_first_level(char: str) -> bool:
    """Tell whether GB 2312 or Big5 counts a character among the frequent ones."""
    for encoding, last in (("gb2312", 0xD7), ("big5", 0xC6)):
        both = char.encode(encoding, errors="ignore")
        if len(both) == 2 and both[0] <= last and HAN.match(char):
            return True
    return False


def _spoilt(text: str) -> float:
    """Return the share of unreadable characters, three of them forgiven: a short text may have its last byte cut."""
    return max(0, text.count("\ufffd") - 3) / max(1, len(text))


def _sensible(decoded: Decoded, data: bytes, name: str) -> Decoded:
    """Refuse what decoded well and yet is no Chinese text."""
    text = decoded.text.removeprefix("\ufeff")
    if not text.strip("\u200b\ufeff \u3000\t\r\n\f\v\xa0"):
        raise DocumentError("D002", name=name)
    if not HAN.search(text):
        _refuse_binary(data, name)
        raise DocumentError("D006", name=name)
    return Decoded(text, decoded.encoding)
