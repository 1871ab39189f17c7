"""What a file really is, told by its content: names are wrong often enough, above all after a portal has renamed an upload.

Signatures decide first. Two containers hold many formats: a ZIP archive is told by the names of its entries, an OLE compound
file by the names of its streams. What is no container and begins with markup is HTML, however it is called: portals serve it as
``.doc``. The rest is left to :mod:`lantu.chinese.decoding`, which refuses what is no text.
"""

from __future__ import annotations

import re
import zipfile
from enum import StrEnum
from io import BytesIO

from lantu.errors import DocumentError


class Kind(StrEnum):
    """A format, by the name people know it by in both languages."""

    TEXT = "TXT"
    HTML = "HTML"
    MHTML = "MHT"
    DOCX = "DOCX"
    PDF = "PDF"
    DOC = "DOC/WPS"
    RTF = "RTF"
    ODT = "ODT"
    XLSX = "XLSX"
    XLS = "XLS/ET"
    ODS = "ODS"
    PPTX = "PPTX"
    PPT = "PPT/DPS"
    OFD = "OFD"
    ENCRYPTED = "OOXML + password"
    OLE = "OLE"
    ZIP = "ZIP"
    RAR = "RAR"
    SEVEN_ZIP = "7Z"
    GZIP = "GZIP"
    PNG = "PNG"
    JPEG = "JPEG"
    GIF = "GIF"
    TIFF = "TIFF"
    BMP = "BMP"
    WEBP = "WEBP"


CONVERTED = frozenset({Kind.DOC, Kind.RTF, Kind.ODT, Kind.XLS, Kind.ODS})
"""Formats that are read by way of LibreOffice."""
READ = CONVERTED | {Kind.TEXT, Kind.HTML, Kind.MHTML, Kind.DOCX, Kind.PDF, Kind.XLSX}
"""Formats that are read."""

_SUFFIXES = {
    Kind.TEXT: ("txt", "md", "markdown", "text"),
    Kind.HTML: ("html", "htm", "xhtml", "shtml"),
    Kind.MHTML: ("mht", "mhtml"),
    Kind.DOCX: ("docx", "docm", "dotx"),
    Kind.PDF: ("pdf",),
    Kind.DOC: ("doc", "wps", "dot", "wpt"),
    Kind.RTF: ("rtf", "doc"),  # Word itself writes RTF under .doc on request
    Kind.ODT: ("odt",),
    Kind.XLSX: ("xlsx", "xlsm"),
    Kind.XLS: ("xls", "et"),
    Kind.ODS: ("ods",),
}
_KNOWN = frozenset(
    "txt md markdown text html htm xhtml shtml mht mhtml docx docm dotx pdf doc wps dot wpt rtf odt "
    "xlsx xlsm xls et ods pptx ppt ofd zip rar 7z gz png jpg jpeg gif tif tiff bmp webp csv json xml".split()
)
_SIGNATURES = (
    (b"{\\rtf", Kind.RTF),
    (b"\x89PNG", Kind.PNG),
    (b"\xff\xd8\xff", Kind.JPEG),
    (b"GIF8", Kind.GIF),
    (b"II*\x00", Kind.TIFF),
    (b"MM\x00*", Kind.TIFF),
    (b"Rar!", Kind.RAR),
    (b"7z\xbc\xaf\x27\x1c", Kind.SEVEN_ZIP),
    (b"\x1f\x8b\x08", Kind.GZIP),
)
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_STREAMS = (
    ("EncryptedPackage", Kind.ENCRYPTED),
    ("WordDocument", Kind.DOC),
    ("Workbook", Kind.XLS),
    ("Book", Kind.XLS),
    ("PowerPoint Document", Kind.PPT),
)
_ENTRIES = (
    ("word/", Kind.DOCX),
    ("xl/", Kind.XLSX),
    ("ppt/", Kind.PPTX),
    ("OFD.xml", Kind.OFD),
)
_OPEN_DOCUMENT = ((b"opendocument.text", Kind.ODT), (b"opendocument.spreadsheet", Kind.ODS))
_HEAD = 4096  # bytes looked at for a signature or markup
_PDF_WITHIN = 1024  # a PDF may begin a little into its file
_MARKUP = re.compile(
    rb"\s*(?:<\?xml[^>]{0,200}\?>\s*)?(?:<!--.{0,2000}?-->\s*)*<(?:!doctype\s+html|html|head|body|meta|title)[\s>]",
    re.IGNORECASE | re.DOTALL,
)
_TAGS = re.compile(rb"</?(?:p|div|table|tr|td|span|br|h[1-6]|ul|li|a|strong|font|body)(?:\s[^<>]*)?/?>", re.IGNORECASE)
_FEW_TAGS = 3
_MESSAGE = re.compile(rb"(?:[\w-]+:[^\n]*\r?\n|[ \t][^\n]*\r?\n){0,40}Content-Type:\s*multipart/related", re.IGNORECASE)


