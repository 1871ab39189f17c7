"""One thing stands under several names."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from itertools import combinations

from typing_extensions import override

from lantu.model.findings import Finding, Held, PlanSpan
from lantu.review.claims import Claim
from lantu.review.reviewed import Reviewed
from lantu.review.rule import Rule
from lantu.review.sameness import name_key
from lantu.review.wording import Words
from lantu.review.works import Mention, works_of
from lantu.vocabulary.bodies import find_bodies_in

_QUOTED = re.compile(r"“(?P<name>[\u4e00-\u9fff]{4,12})”")
_PARTS = re.compile(r"[一二三四五六七八九十\d东西南北上下左右前后中新老旧大小甲乙丙]")
_LEVELS = re.compile(r"国家级?|[省市县区]级|高标准|现代|综合|项目|工程")
_WEAK = re.compile(r"产业|制造")  # 装备制造集聚区 and 装备产业集聚区 are one
_OWN = re.compile(r"^([\u4e00-\u9fff]{2,3})[省市县区](?=[\u4e00-\u9fff]{4})")
_INSTITUTES = re.compile(r"(?:中国科学院|中科院|中国[\u4e00-\u9fff]{1,4}科?院|[社工农林]科院)[\u4e00-\u9fff]{2,8}?所")
_OFFICES = ("office", "department", "survey")
_LEVEL = re.compile(r"^.*?[省市县区州旗盟](?=[\u4e00-\u9fff]{3})(?:委(?=[\u4e00-\u9fff]{2,}[部办委]))?")
_TIME = re.compile(r"年均|每年|累计|全年|年度")  # the year and the mean of five are of two times, not two names
_SHORTEST = 4
_STEM = 2  # characters that name the place; where only they differ, two things are meant
#: Kinds that name one thing loosely.
_LIKE_KINDS = frozenset(
    map(
        frozenset,
        (("码头", "港"), ("码头", "旅客港"), ("中心", "所"), ("中心", "院"), ("公园", "园"), ("电站", "电厂")),
    )
)
_ZONES = ("高新区", "经开区", "开发区", "保税区", "示范区", "新区")
Places = dict[str, list[Words]]


class VariantNames(Rule):
    """One thing stands under several names.

    Compared are the names of works, names in quotation marks and the names of bodies: the same characters in another order; of works also
    one character changed, a word such as 国家级 put in, or a zone or an institute by its short name; of bodies and indicators two names that the vocabulary knows
    for one. That 东 stands for 西 or 一期 for 二期 makes two things. Always a note:
    only who knows the place can tell.
    """

    name = "variant-names"
    title = "F219"

    @override
    def check(self, reviewed: Reviewed) -> Iterator[Finding | Held]:
        for works in (works_of(reviewed.wording), works_of(reviewed.wording, "zone")):
            places = {name: _sentences(mentions) for name, mentions in works.items()}
            yield from self._pairs(reviewed, places, _one_work)
        yield from self._pairs(reviewed, _institutes(reviewed), _shortened)
        yield from self._pairs(reviewed, _quoted(reviewed), _turned)
        yield from self._bodies(reviewed)
        yield from self._indicators(reviewed)

    def _pairs(self, reviewed: Reviewed, places: Places, alike: Callable[[str, str], bool]) -> Iterator[Finding]:
        for first, second in _candidates([name for name in places if len(name) >= _SHORTEST]):
            if alike(first, second):
                spans = _spans(reviewed, [*places[first], *places[second]])
                yield self.finding("note", "F110", spans, first=first, second=second)

    def _bodies(self, reviewed: Reviewed) -> Iterator[Finding]:
        """Yield the bodies that are printed under two names."""
        printed: defaultdict[str, Places] = defaultdict(dict)
        for sentence in reviewed.wording.sentences:
            for start, end, body in find_bodies_in(sentence.text):
                if body.kind in _OFFICES:
                    printed[body.id].setdefault(_LEVEL.sub("", sentence.text[start:end]), []).append(sentence)
        for places in printed.values():
            for first, second in combinations(sorted(places), 2):
                if first.endswith(second) or second.endswith(first):
                    continue
                spans = _spans(reviewed, [*places[first], *places[second]])
                yield self.finding("note", "F110", spans, first=first, second=second)

    def _indicators(self, reviewed: Reviewed) -> Iterator[Finding]:
        """Yield the indicators of the vocabulary that are printed under several names; two findings of one indicator help nobody."""
        printed: defaultdict[tuple[str, str], dict[str, list[Claim]]] = defaultdict(dict)
        for claim in reviewed.claims.values():
            statement = claim.statement
            if statement.indicator_id and claim.place is None:
                name = _TIME.sub("", name_key(statement.indicator)).replace("增速", "增长")
                printed[statement.indicator_id, statement.measure].setdefault(name, []).append(claim)
        for claims in printed.values():
            if len(claims) > 1:
                first, *others = [same[0].statement.indicator for same in claims.values()]
                spans = [reviewed.span(claim.statement) for same in claims.values() for claim in same]
                yield self.finding("note", "F110", spans, first=first, second="”“".join(others))


def _sentences(mentions: Iterable[Mention]) -> list[Words]:
    return list({id(mention.sentence): mention.sentence for mention in mentions}.values())


def _quoted(reviewed: Reviewed) -> Places:
    places: defaultdict[str, list[Words]] = defaultdict(list)
    for sentence in reviewed.wording.sentences:
        for match in _QUOTED.finditer(sentence.text):
            places[match["name"]].append(sentence)
    return places


def _institutes(reviewed: Reviewed) -> Places:
    """Return the institutes of the academies, by name."""
    places: defaultdict[str, list[Words]] = defaultdict(list)
    for sentence in reviewed.wording.sentences:
        for match in _INSTITUTES.finditer(sentence.text):
            places[match[0]].append(sentence)
    return places


def _spans(reviewed: Reviewed, sentences: Iterable[Words]) -> list[PlanSpan]:
    return [reviewed.span(reviewed.wording.span(each.start, each.start + len(each.text))) for each in sentences]


def _candidates(names: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Yield the pairs of names worth comparing, each once: those that share characters, a beginning, or all but a level."""
    shared: defaultdict[str, list[str]] = defaultdict(list)
    for name in names:
        keys = {_letters(name), _bare(name), name[: _STEM + 1], name[:_STEM] + name[-1:]}
        for key in keys:
            shared[key].append(name)
    told = set()
    for sharing in shared.values():
        for pair in combinations(sharing, 2):
            if pair not in told and _parts(pair[0]) == _parts(pair[1]):
                told.add(pair)
                yield pair


