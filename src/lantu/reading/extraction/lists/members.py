"""The members of an announced list: named before the number, after it, or point by point (一是…；二是…)."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from lantu.reading.extraction.lists.announced import Announcement
from lantu.reading.extraction.masking import FILLER
from lantu.reading.extraction.tasks.heads import Reading, read_head


@dataclass(frozen=True, slots=True)
class Members:
    """Members found.

    Attributes:
        names: In order.
        open: True when the text says that it names only some.
        start: Index of the first character that belongs to the list.
        end: Index after the last.
        sure: How sure the kind of rule is.
    """

    names: tuple[str, ...]
    open: bool
    start: int
    end: int
    sure: float


_CLAUSE_START = re.compile(r"[，。；：！？\n\t]|——")
_MAY_LIST = re.compile(r"[、和与及等]|◌")
_COMMAS = re.compile(r"、")
_JOINTS = re.compile(r"、|以及|和(?!谐|美|平)|与(?!会)|及(?!其)")
_JOINED = re.compile(r"[、和与及]|”“|》《")
_QUOTES_MEET = re.compile(r"”“|》《")
_BEFORE_END = re.compile(r"(?P<open>等)?(?:国家级?|省级|市级|重点|主要|共计?|合计|这|全部|剩余|其他|新的)?$")
_LEADING_WORDS = re.compile(
    r"(?:以及|.*(?:是指|指(?![导标数引挥定向])|激活|包括|涵盖|涉及|分为|即为?|分别[为是在]|形成了?|位于|构成|构建|打造|建设|完成|推进|实施|围绕|聚焦|依托|支持|推动|发展|培育|建成|开展|统筹|覆盖|布局|新增|开通|谋划|争取|创建|加快|纳入|列入|强化|加强|深化|抓好|落实|突出|实现|联合|应对|做好|做强|提升|增强|拓展|承办|举办|引进|用好|健全|完善|优化|贯通|连接|串联|入选|设立|建立|紧扣|明确|设有|拥有|现有|建有|下辖|(?<=[省市县区州内中上里])有(?![色机限关氧效])|续写|展开|瞄准|立足|把握|坚持|统一|贯彻|办好|投用|改造|开业运营|开业)|[在以将把对从向由按为是于含如与同及和]|有(?![色机限关氧效]))"
)
_OPENS_AFTER = re.compile(
    r"：|——|，(?:即|(?P<some>包括|其中包括)|分别[为是]|具体[为是包]|主要[为是包])：?|(?:(?P<few>包括|包含|涵盖)|分别[为是]|即)：?"
)
_OPENS_AT_ONCE = re.compile(r"(?:是指|指(?![导标数引挥定向])|[是为有])：?")
_SENTENCE_END = re.compile(r"[。；！？\n]")
_POINT = re.compile(
    r"(?:^|(?<=[。；：，\n\t！？])) *(?:(?P<cn>[一二三四五六七八九十]{1,2})(?:是|要)|第(?P<nth>[一二三四五六七八九十]{1,2})[，、是]|（(?P<br>[一二三四五六七八九十]{1,2}|\d{1,2})）|(?P<circle>[①-⑳]))[，、：]?"
)
_ORDER = "一二三四五六七八九十"
_QUANTITY = re.compile(
    r"\d(?:[\d.,]*)(?:%|个|家|户|万|亿|元|公里|亩|吨|人|年|月|座|项|倍|轮|场|次|条|处|所|名|台|套|批|届|种|类|分|多|余)"
)
_LONGEST = 40
_LONGEST_POINT = 60
_LONGEST_ENDING = 8
_REACH = 240
_FIRST = 60
_NEAR = 44
_FEWEST = 3  # parts of a sentence that make a list without a word that says so
_FARTHEST = 6000
"""So far the points of a list may lie apart together; keeps the reading linear."""


def before(text: str, hidden: str, announced: Announcement, floor: int, last: int) -> Members | None:
    """Read members named before the number: A、B、C三大基地, A、B等5个园区.

    Args:
        text: Clean text.
        hidden: The same, brackets and marks hidden.
        announced: The announcement.
        floor: Index before which nothing belongs to it (the list before).
        last: Index after the number announced before; its noun is no member here.
    """
    if announced.names_end is None:
        return None
    begin = max(floor, last, announced.names_end - _REACH)
    if not _MAY_LIST.search(hidden, begin, announced.names_end):
        return None
    for mark in _CLAUSE_START.finditer(hidden, begin, announced.names_end):
        begin = mark.end()
    ending = _BEFORE_END.search(hidden, max(begin, announced.names_end - _LONGEST_ENDING), announced.names_end)
    if ending is None:
        return None  # the number stands inside the list before
    stop = ending.start()
    best: Members | None = None
    for joints in (_COMMAS, _JOINTS):
        spans = _pieces(text, hidden, begin, stop, joints)
        if len(spans) < 2 and not (spans and ending["open"]):
            continue
        start = _trimmed(hidden, max(spans[0][0], spans[0][1] - _FIRST), spans[0][1])
        if begin == floor and floor and len(spans) < 2:
            return None
        names = tuple(text[a:b].strip() for a, b in [(start, spans[0][1]), *spans[1:]])
        found = _checked(names, announced, ending["open"] is not None, start)
        if found is not None and (best is None or len(found.names) == announced.number):
            dropped = len(names) - len(found.names)
            best = replace(found, start=spans[dropped][0]) if dropped else found
    return best


def _pieces(text: str, hidden: str, start: int, end: int, joints: re.Pattern[str]) -> list[tuple[int, int]]:
    spans = []
    position = start
    cuts = [match.span() for match in joints.finditer(hidden, start, end)]
    cuts += [
        (match.start() + 1,) * 2 for match in _QUOTES_MEET.finditer(text, start, end) if hidden[match.start()] == FILLER
    ]
    for first, last in sorted(cuts):
        if first > position:
            spans.append((position, first))
        position = last
    if end > position:
        spans.append((position, end))
    return spans


def _trimmed(hidden: str, start: int, end: int) -> int:
    """Return where the first member begins: after the verb or preposition that governs the list."""
    head = read_head(hidden, start, end)
    if head.reading is not Reading.OTHER and start < head.object_start < end - 1:
        start = head.object_start
    found = _LEADING_WORDS.match(hidden, start, end - 1)
    if found and end - found.end() >= 1:
        start = found.end()
    of = hidden.rfind("的", start, end - 2)
    return of + 1 if of >= 0 else start


def _checked(names: tuple[str, ...], announced: Announcement, opened: bool, start: int) -> Members | None:
    """Accept members whose count fits the number: as many, fewer with 等, or one off."""
    tail = announced.noun[-2:]
    while (
        len(names) > announced.number and tail and names[0].endswith(tail)
    ):  # A示范区和B、C两个示范区: A stands for itself
        names = names[1:]
    count = len(names)
    if any(not 1 < len(name) <= _LONGEST or _QUANTITY.search(name) for name in names):
        return None
    if count > 1 and len(names[0]) > 2 * max(len(name) for name in names[1:]) + 6:
        return None
    if count == announced.number:
        return Members(names, False, start, announced.end, 0.9)
    if announced.exact:
        return None
    if opened:
        return Members(names, True, start, announced.end, 0.85) if count < announced.number else None
    if abs(count - announced.number) == 1 and announced.number >= 4:
        return Members(names, False, start, announced.end, 0.55)
    return None


def after(text: str, hidden: str, announced: Announcement, end: int) -> Members | None:
    """Read members named after the number: 6大基地：A、B…, 五个园区（A、B…）, 四大行业，包括A、B."""
    position = announced.end
    end = min(end, position + 2 * _REACH)
    if text.startswith("（", position) and hidden[position] == FILLER:
        close = text.find("）", position, end)
        if close > 0:
            listed = _listed(text, text, announced, position + 1, close)
            return replace(listed, end=close + 1) if listed else None
    opening = _OPENS_AT_ONCE.match(hidden, position, end)
    opening = opening or _OPENS_AFTER.search(hidden, position, min(end, position + 12))
    if not opening or _CLAUSE_START.search(hidden, position, opening.start()):
        return None
    stop = _SENTENCE_END.search(hidden, opening.end(), end)
    limit = stop.start() if stop else end
    comma = hidden.find("，", opening.end(), limit)
    some = opening.lastgroup is not None and not announced.exact  # 培育类13个，包括…
    near = _listed(text, hidden, announced, opening.end(), comma if comma >= 0 else limit, some=some)
    if near is not None:
        return near
    clauses = _clause_by_clause(text, hidden, announced, opening.end(), limit)
    alike = clauses is not None and all(name.startswith(announced.noun[:2]) for name in clauses.names)
    return clauses if alike or not announced.exact else None  # “五个坚持”，即坚持…，坚持…


def _listed(
    text: str, hidden: str, announced: Announcement, start: int, end: int, *, some: bool = False
) -> Members | None:
    """Read names between two places; with ``some`` the words before them say that they need not be all."""
    if not _JOINED.search(text, start, end):
        return None
    words = text[start:end]
    et_cetera = words.rstrip("）").endswith(("等", "等等"))
    stop = start + len(words.rstrip("等")) if et_cetera else end
    best: Members | None = None
    for joints in (_COMMAS, _JOINTS):
        names = tuple(text[a:b].strip() for a, b in _pieces(text, hidden, start, stop, joints))
        if len(names) < 2:
            continue
        opened = et_cetera or (some and len(names) < announced.number)
        found = _checked(names, announced, opened, announced.start)
        if found is not None and (best is None or len(names) == announced.number):
            best = Members(found.names, found.open, announced.start, end, found.sure)
    return best


def _clause_by_clause(text: str, hidden: str, announced: Announcement, start: int, end: int) -> Members | None:
    """三项任务：建好水库，管好河道，用好水源: as many clauses as announced."""
    spans = []
    position = start
    for mark in _CLAUSE_START.finditer(hidden, start, end):
        spans.append((position, mark.start()))
        position = mark.end()
    spans.append((position, end))
    names = tuple(text[a:b].strip() for a, b in spans if b > a)
    if len(names) != announced.number or any(not 3 <= len(name) <= _LONGEST for name in names):
        return None
    return Members(names, False, announced.start, end, 0.7)


def by_semicolons(text: str, hidden: str, announced: Announcement, end: int) -> Members | None:
    """Read 十二个领域，即…；…；…。: as many parts of the sentence as announced, each by the words before its first comma."""
    opening = _OPENS_AFTER.search(hidden, announced.end, min(end, announced.end + _NEAR))
    if opening is None:
        return None
    start, end = opening.end(), min(end, opening.end() + 2 * _REACH)
    close = hidden.find("。", start, end)
    stop = close if close >= 0 else end
    spans, position = [], start
    while position < stop:
        mark = hidden.find("；", position, stop)
        part = mark if mark >= 0 else stop
        comma = hidden.find("，", position, part)
        spans.append((position, comma if comma >= 0 else part))
        position = part + 1
    names = tuple(text[a:b].strip() for a, b in spans)
    if len(names) < _FEWEST or len(names) != announced.number or any(not 3 <= len(name) <= _LONGEST for name in names):
        return None
    return Members(names, False, announced.start, stop, 0.7)


def point_by_point(text: str, hidden: str, announced: Announcement, end: int) -> Members | None:
    """Read 一是…；二是…；三是… that follow an announcement in the same paragraph."""
    names: list[str] = []
    last = announced.end
    kind: str | None = None
    first = _POINT.search(text, announced.end, min(end, announced.end + _NEAR))
    if first is None or len(_SENTENCE_END.findall(hidden, announced.end, first.start())) > 1:
        return None  # the first point follows in the same or the next sentence
    for match in _POINT.finditer(text, first.start(), min(end, first.start() + _FARTHEST)):
        group = match.lastgroup
        if group == kind and _ordinal(match) == 1:
            break  # another enumeration begins
        if kind not in (None, group) or _ordinal(match) != len(names) + 1:
            continue
        kind = group
        stop = min(end, match.end() + _LONGEST_POINT)
        close = _CLAUSE_START.search(hidden, match.end(), stop)
        last = close.start() if close else stop
        names.append(text[match.end() : last].strip())
    if (
        len(names) < 2
        or (len(names) != announced.number and announced.number < 3)
        or abs(len(names) - announced.number) > 1
    ):
        return None
    return Members(tuple(names), False, announced.start, last, 0.85 if len(names) == announced.number else 0.6)


def _ordinal(match: re.Match[str]) -> int:
    if match["circle"]:
        return ord(match["circle"]) - ord("①") + 1
    words = match["cn"] or match["nth"] or match["br"]
    if words.isdigit():
        return int(words)
    if len(words) == 1:
        return _ORDER.index(words) + 1
    return 10 + _ORDER.index(words[1]) + 1 if words[0] == "十" else 0
