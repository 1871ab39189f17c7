"""The strategy of consistent plans: facts that agree, said in varied words."""

from __future__ import annotations

from hypothesis import strategies as st
from tests.property.plans.amounts import write_clusters, write_scopes, write_shares, write_works
from tests.property.plans.deeds import write_annexes, write_duties, write_lists, write_projects, write_vision
from tests.property.plans.draft import Section
from tests.property.plans.facts import Facts, Pen
from tests.property.plans.goals import write_goals, write_growth, write_identity
from tests.property.plans.words import CITIES, FILLERS, PLANS

TOPICS = (
    write_goals, write_growth, write_identity, write_clusters, write_works, write_shares, write_scopes,
    write_lists, write_projects, write_duties, write_annexes, write_vision,
)  # fmt: skip


@st.composite
def consistent_plans(draw: st.DrawFn) -> Facts:
    """Plans in which everything agrees."""
    pen = Pen(draw)
    start = pen.one(list(PLANS))
    city = pen.one(CITIES)
    _, ordinal, before = PLANS[start]
    facts = Facts(
        city=city, start=start, style=pen.one(["chapters", "points"]),
        opening=[f"{city}国民经济和社会发展{ordinal}五年规划纲要", f"（{start}—{start + 4}年）"],
        review=Section(pen.one(["发展基础", f"“{before}”时期发展回顾"])),
        goals=Section(pen.one(["主要目标", "发展目标", "总体目标"])),
        industry=Section(pen.one(["构建现代产业体系", "发展现代产业"])),
        works=Section(pen.one(["完善基础设施", "夯实基础支撑"])),
        people=Section(pen.one(["改善民生和生态", "提高生活品质"])),
        guarantee=Section(pen.one(["强化实施保障", "健全保障机制"])),
    )  # fmt: skip
    for section in (facts.industry, facts.works, facts.people, facts.guarantee):
        section.say(pen.one(FILLERS))
    for topic in TOPICS:
        topic(pen, facts)
    return facts
