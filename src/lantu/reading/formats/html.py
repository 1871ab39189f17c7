"""Web pages (HTML, and HTML saved as MHT or .doc): the text of the document without that of the portal around it.

A page is walked once, without recursion. Left out: scripts, styles, hidden elements, what its tags or names call navigation,
header, footer and the like, and blocks that are mostly links. Nothing is left out for its name alone that holds a good part
of the page's text. Where the page names its main part, and most of its text stands there, only that is read.
"""

from __future__ import annotations

from lantu.model.document import Document
from lantu.reading.formats.html_decoding import decode_page, page_of_message
from lantu.reading.formats.html_guard import require_parsable
from lantu.reading.formats.html_main import Page
from lantu.reading.formats.html_walk import walk
from lantu.reading.formats.linear import LinearText
from lantu.reading.formats.opened import opened
from lantu.reading.formats.sniffing import Kind


def open_document(data: bytes, name: str, kind: Kind = Kind.HTML) -> Document:
    """Open a web page.

    Args:
        data: Its bytes.
        name: Its file name, for messages.
        kind: HTML, or MHTML: a page with its pictures in one message.

    Raises:
        DocumentError: D004 its encoding cannot be told, D011 a message holds no page, D017 it is nested too deeply,
            D018 it is too large, D024 there is no text.
    """
    from selectolax.lexbor import LexborHTMLParser  # noqa: PLC0415  # loaded when a page is opened

    content, said = page_of_message(data, name) if kind is Kind.MHTML else (data, None)
    decoded = decode_page(content, name, said)
    require_parsable(decoded.text, name)
    page = Page(LexborHTMLParser(decoded.text.replace("\0", "")), name)
    text = LinearText(name)
    title = page.title()
    if title:
        text.paragraph(title)
    walk(page, text)
    return opened(data, name, text, kind=kind, media_type="text/html", encoding=decoded.encoding)
