"""The example plan says the same in every format it comes in."""

from __future__ import annotations

import subprocess
import tempfile
from collections import Counter
from functools import cache
from pathlib import Path

import pytest
from tests.unit.reading.formats import making

from lantu.reading import read
from lantu.reading.formats import office, open_document

NO_OFFICE = (
    "LibreOffice is not installed (packages libreoffice-writer, libreoffice-calc): old office files are not tried"
)
NO_FONT = "no Chinese font is installed (package fonts-noto-cjk): no PDF can be made"


@pytest.fixture(autouse=True)
def patient(monkeypatch):
    """A busy machine may take long to start an office program; that is no fault of the reading."""
    monkeypatch.setattr(office, "SECONDS", 600.0)


@cache
def plan() -> str:
    return making.PLAN.read_text("utf-8")


@cache
def pdf() -> bytes:
    if not making.has_font():
        pytest.skip(NO_FONT)
    return making.as_pdf(plan())


@cache
def office_file(suffix: str, origin: str = "docx") -> bytes:
    command = office.converter()
    if command is None:
        pytest.skip(NO_OFFICE)
    with tempfile.TemporaryDirectory() as place:
        source = Path(place) / f"plan.{origin}"
        source.write_bytes({"docx": making.as_docx, "xlsx": making.as_xlsx}[origin](plan()))
        profile = (Path(place) / "profile").as_uri()
        subprocess.run(
            [command, f"-env:UserInstallation={profile}", "--headless", "--convert-to", suffix, "--outdir", place, source],
            check=True, capture_output=True, timeout=600,
        )  # fmt: skip
        made = Path(place) / f"plan.{suffix}"
        if not made.exists():
            pytest.skip(NO_OFFICE)
        return made.read_bytes()


def said(data: bytes, name: str) -> Counter[tuple[object, ...]]:
    return Counter((s.indicator, s.value, s.unit, s.kind, s.period) for s in read(data, name).statements)


@cache
def expected() -> Counter[tuple[object, ...]]:
    return said(plan().encode(), "plan.md")


def share(found: Counter[tuple[object, ...]]) -> float:
    """Statements in common, of those that stand in one of the two."""
    return (expected() & found).total() / (expected() | found).total()


@pytest.mark.parametrize("charset", ["utf-8", "gb2312", "gb18030"])
def test_html(charset):
    assert said(making.as_html(plan(), charset), "plan.html") == expected()


def test_docx():
    assert said(making.as_docx(plan()), "plan.docx") == expected()


def test_docx_with_numbers_printed_by_word():
    data = making.as_numbered_docx(plan())
    assert said(data, "plan.docx") == expected()
    numbers = [p.number for p in read(data, "plan.docx").passages if p.kind == "heading"]
    assert numbers == [p.number for p in read(plan().encode(), "plan.md").passages if p.kind == "heading"]


def test_pdf():
    assert share(said(pdf(), "plan.pdf")) >= 0.97


def test_pdf_without_indents_made_by_an_office_program():
    assert share(said(office_file("pdf"), "plan.pdf")) >= 0.97


@pytest.mark.parametrize("suffix", ["doc", "odt", "rtf"])
def test_old_office_files(suffix):
    data = office_file(suffix)
    assert share(said(data, f"plan.{suffix}")) >= 0.97
    assert [note.code for note in open_document(data, f"plan.{suffix}").notes] == ["R023"]


def test_spreadsheet():
    assert said(making.as_xlsx(plan()), "plan.xlsx") == expected()


@pytest.mark.parametrize("suffix", ["xls", "ods"])
def test_old_spreadsheets(suffix):
    data = office_file(suffix, "xlsx")
    assert said(data, f"plan.{suffix}") == expected()
    assert [note.code for note in open_document(data, f"plan.{suffix}").notes] == ["R023"]


def test_saved_as_web_page_by_an_office_program():
    assert share(said(office_file("html"), "plan.doc")) >= 0.97


@pytest.mark.parametrize("name", ["docx", "html", "pdf"])
def test_blocks_cover_the_text(name):
    data = {"docx": lambda: making.as_docx(plan()), "html": lambda: making.as_html(plan()), "pdf": pdf}[name]()
    document = open_document(data, f"plan.{name}")
    covered = "".join(document.text[block.start : block.end] for block in document.blocks)
    assert "".join(covered.split()) == "".join(document.text.split())
    places = [document.text[b.start : b.end] for b in document.blocks if b.cell and b.cell.startswith("1!B")]
    assert places[:3] == ["序号", "1", "2"]
    assert (document.pages or 1) == max((b.page or 1) for b in document.blocks)
