"""Works that bear a name of their own, and every place that speaks of one: 白鹭湿地公园, 青石水库.

A name begins where the verb or mark before it ends. Where one place says more before the name than another (做好白鹭湿地公园, 白鹭湿地公园) the shorter
is the name. Common nouns (城市公园, 一批水库) are no names.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from lantu.review.wording import Wording, Words
from lantu.vocabulary.wording import pattern_of

_LONGEST = 16
_STEM = re.compile(r"[\u4e00-\u9fffA-Za-z0-9]{2,}$")
_ENDS = re.compile(
    r"(?:[的和与及等以为对在从把将向到按由并]|以及|高标准|高水平|高质量|现有|原有|一批|一座|\d+[个座处所项家条])"
)
_ACTS = re.compile(rf"(?:{pattern_of('tense', 'future')}|{pattern_of('tense', 'past')}|{pattern_of('stage', place='before')}|"
    r"提高|发挥|保障|做好|抓好|办好|用好|服务|依托|围绕|利用|支撑|续建|改扩建|扩建|迁建|改建|提升|升级|整治|创建|争创|申报|引进|布局|设立|联通|连接|衔接|完成|配套|启用|运营)")  # fmt: skip
_COMMON = re.compile(f"(?:{pattern_of('work', 'common')})*")
_SHORTEST = 2
_MATERIAL = re.compile(
    "[钙硅锂镁铝铜铁钢钼镍钴铅锌锡金银氢氟氨碳煤油气盐酒茶药竹木]"
)  # 钙产业园: one character is enough
_SHARED = 4  # names that end in so many characters alike are compared


@dataclass(frozen=True, slots=True)
class Mention:
    """A place that names a work.

    Attributes:
        name: The work.
        sentence: The sentence.
        start: Index into the unified text.
        end: Index after the name.
    """

    name: str
    sentence: Words
    start: int
    end: int

    @property
    def before(self) -> str:
        """The words of the clause before the name."""
        said = self.sentence.text[: self.start - self.sentence.start]
        return re.split(r"[，；：。]", said)[-1]

    @property
    def after(self) -> str:
        """The words of the sentence after the name."""
        return self.sentence.text[self.end - self.sentence.start :]


Kind = Literal["work", "zone"]


def works_of(wording: Wording, kind: Kind = "work") -> dict[str, tuple[Mention, ...]]:
    """Return every place that names a work, by its name.

    Args:
        wording: The words of the plan.
        kind: Works that are built, or zones that are named (示范区, 科技城).
    """
    gathered: defaultdict[str, list[Mention]] = defaultdict(list)
    for mention in _mentions(wording, kind):
        gathered[mention.name[-_SHARED:]].append(mention)
    works: defaultdict[str, list[Mention]] = defaultdict(list)
    for mentions in gathered.values():
        names = sorted({mention.name for mention in mentions}, key=len)
        for mention in mentions:
            name = next(name for name in names if mention.name.endswith(name))
            start = mention.end - len(name)
            works[name].append(Mention(name, mention.sentence, start, mention.end))
    return {name: tuple(mentions) for name, mentions in works.items()}


def _mentions(wording: Wording, kind: Kind) -> Iterator[Mention]:
    kinds = re.compile(rf"(?P<kind>{pattern_of('work', kind)})(?!{_PART_OF_WORD})")
    own = wording.plan.head.area_name or ""
    for sentence in wording.sentences:
        floor = 0
        for match in kinds.finditer(sentence.text):
            words = _STEM.search(sentence.text, max(floor, match.start() - _LONGEST), match.start())
            floor = match.end()
            stem = stem_of(words[0], own) if words else ""
            bare = _COMMON.sub("", stem, count=1)
            if len(bare) >= _SHORTEST or (len(match["kind"]) > _SHORTEST and _MATERIAL.fullmatch(bare)):
                end = sentence.start + match.end()
                name = stem + match["kind"]
                yield Mention(name, sentence, end - len(name), end)


_COLLECTIVE = re.compile(r"等[^等]{0,4}$")
_PART_OF_WORD = r"[化型级（城]|群|网络|体系|式|数量|数|总|人员|安全|服务"


def stem_of(words: str, own: str = "") -> str:
    """Return the words of a name that stand before its kind, without what governs them; none where 等 makes the kind a common noun.

    The plan's own city begins a name: 高新北区清溪市科技创新城 is 清溪市科技创新城 in 高新北区.
    """
    if _COLLECTIVE.search(words):
        return ""
    for pattern in (_ACTS, _ENDS):
        # one word after the other from the left: 开展望湖 is 开展 and 望湖, never 展望
        ends = [match.end() for match in pattern.finditer(words)]
        words = words[ends[-1] :] if ends else words
    at = words.rfind(own) if own else -1
    return words[at:] if at > 0 and at + len(own) < len(words) else words
