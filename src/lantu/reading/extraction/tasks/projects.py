"""Which tasks are construction or investment projects, and which named things a task speaks of."""

from __future__ import annotations

import re

_BUILDING = re.compile(
    r"建设|新建|扩建|改建|改扩建|续建|新改建|新改扩建|打造|建成|设立|创建|争创|兴建|迁建|重建|筹建|开工|改造|共建|建造|布局|布设|规划建设|建强|铺设|架设|复建|代建|组建|修建|构筑"
)
_CARRYING = re.compile(r"推进|推动|加快|启动|实施|谋划|完成|抓好|争取|做好|支持|促进|开展|加大")
_FACILITY = (
    r"(?:示范|试验|先行|特色|合作|开发|高新|经开|农高|特优|保税|功能|集聚|自贸|产业|保护|风景|旅游|度假|食品|接合|港)区|园区|特区|新区|新城|小镇|示范带|产业带|园|公园|基地|产业园|水库|泵站|灌区|堤防|电站|风电场|光伏电站|电厂|"
    r"铁路|高铁|高速|高速公路|公路|[国省县乡]道|快速路|桥|隧道|通道|立交|机场|港口|港区|码头|航道|车站|客运站|货运站|枢纽|地铁|轨道交通|[\d一二三四五六七八九十]+号线|医院|院区|学校|中学|小学|幼儿园|大学|学院|校区|博物馆|图书馆|美术馆|科技馆|体育馆|体育场|"
    r"体育中心|文化中心|会展中心|活动中心|数据中心|算力中心|综合体|大厦|产业城|科学城|实验室|大科学装置|装置|平台|信息库|数据库|储备库|冷库|仓库|粮库|工厂|厂|生产线|管网|管廊|管线|电网|变电站|充电站|换电站|加氢站|充电桩|污水处理厂|垃圾焚烧厂|处理厂|净水厂|水厂|"
    r"馆|剧院|大剧院|场馆|市场|物流园|物流中心|商圈|步行街|街区|绿道|湿地公园|湿地|纪念馆|养老院|福利院|中心|项目"
)
_ENDS_IN_FACILITY = re.compile(
    rf"(?:{_FACILITY})(?:（[^（）]{0, 20}）)?(?:项目|工程)?(?:[一二三四五]期)?(?:工程|项目)?(?:建设|改造|扩建|改扩建|创建|前期|前期工作|项目建设)?$"
)
_WORKS = re.compile(
    r"(?:新建|扩建|改建|迁建|改造|引水|调水|供水|防洪|除险加固|清淤|灌区|管网|输变电|抽水蓄能|护岸|绿化|搬迁|高标准农田|水利|河道|道路|铁路|公路|机场|港口|电网|污水|垃圾|棚户区|老旧小区)[^，、]{0,10}(?:工程|项目)(?:建设)?$"
)
_NAMED_WORKS = re.compile(rf"..(?:{_FACILITY})(?:新建|扩建|改扩建|改建|迁建|提标改造|除险加固)")
_NAMED_LIST = re.compile(rf"..(?:{_FACILITY})(?:、[^、]{1, 40}){0, 20}等(?:重大|重点|一批)?(?:项目|工程)(?:建设)?$")
_VAGUE = re.compile(
    r"一批|更多|若干|各类|各项|[\d一二两三四五六七八九十百千万—–~-]{1,8}(?:多|余)?[个座条所家处项类种批万]|更高|现代(?!农业产业园)|全国(?!农)|国家(?!级)|世界|国际(?=[一知])|新型|公共|区域性|高水平|高能级|高品质|一流|适度|具有|面向|集|多[个层]|省级(?!高)|市级|便民|共享|统一"
)
_GENERIC = re.compile(r"(?:平台|中心|项目|园|市场|商圈|街区|湿地|通道|枢纽|装置|管网|电网|公路|基地|园区|实验室)$")
_PROPER = re.compile(
    r"“[^”]+”|[\u4e00-\u9fff]{1,6}(?:省|市|县|区|州|镇|乡|江|河|湖|山|岛|湾|港)|[\d一二三四五]期|[A-Z\d]+"
)
_QUOTED_NAME = re.compile(rf"“[^”]{{2,20}}”[\u4e00-\u9fff]{{0,10}}?(?:{_FACILITY}|工程|行动|计划)|《[^》]{{2,40}}》")
_AREA_NAME = re.compile(
    r"(?:^|(?<=[、和与及在向对从，支持]))[\u4e00-\u9fff]{2,4}?(?:市|县|区|镇|乡|自治州|自治县)(?![\u4e00-\u9fff]?[域级场民])"
)
_TAIL = re.compile(r"(?:项目)?(?:建设|改造|扩建|创建|前期工作)$")


def is_project(verb: str, target: str) -> bool:
    """Tell whether a task is a construction or investment project: something with a name of its own is built.

    Args:
        verb: Carrier and verb.
        target: The object.

    >>> is_project("建设", "蓝河市抗旱应急水库"), is_project("建设", "一批公共服务平台"), is_project("推进", "改革")
    (True, False, False)
    """
    builds = _BUILDING.search(verb) is not None
    carries = _CARRYING.search(verb) is not None and target.endswith(
        ("建设", "改造", "扩建", "创建", "前期工作", "项目")
    )
    if _WORKS.search(target) and (builds or _CARRYING.search(verb)) and not _VAGUE.match(target):
        return _PROPER.search(target) is not None or _NAMED_WORKS.search(target) is not None
    if (builds or carries) and _NAMED_LIST.search(target):
        return True
    if not (builds or carries) or not _ENDS_IN_FACILITY.search(target) or _VAGUE.search(target[:8]):
        return False
    bare = _TAIL.sub("", target)
    return _GENERIC.search(bare) is None or _PROPER.search(bare) is not None


def named_in(target: str, *, project: bool) -> tuple[str, ...]:
    """Return the named things of an object: the project itself, names in quotation marks, areas.

    >>> named_in("“清泉”供水工程", project=False), named_in("清河县灌区建设", project=True)
    (('“清泉”供水工程',), ('清河县灌区',))
    """
    found = [_TAIL.sub("", target)] if project and len(target) <= 30 else []
    found += [match[0] for match in _QUOTED_NAME.finditer(target)]
    if not project:
        found += [match[0] for match in _AREA_NAME.finditer(target)]
    return tuple(dict.fromkeys(found))
