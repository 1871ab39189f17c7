"""Which tasks are construction projects, and which named things a task speaks of.

A project is a thing with a name of its own that is built: 建设柳溪水库, 推进柳溪大桥工程, 加快桑园产业园建设. What cannot be taken for
anything but a building needs a name of any kind before it (柳溪水库); a centre, base, zone or park that may be an
institution or a title needs the name of a place, a stage of building or a capacity (蓝河市物流中心, 种子园一期, 万吨级原料药基地).
Systems, mechanisms and platforms are no projects, nor is 推进重大项目建设.
"""

from __future__ import annotations

import re
from functools import cache

from lantu.vocabulary.areas import shipped_areas

_BUILDING = re.compile(
    r"建设|新建|扩建|改建|续建|新改建|建成|兴建|迁建|重建|筹建|开工|共建|建造|铺设|架设|复建|代建|修建"
)
_PLANNED = re.compile(r"(?:谋划|规划|研究|启动|开工)(?:建设|新建)")
_RAISING = re.compile(r"打造|创建|争创|布局|设立|建强|改造|开通")
_CARRYING = re.compile(r"推进|推动|加强|加快|启动|实施|谋划|完成|抓好|争取|做好|支持|促进|开展")
_HARD = (
    r"水库|灌区|泵站|水闸|船闸|渡槽|堤防|大堤|电站|风电场|电厂|铁路|高铁|高速|城际|[国省县]道|快速路|公路|大桥|[一二三四]桥|特大桥|隧道|立交|机场|航站楼|港区|码头|航道|车站|客运站|货运站|火车站|高铁站|[\d一二三四五六七八九十]+号线|"
    r"医院|院区|学校|中学|小学|幼儿园|大学|学院|校区|博物馆|图书馆|美术馆|科技馆|体育馆|文化馆|档案馆|纪念馆|展览馆|体育场|剧院|大厦|净水厂|水厂|处理厂|焚烧厂|变电站|储备库|冷库|粮库|管廊|养老院|福利院|敬老院|湿地公园|体育公园|"
    r"郊野公园|小镇|产业园|科技园|物流园|创业园|示范园|科学城|科技城|数据中心|体育中心|会展中心|文化中心"
)
_SOFT = r"中心|基地|园区|公园|[示试先集功特风旅度保开高经合农港][范验行聚能优景游假税发新开作高务]区|食品区|特区|新区|新城|示范带|产业带|走廊|枢纽|通道|绿道|实验室|市场|街区|综合体|厂|馆|站|园|工程"
_STAGE = r"(?:（[^（）]{0,20}）)?(?:新馆|[一二三四五]期|[\u4e00-\u9fff]{1,6}段|北延|南延|东延|西延)?(?:\d[\d.]*(?:公里|平方公里|万平方米))?"
_WORK = r"(?:新建|扩建|改扩建|改建|迁建|改造|建设|提升|提标改造|除险加固|创建|扩容|规划)*(?:工程|项目)?(?:建设|前期工作|前期研究)?"
_BUILT_HARD = re.compile(rf"(?P<name>[^、，]{{2,40}}?)(?P<kind>{_HARD})[”》]?{_STAGE}{_WORK}$")
_BUILT_SOFT = re.compile(rf"(?P<name>[^、，]{{2,40}}?)(?P<kind>{_SOFT})[”》]?{_STAGE}{_WORK}$")
_WORKS = re.compile(
    r"(?P<name>.{2,40}?)(?:新建|扩建|改扩建|迁建|改造|引水|调水|供水|防洪|除险加固|清淤|管网|输变电|抽水蓄能|护岸|搬迁|水利|河道|道路|加工|生产|制造|屠宰|原料药|半导体|光伏|风电|发电)[^，、]{0,10}(?:工程|项目)(?:建设)?$"
)
_LISTED = re.compile(
    r"(?:、[^、]{1,40}){0,30}等[^，、的]{0,16}(?:(?:项目|工程|场馆|公园|道路|通道|铁路|公路|机场|医院|学校)(?:建设|前期工作)?|(?<=等)建设)$"
)
_VAGUE = re.compile(
    r"一批|更多|若干|各类|各项|各[县区地市级]|[\d一二两三四五六七八九十百千—–~-]{1,8}(?:多|余)?[个座条所家处项类种批]|国际一流|世界|全国(?!农)|国内|具有|面向|集聚?[^、]{2,12}于一体|多[个层]|便民|共享|统一|重大|重点|类|等|系统|体系|机制|平台|信息|品牌"
)
_COUNTED = re.compile(
    rf"、[^，]{{1,60}}?等?(?:\d+|[二两三四五六七八九十]+)[个座条所处][^、，]{{0,16}}(?:{_HARD}|{_SOFT})(?:建设)?$"
)
_GENERIC = re.compile(
    r"[“”]?(?:现代化?|智慧化?|智能化?|数字化?|绿色|零碳|美丽|乡村|农村|城乡|城市|县级|乡镇|特色|高水平|高能级|高品质|大型|小型|中小型?|大中型|未来|社区|街道|公办|民办|普惠性?|研究型|康养|通用|境外|海外|区域性?|跨境|国际化?|国家级?|省级|市级|新型|标准化?|专业化?|综合性?|示范性?|"
    r"公共|地下|管网|抽水蓄能|热电联产|污水|垃圾|生活垃圾|焚烧|临空|临港|新建|改造|提升|和|集中式|分布式|寄宿制|九年一贯制|高等|职业|应用型|标杆|主题|老旧|普通|干线|支线|普通国|高标准|配套|产业|物流|农业|工业|商业|中|小|新|大)+(?:[和与及]|$)"
)
_PLACE = re.compile(
    r"(?:[\u4e00-\u9fff]{2,5}?(?:市|县|(?<!小)镇|乡)|[\u4e00-\u9fff]{1,5}?(?:江|河|湖|山|岛|湾|港)|[\u4e00-\u9fff]{2,5}?(?:开发区|高新区|经开区|食品区|新区))(?![场域区乡级化村风愁情贤土口澳]|城(?!市))"
)
_NO_PLACE = re.compile(
    r"城市|都市|文明|美丽|国际|国家|现代|智慧|特色|城乡|区域|跨境|沿[海江河湖]|乡镇|全[省市县]|绿[水色]"
)
_CAPACITY = re.compile(
    r"[一二三四五六七八九十百千\d]?[万百千]+(?:吨|头|亩|千瓦|兆瓦|平方米|只|辆|台|副)级?|\d+(?:兆瓦|千瓦|公里)"
)
_RANKED = re.compile(r"(?!.{0,4}(?:培育|创建|打造|各|全))[\u4e00-\u9fff]{2,6}(?:国家|省|市)级")
_AMOUNT = re.compile(r"\d(?:公里|平方公里|万平方米)(?:建设)?$")
_STAGED = re.compile(r"[一二三四五]期|新馆|[东南西北]延|（[一二三四五]期）")
_QUOTED_NAME = re.compile(
    rf"“[^”]{{2,20}}”[\u4e00-\u9fff]{{0,10}}?(?:{_HARD}|{_SOFT}|平台|行动|计划)|《[^》]{{2,40}}》"
)
_AREA_NAME = re.compile(
    r"(?:^|(?<=[、和与及在向对从，支持]))[\u4e00-\u9fff]{2,4}?(?:市|县|区|镇|乡|自治州|自治县)(?![\u4e00-\u9fff]?[域级场民])"
)
_JOINT = re.compile(r"[、和与]|等")
_TAIL = re.compile(r"(?:项目)?(?:建设|改造|扩建|创建|前期工作)$")


