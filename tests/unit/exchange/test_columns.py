"""Every column has a Chinese header, every value of a closed set a Chinese word."""

from __future__ import annotations

import pytest

from lantu.exchange import columns
from lantu.exchange.columns import choice_word, columns_of
from lantu.exchange.datapackage import DECISION_TABLES
from lantu.model.document import Block
from lantu.model.plan import RECORD_TYPES, Event, PlanHead
from lantu.model.progress import Progress

KINDS = [*RECORD_TYPES.values(), *DECISION_TABLES.values(), PlanHead, Event, Block, Progress]


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.__name__)
def test_headers_are_there_and_tell_the_columns_apart(kind):
    headers = [column.zh for column in columns_of(kind)]
    assert len(headers) == len(set(headers))
    assert all(any("\u4e00" <= letter <= "\u9fff" for letter in header) for header in headers)


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.__name__)
def test_values_have_words(kind):
    values = [(value, column.name) for column in columns_of(kind) for value in column.field.choices]
    assert not [value for value, field in values if choice_word(value, "zh", field) == value]


def test_no_header_and_no_word_is_left_over():
    words = columns._words()
    fields = {column.name for kind in KINDS for column in columns_of(kind)}
    values = {value for kind in KINDS for column in columns_of(kind) for value in column.field.choices}
    assert set(words["headers"]) <= fields | {"area_name"}
    assert {value.split(".")[-1] for value in words["choices"]} <= values
    for kind in set(words) - {"headers", "choices"}:
        assert kind in {each.__name__ for each in KINDS}


def test_one_value_may_have_two_words():
    assert choice_word("plan", "zh", "kind") == "规划"
    assert choice_word("plan", "zh", "modality") == "计划"
