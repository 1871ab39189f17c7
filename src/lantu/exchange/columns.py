"""The columns of each record: one declared list for tables, JSON, import templates and pages.

The fields of the record dataclasses are the list; ``headers.yaml`` gives each its Chinese header and each value of a
closed set its Chinese word. A table is read by either header, so that an exported table is the template for import.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import yaml

from lantu.errors import Language
from lantu.model.fields import RecordField, fields_of


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table of records.

    Attributes:
        field: The field it holds.
        zh: Its Chinese header.
    """

    field: RecordField
    zh: str

    @property
    def name(self) -> str:
        """Its English header, which is the JSON key."""
        return self.field.name

    def header(self, language: Language | str) -> str:
        """Return its header in a language."""
        return self.zh if str(language) == Language.ZH else self.name


@cache
def _words() -> Mapping[str, Mapping[str, str]]:
    raw: dict[str, dict[str, str]] = yaml.safe_load(files("lantu.exchange").joinpath("headers.yaml").read_text("utf-8"))
    return raw


def columns_of(kind: type) -> tuple[Column, ...]:
    """Return the columns of a record class in the order of its fields.

    >>> from lantu.model.records import Statement
    >>> [(column.name, column.zh) for column in columns_of(Statement)][:3]
    [('id', '编号'), ('kind', '类别'), ('indicator', '指标')]
    """
    return _columns(kind)


@cache
def _columns(kind: type) -> tuple[Column, ...]:
    headers, own = _words()["headers"], _words().get(kind.__name__, {})
    return tuple(Column(field, own.get(field.name) or headers[field.name]) for field in fields_of(kind))


def choice_word(value: str, language: Language | str, field: str = "") -> str:
    """Return the word for a value of a closed set, as shown to people.

    Args:
        value: The value, or any text, which is returned as it is.
        language: Language of the word.
        field: The field that holds it, where a value has another word than in other fields.

    >>> choice_word("average_growth", "zh"), choice_word("average_growth", "en")
    ('年均增长', 'average growth')
    """
    if str(language) == Language.ZH:
        words = _words()["choices"]
        return words.get(f"{field}.{value}") or words.get(value, value)
    return value.replace("_", " ")
