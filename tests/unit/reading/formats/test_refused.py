"""What cannot be read is refused by a code of its own, quickly, and with the next step in both languages."""

from __future__ import annotations

import io
import time
import zipfile
import zlib

import pytest
from tests.unit.reading.formats import raw

from lantu.errors import DocumentError
from lantu.reading.formats import office, open_document

P = raw.paragraph("到2030年达到5%。")
HTML = "<html><body>"


def entities(declared: str) -> bytes:
    return raw.archive(
        {
            "word/document.xml": f"<?xml version='1.0'?><!DOCTYPE a [{declared}]><w:document {raw.NAMES}><w:body>&x;</w:body></w:document>"
        }
    )


def in_utf_16(declared: str) -> bytes:
    xml = f"<?xml version='1.0' encoding='utf-16'?><!DOCTYPE a [{declared}]><w:document {raw.NAMES}><w:body/></w:document>"
    return raw.archive({"word/document.xml": xml.encode("utf-16")})


def locked_pdf() -> bytes:
    lock = b"/Encrypt<</Filter/Standard/V 1/R 2/P -4/O<%s>/U<%s>>>/ID[<00><00>]" % (b"41" * 32, b"42" * 32)
    return raw.pdf(b"BT ET", trailer=lock)


def locked_docx() -> bytes:
    return b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600 + "EncryptedPackage\0".encode("utf-16-le") + b"\0" * 300


def locked_entry() -> bytes:
    data = bytearray(raw.docx(P))
    for mark, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = -1
        while (at := data.find(mark, at + 1)) >= 0:
            data[at + offset] |= 1
    return bytes(data)


def ole(stream: str) -> bytes:
    return b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600 + f"{stream}\0".encode("utf-16-le")


def office_zip(part: str) -> bytes:
    return raw.archive({"[Content_Types].xml": "<Types/>", part: "<a/>"})


