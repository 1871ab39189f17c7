"""The example plan in other formats, made when tests run: no binary files are kept."""

from __future__ import annotations

import html
import io
import re
from pathlib import Path

from tests.unit.reading.formats import raw

ROOT = Path(__file__).resolve().parents[4]
PLAN = ROOT / "examples" / "lanhe" / "plan.md"
CHAPTER = re.compile("第[一二三四五六七八九十]+章 ")
SECTION = re.compile("第[一二三四五六七八九十]+节 ")


def parts(text: str) -> list[str | list[list[str]]]:
    """Paragraphs and tables of a text in the form of the example."""
    found: list[str | list[list[str]]] = []
    for line in filter(None, text.split("\n")):
        if "\t" not in line:
            found.append(line)
        elif found and isinstance(found[-1], list) and len(found[-1][0]) == len(line.split("\t")):
            found[-1].append(line.split("\t"))
        else:
            found.append([line.split("\t")])
    return found


def as_docx(text: str) -> bytes:
    """The text as Word writes it, groups in the first column of a table merged."""
    import docx  # noqa: PLC0415

    document = docx.Document()
    for part in parts(text):
        if isinstance(part, str):
            style = "Heading 1" if CHAPTER.match(part) else "Heading 2" if SECTION.match(part) else None
            document.add_paragraph(part.lstrip("# "), style)
            continue
        table = document.add_table(len(part), len(part[0]), "Table Grid")
        for row, cells in zip(table.rows, part, strict=True):
            for cell, words in zip(row.cells, cells, strict=True):
                cell.text = words
        _merge_groups(table, part)
    document.add_paragraph()  # Word ends every document with a paragraph
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


def as_numbered_docx(text: str) -> bytes:
    """The text with 第…章 and 第…节 counted by Word: they stand in no paragraph."""
    body = []
    for part in parts(text):
        if isinstance(part, str):
            words = html.escape(part.lstrip("# "), quote=False)
            depth = 0 if CHAPTER.match(part) else 1 if SECTION.match(part) else None
            if depth is None:
                body.append(raw.paragraph(words))
            else:
                style = f'<w:pStyle w:val="{depth + 1}"/>'
                body.append(raw.paragraph(words.partition(" ")[2], style))
            continue
        body.append(raw.table(*[[raw.cell(html.escape(cell)) for cell in row] for row in part]))
    levels = "".join(
        f'<w:lvl w:ilvl="{n}"><w:start w:val="1"/><w:numFmt w:val="chineseCounting"/><w:pStyle w:val="{n + 1}"/>'
        f'<w:suff w:val="space"/><w:lvlText w:val="第%{n + 1}{unit}"/></w:lvl>'
        for n, unit in enumerate("章节")
    )
    styles = "".join(
        f'<w:style w:type="paragraph" w:styleId="{n}"><w:name w:val="heading {n}"/><w:pPr><w:numPr><w:numId w:val="7"/></w:numPr></w:pPr></w:style>'
        for n in (1, 2)
    )
    numbering = f'<w:abstractNum w:abstractNumId="3">{levels}</w:abstractNum><w:num w:numId="7"><w:abstractNumId w:val="3"/></w:num>'
    return raw.docx("".join(body), numbering=numbering, styles=styles)


def as_xlsx(text: str) -> bytes:
    """The text in one sheet: a paragraph in the first cell of its row, numbers of tables as numbers, groups merged."""
    import openpyxl  # noqa: PLC0415

    book = openpyxl.Workbook()
    sheet = book.active
    for part in parts(text):
        if isinstance(part, str):
            sheet.append([part.lstrip("# ")])
            continue
        first = sheet.max_row + 1
        for row in part:
            sheet.append([_number(cell) for cell in row])
        for number in range(1, len(part)):
            span = _span(part, number)
            if span > 1:
                sheet.merge_cells(None, first + number, 1, first + number + span - 1, 1)
    for cells in sheet.iter_rows():
        for cell in cells:
            if isinstance(cell.value, float):
                cell.number_format = "0." + "0" * len(str(cell.value).partition(".")[2]) + "_ "
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def _number(cell: str) -> str | int | float:
    return (
        float(cell) if re.fullmatch(r"\d+\.\d*[1-9]", cell) else int(cell) if re.fullmatch(r"[1-9]\d*", cell) else cell
    )


