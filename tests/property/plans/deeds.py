"""Writes what is not an indicator: announced lists, named works and what becomes of them, duties with their bodies, annexes."""

from __future__ import annotations

from tests.property.plans.draft import Section
from tests.property.plans.facts import Counted, Duty, Facts, Pen, Work
from tests.property.plans.words import BODIES, DUTIES, FILLERS, KINDS, LISTS, PLACES, POINTS

NUMBERS = {2: "两", 3: "三", 4: "四", 5: "五", 6: "六"}
ORDER = "一二三四五六"


def write_lists(pen: Pen, facts: Facts) -> None:
    """Lists whose members are as many as announced, and one that stays open."""
    for noun, members in pen.some(LISTS, 1, 2):
        chosen = pen.some(members, 3, 5)
        form = pen.one([_before, _after_colon, _in_brackets, _namely, _digits])
        facts.lists.append(form(pen, facts, noun, chosen))
    if pen.maybe():
        facts.lists.append(_points(pen, facts))
    if pen.maybe():
        facts.works.say(f"建成{pen.one(PLACES)}、{pen.one(PLACES)}等{pen.whole(5, 9)}个观测站点。")


def _before(pen, facts, noun, members) -> Counted:
    number = NUMBERS[len(members)]
    said = facts.industry.say(f"{pen.one(['打造', '建设', '培育'])}{'、'.join(members)}{number}大{noun}。")
    return Counted(number, noun, members, said, "、".join(members))


def _after_colon(pen, facts, noun, members) -> Counted:
    number = NUMBERS[len(members)]
    said = facts.industry.say(f"{pen.one(['打造', '建设'])}{number}大{noun}：{'、'.join(members)}。")
    return Counted(number, noun, members, said, "、".join(members))


def _in_brackets(pen, facts, noun, members) -> Counted:
    number = NUMBERS[len(members)]
    said = facts.industry.say(f"{pen.one(['布局', '形成'])}{number}个{noun}（{'、'.join(members)}），完善配套设施。")
    return Counted(number, noun, members, said, "、".join(members))


def _namely(pen, facts, noun, members) -> Counted:
    number = NUMBERS[len(members)]
    *first, last = members
    joined = f"{'、'.join(first)}和{last}"
    said = facts.industry.say(f"{number}大{noun}{pen.one(['分别为', '即', '包括'])}{joined}。")
    return Counted(number, noun, members, said, joined)


def _digits(pen, facts, noun, members) -> Counted:
    said = facts.industry.say(f"建设{'、'.join(members)}{len(members)}个{noun}。")
    return Counted(str(len(members)), noun, members, said, "、".join(members))


def _points(pen, facts) -> Counted:
    """重点抓好四项工作。一是……。二是……."""
    points = pen.some(POINTS, 3, 5)
    number = NUMBERS[len(points)]
    lines = [f"{ORDER[i]}是{point}。" for i, point in enumerate(points)]
    said = facts.guarantee.say(f"重点抓好以下{number}项工作。", *lines)
    return Counted(number, "工作", points, said, "")


def write_projects(pen: Pen, facts: Facts) -> None:
    """Works that were built, that will be built, and that are studied; said again where a chapter returns to them."""
    names = [f"{place}{pen.one(KINDS)}" for place in pen.some(PLACES, 4, 4)]
    built, first, second, studied = names
    facts.built.append(Work(built, facts.review.say(f"{built}建成投用，运行平稳。")[0], facts.base))
    for name in (first, second):
        year = pen.whole(facts.start + 1, facts.end)
        text = pen.one(
            [f"{year}年建成{name}。", f"开工建设{name}，{year}年投入使用。", f"加快建设{name}，{year}年底前建成。"]
        )
        facts.building.append(Work(name, facts.works.say(text, pen.one(FILLERS))[0], year))
    facts.works.say(f"{pen.one(['开展', '推进'])}{studied}前期{pen.one(['研究', '论证'])}。")
    if pen.maybe():
        facts.people.say(f"发挥{built}的作用，方便群众。")
    if pen.maybe():
        facts.people.say(f"做好{first}建设用地保障。")


def write_duties(pen: Pen, facts: Facts) -> None:
    """Tasks, each with the body that leads."""
    form = pen.one(["（牵头单位：{}）", "（责任单位：{}）", "，由{}牵头", "，由{}负责"])
    for duty in pen.some(DUTIES, 4, 5):
        body = pen.one(BODIES)
        said = facts.guarantee.say(f"{duty}{form.format(body)}。")[0]
        facts.duties.append(Duty(duty, body, said))


def write_annexes(pen: Pen, facts: Facts) -> None:
    """An annex that is announced and stands there."""
    facts.guarantee.say(pen.one(["任务分工见附件1。", "任务分工方案见附件1。"]))
    annex = Section("附件1 任务分工表")
    annex.rows("序号\t任务\t责任单位", *(f"{i}\t{duty.what}\t{duty.body}" for i, duty in enumerate(facts.duties, 1)))
    facts.annexes.append(annex)


def write_vision(pen: Pen, facts: Facts) -> None:
    """What lies beyond the plan, as every plan has it."""
    later = 2035 if facts.end < 2035 else 2050
    facts.goals.say(
        pen.one([f"展望{later}年，城乡面貌焕然一新，森林覆盖率达到65%。", f"到{later}年，基本实现现代化。"])
    )
