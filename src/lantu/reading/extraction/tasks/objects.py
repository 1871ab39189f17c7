"""The object of a task: where it stands for several tasks, and how a title says it in a few words."""

from __future__ import annotations

import re

from lantu.chinese.numerals import parse_numeral
from lantu.reading.extraction.masking import FILLER

_UNDERTAKING = (
    "工程|行动|计划|专项|项目|示范区|试验区|先行区|园区|产业园|科技园|基地|中心|示范带|走廊|枢纽|机场|港区|码头|水库|泵站|电站|电厂|铁路|高铁|高速|高速公路|大桥|隧道|医院|学校|大学|学院|图书馆|博物馆|体育馆|美术馆|公园|实验室|特优区|开发区|特区|新城|"
    r"改革|试点|大赛|博览会|论坛|大会|平台|条例|规划|方案|办法|标准"
)
_HEAD_NOUN = re.compile(rf"(?:{_UNDERTAKING})(?:{FILLER}+)?(?:建设|项目建设|创建|试点|改革)?$")
_DONE_TO_ALL = re.compile(r"(?:规划|项目)?(?:建设|创建|试点|改革)$")
_JOINTS = re.compile(r"、|以及|和|与(?![会])|及(?!其)")
_ANNOUNCED = re.compile(
    r"(?P<number>\d{1,2}|[二两三四五六七八九十]{1,2})(?P<measure>大|个|项|类)(?P<noun>[^，、和与及]{2,16})$"
)
_OPEN = re.compile(r"等")
_LONGEST_TITLE = 26
_MOST = 8
_SHORTEST_PART = 4
_BRACKETS = re.compile(r"（[^（）]{5,}）|【[^【】]*】")
_BODIES = re.compile(r"（[^（）]{0,40}(?:单位|部门|主体)：.*$|（[^（）]{0,300}(?:牵头|负责|配合)[^（）]{0,100}）$")
_ENUMERATION = re.compile(r"(?:、[^、，]{1,14}){2,30}等")
_ATTRIBUTE = re.compile(r"^[^“”《》]{4,40}的(?=[^的、]{6,}$)")


def split_object(clean: str, hidden: str) -> list[str]:
    """Return the objects of the tasks a verb phrase stands for; one unless it names several undertakings.

    Args:
        clean: The object as written.
        hidden: The same, brackets and marks hidden.

    >>> split_object("引水、护岸2大工程", "引水、护岸2大工程")
    ['引水工程', '护岸工程']
    >>> split_object("清淤计划和护岸行动", "清淤计划和护岸行动")
    ['清淤计划', '护岸行动']
    >>> split_object("城北水库和城南泵站建设", "城北水库和城南泵站建设")
    ['城北水库建设', '城南泵站建设']
    """
    if _OPEN.search(hidden):
        return [clean]
    announced = _ANNOUNCED.search(hidden)
    if announced:
        return _split_announced(clean, hidden, announced)
    parts = _parts(clean, hidden)
    if 1 < len(parts) <= _MOST and all(
        len(shown) >= _SHORTEST_PART and _HEAD_NOUN.search(mask) for shown, mask in parts
    ):
        return _with_tail([shown for shown, _ in parts])
    return [clean]


def _with_tail(parts: list[str]) -> list[str]:
    """Give each part what the last one says is done to all: 推进A铁路、B水库建设 builds both."""
    tail = _DONE_TO_ALL.search(parts[-1])
    if not tail:
        return parts
    return [part if _DONE_TO_ALL.search(part) else part + tail[0] for part in parts]


def _split_announced(clean: str, hidden: str, announced: re.Match[str]) -> list[str]:
    """A、B、C三大工程 are as many tasks as announced; names of places before 个 are not."""
    number = int(parse_numeral(announced["number"]) or 0)
    parts = _parts(clean[: announced.start()], hidden[: announced.start()])
    own = len(parts) - number  # A示范区和B、C、D 3个示范区: one that stands for itself, then the list
    if 0 < own < len(parts) and all(_HEAD_NOUN.search(mask) for _, mask in parts[:own]):
        rest = clean.index(parts[own][0], sum(len(shown) + 1 for shown, _ in parts[:own]) - 1)
        return [shown for shown, _ in parts[:own]] + split_object(clean[rest:], hidden[rest:])
    if len(parts) != number or not 1 < len(parts) <= _MOST:
        return [clean]
    if announced["measure"] != "大" and min(len(shown) for shown, _ in parts) <= _SHORTEST_PART:
        return [clean]
    return [shown + announced["noun"] for shown, _ in parts]


def _parts(clean: str, hidden: str) -> list[tuple[str, str]]:
    parts = []
    position = 0
    for match in _JOINTS.finditer(hidden):
        parts.append((clean[position : match.start()], hidden[position : match.start()]))
        position = match.end()
    parts.append((clean[position:], hidden[position:]))
    return [(shown, mask) for shown, mask in parts if shown]


def without_bodies(words: str) -> str:
    """Return the object without a bracket that names who answers for it."""
    return _BODIES.sub("", words).strip()


def title_of(words: str, verb: int = 2) -> str:
    """Say a task in a few words: brackets, long enumerations and long attributes are shortened.

    Args:
        words: Carrier, verb and object as written.
        verb: Length of carrier and verb.

    >>> title_of("扩大苹果、梨、桃、杏、山楂等特色果品种植规模")
    '扩大苹果、梨等特色果品种植规模'
    """
    title = _BRACKETS.sub("", words).strip()
    if len(title) > _LONGEST_TITLE - 6:
        title = _ENUMERATION.sub(lambda m: _shorter(m[0]), title, count=1)
    if len(title) > _LONGEST_TITLE:
        opening, attribute = title[:verb], _ATTRIBUTE.match(title[verb:])
        title = opening + title[verb + attribute.end() :] if attribute else title
    return title


def _shorter(enumeration: str) -> str:
    return "、" + enumeration.split("、")[1].removesuffix("等") + "等"
