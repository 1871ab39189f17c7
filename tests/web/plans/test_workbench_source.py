"""A document on the workbench: cut into chapters, laid out as printed, with what was read marked in it."""

from __future__ import annotations

import json
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from lantu.model.document import Block, paragraph_blocks
from lantu.model.records import Passage
from lantu_web.plans.models import Record
from lantu_web.plans.workbench import chapters
from lantu_web.plans.workbench.chapters import Chapter, chapter_at, chapters_of
from lantu_web.plans.workbench.source import Grid, Layout, Line, blocks_in


def passage(start: int, end: int, kind: str = "paragraph", level: int | None = None, heading: str = "") -> Passage:
    return Passage(
        id=f"p{start}",
        parent=None,
        number="",
        level=level,
        kind=kind,
        heading=heading,
        role="tasks",
        start=start,
        end=end,
    )


def record(item: str, start: int, end: int, type: str = "task", **more: object) -> Record:
    return Record(item=item, type=type, start=start, end=end, **more)


def laid_out(text: str, marks: list[Record], passages: list[Passage] | None = None, blocks: list[Block] | None = None):
    whole = Chapter(key="p0", start=0, end=len(text))
    found = list(paragraph_blocks(text)) if blocks is None else blocks
    return list(Layout(text=text, chapter=whole, blocks=found, passages=passages or [], marks=marks).parts())


def words(part: Line | Grid) -> str:
    lines = [part] if isinstance(part, Line) else [cell for row in part.rows for cell in row if cell]
    return "".join(piece.text for line in lines for piece in line.pieces)


def test_a_document_is_cut_at_the_highest_level_that_leaves_no_chapter_too_long():
    outline = [
        passage(0, 5, "heading", 2, "甲"),
        passage(5, 900),
        passage(900, 905, "heading", 3, "乙"),
        passage(905, 1800),
    ]
    outline += [passage(1800, 1805, "heading", 2, "丙"), passage(1805, 3000)]
    assert [each.title for each in chapters_of(outline, 3000)] == ["甲", "丙"]
    far = [*outline, passage(3000, 3005, "heading", 3, "丁"), passage(3005, 9000)]
    assert [each.title for each in chapters_of(far, 9000)] == ["甲", "乙", "丙", "丁"], "the second would be too long"


def test_a_part_that_holds_only_a_chapter_heading_begins_that_chapter():
    outline = [passage(0, 9, "heading", 1, "第一篇"), passage(10, 19, "heading", 2, "第一章"), passage(20, 3500)]
    outline += [
        passage(3500, 3509, "heading", 1, "第二篇"),
        passage(3510, 3519, "heading", 2, "第二章"),
        passage(3520, 7000),
    ]
    found = chapters_of(outline, 7000)
    assert [each.start for each in found] == [0, 3500]


def test_a_long_text_without_headings_is_cut_between_its_passages():
    step = chapters.LONGEST // 4
    outline = [passage(at, at + step) for at in range(0, step * 10, step)]
    found = chapters_of(outline, step * 10)
    assert len(found) > 3
    assert {each.start for each in found} <= {each.start for each in outline}
    assert [each.part for each in found] == list(range(1, len(found) + 1))


@given(
    st.lists(st.tuples(st.integers(1, 9000), st.sampled_from(["paragraph", "heading"]), st.integers(1, 6)), max_size=25)
)
def test_every_character_lies_in_one_chapter(given):
    at, outline = 0, []
    for length, kind, level in given:
        outline.append(passage(at, at + length, kind, level if kind == "heading" else None))
        at += length
    found = chapters_of(outline, at)
    assert found[0].start == 0
    assert found[-1].end == at
    assert all(one.end == other.start for one, other in pairwise(found))
    assert len({each.key for each in found}) == len(found)
    assert all(chapter_at(found, each.start).holds(each.start) for each in outline if each.start < at)


text_of_lines = st.text(alphabet="甲乙1２\n\r\t 𠀀", max_size=60)


@given(text_of_lines, st.data())
def test_the_words_stand_exactly_as_printed_whatever_was_read_in_them(text, data):
    spans = data.draw(st.lists(st.tuples(st.integers(0, len(text)), st.integers(0, len(text))), max_size=8))
    marks = [record(f"t{n}", min(span), max(span)) for n, span in enumerate(spans)]
    outline = [passage(0, len(text), data.draw(st.sampled_from(["paragraph", "table"])))] if text else []
    parts = laid_out(text, marks, outline)
    assert "".join("".join(words(part).split()) for part in parts) == "".join(text.split())
    for part in parts:
        for line in [part] if isinstance(part, Line) else [cell for row in part.rows for cell in row if cell]:
            for piece in line.pieces:
                assert text[piece.at : piece.at + len(piece.text)] == piece.text
                covering = {
                    mark.item for mark in marks if mark.start <= piece.at and piece.at + len(piece.text) <= mark.end
                }
                assert set(piece.items) == covering, "a piece lies in an item whole or not at all"


def test_overlapping_items_are_all_known_the_shortest_first():
    text = "到2030年新建污水处理厂3座。"
    marks = [record("t6", 6, 15), record("s13", 6, 15, "statement", kind="target"), record("l0", 0, 16, "list")]
    pieces = laid_out(text, marks)[0].pieces
    number = next(piece for piece in pieces if piece.value)
    assert (number.text, number.value) == ("3", "s13")
    assert set(number.items) == {"t6", "s13", "l0"}
    assert number.items[-1] == "l0"
    assert {"on-task", "on-statement", "on-list", "kind-target", "is-open"} <= set(number.looks.split())


def test_cells_become_a_table_and_printed_words_beside_them_are_kept():
    text = "指标\t2030年\n绿地\t98\n注：平方米"
    blocks = [
        Block(cell="1!A1", start=0, end=2),
        Block(cell="1!B1", start=3, end=8),
        Block(cell="1!B2", start=12, end=14),
        Block(cell="1!A2", start=9, end=11),
    ]
    table, note = laid_out(text, [], blocks=sorted(blocks, key=lambda each: each.start))
    assert [[cell and words(cell) for cell in row] for row in table.rows] == [["指标", "2030年"], ["绿地", "98"]]
    assert words(note) == "注：平方米"


def test_lines_of_a_plain_table_become_a_table_too():
    text = "指标\t2030年\n绿地\t\t98"
    table = laid_out(text, [record("s12", 9, 14, "statement", kind="target")], [passage(0, len(text), "table")])[0]
    assert [[cell and words(cell) for cell in row] for row in table.rows] == [
        ["指标", "2030年", None],
        ["绿地", "", "98"],
    ]
    assert table.rows[1][2].pieces[0].items == ("s12",)


def test_only_the_blocks_of_the_chapter_are_laid_out():
    lines = "".join(json.dumps({"paragraph": n, "start": n * 10, "end": n * 10 + 9}) + "\n" for n in range(5))
    assert [block.start for block in blocks_in(lines, Chapter(key="p10", start=10, end=30))] == [10, 20]
