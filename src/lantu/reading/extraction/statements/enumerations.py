"""Names that enumerate: an enumeration (``A、B分别达a、b``) gives each number its own name, examples give way to what they are of."""

from __future__ import annotations

import re

#: The measuring noun at the end of an indicator; what stands before it is the thing measured.
MEASURING_NOUN = re.compile(
    r"(?:人均可支配收入|(?:贷款|存款)?余额|增加值|总产值|产值|营业收入|销售收入|营收|产量|产能|出口量|进口量|销量|总量|总数|数量|总额|规模|增速|增幅|增长率?|"
    r"数量?|里程|面积|人数|户数|吞吐量|成交额|投资额|总投资|投资|覆盖率|普及率|占比|比重)$"
)
#: What members leave unsaid at their end: 氨氮、总磷排放总量; 婴儿、5岁以下儿童死亡率.
_SHARED_NOUN = re.compile(
    rf"(?:(?:排放|消费|使用|供应|储备|拥有)?{MEASURING_NOUN.pattern[:-1]}|[\u4e00-\u9fff]{{2}}率)$"
)
#: Measured already, so that no rate is of it (人均地区生产总值、劳动生产率).
_AMOUNT = re.compile(r"[值额量数度]$")
_HANZI = re.compile(r"[\u4e00-\u9fff]+")
_FOOTNOTE = re.compile(r"(?<=[\u4e00-\u9fff）”])\d{1,3}$")
_LONG_NOUN = 14
#: Examples before what they are examples of.
_EXAMPLES = re.compile(
    r"^(?P<first>[^，。、的]{1,30})、[^，。]{0,60}?[^中高初平上]等(?![级次教])(?:[\d一二三四五六七八九十]+[大个项类])?(?=[\u4e00-\u9fff]{2})"
)
#: The end of an enumeration that says what its members are: 化学需氧量、氨氮等重点工程减排量; …等四大产业增加值.
_AND_SUCH = re.compile(
    r"(?P<named>.*?[^中高初平上])等(?![级次教])(?:[\d一二三四五六七八九十]+[大个项类])?(?P<thing>.{2,})"
)
#: The parts of an economy, of a year or of a project by their number: 第一、二、三产业.
_NUMBERED = re.compile(
    r"第?[一二三四](?:、|和|及|与|以及)(?:第?[一二三四](?:、|和|及|与|以及))*第?[一二三四](?=(?P<ordinal>次?产业|季度|[期批])|[级线])"
)
#: Of how many people each of the things counted is told.
_PER_PEOPLE = re.compile(r"每[十百千万]+(?:名|户)?(?:常住人口|人口|老年人|学生|人)?(?=[\u4e00-\u9fff]{2})")
#: Two things in one word.
_IN_FULL = {"存贷款": ("存款", "贷款"), "城乡": ("城镇", "农村")}
_TWO_IN_ONE = re.compile(r"存贷款(?=余额)|城乡(?=(?:常住)?居民)")


def split_subjects(subject: str) -> list[str]:
    """Split an enumerated subject and give each member its full name.

    >>> split_subjects("先进制造业和高技术制造业增加值占规上工业比重")
    ['先进制造业增加值占规上工业比重', '高技术制造业增加值占规上工业比重']
    >>> split_subjects("城镇、农村常住居民人均可支配收入")
    ['城镇常住居民人均可支配收入', '农村常住居民人均可支配收入']
    >>> split_subjects("第一、二产业增加值"), split_subjects("单位产值能耗和水耗")
    (['第一产业增加值', '第二产业增加值'], ['单位产值能耗', '单位产值水耗'])
    """
    if numbered := _NUMBERED.search(subject):
        head = subject[: numbered.start()] + ("第" if numbered["ordinal"] else "")
        return [head + place + subject[numbered.end() :] for place in re.findall("[一二三四]", numbered[0])]
    members = [
        m
        for m in re.split(
            r"、|(?<=[\u4e00-\u9fff”])(?:和|与|(?<![普惠涉波])及(?![时早其格以])|以及)(?=[\u4e00-\u9fff“])", subject
        )
        if m
    ]
    if len(members) < 2:
        two = _TWO_IN_ONE.search(subject)
        return [subject[: two.start()] + one + subject[two.end() :] for one in _IN_FULL[two[0]]] if two else members
    last = members[-1]
    if among := _AND_SUCH.fullmatch(last):
        return [member + among["thing"] for member in [*members[:-1], among["named"]]]
    members = _with_owner(members)
    last = members[-1]
    tails = [missing_tail(member, last) for member in members[:-1]]
    shared = next((tail for tail in tails if tail and tail == last[-len(tail) :]), "")
    full = [
        m + (tail or (shared if not m.endswith(last[-1:]) else "")) for m, tail in zip(members, tails, strict=False)
    ]
    return [*full, last]


