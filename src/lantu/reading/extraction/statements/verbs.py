"""Verbs that lead a counted object: 新增15所医院, 改造农村公路2500公里.

The verbs with which plans state tasks lead counted objects too; here stand those that only count, and those that are nouns as
often but count before a number. One table for the three places that need it: such a verb before a number says that the number counts what follows; at the head of a
subject it stays in the indicator's name; and an item without a verb inherits it from the item before.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from lantu.reading.extraction.tasks.verbs import AMBIGUOUS, CARRIERS, DOING, SOFT_RESULT

#: Adds to a stock: what it counts is an increment.
_ADD = (
    "新增加 新增 新建改建 新改建 新建 改扩建 新开工建设 新开工 新登记 新培育 新引进 新组建 新认证 新认定 新开通 新设立 新设 新当选 新生成 新获批 "
    "新打造 新改造 新布局 新投放 新招引 新签约 新上 净增加 净增 增加 增设 增配 建成投产 建成投用 建成 建设 建立 创建 创办 创成 争创 培育 培养 培训 打造 "
    "完成 实施 更新改造 升级改造 改造升级 改造提升 提升改造 改造 更新 引进 引入 招引留住 招引 吸引留住 吸引 留住 推出 推介 推广 布局 落实 统筹安排 安排 开工 开通 举办 开展 "
    "组建 制定修改废止 制定 修订 办理 办结 提请审议 获评 获得 获批 荣获 授予 遴选支持 遴选 选派 选树 评选 招收 招聘 招募 募集 整备 整治 整理 修复 治理 释放 "
    "升级 接入 发放 投放 筹集 筹建 供应 盘活 处置 压减 淘汰 关闭 发行 吸纳 设立 认定 签约 解决 救助 资助 安置 扶持 孵化 储备 谋划 配备 配置 购置 出台 "
    "化解 清理 清退 扩建 改建 开发储备 开发 生成 申报 落地 投产 上市 形成 集聚 聚集 汇聚 销售 加工 减少 减免 组织 动员 结对 帮扶 入库 新开及加密 新开 加密 "
    "打通 贯通 铺设 敷设 架设 植树 造林 绿化 种植 播种 收储 腾退 征收 拆除 回迁 交付 销毁 查处 检测 抽检 检查 督查 核查 复查 整改 监测 巡查 走访 慰问 资助 命名 授牌 转化 交易 "
    "竣工 完工 开工建设 启动 办好 育成 选育 减排 腾出 选聘 擦亮 建强 配建 增挂 续建 组织实施 登记 注册 发布 编制 立项 落成 启用 投用 投运 通车 开行 提档升级 扩容 供应 新供应 落户 建 设"
).split()
#: The stages of a project's life, which each counts once.
STAGES = "新开工|开工|竣工|完工|投产|投用|投运|建成|启动|签约|落地|达产|入库|通车|并网"
#: Verbs that say what there is, not what is added: after them a count is a stock.
STOCK_VERBS = frozenset("集聚 聚集 汇聚 形成 拥有".split())
#: Says that there is something, or sets it going, without adding a known number to a stock.
_HAVE = "构建 严守 守住 守牢 支持 推进 推动 入选 入驻 拥有 发展 提供 上线运行 上线 保障 服务 惠及 覆盖 带动 引导 强化 加强 深化 实现 争取 累计 为".split()
#: Verbs of keeping and of rule: what they stand before is not counted but bounded (控制总量30亿立方米).
_KEEP = frozenset(
    "控制 稳控 限制 限定 抑制 保持 稳住 稳固 巩固 坚守 严守 守护 捍卫 维护 适应 顺应 注重 接受 区分 界定 普及 参加 加入 融入 细分 划分 营造 重点建设".split()
)
_COUNTING = tuple(dict.fromkeys([*_ADD, *sorted(DOING - AMBIGUOUS - CARRIERS - SOFT_RESULT - _KEEP - set(_HAVE))]))
#: Of these only the first kind is part of a name.
_NAMING_ONLY = (
    "改善 引导 推进 支持 覆盖 直接利用 利用 实际使用 转移 落户 建档 提供 加工销售 争取到位 争取到 争取".split()
)


def _alternatives(words: Iterable[str]) -> str:
    """Join words for a pattern, the longest first, those with the same first character in one branch."""
    by_first: dict[str, list[str]] = {}
    for word in sorted(words, key=len, reverse=True):
        by_first.setdefault(word[0], []).append(word[1:])
    return "|".join(f"{first}(?:{'|'.join(rests)})" for first, rests in by_first.items())


ADDING = _alternatives(_ADD)
_TWO = [word for word in _COUNTING if len(word) > 1]
_VERB = rf"(?:{_alternatives(_TWO)})"
#: 新（改、扩）建; 新 before any verb (新发展); a verb that is a noun as often before one that counts (提质改造).
_MADE = (
    rf"(?:[新改扩迁]（[新改扩迁建、]{{1,6}}）建?|新(?:[辟添购聘招签评栽植种]|{_alternatives(DOING)})"
    rf"|(?:{_alternatives(AMBIGUOUS)})(?={_VERB})(?:{_VERB})|{_VERB})"
)
#: 新增或更新, 新建和加固改造.
_MADE = rf"(?:{_MADE}(?:[、或及并和与]{_VERB})*)"
#: At the end of the words before a number that comes before its noun.
VERB_BEFORE_NUMBER = re.compile(
    rf"(?P<verb>{_alternatives([*_COUNTING, *_HAVE])})(?:了|一批)?"
    r"(?:全省|全市|全国|全区|省内|市内|剩余|城区|市区|城镇|农村|现有|重点){0,2}(?:不少于|至少)?$"
)
#: As often a noun, a verb where nothing stands before it: 指导3家景区申报, not 资源保护3处.
_AMBIGUOUS_ALONE = re.compile(rf"^(?P<verb>{_alternatives(AMBIGUOUS)})$")


def verb_before_number(before: str) -> re.Match[str] | None:
    """Find the verb at the end of the words before a number that counts the noun behind it.

    >>> [bool(verb_before_number(words)) for words in ("全年新建", "指导", "资源保护")]
    [True, True, False]
    """
    before = before.rstrip("“")
    return VERB_BEFORE_NUMBER.search(before) or _AMBIGUOUS_ALONE.match(before)


#: Verbs that are left out of the name: they say nothing of what is counted.
EMPTY_VERBS = frozenset(
    {
        "严守",
        "守住",
        "守牢",
        "为",
        "推动",
        "实现",
        "争取",
        "保障",
        "惠及",
        "覆盖",
        "带动",
        "服务",
        "强化",
        "加强",
        "深化",
        "动员",
    }
)
#: At the head of a subject; the object must go on (not 签约额, 新增率, 孵化器).
LEADING_VERB = re.compile(
    rf"^(?P<verb>(?:累计|全年|新|计划|再|力争|每年|年均)*(?:{_alternatives(_NAMING_ONLY)}|{_MADE}|为(?=经营主体|企业)))"
    r"(?!器(?![材械具官]))(?=[^到至达为额率数量度力员场面值者期站区业用型费品性]|区[级域县块内]|用[能工])"
)
#: Whom it is done for, before the verb: 为全市中小学新增纸质图书.
FOR_WHOM = re.compile(rf"^(?:为|给|向|对|帮助)[^，、]{{2,12}}?(?={_MADE})")
#: Said of a figure, not of things: 增加407.7万人 is a change.
_CHANGES = "增加 新增加 净增加 净增 新增 减少 压减".split()
#: The verb alone: its object was named before.
VERB_ALONE = re.compile(rf"(?:累计|新)?(?:改善|{_alternatives([w for w in _TWO if w not in _CHANGES])})")
#: The place comes first: 开发区建设标准厂房, not 棚户区改造开工.
PLACE_AND_VERB = re.compile(
    rf"^(?![\u4e00-\u9fff]{{0,4}}(?:城[镇乡市区]|农村|乡村|社区))(?P<verb>“?[\u4e00-\u9fff]{{2,8}}?(?:[区市县镇乡村园]|街道|流域|沿线)”?(?:新)?(?:{_alternatives([w for w in _ADD if len(w) > 1])}))"
    rf"(?=[^到至达为额率数量度力员场面值者期站区业用型费品性规])(?=.{{2}})(?!(?:{STAGES})$)"
)
