"""Writes indicators: what was reached, what is promised, the table, and promises said again elsewhere."""

from __future__ import annotations

from decimal import Decimal

from tests.property.plans.draft import Paragraph, Section, Sentence
from tests.property.plans.facts import Facts, Goal, Growth, Identity, Pen
from tests.property.plans.words import MEASURES, REACH_DOWN, REACH_UP, Measure


def write_goals(pen: Pen, facts: Facts) -> None:
    """Write some indicators into review, goals and table."""
    chosen = pen.some(MEASURES, 4, 7)
    base_said, said = [], []
    for measure in chosen:
        goal = _goal(pen, facts, measure)
        facts.targets.append(goal)
        base_said.append(goal.said_base)
        said.append(goal.said)
    _spread(pen, facts.review, base_said)
    _spread(pen, facts.goals, said)
    if pen.maybe():
        _table(pen, facts)
    for goal in pen.some(facts.targets, 1, 2):
        if not goal.strives:
            goal.again = _again(pen, facts, goal)


def _goal(pen: Pen, facts: Facts, measure: Measure) -> Goal:
    places = measure.places
    low, high = measure.low, measure.high
    base = pen.between(low + (high - low) / 4, low + (high - low) * 3 / 5, places)
    step = pen.between((high - low) / 20, (high - low) / 4, places) or Decimal(1).scaleb(-places)
    value = base + step if measure.up else base - step
    strives = pen.one([False, False, False, True])
    printed = f"{value}{measure.unit}"
    return Goal(
        measure=measure, base=base, value=value, printed=printed, strives=strives,
        said_base=Sentence(_baseline(pen, facts, measure, base)),
        said=Sentence(_target(pen, facts, measure, printed, strives=strives)),
    )  # fmt: skip


def _baseline(pen: Pen, facts: Facts, measure: Measure, base: Decimal) -> str:
    when = pen.one([f"{facts.base}年，", f"截至{facts.base}年底，", f"到{facts.base}年末，"])
    return f"{when}{pen.one(['', '全市'])}{measure.name}{pen.one(['达到', '为', '达'])}{base}{measure.unit}。"


def _target(pen: Pen, facts: Facts, measure: Measure, printed: str, *, strives: bool) -> str:
    when = pen.one([f"到{facts.end}年，", f"{facts.end}年，", f"到“{facts.period}”末，"])
    verb = pen.one(REACH_UP if measure.up else REACH_DOWN)
    bound = ("以内" if verb == "控制在" else "") if not measure.up else pen.one(["", "", "以上"])
    if measure.up and bound == "以上":
        verb = "达到"
    return f"{when}{pen.one(['', '全市'])}{measure.name}{'力争' if strives else ''}{verb}{printed}{bound}。"


def _spread(pen: Pen, section: Section, sentences: list[Sentence]) -> None:
    """Put sentences into one or two paragraphs."""
    cut = pen.whole(0, len(sentences))
    for part in (sentences[:cut], sentences[cut:]):
        if part:
            section.paragraphs.append(Paragraph(part))


def _table(pen: Pen, facts: Facts) -> None:
    """The indicator table: the same numbers as the text."""
    title = f"专栏1 “{facts.period}”时期{facts.city}主要指标"
    header = f"序号\t指标\t单位\t{facts.base}年\t{facts.end}年\t属性"
    rows = [
        f"{i}\t{goal.measure.name}\t{goal.measure.unit}\t{goal.base}\t{goal.value}\t{pen.one(['约束性', '预期性'])}"
        for i, goal in enumerate(facts.targets, 1)
    ]
    lines = facts.goals.rows(title, header, *rows)
    for goal, row in zip(facts.targets, lines[2:], strict=True):
        goal.row = row


def _again(pen: Pen, facts: Facts, goal: Goal) -> Sentence:
    """Say a promise again in a chapter of tasks."""
    reach = "达到" if goal.measure.up else "降到"
    opening = pen.one(["持续用力，", "经过五年努力，", "久久为功，", ""])
    return facts.people.say(f"{opening}到{facts.end}年，{goal.measure.name}{reach}{goal.printed}。")[0]


def write_growth(pen: Pen, facts: Facts) -> None:
    """A level, its growth a year and where it ends: they agree to the decimals printed."""
    name = pen.one(["进出口总额", "固定资产投资额", "规模以上工业总产值"])
    base, rate = Decimal(pen.whole(200, 900)), Decimal(pen.whole(30, 90)) / 10
    value = (base * (1 + rate / 100) ** 5).quantize(Decimal(1))
    said = facts.review.say(f"{facts.base}年，{name}为{base}亿元。")[0]
    form = pen.one([
        f"“{facts.period}”期间，{name}年均增长{rate}%左右，到{facts.end}年达到{value}亿元。",
        f"{name}年均增长{rate}%，{facts.end}年达到{value}亿元左右。",
    ])  # fmt: skip
    target = facts.industry.say(form)[0]
    facts.growths.append(Growth(name, base, value, rate, [said, target]))


def write_identity(pen: Pen, facts: Facts) -> None:
    """Output, people and output per head: the one is the other two."""
    people, per_head = pen.whole(80, 400), Decimal(pen.whole(60, 150)) / 10
    output = (per_head * people).quantize(Decimal(1))
    first = facts.goals.say(f"到{facts.end}年，地区生产总值达到{output}亿元，常住人口达到{people}万人。")[0]
    second = facts.goals.say(f"到{facts.end}年，人均地区生产总值达到{per_head}万元。")[0]
    facts.identities.append(Identity([first, second], second, f"{per_head}万元", f"{per_head * 2}万元"))
