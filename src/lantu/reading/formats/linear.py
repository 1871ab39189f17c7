"""The linear text of a document as it is put together, and where each of its parts came to stand.

A paragraph is a line, a row of a table a line with a TAB between its cells: the form plain text has, so that one reader reads
every format.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from lantu.errors import DocumentError
from lantu.model.document import Block

MOST_CHARACTERS = 5_000_000  # a long plan has 200,000
MOST_CELLS = 400_000
REPEATED = 40  # characters; a longer cell that spans rows is content and stands once
_BREAK = re.compile("[ \t\u3000\xa0]*[\r\n\f\v\t\u2028\u2029]+[ \t\u3000\xa0]*")
_SENTENCE = re.compile("[。；：]")
_NUMBER = re.compile("[\\d.,%‰〔〕（）()*≤≥<>～~—-]*")
_UNPRINTABLE = re.compile("[\0-\x08\x0e-\x1f\x7f\xad\u200b\ud800-\udfff\ufeff\ufffe\uffff]")


class LinearText:
    r"""A text that grows by paragraphs and tables.

    >>> text = LinearText("plan.docx")
    >>> text.paragraph("主要指标")
    >>> text.table([["指标", "2030年"], ["森林\n覆盖率", "48"]])
    >>> text.text
    '主要指标\n指标\t2030年\n森林覆盖率\t48'
    >>> [(block.cell, text.text[block.start : block.end]) for block in text.blocks[-2:]]
    [('1!A2', '森林覆盖率'), ('1!B2', '48')]
    """

    def __init__(self, name: str) -> None:
        self.name = name
        self._parts: list[str] = []
        self._length = 0
        self._paragraphs = 0
        self._tables = 0
        self._cells = 0
        self.blocks: list[Block] = []

    @property
    def text(self) -> str:
        """The text so far."""
        return "".join(self._parts)

    def paragraph(self, words: str, page: int | None = None, glue: str = "\n") -> None:
        """Add a paragraph; blank ones are left out.

        Args:
            words: Its text; line breaks inside stay, blanks around it go, but for an indent of ideographic spaces.
            page: Page it begins on.
            glue: What parts it from the text before: a line end, or a form feed where a page begins.

        Raises:
            DocumentError: D018 the text has become too long.
        """
        words = _UNPRINTABLE.sub("", words).rstrip().lstrip(" \t\r\n\f\v\xa0\u200b\ufeff")
        if not words.strip("\u3000"):
            return
        self._paragraphs += 1
        start = self._add(words, glue)
        self.blocks.append(Block(page=page, paragraph=self._paragraphs, start=start, end=self._length))

    def table(
        self,
        rows: Sequence[Sequence[str]],
        page: int | None = None,
        glue: str = "\n",
        *,
        numbers: Sequence[int] | None = None,
        shift: int = 0,
    ) -> None:
        """Add a table, a line a row; empty rows are left out, and a row of one cell becomes paragraphs.

        Args:
            rows: Its cells.
            page: Page it begins on.
            glue: What parts it from the text before.
            numbers: Numbers of the rows where a sheet counts them; else they are counted from 1.
            shift: Columns of the sheet left of the table.

        Raises:
            DocumentError: D018 there are too many cells, or the text has become too long.
        """
        self._tables += 1
        self._cells += sum(map(len, rows))
        if self._cells > MOST_CELLS:
            raise DocumentError("D018", name=self.name, problem=f"> {MOST_CELLS:,} cells")
        for number, row in zip(numbers or range(1, len(rows) + 1), rows, strict=True):
            if len(row) == 1:
                words = one_line(row[0]) if _is_label(row[0], rows) else row[0]
                for line in words.split("\n"):
                    self.paragraph(line, page, glue)
                continue
            cells = [one_line(cell) for cell in row]
            if not any(cells):
                continue
            start = self._add("\t".join(cells), glue)
            for column, cell in enumerate(cells):
                if cell:
                    place = f"{self._tables}!{column_name(column + shift)}{number}"
                    self.blocks.append(Block(page=page, cell=place, start=start, end=start + len(cell)))
                start += len(cell) + 1
            glue = "\n"

    def _add(self, words: str, glue: str) -> int:
        """Add a line and return where it starts."""
        if self._length + len(words) > MOST_CHARACTERS:
            raise DocumentError("D018", name=self.name, problem=f"> {MOST_CHARACTERS:,} characters")
        if self._parts:
            self._parts.append(glue)
            self._length += len(glue)
        start = self._length
        self._parts.append(words)
        self._length += len(words)
        return start


def _is_label(words: str, rows: Sequence[Sequence[str]]) -> bool:
    """Tell whether a cell over the whole width of a table names the rows below it: short, and no sentence."""
    return len(words) <= REPEATED and not _SENTENCE.search(words) and any(len(row) > 1 for row in rows)


def column_name(index: int) -> str:
    """Return the letters of a column, as spreadsheets count.

    >>> column_name(0), column_name(26)
    ('A', 'AA')
    """
    letters = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def one_line(words: str) -> str:
    r"""Return the text of a cell in one line: its breaks closed, as Chinese needs no space there, but not between words.

    >>> one_line("年均\n增速 "), one_line("AI\nfor Science")
    ('年均增速', 'AI for Science')
    """
    words = _UNPRINTABLE.sub("", words).strip(" \t\r\n\f\v\u3000\xa0\u200b\ufeff")
    return _BREAK.sub(_glue, words)


def _glue(found: re.Match[str]) -> str:
    words, (start, end) = found.string, found.span()
    if start == 0 or end == len(words):
        return ""
    before, after = words[start - 1], words[end]  # two figures or words must not become one
    return " " if before.isascii() and before.isalnum() and after.isascii() and after.isalnum() else ""


def repeats(words: str) -> bool:
    """Tell whether a cell that spans rows is said again in each: names of groups are, figures and long texts stand once.

    >>> repeats("绿色生态"), repeats("17.5"), repeats("")
    (True, False, False)
    """
    return 0 < len(words) <= REPEATED and _NUMBER.fullmatch(words) is None


def spread(words: str, columns: int) -> list[str]:
    """Return the cells of one that spans columns: a name stands in each, a figure or long text in the first.

    >>> spread("“十五五”目标", 2), spread("500", 2)
    (['“十五五”目标', '“十五五”目标'], ['500', ''])
    """
    return [words, *[words if repeats(one_line(words)) else ""] * (columns - 1)]
