"""The words of headers, titles and cells, asked by text; the words themselves are content (``words.yaml``)."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any

import yaml

from lantu.chinese.width import LETTERS
from lantu.exchange.columns import choice_word, columns_of
from lantu.model.fields import field_of
from lantu.model.records import Observation

_MARKS = re.compile(r"(?:[*※①-⑳¹²³⁴-⁹]|[\[〔【](?:\d{1,2}|注\d?)[\]〕】])+$")
_INVISIBLE = dict.fromkeys(map(ord, "\u200b\u200c\u200d\u2060\ufeff\u00ad"))
_FLAT = {
    **LETTERS,
    **_INVISIBLE,
    **dict.fromkeys(map(ord, "－—–―‐‑‒～~﹣−"), "-"),
    ord("＋"): "+",
    ord("（"): "(",
    ord("）"): ")",
    ord("："): ":",
    ord("，"): ",",
}


def flat(text: str) -> str:
    r"""Return a text in half width without any space; every dash is a hyphen, brackets and colons are ASCII.

    >>> flat("１—6 月\n累计（亿元）")
    '1-6月累计(亿元)'
    """
    return "".join(text.translate(_FLAT).split())


@cache
def _content() -> Mapping[str, Any]:
    text = files("lantu.exchange.observations").joinpath("words.yaml").read_text("utf-8")
    raw: Mapping[str, Any] = yaml.safe_load(text)
    return raw


@cache
def _meanings(table: str) -> Mapping[str, str]:
    return {flat(str(word)).lower(): meaning for meaning, words in _content()[table].items() for word in words}


@cache
def words(table: str) -> frozenset[str]:
    """Return the words of a plain list, flat."""
    return frozenset(flat(str(word)) for word in _content()[table])


def meaning(table: str, text: str) -> str | None:
    """Return what a text means in a table of words, or None.

    >>> meaning("bases", "同比增长"), meaning("left", "完成 进度"), meaning("bases", "地区")
    ('change_on_year', 'progress', None)
    """
    return _meanings(table).get(flat(text).lower())


@cache
def _left_forms() -> Mapping[str, re.Pattern[str]]:
    return {why: re.compile(form) for why, form in _content()["left_forms"].items()}


def left_out(text: str) -> str | None:
    """Return why a column with this header holds no observations, or None where it may hold some.

    >>> left_out("位次"), left_out("完成年初预算的%"), left_out("比上年同期增减额"), left_out("增长")
    ('rank', 'progress', 'difference', None)
    """
    said = flat(text)
    forms = (why for why, form in _left_forms().items() if form.fullmatch(said))
    return meaning("left", said) or next(forms, None)


@cache
def _compared() -> re.Pattern[str]:
    return re.compile(_content()["compared_form"])


def is_compared(text: str) -> bool:
    """Return whether a text says what a value is compared with.

    >>> is_compared("较上年同期增减"), is_compared("比年初增减")
    (True, False)
    """
    return _compared().fullmatch(flat(text)) is not None


def without_marks(text: str) -> str:
    """Return a flat text without the marks of notes behind it.

    >>> without_marks("常住人口②"), without_marks("地区生产总值[1]"), without_marks("2025年*")
    ('常住人口', '地区生产总值', '2025年')
    """
    return _MARKS.sub("", text)


@cache
def _roles() -> Mapping[str, str]:
    own = {flat(name).lower(): column.name for column in columns_of(Observation) for name in (column.name, column.zh)}
    return {**_meanings("roles"), **own}


@lru_cache(maxsize=65536)
def role(text: str) -> str | None:
    """Return what a column with this header says of its rows, or None; headers of our own template come first.

    >>> role("指标名称"), role("时期"), role("数值"), role("2025年")
    ('indicator', 'period', 'value', None)
    """
    return _roles().get(flat(text).lower())


@cache
def _choices(name: str) -> Mapping[str, str]:
    found: dict[str, str] = {}
    for value in field_of(Observation, name).choices:
        found |= {
            flat(word).lower(): value for word in (value, choice_word(value, "zh", name), choice_word(value, "en"))
        }
    return found


def choice(name: str, text: str) -> str | None:
    """Return the value of basis or state a text names: the value itself, its word, or a word people use for it.

    >>> choice("state", "快报数"), choice("basis", "年初累计"), choice("basis", "year_to_date"), choice("state", "好")
    ('flash', 'year_to_date', 'year_to_date', None)
    """
    key = flat(text).lower()
    table = {"basis": "bases", "state": "states"}[name]
    return _choices(name).get(key) or _meanings(table).get(key)
