"""Who answers for a task: （牵头单位：…；责任单位：…）, 市水务局牵头，市财政局配合, 由市水务局负责."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from lantu.reading.extraction.tasks.subjects import subject_of
from lantu.vocabulary.bodies import Body, find_bodies_in

_LABEL = re.compile(
    r"(?P<label>(?:牵头|责任|配合|参与|主办|协办|主责|实施|承办|落实|主管|主体责任|第一责任|协同)(?:责任|落实|实施)?(?:单位|部门|主体|方))[：:]\s*"
)
_NAMES = re.compile(r"(?:[^；;。（）()【】\n\t：:]|（[^（）\n]{1,12}）){1,300}")
_NAME = re.compile(
    r"(?:[^、，,和及（）\s]|（[^（）]*）|(?<=[\u4e00-\u9fff])和(?=信息化|社会保障|改革|旅游|草原|安全|计划|生态|城乡|农村|技术|体育|住房|自然|应急|文化|统战|台|侨|计生|粮食|电视|国土|园林|军人))+"
)
_DUTY = re.compile(
    r"(?P<names>.{2,200}?)(?:按(?:照)?(?:各自)?职责分工)?(?:分别|共同)?(?P<duty>牵头负责|牵头落实|牵头|负责|主责|主办|配合|参与|协办|组织实施|落实|实施)$"
)
_SEGMENT = re.compile(r"[^，,；;]+")
_BRACKET = re.compile(
    r"（(?P<inside>[^（）\n]{3,300}(?:（[^（）\n]{1,12}）[^（）\n]{0,200})*(?:牵头负责|牵头落实|牵头|负责|主责|主办|配合|参与|落实|实施|协办))）"
)
_INLINE = re.compile(r"由(?P<names>[^，。；：]{2,40}?)(?P<duty>牵头负责|牵头|负责|主办)")
_LEADS = ("牵头", "主办", "主责", "第一责任", "主体责任")
_EMPTY = re.compile(r"等(?:部门|单位|有关部门|相关部门)?$|按(?:照)?(?:各自)?职责分工.*$|分别$|共同$")
_LONGEST_NAME = 30


@dataclass(frozen=True, slots=True)
class Answer:
    """Bodies named at one place of a text.

    Attributes:
        start: Index of the first character of the place.
        end: Index after its last character.
        lead: The body that leads, or None.
        bodies: The others, in order.
    """

    start: int
    end: int
    lead: str | None
    bodies: tuple[str, ...]


def find_answers(text: str, start: int, end: int) -> list[Answer]:
    """Find the places that name bodies; labels that stand together are one place.

    Args:
        text: Clean text.
        start: Index where the search begins.
        end: Index where it ends.

    >>> find_answers("建水库（牵头单位：市水务局；责任单位：市财政局、各县（市、区））。", 0, 36)
    [Answer(start=3, end=31, lead='市水务局', bodies=('市财政局', '各县（市、区）'))]
    """
    labelled = list(_labelled(text, start, end)) if text.find("：", start, end) >= 0 else []
    found = list(labelled)
    for match in _BRACKET.finditer(text, start, end):
        if place_at(labelled, match.start()) is None:
            answer = _from_duties(match["inside"], match.start(), match.end())
            found += [answer] if answer else []
    return sorted(found, key=lambda answer: answer.start)


def place_at(answers: list[Answer], index: int) -> Answer | None:
    """Return the place that holds an index, among places in order; None where none does."""
    i = bisect_right(answers, index, key=lambda answer: answer.start) - 1
    return answers[i] if i >= 0 and index < answers[i].end else None


def _labelled(text: str, start: int, end: int) -> Iterator[Answer]:
    """Join labels that follow each other with nothing but marks between them."""
    group: list[tuple[str, tuple[str, ...]]] = []
    first = last = start
    for label in _LABEL.finditer(text, start, end):
        names = _NAMES.match(text, label.end(), end)
        stop = names.end() if names else label.end()
        following = _LABEL.search(text, label.end(), stop + 12 if stop + 12 < end else end)
        if following and following.start() < stop:
            stop = following.start()
        if group and text[last : label.start()].strip("；;，,。 \t\n（）"):
            yield _answer(group, first, last)
            group = []
        if not group:
            first = label.start() - (text[label.start() - 1 : label.start()] in ("（", "【"))
        group.append((label["label"], _names(text[label.end() : stop])))
        last = stop
    if group:
        yield _answer(group, first, last)


def _answer(group: list[tuple[str, tuple[str, ...]]], start: int, end: int) -> Answer:
    lead: str | None = None
    bodies: list[str] = []
    for label, names in group:
        leads = label.startswith(_LEADS) and lead is None and bool(names)
        lead = names[0] if leads else lead
        bodies += names[leads:]
    return Answer(start, end, lead, tuple(dict.fromkeys(body for body in bodies if body != lead)))


def _names(words: str) -> tuple[str, ...]:
    words = _EMPTY.sub("", words.strip("，,、 \t"))
    known = find_bodies_in(words)  # 市自然资源和规划局 is one
    found = (_EMPTY.sub("", words[first:last].strip()) for first, last in _pieces(words, known))
    return tuple(name for name in found if 2 <= len(name) <= _LONGEST_NAME)


def _pieces(words: str, known: Sequence[tuple[int, int, Body]]) -> Iterator[tuple[int, int]]:
    """Yield where each name begins and ends; a mark within a body that is known parts nothing."""
    pieces = [match.span() for match in _NAME.finditer(words)]
    joined: list[tuple[int, int]] = []
    i = 0
    for first, last in pieces:
        while i < len(known) and known[i][1] <= first:
            i += 1
        within = joined and i < len(known) and known[i][0] < joined[-1][1] and first < known[i][1]
        if within:
            joined[-1] = (joined[-1][0], last)
        else:
            joined.append((first, last))
    yield from joined


def subject_answer(text: str, start: int, end: int) -> Answer | None:
    """Read the bodies that begin a clause as those that answer for its task; one alone, or the first with 会同, leads.

    >>> subject_answer("审计机关对重大项目开展跟踪审计", 0, 15)
    Answer(start=0, end=4, lead='审计机关', bodies=())
    """
    subject = subject_of(text, start, end)
    if subject is None:
        return None
    names = tuple(dict.fromkeys(text[first:last] for first, last in subject.names))
    lead = names[0] if subject.leads else None
    return Answer(start, subject.end, lead, names[1:] if lead else names)


def _from_duties(words: str, start: int, end: int) -> Answer | None:
    """Read 市水务局牵头，市财政局、清河县配合 and 市水务局负责."""
    lead: str | None = None
    bodies: list[str] = []
    for segment in _SEGMENT.finditer(words):
        match = _DUTY.match(segment[0])
        names = _names(match["names"]) if match else ()
        leads = match is not None and match["duty"].startswith(_LEADS) and lead is None and bool(names)
        lead = names[0] if leads else lead
        bodies += names[leads:]
    if lead is None and len(bodies) == 1 and "负责" in words:
        lead, bodies = bodies[0], []
    return Answer(start, end, lead, tuple(bodies)) if lead or bodies else None


def inline_answer(text: str, start: int, end: int) -> Answer | None:
    """Read 由市水务局牵头 within a sentence.

    >>> inline_answer("由市水务局负责建设水库", 0, 11)
    Answer(start=0, end=7, lead='市水务局', bodies=())
    """
    found = _INLINE.search(text, start, end)
    if not found:
        return None
    names = _names(re.sub(r"(?:会同|联合|商)", "、", found["names"]))
    return Answer(found.start(), found.end(), names[0], names[1:]) if names else None
