"""The verbs with which plans state tasks: a closed stock of official Chinese, by what they make of their clause.

*Doing* verbs head a task. *Ambiguous* ones are nouns as often (建设, 发展, 管理) and head a task only where an object follows and no
predicate comes after it. *Carriers* may stand before a doing verb, which then is the task's verb (探索建立 is 建立). *Result*
verbs say what comes of the task before them. Reference: clause openings counted over five plans and reports of 2026;
the order is grammar, none of the words belongs to a subject or place.
"""

from __future__ import annotations

import re

DOING = frozenset(
    (
        "实施 实行 落实 推行 推广 推出 完善 健全 建立 构建 打造 搭建 组建 筹建 新建 续建 扩建 改建 改扩建 新改建 兴建 共建 援建 建成 建强 建好 创建 争创 创办 开办 设立 增设 成立 建造 重点建设 新改扩建 "
        "制定 制订 修订 修编 编制 出台 印发 颁布 拟定 起草 完成 开展 举办 承办 举行 开设 开启 开创 开足 用足 扛牢 扛起 坚守 严守 夯实 唱响 叫响 擦亮 补齐 拓宽 拓展 延伸 延长 畅通 疏通 贯通 "
        "加密 加固 加大 加强 加深 加速 加快 强化 深化 优化 细化 亮化 美化 净化 固化 活化 硬化 简化 扩大 扩充 增强 增加 增进 提高 提升 提振 提供 改善 改进 培育 培养 培优 培强 孵化 引育 引导 引进 引入 招引 招收 招录 招募 "
        "选派 选育 选拔 选聘 选树 遴选 吸引 集聚 汇聚 聚集 壮大 振兴 弘扬 传承 赓续 践行 厚植 涵养 推进 推动 促进 支持 鼓励 激励 扶持 扶植 资助 奖励 补贴 确保 维护 巩固 稳住 帮助 帮扶 救助 关爱 "
        "管控 防范 防止 化解 清理 清退 清除 取缔 查处 严查 严惩 严打 严禁 严控 严管 严把 控制 压减 压降 压实 压缩 削减 减少 减轻 减免 降低 淘汰 关停 关闭 腾退 搬迁 拆除 取消 废止 清偿 链接 联结 整合 盘活 激活 "
        "激发 释放 放大 放宽 放开 放活 开拓 开辟 开通 开工 启动 投放 投入 运用 善用 布设 铺设 架设 敷设 安装 配备 配齐 配建 谋划 策划 攻克 创设 创造 营造 塑造 重塑 彰显 展示 展现 充实 挖掘 发掘 修缮 恢复 重建 迁建 "
        "退出 收储 采集 巡查 督促 督导 清查 排查 摸清 摸排 公布 发布 发放 发行 发挥 履行 执行 贯彻 宣讲 倡导 提倡 深耕 深挖 抢占 抢抓 争取 申报 申请 申建 承接 承担 融入 加入 嵌入 带领 动员 发动 调整 调节 调解 解决 应对 "
        "回应 受理 办理 简并 下放 授权 赋予 给予 设置 设定 划定 界定 厘清 理顺 梳理 签订 签署 缔结 转换 改变 重构 重组 兼并 并购 剥离 置换 替换 疏浚 植树 营造 封育 禁止 限制 杜绝 遏制 惩治 惩处 纠治 纠正 铲除 抵制 抵御 串联 "
        "连通 联通 纳入 列入 续签 缓解 消除 消纳 根治 提速 扩能 新增 新设 新开 复建 复垦 承诺 兑现 慰问 优待 抚恤 褒扬 崇尚 尊重 倡树 培植 造就 锻造 淬炼 锤炼 营建 编纂 购置 促成 牵头 参加 接续 跟踪 跟进 抑制 严防 谨防 "
        "预防 轮训 支援 偿还 筹集 筹措 筹备 筹划 筹办 募集 撬动 细分 区分 划分 评定 认定 搬迁改造 拥抱 积极应对 稳妥处置 建设运营 主攻 允许 传承弘扬 研制 追踪 联动发展 统一 采用 采取 引领 共享 共推 共抓 主办 申办 审批 推选 普及 建管 保育 "
        "凝聚 密切 织密 汇集 穿插 打响 打通 打破 打击 打开 打赢 打好 打牢 突出抓好 严格落实 突出 丰富 统筹 规范 探索 稳定 明确 公开 严格 繁荣 推介 宣传 普查 参与 开放 攻关 对接 衔接 整治 修复 治理 防治 防控 部署 布局 转化 培训 储备 "
        "建设 发展 管理 服务 创新 保障 保护 改革 规划 监管 改造 运营 运行 应用 利用 示范 升级 监测 监督 考核 评估 协同 协调 联动 融合 组织 支撑 开发 研发 创作 配套 保持 处置 更新 研究 突破 深度融入 开行 试行 试点 做深做实 "
        "改良 引种 选优 造林 绿化 复育 连片开发 建养 消化 处理 回收 补充 覆盖 安排 落细 适应 顺应 办结 压茬推进 擘画 奖补 资助 传播 培树 激扬 供给 增开 增发 增投 增配 增进 延续 留住 稳控 守护 捍卫 保卫 呵护 关心 关注 照顾 照护 "
        "倒逼 引聚 育强 招商 联建 联办 联合 合建 代建 招引培育 建档 摸查 整修 整理 提档 提标 疏解 承办 调配 调优 调动 调度 缩短 缩小 消减 限定 筛选 评选 表彰 嘉奖 宣介 讲述 培厚 增植 补植 栽植 放养 增殖 禁用 禁采 停建 缓建 焕新 破除 扩容 扩容改造 赋能 接受 确定 落地 破解 构筑 植入 织补 总结 团结 稳固 腾挪 预留 攻坚 精简 谱写 避免 综合利用 注重 配置 供应 调控 指导 提质 提质升级 嵌入 联动推进 引培 育引 聚合 聚力打造 接轨 推优 抓住 汇总 普惠 申领 抢救 复兴 激励 强健 涵育 扩围 扩围升级 添置 增置 重修 清运 拓建 迁移 移植 补种 补建 补办 加装 更换 检修 养护 抢修 巡护 巡检 教育引导 团结带领"
    ).split()
)
"""Words that may stand as the verb of a task."""

