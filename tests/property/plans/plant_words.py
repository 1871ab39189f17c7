"""Plants contradictions between words: counts, dates, names, firmness, stages, owners, scopes, absent parts, slips."""

from __future__ import annotations

from tests.property.plans.deeds import NUMBERS
from tests.property.plans.facts import Facts, Pen
from tests.property.plans.planting import plants


@plants("count-mismatch")
def another_number(pen: Pen, facts: Facts):
    """The number announced is not that of the members."""
    counted = pen.one(facts.lists)
    said, members = counted.sentences, len(counted.members)
    other = members + pen.one([1, -1]) if members > 3 else members + 1
    if counted.announced.isdigit():
        said[0].swap(f"{members}个{counted.noun}", f"{other}个{counted.noun}")
    elif counted.noun == "工作":
        said[0].swap(f"{counted.announced}项工作", f"{NUMBERS[other]}项工作")
    else:
        measure = "个" if f"{counted.announced}个{counted.noun}" in said[0].text else "大"
        said[0].swap(f"{counted.announced}{measure}{counted.noun}", f"{NUMBERS[other]}{measure}{counted.noun}")
    return said


@plants("count-mismatch")
def a_member_lost(pen: Pen, facts: Facts):
    """A member of a list is gone; the number stayed."""
    counted = next((each for each in facts.lists if each.joined and len(each.members) > 3), None)
    if counted is None:
        return None
    counted.sentences[0].swap(f"{counted.members[0]}、", "")
    return counted.sentences


@plants("outside-horizon")
def after_the_end(pen: Pen, facts: Facts):
    """A work is due after the plan ends."""
    work = pen.one(facts.building)
    late = facts.end + pen.whole(1, 3)
    work.said.swap(f"{work.year}年", f"{late}年")
    return [work.said]


@plants("outside-horizon")
def before_the_beginning(pen: Pen, facts: Facts):
    """A work is due before the plan begins."""
    work = pen.one(facts.building)
    work.said.swap(f"{work.year}年", f"{facts.start - pen.whole(2, 4)}年")
    return [work.said]


@plants("variant-names")
def another_name(pen: Pen, facts: Facts):
    """A work returns under another name."""
    work = pen.one(facts.building)
    place, kind = work.name[:2], work.name[2:]
    other = (
        pen.one([f"{place}{kind[:-2]}{_turned(kind[-2:])}", f"{place[::-1]}{kind}"])
        if len(kind) > 2
        else f"{place[::-1]}{kind}"
    )
    again = facts.guarantee.say(f"保障{other}建设资金。")[0]
    return [work.said, again]


def _turned(end: str) -> str:
    return {
        "工厂": "厂",
        "处理厂": "处置厂",
        "电站": "电厂",
        "公园": "园",
        "码头": "港",
        "中心": "所",
        "学院": "学校",
        "理厂": "理站",
    }.get(end, f"{end}区")


@plants("commit-or-strive")
def firm_here_only(pen: Pen, facts: Facts):
    """A promise is said again, and only striven for there."""
    firm = [goal for goal in facts.targets if not goal.strives and goal.again is None]
    if not firm:
        return None
    goal = pen.one(firm)
    word = pen.one(["力争", "争取", "努力"])
    verb = "达到" if goal.measure.up else "降到"
    again = facts.people.say(f"到{facts.end}年，{goal.measure.name}{word}{verb}{goal.printed}。")[0]
    return [goal.said, again]


@plants("status-mismatch")
def built_and_to_be_built(pen: Pen, facts: Facts):
    """What was built is to be built."""
    work = pen.one(facts.built)
    again = facts.works.say(
        pen.one([f"新建{work.name}。", f"开工建设{work.name}，{facts.end}年建成。", f"{facts.end}年建成{work.name}。"])
    )[0]
    return [work.said, again]


@plants("status-mismatch")
def to_be_built_and_studied(pen: Pen, facts: Facts):
    """What is to be finished is only to be studied."""
    work = pen.one(facts.building)
    again = facts.people.say(
        pen.one([f"开展{work.name}前期研究。", f"研究论证{work.name}建设方案。", f"谋划储备{work.name}。"])
    )[0]
    return [work.said, again]


@plants("undated-target")
def without_a_year(pen: Pen, facts: Facts):
    """A target that says no year."""
    name, amount = pen.one(
        [("城市书房", "48座"), ("社区养老服务站", "36个"), ("充电桩", "5200个"), ("公共停车泊位", "8400个")]
    )
    return facts.people.say(f"{pen.one(['新建', '新增'])}{name}{amount}。")


@plants("no-owner")
def nobody_named(pen: Pen, facts: Facts):
    """One of the tasks has no body."""
    duty = pen.one(facts.duties)
    duty.said.text = f"{duty.what}。"
    return [duty.said]


@plants("scope-mismatch")
def more_than_the_city(pen: Pen, facts: Facts):
    """A county builds more than the whole city."""
    scoped = pen.one(facts.scopes)
    before = scoped.part.text.partition("绿道")[2]
    scoped.part.swap(before, f"{scoped.whole + pen.whole(1, 9) * 10}公里。")
    return [scoped.said, scoped.part]


@plants("scope-mismatch")
def of_another_scope(pen: Pen, facts: Facts):
    """The number of the city is said of its centre."""
    firm = [goal for goal in facts.targets if not goal.strives and goal.again is None and goal.measure.unit == "%"]
    if not firm:
        return None
    goal = pen.one(firm)
    scope = pen.one(["中心城区", "主城区", "市区"])
    verb = "达到" if goal.measure.up else "降到"
    again = facts.people.say(f"到{facts.end}年，{scope}{goal.measure.name}{verb}{goal.printed}。")[0]
    return [goal.said, again]


@plants("missing-part")
def annex_lost(pen: Pen, facts: Facts):
    """An annex is announced that is not there."""
    return facts.guarantee.say(pen.one(["项目安排详见附件3。", "空间布局见附图2。", "重点任务见专栏9。"]))


@plants("missing-part")
def chapter_lost(pen: Pen, facts: Facts):
    """A chapter is named that is not there."""
    return facts.guarantee.say(pen.one(["要素保障按照本规划第十五章执行。", "具体要求见本规划第十三章。"]))


@plants("possible-slip")
def turned_round(pen: Pen, facts: Facts):
    """A sentence comes back with one word turned into its opposite."""
    first, second = pen.one([
        ("推进东部片区供水管网延伸到村", "推进西部片区供水管网延伸到村"),
        ("严格控制新增建设用地规模", "严格控制新减建设用地规模"),
        ("扩大优质学位供给覆盖范围", "缩小优质学位供给覆盖范围"),
        ("提高基层医务人员补助标准", "降低基层医务人员补助标准"),
        ("加快建设省级现代农业产业园", "加快建设县级现代农业产业园"),
    ])  # fmt: skip
    return [facts.works.say(f"{first}。")[0], facts.people.say(f"{second}。")[0]]


@plants("possible-slip")
def another_count(pen: Pen, facts: Facts):
    """A named set comes back with another number."""
    counted = next((each for each in facts.lists if each.noun != "工作"), None)
    if counted is None:
        return None
    members = len(counted.members)
    again = facts.people.say(f"围绕{NUMBERS[members + 1]}大{counted.noun}完善服务。")[0]
    said = counted.sentences[0]
    said.text = said.text.replace(f"{members}个{counted.noun}", f"{NUMBERS[members]}大{counted.noun}").replace(
        f"{counted.announced}个{counted.noun}", f"{NUMBERS[members]}大{counted.noun}"
    )
    return [said, again]
