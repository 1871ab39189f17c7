"""Sentences of an office: they stand in the place of ours, and what they cannot name is refused before anybody reads them."""

from __future__ import annotations

from pathlib import Path

import pytest

from lantu.errors import VocabularyError
from lantu.vocabulary.phrases import own_phrases, shipped_phrases

HEAD = "title: 用语\nreference: 本办自定\nvalid_from: 2026-01-01\nentries:\n"


def own(tmp_path: Path, zh: str, en: str = "{behind} behind"):
    path = tmp_path / "phrases.yaml"
    path.write_text(f'{HEAD}- {{id: ours, place: opening, when: behind, zh: "{zh}", en: "{en}"}}\n', "utf-8")
    return own_phrases(path)


def test_an_own_sentence_is_said_beside_ours(tmp_path):
    said = own(tmp_path, "请{judged}项中落后的{behind}项尽快赶上。").opening(behind=2, judged=9, language="zh")
    ours = shipped_phrases().opening(behind=2, judged=9, language="zh")
    assert said == (*ours, "请9项中落后的2项尽快赶上。")


@pytest.mark.parametrize("text", ["落后{late}项", "落后{behind项", "{behind.real}", "{}", "{behind!r}", "{behind:>9}"])
def test_what_cannot_be_filled_is_refused(tmp_path, text):
    for zh, en in ((text, "fine"), ("好", text)):
        with pytest.raises(VocabularyError) as refused:
            own(tmp_path, zh, en)
        assert (refused.value.code, refused.value.fields["entry"]) == ("V051", "ours")
