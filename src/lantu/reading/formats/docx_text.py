"""The words of a Word paragraph: its runs as printed, and the text boxes that hang on it."""

from __future__ import annotations

from lantu.reading.formats.docx_names import MC, VALUE, M, W, is_on
from lantu.reading.formats.raised import raised
from lantu.reading.formats.xml import Element

_TEXT = frozenset({W + "t", M + "t"})
_FIXED = {W + "tab": "\t", W + "ptab": "\t", W + "br": "\n", W + "cr": "\n", W + "noBreakHyphen": "-"}
_SILENT = frozenset(
    W + tag
    for tag in (
        "pPr rPr instrText delText delInstrText softHyphen lastRenderedPageBreak fldChar annotationRef footnoteRef "
        "endnoteRef separator continuationSeparator commentReference commentRangeStart commentRangeEnd bookmarkStart "
        "bookmarkEnd proofErr rt pgNum sdtPr fldData permStart permEnd"
    ).split()
)
_REFERENCES = {W + "footnoteReference": "footnote", W + "endnoteReference": "endnote"}
_PICTURES = frozenset({W + "drawing", W + "pict", W + "object"})
# Characters of Microsoft's Symbol font, which lie in the private use area from F000 on.
_SYMBOLS = {
    0xA3: "≤", 0xB3: "≥", 0xB1: "±", 0xB4: "×", 0xB0: "°", 0xB9: "≠", 0xBB: "≈", 0xB8: "÷",
    0x6D: "μ", 0x44: "Δ", 0x57: "Ω", 0x2D: "−", 0x2B: "+", 0x25: "%", 0x3C: "<", 0x3E: ">",
}  # fmt: skip


class Words:
    """Takes the words out of paragraphs and counts what was left out.

    Args:
        hidden_styles: Styles of characters that are not shown.

    Attributes:
        inserted: Insertions taken as accepted.
        deleted: Deletions left out.
        hidden: Stretches of hidden text left out.
        references: Ids of the footnotes and endnotes met, in order.
    """

    def __init__(self, hidden_styles: frozenset[str]) -> None:
        self._hidden_styles = hidden_styles
        self.inserted = 0
        self.deleted = 0
        self.hidden = 0
        self.references: dict[str, list[str]] = {"footnote": [], "endnote": []}

    def of(self, paragraph: Element) -> tuple[str, list[Element]]:
        """Return the words of a paragraph, and the contents of its text boxes."""
        words: list[str] = []
        boxes: list[Element] = []
        self._collect(paragraph, words, boxes)
        return "".join(words), boxes

    def _collect(self, parent: Element, words: list[str], boxes: list[Element]) -> None:
        for child in parent.iterchildren():
            tag = child.tag
            if tag in _TEXT:
                if child.text:
                    words.append(child.text)
            elif tag == W + "r":
                if self._is_shown(child):
                    self._run(child, words, boxes)
            elif tag in _SILENT:
                continue
            elif tag in _FIXED:
                words.append(_FIXED[tag])
            else:
                self._rest(child, tag, words, boxes)

    def _run(self, run: Element, words: list[str], boxes: list[Element]) -> None:
        above = run.find(f"{W}rPr/{W}vertAlign")
        if above is None or above.get(VALUE) != "superscript":
            self._collect(run, words, boxes)
            return
        own: list[str] = []
        self._collect(run, own, boxes)
        words.append(raised("".join(own)))

    def _rest(self, child: Element, tag: str, words: list[str], boxes: list[Element]) -> None:
        """Collect what is met seldom."""
        if tag in (W + "del", W + "moveFrom"):
            self.deleted += 1
        elif tag in _REFERENCES:
            self.references[_REFERENCES[tag]].append(child.get(W + "id") or "")
        elif tag == W + "sym":
            words.append(_symbol(child))
        elif tag == MC + "AlternateContent":
            chosen = _chosen(child)
            if chosen is not None:
                self._collect(chosen, words, boxes)
        elif tag in _PICTURES:
            boxes += _boxes(child)
        else:
            self.inserted += tag in (W + "ins", W + "moveTo")
            self._collect(child, words, boxes)

    def _is_shown(self, run: Element) -> bool:
        properties = run.find(W + "rPr")
        if properties is None:
            return True
        vanish = properties.find(W + "vanish")
        hidden = vanish is not None and is_on(vanish.get(VALUE))
        if vanish is None and self._hidden_styles:
            style = properties.find(W + "rStyle")
            hidden = style is not None and style.get(VALUE) in self._hidden_styles
        if hidden and run.find(W + "t") is not None:
            self.hidden += 1
        return not hidden


def _symbol(element: Element) -> str:
    """Return a character of a symbol font where it says something; ornaments are left out."""
    try:
        code = int(element.get(W + "char") or "", 16)
    except ValueError:
        return ""
    if code >= 0xF000:
        font = (element.get(W + "font") or "").lower()
        return _SYMBOLS.get(code - 0xF000, "") if "symbol" in font else ""
    return chr(code) if 0x20 <= code < 0xD800 else ""


def _chosen(alternatives: Element) -> Element | None:
    """Return the first form of what is stored in two, or the second where the first shows no text."""
    choices = list(alternatives.iterchildren(MC + "Choice", MC + "Fallback"))
    return next((choice for choice in choices if next(choice.iter(W + "t"), None) is not None), None)


def _boxes(picture: Element) -> list[Element]:
    """Return the outermost text boxes of a drawing, each in one of its forms."""
    found: list[Element] = []
    waiting = [picture]
    while waiting:
        element = waiting.pop()
        if element.tag == W + "txbxContent":
            found.append(element)
        elif element.tag == MC + "AlternateContent":
            chosen = _chosen(element)
            waiting += [] if chosen is None else [chosen]
        else:
            waiting += reversed(element.getchildren())
    return found
