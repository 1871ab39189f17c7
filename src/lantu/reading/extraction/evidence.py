"""Words that tell of what a passage speaks: done, to be done, circumstances, principles, aims, how the plan is carried out.

Single words prove nothing (加快 stands in reviews as well); what counts is their sum over a section. Years and names of
five-year plans weigh by the document's own period: “十四五”期间 is the future in the fourteenth plan, the past in the fifteenth.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Literal, NamedTuple

from lantu.chinese.numerals import parse_numeral
from lantu.reading.extraction.horizon import Horizon
from lantu.vocabulary import five_year_plan

Sign = Literal["past", "future", "environment", "principles", "goals", "guarantee"]

#: Words by what they are a sign of and how much they weigh.
WORDS: dict[tuple[Sign, int], str] = {
    (
        "past",
        4,
    ): "过去五年 过去的五年 五年来 这五年 一年来 过去一年 过去的一年 圆满收官 胜利收官 顺利收官 圆满完成 历史性成就 取得显著成就 收官之年 决定性成就",
    (
        "past",
        2,
    ): "获批 荣获 获评 获得 被评为 被列为 被确定为 被授予 入选 跃居 跃升至 位居 居全国 居全省 居全市 排名全国 顺利完成 超额完成 全面完成 累计完成 累计建成 "
    "累计实现 成功创建 成功举办 成功获批 成功入选 建成投用 建成投产 建成通车 挂牌成立 已建成 已成为 增加到 增长到 提高到 增至 升至 降至 下降到 压缩至 压减至 缩短至 缩小至 "
    "发展到 由原来 首次突破 连续多年 实现历史性 再创 创历史新高 创新高 同比 极不平凡 极不寻常 近年来 较上年 比上年 上年末 得到解决 成效显著 成效明显 年底前已",
    (
        "past",
        1,
    ): "取得 完成 开通 落户 落地 出台 解决了 实现了 形成了 完成了 建成了 首个 首次 先后 有力 有效 连续 预计 全国第 全省第 获 创建 蹄疾步稳 居 达",
    ("future", 4): "今后五年 未来五年 下一步 力争到 目标是 远景目标",
    (
        "future",
        2,
    ): "力争 争取 确保 进一步 将 规划建设 谋划 要 逐步 到二〇三五年 加快建设 加快推进 加快构建 加快形成 支持 鼓励 引导 探索 建立健全 完善 健全 加强 强化",
    (
        "future",
        1,
    ): "推动 推进 打造 构建 培育 提升 补齐短板 补短板 弥补短板 补上短板 加快 加大 积极 促进 深化 优化 建设 拓展 实施 开展 发展 保障 落实 提高 扩大 规范 严格",
    (
        "environment",
        3,
    ): "百年未有之大变局 百年变局 机遇与挑战并存 机遇和挑战 风险挑战并存 战略机遇期 国际环境 外部环境 从国际看 从国内看 从国际来看 从国内来看 从全国看 从全省看 从我市看 从自身看 "
    "新一轮科技革命 地缘政治 国际力量对比 不确定难预料 不确定性 逆全球化 全球化遭遇 清醒看到 清醒认识 清醒地看到 清醒地认识",
    (
        "environment",
        1,
    ): "机遇 挑战 形势 矛盾 短板 不足 压力 制约 困难 变局 面临 问题 薄弱 冲击 竞争激烈 不平衡 不充分 优势 仍然 不强 不高 不优 不够",
    (
        "principles",
        3,
    ): "指导思想 重要思想 科学发展观 邓小平理论 三个代表 新时代中国特色社会主义思想为指导 为指导 伟大旗帜 基本原则 必须遵循 总体要求 五位一体 四个全面 两个确立 两个维护 四个意识 四个自信 稳中求进工作总基调",
    (
        "principles",
        1,
    ): "必须坚持 坚持 高举 全面贯彻 深入贯彻 牢牢把握 系统观念 总基调 主题 主线 根本动力 根本目的 遵循 统筹",
    ("goals", 3): "主要目标 发展目标 预期目标 奋斗目标 总体目标 远景目标 战略定位 主要指标 发展定位",
    (
        "goals",
        1,
    ): "迈上新台阶 实现新突破 取得新突破 取得新成效 取得新进展 迈出新步伐 达到新水平 得到新提升 实现新进步 更加完善 更加健全 更加丰富 更加协调 更加充分 更加 明显提升 明显提高 明显增强 显著提升 显著提高 显著增强 "
    "大幅提升 基本建成 基本形成 基本实现 稳步提升 新台阶 新突破 新成效 新进展 新步伐",
    (
        "guarantee",
        3,
    ): "本规划 规划实施 监测评估 中期评估 总结评估 年度计划 实施机制 组织实施 规划体系 约束性指标 规划衔接",
    (
        "guarantee",
        1,
    ): "督促检查 责任主体 考核 评估 责任分工 第三方 社会监督 宣传 审计 人大 党的领导 督查 组织领导 政策协同",
}

_WEIGHTS: dict[str, tuple[tuple[Sign, int], ...]] = {}
for (_sign, _weight), _listed in WORDS.items():
    for _word in _listed.split():
        _WEIGHTS[_word] = (*_WEIGHTS.get(_word, ()), (_sign, _weight))
# Plain literals without groups: the engine then skips to characters that begin a word, which is ten times faster.
_ANY_WORD = re.compile("|".join(sorted(map(re.escape, _WEIGHTS), key=len, reverse=True)))
_TIME = re.compile(
    r"(?P<until>到|至)?(?P<year>(?:19|20)\d\d)年|(?P<plan>十[一二三四五六七八九]?)五(?= ?[”’]|时期|期间|以来|规划)|(?P<this>今年)|(?P<last>去年|上年)"
)
_TIME_WEIGHT = 2


class Evidence(NamedTuple):
    """A sign found in the text."""

    at: int
    sign: Sign
    weight: int


def find_words(text: str) -> Iterator[Evidence]:
    """Yield the words that are signs, in order."""
    for match in _ANY_WORD.finditer(text):
        for sign, weight in _WEIGHTS[match[0]]:
            yield Evidence(match.start(), sign, weight)


def find_times(text: str, horizon: Horizon | None) -> Iterator[Evidence]:
    """Yield the years and plans named in the text, past or future by the document's own years, in order."""
    for match in _TIME.finditer(text):
        tense = _tense(match, horizon)
        if tense:
            yield Evidence(match.start(), tense, _TIME_WEIGHT)


def _tense(match: re.Match[str], horizon: Horizon | None) -> Literal["past", "future"] | None:
    if match["last"]:
        return "past"
    if match["this"]:
        return "future" if horizon else None
    if match["year"]:
        if horizon is None:
            return "future" if match["until"] else None
        return "past" if int(match["year"]) <= horizon.base else "future"
    number = parse_numeral(match["plan"])
    if horizon is None or number is None or not 6 <= number <= 30:
        return None
    return "past" if five_year_plan(int(number))[1] <= horizon.base else "future"
