"""Tables of declared columns: one list drives the page, its order, its filters, its pages of rows, and the exports.

::

    table = Table(columns=TARGETS, page=("indicator", "value"), rows=records, order=("start", "id"), prepared=lines)
    shown = table.shown(request.GET)          # {% include "pages/table.html" with table=shown %}
    exported(table, request.GET, about)       # ?format=csv | xlsx | json, of the same rows in the same order

What the address asks for is held to the declared columns: an unknown order or filter is refused, never passed on.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, Literal

from django.core.paginator import Page, Paginator
from django.db.models import QuerySet
from django.db.models.expressions import OrderBy
from django.utils.safestring import SafeString, mark_safe

from lantu.errors import UsageError
from lantu.model.fields import write_text
from lantu_web.pages import marks
from lantu_web.pages.words import language, word

ROWS = 50
SORT, PAGE, FORMAT = "sort", "page", "format"

Look = Literal["", "number", "text", "short"]
Options = Iterable[tuple[str, str]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Filter:
    """A way to narrow a table.

    Attributes:
        narrow: Keeps of the rows those that fit a value.
        options: What can be chosen, each with its word, given the rows; None where one types freely.
        default: What is chosen when nothing is asked; then something always is.
    """

    narrow: Callable[[QuerySet, str], QuerySet]
    options: Callable[[QuerySet], Options] | None = None
    default: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """A column of a table.

    Attributes:
        name: Its name in the address, in JSON and in English.
        header: Its header in the language of the page.
        value: What it holds of a prepared row, typed, as exports and API give it.
        text: How people read the value on pages and in spreadsheets; the plain text of the value when not given.
        cell: What stands on the page where that is more than text, such as a link or a badge.
        sort: What the database orders by; empty where the order would mean nothing.
        filter: How it narrows, or None.
        look: How its cells are set.
        exported: Whether exports have it; one that is not only narrows.
    """

    name: str
    header: Callable[[], str]
    value: Callable[[Any], object]
    text: Callable[[Any], str] | None = None
    cell: Callable[[Any], SafeString] | None = None
    sort: tuple[Callable[[], OrderBy], ...] = ()
    filter: Filter | None = None
    look: Look = ""
    exported: bool = True

    def said(self, row: Any) -> str:
        """Return the value of a row as people read it."""
        return self.text(row) if self.text is not None else write_text(self.value(row))

    def printed(self, row: Any) -> SafeString:
        """Return the cell of a row."""
        return marks.cell(self.look, self.cell(row) if self.cell is not None else marks.text(self.said(row)))


@dataclass(frozen=True, slots=True, kw_only=True)
class Head:
    """The head of a column on the page."""

    name: str
    header: str
    look: Look
    sortable: bool
    direction: Literal["", "ascending", "descending"]
    next: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Narrowing:
    """A filter as the page offers it: what can be chosen, and what is."""

    name: str
    header: str
    options: Sequence[tuple[str, str]] | None
    chosen: str
    default: str = ""

    @property
    def printed(self) -> SafeString:
        """What can be chosen, as the page prints it."""
        options = (marks.option(value, label, chosen=value == self.chosen) for value, label in self.options or ())
        return mark_safe("".join(options))  # each is escaped

    @property
    def chosen_word(self) -> str:
        """The word of what is chosen."""
        return dict(self.options or ()).get(self.chosen, self.chosen)


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """A page of a table, ready for the template."""

    heads: Sequence[Head]
    rows: Sequence[SafeString]
    filters: Sequence[Narrowing]
    page: Page
    count: int
    sort: str

    @property
    def narrowed(self) -> bool:
        """Whether any filter is set."""
        return any(each.chosen != each.default for each in self.filters)

    @property
    def first(self) -> int:
        """Number of the first row on the page."""
        return self.page.start_index()

    @property
    def last(self) -> int:
        """Number of its last row."""
        return self.page.end_index()


@dataclass(kw_only=True)
class Table:
    """Rows, and the columns in which they are shown.

    Attributes:
        columns: In their order.
        rows: All rows the viewer may see.
        page: Names of the columns that stand on the page, in their order there.
        order: How they stand when nothing is asked; also what decides between equal rows.
        prepared: Makes of rows of the database what the columns take.
        total: How many rows there are, where that was counted before; None has them counted.
    """

    columns: Sequence[Column]
    rows: QuerySet
    page: tuple[str, ...]
    order: tuple[str, ...]
    prepared: Callable[[Iterable[Any]], Iterable[Any]] = field(default=iter)
    total: int | None = None

    @property
    def exported(self) -> list[Column]:
        """The columns that exports have."""
        return [column for column in self.columns if column.exported]

    @cached_property
    def by_name(self) -> Mapping[str, Column]:
        """The columns by their names."""
        return {column.name: column for column in self.columns}

    def narrowings(self, asked: Mapping[str, str]) -> list[Narrowing]:
        """Return every filter with what is asked of it.

        Raises:
            UsageError: Something is chosen that cannot be (W043).
        """
        return [self._narrowing(column, asked) for column in self.columns if column.filter is not None]

    def _narrowing(self, column: Column, asked: Mapping[str, str]) -> Narrowing:
        assert column.filter is not None
        offered = column.filter.options
        options = None if offered is None else list(offered(self.rows))
        chosen = asked.get(column.name, "").strip() or column.filter.default
        if "\x00" in chosen or (options is not None and chosen and chosen not in dict(options)):
            raise UsageError("W043", column=column.header(), given=chosen[:40].replace("\x00", "\\0"))
        return Narrowing(
            name=column.name, header=column.header(), options=options, chosen=chosen, default=column.filter.default
        )

    def narrowed(self, filters: Iterable[Narrowing]) -> QuerySet:
        """Return the rows that fit the filters, not ordered."""
        rows = self.rows
        for each in filters:
            narrow = self.by_name[each.name].filter
            if each.chosen and narrow is not None:
                rows = narrow.narrow(rows, each.chosen)
        return rows

    def ordered(self, rows: QuerySet, sort: str) -> QuerySet:
        """Return rows in the order of a column (``-`` before its name turns it), those without a value last.

        Raises:
            UsageError: The table has no such column, or its order would mean nothing (W042).
        """
        if not sort:
            return rows.order_by(*self.order)
        column = self.by_name.get(sort.removeprefix("-"))
        if column is None or not column.sort:
            raise UsageError("W042", given=sort[:40])
        orders = [made() for made in column.sort]
        if sort.startswith("-"):
            orders[-1].descending = True  # a column ordered within another (values within units) turns within it
        return rows.order_by(*orders, *self.order)

    def shown(self, asked: Mapping[str, str]) -> Shown:
        """Return the page of the table that an address asks for."""
        filters, sort = self.narrowings(asked), asked.get(SORT, "")
        rows = self.ordered(self.narrowed(filters), sort)
        pages = Paginator(rows, ROWS)
        vars(pages)["count"] = self._counted(
            filters
        )  # a cached property, that would count again what was counted before
        page = pages.get_page(asked.get(PAGE))
        columns = [self.by_name[name] for name in self.page]
        lines = [
            mark_safe("".join(column.printed(row) for column in columns)) for row in self.prepared(page.object_list)
        ]  # each part is escaped
        heads = [_head(column, sort) for column in columns]
        return Shown(heads=heads, rows=lines, filters=filters, page=page, count=pages.count, sort=sort)

    def count(self, asked: Mapping[str, str]) -> int:
        """Return how many rows fit what an address asks for."""
        return self._counted(self.narrowings(asked))

    def _counted(self, filters: Sequence[Narrowing]) -> int:
        if self.total is not None and not any(each.chosen for each in filters):
            return self.total
        return self.narrowed(filters).count()

    def all_rows(self, asked: Mapping[str, str]) -> Iterator[Any]:
        """Yield every prepared row that fits what an address asks for, in its order: for exports."""
        rows = self.ordered(self.narrowed(self.narrowings(asked)), asked.get(SORT, ""))
        yield from self.prepared(rows.iterator(2000))


def _head(column: Column, sort: str) -> Head:
    turned, mine = sort.startswith("-"), sort.removeprefix("-") == column.name
    direction: Literal["", "ascending", "descending"] = "" if not mine else "descending" if turned else "ascending"
    following = column.name if not mine else f"-{column.name}" if not turned else ""
    return Head(
        name=column.name, header=column.header(), look=column.look, sortable=bool(column.sort), direction=direction,
        next=following,
    )  # fmt: skip


def named(zh: str, en: str) -> Callable[[], str]:
    """Return a header that speaks the language of the page."""
    return lambda: zh if language.get() == "zh" else en


def worded(key: str) -> Callable[[], str]:
    """Return a header that is a word of the catalogue."""
    return lambda: word(key)


def yes_or_no(narrow: Callable[[QuerySet, bool], QuerySet]) -> Filter:
    """Return a filter of something that is or is not."""
    return Filter(
        narrow=lambda rows, chosen: narrow(rows, chosen == "yes"),
        options=lambda rows: [("yes", word("pages.table_yes")), ("no", word("pages.table_no"))],
    )
