"""What the notes below a table say of its values: which are expected, which are of another year.

A note speaks of a mark (带*为预计数, *为2024年数据) or of indicators by name (森林覆盖率基数为2024年数据).
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from lantu.reading.extraction.tables.cells import FOLD

_PART = re.compile(r"[；。\n]")
_MARKED = re.compile(r"(?:带|标|注|加|打)?[“\"（(]?(?P<mark>[*★☆△▲#①-⑳¹²³⁴⁵⁶⁷⁸⁹]|\[\d\])[”\"）)]?号?")
_YEAR = re.compile(
    r"(?:为|是|系|采用|使用|按|取|用)[^，；。]{0,6}?((?:19|20)\d\d)年(?!目标|可比|不变|价)[^，；。]{0,6}?(?:数|值|实际|水平|情况|口径|$)|^[^，]{0,3}((?:19|20)\d\d)年(?:数据?|值)$"
)
_NUMBERS = frozenset("①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳")
_EXPECTED = re.compile(r"预计|预测|初步|快报|预期数")
_ROUND = re.compile(r"[（(]\s*[）)]内?[的数字]*(?:为|是|表示)[^，；。]{0,10}累计|[（(]\s*[）)][^，；。]{0,6}累计")


@dataclass(frozen=True, slots=True)
class Notes:
    """What the notes say.

    Attributes:
        expected: Marks of expected values.
        years: Year of the values that bear a mark.
        named: Year of the baseline of the indicators named in a note, with the note.
        named_expected: Notes that call the values of indicators they name expected.
        round_brackets: True when numbers in round brackets are sums over the period.
    """

    expected: frozenset[str] = frozenset()
    years: dict[str, str] = field(default_factory=dict)
    named: tuple[tuple[str, str], ...] = ()
    named_expected: tuple[str, ...] = ()
    round_brackets: bool = False

    def year_of(self, name: str, marks: Iterable[str]) -> str | None:
        """Return the year of a baseline that bears marks or is named in a note."""
        for mark in marks:
            if mark in self.years:
                return self.years[mark]
        return next((year for note, year in self.named if len(name) > 2 and name in note), None)

    def is_expected(self, name: str, marks: Iterable[str]) -> bool:
        """Tell whether the baseline of an indicator is an expected value, by its marks or by its name in a note."""
        return any(mark in self.expected for mark in marks) or any(
            len(name) > 2 and name in note for note in self.named_expected
        )


def read_notes(text: str) -> Notes:
    """Read the notes below a table.

    >>> notes = read_notes("注：〔 〕内为五年累计数；带*为预计数，△为2024年数据。")
    >>> sorted(notes.expected), notes.years
    (['*'], {'△': '2024'})
    """
    folded = "".join(text.translate(FOLD).replace("\n", "\x00").split()).replace("\x00", "\n")
    expected: set[str] = set()
    years: dict[str, str] = {}
    named: list[tuple[str, str]] = []
    named_expected: list[str] = []
    for part in _PART.split(folded):
        for marks, words in _by_marks(part):
            year = _YEAR.search(words)
            only_numbers = all(mark in _NUMBERS for mark in marks)  # ② before a note may number it or be a mark
            if _EXPECTED.search(words):
                expected |= marks
                named_expected += [words] if only_numbers else []
            elif year:
                years |= dict.fromkeys(marks, year[1] or year[2])
                named += [(words, year[1] or year[2])] if only_numbers else []
    return Notes(frozenset(expected), years, tuple(named), tuple(named_expected), bool(_ROUND.search(folded)))


def _by_marks(part: str) -> list[tuple[set[str], str]]:
    """Cut a sentence of a note at the marks it explains; marks joined (*、△为) are explained together."""
    found = list(_MARKED.finditer(part))
    if not found:
        return [(set(), part)]
    cut: list[tuple[set[str], str]] = []
    marks: set[str] = set()
    for i, match in enumerate(found):
        marks.add(match["mark"])
        words = part[match.end() : found[i + 1].start() if i + 1 < len(found) else len(part)]
        if len(words) > 2:
            cut.append((marks, words))
            marks = set()
    return cut
