"""Names of WordprocessingML, and its two namespaces made one.

Reference: ECMA-376 part 1 (Transitional) and ISO/IEC 29500 (Strict), whose elements differ in their namespace only.
"""

from __future__ import annotations

_MAIN = b"http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_STRICT = (
    (b"http://purl.oclc.org/ooxml/wordprocessingml/main", _MAIN),
    (
        b"http://purl.oclc.org/ooxml/officeDocument/relationships",
        b"http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    ),
    (b"http://purl.oclc.org/ooxml/officeDocument/math", b"http://schemas.openxmlformats.org/officeDocument/2006/math"),
)
W = "{" + _MAIN.decode() + "}"
MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
M = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
RELATIONS = "{http://schemas.openxmlformats.org/package/2006/relationships}"
VALUE = W + "val"


def transitional(content: bytes) -> bytes:
    """Return a part with the namespaces of the Strict form put into those of the Transitional one."""
    if b"purl.oclc.org" in content:
        for strict, common in _STRICT:
            content = content.replace(strict, common)
    return content


def is_on(value: str | None) -> bool:
    """Tell whether a switch such as ``w:vanish`` is on: present, and not said to be off.

    >>> is_on(None), is_on("0")
    (True, False)
    """
    return value not in ("0", "false", "off")
