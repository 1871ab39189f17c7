"""Which place a statement speaks of, where it does not say so itself: the area before it in the sentence, or the heading of its section.

Two statements are held against each other only where they speak of one place; so a place taken too often costs a finding, one missed raises a
false alarm. What is said of 全市 is said of the plan's own area, whatever stands above.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator

from lantu.model.plan import Reading
from lantu.model.records import Passage, Statement

_HERE = re.compile(r"全[市省县区州盟旗域国]|[我本][市省县区]")
_KINDS = (
    "自治[州县旗]|新区|高新区|经开区|开发区|保税区|合作区|自贸区|园区|片区|组团|板块|都市圈|城市群|副中心|科学城|城区|市区|山区|县城|示范区|先行区|试验区|"
    "大湾区|(?<![社小景地灾库林牧校厂街灌辖功护能成城乡])[县区镇乡州旗](?![化域级际内外间村乡直位别块])"
)
_HEAD = re.compile(
    rf"^(?:(?:其中|[，,])*(?:到|至)?\d{{4}}年?(?:底|末)?[，,]?)?(?P<place>各?县[（(]市[)）]区?|市本级|各县|各区|[\u4e00-\u9fff]{{2,8}}?(?:{_KINDS})|主城区|市辖区|城区|市区)"
)
_BEFORE = re.compile(
    rf"(?:^|[，,。；;]|支持|推动|推进|加快|将|把|在|以|使|做强|做优)(?P<place>[\u4e00-\u9fff]{{2,6}}?(?:{_KINDS}))(?![\u4e00-\u9fff]{{0,2}}[县区镇乡]域)"
)
_NO_PLACE = re.compile(
    r"^(?:全|各|本|我|每|落实|所有|多个|一批|建[成设立]|打造|创建|新增|推[进动]|加快|实施|提升|开展|健全|完[成善]|鼓励|织密|直连|连通|整[县乡]|统筹|利用|开工|国家|省级|市级|省市|农村地|重点|特色|合理|产业|先行|项目|工业|物流|综合)|地区$|区域$|功能区$|[和与]"
)
_SECTION = re.compile(rf"^[\u4e00-\u9fff]{{2,8}}?(?:{_KINDS}|平原|流域|[市])$")
_ACTS = re.compile(
    r"打造|建设|推进|加快|构建|优化|提升|做[强大优]|发展|完善|强化|壮大|培育|加强|推动|实施|深化|扩大|促进|坚持|创建|支持|产业|聚焦|激活|繁荣|提高|统筹|示范区$|试验区$|先行区$"
)


def places_of(plan: Reading) -> Iterator[tuple[str, str]]:
    """Yield id and place of the statements that are said of a place within the plan's area.

    Within a sentence a place goes on until another, or 全市, comes.
    """
    text = plan.document.text
    sections = _Sections(plan)
    before: Statement | None = None
    place: str | None = None
    for statement in sorted(plan.statements, key=lambda s: s.start):
        if statement.in_table:
            if statement.scope:
                yield statement.id, statement.scope
            continue
        begin = max(text.rfind("。", 0, statement.start), text.rfind("\n", 0, statement.start)) + 1
        own = place_of(statement) or _said_before(text[begin : statement.start])
        here = _HERE.search(statement.text) is not None
        if own is not None or here or before is None or before.start < begin:
            place = own or (None if here else sections.place_at(statement.start))
        if place is not None:
            yield statement.id, place
        before = statement


def place_of(statement: Statement) -> str | None:
    """Return the place a statement names itself: as its scope, or at the head of its indicator."""
    if statement.scope:
        return statement.scope
    match = _HEAD.match(statement.indicator)
    if match is None or match.end() == len(statement.indicator) or _NO_PLACE.search(match["place"]):
        return None
    return match["place"]


def _said_before(words: str) -> str | None:
    """Return the place that stands before a statement in its sentence, nearest first (支持清水县加快发展，到2030年，……)."""
    if _HERE.search(words):
        return None
    found = [match["place"] for match in _BEFORE.finditer(words) if not _NO_PLACE.search(match["place"])]
    return found[-1] if found else None


class _Sections:
    """The headings of a plan that are nothing but the name of a place."""

    def __init__(self, plan: Reading) -> None:
        self.passages = plan.passages
        self.starts = [passage.start for passage in plan.passages]
        self.by_id = {passage.id: passage for passage in plan.passages}

    def place_at(self, offset: int) -> str | None:
        """Return the place of the section an offset lies in."""
        at = bisect_right(self.starts, offset) - 1
        passage: Passage | None = self.passages[at] if at >= 0 else None
        while passage is not None:
            heading = passage.heading or ""
            if _SECTION.match(heading) and not _ACTS.search(heading) and not _NO_PLACE.search(heading):
                return heading
            passage = self.by_id.get(passage.parent) if passage.parent else None
        return None
