"""A mapping says what headers do not; every key is checked."""

from __future__ import annotations

import pytest

from lantu.exchange.observations.importing import read_observations
from lantu.exchange.observations.known import Given, Known
from lantu.exchange.observations.mapping import MappingError, parse_mapping
from lantu.exchange.observations.report import ObservationError

KNOWN = Known(area="220200", given=Given(state="flash", supplier="市统计局"))


@pytest.mark.parametrize(
    ("text", "code", "key"),
    [
        ("tables: [", "M070", None),
        ("sheets: x", "M071", "sheets"),
        ("tables: [{head: 2}]", "M071", "tables[1].head"),
        ("tables: [{header: 0}]", "M072", "tables[1].header"),
        ("tables: [{header: 5-3}]", "M072", "tables[1].header"),
        ("tables: [{columns: {A1: indicator}}]", "M072", "tables[1].columns"),
        ("tables: [{columns: {A: amount}}]", "M072", "tables[1].columns.A"),
        ("tables: [{cells: {period: 12}}]", "M072", "tables[1].cells.period"),
        ("hidden: perhaps", "M072", "hidden"),
        ("given: {state: 好}", "M072", "given.state"),
        ("given: {colour: red}", "M071", "given.colour"),
        ("names: {一产: [第一产业增加值]}", "M072", "names.一产"),
        ("[1, 2]", "M072", "—"),
    ],
)
def test_a_key_that_does_not_fit_is_named(text, code, key):
    with pytest.raises(MappingError) as refused:
        parse_mapping(text, "m.yaml")
    assert refused.value.code == code
    assert key is None or refused.value.fields["key"] == key


def test_an_empty_mapping_changes_nothing():
    data = "指标,单位,2024年\n地区生产总值,亿元,1580\n".encode()
    assert read_observations(data, "表.csv", parse_mapping("", "m.yaml"), KNOWN) == read_observations(
        data, "表.csv", None, KNOWN
    )


def test_names_and_what_is_given_alone_are_enough_where_headers_are_read():
    mapping = parse_mapping("names: {一产: 第一产业增加值}\ngiven: {state: 最终核实数, source: 年鉴}", "m.yaml")
    (found,) = read_observations("指标,单位,2024年\n一产,亿元,120\n".encode(), "表.csv", mapping, KNOWN).observations
    assert (found.indicator, found.state, found.source) == ("第一产业增加值", "final", "年鉴")


def test_columns_and_sheets_a_mapping_does_not_name_are_told():
    mapping = parse_mapping(
        "tables: [{header: 1, given: {period: 2024年}, columns: {A: indicator, B: unit, C: {basis: period}}}]", "m.yaml"
    )
    taken = read_observations("甲,乙,丙,丁\n地区生产总值,亿元,1580,9\n".encode(), "表.csv", mapping, KNOWN)
    assert [each.value for each in taken.observations] == [1580]
    assert [each.code for each in taken.told] == ["M063"]


def test_a_column_said_to_be_of_an_area_nobody_knows_is_a_reason():
    mapping = parse_mapping("tables: [{header: 1, columns: {A: indicator, B: {subject: 甲乙区}}}]", "m.yaml")
    with pytest.raises(ObservationError) as refused:
        read_observations("指标,值\n地区生产总值,1\n".encode(), "表.csv", mapping, KNOWN)
    assert "M031" in {each.reason.code for each in refused.value.reasons}


def test_a_text_that_is_not_there_is_a_reason():
    mapping = parse_mapping("tables: [{begins: 二、, header: 1}]", "m.yaml")
    with pytest.raises(ObservationError) as refused:
        read_observations("指标,单位,2024年\n地区生产总值,亿元,1\n".encode(), "表.csv", mapping, KNOWN)
    assert [each.reason.code for each in refused.value.reasons] == ["M075"]
