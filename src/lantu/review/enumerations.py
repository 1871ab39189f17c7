"""Enumerations that announce how many they name, counted anew from the words: A、B、C三大基地; 三大基地：A、B、C; 三项工作。一是……二是…….

The reading keeps the lists whose members it is sure of; a review must also see those whose number does not fit. 和 may join the last two members
or stand inside one, so that a count has a lower and an upper end beside the usual reading.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from lantu.chinese.numerals import parse_numeral
from lantu.review.wording import Wording, Words

_NUMBER = r"(?<![\d.第前近约超〇零一二三四五六七八九十百千万两几])(?P<number>\d{1,2}|[二两三四五六七八九]|十[一二三四五六七八九]?)"
_ANNOUNCED = re.compile(
    rf"{_NUMBER}(?P<measure>大(?![于型批学力量会])|[个项条类种件](?!以上|以内|左右|月|百分点|小时|工作日)|[座处所支片张套](?!以上|理|置|谈|有|持|撑|得|需)|家(?!庭|园|政|长|电|具|禽)|方面)(?P<noun>[\u4e00-\u9fffA-Za-z]{{2,14}})"
)
_TOLD = r"即|分别[为是]|具体[为是]|依次[为是]"
_NAMES_SOME = r"(?:主要)?(?:包括|包含|涵盖|涉及)"
_OPENS = re.compile(rf"”?(?:，?(?:{_TOLD}|[为是])?：|——|，?(?:{_TOLD})|（)")
_SOME = re.compile(rf"”?，?{_NAMES_SOME}：?")
_IN_NOUN = re.compile(rf"(?<=..)(?:{_TOLD}|{_NAMES_SOME})")
_JOINT = re.compile(r"以及|和(?![谐平睦美])|及(?!时)")
_MAY_JOIN = re.compile(rf"{_JOINT.pattern}|与")
_LEADING_JOINT = re.compile(r"^(?:以及|和|及|与)")
_AND_SO_ON = re.compile(r"等(?:等|[\u4e00-\u9fff]{0,4})?$")
_ONE_OF = ("之一", "之首", "之间")
_COUNTS = re.compile(r"\d+[个大项类条家]")
_QUANTITY = re.compile(r"\d|[。；]")
_NOT_BEFORE = re.compile(
    r"(?:[和与及的以为对在从把将到按由围绕聚焦新]|其中|其他|另外|上述|以下|下列|一批|全部|实现|覆盖|达到|惠及|辐射)$"
)
_OF_THEM = re.compile(r"(?:等|共计?|合计|这)$")
_LONGEST = 12
_FEWEST = 3  # so many members before a number show that they are what it counts
_LONGEST_LIST = 600
_BRACKET = re.compile(r"[^）\n]+(?=）)")
_FULL_STOP = re.compile(r"[^。\n]+")
_ORDER = r"(?P<order>[一二三四五六七八九十]{1,3}|\d{1,2})"
_POINTS = (
    re.compile(rf"(?:^|(?<=[。；：，\n！]))\s*{_ORDER}(?:是|要)"),
    re.compile(rf"(?:^|(?<=[。；：\n]))\s*（{_ORDER}）"),
    re.compile(rf"(?:^|(?<=[。；：\n]))\s*{_ORDER}[.．、](?!\d)"),
)
_BEFORE_POINTS = re.compile(r"[^。；：\n一（\d]{0,8}[：:。，；]?\s*")
_ANNOUNCES = re.compile(r"以下|如下|下列|下述|方面|工作|任务|措施|举措")
_POINT_ENDS = re.compile(r"[。；\n]")
_REACH = 60_000  # characters in which the points of one enumeration stand: they may be headings of sections


@dataclass(frozen=True, slots=True)
class _Members:
    """What an enumeration names, and how many that may be.

    Attributes:
        pieces: What stands between 、.
        joints: How many 和, 与, 及 stand within the pieces.
        joined: Whether the 和 in the last piece parts two members, as enumerations are usually written.
        open: Whether 等 ends it.
    """

    pieces: tuple[str, ...]
    joints: int
    joined: bool
    open: bool

    @classmethod
    def of(cls, told: str) -> _Members | None:
        """Return the members that words name; None where they are no list."""
        bare = _LEADING_JOINT.sub("", _AND_SO_ON.sub("", told)).replace("”“", "”、“").replace("》《", "》、《")
        parted = "；" if "；" in bare else "，" if "，" in bare else "、"
        pieces = tuple(piece for piece in bare.split(parted) if piece)
        joints = sum(len(_MAY_JOIN.findall(piece)) for piece in pieces) if parted == "、" else 0
        number = (_COUNTS if parted == "；" else _QUANTITY).search(bare)  # a number inside counts something else
        if not pieces or number or (parted == "、" and len(pieces[-1]) > 2 * _LONGEST):
            return None
        if len(pieces) < 2 and not joints:
            return None
        return cls(pieces, joints, parted == "、" and _joins_last(pieces), _AND_SO_ON.search(told) is not None)

    @property
    def least(self) -> int:
        """How many there are at least, 和 taken as part of a name."""
        return len(self.pieces)

    @property
    def usual(self) -> int:
        """How many there are as enumerations are usually read."""
        return len(self.pieces) + self.joined

    @property
    def most(self) -> int:
        """How many there are at most, 和 taken as a joint everywhere."""
        return len(self.pieces) + self.joints

    @property
    def plain(self) -> bool:
        """Whether they are of much the same length and no 和 leaves their number open."""
        lengths = [len(piece) for piece in self.pieces[1:]]
        return not self.joints and max(lengths) <= 2 * min(lengths)

    def stand_before(self, number: int) -> bool:
        """Tell whether they can be what a number after them counts: several, short, and about as many."""
        short = all(len(piece) <= _LONGEST for piece in self.pieces[1:])
        return len(self.pieces) >= _FEWEST and short and (abs(self.usual - number) <= 1 or self.plain)


def _joins_last(pieces: Sequence[str]) -> bool:
    """Tell whether 和 in the last piece parts two members much like the others, and stands in no member before."""
    parts = _JOINT.split(pieces[-1], maxsplit=1)
    if len(parts) < 2 or any(_JOINT.search(piece) for piece in pieces[1:-1]):
        return False
    longest = max(map(len, [*pieces[1:-1], *parts]))
    return longest <= 3 * min(map(len, parts))


@dataclass(frozen=True, slots=True, kw_only=True)
class Enumeration:
    """An enumeration and the number that announces it.

    Attributes:
        announced: The number the text announces.
        noun: What is counted.
        members: What it names.
        open: Whether the words before it say that it may name only some.
        sure: Whether it is plain from the words what is counted.
        start: Index into the unified text.
        end: Index after it.
        told: The members as printed.
    """

    announced: int
    noun: str
    members: _Members
    open: bool
    sure: bool
    start: int
    end: int
    told: str


def enumerations(wording: Wording) -> Iterator[Enumeration]:
    """Yield the enumerations of a plan in order, each once.

    Args:
        wording: The words of the plan.
    """
    for sentence in wording.sentences:
        if sentence.passage.kind == "table":
            continue
        floor = 0
        for match in _ANNOUNCED.finditer(sentence.text):
            number = parse_numeral(match["number"])
            found = _named(wording, sentence, match, int(number or 0), floor)
            if found is not None:
                yield found
                floor = found.end - sentence.start


def _named(wording: Wording, sentence: Words, match: re.Match[str], number: int, floor: int) -> Enumeration | None:
    return (
        _points(wording, sentence, match, number)
        or _after(wording, sentence, match, number)
        or _before(sentence, match, number, floor)
    )


def _after(wording: Wording, sentence: Words, match: re.Match[str], number: int) -> Enumeration | None:
    """Read 三大基地：A、B、C; 三大基地（A、B、C）; 三大基地分别为A、B和C; 三大基地包括A、B."""
    text, begin, noun = wording.text, sentence.start + match.end(), match["noun"]
    inside = _IN_NOUN.search(noun)
    if inside is not None:
        noun, begin = noun[: inside.start()], sentence.start + match.start("noun") + inside.start()
    some = _SOME.match(text, begin)
    opening = some or _OPENS.match(text, begin)
    if opening is None or noun.endswith(_ONE_OF):
        return None
    closing = _BRACKET if opening[0].endswith("（") else _FULL_STOP
    told = closing.match(text, opening.end(), opening.end() + _LONGEST_LIST)
    members = _Members.of(_enumerated(told[0])) if told else None
    if told is None or members is None:
        return None
    return Enumeration(
        announced=number, noun=noun, members=members, open=members.open or some is not None, sure=True,
        start=sentence.start + match.start(), end=told.start() + len(_enumerated(told[0])), told=_enumerated(told[0]),
    )  # fmt: skip


def _enumerated(words: str) -> str:
    """Return the words that enumerate: A、B、C，… ends at the comma, A，B，C goes on, A、…；B、…；C goes by semicolons."""
    first = words.partition("，")[0]
    return first if "；" not in words and "、" in first else words


def _before(sentence: Words, match: re.Match[str], number: int, floor: int) -> Enumeration | None:
    """Read A、B、C三大基地 and A、B、C等三大基地: what stands in the clause before the number."""
    text = sentence.text
    if text[match.start() - 1 : match.start()] == "“":
        return None  # a slogan: what stands before it are its neighbours
    begin = max(floor, *(text.rfind(mark, 0, match.start()) + 1 for mark in "，。；：（）\n"))
    told = _OF_THEM.sub("", text[begin : match.start()])
    members = None if _NOT_BEFORE.search(told) else _Members.of(told)
    if members is None or not members.stand_before(number):
        return None
    return Enumeration(
        announced=number, noun=match["noun"], members=members, open=text[: match.start()].endswith("等"),
        sure=members.plain and abs(members.usual - number) <= 1, start=sentence.start + begin, end=sentence.start + match.end(), told=told,
    )  # fmt: skip


def _points(wording: Wording, sentence: Words, match: re.Match[str], number: int) -> Enumeration | None:
    """Read 三项工作。一是……。二是……。 and the same with （一） and 1. on lines of their own."""
    text, begin = wording.text, sentence.start + match.end()
    opening = _BEFORE_POINTS.match(text, begin)
    at = opening.end() if opening else begin
    announces = text[begin - 1 : at].rstrip().endswith("：") or _ANNOUNCES.search(text, sentence.start, at) is not None
    for pattern in _POINTS if announces else _POINTS[:1]:
        first = pattern.match(text, at)
        if first is None or parse_numeral(first["order"]) != 1:
            continue
        last, end, again = 1, first.end(), False
        for point in pattern.finditer(text, first.end(), at + _REACH):
            order = parse_numeral(point["order"])
            again = order == 1
            if again:
                break
            if order == last + 1:
                last, end = last + 1, point.end()
        stop = _POINT_ENDS.search(text, end)
        close = stop.start() if stop else len(text)
        return Enumeration(
            announced=number, noun=match["noun"], members=_Members(("",) * last, 0, joined=False, open=False),
            open=False, sure=not (again and last < number), start=sentence.start + match.start(), end=close,
            told=text[at:close],
        )  # fmt: skip
    return None
