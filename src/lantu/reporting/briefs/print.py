"""A page as PDF, set by typst in the same layout as the document."""

from __future__ import annotations

import json

import typst

from lantu.errors import Language, LantuError, message
from lantu.reporting.briefs.brief import Brief
from lantu.reporting.briefs.document import _cells

_TEMPLATE = """
#let page-data = json(bytes(sys.inputs.page))
#set document(title: page-data.title)
#set page(paper: "a4", margin: (top: 37mm, bottom: 35mm, left: 28mm, right: 26mm), numbering: "— 1 —")
#set text(font: ("Times New Roman", "FangSong_GB2312", "FangSong", "Noto Serif CJK SC", "Source Han Serif SC", "Noto Sans CJK SC"), size: 14pt, lang: page-data.language, region: "cn")
#set par(leading: 0.9em, first-line-indent: (amount: 2em, all: true), justify: true)
#let head(body) = par(text(weight: "bold", body))
#align(center, par(first-line-indent: 0em, text(size: 20pt, weight: "bold", page-data.title)))
#align(center, par(first-line-indent: 0em, text(size: 12pt, page-data.about)))
#for line in page-data.headline [#par(line)]
#if page-data.rows.len() > 0 [
  #head(page-data.heads.at(0))
  #set text(size: 10.5pt)
  #set par(first-line-indent: 0em, justify: false, leading: 0.6em)
  #table(columns: (2.2fr, 1.4fr, 3fr, 1.6fr), inset: 4pt, stroke: 0.5pt, table.header(..page-data.columns.map(each => text(weight: "bold", each))), ..page-data.rows.flatten())
]
#if page-data.problems.len() > 0 [#head(page-data.heads.at(1)) #for line in page-data.problems [#par(line)]]
#if page-data.changes.len() > 0 [#head(page-data.heads.at(2)) #for line in page-data.changes [#par(line)]]
#for line in page-data.phrases [#par(line)]
#set text(size: 10.5pt)
#for line in page-data.notes [#par(first-line-indent: 0em, line)]
"""


class PrintError(LantuError):
    """A page could not be set."""


def brief_pdf(page: Brief, language: Language | str = Language.ZH) -> bytes:
    """Return a page as PDF.

    Args:
        page: The page.
        language: Language of its headings.

    Raises:
        PrintError: It could not be set (M640).
    """
    data = {
        "title": page.title,
        "about": page.about,
        "language": str(language),
        "headline": page.headline,
        "heads": [message(code, language) for code in ("M625", "M626", "M627")],
        "columns": [message(code, language) for code in ("M630", "M631", "M632", "M633")],
        "rows": [_cells(each, language) for each in page.figures],
        "problems": [
            f"{place}. {each.indicator}：{each.said}{each.needed}{message('M622', language, owner=each.owner)}"
            for place, each in enumerate(page.problems, 1)
        ],
        "changes": page.changes,
        "phrases": page.phrases,
        "notes": [f"{message('M624', language)}{note}" for note in page.notes],
    }
    try:
        found = typst.compile(_TEMPLATE.encode(), sys_inputs={"page": json.dumps(data, ensure_ascii=False)})
    except RuntimeError as problem:
        raise PrintError("M640", problem=str(problem)[:200]) from None
    return bytes(found)
