"""Writes totals with their parts in the many ways plans do: 其中, 由…组成, 分别, one sentence each, sections, points, tables; and shares."""

from __future__ import annotations

from tests.property.plans.draft import Section
from tests.property.plans.facts import Facts, Pen, Scoped, Shares, Whole
from tests.property.plans.words import CLUSTERS, COUNTIES, SHARES, WORKS


def write_clusters(pen: Pen, facts: Facts) -> None:
    """One or two clusters of industries."""
    for cluster, names in pen.some(CLUSTERS, 1, 2):
        noun = pen.one(["产值", "营业收入"])
        parts = [(f"{name}{noun}", pen.whole(2, 30) * 10) for name in pen.some(names, 3, 4)]
        form = pen.one([_sections, _leads, _among, _composed, _respectively, _summed, _points, _two_units, _table])
        facts.wholes.append(form(pen, facts, facts.industry, f"{cluster}产业{noun}", "亿元", parts))


def write_works(pen: Pen, facts: Facts) -> None:
    """An amount of work and its kinds."""
    name, unit, kinds = pen.one(WORKS)
    parts = [(kind, pen.whole(2, 40) * 5) for kind in kinds]
    form = pen.one([_among, _composed, _respectively, _among_more])
    facts.wholes.append(form(pen, facts, facts.works, name, unit, parts))


def _by(pen: Pen, facts: Facts) -> str:
    return pen.one([f"到{facts.end}年，", f"{facts.end}年，"])


def _amounts(parts, unit, joint="、", verb="") -> str:
    return joint.join(f"{name}{verb}{value}{unit}" for name, value in parts)


def _total(parts) -> int:
    return sum(value for _, value in parts)


def _in_one(text, noun, unit, parts, section, *, closed=True) -> Whole:
    said = section.say(text)[0]
    return Whole(noun, unit, _total(parts), parts, said, [said] * len(parts), closed)


def _among(pen, facts, section, noun, unit, parts) -> Whole:
    verb = pen.one(["", "达到"])
    text = (
        f"{_by(pen, facts)}{noun}达到{_total(parts)}{unit}，其中{_amounts(parts, unit, pen.one(['、', '，']), verb)}。"
    )
    return _in_one(text, noun, unit, parts, section)


def _among_more(pen, facts, section, noun, unit, parts) -> Whole:
    """Parts that leave something over: 其中 need not name all."""
    rest = pen.whole(1, 20) * 5
    text = f"{_by(pen, facts)}{noun}达到{_total(parts) + rest}{unit}，其中{_amounts(parts, unit)}。"
    whole = _in_one(text, noun, unit, parts, section, closed=False)
    whole.total += rest
    return whole


def _composed(pen, facts, section, noun, unit, parts) -> Whole:
    *first, last = parts
    told = f"{_amounts(first, unit)}和{_amounts([last], unit)}"
    text = f"{_by(pen, facts)}{noun}达到{_total(parts)}{unit}，由{told}{pen.one(['组成', '构成'])}。"
    return _in_one(text, noun, unit, parts, section)


def _respectively(pen, facts, section, noun, unit, parts) -> Whole:
    names = "、".join(name for name, _ in parts)
    *first, last = [f"{value}{unit}" for _, value in parts]
    amounts = f"{'、'.join(first)}和{last}"
    total = f"{_total(parts)}{unit}"
    text = pen.one([
        f"{_by(pen, facts)}{names}分别达到{amounts}，合计{total}。",
        f"{_by(pen, facts)}{noun}达到{total}，其中{names}分别为{amounts}。",
    ])  # fmt: skip
    return _in_one(text, noun, unit, parts, section)


def _summed(pen, facts, section, noun, unit, parts) -> Whole:
    text = f"{_by(pen, facts)}{_amounts(parts, unit, '，', '达到')}，{pen.one(['合计', '总计', '共计'])}{_total(parts)}{unit}。"
    return _in_one(text, noun, unit, parts, section)


def _two_units(pen, facts, section, noun, unit, parts) -> Whole:
    """The total in 亿元, its first part in 万元."""
    (name, value), *rest = parts
    told = "、".join([f"{name}{value}0000万元", _amounts(rest, "亿元")])
    text = f"{_by(pen, facts)}{noun}达到{_total(parts)}亿元，其中{told}。"
    return _in_one(text, noun, unit, parts, section)


