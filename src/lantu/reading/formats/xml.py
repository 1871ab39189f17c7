"""XML that strangers wrote: parsed without entities, without a network, within libxml2's bounds of depth and size.

An office document declares no document type (ECMA-376 part 2 forbids it), so one that does is refused: entities that expand to
gigabytes and references to files of the machine are all declared there.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from io import BytesIO
from typing import Any

from lxml import etree

from lantu.errors import DocumentError

DEEPEST = 256  # libxml2's own bound where huge trees are off
Element = Any  # lxml's elements carry no types
_SAFELY = {
    "resolve_entities": False,
    "no_network": True,
    "load_dtd": False,
    "huge_tree": False,
    "remove_comments": True,
    "remove_pis": True,
}


def parse(content: bytes, *, name: str, part: str, kind: str) -> Element:
    """Return the root element of a part.

    Args:
        content: Its bytes.
        name: Name of the document, for messages.
        part: Name of the part, for messages.
        kind: What the document is, for messages.

    Raises:
        DocumentError: D011 it is no XML, D016 it declares a document type, D017 it is nested too deeply.
    """
    parser = etree.XMLParser(dtd_validation=False, **_SAFELY)
    _refuse_declarations(content, name, part)
    try:
        root = etree.fromstring(content, parser)
    except etree.XMLSyntaxError as wrong:
        raise _unreadable(wrong, name, part, kind) from None
    except ValueError as wrong:
        raise DocumentError("D011", name=name, kind=kind, problem=f"{part}: {wrong}") from None
    if root is None:
        raise DocumentError("D011", name=name, kind=kind, problem=f"{part}: empty")
    if root.getroottree().docinfo.internalDTD is not None:
        raise DocumentError("D016", name=name, part=part)
    return root


def elements(content: bytes, kinds: Sequence[str], *, name: str, part: str, kind: str) -> Iterator[Element]:
    """Yield the elements of some names one after another; each is taken out of memory when the next is asked for.

    Args:
        content: The bytes of a part.
        kinds: Names of elements, in whatever namespace, none of which stands within another.
        name: Name of the document, for messages.
        part: Name of the part, for messages.
        kind: What the document is, for messages.

    Raises:
        DocumentError: D011 it is no XML, D016 it declares a document type, D017 it is nested too deeply.
    """
    _refuse_declarations(content, name, part)
    tags = [f"{{*}}{each}" for each in kinds]
    try:
        for _, element in etree.iterparse(BytesIO(content), events=("end",), tag=tags, **_SAFELY):
            yield element
            element.clear()
            while element.getprevious() is not None:
                del element.getparent()[0]
    except etree.XMLSyntaxError as wrong:
        raise _unreadable(wrong, name, part, kind) from None


def _refuse_declarations(content: bytes, name: str, part: str) -> None:
    if b"<!DOCTYPE" in content[:4096] or b"<!ENTITY" in content[:4096]:
        raise DocumentError("D016", name=name, part=part)


def _unreadable(wrong: Exception, name: str, part: str, kind: str) -> DocumentError:
    said = str(wrong)
    if "depth" in said.lower():
        return DocumentError("D017", name=name, limit=DEEPEST)
    return DocumentError("D011", name=name, kind=kind, problem=f"{part}: {said}")
