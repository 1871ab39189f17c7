"""Works that bear a name of their own, and every place that speaks of one: 白鹭湿地公园, 青石水库.

A name begins where the verb or mark before it ends. Where one place says more before the name than another (做好白鹭湿地公园, 白鹭湿地公园) the shorter
is the name. Common nouns (城市公园, 一批水库) are no names.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from lantu.review.wording import Wording, Words
from lantu.vocabulary.wording import pattern_of

_LONGEST = 16
_HAN = r"[\u4e00-\u9fffA-Za-z0-9]"
_ENDS = re.compile(
    r".*(?:[的和与及等以为对在从把将向到按由并]|以及|高标准|高水平|高质量|现有|原有|一批|一座|\d+[个座处所项家条])"
)
_ACTS = re.compile(rf".*(?:{pattern_of('tense', 'future')}|{pattern_of('tense', 'past')}|{pattern_of('stage', place='before')}|"
    r"发挥|保障|做好|抓好|办好|用好|服务|依托|围绕|利用|支撑|续建|改扩建|扩建|迁建|改建|提升|升级|整治|创建|争创|申报|引进|布局|设立|联通|连接|衔接|完成|配套|启用|运营)")  # fmt: skip
_COMMON = re.compile(
    r"(?:城市|城镇|乡镇|农村|乡村|社区|街道|村级|县级|市级|省级|国家级|国家|区域|区域性|综合性|综合|大型|中型|小型|重点|重大|特色|现代|智慧|智能|绿色|新型|高等|中等|职业|公立|公办|民办|普通|"
    r"三甲|三级|二级|示范|标准化|专业|特殊|公共|主题|口袋|中心|应急|集中|生活|工业|农业|产业|科技|创新|创业|物流|冷链|骨干|主|各|全市|我市|本市|新|老|旧|等|一批|若干|部分|多个|"
    r"生态|体育|文化|旅游|健康|康养|数字|数据|高新|开放|共享|优质|一流|双一流|县|区|市|乡|镇|村|大|小|类)*"
)
_SHORTEST = 2


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


def works_of(wording: Wording) -> dict[str, tuple[Mention, ...]]:
    """Return every place that names a work, by its name.

    Args:
        wording: The words of the plan.
    """
    gathered: defaultdict[tuple[str, str], list[Mention]] = defaultdict(list)
    for mention in _mentions(wording):
        gathered[mention.name[-6:], mention.name[-2:]].append(mention)
    works: defaultdict[str, list[Mention]] = defaultdict(list)
    for mentions in gathered.values():
        names = sorted({mention.name for mention in mentions}, key=len)
        for mention in mentions:
            name = next(name for name in names if mention.name.endswith(name))
            start = mention.end - len(name)
            works[name].append(Mention(name, mention.sentence, start, mention.end))
    return {name: tuple(mentions) for name, mentions in works.items()}


def _mentions(wording: Wording) -> Iterator[Mention]:
    pattern = re.compile(rf"(?P<stem>{_HAN}{{2,{_LONGEST}}}?)(?P<kind>{pattern_of('work')})(?!{_PART_OF_WORD})")
    for sentence in wording.sentences:
        for match in pattern.finditer(sentence.text):
            stem = _stem(match["stem"])
            if len(_COMMON.sub("", stem, count=1)) >= _SHORTEST:
                name = stem + match["kind"]
                end = sentence.start + match.end()
                yield Mention(name, sentence, end - len(name), end)


_PART_OF_WORD = r"[化型级]|群|网络|体系|式|数量|数|总|人员|安全|服务"


def _stem(words: str) -> str:
    """Return the words of a name that stand before its kind, without what governs them."""
    for pattern in (_ACTS, _ENDS):
        match = pattern.match(words)
        if match:
            words = words[match.end() :]
    return words