def is_project(verb: str, target: str, whole: str = "") -> bool:
    """Tell whether a task is a construction project: something with a name of its own is built.

    Args:
        verb: Carrier and verb.
        target: The object.
        whole: The object of the verb phrase where this is one of several in it (加快A园、B园建设).

    >>> is_project("建设", "桑园抗旱应急水库"), is_project("建设", "一批公共服务平台"), is_project("推进", "重大项目建设")
    (True, False, False)
    >>> is_project("建设", "智慧水务平台"), is_project("推进", "柳溪大桥工程"), is_project("打造", "区域物流中心")
    (False, True, False)
    """
    builds = _BUILDING.search(verb) is not None
    works = (whole or target).endswith(("建设", "改造", "扩建", "工程", "项目", "前期工作", "前期研究", "新建"))
    carries = works and _CARRYING.search(verb) is not None
    raises = _RAISING.search(verb) is not None and verb[0] not in "将把"
    if not (builds or raises or carries) or target.endswith(("平台", "平台建设", "系统", "体系建设")):
        return False
    if not raises and _COUNTED.search(target):
        return True  # A、B、C3个公园: each has a name
    listed = _LISTED.search(target)
    first = _JOINT.split(target, maxsplit=1)[0] if listed else target
    if _VAGUE.search(first[:12]):
        return False
    if (
        listed
        and (builds or (carries and (_is_proper(first) or _BUILT_HARD.match(first))))
        and not _GENERIC.fullmatch(first)
    ):
        return True
    last = first if listed else target.rsplit("、", maxsplit=1)[-1]
    return _is_named_works(last, first, raises=raises) or (_PLANNED.search(verb) is not None and _is_definite(last))


