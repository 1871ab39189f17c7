"""XML that strangers wrote: parsed without entities, without a network, within libxml2's bounds of depth and size.

An office document declares no document type (ECMA-376 part 2 forbids it), so one that does is refused: entities that expand to
gigabytes and references to files of the machine are all declared there.
"""

from __future__ import annotations

from typing import Any

from lxml import etree

from lantu.errors import DocumentError

DEEPEST = 256  # libxml2's own bound where huge trees are off
Element = Any  # lxml's elements carry no types


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
    parser = etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        dtd_validation=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )
    if b"<!DOCTYPE" in content[:4096] or b"<!ENTITY" in content[:4096]:
        raise DocumentError("D016", name=name, part=part)
    try:
        root = etree.fromstring(content, parser)
    except etree.XMLSyntaxError as wrong:
        said = str(wrong)
        if "depth" in said.lower():
            raise DocumentError("D017", name=name, limit=DEEPEST) from None
        raise DocumentError("D011", name=name, kind=kind, problem=f"{part}: {said}") from None
    except ValueError as wrong:
        raise DocumentError("D011", name=name, kind=kind, problem=f"{part}: {wrong}") from None
    if root is None:
        raise DocumentError("D011", name=name, kind=kind, problem=f"{part}: empty")
    if root.getroottree().docinfo.internalDTD is not None:
        raise DocumentError("D016", name=name, part=part)
    return root
