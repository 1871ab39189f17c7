"""The tables of a version's items: the columns of the library's records, with how they are shown, ordered and narrowed."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache, partial
from typing import Any
from urllib.parse import quote

from django.db.models import F, Q, QuerySet
from django.db.models.expressions import OrderBy
from django.utils.safestring import SafeString

from lantu.exchange.columns import Column as RecordColumn
from lantu.exchange.columns import choice_word, columns_of
from lantu.exchange.sentences import amount, date_words, period_words
from lantu.model.fields import RecordField
from lantu.model.records import NamedList, Project, Statement, Task
from lantu_web.pages import marks
from lantu_web.pages.navigation import address_of
from lantu_web.pages.tables import Column, Filter, Look, Options, Table, worded, yes_or_no
from lantu_web.pages.words import language, word
from lantu_web.plans.desk import item_of, searchable
from lantu_web.plans.models import Record
from lantu_web.plans.page import VersionPage
from lantu_web.plans.tables_fields import InRecord, TruthInRecord, by_number, by_text

_ITEM = "-item-"  # stands in an address for the id of an item


@dataclass(frozen=True, slots=True)
class Line:
    """A row of a table of items.

    Attributes:
        record: The row as stored.
        item: What it says, as the library's record.
        keep: The query that keeps the moment of the page, or empty.
    """

    record: Record
    item: Any
    keep: str = ""

    def address(self, page: str = "plans:item") -> str:
        """Return the page of the item, or another page about it."""
        return _address(page, self.record.version_id).replace(_ITEM, quote(self.record.item)) + self.keep

    @property
    def kind(self) -> str:
        """The kind by which it is coloured and named."""
        return kind_of(self.record)

    @property
    def kind_word(self) -> str:
        """What its kind is called."""
        return kind_word(self.record)

    @property
    def title(self) -> str:
        """How it is called."""
        return title_of(self.item)

    @property
    def amount(self) -> str:
        """Comparator, value and unit of a statement; the announced number of a list; empty for other items."""
        if isinstance(self.item, NamedList):
            return str(self.item.announced)
        return amount(self.item, language.get()) if isinstance(self.item, Statement) else ""

    @property
    def period(self) -> str:
        """The period of a statement as people say it; empty for other items."""
        return period_words(self.item, language.get()) if isinstance(self.item, Statement) else ""

    @property
    def brief(self) -> str:
        """The item in a few words."""
        return f"{self.title} {self.amount}".strip()


@lru_cache(maxsize=256)
def _address(page: str, version: int) -> str:
    """Return the address of a page about any item of a version: a table asks for a hundred of them."""
    return address_of(page, version, _ITEM)


def kind_of(record: Record) -> str:
    """Return the kind by which an item is coloured: that of a statement, else its type."""
    return record.kind if record.type == "statement" else record.type


def kind_word(record: Record) -> str:
    """Return what the kind of an item is called."""
    return choice_word(record.kind, language.get()) if record.type == "statement" else word(f"plans.type_{record.type}")


def lines(rows: Iterable[Record], keep: str = "") -> Iterator[Line]:
    """Yield rows with what they say."""
    return (Line(row, item_of(row), keep) for row in rows)


def title_of(item: Any) -> str:
    """Return how an item is called."""
    names = ("indicator", "title", "name", "noun", "heading", "text")
    return str(next((found for name in names if (found := getattr(item, name, None))), item.id))


@dataclass(frozen=True, slots=True, kw_only=True)
class TableKind:
    """A kind of table of a version.

    Attributes:
        tab: Its name among the pages of the version, and of its address.
        type: The records it holds.
        columns: All its columns.
        page: Those on the page, in their order.
    """

    tab: str
    type: str
    columns: tuple[Column, ...]
    page: tuple[str, ...]

    def of(self, page: VersionPage, chapters: Options) -> Table:
        """Return the table of a version.

        Args:
            page: The version, its viewer and the moment.
            chapters: Number and heading of the parts it can be narrowed to.
        """
        return Table(
            columns=(*self.columns, _chapter(list(chapters))),
            page=self.page,
            rows=page.records(self.type),
            order=("start", "id"),
            prepared=partial(lines, keep=page.moment.query),
        )


def _of(kind: type, changes: Mapping[str, Mapping[str, Any]]) -> tuple[Column, ...]:
    """Return the columns of a record class, some with ways of their own, between those that every item has."""
    plain = (_plain(column) for column in columns_of(kind))
    return (CONTAINS, *(replace(column, **changes.get(column.name, {})) for column in plain), CHECKED)


def _plain(column: RecordColumn) -> Column:
    """Return the column of a field as its type lets expect it."""
    field = column.field
    number = field.kind in ("number", "integer", "fraction")
    return Column(
        name=field.name,
        header=partial(_header, column),
        value=lambda line: getattr(line.item, field.name),
        text=_WORDS[field.kind](field) if field.kind in _WORDS else None,
        cell=_several(field.name) if field.kind == "texts" else None,
        sort=(partial(by_text, field.name),) if field.kind in ("text", "choice") else (),
        look="number" if number else "",
    )


def _header(column: RecordColumn) -> str:
    return column.header(language.get()).replace("_", " ")


def _word_of(field: RecordField) -> Callable[[Line], str]:
    def said(line: Line) -> str:
        value = getattr(line.item, field.name)
        return choice_word(value, language.get(), field.name) if value else ""

    return said


def _truth_of(field: RecordField) -> Callable[[Line], str]:
    return lambda line: word("pages.table_yes" if getattr(line.item, field.name) else "pages.table_no")


def _several(name: str) -> Callable[[Line], SafeString]:
    """Join what a field holds, for people; files write it so that it can be read back."""

    def said(line: Line) -> SafeString:
        parts = getattr(line.item, name)
        return marks.text(("；" if any("、" in part for part in parts) else "、").join(parts))

    return said


_WORDS = {"choice": _word_of, "truth": _truth_of}


def _one_of(kind: type, name: str, default: str = "") -> Filter:
    """Return the filter of a field whose values are a closed set; those that nothing has can be asked for too."""
    column = next(each for each in columns_of(kind) if each.name == name)
    choices = column.field.choices

    def narrow(rows: QuerySet, chosen: str) -> QuerySet:
        return rows.alias(**{f"in_{name}": InRecord(name)}).filter(**{f"in_{name}": chosen})

    return Filter(
        narrow=narrow,
        options=lambda rows: [(value, choice_word(value, language.get(), name)) for value in choices],
        default=default,
    )


def _by_column(filter: Filter, column: str) -> Filter:
    """Return a filter that narrows by a column of the rows, which an index holds, and opens no record."""
    return replace(filter, narrow=lambda rows, chosen: rows.filter(**{column: chosen}))


def _is_so(name: str) -> Filter:
    def narrow(rows: QuerySet, chosen: bool) -> QuerySet:
        return rows.alias(**{f"in_{name}": TruthInRecord(name)}).filter(**{f"in_{name}": "1" if chosen else "0"})

    return yes_or_no(narrow)


def _chapter(options: list[tuple[str, str]]) -> Column:
    def narrow(rows: QuerySet, chosen: str) -> QuerySet:
        return rows.filter(Q(passage=chosen) | Q(passage__startswith=f"{chosen}."))

    return Column(
        name="chapter",
        header=worded("plans.chapter"),
        value=lambda line: None,
        filter=Filter(narrow=narrow, options=lambda rows: options) if options else None,
        exported=False,
    )


def _link(line: Line) -> SafeString:
    return marks.link(line.address(), title_of(line.item))


def _in_place(line: Line) -> SafeString:
    return marks.link(line.address("plans:place"), line.item.passage or "—")


def _checked(line: Line) -> SafeString:
    look, name = ("good", "checked") if line.record.checked else ("", "unchecked")
    return marks.badge(look, word(f"plans.{name}"))


def _attribute(line: Line) -> SafeString:
    value = line.item.attribute or ""
    return marks.badge(value, choice_word(value, language.get()))


def _dated(name: str) -> Callable[[Line], SafeString]:
    return lambda line: marks.text(date_words(getattr(line.item, name) or "", language.get()))


def _stored(column: str) -> Callable[[], OrderBy]:
    return lambda: OrderBy(F(column), nulls_last=True)


CONTAINS = Column(
    name="q",
    header=worded("plans.contains"),
    value=lambda line: None,
    filter=Filter(narrow=lambda rows, chosen: rows.filter(search__contains=searchable(chosen))),
    exported=False,
)
CHECKED = Column(
    name="checked",
    header=worded("plans.check"),
    value=lambda line: line.record.checked,
    text=lambda line: word("plans.checked" if line.record.checked else "plans.unchecked"),
    cell=_checked,
    sort=(_stored("checked"),),
    filter=yes_or_no(lambda rows, chosen: rows.filter(checked=chosen)),
)
_TITLE: dict[str, Any] = {"cell": _link, "look": "text"}
_SHORT: dict[str, Any] = {"look": "short"}
_COMMON: dict[str, dict[str, Any]] = {
    "passage": {"cell": _in_place, "sort": (_stored("start"),), "look": "short"},
    "confidence": {"sort": (_stored("confidence"),)},
}
_DATED = yes_or_no(lambda rows, chosen: rows.exclude(due="") if chosen else rows.filter(due=""))
_OWNED = yes_or_no(lambda rows, chosen: rows.filter(owned=chosen))
_LOOK_TEXT: Look = "text"

TARGETS = TableKind(
    tab="targets",
    type="statement",
    columns=_of(
        Statement,
        _COMMON
        | {
            "indicator": _TITLE,
            "kind": {"filter": _by_column(_one_of(Statement, "kind", "target"), "kind")},
            "value": {
                "cell": lambda line: marks.text(line.amount),
                "sort": (partial(by_text, "unit"), partial(by_number, "value")),
            },
            "period": {
                "cell": lambda line: marks.text(line.period),
                "sort": (_stored("due"),),
                "look": "short",
            },
            "attribute": {"cell": _attribute, "filter": _one_of(Statement, "attribute")},
            "form": {"filter": _one_of(Statement, "form")},
            "modality": {"filter": _one_of(Statement, "modality")},
            "text": {"look": _LOOK_TEXT},
        },
    ),
    page=("indicator", "value", "period", "scope", "attribute", "modality", "form", "passage", "checked"),
)
TASKS = TableKind(
    tab="tasks",
    type="task",
    columns=_of(
        Task,
        _COMMON
        | {
            "title": _TITLE,
            "lead_body": {"filter": _OWNED},
            "deadline": {"cell": _dated("deadline"), "filter": _DATED, "sort": (_stored("due"),), "look": "short"},
            "is_project": {"filter": _is_so("is_project")},
        },
    ),
    page=("title", "lead_body", "bodies", "deadline", "is_project", "passage", "checked"),
)
PROJECTS = TableKind(
    tab="projects",
    type="project",
    columns=_of(
        Project,
        _COMMON
        | {
            "name": _TITLE,
            "scale": {"look": _LOOK_TEXT},
            "period": _SHORT | {"cell": _dated("period"), "filter": _DATED, "sort": (_stored("due"),)},
            "investment": {"sort": (partial(by_text, "unit"), partial(by_number, "investment"))},
            "body": {"filter": _OWNED},
        },
    ),
    page=("name", "scale", "period", "investment", "unit", "body", "passage", "checked"),
)
LISTS = TableKind(
    tab="lists",
    type="list",
    columns=_of(
        NamedList,
        _COMMON
        | {
            "noun": _TITLE,
            "announced": {"sort": (partial(by_number, "announced"),)},
            "members": {"look": _LOOK_TEXT},
            "open": {"filter": _is_so("open")},
        },
    ),
    page=("noun", "announced", "members", "open", "passage", "checked"),
)
KINDS = {kind.tab: kind for kind in (TARGETS, TASKS, PROJECTS, LISTS)}
"""Every table of a version by its name."""
