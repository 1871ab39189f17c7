"""A plan in the making: sections of sentences that can still be changed, and the text they give with the place of each."""

from __future__ import annotations

from dataclasses import dataclass, field

CHINESE = "一二三四五六七八九十"


@dataclass(eq=False)
class Sentence:
    """A sentence, a line of an enumeration or a row of a table; compared by identity, so that it can be found again.

    Attributes:
        text: As it will be printed.
    """

    text: str

    def swap(self, old: str, new: str) -> None:
        """Print something else in one place.

        Raises:
            ValueError: It does not stand there exactly once.
        """
        if self.text.count(old) != 1:
            raise ValueError(f"{old!r} stands {self.text.count(old)} times in {self.text!r}")
        self.text = self.text.replace(old, new)


@dataclass
class Paragraph:
    """Sentences of one paragraph, or lines that belong together (the rows of a table)."""

    sentences: list[Sentence]
    lines: bool = False


@dataclass
class Section:
    """A heading with what stands under it."""

    heading: str
    paragraphs: list[Paragraph] = field(default_factory=list)
    below: list[Section] = field(default_factory=list)

    def say(self, *texts: str) -> list[Sentence]:
        """Add a paragraph and return its sentences."""
        sentences = [Sentence(text) for text in texts]
        self.paragraphs.append(Paragraph(sentences))
        return sentences

    def rows(self, *texts: str) -> list[Sentence]:
        """Add lines that belong together and return them."""
        sentences = [Sentence(text) for text in texts]
        self.paragraphs.append(Paragraph(sentences, lines=True))
        return sentences


@dataclass
class Written:
    """The text of a plan and where each of its sentences stands."""

    text: str
    places: dict[Sentence, tuple[int, int]]


@dataclass
class Writer:
    """Numbers headings in one of the usual styles and keeps the places of sentences."""

    style: str
    parts: list[str] = field(default_factory=list)
    length: int = 0
    places: dict[Sentence, tuple[int, int]] = field(default_factory=dict)

    def put(self, text: str) -> None:
        """Append text."""
        self.parts.append(text)
        self.length += len(text)

    def line(self, text: str) -> None:
        """Append a line."""
        self.put(f"{text}\n")

    def section(self, section: Section, depth: int, number: int) -> None:
        """Append a section with all below it."""
        self.line(self._numbered(section.heading, depth, number))
        for paragraph in section.paragraphs:
            for sentence in paragraph.sentences:
                self.places[sentence] = (self.length, self.length + len(sentence.text))
                self.put(sentence.text + ("\n" if paragraph.lines else ""))
            if not paragraph.lines:
                self.put("\n")
        for i, below in enumerate(section.below):
            self.section(below, depth + 1, i)

    def _numbered(self, heading: str, depth: int, number: int) -> str:
        if heading.startswith("附件"):
            return heading
        count = CHINESE[number] if number < len(CHINESE) else f"十{CHINESE[number - 10]}"
        if self.style == "chapters":
            return f"第{count}{'章节'[depth]} {heading}" if depth < 2 else f"{count}、{heading}"
        return (
            f"{count}、{heading}"
            if depth == 0
            else f"（{count}）{heading}"
            if depth == 1
            else f"{number + 1}．{heading}"
        )


def write(opening: list[str], sections: list[Section], style: str) -> Written:
    """Return the text of a plan.

    Args:
        opening: Lines before the first section, the title first.
        sections: Its sections in order.
        style: ``chapters`` (第一章 第一节) or ``points`` (一、（一）).
    """
    writer = Writer(style)
    for line in opening:
        writer.line(line)
    for i, section in enumerate(sections):
        writer.section(section, 0, i)
    return Written("".join(writer.parts), writer.places)
