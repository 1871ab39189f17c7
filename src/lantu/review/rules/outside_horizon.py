"""Something is due after the plan ends, or was due before it begins."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from typing_extensions import override

from lantu.chinese.numerals import parse_numeral
from lantu.chinese.time import TimeKind, TimeMention, find_times
from lantu.model.findings import Finding, Held, Severity
from lantu.review.reviewed import Reviewed
from lantu.review.rule import Rule
from lantu.review.wording import Words
from lantu.vocabulary.surveys import Survey, shipped_surveys

_YEAR = re.compile(r"20\d\d|五[”\"’]")
_PLAN = re.compile(r"十[一二三四五六七八九]五")
_DATED = frozenset((TimeKind.POINT, TimeKind.SPAN, TimeKind.WITHIN))
_VISION = re.compile(r"展望|远景|愿景|长远|中长期|本世纪|现代化|碳中和|碳达峰|百年")
_LATER_BY_NATURE = re.compile(r"开工|启动|前期|谋划|储备|研究|申办|承办|举办|筹办|跨|续建|推进|有序")
_DONE = re.compile(
    r"建成|完成|实现|达到|投入|投用|投产|通车|竣工|完工|提高到|提升[到至]|降[到至]|覆盖|形成|以内|以上|年底?前"
)
_WILL = re.compile(r"加快|力争|确保|争取|开工|新建|将|要|推进|实施|年?[底末]?前|计划")
_PAST = re.compile(r"已|以来|曾|自20|了|同期|相比|[比较]20|荣获|获评|入选|获批|截至")
_DOCUMENT = re.compile(
    r"《[^》]*》|“(?!十.五”)[^”]*”|[^，。；]{2,30}(?:方案|计划|规划|纲要|意见)[（(]20\d\d[^）)]*[）)]"
)
_EXPIRED = re.compile(
    r"(?P<what>[^，。；、《]{2,30}(?:方案|计划|规划|纲要|意见))[》]?[（(]20\d\d\s*[—–\-~～至]+\s*(?P<end>20\d\d)年?[）)]"
)
_SURVEY_BEFORE = r"第(?P<number>[一二三四五六七八九十]{1,3}|\d{1,2})次(?:全国|全省|全市)?"
_RESULTS = re.compile(r"成果|数据|结果|资料|公报|普查后|以来|已|完成了|根据|依据|显示")
_NOT_PROMISING = frozenset(("front", "review", "environment"))


class OutsideHorizon(Rule):
    """Something is due after the plan ends, or was due before it begins.

    A deadline after the last year cannot be answered for by this plan; one before the first year is a leftover or a slip of the pen. Sentences about
    the far future (2035, 2050, 远景) are left alone, and so is what only begins in time. A document that the plan relies on and that ran out before the
    plan begins is worth a note; so is a census to be held whose year, known by its number, is past.
    """

    name = "outside-horizon"
    title = "F208"

    @override
    def check(self, reviewed: Reviewed) -> Iterator[Finding | Held]:
        head = reviewed.plan.head
        if head.start is None or head.end is None or head.kind != "plan":
            return
        yield from self._surveyed(reviewed, head.start)
        for sentence in reviewed.wording.sentences:
            if (
                sentence.passage.role in _NOT_PROMISING
                or sentence.passage.kind == "table"
                or not _YEAR.search(sentence.text)
            ):
                continue
            yield from self._expired(reviewed, sentence, head.start)
            hidden = _DOCUMENT.sub(lambda match: "＊" * len(match[0]), sentence.text)
            for mention in find_times(hidden, horizon=(head.start, head.end)):
                yield from self._due(reviewed, sentence, hidden, mention)

    def _due(self, reviewed: Reviewed, sentence: Words, hidden: str, mention: TimeMention) -> Iterator[Finding]:
        start, end = reviewed.plan.head.start or 0, reviewed.plan.head.end or 0
        year = _last_year(mention)
        if mention.kind not in _DATED or year is None:
            return
        named = (
            _PLAN.search(hidden, mention.start, mention.end) is not None
        )  # another five-year plan is never the far future
        if year > end and (named or not _is_vision(reviewed, year, hidden)):
            begun = _LATER_BY_NATURE.search(hidden) is not None
            severity: Severity = "note" if begun else "probable"
            if begun or _DONE.search(hidden):
                yield self._found(severity, "F105", reviewed, sentence, year, end)
        elif (
            year < start and sentence.passage.role in ("tasks", "guarantee", "goals") and _still_to_do(hidden, mention)
        ):
            severity = "probable" if _WILL.search(hidden) else "note"
            yield self._found(severity, "F106", reviewed, sentence, year, start)

    def _found(
        self, severity: Severity, code: str, reviewed: Reviewed, sentence: Words, year: int, limit: int
    ) -> Finding:
        span = reviewed.wording.span(sentence.start, sentence.start + len(sentence.text))
        return self.finding(severity, code, [reviewed.span(span)], year=year, limit=limit)

    def _surveyed(self, reviewed: Reviewed, start: int) -> Iterator[Finding]:
        """Yield the national surveys that are to be held and were held before the plan."""
        for survey in shipped_surveys():
            for match in _pattern_of(survey).finditer(reviewed.wording.text):
                sentence = reviewed.wording.sentence_at(match.start())
                year = survey.held_in(int(parse_numeral(match["number"]) or 0))
                if sentence is None or sentence.passage.role in _NOT_PROMISING or year >= start:
                    continue
                if not _RESULTS.search(sentence.text):
                    span = reviewed.wording.span(sentence.start, sentence.start + len(sentence.text))
                    yield self.finding("note", "F150", [reviewed.span(span)], what=match[0], year=year, limit=start)

    def _expired(self, reviewed: Reviewed, sentence: Words, start: int) -> Iterator[Finding]:
        for match in _EXPIRED.finditer(sentence.text):
            if int(match["end"]) < start:
                span = reviewed.wording.span(sentence.start + match.start(), sentence.start + match.end())
                yield self.finding(
                    "note", "F107", [reviewed.span(span)], what=match["what"], year=match["end"], limit=start
                )


@cache
def _pattern_of(survey: Survey) -> re.Pattern[str]:
    return re.compile(rf"{_SURVEY_BEFORE}(?:{'|'.join(survey.words)})")


def _last_year(mention: TimeMention) -> int | None:
    """Return the last year a mention names; what recurs or is counted from an unknown day names none."""
    period = mention.period or ""
    last = period[-4:] if len(period) == 9 else period[:4]
    return int(last) if last.isdigit() else None


def _is_vision(reviewed: Reviewed, year: int, hidden: str) -> bool:
    """Tell whether a year lies beyond the plan on purpose: a round year of the far future, or one the title names."""
    return (
        (year >= 2035 and year % 5 == 0) or str(year) in reviewed.plan.head.title or _VISION.search(hidden) is not None
    )


def _still_to_do(hidden: str, mention: TimeMention) -> bool:
    """Tell whether a past year stands where a deadline would: before 建成 and the like, and nothing says that it is over."""
    after = hidden[mention.end : mention.end + 16]
    return _DONE.search(after) is not None and _PAST.search(hidden) is None and "的" not in after[:14]