def can_be_built(name: str) -> bool:
    """Tell whether a name in a list of projects is that of something built: the list itself says that it is one.

    >>> can_be_built("特种合金产业基地"), can_be_built("特种合金")
    (True, False)
    """
    if _VAGUE.search(name[:12]):
        return False
    return any(pattern.match(name) for pattern in (_BUILT_HARD, _BUILT_SOFT, _WORKS))


def may_build(verb: str, target: str) -> bool:
    """Tell whether a task builds something, named or not: enough where a list of projects bears the same name.

    >>> may_build("建设", "特种合金产业基地"), may_build("支持", "特种合金产业基地扩区")
    (True, False)
    """
    does = _BUILDING.search(verb) or _RAISING.search(verb) or _CARRYING.search(verb)
    return does is not None and verb != "支持" and (can_be_built(target) or _LISTED.search(target) is not None)


def _is_named_works(last: str, first: str, *, raises: bool) -> bool:
    hard = _BUILT_HARD.match(last)
    proper = _is_proper(first)
    if hard and not raises and "的" not in hard["name"] and not _GENERIC.fullmatch(hard["name"]):
        return proper or not _AMOUNT.search(last) or re.search("[至到—]", last) is not None
    if not (hard or _BUILT_SOFT.match(last) or _WORKS.match(last)):
        return False
    return proper or (hard is None and _CAPACITY.search(last) is not None)


def _is_definite(name: str) -> bool:
    """Tell whether something that is to be planned and built is one thing (谋划建设国际商务合作区), not a kind of things."""
    soft = _BUILT_SOFT.match(name)
    return soft is not None and "的" not in soft["name"] and not _GENERIC.fullmatch(soft["name"])


def _is_proper(name: str) -> bool:
    """Tell whether a name begins with the name of a place, or says a stage of building."""
    place = _PLACE.match(name.lstrip("“"))
    if _RANKED.match(name) or (place and not _NO_PLACE.search(place[0])):
        return True
    return _STAGED.search(name) is not None or _area_names().search(name[:12]) is not None


@cache
def _area_names() -> re.Pattern[str]:
    """Return a pattern for the areas of the vocabulary, their short names included."""
    names = sorted((name for name in shipped_areas().by_name if len(name) > 1), key=len, reverse=True)
    return re.compile("|".join(map(re.escape, names)))


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
