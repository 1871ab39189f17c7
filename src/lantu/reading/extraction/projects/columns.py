"""What the columns of a project table hold, read from the cells of its header.

The words are the grammar of such tables (项目名称｜建设内容及规模｜建设年限｜总投资（亿元）｜责任单位 and their variants) and stand here. A
table of indicators or of tasks is none: the first has times for columns, the second names no project.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from lantu.reading.extraction.tables.columns import is_indicator_header


class Part(StrEnum):
    """What a column of a project table holds."""

    NUMBER = "number"
    CATEGORY = "category"
    NAME = "name"
    SCALE = "scale"
    PERIOD = "period"
    BEGIN = "begin"
    FINISH = "finish"
    INVESTMENT = "investment"
    BODY = "body"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class ProjectColumn:
    """A column of a project table.

    Attributes:
        part: What it holds.
        title: The words of its header.
        unit: Unit printed in the header, or None.
    """

    part: Part
    title: str
    unit: str | None = None


_BRACKET = re.compile(r"[（(\[【:：]?(?:单位[:：])?([千万亿]*元)[）)\]】]?$")
_LEADING = r"(?:重大|重点|主要|标志性|重要|具体|拟建|建设|支撑|十大|民生|拟实施|储备|谋划)*"
_NAME = re.compile(
    rf"{_LEADING}(?:工程|项目){{1,2}}(?:名称|内容|清单|\(名称\)|（名称）)|{_LEADING}(?:工程|项目){{1,2}}|名称"
)
_SURE_NAME = re.compile(
    r"(?:.*(?:工程|项目)(?:名称))|(?:重大|重点|标志性|重要|拟建|支撑|十大|储备|谋划|工程).{0,4}(?:工程|项目)"
)
_PARTS = (
    (Part.NUMBER, re.compile(r"序号|编号|项目编号|序|(?i:no\.?)")),
    (Part.CATEGORY, re.compile(r"(?:项目|工程|所属)?(?:类别|类型|领域|分类|行业|板块|大类|方面)")),
    (
        Part.SCALE,
        re.compile(
            r"(?:主要|项目|工程)*(?:建设)?(?:的)?(?:内容|规模|任务)(?:[及和与、/]?(?:主要)?(?:建设)?(?:规模|内容|任务))?|项目(?:概况|简介|基本情况)|建设规模.{0,8}"
        ),
    ),
    (Part.BEGIN, re.compile(r"(?:计划|预计|拟)?(?:开工|开始)(?:时间|年份|年度|日期|年月|年)?")),
    (
        Part.FINISH,
        re.compile(r"(?:计划|预计|拟)?(?:竣工|完工|建成|投产|完成)(?:时间|年份|年度|日期|年月|投产时间|年)?"),
    ),
    (
        Part.PERIOD,
        re.compile(
            r"(?:计划|项目|建设|实施|工程)*(?:起止|建设|实施)*(?:年限|工期|周期|期限|起止年|年月|时限|时间|年份|年度|期)"
        ),
    ),
    (
        Part.INVESTMENT,
        re.compile(
            r"(?:项目|计划|估算|预计|概算|匡算|规划)*总?投资(?:估算|总额|额|规模|概算|匡算|金额)?|投资总额|资金规模"
        ),
    ),
    (
        Part.BODY,
        re.compile(
            r"(?:项目|第一|主要)?(?:责任|牵头|主管|建设|实施|业主|承担|负责|承建|申报|组织)(?:责任)?(?:单位|部门|主体|人)|项目(?:业主|单位|法人|主体)|业主|责任(?:县区|县市区)"
        ),
    ),
    (
        Part.OTHER,
        re.compile(
            r"备注|说明|建设(?:性质|地点|状态|进度|阶段)|项目(?:性质|地点|阶段|进展|类型)|所在(?:地|区域|县区)|地点|进展(?:情况)?|配合(?:单位|部门)|依据|资金来源|.{0,12}(?:年度|年|[”\"]期间|[”\"]时期|[”\"])(?:计划)?(?:完成)?投资(?:额)?|目标|工作目标|.{0,10}目标任务|对应章节"
        ),
    ),
)
_LONGEST_TITLE = 20
_TELLING = frozenset((Part.SCALE, Part.PERIOD, Part.BEGIN, Part.FINISH, Part.INVESTMENT))


@lru_cache(maxsize=4096)
def column_of(title: str) -> ProjectColumn | None:
    """Read the title of a column; None when it is none that such tables have.

    >>> column_of("总投资（亿元）")
    ProjectColumn(part=<Part.INVESTMENT: 'investment'>, title='总投资（亿元）', unit='亿元')
    """
    if not 0 < len(title) <= _LONGEST_TITLE:
        return None
    unit = _BRACKET.search(title)
    bare = title[: unit.start()] if unit else re.sub(r"[（(][^（）()]*[）)]$|[*：:]$", "", title)
    if _NAME.fullmatch(bare):
        return ProjectColumn(Part.NAME, title)
    part = next((part for part, pattern in _PARTS if pattern.fullmatch(bare)), None)
    return None if part is None else ProjectColumn(part, title, unit[1] if unit else None)


def project_columns(titles: Sequence[str]) -> tuple[ProjectColumn, ...] | None:
    """Read the header of a project table; None when it heads another table, or none.

    Args:
        titles: Text of each cell; empty where it is.

    >>> project_columns(["序号", "项目名称", "建设年限"])[1].part.value
    'name'
    >>> project_columns(["序号", "工作任务", "牵头单位"]), project_columns(["项目", "2025年", "2030年"])
    (None, None)
    """
    found = [column_of(title) for title in titles]
    parts = [column.part for column in found if column]
    names = [column.title for column in found if column and column.part is Part.NAME]
    known = len(parts)
    if not names or known < 2 or known * 2 < len(titles) or is_indicator_header(titles):
        return None
    if not _TELLING & set(parts) and not (_SURE_NAME.fullmatch(names[0]) and known * 3 >= len(titles) * 2):
        return None
    columns: list[ProjectColumn] = []
    seen: set[Part] = set()
    for title, column in zip(titles, found, strict=True):
        first = column is not None and column.part not in seen
        columns.append(column if column and first else ProjectColumn(Part.OTHER, title))
        seen.add(columns[-1].part)
    return tuple(columns)


def names_lists(columns: Sequence[ProjectColumn]) -> bool:
    """Tell whether the column of names holds lists of projects: a field and its projects, and nothing of each one."""
    return not _TELLING & {column.part for column in columns}
