"""One flat record per fact.

Each record is a frozen keyword-only dataclass whose fields *are* the JSON keys, CSV columns, API schema and import
template; nothing declares them twice. Offsets ``start`` and ``end`` are Python string indices into the document's
text as decoded (no newline translation, BOM removed), end exclusive, of the smallest clause stating the fact.
Dates are ``YYYY``, ``YYYY-MM``, ``YYYYQn``, ``YYYYHn``, ``YYYY-MM-DD``, ``YYYY-YYYY``, ``annual``, ``Ny``, ``Nm`` or None.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

Kind = Literal["target", "baseline", "context"]
Comparator = Literal["=", ">=", ">", "<=", "<", "approx", "range"]
Measure = Literal["level", "increment", "growth_total", "growth_annual", "per_year", "rank", "duration", "count_list"]
Modality = Literal["commit", "strive", "plan"]
Attribute = Literal["binding", "anticipatory"]
Form = Literal[
    "level_up",
    "level_down",
    "average_growth",
    "cumulative_sum",
    "cumulative_reduction",
    "cumulative_increment",
    "cap",
    "floor",
    "range",
    "relative",
    "assigned",
    "qualitative",
    "milestone",
    "rank",
]
PassageKind = Literal["title", "heading", "paragraph", "column", "table", "contents", "furniture"]
Role = Literal["front", "review", "environment", "principles", "goals", "tasks", "guarantee"]
UnreadReason = Literal["broken_characters", "unreadable_value", "too_many_numbers"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """A quantified statement: a number with an indicator and a unit, and what is said of it.

    Attributes:
        id: ``s`` and the offset of the first character of the value; ``-2``, ``-3`` when one place yields several.
        kind: Promised for the future (target), reached in the past (baseline), or neither (context).
        indicator: Printed name in Simplified Chinese, complete by itself.
        indicator_id: The vocabulary's id, or None where nothing fits.
        comparator: How the value bounds the indicator.
        value: The number as printed; the lower end of a range; None for targets without a number.
        value_high: The upper end of a range, else None.
        unit: As printed, 万 and 亿 kept (1.4 万户 is value 1.4, unit 万户); None where none is printed.
        measure: What the number measures.
        period: The time it is said of, as written and as governed; None when nothing in the text says it.
        period_inferred: The plan's own period where ``period`` is None.
        scope: The area, zone or body it is said of, when narrower or other than the plan's own; None otherwise.
        modality: How firmly it is promised; None for the past.
        hedged: True for 左右, 约, 近, 力争 and other words that soften the number.
        implied: True when no numeral is printed (全覆盖, 零的突破).
        attribute: Binding or anticipatory, where the document says so.
        form: The form of the target, which decides the mathematics of its progress; None unless a target.
        in_table: True when read from a table.
        note: What the table's notes say of the value and its comparability (可比价, 不含…, 2024年数据), one part after
            another joined by ；; None where they say nothing of it.
        text: The clause as printed.
        passage: The printed number of the passage, such as ``2.2.1``.
        confidence: Between 0 and 1; how sure the reader is of the record as a whole.
        start: Offset of the first character of the clause.
        end: Offset after its last character.
    """

    id: str
    kind: Kind
    indicator: str
    indicator_id: str | None = None
    comparator: Comparator
    value: Decimal | None
    value_high: Decimal | None = None
    unit: str | None
    measure: Measure
    period: str | None
    period_inferred: str | None = None
    scope: str | None = None
    modality: Modality | None
    hedged: bool = False
    implied: bool = False
    attribute: Attribute | None = None
    form: Form | None = None
    in_table: bool = False
    note: str | None = None
    text: str
    passage: str
    confidence: float
    start: int
    end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Task:
    """Something the plan says will be done.

    Attributes:
        id: ``t`` and the offset of the verb.
        title: The task in a few words: verb and object.
        verb: What is done.
        object: What it is done to.
        lead_body: The body that leads, where one is named.
        bodies: The other bodies named.
        deadline: When it is due, as a period; None when the text does not say.
        is_project: True when the task is a construction or investment project.
        named: Entities named in it.
        passage: The printed number of the passage.
        confidence: Between 0 and 1.
        start: Offset of the first character of the clause.
        end: Offset after its last character.
    """

    id: str
    title: str
    verb: str
    object: str
    lead_body: str | None = None
    bodies: tuple[str, ...] = ()
    deadline: str | None = None
    is_project: bool = False
    named: tuple[str, ...] = ()
    passage: str
    confidence: float
    start: int
    end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Project:
    """A row of a project list.

    Attributes:
        id: ``j`` and the offset of the row.
        task: Id of the task it belongs to, or None.
        name: Printed name.
        scale: Printed scale and content, or None.
        period: Years of construction, or None.
        investment: Total investment in the printed unit, or None.
        unit: Unit of the investment, or None.
        body: The body responsible, or None.
        passage: The printed number of the passage.
        confidence: Between 0 and 1.
        start: Offset of the first character of the row.
        end: Offset after its last character.
    """

    id: str
    task: str | None = None
    name: str
    scale: str | None = None
    period: str | None = None
    investment: Decimal | None = None
    unit: str | None = None
    body: str | None = None
    passage: str
    confidence: float
    start: int
    end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class NamedList:
    """A list with the number the text announces and the members it names.

    Attributes:
        id: ``l`` and the offset of the announced number.
        announced: The number the text announces ("6 大基地").
        noun: What is counted.
        members: The members found, in order.
        open: True when the text says that it names only some (等).
        passage: The printed number of the passage.
        confidence: Between 0 and 1.
        start: Offset of the first character of the clause.
        end: Offset after its last character.
    """

    id: str
    announced: int
    noun: str
    members: tuple[str, ...] = ()
    open: bool = False
    passage: str
    confidence: float
    start: int
    end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """A heading, paragraph or other part of the document's text.

    Attributes:
        id: ``p`` and its offset.
        parent: Id of the heading it stands under, or None at the top.
        number: The printed number as a path, such as ``2.2.1``; paragraphs bear the number of their heading.
        level: Depth of a heading (0 title, 1 篇, 2 章, 3 节, 4 一、, 5 （一）, 6 1., 7 （1） or 1.1, 8 ①, 9 one
            without a number); None for other kinds.
        kind: What it is; ``contents`` and ``furniture`` (page numbers, running heads) are kept but not read.
        heading: Text of a heading without its number, or the lead of a paragraph (its topic), or None.
        role: What the section does in the plan, decided from content and tense.
        start: Offset of its first character.
        end: Offset after its last character.
    """

    id: str
    parent: str | None
    number: str
    level: int | None = None
    kind: PassageKind
    heading: str | None = None
    role: Role
    start: int
    end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Unread:
    """A place that could not be read for certain; kept and listed, never dropped.

    Attributes:
        id: ``u`` and its offset.
        reason: Why.
        text: As printed.
        guess: The likeliest reading, or None.
        passage: The printed number of the passage.
        start: Offset of its first character.
        end: Offset after its last character.
    """

    id: str
    reason: UnreadReason
    text: str
    guess: str | None = None
    passage: str
    start: int
    end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Note:
    """Something the reader wants a person to know of the document.

    Attributes:
        code: Entry of the message catalogue (R…).
        message_zh: The note in Chinese.
        message_en: The note in English.
        start: Offset it speaks of, or None for the whole document.
        end: Offset after it, or None.
    """

    code: str
    message_zh: str
    message_en: str
    start: int | None = None
    end: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Correction:
    """What a person decided about an item of the reading; kept when the document is read again.

    Attributes:
        id: Unique in the package.
        item: Id of the statement, task or list (for ``add``: the id the new item gets).
        action: What is done to it.
        field: The field set; None for accept and reject.
        value: The new value as text; for ``add``, ``split`` and ``merge`` a JSON object or list of ids.
        was: The value the reader gave, as text; a correction whose ``was`` no longer fits is listed, not lost.
        by: Role or account.
        at: ISO 8601 moment.
        reason: Free text.
    """

    id: str
    item: str
    action: Literal["accept", "set", "add", "reject", "split", "merge"]
    field: str | None = None
    value: str | None = None
    was: str | None = None
    by: str
    at: str
    reason: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Observation:
    """A measured value of an indicator for a subject.

    Attributes:
        subject: Typed code such as ``area:220200``; empty for the plan's own area.
        indicator: Id or printed name of the indicator.
        period: What the value is of.
        basis: How the value relates to its period.
        value: The number.
        unit: Its unit.
        state: How final it is.
        supplier: The body that supplies it.
        published_on: Day of release, or None.
        recorded_at: Moment of recording, ISO 8601, or None.
        source: Where it was published.
        note: Free text.
    """

    subject: str = ""
    indicator: str
    period: str
    basis: Literal["point", "period", "year_to_date", "since_baseline", "change_on_year"]
    value: Decimal
    unit: str
    state: Literal["expected", "flash", "preliminary", "final", "province_checked", "census_revised", "self_reported"]
    supplier: str
    published_on: str | None = None
    recorded_at: str | None = None
    source: str
    note: str | None = None
