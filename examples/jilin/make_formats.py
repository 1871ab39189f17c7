"""Write the Jilin plan as .docx and .pdf: the same text with Word headings, real tables and a page of its own layout.

    python examples/jilin/make_formats.py FOLDER

Makes FOLDER/plan.docx and FOLDER/plan.pdf from the plan.md beside this script. The files are for trying the readers of
formats; they are not committed. Needs python-docx and typst, and a Chinese font for the PDF.
"""

from __future__ import annotations

import json
import re
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

import docx
import typst
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn

PLAN = Path(__file__).parent / "plan.md"
FONTS = ("Noto Serif CJK SC", "Noto Sans CJK SC", "Source Han Serif SC", "SimSun", "FangSong")
HEADINGS = ((1, re.compile(r"第[一二三四五六七八九十]+章 ")), (2, re.compile(r"第[一二三四五六七八九十]+节 ")))
ITEM = re.compile(r"[一二三四五六七八九十]+、[^。]{1,30}$")
CAPTION = re.compile(r"专栏\d+ ")
PAGE = """#set page(paper: "a4", margin: (x: 26mm, y: 30mm), numbering: "1")
#set text(font: {font}, size: 12pt, lang: "zh", region: "cn")
#set par(first-line-indent: (amount: 2em, all: true), justify: true, leading: 0.9em)
#show heading: set block(above: 1.4em, below: 1em)
#show heading.where(level: 1): set align(center)
"""


@dataclass(frozen=True, slots=True)
class Block:
    """A piece of the plan: a title, heading, note in brackets, caption, paragraph or table.

    Attributes:
        kind: What it is.
        text: Its text; empty for a table.
        level: Level of a heading, 1 for a chapter.
        rows: Cells of a table, row by row.
    """

    kind: Literal["title", "note", "heading", "caption", "paragraph", "table"]
    text: str = ""
    level: int = 0
    rows: tuple[tuple[str, ...], ...] = ()


def blocks(text: str) -> list[Block]:
    """Split the plan into blocks; neighbouring lines with tabs are one table."""
    found: list[Block] = []
    for line in filter(None, text.split("\n")):
        if "\t" not in line:
            found.append(block_of(line))
            continue
        row = tuple(line.split("\t"))
        if found and found[-1].kind == "table":
            found[-1] = Block("table", rows=(*found[-1].rows, row))
        else:
            found.append(Block("table", rows=(row,)))
    return found


def block_of(line: str) -> Block:
    """Tell what a line without tabs is."""
    for level, pattern in HEADINGS:
        if pattern.match(line):
            return Block("heading", line, level)
    if line.startswith("# "):
        return Block("title", line[2:])
    if ITEM.match(line):
        return Block("heading", line, 3)
    if CAPTION.match(line):
        return Block("caption", line)
    return Block("note" if line.startswith("（") else "paragraph", line)


def write_docx(parts: list[Block], path: Path, font: str) -> None:
    """Write the blocks with Word's own styles, so that headings and tables can be found by them."""
    document = docx.Document()
    for name in ("Normal", "Title", "Heading 1", "Heading 2", "Heading 3", "Caption"):
        style = document.styles[name]
        style.font.name = font
        style.element.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), font)
    for part in parts:
        if part.kind == "table":
            table = document.add_table(rows=len(part.rows), cols=len(part.rows[0]), style="Table Grid")
            for cells, row in zip(table.rows, part.rows, strict=True):
                for cell, value in zip(cells.cells, row, strict=True):
                    cell.text = value
        elif part.kind == "heading":
            document.add_heading(part.text, part.level)
        else:
            styles = {"title": "Title", "caption": "Caption"}
            paragraph = document.add_paragraph(part.text, style=styles.get(part.kind, "Normal"))
            if part.kind != "paragraph":
                paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    document.save(str(path))


def quoted(text: str) -> str:
    """Return the text as a Typst string: nothing in it is markup."""
    return json.dumps(text, ensure_ascii=False)


def typst_of(part: Block) -> str:
    """Return the Typst source of one block."""
    if part.kind == "table":
        cells = ", ".join(f"[#{quoted(cell)}]" for row in part.rows for cell in row)
        return f"#par(first-line-indent: 0em)[#table(columns: {len(part.rows[0])}, {cells})]"
    if part.kind == "heading":
        return f"#heading(level: {part.level}, {quoted(part.text)})"
    if part.kind == "paragraph":
        return f"#par({quoted(part.text)})"
    size = {"title": "20pt", "caption": "12pt"}.get(part.kind, "10.5pt")
    line = f"#align(center, par(first-line-indent: 0em, text(size: {size}, {quoted(part.text)})))"
    return f"#block(sticky: true)[{line}]" if part.kind == "caption" else line  # a caption stays with its table


def write_pdf(parts: list[Block], path: Path, font: str) -> None:
    """Set the blocks as pages with the numbers at their feet."""
    source = "\n\n".join([PAGE.replace("{font}", quoted(font)), *map(typst_of, parts)])
    path.write_bytes(typst.compile(source.encode("utf-8"), format="pdf"))


def chinese_font() -> str | None:
    """Return the first Chinese font that this machine has, or None."""
    present = set(typst.Fonts().families())
    return next((font for font in FONTS if font in present), None)


def main(arguments: list[str]) -> str | None:
    """Write both files; return what went wrong, or None."""
    if len(arguments) != 1:
        return "用法 / usage: python make_formats.py FOLDER"
    folder = Path(arguments[0])
    font = chinese_font()
    parts = blocks(PLAN.read_text(encoding="utf-8"))
    folder.mkdir(parents=True, exist_ok=True)
    write_docx(parts, folder / "plan.docx", font or "SimSun")
    if font is None:
        return "plan.docx 已写；缺少中文字体，没有写 plan.pdf。请安装 fonts-noto-cjk / No Chinese font: install fonts-noto-cjk"
    write_pdf(parts, folder / "plan.pdf", font)
    return None


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
