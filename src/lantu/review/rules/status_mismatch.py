"""One work is built according to one place, and still to be built or only studied according to another."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from typing_extensions import override

from lantu.model.findings import Finding, Held, PlanSpan
from lantu.review.changed_areas import changed_areas
from lantu.review.ended import ended_of
from lantu.review.reviewed import Reviewed
from lantu.review.rule import InBoth, Rule
from lantu.review.wording import Words
from lantu.review.works import Mention, works_of
from lantu.vocabulary.wording import pattern_of

_STUDIED_BEFORE = re.compile(rf"(?:{pattern_of('stage', 'studied', 'before')})(?:推进|开展)?$")
_STUDIED_AFTER = re.compile(rf"(?:等|项目|工程)?(?:{pattern_of('stage', 'studied', 'after')})")
_BUILDING_BEFORE = re.compile(rf"(?:{pattern_of('stage', 'building', 'before')})(?:完成)?$")
_BUILDING_AFTER = re.compile(r"(?:等)?(?:项目|工程)?(?:建设|开工|动工)(?!用地|资金|标准|经验|者|成果)")
_BUILT_BEFORE = re.compile(rf"(?:{pattern_of('stage', 'built', 'before')})$")
_BUILT_AFTER = re.compile(
    rf"(?:等|项目|工程)?(?:于20\d\d年(?:\d{{1,2}}月|[初底末])?)?(?:[已均全面顺利如期正式相继]{{0,4}})(?:{pattern_of('stage', 'built', 'after')})"
)
_ANOTHER_WORK = re.compile(r"二期|三期|扩建|改造|改建|改扩建|提升|升级|迁建|续建|配套|周边|连接线|[一二三四]期")
_LEADS = re.compile(rf"(?:{pattern_of('stage', place='before')})+")
_RELIED_BEFORE = re.compile(r"(?:依托|借助)$|^(?:依托|借助)[^，]{2,30}[、和与及]$")
_MEANS_BEFORE = re.compile(r"(?:^|[^可难])以$")
_IN_BRACKETS = re.compile(r"[\u4e00-\u9fff]{2,4}（[\u4e00-\u9fff]{2,4}）$")  # 建设中国北部（青石）石材产业园
_WHOLE_NAME = re.compile(r"$|[，。；、（）]|等|和|及|与|建设")  # 港区五期工程 and 机场航站楼 are other works
_MEANS_AFTER = re.compile(r"为(?:载体|依托|平台|支撑|龙头|基础)")
_YEAR = re.compile(r"(20\d\d)年")
_PAST = re.compile(r"已|了|以来|五年来|过去")
_AHEAD = re.compile(r"力争|确保|争取|将|推动|推进|加快|计划|期末|底前")
_BUILDING = InBoth("建设", "to be built")
_STUDYING = InBoth("研究", "to be studied")


class StatusMismatch(Rule):
    """One work is built according to one place, and still to be built or only studied according to another.

    Works are told by their names; a second phase, an extension or a conversion is another work. That something is to be built and only studied is
    probable where one place says that it will be finished, and a note where both are steps on the way, or where one place relies on what another
    will only build. The same is asked of areas (a county that is to become a district and is given a rank among the counties: probable) and of what
    the review of the past calls wholly gone (贫困村全部脱贫) while later sections deal with it: a note.
    """

    name = "status-mismatch"
    title = "F214"

    @override
    def check(self, reviewed: Reviewed) -> Iterator[Finding | Held]:
        for name, mentions in works_of(reviewed.wording).items():
            stages = [
                (stage, mention) for mention in mentions for stage in [stage_of(mention, reviewed.plan.head.start)]
            ]
            built = [mention for stage, mention in stages if stage == "built"]
            promised = [mention for stage, mention in stages if stage == "promised"]
            building = [mention for stage, mention in stages if stage == "building"]
            studied = [mention for stage, mention in stages if stage == "studied"]
            if built and (promised or building or studied):
                stage = _BUILDING if promised or building else _STUDYING
                spans = _spans(reviewed, [*built, *promised, *building, *studied])
                yield self.finding("probable", "F120", spans, name=name, stage=stage)
            elif studied and promised:
                yield self.finding("probable", "F121", _spans(reviewed, [*promised, *studied]), name=name)
            elif studied and building:
                yield self.finding("note", "F121", _spans(reviewed, [*building, *studied]), name=name)
            yield from self._relied(reviewed, name, [*promised, *building], mentions)
        yield from self._areas(reviewed)

    def _relied(
        self, reviewed: Reviewed, name: str, building: Sequence[Mention], mentions: Sequence[Mention]
    ) -> Iterator[Finding]:
        """Yield the works that one place relies on and another will build."""
        relied = [mention for mention in mentions if is_relied_on(mention)]
        whole = [mention for mention in building if _WHOLE_NAME.match(mention.after)]
        if relied and whole:
            yield self.finding("note", "F152", _spans(reviewed, [*relied, *whole]), name=name)

    def _areas(self, reviewed: Reviewed) -> Iterator[Finding]:
        """Yield the areas that are counted among their old kind, and what is gone and dealt with."""
        for area in changed_areas(reviewed.wording):
            spans = _places(reviewed, [*area.changing, *area.promising])
            yield self.finding("probable", "F151", spans, name=area.name, change=area.change, old=area.old)
        for ended in ended_of(reviewed.wording):
            spans = _places(reviewed, [ended.told, *ended.again])
            yield self.finding("note", "F153", spans, name=ended.name, gone=ended.gone)


def stage_of(mention: Mention, start: int | None) -> str | None:
    """Return how far a work has come where it is mentioned: built, promised (to be finished), building or studied; None where nothing says it.

    Args:
        mention: The place.
        start: First year of the plan.
    """
    before, after = _governing(mention.before), mention.after
    if _ANOTHER_WORK.search(before[-6:]) or _ANOTHER_WORK.match(after):
        return None
    if _STUDIED_BEFORE.search(before) or _STUDIED_AFTER.match(after):
        return "studied"
    said = mention.sentence
    years = [int(year) for year in _YEAR.findall(said.text)]
    past = said.passage.role == "review" or _PAST.search(said.text) is not None
    future = any(start is not None and year >= start for year in years)
    finished = _BUILT_AFTER.match(after) or _BUILT_BEFORE.search(before)
    told = _BUILT_AFTER.match(after) and not before and not years and not _AHEAD.search(said.text)
    if (finished and past and not future) or told:
        return "built"
    if finished or (future and re.search(pattern_of("stage", "built", "after"), after)):
        return "promised"
    if past and not future:
        return None
    return "building" if _BUILDING_BEFORE.search(before) or _BUILDING_AFTER.match(after) else None


def is_relied_on(mention: Mention) -> bool:
    """Tell whether a place relies on a work as something that is there (依托…, 以…为载体), and not on its being built (依托…建设)."""
    before, after = _IN_BRACKETS.sub("", mention.before), mention.after
    if _BUILDING_AFTER.match(after):
        return False
    by_means = _MEANS_BEFORE.search(before) is not None and _MEANS_AFTER.match(after) is not None
    return by_means or _RELIED_BEFORE.search(before) is not None


def _governing(before: str) -> str:
    """Return the words that govern a name: in an enumeration those before its first member.

    >>> _governing("谋划建设冰雪装备产业园、"), _governing("加快建设")
    ('谋划建设', '加快建设')
    """
    before = _IN_BRACKETS.sub("", before)
    first, comma, _ = before.partition("、")
    verb = _LEADS.match(first) if comma else None
    return verb[0] if verb else before


def _spans(reviewed: Reviewed, mentions: Sequence[Mention]) -> list[PlanSpan]:
    return _places(reviewed, [mention.sentence for mention in mentions])


def _places(reviewed: Reviewed, sentences: Sequence[Words]) -> list[PlanSpan]:
    different = {id(sentence): sentence for sentence in sentences}.values()
    return [reviewed.span(reviewed.wording.span(each.start, each.start + len(each.text))) for each in different]
