"""What may stand before the verb of a clause: adverbs, times, places, subjects and prepositional phrases."""

from __future__ import annotations

import re

from lantu.reading.extraction.masking import FILLER
from lantu.reading.extraction.tasks.verbs import AMBIGUOUS, verb_at

_ADVERB = (
    "持续 进一步 大力 积极稳妥 积极 深入 全面 不断 着力 扎实 稳步 有序 高质量 高水平 高标准 高效 高起点 高质效 科学 逐步 努力 切实 依法依规 依法 重点 率先 主动 力争 奋力 全力以赴 全力 集中力量 集中 精准 一体 一体化 加力 因地制宜 分类 "
    "动态 更好 更大力度 更高水平 更高质量 更加 更大范围 适时 适度超前 适度 超前 前瞻 前瞻性 系统 充分 有效 常态化 健康 稳妥 广泛 认真 坚决 坚定不移 坚定 始终 牢牢 牢固 分期 分批 分步 分级 分阶段 尽快 尽早 抓紧 从严 从快 优先 合理 有机 深度 共同 "
    "联手 协力 合力 携手 聚力 致力 致力于 继续 接续 滚动 迭代 定期 同步 及时 严厉 严肃 严密 稳慎 审慎 有力有序 有力有效 有力 妥善 快速 创造性 多元化 多措并举 多渠道 多途径 多层次 多维度 多方式 全方位 全链条 全过程 全域 全周期 系统性 体系化 "
    "规模化 市场化 常态 长效 纵深 差异化 梯次 梯度 精心 精细 精细化 用心 倾力 竭力 大幅 显著 明显 最大限度 最大程度 千方百计 坚持不懈 持之以恒 毫不动摇 一以贯之 分层 分区 分片 就近 就地 平稳 稳健 灵活 务实 提前 如期 按期 按时 全年 每年 "
    "整体 总体 彻底 完全 基本 初步 不折不扣 全员 自觉 善于 勇于 敢于 首次 重新 强力 强势 大胆 稳中求进 分别 各 再 又 还 也 都 均 将 要 应当 应 须 必须 需 需要 拟 计划 切实可行 加紧 加劲 尽力 尽心 一批 用力 下大力气 创新性 巩固性 "
    "在 地 好 可 可以 能够 确需 带头 示范性 累计 全市域 年均 全程 双向 错位 特色化 集约 节约集约 集群化 数字化 智能化 绿色化 协同化 安全有序 安全高效 统筹规划 严格 联合 协同 精准化 靶向 靠前 更多 更优 更实 更快 深层次 多点 多角度 分领域 分类施策 成体系 集中连片 连片 高品质 多样化 片区化 整县 公正 准确 锲而不舍 综合 对标 常抓不懈 久久为功 负责 全量 深入细致 大力度 加倍 强制 有计划 有步骤 稳妥有序 试验性 特别 统筹兼顾 更加注重 尤其 全时 全口径 全市域 进一步加大力度"
).split()
_ADVERBS = "|".join(sorted({word for word in _ADVERB if word != "在"}, key=len, reverse=True))
_TIME = (
    rf"(?:力争|争取)?(?:到|至|截至|在)?(?:20\d\d|二〇[一二三四][〇一二三四五六七八九])年(?:\d{{1,2}}月)?(?:年?底前|年?底|年?末|前|以前|之前|起|内|上半年|下半年)?"
    rf"|今年|明年|年内|年底前|[一二三两]年内|(?:{FILLER}{{5}}|十[三四五六]五)(?:期间|时期|末)|规划期内"
)
_PLACE = r"全(?:市|省|区|县|州|国|镇|乡|域)(?:上下|范围内)?|各(?:地|级|市|县|区|乡镇|部门|有关部门|单位)+|(?:我|本)[市省区县]"
LEAD = re.compile(
    r"(?:[一二三四五六七八九十]{1,2}[是要]|第[一二三四五六七八九十]{1,2}是?|首先|其次|再次|最后|此外|另外|同时|并且|并|进而|从而|以及|特别是|尤其是"
    rf"|\d{{1,3}}[.．、)]|[①-⑳]|[—－\-–●◆■·•○]+|\s+|{FILLER}{{3,14}}(?=[\u4e00-\u9fff]{{4}})|{_TIME}|{_PLACE}|{_ADVERBS})"
)
"""One piece of what stands before a verb and says nothing of what is done."""

