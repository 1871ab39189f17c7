from __future__ import annotations

import json
from pathlib import Path

import pytest

from lantu.chinese.broken import repair
from lantu.chinese.cleaning import clean
from lantu.chinese.damage import damages
from lantu.model.text import MappedText

DATA = Path(__file__).resolve().parents[3] / ".." / "shared" / "data"
DOCUMENT = (
    "藍河市堅持綠色發(fā)展,推進(jìn)產(chǎn)業(yè)升級。龍山區(qū)規(guī)模化種植藍莓,鼓勵高校科研院所與企業(yè)合作。"
    "加強執(zhí)法隊伍建設,新增綠地三處。農業(yè)專業(yè)合作社建設生產(chǎn)基地,擴大規(guī)模化養(yǎng)殖。"
)


def test_pinyin_inside_a_character_is_undone() -> None:
    found = repair(MappedText.of(DOCUMENT + "龍?zhí)秴^(qū)新建公園。"))
    assert found.mapped.text.endswith("龍潭區(qū)新建公園。")
    assert (found.count, found.unread) == (1, ())
    at = found.mapped.text.index("潭區")
    start, end = found.mapped.original_span(at, at + 2)
    assert found.mapped.original[start:end] == "?zhí)秴^"


def test_punctuation_inside_characters_is_undone_only_in_a_damaged_document() -> None:
    site = "推動菌菇規(guī)?;N植。"
    assert repair(MappedText.of(DOCUMENT + site)).mapped.text.endswith(site)
    repaired = repair(MappedText.of(DOCUMENT + "龍?zhí)秴^(qū)新建公園。" + site))
    assert repaired.mapped.text.endswith("推動菌菇規(guī)模化種植。")


def test_what_stays_open_is_listed_with_the_original_place() -> None:
    text = DOCUMENT + "龍?zhí)秴^(qū)建成,特產(chǎn)是變?nèi)?。"
    found = repair(MappedText.of(text))
    assert [(site.text, text[site.start : site.end]) for site in found.unread] == [("?nèi)?", "?nèi)?")]


@pytest.mark.parametrize(
    "text",
    [
        "怎么办??我们一起想办法。",
        "为什么?;因为要发展。A股",
        "增长??%，有待核实。",
        "这样行吗?(行)那就办。",
        "水质达到?类(待定)标准",
    ],
)
def test_ordinary_question_marks_stay(text: str) -> None:
    assert repair(MappedText.of(text)).mapped.text == text


def test_a_run_without_an_end_is_no_place_to_fill() -> None:
    (damage,) = damages("龍?zhí)秴,")
    assert damage.slots == ()


def test_marks_of_decoding_are_listed() -> None:
    cleaned = clean("蓝河市\ufffd\ufffd绿地三处")
    assert [(site.start, site.end) for site in cleaned.unread] == [(3, 5)]


@pytest.fixture(scope="module")
def jilin() -> str:
    path = DATA / "jilin_2021-2025_plan.txt"
    if not path.exists():
        pytest.skip("the shared documents are not beside the repository")
    return path.read_bytes().decode("utf-8")


def test_known_places_of_a_real_plan(jilin: str) -> None:
    cleaned = clean(jilin)
    left = {site.start for site in cleaned.unread}
    assert cleaned.repaired >= 20
    for site in json.loads((DATA / "jilin_mojibake_dev.json").read_text("utf-8")):
        wanted = site["good"].replace(")", "）").replace(",", "，")
        start = site["raw_pos"]
        spans = [cleaned.mapped.original_span(i, i + 1) for i in range(max(0, start // 3), min(start + 1, 50000))]
        places = [i + max(0, start // 3) for i, span in enumerate(spans) if span.start == start]
        assert start not in left
        assert cleaned.mapped.text[places[0] :].startswith(wanted)


def test_nothing_is_touched_in_clean_plans() -> None:
    paths = sorted((DATA / "plans").glob("*.txt"))
    if not paths:
        pytest.skip("the shared documents are not beside the repository")
    for path in paths:
        text = path.read_bytes().decode("utf-8")
        found = repair(MappedText.of(text))
        assert (found.count, found.unread) == (0, ()), path.name
