"""Content files: what is read, what is refused and how it is said."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Literal

import pytest

from lantu.errors import VocabularyError
from lantu.vocabulary.content import Entry, load_content

HEAD = "title: 样表\nreference: 示例约定\nvalid_from: 2021-01-01\n"


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    name: str
    weight: Decimal = Decimal(1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Sample(Entry):
    kind: Literal["甲", "乙"] = "甲"
    words: tuple[str, ...] = ()
    factor: Fraction = Fraction(1)
    share: Decimal | None = None
    places: int = 0
    public: bool = False
    day: date | None = None
    parts: tuple[Part, ...] = ()
    codes: dict[str, str] | None = None


@pytest.fixture
def load(tmp_path):
    def read(text: str):
        path = tmp_path / "sample.yaml"
        path.write_text(text, encoding="utf-8")
        return load_content(path, Sample)

    return read


def test_fields_are_typed_exactly(load):
    (entry,) = load(
        HEAD + "entries:\n- {id: 010500, kind: 乙, words: [on, '1'], factor: 10000/15, share: 0.1, places: 2,"
        " public: true, day: 2020-02-29, parts: [{name: 甲, weight: 2.50}], codes: {k: 01}}\n"
    ).entries
    assert entry.id == "010500"
    assert entry.words == ("on", "1")
    assert entry.factor == Fraction(2000, 3)
    assert entry.share == Decimal("0.1")
    assert (entry.places, entry.public, entry.day) == (2, True, date(2020, 2, 29))
    assert entry.parts == (Part(name="甲", weight=Decimal("2.50")),)
    assert entry.codes == {"k": "01"}


def test_entries_inherit_reference_and_dates(load):
    content = load(
        HEAD + "valid_to: 2025-12-31\nentries:\n- id: a\n- {id: b, reference: 另一约定, valid_from: 2023-01-01}\n"
    )
    first, second = content.entries
    assert (first.reference, first.valid_from, first.valid_to) == ("示例约定", date(2021, 1, 1), date(2025, 12, 31))
    assert (second.reference, second.valid_from) == ("另一约定", date(2023, 1, 1))
    assert [entry.id for entry in content.on(date(2022, 6, 1))] == ["a"]
    assert content.on(date(2020, 12, 31)) == content.on(date(2026, 1, 1)) == content.on() == ()


def test_one_id_may_follow_itself(load):
    content = load(
        HEAD + "entries:\n- {id: a, valid_to: 2022-12-31, note: 旧}\n- {id: a, valid_from: 2023-01-01, note: 新}\n"
    )
    assert [entry.note for entry in content.on(date(2022, 12, 31))] == ["旧"]
    assert [entry.note for entry in content.on(date(2023, 1, 1))] == ["新"]
    assert [entry.note for entry in content.on()] == ["新"]


@pytest.mark.parametrize(
    ("text", "code", "named"),
    [
        ("title: [", "V001", "sample.yaml"),
        ("title: a\ntitle: b\n", "V001", "twice"),
        ("[" * 100_000, "V001", "sample.yaml"),
        ("- 1\n", "V002", "title"),
        ("", "V002", "title"),
        (HEAD, "V002", "entries"),
        (HEAD + "entries: []\n", "V002", "entries"),
        (HEAD + "entries: {a: b}\n", "V002", "entries"),
        ("title: 样表\nvalid_from: 2021-01-01\nentries:\n- id: a\n", "V004", "reference"),
        ("title: 样表\nreference: ''\nvalid_from: 2021-01-01\nentries:\n- id: a\n", "V004", "reference"),
        (HEAD + "author: 甲\nentries:\n- id: a\n", "V005", "author"),
        (HEAD + "entries:\n- {kind: 甲}\n", "V004", "#1"),
        (HEAD + "entries:\n- {id: a, colour: 红}\n", "V005", "colour"),
        (HEAD + "entries:\n- {id: a, kind: 丙}\n", "V006", "甲, 乙"),
        (HEAD + "entries:\n- {id: a, day: 2021-02-30}\n", "V007", "2021-02-30"),
        (HEAD + "entries:\n- {id: a, day: 2021/2/3}\n", "V007", "2021/2/3"),
        (HEAD + "entries:\n- {id: a, factor: 1/0}\n", "V008", "1/0"),
        (HEAD + "entries:\n- {id: a, share: 一成}\n", "V008", "一成"),
        (HEAD + "entries:\n- {id: a, share: 1e999999999}\n", "V008", "share"),
        (HEAD + "entries:\n- {id: a, places: 1.5}\n", "V008", "places"),
        (HEAD + "entries:\n- {id: [a]}\n", "V009", "id"),
        (HEAD + "entries:\n- {id: a, words: 甲}\n", "V010", "words"),
        (HEAD + "entries:\n- {id: a, words: [甲, [乙]]}\n", "V009", "words[2]"),
        (HEAD + "entries:\n- {id: a, parts: [{name: 甲, weight: 重}]}\n", "V008", "parts[1].weight"),
        (HEAD + "entries:\n- 甲\n", "V011", "#1"),
        (HEAD + "entries:\n- {id: a, codes: 甲}\n", "V011", "codes"),
        (HEAD + "entries:\n- {id: a, public: 是}\n", "V012", "是"),
        (HEAD + "entries:\n- {id: a, valid_to: 2020-01-01}\n", "V013", "2020-01-01"),
        (HEAD + "valid_to: 2020-01-01\nentries:\n- id: a\n", "V013", "header"),
        (HEAD + "entries:\n- id: a\n- id: a\n", "V014", "a"),
        (HEAD + "entries:\n- {id: a, valid_to: 2023-01-01}\n- {id: a, valid_from: 2023-01-01}\n", "V014", "a"),
    ],
)
def test_what_is_wrong_is_named(load, text, code, named):
    with pytest.raises(VocabularyError) as caught:
        load(text)
    assert caught.value.code == code
    assert named in caught.value.text("en")
    assert "sample.yaml" in caught.value.text("zh")


def test_a_missing_file_is_named(tmp_path):
    with pytest.raises(VocabularyError, match=r"V001.*nowhere\.yaml"):
        load_content(tmp_path / "nowhere.yaml", Sample)


def test_a_file_that_is_not_utf8_is_refused(tmp_path):
    path = tmp_path / "gbk.yaml"
    path.write_bytes("title: 样表\n".encode("gb18030"))
    with pytest.raises(VocabularyError, match="V001"):
        load_content(path, Sample)


def test_an_own_file_replaces_by_id_and_adds(load):
    shipped = load(
        HEAD + "entries:\n- {id: a, note: 一}\n- {id: b, valid_to: 2022-01-01}\n- {id: b, valid_from: 2022-01-02}\n"
    )
    own = load("title: 本市\nreference: 本市约定\nvalid_from: 2022-01-01\nentries:\n- {id: c}\n- {id: b, note: 本市}\n")
    joined = shipped.extended_by(own)
    assert [(entry.id, entry.note, entry.reference) for entry in joined.entries] == [
        ("a", "一", "示例约定"),
        ("b", "本市", "本市约定"),
        ("c", "", "本市约定"),
    ]
    assert len(shipped.entries) == 3