def _parts(name: str) -> list[str]:
    """Return the characters that tell one part or phase of a thing from another; 中 of 中心 is none.

    >>> _parts("望湖东区二期"), _parts("望湖疾控中心")
    (['东', '二'], [])
    """
    return _PARTS.findall(name.replace("中心", ""))


def _letters(name: str) -> str:
    """Return the characters of a name in order of code, without the kind of the city it begins with."""
    return "".join(sorted(_OWN.sub(r"\1", name)))


def _bare(name: str) -> str:
    """Return a name without words that say little; as it is where too little would be left."""
    bare = _LEVELS.sub("", name)
    return weaker if len(weaker := _WEAK.sub("", bare)) > _SHORTEST else bare


def _turned(first: str, second: str) -> bool:
    """Tell whether two names have the same characters in another order.

    >>> _turned("白鹭湿地公园", "鹭白湿地公园"), _turned("清溪市科技创新城", "清溪创新科技城")
    (True, True)
    """
    return _letters(first) == _letters(second)


def _shortened(first: str, second: str) -> bool:
    """Tell whether one name has the characters of the other, in order, and begins and ends like it.

    >>> _shortened("中科院应化所", "中科院青石应化所"), _shortened("中科院应化所", "中科院光机所")
    (True, False)
    """
    short, long = sorted((first, second), key=len)
    letters = iter(long)
    return short[: _STEM + 1] == long[: _STEM + 1] and all(letter in letters for letter in short)


def _one_work(first: str, second: str) -> bool:
    """Tell whether the names of two works are likely those of one.

    >>> _one_work("白鹭国家湿地公园", "白鹭湿地公园"), _one_work("望湖污水处理厂", "望湖污水处置厂")
    (True, True)
    >>> _one_work("青石水库", "青云水库"), _one_work("北湖化工园区", "北湖化工学院")
    (False, False)
    """
    if _turned(first, second) or _bare(first) == _bare(second):
        return True
    if _abbreviates(*sorted((first, second), key=len)):
        return True
    begin, left, right = _difference(first, second)
    if not left or not right:
        return begin >= 2 * _STEM and len(left + right) <= _STEM
    one_character = len(left) == len(right) == 1 and begin > _STEM
    return begin >= _STEM and (one_character or frozenset((left, right)) in _LIKE_KINDS)


def _abbreviates(short: str, long: str) -> bool:
    """Tell whether a zone is called by its short name.

    >>> _abbreviates("白石高新区", "白石高新技术产业开发区"), _abbreviates("青石公园", "青石湿地公园")
    (True, False)
    """
    letters = iter(long)
    return short.endswith(_ZONES) and short[:_STEM] == long[:_STEM] and all(letter in letters for letter in short)


def _difference(first: str, second: str) -> tuple[int, str, str]:
    """Return where two names begin to differ, and what of each is not shared at both ends."""
    begin = next(
        (i for i, (a, b) in enumerate(zip(first, second, strict=False)) if a != b), min(len(first), len(second))
    )
    a, b = first[begin:], second[begin:]
    while a and b and a[-1] == b[-1]:
        a, b = a[:-1], b[:-1]
    return begin, a, b