def sniff(data: bytes, name: str) -> Kind:
    """Tell what a file is.

    Args:
        data: Its bytes.
        name: Its file name, for messages, and to tell a fragment of HTML from a text with a few tags in it.

    Raises:
        DocumentError: D011 it begins like an archive and cannot be opened as one.

    >>> sniff(b"%PDF-1.7 ...", "plan.docx"), sniff("到2030年".encode(), "plan.pdf")
    (<Kind.PDF: 'PDF'>, <Kind.TEXT: 'TXT'>)
    """
    head = data[:_HEAD]
    found = next((kind for start, kind in _SIGNATURES if head.startswith(start)), None)
    if found:
        return found
    if head.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return _archive(data, name)
    if head.startswith(_OLE):
        return _compound(data)
    if b"%PDF-" in head[:_PDF_WITHIN]:
        return Kind.PDF
    if head.startswith(b"BM") and head[6:10] == b"\0\0\0\0":
        return Kind.BMP
    if head.startswith(b"RIFF") and head[8:12] == b"WEBP":
        return Kind.WEBP
    return _text(data, name)


def misnamed(kind: Kind, name: str) -> str | None:
    """Return the suffix of a name that promises another format, or None where name and format agree or nothing is promised.

    >>> misnamed(Kind.HTML, "规划.doc"), misnamed(Kind.TEXT, "规划.2026")
    ('.doc', None)
    """
    suffix = name.rpartition(".")[2].lower() if "." in name else ""
    return f".{suffix}" if suffix in _KNOWN and suffix not in _SUFFIXES[kind] else None


def _archive(data: bytes, name: str) -> Kind:
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            entries = [entry.filename.replace("\\", "/").lstrip("/") for entry in archive.infolist()]
            if "mimetype" in entries:
                said = _declared(archive)
                if said:
                    return said
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError, RuntimeError) as wrong:
        suffix = name.rpartition(".")[2].upper()
        kind = suffix if suffix in ("DOCX", "XLSX", "OFD", "ODT", "WPS") else "ZIP"
        raise DocumentError("D011", name=name, kind=kind, problem=wrong) from None
    return next((kind for part, kind in _ENTRIES if any(entry.startswith(part) for entry in entries)), Kind.ZIP)


def _declared(archive: zipfile.ZipFile) -> Kind | None:
    """Return the format an OpenDocument archive declares; the entry is short and stored first."""
    with archive.open("mimetype") as entry:
        said = entry.read(200)
    return next((kind for words, kind in _OPEN_DOCUMENT if words in said), None)


def _compound(data: bytes) -> Kind:
    """Tell a compound file by the names of its streams, which its directory holds in UTF-16 and ends with a zero."""
    for stream, kind in _STREAMS:
        if f"{stream}\0".encode("utf-16-le") in data:
            return kind
    return Kind.OLE


def _text(data: bytes, name: str) -> Kind:
    head = data[:_HEAD]
    for mark, encoding in ((b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be")):
        if head.startswith(mark):
            head = head[2:].decode(encoding, errors="ignore").encode()
    head = head.removeprefix(b"\xef\xbb\xbf")
    if _MARKUP.match(head):
        return Kind.HTML
    if _MESSAGE.match(head):
        return Kind.MHTML
    named = name.lower().endswith((".html", ".htm", ".xhtml", ".shtml"))
    if named and len(_TAGS.findall(head)) >= _FEW_TAGS:
        return Kind.HTML
    return Kind.TEXT
