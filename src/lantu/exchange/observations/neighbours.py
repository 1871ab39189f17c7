"""What columns of figures mean by what stands beside them: growth is of the figures before it, 上年同期 of the one it follows.

本月 同比 累计 同比      the first growth is that of the month alone
6月 1-6月 上年同期 ±%    the year before is that of January to June, and so is the growth
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from lantu.exchange.observations.headers import Head
from lantu.exchange.observations.periods import Span
from lantu.exchange.observations.tables import Table

_CHANGE = "change_on_year"


@dataclass(frozen=True, slots=True)
class Meaning:
    """What is said of the values of a column, by its header and those beside it.

    Attributes:
        span: Their time, or None where it is not said or not clear.
        basis: How they relate to it.
        indicator: The name of their indicator.
        of_month: Whether they are changes of the month alone.
    """

    span: Span | None
    basis: str | None
    indicator: str | None
    of_month: bool


def meanings(table: Table) -> dict[int, Meaning]:
    """Return what the header of a table says of each column of values."""
    heads = [table.heads[column] for column in table.values]
    partners = _partners(heads)
    since_january = any(_since_january(head) for head in heads if head.basis != _CHANGE)
    found = {}
    figures: list[Head] = []  # those since the last change
    before: Head | None = None
    for column, head, partner in zip(table.values, heads, partners, strict=True):
        if head.basis == _CHANGE:
            of = [head] if head.span is not None and head.span.part else figures
            month = head.of_month or (since_january and _is_of_month(of))
            name = head.indicator or (before.indicator if before is not None else None)
            found[column] = Meaning(_span_of_change(head, figures), head.basis, name, month)
            figures = []
        else:
            found[column] = _figure(head, partner)
            figures += [head] if head.span is None or not head.span.back else []
        before = head
    return found


def _figure(head: Head, partner: Head | None) -> Meaning:
    span, basis = head.span, head.basis
    if partner is not None:
        span = span.within(partner.span) if span is not None else partner.span
        basis = basis or partner.basis
    return Meaning(span, basis, head.indicator, head.of_month)


def _span_of_change(head: Head, figures: Sequence[Head]) -> Span | None:
    """Return the time of a change: one that says nothing is of the figures before it, of the later year where they are of two."""
    if head.span is not None and head.span.year is not None:
        return head.span
    spans = [each.span for each in figures if each.span is not None]
    if head.span is not None:
        return head.span.within(replace(spans[-1], part="")) if spans else head.span
    mixed = len({span.from_january for span in spans}) > 1
    if len({span.part for span in spans}) != 1 or (mixed and not spans[-1].from_january):
        return None
    return max(spans, key=lambda span: (span.year or 0, span.from_january))


def _is_of_month(figures: Sequence[Head]) -> bool:
    """Return whether what a change is of is a month alone."""
    if not figures or any(map(_since_january, figures)):
        return False
    last = figures[-1]
    return last.basis == "period" or (last.span is not None and bool(last.span.part) and not last.span.moment)


def _since_january(head: Head) -> bool:
    return head.basis == "year_to_date" or (head.span is not None and head.span.opens_the_year)


def _partners(heads: Sequence[Head]) -> list[Head | None]:
    """Return for each column that says 上年同期 the figure beside which it stands.

    It is the one before, or the one behind in a table that begins with the year before.
    """
    figures = [head for head in heads if head.basis != _CHANGE]
    if figures and _is_year_before(figures[0]):
        return _nearest_before(reversed(heads))[::-1]
    return _nearest_before(heads)


def _nearest_before(heads: Iterable[Head]) -> list[Head | None]:
    found: list[Head | None] = []
    last: Head | None = None
    for head in heads:
        found.append(last if _is_year_before(head) else None)
        if head.basis != _CHANGE and not _is_year_before(head):
            last = head
    return found


def _is_year_before(head: Head) -> bool:
    """Return whether a header says 上年同期 and nothing of when that is."""
    span = head.span
    return span is not None and bool(span.back) and not (span.loose or span.part) and head.basis != _CHANGE
