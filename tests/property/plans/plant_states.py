"""Plants contradictions between what is, was and is to be: lists that shrink, areas that change, works relied upon, directions, censuses."""

from __future__ import annotations

from tests.property.plans.facts import Facts, Pen
from tests.property.plans.planting import plants
from tests.property.plans.words import PLANS

COUNTIES = ("榆岭", "双溪", "河湾", "石梁")
CREATED = (
    ("和美村庄", "个", (60, 90)), ("示范街区", "个", (12, 30)), ("书香庭院", "户", (8500, 9900)), ("文明集市", "个", (16, 28)),
    ("绿色校园", "所", (40, 75)), ("放心粮店", "家", (110, 190)),
)  # fmt: skip
PARKS = ("石材产业园", "陶瓷产业园", "竹木产业园", "渔具产业园", "康养中心", "物流园")
THINGS = (
    ("贫困村", "个", "脱贫", "改善{}道路和饮水条件。"),
    ("软弱涣散村", "个", "销号", "支持{}盘活集体资产。"),
    ("土法窑炉", "座", "淘汰", "改造{}余热利用设施。"),
)


@plants("below-baseline")
def a_list_that_shrinks(pen: Pen, facts: Facts):
    """What was created comes back in a list whose last member is smaller."""
    verb = pen.one(["创建", "培育", "打造"])
    listed = pen.some(CREATED, 3, 4)
    before = [pen.whole(*span) for _, _, span in listed]
    after = [number + pen.whole(0, 20) for number in before[:-1]] + [before[-1] - pen.whole(1, before[-1] // 3)]
    told = facts.review.say(f"“{PLANS[facts.start][2]}”时期，{verb}{_listed(listed, before)}。")
    return [*told, *facts.people.say(f"到{facts.end}年，{verb}{_listed(listed, after)}。")]


def _listed(listed, numbers) -> str:
    return joined(f"{name}{number}{unit}" for (name, unit, _), number in zip(listed, numbers, strict=True))


def joined(members) -> str:
    """Join members as a list is printed."""
    return "、".join(members)


@plants("status-mismatch")
def a_county_that_changes(pen: Pen, facts: Facts):
    """A county is to become a district, and is ranked among the counties."""
    name, other = pen.some(COUNTIES, 2, 2)
    kind = pen.one(["县", ""])
    ranked = pen.one([
        f"县域经济综合排名中，{name}{kind}、{other}县力争进入全省前{pen.whole(5, 20)}位。",
        f"{other}县进入全省县域经济前二十位，{name}县进入前{pen.whole(5, 20)}位。",
    ])  # fmt: skip
    changing = pen.one(
        [f"推进{name}县撤县设区。", f"积极争取{name}县撤县设市，完善城市功能。", f"支持{name}县撤县设区。"]
    )
    return [*facts.goals.say(ranked), *facts.works.say(changing)]


@plants("status-mismatch")
def relied_upon(pen: Pen, facts: Facts):
    """A park is relied upon in one place and to be built in another."""
    park = pen.one(["云岭", "赤松", "月湾", "青石"]) + pen.one(PARKS)
    relies = pen.one([f"依托{park}，引进加工企业。", f"以{park}为载体，打造地方品牌。"])
    return [*facts.industry.say(relies), *facts.works.say(pen.one([f"建设{park}。", f"新建{park}，完善配套。"]))]


@plants("status-mismatch")
def gone_and_there(pen: Pen, facts: Facts):
    """What the review calls wholly gone is dealt with."""
    name, unit, gone, again = pen.one(THINGS)
    told = facts.review.say(f"{pen.whole(20, 300)}{unit}{name}全部{gone}。")
    return [*told, *facts.people.say(again.format(name))]


@plants("possible-slip")
def another_direction(pen: Pen, facts: Facts):
    """The directions of growth are told otherwise."""
    first = pen.one(["“东部拓展、西部保护、南部融合”", "“东拓、西保、南融”", "“东拓、西保、南融、北联”"])
    other = pen.one(["“东控、西保、南融”", "“东拓、西保、南控、北联”", "“东部拓展、西部提升、南部融合”"])
    return [
        *facts.works.say(f"构建{first}的空间布局。"),
        *facts.people.say(f"按照{other}的要求推进城市更新。"),
    ]


@plants("possible-slip")
def another_member(pen: Pen, facts: Facts):
    """A list whose members begin alike has another member elsewhere."""
    word = pen.one(["湖泊", "竹林", "陶瓷"])
    ends = pen.some(["观光", "运动", "文化", "渔业", "研学", "体验"], 5, 5)
    first, other = ends[:4], [*ends[:3], ends[4]]
    return [
        *facts.industry.say(f"发展{joined(word + end for end in first)}。"),
        *facts.people.say(f"推进{joined(word + end for end in reversed(other))}。"),
    ]


@plants("outside-horizon")
def a_census_of_the_past(pen: Pen, facts: Facts):
    """A census is to be held that was held before the plan."""
    numbers = {2021: ("七", "四"), 2026: ("七", "五"), 2031: ("八", "六")}
    people, economy = numbers[facts.start]
    which = pen.one([f"第{people}次全国人口普查", f"第{economy}次全国经济普查"])
    return facts.guarantee.say(pen.one([f"组织开展{which}。", f"做好{which}工作。", f"统筹推进{which}。"]))


@plants("scope-mismatch")
def a_place_in_two_parts(pen: Pen, facts: Facts):
    """A place lies in two parts of one division."""
    first, second, shared = (f"{name}县" for name in pen.some(COUNTIES, 3, 3))
    one, other = pen.some(["东部制造板块", "西部生态板块", "南部商贸板块", "北部农业板块"], 2, 2)
    verb = pen.one(["建设", "打造"])
    facts.works.heading = "优化空间布局"
    holds = pen.one(["主要包括", "包括"])
    return [
        facts.works.say(f"{verb}{one}。", f"{holds}{first}、{shared}，发挥区位优势。")[1],
        facts.works.say(f"{verb}{other}。", f"{holds}{shared}、{second}，发挥生态优势。")[1],
    ]


@plants("variant-names")
def a_zone_by_another_name(pen: Pen, facts: Facts):
    """A zone returns with its words turned, with a level, or with a word that says little."""
    first, other = pen.one([
        (f"{facts.city}科技创新城", f"{facts.city[:-1]}创新科技城"),
        ("国家陶瓷装备制造集聚区", "国家级陶瓷装备产业集聚区"),
        ("国家生态渔业先行示范区", "国家生态渔业示范区"),
        ("中科院应化所", "中科院青石应化所"),
    ])  # fmt: skip
    return [*facts.industry.say(f"建设{first}。"), *facts.people.say(f"办好{other}。")]
