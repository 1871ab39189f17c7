"""The characters of a web page: by byte-order mark, by what the page says of itself, else by what they look like."""

from __future__ import annotations

import codecs
import re
from email import message_from_bytes, policy
from email.errors import MessageError

from lantu.chinese.decoding import LARGEST, MARKS, Decoded, decode
from lantu.errors import DocumentError

_CHARSET = re.compile(
    rb"""<(?:meta|\?xml)[^>]{0,300}?(?:charset|encoding)\s*=\s*["']?\s*([\w.:-]{2,20})""", re.IGNORECASE
)
_LOOKED_AT = 8192  # bytes; the standard asks for the first 1024
_WIDER = {"gb2312": "gb18030", "gbk": "gb18030", "gb_2312-80": "gb18030", "x-gbk": "gb18030", "big5": "big5hkscs"}
_SPOILT = 0.002


def decode_page(data: bytes, name: str, said: str | None = None) -> Decoded:
    """Return the characters of a page.

    Args:
        data: Its bytes.
        name: Its file name, for messages.
        said: Encoding that came with it, or None.

    Raises:
        DocumentError: D001 it is empty, D005 too large, D004 no encoding fits, D006 there is no Chinese in it.

    >>> decode_page('<meta charset="gb2312"><p>蓝河市'.encode("gbk"), "plan.html").encoding
    'gb18030'
    """
    if len(data) > LARGEST:
        raise DocumentError("D005", name=name, size=len(data) // 2**20, limit=LARGEST // 2**20)
    if not any(data.startswith(mark) for mark, _ in MARKS):
        found = _CHARSET.search(data[:_LOOKED_AT])
        for encoding in (found[1].decode("ascii", "replace") if found else None, said):
            text = _decoded(data, encoding)
            if text is not None:
                return text
    return decode(data, name)


def _decoded(data: bytes, encoding: str | None) -> Decoded | None:
    """Decode as a page says, unless that plainly does not fit."""
    if encoding is None:
        return None
    encoding = _WIDER.get(encoding.lower(), encoding.lower())
    try:
        if not codecs.lookup(encoding)._is_text_encoding:
            return None
        text = data.decode(encoding, errors="replace")
    except (LookupError, ValueError):
        return None
    spoilt = max(0, text.count("\ufffd") - 3) / max(1, len(text))
    return Decoded(text, encoding) if spoilt <= _SPOILT else None


def page_of_message(data: bytes, name: str) -> tuple[bytes, str | None]:
    """Return the page in a message of several parts (.mht), and the encoding its part names.

    Raises:
        DocumentError: D011 there is none.
    """
    try:
        message = message_from_bytes(data, policy=policy.compat32)
        for part in message.walk():
            if part.get_content_type() == "text/html":
                content = part.get_payload(decode=True)
                if isinstance(content, bytes):
                    return content, part.get_content_charset()
    except (MessageError, ValueError, LookupError, AttributeError, RecursionError) as wrong:
        raise DocumentError("D011", name=name, kind="MHT", problem=wrong) from None
    raise DocumentError("D011", name=name, kind="MHT", problem="no text/html part")
