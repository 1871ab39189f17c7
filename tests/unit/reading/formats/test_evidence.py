"""What holds images only is kept with its checksum and said to be unread; nothing pretends that it was read."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest
from tests.unit.reading.formats import raw
from typer.testing import CliRunner

from lantu.cli.main import app
from lantu.exchange.package import open_package
from lantu.reading import read

JPEG = b"\xff\xd8\xff\xe0" + b"\0" * 99
PNG = b"\x89PNG\r\n\x1a\n" + b"\0" * 99
KEPT = {
    "scan": ("a.pdf", raw.scan(12), "R027", "application/pdf", 12),
    "scan called docx": ("a.docx", raw.scan(3), "R027", "application/pdf", 3),
    "photograph": ("a.jpg", JPEG, "R028", "image/jpeg", None),
    "photograph called pdf": ("a.pdf", JPEG, "R028", "image/jpeg", None),
    "screen shot": ("a.png", PNG, "R028", "image/png", None),
}


@pytest.mark.parametrize(("name", "data", "code", "media_type", "pages"), KEPT.values(), ids=KEPT)
def test_images_are_kept_and_not_read(name, data, code, media_type, pages):
    reading = read(data, name, start=2026, end=2030, area="吉林市")
    document = reading.document
    assert (document.was_read, document.text, document.media_type, document.pages) == (False, "", media_type, pages)
    assert document.sha256 == hashlib.sha256(data).hexdigest()
    assert [note.code for note in reading.notes] == [code]
    assert name in reading.notes[0].message_zh
    assert "没有读" in reading.notes[0].message_zh
    assert "not read" in reading.notes[0].message_en
    assert reading.passages == reading.statements == reading.tasks == reading.projects == reading.lists == ()
    assert (reading.head.start, reading.head.end, reading.head.area) == (2026, 2030, "220200")


@pytest.mark.parametrize("form", ["table", "jsonl", "text"])
@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_command_says_so_and_leaves_with_status_1(form: str, language: str, tmp_path: Path):
    scan = tmp_path / "scan.pdf"
    scan.write_bytes(raw.scan(2))
    result = CliRunner().invoke(app, ["--lang", language, "read", str(scan), "--format", form])
    assert result.exit_code == 1
    words = "".join(result.stdout.replace("│", "").split())
    assert ("没有读" if language == "zh" else "wasnotread") in words
    assert "量化表述" not in words
    assert "statements" not in words


def test_the_package_holds_the_original_and_opens_as_unread(tmp_path: Path):
    scan, package = tmp_path / "scan.pdf", tmp_path / "package"
    scan.write_bytes(raw.scan(2))
    for _ in range(2):  # reading again changes nothing
        assert CliRunner().invoke(app, ["read", str(scan), "-o", str(package)]).exit_code == 1
        opened = open_package(package)
        assert (package / "source" / "original.pdf").read_bytes() == scan.read_bytes()
        assert not opened.reading.document.was_read
        assert [note.code for note in opened.reading.notes] == ["R027"]
