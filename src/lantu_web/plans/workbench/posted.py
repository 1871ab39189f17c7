"""From what was typed to decisions: only what differs is decided, and everything wrong is said at once."""

from __future__ import annotations

import re
from collections.abc import Container, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import chain, count
from unicodedata import normalize

from django.http import QueryDict

from lantu.errors import LantuError, UsageError
from lantu.exchange.jsonl import json_text
from lantu.model.fields import FieldError, RecordField, field_of, read_text, write_text
from lantu.model.plan import RECORD_TYPES, Item, items
from lantu.model.text import Span
from lantu_web.plans.correcting import Decision
from lantu_web.plans.desk import item_of, reading_of
from lantu_web.plans.models import Correction, Record, Version
from lantu_web.plans.workbench.fields import EDITED

LETTERS: Mapping[str, str] = {"statement": "s", "task": "t", "project": "j", "list": "l"}
"""First letter of the ids of each type."""

REPEATABLE = ("accept", "set", "reject")
"""Actions that mean the same on another item; the others name places and further items."""

LONGEST_WORDS = 500
"""Characters of a clause written by hand that are looked for in the document."""

MOST_PARTS = 9
"""Items that one can become at a time."""

_SPACES = re.compile(r"\s+")


class WrongFieldsError(LantuError):
    """Some fields cannot hold what was typed.

    Attributes:
        wrong: What is wrong with each, by its name in the form.
    """

    def __init__(self, wrong: Mapping[str, LantuError]) -> None:
        super().__init__("W300", count=len(wrong))
        self.wrong = dict(wrong)
        self.reasons = tuple(wrong.values())


@dataclass(frozen=True, slots=True, kw_only=True)
class Chosen:
    """An item that was chosen on the page, and the state of it that its chooser saw."""

    item: str
    seen: int


def chosen_in(texts: Sequence[str]) -> list[Chosen]:
    """Read chosen items, each ``<key of the state> <id>``.

    Raises:
        UsageError: None was chosen (W011), or one is not written so (W301).
    """
    if not texts:
        raise UsageError("W011")
    found = []
    for text in texts:
        seen, _, item = text.partition(" ")
        if not re.fullmatch(r"[0-9]{1,18}", seen) or not item:
            raise UsageError("W301")
        found.append(Chosen(item=item, seen=int(seen)))
    return found


def count_in(posted: QueryDict, least: int = 1) -> int:
    """Return how many parts a form has."""
    given = posted.get("count", "")
    return min(max(int(given), least), MOST_PARTS) if given.isdecimal() and len(given) < 3 else least


def typed_in(type: str, posted: QueryDict, part: str = "") -> dict[str, str]:
    """Return what was typed into the fields of an item; a field that was not sent is left out.

    The box of a truth sends nothing when it is empty; a hidden field of its name says that it was there.
    """
    found = {}
    for name in EDITED[type]:
        given = posted.getlist(part + name)
        if given:
            found[name] = tidy(field_of(RECORD_TYPES[type], name), given[-1])
    return found


def tidy(field: RecordField, text: str) -> str:
    """Return a typed text without what people type besides: spaces around it, wide figures, marks of thousands.

    >>> tidy(field_of(RECORD_TYPES["statement"], "value"), " １,５００．5 ")
    '1500.5'
    """
    text = text.strip()
    if field.kind in ("number", "integer"):
        return normalize("NFKC", text).replace(",", "").replace(" ", "")
    return text if field.name in ("note", "scale") else _SPACES.sub(" ", text)


def edits(version: Version, record: Record, typed: Mapping[str, str], *, reason: str = "") -> list[Decision]:
    """Return the decisions that bring an item to what was typed; its acceptance where nothing differs.

    Raises:
        WrongFieldsError: Some fields cannot hold it.
    """
    item, kind = item_of(record), RECORD_TYPES[record.type]
    wanted = read_all(kind, typed)
    _in_order(item, wanted)
    was = as_read(version, record.item, item)  # type: ignore[arg-type]  # no note has a card
    why = reason.strip() or None
    changed = [name for name in typed if wanted[name] != getattr(item, name)]
    if not changed:
        return [Decision(item=record.item, action="accept", seen=record.pk, reason=why)]
    return [
        Decision(
            item=record.item,
            action="set",
            seen=record.pk,
            field=name,
            value=typed[name],
            was=write_text(getattr(was, name)),
            reason=why,
        )
        for name in changed
    ]


def read_all(kind: type, typed: Mapping[str, str], part: str = "") -> dict[str, object]:
    """Return the values of typed texts.

    Raises:
        WrongFieldsError: Some fields cannot hold them.
    """
    found: dict[str, object] = {}
    wrong: dict[str, LantuError] = {}
    for name, text in typed.items():
        try:
            found[name] = read_text(field_of(kind, name), text)
        except FieldError as problem:
            wrong[part + name] = problem
    if wrong:
        raise WrongFieldsError(wrong)
    return found


def _in_order(item: object, wanted: Mapping[str, object], part: str = "") -> None:
    """Hold that the upper end of a range is no lower than the lower: of what was typed, with what stands where nothing was.

    Raises:
        WrongFieldsError: It is.
    """
    low, high = (wanted.get(name, getattr(item, name, None)) for name in ("value", "value_high"))
    if isinstance(low, Decimal) and isinstance(high, Decimal) and high < low:
        raise WrongFieldsError({f"{part}value_high": FieldError("P041", low=low, high=high)})


