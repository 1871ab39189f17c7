"""Plants contradictions between numbers."""

from __future__ import annotations

from decimal import Decimal

from tests.property.plans.facts import Facts, Goal, Pen, Whole
from tests.property.plans.planting import number, plants


def _goal(pen: Pen, facts: Facts, suits=lambda goal: True) -> Goal | None:
    fitting = [goal for goal in facts.targets if not goal.strives and suits(goal)]
    return pen.one(fitting) if fitting else None


@plants("parts-exceed-total")
def a_part_too_large(pen: Pen, facts: Facts):
    """One part grows until the parts exceed the total."""
    whole = pen.one(facts.wholes)
    name, value = pen.one(whole.parts)
    _restate(whole, name, value, whole.total + pen.whole(1, 9) * 10)
    return whole.sentences


@plants("parts-below-total")
def a_part_too_small(pen: Pen, facts: Facts):
    """One part shrinks where the text says that the parts are all."""
    closed = [whole for whole in facts.wholes if whole.closed and max(value for _, value in whole.parts) > 20]
    if not closed:
        return None
    whole = pen.one(closed)
    name, value = max(whole.parts, key=lambda part: part[1])
    _restate(whole, name, value, value // 2)
    return whole.sentences


def _restate(whole: Whole, name: str, old: int, new: int) -> None:
    """Print another amount for a part, wherever in its sentence it stands."""
    at = next(i for i, part in enumerate(whole.parts) if part[0] == name)
    said = whole.said_parts[at]
    if "分别" in said.text:
        head, _, tail = said.text.partition("分别")
        amounts = [f"{value}{whole.unit}" for _, value in whole.parts]
        changed = [*amounts]
        changed[at] = f"{new}{whole.unit}"
        said.text = head + "分别" + tail.replace(_listed(amounts), _listed(changed))
    elif f"{name}{old}0000万元" in said.text:
        said.swap(f"{name}{old}0000万元", f"{name}{new}0000万元")
    elif "\t" in said.text:
        said.swap(f"\t{old}", f"\t{new}")
    elif said.text.count(f"{old}{whole.unit}") == 1:
        said.swap(f"{old}{whole.unit}", f"{new}{whole.unit}")
    else:
        _swap_named(said, name, f"{old}{whole.unit}", f"{new}{whole.unit}")


def _swap_named(said, name: str, old: str, new: str) -> None:
    for verb in ("", "达到"):
        if f"{name}{verb}{old}" in said.text:
            said.swap(f"{name}{verb}{old}", f"{name}{verb}{new}")
            return
    raise ValueError(f"{name} has no {old} in {said.text}")


def _listed(amounts: list[str]) -> str:
    return f"{'、'.join(amounts[:-1])}和{amounts[-1]}"


@plants("two-values")
def said_otherwise(pen: Pen, facts: Facts):
    """A promise is said again with another number."""
    goal = _goal(pen, facts, lambda goal: goal.again is None and goal.row is None)
    if goal is None:
        return None
    other = _better(goal, 12)
    verb = "达到" if goal.measure.up else "降到"
    opening = pen.one(["坚持不懈，", "全面发力，", "经过努力，"])
    again = facts.people.say(f"{opening}到{facts.end}年，{goal.measure.name}{verb}{other}{goal.measure.unit}。")[0]
    if "以上" in goal.said.text or "以内" in goal.said.text:
        goal.said.text = goal.said.text.replace("以上", "").replace("以内", "").replace("控制在", "降到")
    return [goal.said, again]


def _better(goal: Goal, share: int) -> Decimal:
    return number(goal.value, 1 if goal.measure.up else -1, share)


@plants("below-baseline")
def worse_than_reached(pen: Pen, facts: Facts):
    """The target is weaker than what was reached; the table, where there is one, says the same."""
    goal = _goal(pen, facts, lambda goal: goal.again is None)
    if goal is None:
        return None
    worse = number(goal.base, -1 if goal.measure.up else 1, 10)
    goal.said.swap(f"{goal.value}{goal.measure.unit}", f"{worse}{goal.measure.unit}")
    goal.said.text = goal.said.text.replace("以上", "").replace("以内", "")
    goal.said.text = (
        goal.said.text.replace("控制在", "降到")
        .replace("提高到", "达到")
        .replace("增加到", "达到")
        .replace("提升至", "达到")
    )
    if goal.row:
        goal.row.swap(f"\t{goal.base}\t{goal.value}\t", f"\t{goal.base}\t{worse}\t")
    return [goal.said_base, goal.said]


@plants("shares-not-100")
def shares_too_many(pen: Pen, facts: Facts):
    """A share of a structure grows."""
    shares = pen.one(facts.shares)
    said = shares.sentences[0]
    name, value = shares.shares[0]
    other = value + pen.whole(3, 12)
    if f"{name}占{value}%" in said.text:
        said.swap(f"{name}占{value}%", f"{name}占{other}%")
    elif "分别为" in said.text:
        said.swap(f"分别为{value}%", f"分别为{other}%")
    else:
        said.swap(f"比重{value}:", f"比重{other}:")
    return shares.sentences


@plants("growth-level-mismatch")
def another_rate(pen: Pen, facts: Facts):
    """The rate does not lead from the baseline to the end."""
    growth = pen.one(facts.growths)
    said = growth.sentences[-1]
    said.swap(f"{growth.rate}%", f"{growth.rate + pen.whole(3, 6)}%")
    return growth.sentences


@plants("unit-mismatch")
def another_unit(pen: Pen, facts: Facts):
    """The same number in a unit a thousand times, or quite another, elsewhere."""
    others = {"亿元": "万元", "万吨": "亿斤", "公里": "公顷", "家": "万家", "岁": "年", "件": "万件", "人": "万人"}
    goal = _goal(pen, facts, lambda goal: goal.measure.unit in others and goal.again is None)
    if goal is None:
        return None
    unit = others[goal.measure.unit]
    again = facts.people.say(f"经过努力，到{facts.end}年，{goal.measure.name}达到{goal.value}{unit}。")[0]
    return [goal.said, again]


@plants("impossible-value")
def beyond_the_possible(pen: Pen, facts: Facts):
    """A rate above one hundred."""
    rates = {"基本养老保险参保率", "空气质量优良天数比率", "农村自来水普及率", "森林覆盖率", "生活垃圾回收利用率"}
    goal = _goal(pen, facts, lambda goal: goal.measure.name in rates and goal.again is None)
    if goal is None:
        return None
    high = f"{goal.value + 100}%"
    goal.said.swap(goal.printed, high)
    if goal.row:
        goal.row.swap(f"\t{goal.base}\t{goal.value}\t", f"\t{goal.base}\t{goal.value + 100}\t")
    return [goal.said]


@plants("table-text-mismatch")
def table_says_otherwise(pen: Pen, facts: Facts):
    """The table has another number than the text."""
    goal = _goal(pen, facts, lambda goal: goal.row is not None and goal.again is None)
    if goal is None:
        return None
    bound = "以上" in goal.said.text or "以内" in goal.said.text
    other = number(goal.value, -1 if goal.measure.up else 1, 4) if bound else _better(goal, 7)
    goal.row.swap(f"\t{goal.base}\t{goal.value}\t", f"\t{goal.base}\t{other}\t")
    return [goal.said, goal.row]


@plants("identity-violated")
def identity_spoilt(pen: Pen, facts: Facts):
    """Output per head is not output by people."""
    identity = pen.one(facts.identities)
    identity.spoilt.swap(identity.printed, identity.other)
    return identity.sentences