def _below(section: Section, heading: str) -> Section:
    below = Section(heading)
    section.below.append(below)
    return below


def _sections(pen, facts, section, noun, unit, parts) -> Whole:
    """A section for the cluster with one for each of its industries."""
    own = _below(section, f"壮大{noun.removesuffix('产值').removesuffix('营业收入')}集群")
    said = own.say("优化布局，延伸链条。", f"{_by(pen, facts)}{noun}达到{_total(parts)}{unit}。")[1]
    told = []
    for name, value in parts:
        below = _below(own, f"{_industry(name)}产业")
        told.append(below.say("推动提质升级。", f"{_by(pen, facts)}{_full(name)}达到{value}{unit}。")[1])
    return Whole(noun, unit, _total(parts), parts, said, told, closed=True)


def _leads(pen, facts, section, noun, unit, parts) -> Whole:
    """Paragraphs that begin with the industry they speak of."""
    own = _below(section, f"壮大{noun.removesuffix('产值').removesuffix('营业收入')}集群")
    said = own.say("优化布局，延伸链条。", f"{_by(pen, facts)}{noun}达到{_total(parts)}{unit}。")[1]
    told = [
        own.say(f"{_industry(name)}。", "推动提质升级。", f"{_by(pen, facts)}{_full(name)}达到{value}{unit}。")[2]
        for name, value in parts
    ]
    return Whole(noun, unit, _total(parts), parts, said, told, closed=True)


def _points(pen, facts, section, noun, unit, parts) -> Whole:
    """A total, and a line for each part."""
    said = section.say(
        f"{_by(pen, facts)}{noun}达到{_total(parts)}{unit}，{pen.one(['具体为', '具体包括', '其中'])}："
    )[0]
    mark = pen.one(["（{}）", "{}．", "——"])
    lines = [
        f"{mark.format(i)}{name}{pen.one(['', '达到'])}{value}{unit}；" for i, (name, value) in enumerate(parts, 1)
    ]
    told = section.rows(*lines[:-1], lines[-1].replace("；", "。"))
    return Whole(noun, unit, _total(parts), parts, said, told, closed=True)


def _table(pen, facts, section, noun, unit, parts) -> Whole:
    """A table with a row for the total."""
    lines = section.rows(
        f"表1 {facts.end}年{noun}（{unit}）", f"行业\t{facts.end}年{noun}（{unit}）",
        *(f"{name}\t{value}" for name, value in parts), f"合计\t{_total(parts)}",
    )  # fmt: skip
    return Whole(noun, unit, _total(parts), parts, lines[-1], lines[2:-1], closed=True)


def _industry(name: str) -> str:
    return name.removesuffix("产值").removesuffix("营业收入")


def _full(name: str) -> str:
    """泵阀产值 as 泵阀产业产值."""
    return f"{_industry(name)}产业{name[len(_industry(name)) :]}"


def write_shares(pen: Pen, facts: Facts) -> None:
    """A structure whose shares make up the whole."""
    name, kinds = pen.one(SHARES)
    first = pen.whole(15, 45)
    second = pen.whole(10, 40)
    shares = list(zip(kinds, (first, second, 100 - first - second), strict=True))
    when = f"到{facts.end}年，"
    told = "、".join(f"{kind}占{share}%" for kind, share in shares)
    names = "、".join(kind for kind, _ in shares)
    percents = [f"{share}%" for _, share in shares]
    text = pen.one([
        f"{when}{name}持续优化，{told}。",
        f"{when}{name}中{names}占比分别为{percents[0]}、{percents[1]}和{percents[2]}。",
        f"{when}{name}调整为{names}比重{':'.join(str(share) for _, share in shares)}。",
    ])  # fmt: skip
    facts.shares.append(Shares(name, shares, facts.works.say(text)))


def write_scopes(pen: Pen, facts: Facts) -> None:
    """A county's share of what the whole city builds."""
    whole = pen.whole(8, 30) * 10
    county = pen.one(COUNTIES)
    said = facts.works.say(f"到{facts.end}年，全市新建绿道{whole}公里。")[0]
    part = facts.people.say(f"到{facts.end}年，{county}新建绿道{pen.whole(1, 5) * 10}公里。")[0]
    facts.scopes.append(Scoped(said, part, whole, county))