def as_read(version: Version, id: str, item: Item) -> Item:
    """Return an item as the reader gave it, which a decision names as what was; as it is where people added it."""
    reading = reading_of(version)
    return items(reading).get(id, item) if reading else item


def addition(
    version: Version,
    type: str,
    typed: Mapping[str, str],
    span: Span,
    taken: Container[str],
    *,
    reason: str = "",
    part: str = "",
) -> Decision:
    """Return the decision that adds what the reader missed; ``part`` is what the names of its fields begin with.

    Raises:
        WrongFieldsError: Some fields cannot hold what was typed.
    """
    values = read_all(RECORD_TYPES[type], typed, part)
    _in_order(None, values, part)
    printed = version.text[span.start : span.end]
    place = span.start
    if type == "statement" and typed.get("value") and typed["value"] in printed:
        place += printed.index(typed["value"])  # the id of a statement is where its number stands
    value = {"type": type, **values, "start": span.start, "end": span.end}
    return Decision(
        item=fresh_id(f"{LETTERS[type]}{place}", taken),
        action="add",
        value=json_text(value),
        reason=reason.strip() or None,
    )


def fresh_id(wanted: str, taken: Container[str]) -> str:
    """Return an id that nothing has: the one wanted, else that with the next number behind it.

    >>> fresh_id("s812", {"s812", "s812-2"})
    's812-3'
    """
    further = (f"{wanted}-{number}" for number in count(2))
    return next(each for each in chain([wanted], further) if each not in taken)


def division(
    record: Record, parts: Sequence[Mapping[str, str]], taken: Container[str], *, reason: str = ""
) -> Decision:
    """Return the decision that makes several items of one; each part names only what differs.

    Args:
        record: The state of the item.
        parts: What was typed of each part.
        taken: Ids that other items have: where a part would get one of them, it is given another.
        reason: Why.

    Raises:
        WrongFieldsError: Some fields cannot hold what was typed.
    """
    item, kind = item_of(record), RECORD_TYPES[record.type]
    read = [read_all(kind, typed, f"{place}-") for place, typed in enumerate(parts, 1)]
    for place, wanted in enumerate(read, 1):
        _in_order(item, wanted, f"{place}-")
    changes = [{name: value for name, value in part.items() if value != getattr(item, name)} for part in read]
    number = 1
    for place, change in enumerate(changes[1:], 2):
        number = next(each for each in count(number + 1) if f"{record.item}-{each}" not in taken)
        if number != place:
            change["id"] = f"{record.item}-{number}"
    return Decision(
        item=record.item, action="split", seen=record.pk, value=json_text(changes), reason=reason.strip() or None
    )


def union(records: Sequence[Record], typed: Mapping[str, str], *, reason: str = "") -> Decision:
    """Return the decision that makes one item of several: the first stays, the others go into it.

    Raises:
        UsageError: They are not of one type, or fewer than two (W302).
        WrongFieldsError: Some fields cannot hold what was typed.
    """
    if len(records) < 2 or len({record.type for record in records}) > 1:
        raise UsageError("W302")
    first = records[0]
    item, kind = item_of(first), RECORD_TYPES[first.type]
    wanted = read_all(kind, typed)
    _in_order(item, wanted)
    changes = {name: value for name, value in wanted.items() if value != getattr(item, name)}
    value: list[object] = [record.item for record in records]
    value += [changes] if changes else []
    return Decision(
        item=first.item,
        action="merge",
        seen=first.pk,
        value=json_text(value),
        reason=reason.strip() or None,
        others=tuple((record.item, record.pk) for record in records[1:]),
    )


def anew(version: Version, old: Correction, record: Record, seen: int, *, reason: str = "") -> Decision:
    """Return an earlier decision as one about an item that is there now.

    Raises:
        UsageError: It is of a kind that cannot be made anew by itself (W305).
    """
    if old.action not in REPEATABLE:
        raise UsageError("W305")
    item = item_of(record)
    was = as_read(version, record.item, item) if old.field else None  # type: ignore[arg-type]
    return Decision(
        item=record.item,
        action=old.action,
        seen=seen,
        field=old.field,
        value=old.value,
        was=write_text(getattr(was, old.field)) if old.field else None,
        reason=reason or old.reason,
    )


def span_in(posted: QueryDict, version: Version) -> Span:
    """Return the place that was selected, held against the words selected; words alone are looked for.

    Raises:
        UsageError: It is no place of the document, or other words stand there (W303).
    """
    words = posted.get("words", "")
    if "start" not in posted and words.strip():
        return _place_of(words, version.text)
    given = posted.get("start", ""), posted.get("end", "")
    if not all(re.fullmatch(r"[0-9]{1,9}", each) for each in given):
        raise UsageError("W303")
    span = Span(int(given[0]), int(given[1]))
    printed = version.text[span.start : span.end]
    if not printed.strip() or (words and _bare(words) != _bare(printed)):
        raise UsageError("W303")
    return span


def _place_of(words: str, text: str) -> Span:
    """Return where words stand first, spaces and line ends aside."""
    wanted = _bare(words)
    if len(wanted) > LONGEST_WORDS:
        raise UsageError("W303")
    found = re.search(r"\s*".join(map(re.escape, wanted)), text)
    if found is None:
        raise UsageError("W303")
    return Span(*found.span())


def _bare(text: str) -> str:
    return "".join(text.replace("\u2400", "\0").split())