def _merge_groups(table, rows: list[list[str]]) -> None:
    first = 1
    for row in range(2, len(rows) + 1):
        if row == len(rows) or rows[row][0] != rows[first][0]:
            if row - first > 1:
                for below in range(first + 1, row):
                    table.cell(below, 0).text = ""
                table.cell(first, 0).merge(table.cell(row - 1, 0)).text = rows[first][0]
            first = row


def as_html(text: str, charset: str = "utf-8") -> bytes:
    """The text as a portal shows it, with the portal around it."""
    body = []
    for part in parts(text):
        if isinstance(part, str):
            tag = "h2" if CHAPTER.match(part) else "h3" if SECTION.match(part) else "p"
            body.append(f"<{tag}>{html.escape(part.lstrip('# '))}</{tag}>")
            continue
        rows = [
            "<tr>" + "".join(f"<td><p><span>{html.escape(c)}</span></p></td>" for c in row) + "</tr>" for row in part
        ]
        body.append("<table border=1>" + "\n".join(rows) + "</table>")
    links = "".join(f'<li><a href="/{n}">栏目之{n}</a></li>' for n in range(12))
    page = (
        f'<!DOCTYPE html><html><head><meta charset="{charset}"><title>蓝河市人民政府</title><script>var a="2030年达到99%";</script>'
        f'<style>p{{margin:0}}</style></head><body><div class="header"><ul class="nav">{links}</ul></div>'
        '<div class="crumbs">您的位置：<a href="/">首页</a> > <a href="/">规划</a></div>'
        f'<div class="content">{"".join(body)}</div>'
        f'<div style="display:none">到2030年达到100%。</div><ul>{links}</ul>'
        '<div class="footer">版权所有 蓝河市人民政府办公室 建议使用1024×768分辨率</div></body></html>'
    )
    return page.encode(charset, "xmlcharrefreplace")


FONTS = ("Noto Serif CJK SC", "Noto Sans CJK SC", "WenQuanYi Zen Hei", "WenQuanYi Micro Hei")


def has_font() -> bool:
    """Whether a font is installed that can print the example."""
    import typst  # noqa: PLC0415

    return not set(FONTS).isdisjoint(typst.Fonts().families())


def as_pdf(text: str) -> bytes:
    """The text as a printed plan: A4, indented paragraphs, ruled tables, a running head and page numbers."""
    import typst  # noqa: PLC0415

    body = []
    for part in parts(text):
        if isinstance(part, str):
            words = _escaped(part.lstrip("# "))
            title = part.startswith("#") or CHAPTER.match(part) or SECTION.match(part)
            body.append(f"#align(center)[*{words}*]\n" if title else f"{words}\n")
            continue
        cells = []
        for number, row in enumerate(part):
            for column, cell in enumerate(row):
                span = _span(part, number) if column == 0 and number else 1
                if span == 0:
                    continue
                cells.append(f"table.cell(rowspan: {span})[{_escaped(cell)}]" if span > 1 else f"[{_escaped(cell)}]")
        body.append(f"#text(size: 8pt, table(columns: {len(part[0])}, {', '.join(cells)}))\n")
    source = (
        '#set page(paper: "a4", header: align(center)[蓝河市“十五五”规划纲要], numbering: "— 1 —")\n'
        '#set text(font: ("Noto Serif CJK SC", "Noto Sans CJK SC"), size: 12pt, lang: "zh", region: "cn")\n'
        "#set par(first-line-indent: (amount: 2em, all: true), justify: true)\n" + "\n".join(body)
    )
    return bytes(typst.compile(source.encode()))


def _span(rows: list[list[str]], number: int) -> int:
    """Rows the first cell spans: 0 where it belongs to the cell above."""
    if rows[number][0].isdecimal() or not rows[number][0]:
        return 1
    if number > 1 and rows[number - 1][0] == rows[number][0]:
        return 0
    after = number
    while after < len(rows) and rows[after][0] == rows[number][0]:
        after += 1
    return after - number


def _escaped(words: str) -> str:
    return re.sub(r"([#$*_\\<>@`\[\]~/=+-])", r"\\\1", words)
