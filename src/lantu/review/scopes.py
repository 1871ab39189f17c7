"""What a claim is said of: an area, a part of the city, a class (规模以上, 省级以上), and what remains of its name without that."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from lantu.review.claims import Claim
from lantu.review.placing import place_of
from lantu.review.sameness import name_key

_AREA = re.compile(
    r"^(?:其中)?(?P<place>中心城区|主城区|老城区|新城区|城区|市区|建成区|城镇|农村|县城|市本级|城乡|各县区?|"
    r"(?!落实|实施|推进|地区|园区|社区|景区|灌区|片区|库区|校区|城市|上市|超市|新区)[\u4e00-\u9fff]{2,4}?(?:自治县|新区|开发区|高新区|经开区|示范区|[县旗镇乡]|(?<![地园社景灌片库校辖湖湾])区|(?<![城上超门])市))"
    r"(?=[\u4e00-\u9fff]{2})"
)
_CLASS = re.compile(r"规模以上|规上|限额以上|限上|(?:国家|省|市|县)级(?:以上|及以上)?|全口径|全部|大中型|中小型?")
_PARTS = re.compile(r"以及|连同|[和与及、]")
_RATIO = re.compile(
    r"率|比|人均|平均|每|单位|强度|密度|浓度|指数|系数|时间|年限|寿命|增长|增速|下降|位次|排名|价格|水平$"
)


@dataclass(frozen=True, slots=True)
class Scoped:
    """A claim with its scope taken out of its name.

    Attributes:
        claim: The claim.
        place: The area or part of the city; None for the whole of the plan's own.
        kind: The class, as 规模以上; None where it has none.
        core: What remains of the name.
    """

    claim: Claim
    place: str | None
    kind: str | None
    core: str

    @property
    def scope(self) -> str | None:
        """Place and class in words; None for the whole."""
        return "".join(filter(None, (self.place, self.kind))) or None

    @property
    def adds_up(self) -> bool:
        """Whether the amount of a part can never exceed that of the whole."""
        unit = self.claim.statement.unit or ""
        flat = unit not in ("%", "‰", "") and "/" not in unit and "百分点" not in unit
        return (
            flat
            and not _RATIO.search(self.claim.statement.indicator)
            and self.claim.statement.measure in ("level", "increment")
        )


def scoped(claim: Claim) -> Scoped:
    """Take the scope out of the name of a claim."""
    name = claim.statement.indicator
    said = place_of(claim.statement)
    places = [said] if said else []
    name = name.removeprefix(said) if said else name
    while area := _AREA.match(name):  # 中心城区农村…
        places.append(area["place"])
        name = name[area.end() :]
    place = "".join(places) or None
    kind = _CLASS.search(name)
    bare = name[: kind.start()] + name[kind.end() :] if kind else name
    return Scoped(claim, place, kind[0] if kind else None, name_key(bare) or name_key(name))


def by_core(claims: Iterable[Claim]) -> dict[tuple[str, str, str | None], list[Scoped]]:
    """Return the claims by what they measure whatever their scope: name, measure and unit without its power."""
    gathered: defaultdict[tuple[str, str, str | None], list[Scoped]] = defaultdict(list)
    for claim in claims:
        each = scoped(claim)
        unit = re.sub(r"^[十百千万亿]+(?=.)", "", claim.statement.unit or "") or None
        gathered[each.core, claim.statement.measure, unit].append(each)
    return gathered


def one_scope(first: Scoped, second: Scoped) -> bool:
    """Tell whether two claims are of one scope: 城镇登记失业率 and 登记失业率 are one indicator, whatever they are called."""
    known = first.claim.statement.indicator_id
    same = known is not None and known == second.claim.statement.indicator_id
    return first.scope == second.scope or (same and {first.scope, second.scope} <= {None, "城镇", "农村", "城乡"})


def holds_more_than(wide: str, narrow: str) -> bool:
    """Tell whether one name joins another with something else: 农民合作社和家庭农场, 家庭农场.

    >>> holds_more_than("农民合作社和家庭农场", "家庭农场数"), holds_more_than("家庭农场", "家庭农场")
    (True, False)
    """
    parts = [name_key(part) for part in _PARTS.split(wide)]
    return len(parts) > 1 and name_key(narrow) in parts
