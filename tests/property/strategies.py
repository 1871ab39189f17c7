"""Records, readings and corrections of every kind, for the property tests of tables, JSON lines and packages."""

from __future__ import annotations

import hashlib
from dataclasses import fields
from decimal import Decimal
from typing import Any

from hypothesis import strategies as st

from lantu.model.document import Document
from lantu.model.fields import fields_of
from lantu.model.plan import COLLECTIONS, Event, PlanHead, Reading

#: Letters that meet a reader of tables where it hurts: marks, line ends, signs a spreadsheet runs, Chinese, emoji.
LETTERS = st.one_of(
    st.sampled_from(list("，、；;,\"'=+-@[]{}\\\t\r\n\x00\x1c\x85\u2028\ufeff 　%亿元区甲乙a1.0")),
    st.characters(codec="utf-8"),
)
TEXTS = st.text(LETTERS, max_size=6)
FILLED = st.text(LETTERS, min_size=1, max_size=6)
DECIMALS = st.one_of(
    st.decimals(allow_nan=False, allow_infinity=False, min_value=-(10**15), max_value=10**15, places=4),
    st.sampled_from(
        [Decimal(text) for text in ("1.40", "0.1", "-0.30", "0", "1E+4", "100000000000000000000.5", "1E-7")]
    ),
)
VALUES: dict[str, st.SearchStrategy[Any]] = {
    "number": DECIMALS,
    "integer": st.integers(0, 10**6),
    "fraction": st.floats(0, 1, allow_nan=False),
    "truth": st.booleans(),
    "texts": st.lists(TEXTS, max_size=3).map(tuple),
    "text": TEXTS,
}


def records_of(kind: type, **fixed: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    """Return a strategy for records of a class; an optional text is absent or not empty, as everywhere in the house."""
    given = {}
    for field in fields_of(kind):
        if field.name in fixed:
            given[field.name] = fixed[field.name]
            continue
        value = st.sampled_from(field.choices) if field.choices else VALUES.get(field.kind, TEXTS)
        if field.optional:
            value = st.none() | (FILLED if field.kind == "text" else value)
        given[field.name] = value
    return st.builds(kind, **given)


HEADS = records_of(
    PlanHead,
    title=FILLED,
    start=st.none() | st.integers(1950, 2020),
    end=st.none() | st.integers(2020, 2099),
    events=st.lists(records_of(Event), max_size=2).map(tuple),
)


@st.composite
def readings(draw: st.DrawFn, text: str | None = None) -> tuple[Reading, bytes]:
    """A reading with some records of each kind, ids unique and spans inside the text, and its original bytes."""
    printed = draw(st.text(LETTERS, max_size=60)) if text is None else text
    original = printed.encode("utf-16")
    place = st.integers(0, len(printed))
    collections = {}
    for letter, (kind, name) in zip("pstjlun", COLLECTIONS.items(), strict=True):
        found = draw(st.lists(records_of(kind, id=st.just(""), start=place, end=place), max_size=2))
        numbered = [_sound(record, f"{letter}{number}") for number, record in enumerate(found)]
        collections[name] = tuple(sorted(numbered, key=lambda record: record.start))
    document = Document(
        name=draw(FILLED) + draw(st.sampled_from([".txt", ".DOCX", "", ".a/b"])),
        sha256=hashlib.sha256(original).hexdigest(),
        encoding=draw(st.sampled_from(["utf-16", "gb18030", None])),
        media_type="text/plain",
        text=printed,
        pages=draw(st.none() | st.integers(1, 900)),
    )
    return Reading(document=document, head=draw(HEADS), reader=draw(TEXTS), **collections), original


def _sound(record: Any, name: str) -> Any:
    given = {field.name: getattr(record, field.name) for field in fields(record)}
    given |= {"start": min(record.start, record.end), "end": max(record.start, record.end)}
    return type(record)(**given | ({"id": name} if "id" in given else {}))
