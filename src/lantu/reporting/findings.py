"""The findings of a review as a document for the drafting group (docx): each with its sentences, its arithmetic and a way out."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from io import BytesIO

from docx import Document
from docx.enum.text import WD_COLOR_INDEX
from docx.oxml.ns import qn
from docx.shared import Pt

from lantu.errors import Language, message

SEVERITIES = {"hard": "C110", "probable": "C111", "note": "C112"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Sentence:
    """A sentence concerned, with the clauses within it.

    Attributes:
        place: Number of its passage, such as ``2.2.1``.
        pieces: Its text in pieces, each with whether it is a clause concerned.
    """

    place: str
    pieces: tuple[tuple[str, bool], ...]

    @property
    def clauses(self) -> tuple[str, ...]:
        """The clauses concerned."""
        return tuple(text for text, concerned in self.pieces if concerned)


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A finding as the document tells it.

    Attributes:
        severity: One of hard, probable, note.
        message: What does not agree.
        fix: How it could be reconciled.
        sentences: Every sentence concerned.
        life: Where it is in its life, in words; empty while nobody has said anything.
    """

    severity: str
    message: str
    fix: str
    sentences: Sequence[Sentence]
    life: str = ""


def findings_docx(title: str, facts: str, entries: Iterable[Entry], language: Language | str = Language.ZH) -> bytes:
    """Return the document.

    Args:
        title: Title of the plan.
        facts: One line under the title: version, day, level.
        entries: The findings in their order.
        language: Language of the headings.
    """
    document = Document()
    _speak_chinese(document)
    document.add_heading(_clean(message("C113", language, title=title)), 0)
    document.add_paragraph(_clean(facts))
    entries = list(entries)
    if not entries:
        document.add_paragraph(message("C114", language))
    for number, entry in enumerate(entries, 1):
        document.add_heading(f"{number}. {message(SEVERITIES[entry.severity], language)}", 2)
        document.add_paragraph(_clean(entry.message))
        for sentence in entry.sentences:
            _quote(document, sentence)
        if entry.fix:
            document.add_paragraph(_clean(f"{message('C115', language)}{entry.fix}"))
        if entry.life:
            document.add_paragraph(_clean(entry.life)).runs[0].italic = True
    made = BytesIO()
    document.save(made)
    return made.getvalue()


def _quote(document: object, sentence: Sentence) -> None:
    paragraph = document.add_paragraph(style="Intense Quote")  # type: ignore[attr-defined]
    paragraph.add_run(_clean(f"{sentence.place}　"))
    for text, concerned in sentence.pieces:
        run = paragraph.add_run(_clean(text))
        if concerned:
            run.font.highlight_color = WD_COLOR_INDEX.YELLOW


def _clean(text: str) -> str:
    """Return a text without the control characters that XML cannot carry."""
    return "".join(char if char.isprintable() or char in "\n\t\u3000" else " " for char in text)


def _speak_chinese(document: object) -> None:
    """Let headings and text be set in a Chinese face where the machine that opens the document has one."""
    for name in ("Normal", "Title", "Heading 2", "Intense Quote"):
        style = document.styles[name]  # type: ignore[attr-defined]
        style.element.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), "宋体" if name == "Normal" else "黑体")
    document.styles["Normal"].font.size = Pt(12)  # type: ignore[attr-defined]