AMBIGUOUS = frozenset(
    (
        "建设 发展 管理 服务 创新 保障 保护 改革 规划 监管 改造 运营 运行 应用 利用 示范 升级 监测 监督 考核 评估 协同 协调 联动 融合 组织 支撑 开发 研发 创作 配套 保持 处置 更新 研究 突破 试行 试点 治理 防治 防控 修复 整治 部署 "
        "布局 转化 培训 储备 衔接 对接 攻关 开放 参与 普查 宣传 推介 公开 稳定 规范 探索 统筹 丰富 明确 严格 繁荣 引领 绿化 处理 回收 补充 覆盖 安排 供给 共享 统一 消化 传播 招商 联合 审批 照护 突出 整理 调度 奖补 扩容 落地 总结 团结 攻坚 配置 供应 调控 指导 提质 接轨 复兴 普惠 破解"
    ).split()
)
"""Doing verbs that are nouns or adverbs as often."""

CARRIERS = frozenset(
    (
        "推动 推进 加快 探索 谋划 研究 启动 统筹 鼓励 支持 引导 争取 组织 协同 加强 深化 规范 加速 协调 参与 筹备 推行 规划 牵头 联合 创新 严格 开展 策划 促进 布局 完成 帮助 带领 申请 申报 开工"
    ).split()
)
"""May stand before the verb proper."""

SOFT_RESULT = frozenset(
    "提高 提升 增强 降低 减轻 减少 缓解 避免 防止 调动 激发 释放 扩大 增加 增进 保护 改善 彰显 展现 提振 确保 撬动 放大 保障 缩小 缩短".split()
)
"""Say what comes of the task before when their object is an effect (积极性, 成本), else head a task."""

EFFECT = re.compile(
    r"(?:积极性|主动性|创造力|效率|效益|影响|吸引力|竞争力|影响力|凝聚力|知名度|美誉度|活力|满意度|获得感|幸福感|安全感|成本|风险|压力|负担|潜力|动力|损失|差距|便利度|可及性|便利性|福祉|品质|附加值|权益|需要|需求|水平|质量|能级|占比|比重)"
    r"(?:和[^，]{1,6})?$"
)
RISING = re.compile(
    r"(?:常年|稳步|持续|高位|迈向|保持|大面积|走在|[^的]提升|提高|增长|增加|改善|好转|向好|进阶|跃升|回升|下降|降低|提质增效|跨越|翻番|增收|见效)[^，、]{0,6}$"
)
"""The end of what a clause with 推动 or 促进 says when it tells a result, not a task."""

COUNTING = frozenset("新增 增加 新设 新开 吸引 保持 减少 降低 压减 增发 发放 带动 补充 帮扶 救助".split())
"""Directly before a number these only count; what they count is a statement."""

NOUN_AFTER = re.compile(
    r"的|了|着|等|是|及|、|性|力(?!量)|率|度(?!假|过)|者|员|型|值|量(?!子)|额|权|费|款(?!式)|业(?![务态])|站(?!城|点)|处(?!理|置)|期(?!货|刊)|用地|总[值量]|更[加为]|明显|显著|不断|持续|开放的|"
    r"(?:水平|质量|能力|成效|基础|格局|环境|任务|目标|情况|效[率益能果应]|模式|需求|方面|过程|阶段|工作|部门|机构)(?:$|[和与及、])|[区局部院厅]?$"
)
"""After an ambiguous verb: the word was a noun."""

NEVER_OBJECT = re.compile(
    r"区(?![域块位间段县划级内外中])|类(?![别似型比群脑]|人机|器官)|(?:实施)?(?:期间|时期|以来|过程中|之后|之前)|力争|见到|见[实成]效"
)
"""After any verb: the word was the first half of a noun (开发区, 规划类) and the clause says no task with it."""

PREDICATED = re.compile(
    r"(?:评估|考核|监测|评价|实施|调整|审查|检查)?(?:结果|情况|报告|方案|办法|意见|数据|信息|成果|经费|费用|规划|计划)"
    r"(?=按(?!照)|报|由|用[作于]|作为|应当|应[按由]|须|提请|经|纳入|予以)"
)
"""After a word that is a noun as often: it was one, and its predicate follows (监测评估结果用作…)."""

MAKING = re.compile(
    r"(?!抓大保护)(?:[做当铸抓办用管建守盘搞走扛压筑织补理护选配育打厘拉练种养唱擦兜把稳学讲放夯壮调联][好强优大实深活细通牢紧密齐准稳精宽长高亮清净绿美足满严住响顺]){1,4}(?!度|化)"
)
"""做强做优做大, 管好, 织密: a verb of making and what becomes of its object."""

_LENGTHS = tuple(sorted({len(word) for word in DOING}, reverse=True))


def verb_at(text: str, position: int) -> int:
    """Return the index after the doing verb that stands at a position; the position itself where none stands.

    >>> verb_at("建立健全机制", 0), verb_at("做强做优产业", 0), verb_at("机制", 0)
    (2, 4, 0)
    """
    for length in _LENGTHS:
        if text[position : position + length] in DOING:
            return position + length
    made = MAKING.match(text, position)
    return made.end() if made else position
