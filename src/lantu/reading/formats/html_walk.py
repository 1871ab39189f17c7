"""A web page as paragraphs and tables."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from lantu.reading.formats.docx_numbering import formatted
from lantu.reading.formats.html_main import Node, Page, tag_of
from lantu.reading.formats.html_tables import is_data, rows_of
from lantu.reading.formats.linear import LinearText
from lantu.reading.formats.raised import raised

_BREAKS = frozenset(
    "address article aside blockquote body caption center dd details div dl dt fieldset figcaption figure footer form h1 h2 h3 h4 "
    "h5 h6 header hgroup hr html legend li main menu ol p pre section summary table tbody td tfoot th thead tr ul".split()
)
_WHITE = re.compile("[ \t\r\n\f]+")
_WHITE_BUT_BREAKS = re.compile("[ \t\r\f]+")
_AROUND_BREAK = re.compile(" *\n *")
_NUMBERS = {"a": "lowerLetter", "A": "upperLetter", "i": "lowerRoman", "I": "upperRoman"}


@dataclass(slots=True)
class _Line:
    """The line that is being put together."""

    parts: list[str] = field(default_factory=list)

    def take(self) -> str:
        """Return it and begin anew."""
        words = _AROUND_BREAK.sub("\n", _WHITE_BUT_BREAKS.sub(" ", "".join(self.parts)))
        self.parts.clear()
        return words.strip(" \n")


@dataclass(slots=True)
class _Numbers:
    """The next number of a list, and how it is printed."""

    number: int
    form: str


def walk(page: Page, text: LinearText) -> None:
    """Add what a page shows to a linear text."""
    line = _Line()
    for step in _steps(page, page.root, line):
        if isinstance(step, str):
            for words in step.split("\n"):
                text.paragraph(words)
        else:
            text.table(rows_of(step, lambda cell: inner_text(page, cell), text.name))


def inner_text(page: Page, cell: Node) -> str:
    """Return the text of a cell: its paragraphs, and the rows of a table within, in lines."""
    lines = []
    for step in _steps(page, cell, _Line()):
        if isinstance(step, str):
            lines.append(step)
        else:  # a table within a cell of a table of data
            lines += [" ".join(row) for row in rows_of(step, lambda inner: inner.text(separator=""), page.name)]
    return "\n".join(line for line in lines if line.strip())


def _steps(page: Page, root: Node, line: _Line) -> Iterator[str | Node]:
    """Yield the paragraphs of an element and the tables of data in it, in order; the walk keeps its own stack."""
    stack: list[tuple[Node, bool]] = [(child, False) for child in _children(root)]
    lists: list[_Numbers] = []
    while stack:
        node, leaving = stack.pop()
        tag = tag_of(node)
        if tag[0] == "-":
            if tag == "-text":
                words = node.text_content if _inside(node, "pre") else _WHITE.sub(" ", node.text_content)
                line.parts.append(raised(words) if _inside(node, "sup") else words)
            continue
        if tag == "br":
            line.parts.append("\n")
            continue
        if not leaving and page.drops(node, tag):
            continue
        if tag in _BREAKS:
            words = line.take()
            if words:
                yield words
        if leaving:
            if tag == "ol":
                lists.pop()
        elif tag == "table" and is_data(node):
            yield node
        else:
            _enter(node, tag, lists, line)
            stack.append((node, True))
            stack.extend((child, False) for child in _children(node))
    words = line.take()
    if words:
        yield words


def _enter(node: Node, tag: str, lists: list[_Numbers], line: _Line) -> None:
    """Begin a numbered list, or print the number of an item of one."""
    if tag == "ol":
        lists.append(_Numbers(_first(node), _NUMBERS.get(node.attributes.get("type") or "", "decimal")))
    elif tag == "li" and lists and node.parent is not None and node.parent.tag == "ol":
        line.parts.append(f"{formatted(lists[-1].number, lists[-1].form)}. ")
        lists[-1].number += 1


def _children(node: Node) -> list[Node]:
    """Return the children of an element, last first."""
    found = []
    child = node.last_child
    while child is not None:
        found.append(child)
        child = child.prev
    return found


def _inside(node: Node, tag: str) -> bool:
    parent = node.parent
    return parent is not None and parent.tag == tag


def _first(node: Node) -> int:
    start = node.attributes.get("start") or ""
    return int(start) if start.isascii() and start.isdigit() and len(start) < 7 else 1
