"""What goes over the wire: the records of the library as JSON schemas, made from their fields and declared nowhere twice."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Any, Literal, Self

from ninja import Schema
from pydantic import ConfigDict, Field, create_model, model_validator

from lantu.model.fields import fields_of
from lantu.model.plan import RECORD_TYPES
from lantu.model.progress import Progress

KEPT = r"^[^\x00]*$"
"""What can be kept as text: everything but NUL, which databases refuse."""
Words = Annotated[str, Field(pattern=KEPT)]
Id = Annotated[str, Field(max_length=200, pattern=KEPT)]

_TYPES: dict[str, Any] = {
    "text": str,
    "number": float,
    "integer": int,
    "fraction": float,
    "truth": bool,
    "texts": list[str],
    "facts": dict[str, Any],
}


def shape_of(kind: type, name: str) -> type[Schema]:
    """Return the schema of a record class, as ``lantu read --format jsonl`` prints it.

    A range is one ``value`` of two numbers.
    """
    shown: dict[str, Any] = {"type": (Literal[name], ...)}
    for field in fields_of(kind):
        if field.name == "value_high":
            continue
        what = Literal[field.choices] if field.choices else _TYPES[field.kind]
        if field.name == "value":
            what = float | tuple[float, float]
        shown[field.name] = (what | None if field.optional or field.name == "value" else what, ...)
    made: type[Schema] = create_model(kind.__name__, __base__=Schema, **shown)
    return made


SHAPES: dict[str, type[Schema]] = {name: shape_of(kind, name) for name, kind in RECORD_TYPES.items() if name != "note"}
"""The schema of each record by its ``type``."""


ProgressShape: type[Schema] = create_model(
    "Progress", __base__=shape_of(Progress, "progress"), proposal=(bool, ...), why_zh=(str, ...), why_en=(str, ...)
)
"""The schema of how far a target has come, with the reason of its status."""


def page_of(name: str, shape: Any) -> type[Schema]:
    """Return the schema of a page of a table."""
    made: type[Schema] = create_model(
        f"{name}Page", __base__=Schema, count=(int, ...), next=(str | None, ...), items=(list[shape], ...)
    )
    return made


class VersionShape(Schema):
    """A version of a plan."""

    id: int
    plan: int
    stage: Literal["comment", "submitted", "approved", "issued"]
    label: str
    level: Literal["public", "internal", "work_secret"]
    document: str = Field(description="SHA-256 of the document")
    document_name: str
    brought_in_at: datetime
    read: bool


class FindingShape(Schema):
    """A finding of the review with where it is in its life."""

    key: str = Field(description="The same in every review and version in which it is found")
    rule: str
    severity: Literal["hard", "probable", "note"]
    message_zh: str
    message_en: str
    fix: str
    fix_en: str
    spans: list[tuple[int, int]]
    values: list[dict[str, Any]]
    state: Literal["open", "explained", "mended", "will_not_mend"] | None = Field(
        description="Empty for who sees only released findings"
    )
    owner: str | None
    level: Literal["public", "internal", "work_secret"]
    release_number: str | None = Field(description="Number of the document by which it was released")


class PlanShape(Schema):
    """A plan with the versions the caller may see."""

    id: int
    title: str
    kind: str
    level: str
    area: str | None
    area_name: str
    start: int | None
    end: int | None
    body: str
    versions: list[VersionShape]


class ItemShape(Schema):
    """A record as it stands, with who may have decided what about it."""

    seen: int = Field(description="Key of this state; give it back as `seen` when deciding")
    checked: bool
    recorded_at: datetime
    record: dict[str, Any]


class DecisionShape(Schema):
    """One decision about an item."""

    model_config = ConfigDict(extra="forbid")

    item: Id
    action: Literal["accept", "set", "add", "reject", "split", "merge"]
    seen: int | None = Field(None, description="Key of the state its author saw; every action but `add` asks for it")
    field: Words | None = None
    value: Words | None = None
    was: Words | None = None
    reason: Words | None = None
    others: list[tuple[Id, int]] = Field([], description="Items that a merge takes in, each with the key of its state")

    @model_validator(mode="after")
    def names_what_it_saw(self) -> Self:
        """Refuse a decision about a state that its author does not name: somebody else may have changed it since."""
        if self.seen is None and self.action != "add":
            raise ValueError("seen is required")
        return self


class DecisionsShape(Schema):
    """Decisions that are taken all together or not at all."""

    model_config = ConfigDict(extra="forbid")

    decisions: list[DecisionShape] = Field(min_length=1, max_length=2000)


class DecidedShape(Schema):
    """What came of decisions."""

    checked: int = Field(description="Items that a person has checked by now")
    unfitting: list[str] = Field(description="Ids of corrections that no longer fit")


class ProblemShape(Schema):
    """What every error looks like."""

    code: str
    message: str
    message_en: str
    reasons: list[str] = []
