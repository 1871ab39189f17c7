"""What people decided about a reading, applied to it: ``plan = apply(reading, corrections)``.

One pure function serves files and web alike. Corrections hold in their order. One that does not fit the reading (its
item is gone, the reader now gives another value, its value is impossible) is listed in :attr:`Plan.unfitting` and
changes nothing: reading a document again never loses a decision.

How each action writes its ``value``:

- ``set``: the new value of ``field`` as a table cell writes it.
- ``add``: a JSON object with the record's ``type`` (statement, task, project, list); its id is the correction's item.
  What can be known is filled in: ``text`` and ``passage`` from the span, ``confidence`` 1.
- ``split``: a JSON list of two or more objects, each the item with the fields it names changed. The first keeps the
  id unless it names another; the others get ``-2``, ``-3`` …
- ``merge``: a JSON list of ids, and if need be one object of fields to change. The correction's item remains, spans the
  others and takes their place.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field, fields, replace
from typing import Any, NoReturn

from lantu.errors import PackageError
from lantu.model.fields import FieldError, field_of, from_json, parse_json, read_json, read_text
from lantu.model.plan import COLLECTIONS, RECORD_TYPES, Item, Plan, Reading, items
from lantu.model.records import Correction, NamedList, Passage, Project, Statement, Task

_ADDABLE: dict[str, type[Item]] = {"statement": Statement, "task": Task, "project": Project, "list": NamedList}
_PEOPLE_ARE_SURE = 1


def apply(reading: Reading, corrections: Iterable[Correction]) -> Plan:
    """Return the plan: the reading with the corrections of people.

    Args:
        reading: What the document says.
        corrections: What people decided, in the order they decided it.

    Returns:
        The plan; corrections that do not fit are listed in it and change nothing.
    """
    desk = _Desk(reading)
    unfitting: list[Correction] = []
    for correction in corrections:
        try:
            desk.take(correction)
        except (PackageError, FieldError):
            unfitting.append(correction)
    return desk.plan(tuple(unfitting))


def check_correction(reading: Reading, correction: Correction, before: Iterable[Correction] = ()) -> None:
    """Refuse a correction that does not fit, before it is written down.

    Args:
        reading: What the document says.
        correction: The one to add.
        before: The corrections made so far, which it builds upon.

    Raises:
        PackageError: Its item, action or ``was`` does not fit (P030 to P039).
        FieldError: Its value cannot stand in the field (P020 to P027).
    """
    desk = _Desk(reading)
    for earlier in before:
        with suppress(PackageError, FieldError):
            desk.take(earlier)
    desk.take(correction)


@dataclass
class _Desk:
    """The items of a reading while corrections are laid on them."""

    reading: Reading
    read: dict[str, Item] = field(init=False)
    now: dict[str, Item] = field(init=False)
    checked: set[str] = field(init=False)
    became: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.read = items(self.reading)
        self.now = dict(self.read)
        self.checked = set()

    def take(self, correction: Correction) -> None:
        """Lay one correction on the items; when it raises, nothing has changed."""
        if correction.action != "add" and correction.item not in self.now:
            _refuse("P030", correction)
        if correction.field is not None and correction.was is not None and correction.action != "add":
            self._was_so(correction, correction.field, correction.was)
        _ACTIONS[correction.action](self, correction)

    def _was_so(self, correction: Correction, name: str, was: str) -> None:
        """Hold that the reader still gives the value the person saw, or already the one the person wants."""
        item = self.read.get(correction.item, self.now[correction.item])
        kind = field_of(type(item), name)
        value = getattr(item, name)
        if value == read_text(kind, was):
            return
        if correction.action == "set" and value == read_text(kind, correction.value or ""):
            return
        _refuse("P033", correction, field=name, was=was, now=value)

    def accept(self, correction: Correction) -> None:
        self.checked.add(correction.item)

    def set_field(self, correction: Correction) -> None:
        if correction.field is None:
            _refuse("P031", correction)
        if correction.field == "id":
            _refuse("P039", correction)
        item = self.now[correction.item]
        value = read_text(field_of(type(item), correction.field), correction.value or "")
        self._put(self._sound(correction, replace(item, **{correction.field: value})))

    def add(self, correction: Correction) -> None:
        raw = parse_json(correction.value or "")
        kind = _ADDABLE.get(str(raw.get("type"))) if isinstance(raw, dict) else None
        if kind is None:
            _refuse("P035", correction, known=", ".join(_ADDABLE))
        if correction.item in self.now or not correction.item:
            _refuse("P034", correction, id=correction.item)
        given = {name: value for name, value in raw.items() if name != "type"} | {"id": correction.item}
        self._put(self._sound(correction, from_json(kind, self._completed(correction, kind, given))))

    def reject(self, correction: Correction) -> None:
        del self.now[correction.item]
        self.checked.discard(correction.item)

    def split(self, correction: Correction) -> None:
        raw = parse_json(correction.value or "")
        if not isinstance(raw, list) or len(raw) < 2 or not all(isinstance(part, dict) for part in raw):
            _refuse("P036", correction)
        whole = self.now[correction.item]
        named = {"id": whole.id}
        parts: list[Item] = []
        for place, changes in enumerate(raw, 1):
            identity = {"id": f"{whole.id}-{place}"} if place > 1 else named
            parts.append(self._changed(correction, whole, identity | changes))
        taken = self.now.keys() - {whole.id}
        for part in parts:
            if part.id in taken or not part.id:
                _refuse("P034", correction, id=part.id)
            taken = taken | {part.id}
        del self.now[whole.id]
        for part in parts:
            self._put(part)
        self.became[whole.id] = parts[0].id

    def merge(self, correction: Correction) -> None:
        raw = parse_json(correction.value or "")
        ids = [part for part in raw if isinstance(part, str)] if isinstance(raw, list) else []
        changes = [part for part in raw if not isinstance(part, str)] if isinstance(raw, list) else []
        others = set(ids) - {correction.item}
        if not others or len(changes) > 1 or not all(isinstance(part, dict) for part in changes):
            _refuse("P037", correction)
        target = self.now[correction.item]
        for other in sorted(others):
            if other not in self.now or type(self.now[other]) is not type(target):
                _refuse("P030", correction, item=other)
        span = [target, *(self.now[other] for other in others)]
        start, end = min(item.start for item in span), max(item.end for item in span)
        given = {"start": start, "end": end, "id": target.id} | (changes[0] if changes else {})
        if hasattr(target, "text"):
            given.setdefault("text", self.reading.document.text[start:end])
        merged = self._changed(correction, target, given)
        if merged.id != target.id:
            _refuse("P039", correction)
        for other in others:
            del self.now[other]
            self.checked.discard(other)
            self.became[other] = target.id
        self._put(merged)

    def _changed(self, correction: Correction, item: Item, changes: Mapping[str, object]) -> Item:
        """Return an item with the fields of a JSON object changed."""
        named = {name: value for name, value in changes.items() if name != "type"}
        if "type" in changes and RECORD_TYPES.get(str(changes["type"])) is not type(item):
            _refuse("P035", correction, known=_type_name(type(item)))
        pair = named.get("value")
        if isinstance(pair, list) and len(pair) == 2:
            named |= {"value": pair[0], "value_high": pair[1]}
        values = {name: read_json(field_of(type(item), name), value) for name, value in named.items()}
        return self._sound(correction, replace(item, **values))

    def _completed(self, correction: Correction, kind: type[Item], given: Mapping[str, object]) -> dict[str, object]:
        """Fill in what the span tells: the clause, its passage, and how sure people are."""
        start, end = given.get("start"), given.get("end")
        if not isinstance(start, int) or not isinstance(end, int):
            _refuse("P038", correction)
        known = {"confidence": _PEOPLE_ARE_SURE, "passage": self._passage_at(start)}
        known |= {"text": self.reading.document.text[start:end]}
        return {item.name: known[item.name] for item in fields(kind) if item.name in known} | dict(given)

    def _passage_at(self, offset: int) -> str:
        inside = [item for item in self.now.values() if isinstance(item, Passage) and item.start <= offset < item.end]
        return max(inside, key=lambda passage: passage.start).number if inside else ""

    def _sound(self, correction: Correction, item: Item) -> Item:
        if not 0 <= item.start <= item.end <= len(self.reading.document.text):
            _refuse("P038", correction)
        return item

    def _put(self, item: Item) -> None:
        self.now[item.id] = item
        self.checked.add(item.id)

    def plan(self, unfitting: tuple[Correction, ...]) -> Plan:
        """Return the items as a plan, in document order, without pointers to items that are gone."""
        collections: dict[str, Any] = {field.name: getattr(self.reading, field.name) for field in fields(Reading)}
        for kind, name in COLLECTIONS.items():
            if name != "notes":
                found = [self._pointing(item) for item in self.now.values() if type(item) is kind]
                collections[name] = tuple(sorted(found, key=lambda item: item.start))
        return Plan(**collections, checked=frozenset(self.checked & self.now.keys()), unfitting=unfitting)

    def _pointing(self, item: Item) -> Item:
        """Let a project point to what became of its task, or to nothing."""
        if not isinstance(item, Project) or item.task is None or item.task not in self.read or item.task in self.now:
            return item
        task: str | None = item.task
        seen: set[str] = set()
        while task is not None and task not in self.now and task not in seen:
            seen.add(task)
            task = self.became.get(task)
        return replace(item, task=task if task in self.now else None)


_ACTIONS: dict[str, Callable[[_Desk, Correction], None]] = {
    "accept": _Desk.accept,
    "set": _Desk.set_field,
    "add": _Desk.add,
    "reject": _Desk.reject,
    "split": _Desk.split,
    "merge": _Desk.merge,
}


def _type_name(kind: type) -> str:
    return next(name for name, known in RECORD_TYPES.items() if known is kind)


def _refuse(code: str, correction: Correction, **facts: object) -> NoReturn:
    raise PackageError(code, **({"item": correction.item, "action": correction.action} | facts))