DOCX = raw.docx(P)
LOL = (
    "<!ENTITY a 'lol'>"
    + "".join(f"<!ENTITY {chr(98 + n)} '{'&' + chr(97 + n) + ';'}'>" for n in range(20))
    + "<!ENTITY x '&u;'>"
)
REFUSED = {
    "empty": ("a.docx", b"", "D001"),
    "blank page": ("a.html", f"<meta charset=utf-8>{HTML}<p> </p>".encode(), "D024"),
    "page in English": ("a.html", f"{HTML}<p>Not found</p>".encode(), "D006"),
    "archive cut off": ("a.docx", DOCX[: len(DOCX) // 2], "D011"),
    "archive of nothing": ("a.docx", raw.archive({"a.txt": "甲"}), "D010"),
    "no document inside": ("a.docx", office_zip("word/other.xml"), "D011"),
    "no XML inside": ("a.docx", office_zip("word/document.xml").replace(b"<a/>", b"<a//"), "D011"),
    "password, new form": ("a.docx", locked_docx(), "D012"),
    "password, entry": ("a.docx", locked_entry(), "D012"),
    "password, pdf": ("a.pdf", locked_pdf(), "D012"),
    "pdf in English": ("a.pdf", raw.pdf(b"BT /F1 12 Tf 50 700 Td (Annual report of the city) Tj ET"), "D006"),
    "pdf of blanks": ("a.pdf", raw.pdf(b" "), "D024"),
    "not a pdf": ("a.pdf", b"%PDF-1.7\nnothing", "D011"),
    "pdf of too many pages": ("a.pdf", raw.pdf(*[b" "] * 3001), "D018"),
    "zip bomb": ("a.docx", raw.docx("<w:p>" + " " * 30_000_000 + "</w:p>"), "D015"),
    "too many entries": ("a.docx", raw.archive({f"word/{n}": "" for n in range(10_001)}), "D015"),
    "outside": ("a.docx", raw.archive({"word/document.xml": "", "../../start.sh": ""}), "D019"),
    "outside, other slashes": ("a.docx", raw.archive({"word/document.xml": "", "..\\start.bat": ""}), "D019"),
    "billion laughs": ("a.docx", entities(LOL), "D016"),
    "file of the machine": ("a.docx", entities("<!ENTITY x SYSTEM '/etc/hostname'>"), "D016"),
    "entities in UTF-16": ("a.docx", in_utf_16("<!ENTITY x SYSTEM '/etc/hostname'>"), "D016"),
    "nested XML": ("a.docx", raw.docx("<w:sdt><w:sdtContent>" * 200 + P + "</w:sdtContent></w:sdt>" * 200), "D017"),
    "nested page": ("a.html", (HTML + "<div>" * 100_000 + "到").encode(), "D017"),
    "nested tables": ("a.html", (HTML + "<table><tr><td>" * 2000 + "到").encode(), "D017"),
    "huge table": ("a.docx", raw.docx(raw.table(*[[raw.cell("1", '<w:gridSpan w:val="500"/>'), raw.cell("2")]] * 900)), "D018"),
    "huge table of a page": ("a.html", (HTML + "<table>" + "<tr><td colspan=1000>1<td>到</tr>" * 900).encode(), "D018"),
    "spans without end": ("a.html", (HTML + "<table><tr><td rowspan=65000 colspan=500>名<td>甲</tr>" + "<tr><td>到</tr>" * 3000).encode(), "D018"),
    "attributes without end": ("a.html", (HTML + "<p " + " ".join(f"a{n}" for n in range(300_000)) + ">到").encode(), "D018"),
    "attributes of a script": ("a.html", (HTML + "<script " + " ".join(f"a{n}='>'" for n in range(300_000)) + ">到").encode(), "D018"),
    "formatting without end": ("a.html", (HTML + "".join(f"<b id={n}>" for n in range(2000)) + "<p>到" * 50_000).encode(), "D018"),
    "characters without end": ("a.pdf", raw.pdf(b"BT /F1 1 Tf 1 1 Td " + b"(abcdefghij) Tj " * 11_000 + b"ET"), "D018"),
    "spreadsheet of nothing": ("a.docx", office_zip("xl/workbook.xml"), "D024"),
    "spreadsheet without sheets": ("a.xlsx", office_zip("xl/other.xml"), "D011"),
    "sparse spreadsheet": ("a.xlsx", raw.xlsx('<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576"><v>1</v></c></row>' + "".join(f'<row r="{n}"><c r="A{n}"><v>1</v></c></row>' for n in range(2, 40))), "D018"),
    "merged without end": ("a.xlsx", raw.xlsx('<row r="1"><c r="A1" t="inlineStr"><is><t>到</t></is></c><c r="XFD1"><v>1</v></c></row><row r="900"><c r="A900"><v>1</v></c></row>', '<mergeCells><mergeCell ref="A1:XFD1048576"/></mergeCells>'), "D018"),
    "spreadsheet of figures": ("a.xlsx", raw.xlsx('<row r="1"><c r="A1"><v>1</v></c></row>'), "D006"),
    "slides": ("a.docx", office_zip("ppt/presentation.xml"), "D010"),
    "ofd": ("a.ofd", raw.archive({"OFD.xml": "<a/>", "Doc_0/Document.xml": "<a/>"}), "D025"),
    "other compound file": ("a.wps", ole("Contents"), "D010"),
    "rar": ("a.docx", b"Rar!\x1a\x07\x01\x00" + b"\0" * 99, "D010"),
    "message without a page": ("a.mht", b"MIME-Version: 1.0\nContent-Type: multipart/related; boundary=x\n\n--x\n\nabc\n--x--", "D011"),
}  # fmt: skip


@pytest.mark.parametrize(("name", "data", "code"), REFUSED.values(), ids=REFUSED)
def test_refused_by_its_code_in_a_few_seconds(name, data, code):
    begin = time.process_time()
    with pytest.raises(DocumentError) as raised:
        open_document(data, name)
    assert time.process_time() - begin < 30
    assert raised.value.code == code
    assert name in raised.value.said("zh")
    assert name in raised.value.said("en")


def test_a_stream_that_inflates_to_gigabytes_is_not_kept():
    bomb = zlib.compress(b" " * 300_000_000, 9)
    data = raw.pdf(b" ").replace(b"/FlateDecode", b"/FlateDecode ", 1)
    at = data.index(b"stream\n") + 7
    with pytest.raises(DocumentError):
        open_document(data[:at] + bomb + data[at:], "a.pdf")


def test_an_entry_that_is_larger_than_it_says():
    file = io.BytesIO(raw.docx(P + "<!--" + " " * 5_000_000 + "-->"))
    with zipfile.ZipFile(file) as packed:
        size = packed.getinfo("word/document.xml").file_size
    data = file.getvalue().replace(size.to_bytes(4, "little"), (100).to_bytes(4, "little"))
    with pytest.raises(DocumentError) as raised:
        open_document(data, "a.docx")
    assert raised.value.code == "D011"


@pytest.mark.parametrize(
    ("name", "data", "kind"),
    [
        ("规划.docx", b"%PDF", None),
        ("规划.pdf", raw.docx(P), "DOCX"),
        ("规划.doc", f"{HTML}<p>到2030年。".encode(), "HTML"),
        ("规划.txt", raw.docx(P), "DOCX"),
        ("规划.pdf", "到2030年。".encode(), "TXT"),
        ("规划.2026", "到2030年。".encode(), None),
        ("规划", raw.docx(P), None),
    ],
)
def test_a_wrong_name_is_said(name, data, kind):
    if data == b"%PDF":
        with pytest.raises(DocumentError):
            open_document(data, name)
        return
    notes = open_document(data, name).notes
    assert [note.code for note in notes] == (["R020"] if kind else [])
    if kind:
        assert kind in notes[0].message_zh
        assert "." + name.rpartition(".")[2] in notes[0].message_zh


@pytest.mark.parametrize(
    ("stream", "name", "way_out"), [("WordDocument", "规划.wps", ".docx"), ("Workbook", "指标表.et", ".xlsx")]
)
def test_without_an_office_program_the_way_out_is_said(monkeypatch, stream, name, way_out):
    monkeypatch.setattr(office, "converter", lambda: None)
    with pytest.raises(DocumentError) as raised:
        open_document(ole(stream), name)
    assert raised.value.code == "D020"
    assert way_out in raised.value.said("zh")
    assert way_out in raised.value.said("en")


def test_an_office_program_that_hangs_is_killed(monkeypatch, tmp_path):
    script = tmp_path / "soffice"
    script.write_text("#!/bin/sh\nsleep 900 &\nwait\n")
    script.chmod(0o755)
    monkeypatch.setattr(office, "converter", lambda: str(script))
    monkeypatch.setattr(office, "SECONDS", 0.5)
    begin = time.perf_counter()
    with pytest.raises(DocumentError) as raised:
        open_document(ole("WordDocument"), "规划.doc")
    assert raised.value.code == "D021"
    assert time.perf_counter() - begin < 600
