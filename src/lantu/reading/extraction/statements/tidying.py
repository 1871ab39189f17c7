"""The last touch on an indicator's name: what hangs over its edges is cut off.

The name is read in a table, far from its sentence. Whatever rule made it, it does not begin with a particle or a conjunction, does
not end in a verb or a comma, and its brackets and quotation marks are pairs.
"""

from __future__ import annotations

import re

_PAIRS = {"“": "”", "（": "）", "《": "》", "【": "】"}
_CLOSING = {closing: opening for opening, closing in _PAIRS.items()}
_MARK = re.compile("[“”（）《》【】]")
_EMPTY = re.compile("“”|（）|《》|【】|（个）")
#: A footnote's number after a quotation (“广式养老”12连续…).
_FOOTNOTE = re.compile(r"(?<=”)\d{1,3}(?=[\u4e00-\u9fff]|$)")
_HEAD = re.compile(
    r"^(?:[、，。；：·\s]+|\d+[.．]|等(?!级|次|离|外|待)|和(?!谐|平|美|睦)|以?及(?!时|早|格)|并(?!购|网|联|轨|发)|的(?!士)|在(?=[\u4e00-\u9fff]{2,4}占比)|"
    r"以(?![上下内外及工旧色奖赛案]|[^，]{1,10}为)|为(?!民|主|老|期|农)(?=[\u4e00-\u9fff]{4,20}$)|进一步|加快(?=[\u4e00-\u9fff]{4})|全面(?=建|推|完|实)|率先|实现(?=[^“]{3}))+"
)
#: What may follow the hanging word: the reader adds it to name the measure.
_MEASURE = r"(?:数量|数|位次|规模)?$"
_TAIL = re.compile(
    rf"(?:[、，：]|(?:逐年|稳步|持续|不断|大幅)?(?:提高|提升|增长|改善)、|(?<=[\u4e00-\u9fff”）]{{3}})(?:保持在|保持|稳定在|达到|均在|(?<=[率例])达|(?<![存现所潜内])在|[和与较]|(?<![普惠涉波])及|(?<=[品业])中|(?<!中)等|的(?!士)))+(?={_MEASURE})"
)


def tidy(name: str) -> str:
    """Cut off what hangs over the edges of a name.

    >>> tidy("和家庭农场数"), tidy("粮食年产量在"), tidy("入选“白玉兰数量"), tidy("在校学生数")
    ('家庭农场数', '粮食年产量', '入选白玉兰数量', '在校学生数')
    """
    tidied = _EMPTY.sub("", _paired(_FOOTNOTE.sub("", name)))
    tidied = _TAIL.sub("", _HEAD.sub("", tidied))
    return tidied if len(tidied) > 1 else name


def _paired(name: str) -> str:
    """Leave out the marks that have no partner."""
    open_at: list[int] = []
    alone: set[int] = set()
    for match in _MARK.finditer(name):
        mark = match[0]
        if mark in _PAIRS:
            open_at.append(match.start())
        elif open_at and name[open_at[-1]] == _CLOSING[mark]:
            open_at.pop()
        else:
            alone.add(match.start())
    alone.update(open_at)
    return "".join(c for i, c in enumerate(name) if i not in alone) if alone else name
