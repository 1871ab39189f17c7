"""The text announces a table, box, annex or chapter that the document does not hold."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator

from typing_extensions import override

from lantu.chinese.numerals import parse_numeral
from lantu.model.findings import Finding, Held
from lantu.model.records import Passage
from lantu.model.text import Span
from lantu.review.reviewed import Reviewed
from lantu.review.rule import Rule

_NUMBER = r"[一二三四五六七八九十百\d]{1,4}"
_CHAPTER = re.compile(
    rf"(?:(?:见|按照?|依照|参照|参见|根据|落实)[^，。；《》]{{0,6}})?第(?P<number>{_NUMBER})(?P<kind>[章篇编])(?![节])"
)
_SECTION = re.compile(rf"(?:第(?P<chapter>{_NUMBER})章|本章)第(?P<number>{_NUMBER})节")
_POINTS = re.compile(r"(?:本规划|本纲要|本方案|见|详见|按照?|参见|参照)[^，。；《》]{0,6}$")
_OF_ANOTHER = re.compile(r"[》法例]")
_BINDING = re.compile(r"(?<!下达的)(?<!国家)(?<!省级)约束性指标(?!以外)")
_INDICATOR_TABLE = re.compile(
    r"(?:见|列入|列于|载入|载于)(?:本[规纲][划要])?(?P<what>[“”《》\u4e00-\u9fff]{0,16}?(?:主要|目标|发展)?指标(?:体系)?表)"
)
_BOX = re.compile(rf"^专栏\s?(?P<number>{_NUMBER})(?![年月、和])")


class MissingPart(Rule):
    """The text announces a table, box, annex or chapter that the document does not hold.

    It may have been left out when the document was put together, or be an image that cannot be read. Named are the place that announces it
    and nothing else, for the rest is not there. A number that is skipped among boxes or chapters is worth a note, and so is a plan that lays duties on
    its binding indicators (约束性指标) and marks none as binding.
    """

    name = "missing-part"
    title = "F206"

    @override
    def check(self, reviewed: Reviewed) -> Iterator[Finding | Held]:
        for note in reviewed.plan.notes:
            if note.code == "R010" and note.start is not None and note.end is not None:
                span = Span(note.start, note.end)
                yield self.finding("probable", "F140", [reviewed.span(span)], what=reviewed.text[span.start : span.end])
        yield from self._chapters(reviewed)
        yield from self._sections(reviewed)
        yield from self._skipped(reviewed)
        yield from self._unmarked(reviewed)
        yield from self._tables(reviewed)

    def _chapters(self, reviewed: Reviewed) -> Iterator[Finding]:
        """Yield the references to chapters beyond the last."""
        last = max((_of_chapter(passage) for passage in reviewed.plan.passages), default=0)
        for sentence in reviewed.wording.sentences:
            if sentence.passage.kind == "heading":
                continue
            for match in _CHAPTER.finditer(sentence.text):
                before = sentence.text[: match.start("number") - 1]
                number = parse_numeral(match["number"])
                if number is None or number <= last or not _POINTS.search(before) or _OF_ANOTHER.search(before[-12:]):
                    continue
                begin = sentence.start + match.start("number") - 1
                span = reviewed.wording.span(begin, sentence.start + match.end())
                what = f"第{match['number']}{match['kind']}"
                yield self.finding("probable", "F141", [reviewed.span(span)], what=what, last=last)

    def _sections(self, reviewed: Reviewed) -> Iterator[Finding]:
        """Yield the references to sections beyond the last of their chapter."""
        last: defaultdict[int, int] = defaultdict(int)
        for passage in reviewed.plan.passages:
            parts = passage.number.split(".")
            if passage.kind == "heading" and len(parts) > 1 and parts[0].isdigit() and parts[1].isdigit():
                last[int(parts[0])] = max(last[int(parts[0])], int(parts[1]))
        for sentence in reviewed.wording.sentences:
            for match in _SECTION.finditer(sentence.text):
                here = match["chapter"] is None
                chapter = _of_chapter(sentence.passage) if here else int(parse_numeral(match["chapter"]) or 0)
                number = parse_numeral(match["number"])
                if number is None or not last[chapter] or number <= last[chapter] or sentence.passage.kind == "heading":
                    continue
                if not here and _OF_ANOTHER.search(sentence.text[max(0, match.start() - 12) : match.start()]):
                    continue
                span = reviewed.wording.span(sentence.start + match.start(), sentence.start + match.end())
                yield self.finding("probable", "F143", [reviewed.span(span)], what=match[0], last=last[chapter])

    def _skipped(self, reviewed: Reviewed) -> Iterator[Finding]:
        """Yield the one number that is skipped among the boxes."""
        boxes: dict[int, Span] = {}
        for sentence in reviewed.wording.sentences:
            match = _BOX.match(sentence.text)
            number = parse_numeral(match["number"]) if match else None
            if number is not None and sentence.passage.kind in ("column", "heading", "table"):
                boxes.setdefault(
                    int(number), reviewed.wording.span(sentence.start, sentence.start + len(sentence.text))
                )
        skipped = sorted(set(range(1, max(boxes, default=0))) - set(boxes))
        if len(skipped) == 1 and skipped[0] - 1 in boxes:
            spans = [reviewed.span(boxes[number]) for number in (skipped[0] - 1, skipped[0] + 1)]
            yield self.finding("note", "F142", spans, what=f"专栏{skipped[0]}")

    def _unmarked(self, reviewed: Reviewed) -> Iterator[Finding]:
        """Yield the places that speak of the plan's binding indicators where none is marked."""
        plan = reviewed.plan
        if plan.head.kind != "plan" or any(statement.attribute is not None for statement in plan.statements):
            return
        said = reviewed.wording.sentences
        places = [each for each in said if each.passage.role in ("guarantee", "tasks") and _BINDING.search(each.text)]
        spans = [reviewed.span(reviewed.wording.span(each.start, each.start + len(each.text))) for each in places]
        if spans:
            yield self.finding("note", "F155", spans)

    def _tables(self, reviewed: Reviewed) -> Iterator[Finding]:
        """Yield the places that refer to a table of indicators by its name, where no table gives a number."""
        if any(statement.in_table for statement in reviewed.plan.statements):
            return
        for sentence in reviewed.wording.sentences:
            match = _INDICATOR_TABLE.search(sentence.text)
            if match is not None:
                span = reviewed.wording.span(sentence.start + match.start("what"), sentence.start + match.end("what"))
                yield self.finding("probable", "F140", [reviewed.span(span)], what=match["what"])


def _of_chapter(passage: Passage) -> int:
    """Return the number of the chapter a passage stands in; zero before the first."""
    first = passage.number.partition(".")[0]
    return int(first) if first.isdigit() else 0
