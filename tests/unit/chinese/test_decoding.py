from __future__ import annotations

import pytest

from lantu.chinese.decoding import LARGEST, decode
from lantu.errors import DocumentError

SIMPLIFIED = "到2025年，蓝河市新建绿地三处，\r\n居民步行十分钟可达。\n"
TRADITIONAL = "到2025年，藍河市新建綠地三處，\r\n居民步行十分鐘可達。\n"


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        (SIMPLIFIED, "utf-8"),
        (SIMPLIFIED, "utf-8-sig"),
        (SIMPLIFIED, "utf-16"),
        (SIMPLIFIED, "utf-16-le"),
        (SIMPLIFIED, "utf-16-be"),
        (SIMPLIFIED, "gb18030"),
        (SIMPLIFIED, "gbk"),
        (TRADITIONAL, "gb18030"),
        (TRADITIONAL, "big5"),
        (TRADITIONAL, "utf-16-be"),
        ("蓝河", "gb18030"),
        ("綱要", "big5"),
    ],
)
def test_every_usual_encoding_is_told_by_the_bytes(text: str, encoding: str) -> None:
    assert decode(text.encode(encoding), "plan.txt").text == text


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "D001"),
        (b" \r\n\t ", "D002"),
        ("\ufeff\u3000\n".encode(), "D002"),
        (b"PK\x03\x04\x14\x00\x06\x00\x08\xff\xfe", "D003"),
        (b"%PDF-1.7\n%\xe2\xe3\xcf\xd3 1 0 obj", "D003"),
        (b"%PDF-1.4 plain", "D003"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1\x00\x00", "D003"),
        (b"\x89PNG\r\n\x1a\n\x00\x00", "D003"),
        (bytes(range(256)) * 8, "D026"),
        (b"\xff\x81\xff\x80\xff" * 500, "D004"),
        (b"Only English here.", "D006"),
    ],
)
def test_what_is_no_chinese_text_is_refused_by_name(data: bytes, code: str) -> None:
    with pytest.raises(DocumentError) as caught:
        decode(data, "plan.txt")
    assert caught.value.code == code
    assert "plan.txt" in caught.value.text("zh")


def test_a_huge_file_is_refused() -> None:
    with pytest.raises(DocumentError, match="D005"):
        decode(bytes(LARGEST + 1), "plan.txt")


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030"])
def test_a_few_bad_bytes_in_a_good_file_are_replaced(encoding: str) -> None:
    data = (SIMPLIFIED * 40).encode(encoding)
    cut = len(SIMPLIFIED.encode(encoding))
    decoded = decode(data[:cut] + b"\xff" + data[cut:], "plan.txt")
    assert decoded.encoding == encoding
    assert 1 <= decoded.text.count("\ufffd") <= 2
    assert decoded.text.endswith(SIMPLIFIED)


def test_gold_encodings_of_real_length_do_not_mix() -> None:
    assert decode((TRADITIONAL * 5000).encode("big5"), "plan.txt").encoding == "big5"
    assert decode((TRADITIONAL * 5000).encode("gb18030"), "plan.txt").encoding == "gb18030"
