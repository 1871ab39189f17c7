"""What an item is, in the few words of a card."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any
from urllib.parse import quote

from lantu.exchange.columns import choice_word
from lantu.exchange.sentences import date_words, period_words
from lantu.model.fields import write_text
from lantu.model.records import NamedList, Project, Statement, Task, Unread
from lantu.vocabulary import indicator
from lantu_web.pages.words import language, word
from lantu_web.plans.desk import item_of
from lantu_web.plans.models import Record
from lantu_web.plans.workbench.anchors import anchor
from lantu_web.plans.workbench.choosing import DOUBTFUL

_SIGNS = {"=": "", ">=": "≥", ">": ">", "<=": "≤", "<": "<", "approx": "≈", "range": ""}


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """One thing a card says.

    Attributes:
        label: What it is; empty where the text says it by itself.
        text: What it says.
        missing: Whether it says that something is not there.
    """

    label: str = ""
    text: str
    missing: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """A card.

    Attributes:
        item: Id of the item.
        anchor: What its elements on the page are called after.
        seen: Key of the state shown, which a decision must name.
        type: Type of the item.
        kind: Class of its colours: the kind of a statement, else the type.
        kind_word: Its kind in words.
        title: What it is about.
        figure: Its number, with sign and unit.
        facts: What else is known, and what is not.
        printed: The clause as printed.
        passage: Printed number of its passage.
        confidence: In per cent, or None where that is no question.
        doubtful: Whether the reader itself doubts.
        checked: Whether a person has decided about it.
        by: Who brought it to this state, where a person did.
        start: Offset of its first character.
        end: Offset after its last character.
        line: Offset of the line of the source in which it begins, where that is known.
    """

    item: str
    anchor: str
    seen: int
    type: str
    kind: str
    kind_word: str
    title: str
    figure: str
    facts: tuple[Fact, ...]
    printed: str
    passage: str
    confidence: int | None
    doubtful: bool
    checked: bool
    by: str
    start: int
    end: int
    line: int | None = None

    @property
    def quoted(self) -> str:
        """Its id as it stands in an address."""
        return quote(self.item, safe="")


def card_of(record: Record, text: str, lines: Sequence[int] = ()) -> Card:
    """Return the card of an item.

    Args:
        record: Its state; with ``by`` loaded.
        text: The text of the document.
        lines: Where the lines of the page begin, in order.
    """
    item: Any = item_of(record)
    start, end = record.start or 0, record.end or 0
    kind = item.kind if isinstance(item, Statement) else record.type
    title, figure = _NAMES[record.type](item)
    return Card(
        item=record.item,
        anchor=anchor(record.item),
        seen=record.pk,
        type=record.type,
        kind=kind,
        kind_word=word(f"plans.workbench.kind_{kind}"),
        title=title,
        figure=figure,
        facts=tuple(_FACTS[record.type](item)),
        printed=text[start:end],
        passage=record.passage,
        confidence=None if record.confidence is None else round(record.confidence * 100),
        doubtful=record.confidence is not None and record.confidence < DOUBTFUL,
        checked=record.checked,
        by=str(record.by) if record.checked and record.by else "",
        start=start,
        end=end,
        line=lines[max(bisect_right(lines, start) - 1, 0)] if lines else None,
    )


def figure_of(item: Statement) -> str:
    """Return the number of a statement with sign and unit.

    >>> from lantu.model.records import Statement
    >>> made = Statement(id="s1", kind="target", indicator="森林覆盖率", comparator=">=", value=Decimal("48"), unit="%",
    ...     measure="level", period="2030", modality="commit", text="", passage="", confidence=1, start=0, end=0)
    >>> figure_of(made)
    '≥ 48%'
    """
    if item.value is None:
        return ""
    number = write_text(item.value)
    if item.value_high is not None:
        number += f"—{write_text(item.value_high)}"
    unit = item.unit or ""
    gap = "" if unit.startswith(("%", "‰")) or not unit else " "
    return f"{_SIGNS[item.comparator]} {number}{gap}{unit}".strip()


def said(value: object, field: str = "") -> str:
    """Return a value of a record in the words of the page."""
    if isinstance(value, bool):
        return word("plans.workbench.yes" if value else "plans.workbench.no")
    if isinstance(value, str):
        return choice_word(value, language.get(), field)
    return write_text(value)


def _statement_facts(item: Statement) -> Iterator[Fact]:
    yield Fact(text=said(item.measure))
    if item.period or item.period_inferred:
        inferred = "" if item.period else word("plans.workbench.inferred")
        yield Fact(text=period_words(item, language.get()) + inferred)
    elif item.kind == "target":
        yield Fact(text=word("plans.workbench.no_period"), missing=True)
    known = indicator(item.indicator_id) if item.indicator_id else None
    if item.indicator_id:
        name = known.zh if known and language.get() == "zh" else known.en if known else item.indicator_id
        yield Fact(label=word("plans.workbench.indicator"), text=name)
    else:
        yield Fact(text=word("plans.workbench.no_indicator"), missing=True)
    for value in (
        item.form,
        item.attribute,
        item.modality if item.modality != "commit" else None,
        item.scope,
        item.note,
    ):
        if value:
            yield Fact(text=said(value))


def _task_facts(item: Task) -> Iterator[Fact]:
    yield from _bodies(item.lead_body, item.bodies)
    yield from _due(item.deadline)
    if item.is_project:
        yield Fact(text=word("plans.workbench.is_project"))
    if item.named:
        yield Fact(label=word("plans.workbench.named"), text="、".join(item.named))


def _project_facts(item: Project) -> Iterator[Fact]:
    yield from _bodies(item.body, ())
    yield from _due(item.period)
    if item.scale:
        yield Fact(label=word("plans.workbench.scale"), text=item.scale)


def _list_facts(item: NamedList) -> Iterator[Fact]:
    wrong = len(item.members) != item.announced and not item.open
    yield Fact(text=word("plans.workbench.members", count=len(item.members)), missing=wrong)
    if item.members:
        yield Fact(text="、".join(item.members))


def _unread_facts(item: Unread) -> Iterator[Fact]:
    yield Fact(text=said(item.reason), missing=True)
    if item.guess:
        yield Fact(label=word("plans.workbench.guess"), text=item.guess)


def _bodies(lead: str | None, others: tuple[str, ...]) -> Iterator[Fact]:
    if lead:
        yield Fact(label=word("plans.workbench.lead"), text=lead)
    if others:
        yield Fact(label=word("plans.workbench.bodies"), text="、".join(others))
    if not lead and not others:
        yield Fact(text=word("plans.workbench.no_body"), missing=True)


def _due(deadline: str | None) -> Iterator[Fact]:
    if deadline:
        yield Fact(label=word("plans.workbench.due"), text=date_words(deadline, language.get()))
    else:
        yield Fact(text=word("plans.workbench.no_deadline"), missing=True)


def _money(item: Project) -> str:
    return "" if item.investment is None else f"{write_text(Decimal(item.investment))} {item.unit or ''}".strip()


_NAMES: Mapping[str, Callable[[Any], tuple[str, str]]] = {
    "statement": lambda item: (item.indicator, figure_of(item)),
    "task": lambda item: (item.title, ""),
    "project": lambda item: (item.name, _money(item)),
    "list": lambda item: (item.noun, str(item.announced)),
    "unread": lambda item: (item.text, ""),
}
"""Title and figure of each type."""

_FACTS: Mapping[str, Callable[[Any], Iterator[Fact]]] = {
    "statement": _statement_facts,
    "task": _task_facts,
    "project": _project_facts,
    "list": _list_facts,
    "unread": _unread_facts,
}
"""What a card of each type says below its title."""
