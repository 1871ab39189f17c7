"""One item of a version on its page: what it says, the sentence it came from, and what happened to it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import QuerySet
from django.http import Http404
from django.utils.safestring import SafeString

from lantu.exchange.columns import choice_word, columns_of
from lantu.model.fields import write_text
from lantu_web.pages.words import language, word
from lantu_web.plans.desk import item_of
from lantu_web.plans.models import Correction, Record
from lantu_web.plans.page import VersionPage
from lantu_web.plans.passages import Heading, marked, outline
from lantu_web.plans.tables import Line, lines
from lantu_web.plans.tables_fields import InRecord

SAME = 50
_NOT_FACTS = {"id", "start", "end", "text"}  # said elsewhere on the page


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """Something that happened to an item.

    Attributes:
        at: When it was recorded.
        by: Who did it.
        what: What was done, in words.
        fields: Header of each field that changed, with what it was and what it became.
        reasons: Why, in the words of who did it.
    """

    at: datetime
    by: str
    what: str
    fields: Sequence[tuple[str, str, str]] = ()
    reasons: Sequence[str] = ()


def found(page: VersionPage, item: str) -> tuple[Record, bool]:
    """Return the state of an item at the moment of the page, and whether it holds.

    Who sees the whole version sees also what was rejected or merged, in its last state.

    Raises:
        Http404: There was no such item by then, or the viewer may not know of it.
    """
    record = page.records().exclude(type__in=("passage", "note")).filter(item=item).first()
    if record is not None:
        return record, True
    last = _states(page, item).exclude(type__in=("passage", "note")).last() if page.whole else None
    if last is None:
        raise Http404
    return last, False


def facts(item: Any) -> Iterator[tuple[str, str]]:
    """Yield header and value of every field of an item that says something."""
    for column in columns_of(type(item)):
        value = getattr(item, column.name)
        if column.name not in _NOT_FACTS and value not in (None, "", ()):
            yield column.header(language.get()).replace("_", " "), said(value, column.name)


def said(value: object, name: str) -> str:
    """Return a value of a field as people read it."""
    if isinstance(value, bool):
        return word("pages.table_yes" if value else "pages.table_no")
    return choice_word(write_text(value), language.get(), name)


def sentence(page: VersionPage, line: Line) -> SafeString:
    """Return the passage an item stands in with its words marked; to who sees a part of the plan only these words."""
    text, record = page.version.text, line.record
    start, end = record.start or 0, record.end or 0
    if page.whole:
        passage = page.records("passage").filter(start__lte=start).order_by("-start", "-id").first()
        if passage is not None and (passage.end or 0) >= end:
            return marked(text, passage.start or 0, passage.end or 0, [(start, end, line)])
    return marked(text, start, end, [(start, end, line)])


def way_to(page: VersionPage, record: Record) -> list[Heading]:
    """Return the headings above an item, the highest first."""
    if not page.whole:
        return []
    place = record.start or 0
    return [each for each in outline(page) if each.level > 0 and each.start <= place < each.end]


def same_indicator(page: VersionPage, line: Line) -> list[Line]:
    """Return what else the version says of the indicator of a statement, in document order."""
    if line.record.type != "statement":
        return []
    rows = page.records("statement").exclude(item=line.record.item)
    if line.record.indicator_id:
        rows = rows.filter(indicator_id=line.record.indicator_id)
    else:
        rows = rows.alias(called=InRecord("indicator")).filter(called=line.item.indicator)
    return list(lines(rows[:SAME], line.keep))


def history(page: VersionPage, item: str) -> list[Change]:
    """Return what happened to an item by the moment of the page, the latest first."""
    states = list(_states(page, item).select_related("by"))
    decisions = list(_by(page, page.version.corrections.filter(item=item)).select_related("by").order_by("id"))
    changes: list[Change] = []
    before: Record | None = None
    for state in states:
        if before is not None and before.replaced_at != state.recorded_at:
            changes.append(_gone(before, decisions))
            before = None
        changes.append(_change(before, state, decisions))
        before = state
    if before is not None and before.replaced_at is not None and (page.at is None or before.replaced_at <= page.at):
        changes.append(_gone(before, decisions))
    return changes[::-1]


def _states(page: VersionPage, item: str) -> QuerySet[Record]:
    return _by(page, Record.objects.filter(version=page.version, item=item)).order_by("recorded_at", "id")


def _by(page: VersionPage, rows: QuerySet) -> QuerySet:
    """Keep of the rows those that were recorded by the moment of the page."""
    return rows if page.at is None else rows.filter(recorded_at__lte=page.at)


def _change(before: Record | None, state: Record, decisions: Iterable[Correction]) -> Change:
    made = [each for each in decisions if each.recorded_at == state.recorded_at]
    undone = [each for each in decisions if each.replaced_at == state.recorded_at]
    fallback = "read" if before is None else "read_again"
    if made:
        what = "、".join(dict.fromkeys(choice_word(each.action, language.get()) for each in made))
    else:
        what = word("plans.undone" if undone else f"plans.{fallback}")
    return Change(
        at=state.recorded_at,
        by=_name(state.by) if made or undone else word("plans.reader"),
        what=what,
        fields=list(_differences(before, state)),
        reasons=[each.reason for each in made if each.reason],
    )


def _gone(last: Record, decisions: Iterable[Correction]) -> Change:
    made = [each for each in decisions if each.recorded_at == last.replaced_at]
    assert last.replaced_at is not None  # asked only of states that ended
    return Change(
        at=last.replaced_at,
        by=_name(made[0].by) if made else word("plans.reader"),
        what="、".join(dict.fromkeys(choice_word(each.action, language.get()) for each in made)) or word("plans.gone"),
        reasons=[each.reason for each in made if each.reason],
    )


def _differences(before: Record | None, state: Record) -> Iterator[tuple[str, str, str]]:
    if before is None:
        return
    old, new = item_of(before), item_of(state)
    for column in columns_of(type(new)):
        was, now = getattr(old, column.name, None), getattr(new, column.name)
        if was != now:
            yield column.header(language.get()).replace("_", " "), said(was, column.name), said(now, column.name)
    if before.checked != state.checked:
        was, now = (word("plans.checked" if row.checked else "plans.unchecked") for row in (before, state))
        yield word("plans.check"), was, now


def _name(account: Any) -> str:
    return word("plans.system") if account is None else str(account)
