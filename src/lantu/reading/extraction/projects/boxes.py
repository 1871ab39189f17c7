"""Projects of boxes (专栏) and of numbered lines, read from sentences.

A row of a box names projects where a clause closes a list with 项目 or 工程 (建设甲、乙等项目). In a box or annex headed by 项目 or
工程 a row is itself a project, or a list of such. Anywhere else a numbered line is a project only when it states its investment.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from lantu.reading.extraction.blocks import Block
from lantu.reading.extraction.masking import masked
from lantu.reading.extraction.projects.drafts import Draft
from lantu.reading.extraction.projects.names import bare, can_be_name, looks_built, members
from lantu.reading.extraction.projects.values import body_in, money_in, period_of

_VERB = re.compile(
    r"(?:加快|推进|推动|继续|全面|积极|规划|谋划|研究|开工|统筹|重点|有序|适时|力争|争取|组织|启动|完成|新开工)*"
    r"(?:建设|实施|建成(?:开通|投产|投用)?|开工|续建|新建|推进|推动|布局|打造)(?![期标])"
)
_GOES_ON = re.compile(r"(?:以及|及|和|并)(?=[\u4e00-\u9fff])")
_CLAUSE = re.compile(r"[^，。；！？\n]+")
_OF_PROJECTS = re.compile(
    r"(?:重大|重点|标志性|主要|重要|支撑)?(?:工程|项目)(?:[一-龥]{0,4}(?:表|清单|名单|名录|一览|目录|库|包|计划))?(?:[（(].{0,20}[）)])?$"
)
_ANNEX = re.compile(r"附[件表录]|专栏")
_ROW = re.compile(r"(?P<number>\d{1,3}[.．、](?!\d)|\d{1,3}\t|[（(]\d{1,3}[）)]|[①-⑳]|[-—●◆■·•]+)\s*")
_NAME_END = re.compile(r"[：:。，\t]")
_GENERIC = re.compile(r".{0,6}(?:项目|工程|类|领域)$")
_LONGEST_ROW = 1_500
_OWN_PARAGRAPHS = 2
_SURE_OF_MEMBERS = 0.85
_SURE_OF_ROW = 0.8
_SURE_OF_PROGRAMME = 0.55


def read_boxes(text: str, blocks: Sequence[Block]) -> Iterator[Draft]:
    """Yield the projects of boxes and numbered lines, in the order of the text.

    Args:
        text: The clean text.
        blocks: Its outline.
    """
    of_projects = False
    for index, block in enumerate(blocks):
        if block.kind == "column":
            if text.startswith("专栏", block.start):
                of_projects = block.heading is not None and _OF_PROJECTS.search(block.heading) is not None
            yield from _row(text, block.start, block.end, of_projects=of_projects, boxed=True)
        elif block.kind in ("paragraph", "heading") and _ROW.match(text, block.start, block.end):
            of_annex = _in_annex(text, blocks, block)
            yield from _row(text, block.start, _said_until(blocks, index), of_projects=of_annex, boxed=False)


def _said_until(blocks: Sequence[Block], index: int) -> int:
    """Return the index after what a numbered line says, its own paragraphs taken in (1.西岭水库工程。新建……)."""
    end = blocks[index].end
    for block in blocks[index + 1 : index + 1 + _OWN_PARAGRAPHS]:
        if block.kind != "paragraph" or block.parent != index or block.number != blocks[index].number:
            break
        end = block.end
    return end


def _in_annex(text: str, blocks: Sequence[Block], block: Block) -> bool:
    """Tell whether a block stands in an annex that is a list of projects."""
    place = block.parent
    while place is not None:
        above = blocks[place]
        if _ANNEX.match(text, above.start) and above.heading and _OF_PROJECTS.search(above.heading):
            return True
        place = above.parent
    return False


def _row(text: str, start: int, stop: int, *, of_projects: bool, boxed: bool) -> Iterator[Draft]:
    end = min(stop, start + _LONGEST_ROW)
    number = _ROW.match(text, start, end)
    begin = number.end() if number else start
    if boxed:
        lists = list(_closed_lists(text, begin, end))
        if lists:
            yield from lists
            return
    if number is not None:
        yield from _project_line(text, begin, end, of_projects=of_projects)


def _closed_lists(text: str, begin: int, end: int) -> Iterator[Draft]:
    """Yield the members of lists that close with 项目 or 工程 and stand after a verb of building."""
    hidden = masked(text[begin:end])
    listing = False
    for clause in _CLAUSE.finditer(hidden):
        verb = _VERB.search(clause[0])
        while verb and clause[0].startswith(("工程", "项目"), verb.end()):  # the field ends in the verb's own word
            verb = _VERB.search(clause[0], verb.end())
        more = _GOES_ON.match(clause[0]) if listing else None
        opening = more or verb
        listing = False
        if opening is None:
            continue
        first = begin + clause.start() + opening.end()
        names = text[first : begin + clause.end()]
        for a, b in members(names, closed=True):
            if can_be_name(names[a:b]):
                listing = True
                yield Draft(names[a:b], first + a, first + b, _SURE_OF_MEMBERS)


def _project_line(text: str, begin: int, end: int, *, of_projects: bool) -> Iterator[Draft]:
    """Yield the project that a numbered line is, or those it lists."""
    hidden = masked(text[begin:end])
    closing = _NAME_END.search(hidden)
    name = text[begin : begin + closing.start()] if closing else text[begin:end].rstrip("。；")
    rest = begin + (closing.end() if closing else end - begin)
    if of_projects and closing and closing[0] in "：:\t":
        names = text[rest:end]
        spans = members(names)
        built = sum(looks_built(names[a:b]) for a, b in spans)
        if len(spans) > 1 and built * 2 >= len(spans) and all(can_be_name(names[a:b]) for a, b in spans):
            yield from (Draft(names[a:b], rest + a, rest + b, _SURE_OF_MEMBERS) for a, b in spans)
            return
    investment, unit = money_in(text[rest:end])
    if not can_be_name(bare(name)) or not (of_projects or (investment is not None and looks_built(name))):
        return
    said = text[rest:end].strip().rstrip("。；")
    programme = investment is None and (not looks_built(name) or _GENERIC.fullmatch(name))
    yield Draft(
        bare(name),
        begin,
        end,
        _SURE_OF_PROGRAMME if programme else _SURE_OF_ROW,
        scale=_scale(said),
        period=period_of(said),
        investment=investment,
        unit=unit,
        body=body_in(said),
    )


def _scale(said: str) -> str | None:
    """Return what will be built: the sentence up to its money, its years, and who is responsible."""
    words = re.sub(r"^(?:主要)?(?:建设)?(?:内容|规模)(?:[及和与]规模)?(?:为|包括)?[:：]?", "", said)
    stop = re.search(
        r"[，；。（(](?:项目|估算|预计|计划|规划|概算)?总?投资|[，；。（(](?:计划)?(?:建设(?:年限|工期|期限|时间)|工期)|[，；。（(](?:19|20)\d\d|[，；。（(](?:牵头|责任|建设|实施)单位",
        words,
    )
    scale = (words[: stop.start()] if stop else words).strip("，；。 ")
    return scale or None
