"""What a title or a paragraph's opening says of the role of its section."""

from __future__ import annotations

import re

from lantu.model.records import Role

TITLES: tuple[tuple[Role, re.Pattern[str]], ...] = (
    ("front", re.compile(r"^(?:前言|序言|序|引言|导言|导语|绪论|卷首语)$|(?:名词|术语|指标)(?:及[^，。]{0,6})?(?:解释|注释)")),
    ("review", re.compile(r"回顾|发展基础|发展成[就效]|主要成[就效]|历史性成就|重大成就|取得.{0,12}成[就效]|良好开局|(?:主要)?工作情况|现状|完成情况")),
    ("environment", re.compile(r"(?:发展|国际|国内|外部|宏观)环境|形势|机遇|挑战|阶段特征|重要地位|(?:存在|面临)的?(?:主要|突出)?(?:问题|困难)|[和与及、]环境$|短板|优势条件|面向未来")),
    ("principles", re.compile(r"指导(?:思想|方针)|(?:基本|总体|主要)?原则|(?:总体|基本)(?:要求|思路)|遵循")),
    ("goals", re.compile(r"(?:主要|发展|预期|奋斗|远景|总体|具体|规划|阶段)目标|主要指标|指标体系|(?:发展|战略|功能|城市)定位|目标(?:任务|要求|体系)?$|展望")),
    ("guarantee", re.compile(r"(?:规划|组织|贯彻)(?:的)?(?:组织)?实施|实施(?:机制|保障)|保障(?:措施|机制|体系)|组织领导|规划(?:引领|落实|衔接)|党的(?:全面|集中统一)?领导|共同奋斗|监测评估|^结语$")),
)  # fmt: skip
TASK_TITLE = re.compile(r"任务|工作(?:安排|部署|重点|举措)?|行动|工程")
_GUARANTEE_ELSEWHERE = re.compile(r"社会保障|就业保障|要素保障|住房保障|能源保障|安全保障|民生保障|后勤保障|服务保障")
_PRINCIPLES_SAID = re.compile(
    r"(?:指导思想|总体要求|基本原则|基本要求|总体思路)(?:是|为|：)|(?:遵循|坚持|把握)(?:的|以下|好以下)?[^，。]{0,10}原则[。：]|以习近平[^，。]{0,24}为指导"
)
_GOALS_SAID = re.compile(
    r"目标(?:要求)?(?:是|为|：)|以下(?:主要|具体)?目标|主要(?:预期|发展)?(?:目标|指标)[。：]?$|目标如下|(?:锚定|展望)(?:到)?(?:20|二[〇○0])..年|(?:再|接续)奋斗[^，。]{0,6}[，,]?到(?:20|二[〇○0])|^到(?:20[2-9]\d|二[〇○0]..)年"
)
_ENVIRONMENT_SAID = re.compile(r"清醒(?:地)?(?:看到|认识|意识)|(?:困难|问题|短板|矛盾)和?(?:问题|挑战|不足)?(?:主要)?(?:是|有|：)|也要看到|存在(?:一些|不少)[^，。]{0,8}(?:问题|困难|不足)|面临(?:不少|一些|诸多)[^，。]{0,12}(?:困难|挑战|问题)|发展环境(?:面临|发生|将)")  # fmt: skip
_REVIEW_SAID = re.compile(r"回(?:望|顾|首)(?:过去)?|过去(?:的)?(?:五年|一年)|五年来|一年来|这(?:是.{2,30}的)?五年")
_ANNOUNCEMENTS: tuple[tuple[Role, re.Pattern[str]], ...] = (("goals", _GOALS_SAID), ("principles", _PRINCIPLES_SAID))
_HEAD = 60
_PAST = 0.5
_FUTURE = 0.3


def title_roles(title: str) -> list[tuple[Role, float]]:
    """Return the roles a title speaks of, each with the share of the title its words fill.

    >>> title_roles("指导思想、基本要求和发展目标")
    [('principles', 0.57...), ('goals', 0.28...)]
    """
    bare = _GUARANTEE_ELSEWHERE.sub("", title)
    found: list[tuple[Role, float]] = []
    for role, pattern in TITLES:
        length = sum(match.end() - match.start() for match in pattern.finditer(bare))
        if length:
            found.append((role, length / max(len(title), 1)))
    return found


def announced_role(opening: str, above: Role | None, past_share: float) -> Role | None:
    """Return the role a paragraph plainly announces, where it can leave the role of its section.

    Args:
        opening: The first hundred-odd characters of the paragraph.
        above: The role of its section; None when the section is several things.
        past_share: Share of past among the paragraph's signs of tense.

    >>> announced_role("今后五年的主要目标是：", "tasks", 0.1)
    'goals'
    """
    if above in ("guarantee", "environment") or "让我们" in opening:
        return None
    if above in ("review", None) and _ENVIRONMENT_SAID.search(opening):
        return "environment"
    if above == "review":
        return "goals" if past_share < _FUTURE and _GOALS_SAID.search(opening) else None
    if past_share >= _PAST and _REVIEW_SAID.search(opening[:_HEAD]):
        return "review" if above is None else None
    for role, pattern in _ANNOUNCEMENTS:
        if above != role and pattern.search(opening):
            return role
    return None
