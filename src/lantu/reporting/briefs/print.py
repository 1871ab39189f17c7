"""A page as PDF, set by typst in the same measures as the document."""

from __future__ import annotations

import json
from dataclasses import asdict

import typst

from lantu.errors import Language, LantuError
from lantu.reporting.briefs.brief import Brief
from lantu.reporting.briefs.sections import heads_of, note_of, parts_of, rows_of
from lantu.reporting.briefs.sheet import sheet_of, widths_of

_TEMPLATE = """
#let page-data = json(bytes(sys.inputs.page))
#let sheet = page-data.sheet
#set document(title: page-data.title)
#set page(paper: "a4", margin: (top: sheet.top * 1mm, bottom: sheet.bottom * 1mm, left: sheet.left * 1mm, right: sheet.right * 1mm), numbering: if page-data.numbered { "— 1 —" } else { none })
#set text(font: ("Times New Roman", "FangSong_GB2312", "FangSong", "Noto Serif CJK SC", "Source Han Serif SC", "Noto Sans CJK SC"), size: sheet.body * 1pt, top-edge: 0.88em, bottom-edge: -0.12em, lang: page-data.language, region: "cn")
#let lead = (sheet.line - sheet.body) * 1pt
#set par(leading: lead, spacing: lead, first-line-indent: (amount: 2em, all: true), justify: true)
#let aside(body) = text(size: sheet.table * 1pt, par(first-line-indent: 0em, leading: sheet.table * 0.5pt, body))
#align(center, par(first-line-indent: 0em, leading: sheet.title * 0.3pt, text(size: sheet.title * 1pt, weight: "bold", page-data.title)))
#align(center, aside(page-data.about))
#for line in page-data.headline [#par(line)]
#for part in page-data.parts {
  par(text(weight: "bold", part.head))
  for line in part.lines { par(line) }
  if part.lines.len() == 0 {
    set text(size: sheet.table * 1pt)
    set par(first-line-indent: 0em, justify: false, leading: sheet.table * 0.3pt)
    table(columns: page-data.widths.map(each => each * 1fr), inset: (x: 5.4pt, y: 2pt), stroke: 0.5pt, table.header(..page-data.heads.map(each => text(weight: "bold", each))), ..page-data.rows.flatten())
  }
}
#for line in page-data.phrases [#par(line)]
#if page-data.note != "" { aside(page-data.note) }
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
    sheet, heads, rows = sheet_of(page, language), heads_of(page, language), rows_of(page, language)
    data = {
        "title": page.title,
        "about": page.about,
        "language": str(language),
        "sheet": asdict(sheet),
        "numbered": not page.one_page,
        "headline": page.headline,
        "parts": [asdict(part) for part in parts_of(page, language)],
        "heads": heads,
        "widths": widths_of(heads, rows, sheet),
        "rows": rows,
        "phrases": page.phrases,
        "note": note_of(page, language),
    }
    try:
        found = typst.compile(_TEMPLATE.encode(), sys_inputs={"page": json.dumps(data, ensure_ascii=False)})
    except RuntimeError as problem:
        raise PrintError("M640", problem=str(problem)[:200]) from None
    return bytes(found)