#: What a firm or a branch has; alone it is nobody's.
_OWNED = re.compile(r"(?:主营业务收入|营业收入|销售收入|总?产值|增加值|利税|利润总?额?|税收|税金)$")
#: What is used or let out for a unit of product; alone it is a total.
_PER_UNIT = re.compile(
    r"(?:能源消耗|能耗|水耗|电耗|物耗|用水量|取水量|(?:二氧化)?碳排放|污染物排放)量?(?:下降|降低)?率?$"
)
_OF_A_UNIT = re.compile(
    r"(?:单位|每?万元)(?:地区生产总值|国内生产总值|GDP|(?:规模以上|规上)?工业增加值|产值|产品|建筑面积|服务)$"
)
#: Words of one class: what stands after the last of them belongs to all (基本养老、失业保险参保人数).
_CLASSES = (
    re.compile("养老|医疗|失业|工伤|生育|护理"),
    re.compile("男性|女性"),
    re.compile("城镇|农村|城市|乡村"),
)
#: What belongs to somebody, and to whom it can belong.
_OWNERSHIPS = (
    (_OWNED, re.compile(r".+")),
    (_PER_UNIT, _OF_A_UNIT),
    (re.compile(r"(?:收入|支出)$"), re.compile(r".*预算")),
)
#: The last character of a place, a branch or a rank; the last member has it too, before what all share.
_CLASS_ENDINGS = "区市县镇乡省州园业级"


def missing_tail(member: str, last: str) -> str:
    """Return what a member of an enumeration shares with the last one and leaves unsaid."""
    if member.endswith(("率", "比例", "比重")):
        return ""
    if member[-1:] == last[-1:] and (member[-2:] == last[-2:] or MEASURING_NOUN.search(member)):
        return ""
    for length in range(min(len(member), 8), 1, -1):
        place = last.find(member[-length:])
        if place >= 0:
            return last[place + length :]
    for words in _CLASSES:
        own, others = list(words.finditer(member)), list(words.finditer(last))
        if own and others and own[-1].end() == len(member):
            return last[others[-1].end() :]
    if member[-1] in _CLASS_ENDINGS and member[-1] in last[:-1]:  # 高新区、经开区工业用地亩均产值
        return last[last.index(member[-1]) + 1 :]
    noun = _SHARED_NOUN.search(last)
    if len(member) <= 2 < len(last) and _HANZI.fullmatch(last, 0, len(member)):
        return last[len(member) :]
    if noun is None or MEASURING_NOUN.search(member) or _OWNED.search(member):
        return ""
    return "" if noun[0].endswith("率") and _AMOUNT.search(member) else noun[0]


def _with_owner(members: list[str]) -> list[str]:
    """Give a bare noun the owner of the one before it: 规上企业主营业务收入、利润; 单位产值能耗和水耗."""
    per_people = _PER_PEOPLE.match(members[0])
    if per_people:  # 每千人口执业医师数和注册护士数
        return [members[0], *(m if _PER_PEOPLE.match(m) else per_people[0] + m for m in members[1:])]
    return [members[0], *(owner_of(members[0], member) + member for member in members[1:])]


def owner_of(first: str, bare: str) -> str:
    """Return whose a bare noun is, told by the name before it, or nothing.

    >>> owner_of("单位地区生产总值能耗", "二氧化碳排放"), owner_of("单位地区生产总值能耗", "用电量")
    ('单位地区生产总值', '')
    """
    for owned, owners in _OWNERSHIPS:
        owner = owned.sub("", first)
        if owner != first and owners.fullmatch(owner) and owned.fullmatch(bare):
            return owner
    return ""


def without_examples(noun: str) -> str:
    """Leave only what the examples are examples of.

    >>> without_examples("视力、听力、肢体等残疾儿童")
    '残疾儿童'
    """
    return _EXAMPLES.sub("", noun)


def head_noun(noun: str) -> str:
    """Return the noun after long attributes, with one example of many, without a footnote's number.

    >>> head_noun("安全健康、设施完善、管理有序的未来社区127")
    '未来社区'
    >>> head_noun("农产品冷链物流园、跨境电商综合服务中心等项目")
    '农产品冷链物流园等项目'
    """
    noun = _FOOTNOTE.sub("", noun)
    noun = _EXAMPLES.sub(r"\g<first>等", noun) if len(noun) > _LONG_NOUN else noun
    attributes, _, head = noun.rpartition("的")
    long = "、" in attributes or len(attributes) > 14
    return head if long and len(head) >= 3 and not head.startswith("总") else noun
