"""Word documents (.docx), read from their XML: what is printed, in its order, and nothing that is not.

Printed and therefore read: automatic numbers, the text of links, fields and content controls, tables, text boxes (after the
paragraph they hang on, once although Word stores them twice), insertions that are tracked. Footnotes and endnotes follow at the
end of the text, a paragraph each; their marks are left out, for a mark behind a figure would change it. Left out: headers and
footers, contents made by Word, deletions that are tracked, hidden text, comments.
"""

from __future__ import annotations

import posixpath
from collections.abc import Iterator

from lantu.errors import DocumentError
from lantu.model.document import Document
from lantu.model.records import Note
from lantu.reading.formats.archive import Archive
from lantu.reading.formats.docx_names import RELATIONS, VALUE, W, is_on, transitional
from lantu.reading.formats.docx_numbering import Numbering
from lantu.reading.formats.docx_tables import read_table
from lantu.reading.formats.docx_text import Words
from lantu.reading.formats.linear import LinearText
from lantu.reading.formats.noting import note
from lantu.reading.formats.opened import opened
from lantu.reading.formats.xml import Element, parse

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_CONTAINERS = frozenset(W + tag for tag in ("sdtContent", "customXml", "ins", "moveTo", "smartTag"))
_REMOVED = frozenset({W + "del", W + "moveFrom"})


def open_document(data: bytes, name: str) -> Document:
    """Open a Word document.

    Args:
        data: Its bytes.
        name: Its file name, for messages.

    Raises:
        DocumentError: D011 it is damaged, D012 it has a password, D015 to D019 it is hostile or too large, D024 it is empty.
    """
    with Archive(data, name, "DOCX") as archive:
        reader = _Reader(archive, name)
        reader.read()
    return opened(data, name, reader.text, kind="DOCX", media_type=MEDIA_TYPE, notes=reader.notes())


class _Reader:
    """Walks through a document once."""

    def __init__(self, archive: Archive, name: str) -> None:
        self._archive = archive
        self._name = name
        self.text = LinearText(name)
        self._main = _related(self._root("_rels/.rels"), "").get("officeDocument", "word/document.xml")
        folder, base = posixpath.split(self._main)
        self._parts = _related(self._root(f"{folder}/_rels/{base}.rels"), folder)
        styles = self._root(self._parts.get("styles"))
        self._contents = _contents_styles(styles)
        self._numbering = Numbering(self._root(self._parts.get("numbering")), styles)
        self._words = Words(_hidden_styles(styles))
        self._held = ""  # text of a paragraph whose end was deleted: it goes on with the next

    def read(self) -> None:
        """Read the body, then the notes it refers to."""
        root = self._root(self._main)
        body = root.find(W + "body") if root is not None else None
        if body is None:
            raise DocumentError("D011", name=self._name, kind="DOCX", problem=f"{self._main}: no body")
        self._flow(body)
        for kind, tag in (("footnotes", "footnote"), ("endnotes", "endnote")):
            wanted = self._words.references[tag]
            root = self._root(self._parts.get(kind)) if wanted else None
            texts = {each.get(W + "id"): each for each in root.iterchildren(W + tag)} if root is not None else {}
            for key in dict.fromkeys(wanted):
                if key in texts:
                    self._flow(texts[key])

    def notes(self) -> list[Note]:
        """Return what a person should know."""
        found = []
        if self._words.inserted or self._words.deleted:
            found.append(note("R021", inserted=self._words.inserted, deleted=self._words.deleted))
        if self._words.hidden:
            found.append(note("R024", count=self._words.hidden))
        return found

    def _flow(self, parent: Element) -> None:
        """Add the paragraphs and tables of the body, or of a note, to the text."""
        for item in self._items(parent):
            if isinstance(item, str):
                self.text.paragraph(item)
            else:
                self.text.table(item)

    def _items(self, parent: Element) -> Iterator[str | list[list[str]]]:
        """Yield the paragraphs of a container and the rows of its tables, in order."""
        for child in parent.iterchildren():
            tag = child.tag
            if tag == W + "p":
                yield from self._paragraph(child)
            elif tag == W + "tbl":
                yield read_table(child, self._cell, self._words, self._name)
            elif tag == W + "sdt":
                content = child.find(W + "sdtContent")
                if content is not None and not _is_contents(child):
                    yield from self._items(content)
            elif tag in _CONTAINERS:
                yield from self._items(child)
            elif tag in _REMOVED:
                self._words.deleted += 1
        if self._held:
            yield self._held
            self._held = ""

    def _paragraph(self, paragraph: Element) -> Iterator[str | list[list[str]]]:
        properties = paragraph.find(W + "pPr")
        if properties is not None and self._contents:
            style = properties.find(W + "pStyle")
            if style is not None and style.get(VALUE) in self._contents:
                return
        number = self._numbering.number(properties)
        words, boxes = self._words.of(paragraph)
        words = words.strip("\t \r\n")
        words = self._held + (number + words if words.strip() else "")
        self._held = ""
        if properties is not None and properties.find(f"{W}rPr/{W}del") is not None:
            self._held = words
        else:
            yield words
        for box in boxes:
            yield from self._items(box)

    def _cell(self, cell: Element) -> str:
        """Return the text of a cell: a line a paragraph, the rows of a table within as lines."""
        lines = []
        for item in self._items(cell):
            if isinstance(item, str):
                lines.append(item)
            else:
                lines += ["\t".join(row) for row in item]
        return "\n".join(line for line in lines if line.strip())

    def _root(self, part: str | None) -> Element | None:
        """Return the root of a part, or None where there is none."""
        if part is None or part not in self._archive:
            return None
        return parse(transitional(self._archive.read(part)), name=self._name, part=part, kind="DOCX")


def _related(root: Element | None, folder: str) -> dict[str, str]:
    """Return the parts a part refers to by the last word of their type; those outside the archive are nobody's business."""
    found: dict[str, str] = {}
    for each in root.iterchildren(RELATIONS + "Relationship") if root is not None else ():
        if each.get("TargetMode") != "External":
            target = each.get("Target") or ""
            path = target if target.startswith("/") else posixpath.join(folder, target)
            found.setdefault((each.get("Type") or "").rpartition("/")[2], posixpath.normpath(path).lstrip("/"))
    return found


def _contents_styles(styles: Element | None) -> frozenset[str]:
    """Return the styles of the lines of a contents page made by Word; their names are the same in every language."""
    found = set()
    for each in styles.iterchildren(W + "style") if styles is not None else ():
        name = each.find(W + "name")
        words = (name.get(VALUE) or "").lower() if name is not None else ""
        if words == "toc heading" or (words.startswith("toc ") and words[4:].isdigit()):
            found.add(each.get(W + "styleId"))
    return frozenset(found)


def _hidden_styles(styles: Element | None) -> frozenset[str]:
    found = set()
    for each in styles.iterchildren(W + "style") if styles is not None else ():
        vanish = each.find(f"{W}rPr/{W}vanish")
        if vanish is not None and is_on(vanish.get(VALUE)) and each.get(W + "type") == "character":
            found.add(each.get(W + "styleId"))
    return frozenset(found)


def _is_contents(control: Element) -> bool:
    gallery = control.find(f"{W}sdtPr/{W}docPartObj/{W}docPartGallery")
    return gallery is not None and gallery.get(VALUE) == "Table of Contents"