ADVERBS = re.compile(rf"(?:{_ADVERBS})*")

_PHRASE = re.compile(
    r"对于?|与|同|向|从|为了?|由|按照?|围绕|聚焦|针对|面向|通过|依托|利用|结合|沿着?|借助|根据|于|以|在|用|经|就|给|比照|参照|会同|联合|携手|联手|瞄准|立足|发挥|充分发挥|充分利用|坚持|将|把|因|自"
)
_PREFIX = re.compile(
    r"按照?|根据|围绕|依托|结合|立足|聚焦|瞄准|面向|针对|着眼|紧扣|紧盯|锚定|顺应|适应|借助|充分利用|充分发挥|充分运用|发挥|把握|抢抓|抓住|坚持|通过|依据|遵循|秉持|本着|对照|对标|紧紧围绕|紧密结合|用好用足|以|在|从|随着|为|鉴于|基于|参照|"
    r"沿着|深刻|牢记|利用|借鉴|突出|支持[^，]{2,12}(?:利用|依托|发挥)|牢固树立|树牢|树立|认真贯彻|深入贯彻|全面贯彻|贯彻|践行|坚定|牢牢把握|准确把握|面对|适应|遵照|经|对|与|向"
)
_SUBJECT = re.compile(r"[^，的◌]{2,16}?(?:要|应当?|须|必须|负责|牵头)(?=[\u4e00-\u9fff]{4})")
_TOPIC = re.compile(
    r"[^，的◌]{2,16}?(?=(?:重点|着力|大力|积极|全力|主动)[\u4e00-\u9fff]{6})|[^，的◌]{2,14}?(?:项目|工程|行动|计划)(?=(?:建设|推进|实施|开展|推动|完成|重点)[^，]{4})"
)
_AREA = re.compile(
    r"[\u4e00-\u9fff]{2,8}?(?:省|市|县|区|镇|州|盟|旗|新区|开发区|园区)(?:、[\u4e00-\u9fff]{2,8}?(?:省|市|县|区|镇))*(?:和[\u4e00-\u9fff]{2,6}?(?:省|市|县|区|镇))?(?=[\u4e00-\u9fff]{4})"
)
_CLOSING = re.compile(
    r"基础上|前提下|条件下|过程中|范围内|领域|方面|环节|等地|之间|[内中下上间]|[为作]?(?:重点|导向|核心|引领|牵引|抓手|目标|单位|契机|基础|主体?|主线|支撑|载体|突破口|切入点|统领|根本|依托|动力|方向|纽带|龙头|平台|关键|保障)"
)
_NO_HEAD = re.compile(
    r"[的、和与及]|后(?![续备勤])|前(?![期沿])|时(?![间尚序空])|(?:实施)?(?:情况|结果|进展|成效|过程)"
)
"""After a verb within a prepositional phrase: it is not the one that the phrase leads to."""

_REACH = 36
_SPACE_FOR_OBJECT = 4


def skip_leads(text: str, start: int, end: int) -> int:
    """Return the index after all that may stand before the verb and says nothing of what is done."""
    while found := LEAD.match(text, start, end):
        start = found.end()
    return start


def skip_phrase(text: str, start: int, end: int) -> int | None:
    """Return the index of the verb after a prepositional phrase (在…内建设, 对…实施, 以…为重点打造), or None.

    Within the phrase a verb that is also a noun closes nothing; the first plain verb with an object does.
    """
    opening = _PHRASE.match(text, start, end)
    if not opening:
        return None
    stop = min(end - _SPACE_FOR_OBJECT, opening.end() + _REACH)
    for position in range(opening.end() + 1, stop + 1):
        after = verb_at(text, position)
        if after == position or _NO_HEAD.match(text, after):
            continue
        word = text[position:after]
        if word in AMBIGUOUS and not _CLOSING.search(text, max(opening.end(), position - 4), position):
            continue
        return position
    return None


def skip_subject(text: str, start: int, end: int) -> int | None:
    """Return the index after a subject (各县要…, 市水务局负责…, 清河县…), or None."""
    for pattern in (_SUBJECT, _TOPIC, _AREA):
        found = pattern.match(text, start, end)
        if found:
            return found.end()
    return None


def is_prefix(text: str, start: int, end: int) -> bool:
    """Tell whether a clause without a task leads to the clause after it: 按照…要求, 以…为重点."""
    return _PREFIX.match(text, start, end) is not None
