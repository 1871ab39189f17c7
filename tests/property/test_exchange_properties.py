"""What leaves the house comes back equal: tables, JSON lines, packages."""

from __future__ import annotations

import json
import tempfile
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.property.strategies import FILLED, HEADS, LETTERS, TEXTS, readings, records_of

from lantu.errors import LantuError
from lantu.exchange.csvfile import read_table, table_text, write_table
from lantu.exchange.csvtext import parse_rows, write_rows
from lantu.exchange.datapackage import DECISION_TABLES
from lantu.exchange.jsonl import from_jsonl, line_of, to_jsonl
from lantu.exchange.package import open_package
from lantu.exchange.package_writing import write_package
from lantu.exchange.planfile import head_text, parse_head
from lantu.model.corrections import apply, check_correction
from lantu.model.plan import RECORD_TYPES, items, records
from lantu.model.records import Correction

KINDS = [*RECORD_TYPES.values(), *DECISION_TABLES.values()]


@given(st.lists(st.lists(st.text(LETTERS, max_size=8), min_size=1, max_size=4), max_size=5))
def test_every_cell_comes_back_as_it_was(rows):
    expected = [row for row in rows if any(row)]
    assert [row for _, row in parse_rows(write_rows(rows))] == expected


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.__name__)
@given(data=st.data())
@settings(max_examples=60)
def test_tables_of_every_record(kind, data):
    names = set(kind.__slots__)
    fixed = {name: strategy for name, strategy in {"id": st.just(""), "code": FILLED}.items() if name in names}
    rows = data.draw(st.lists(records_of(kind, **fixed), max_size=4))
    if "id" in names:
        rows = [replace(row, id=f"x{place}") for place, row in enumerate(rows)]
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "table.csv"
        for language in ("en", "zh"):
            write_table(path, kind, rows, language, mark=language == "zh")
            assert list(read_table(kind, path)) == rows


@given(readings())
@settings(max_examples=60)
def test_json_lines_of_every_record(made):
    reading, _ = made
    for ascii_only in (False, True):
        lines = list(to_jsonl(reading, ascii_only=ascii_only))
        assert list(from_jsonl(lines, "x.jsonl")) == records(reading)
        assert not ascii_only or "".join(lines).isascii()
        starts = [json.loads(line)["start"] for line in lines]
        assert starts == sorted(starts)


@given(st.decimals(allow_nan=False, allow_infinity=False, min_value=-(10**9), max_value=10**9))
def test_numbers_leave_by_their_own_digits(value):
    from lantu.model.records import Project  # noqa: PLC0415

    line = line_of(Project(id="j1", name="n", investment=value, passage="", confidence=1.0, start=0, end=0))
    assert json.loads(line, parse_float=Decimal, parse_int=Decimal)["investment"] == value


@given(HEADS)
def test_the_head_in_yaml(head):
    assert parse_head(head_text(head)) == head


@given(readings())
@settings(max_examples=40, deadline=None)
def test_an_opened_package_equals_the_reading(made):
    reading, original = made
    with tempfile.TemporaryDirectory() as folder:
        package = write_package(reading, original, Path(folder) / "plan")
        assert package.reading == reading
        assert package.head == reading.head
        assert package == open_package(Path(folder) / "plan")
        assert (Path(folder) / "plan/source/text.txt").read_bytes() == reading.document.text.encode()


@given(readings(text="甲乙丙丁" * 5), readings(text="甲乙丙丁" * 5), st.data())
@settings(max_examples=30, deadline=None)
def test_decisions_stay_when_the_document_is_read_again(first, second, data):
    corrections = data.draw(st.lists(records_of(Correction, id=st.just("")), max_size=3))
    corrections = [replace(correction, id=f"c{place}") for place, correction in enumerate(corrections)]
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder) / "plan"
        write_package(first[0], first[1], place)
        decided = place / "decisions" / "corrections.csv"
        decided.write_text(table_text(Correction, corrections), "utf-8", newline="")
        before = {path.name: path.read_bytes() for path in (place / "decisions").iterdir()}
        again = replace(second[0], document=first[0].document)
        package = write_package(again, first[1], place)
        assert {path.name: path.read_bytes() for path in (place / "decisions").iterdir()} == before
        assert package.reading == again
        assert package.corrections == tuple(corrections)
        assert package.head == again.head  # nobody changed plan.yaml


@st.composite
def corrections_of(draw, reading):
    """Corrections that may or may not fit."""
    known = st.sampled_from([*items(reading), "s999", ""])
    fields = st.sampled_from(["value", "text", "period", "start", "id", "hedged", "bodies", "comparator", "nothing"])
    objects = st.dictionaries(fields | st.just("type"), st.integers(0, 9) | FILLED | st.sampled_from(["task", "list"]))
    values = TEXTS | st.one_of(objects, st.lists(objects, max_size=3), st.lists(known, max_size=3)).map(json.dumps)
    made = records_of(Correction, item=known, field=st.none() | fields, value=st.none() | values, was=st.none() | TEXTS)
    return [replace(each, id=f"c{place}") for place, each in enumerate(draw(st.lists(made, max_size=8)))]


@given(readings(text="甲乙丙丁" * 5), st.data())
@settings(max_examples=150, deadline=None)
def test_apply_never_raises_and_loses_no_correction(made, data):
    reading, _ = made
    corrections = data.draw(corrections_of(reading))
    plan = apply(reading, corrections)
    assert plan == apply(reading, corrections)
    assert set(plan.unfitting) <= set(corrections)
    assert apply(reading, [each for each in corrections if each not in plan.unfitting]) == replace(plan, unfitting=())
    assert plan.checked <= set(items(plan))
    assert plan.document is reading.document
    starts = [record.start for record in records(plan)]
    assert starts == sorted(starts)
    assert all(0 <= item.start <= item.end <= 20 for item in items(plan).values())
    for place, correction in enumerate(corrections):
        try:
            check_correction(reading, correction, corrections[:place])
            assert correction not in plan.unfitting
        except LantuError:
            assert correction in plan.unfitting


@given(readings(text="甲乙丙丁" * 5))
def test_no_corrections_change_nothing(made):
    plan = apply(made[0], ())
    assert [getattr(plan, name) for name in made[0].__slots__] == [getattr(made[0], name) for name in made[0].__slots__]
    assert not plan.checked
    assert not plan.unfitting
