"""Opening documents: Word beside python-docx, PDF beside pypdfium2 (text alone) and pdfplumber (with tables)."""

from __future__ import annotations

import io
from collections.abc import Iterator

from benchmarks.measure import Row, sample_document, seconds
from lantu.reading.formats import open_document

RUNS = 3


def rows() -> Iterator[Row]:
    """Measure each format on a whole plan, made from the sample document."""
    text = sample_document().read_text("utf-8-sig")
    table = "\n".join(f"类别{n // 9}\t{n}\t指标之{n}\t万吨\t{n * 7}\t{n * 9}\t预期性" for n in range(1, 61))
    yield _docx(f"{text}\n{table}")
    yield _pdf(_printed(text), "PDF, text alone", tables=False)
    yield _pdf(_printed(f"{text[:20000]}\n{table}"), "PDF with ruled tables", tables=True)


def _row(work: str, ours: float, peer: float, name: str, bar: float) -> Row:
    ratio = ours / peer
    return Row(work, f"{ours:.3f} s", f"{name} {peer:.3f} s", f"{ratio:.2f} ×", f"≤ {bar:g} ×", ratio <= bar)


def _docx(text: str) -> Row:
    import docx  # noqa: PLC0415  # a peer, only here when benchmarks run

    document = docx.Document()
    for line in text.split("\n"):
        if "\t" not in line:
            document.add_paragraph(line)
    lines = [line.split("\t") for line in text.split("\n") if "\t" in line]
    grid = document.add_table(len(lines), max(map(len, lines)))
    for printed, cells in zip(grid.rows, lines, strict=True):
        for cell, words in zip(printed.cells, cells, strict=False):
            cell.text = words
    file = io.BytesIO()
    document.save(file)
    data = file.getvalue()

    def peer() -> object:
        opened = docx.Document(io.BytesIO(data))
        cells = [[cell.text for cell in row.cells] for each in opened.tables for row in each.rows]
        return [paragraph.text for paragraph in opened.paragraphs], cells

    ours = seconds(lambda: open_document(data, "plan.docx"), RUNS)
    return _row(f"docx of {len(text):,} characters → text", ours, seconds(peer, RUNS), "python-docx", 1.0)


def _pdf(data: bytes, work: str, *, tables: bool) -> Row:
    import pdfplumber  # noqa: PLC0415
    import pypdfium2  # noqa: PLC0415

    def text() -> object:
        with pypdfium2.PdfDocument(data) as document:
            return [page.get_textpage().get_text_range() for page in document]

    def plumber() -> object:
        with pdfplumber.open(io.BytesIO(data)) as document:
            return [(page.extract_text(), page.extract_tables()) for page in document.pages]

    document = open_document(data, "plan.pdf")
    ours = seconds(lambda: open_document(data, "plan.pdf"), RUNS)
    work = f"{work}, {document.pages} pages"
    if tables:
        return _row(work, ours, seconds(plumber, 1), "pdfplumber", 1.0)
    return _row(work, ours, seconds(text, RUNS), "pypdfium2", 1.3)


def _printed(text: str) -> bytes:
    import typst  # noqa: PLC0415

    body = []
    lines = [line.split("\t") for line in text.split("\n") if "\t" in line]
    for line in text.split("\n"):
        if line.strip() and "\t" not in line:
            body.append("".join(f"\\{char}" if char in "#$*_\\<>@`[]~/=+-" else char for char in line))
    cells = ", ".join(f"[{cell}]" for line in lines for cell in line)
    if lines:
        body.append(f"#table(columns: {len(lines[0])}, {cells})")
    source = (
        '#set page(paper: "a4", numbering: "1")\n#set text(font: ("Noto Serif CJK SC", "WenQuanYi Zen Hei"), size: 12pt)\n'
        "#set par(first-line-indent: (amount: 2em, all: true), justify: true)\n" + "\n\n".join(body)
    )
    return bytes(typst.compile(source.encode()))
