"""A row of a standing as pages and exports tell it: figures with their units, the status with its sign and its reason."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

from lantu.exchange.jsonl import json_text
from lantu.model.fields import fields_of
from lantu.model.progress import Progress
from lantu.monitoring.judging import told_of
from lantu.monitoring.printing import in_published_digits, needed_said, percent, told_unit, with_unit
from lantu.reporting.briefs import how_far
from lantu.reporting.briefs.beside import unreleased_mark
from lantu.vocabulary.schemes import Status
from lantu_web.pages.words import language, word
from lantu_web.progress.models import Row
from lantu_web.progress.queries import Stood
from lantu_web.progress.standing import progress_of


@dataclass(frozen=True, kw_only=True)
class Told:
    """A row, ready for people.

    Attributes:
        row: The row.
        stood: Where the targets stand that it is one of.
        keep: What addresses end with to keep moment and scheme of the page.
        names: Names of subjects; None for those of the standing.
    """

    row: Row
    stood: Stood
    keep: str = ""
    names: Mapping[str, str] | None = None

    @cached_property
    def progress(self) -> Progress:
        """The progress it holds."""
        return progress_of(self.row)

    @property
    def status(self) -> Status | None:
        """Its status, or None."""
        return self.stood.scheme.status(self.row.status or None)

    @property
    def status_word(self) -> str:
        """Its status, or why it has none."""
        return self.status.name(language.get()) if self.status else word(f"progress.state_{self.row.state}")

    @property
    def sign(self) -> str:
        """The sign of the status; colour is never alone."""
        return self.status.symbol if self.status else "○"

    @property
    def colour(self) -> str:
        """Token of its colour."""
        return self.status.colour if self.status else "grey"

    @property
    def why(self) -> str:
        """Why it stands so, with the arithmetic."""
        return self.row.why_zh if language.get() == "zh" else self.row.why_en

    @property
    def how_far(self) -> str:
        """The latest value beside what it is held against, for who has no time for the rules."""
        mark = unreleased_mark(language.get()) if self.row.unreleased else ""
        return how_far(self.progress, mark, language.get()) if self.progress.latest is not None else ""

    @property
    def chapter(self) -> str:
        """The heading of its chapter."""
        return self.stood.titles.get(self.row.chapter) or self.row.chapter

    @property
    def subject(self) -> str:
        """The name of its subject."""
        names = self.stood.names if self.names is None else self.names
        return names.get(self.row.subject, self.row.subject) if self.row.subject else ""

    def value(self, number: Decimal | None) -> str:
        """Return a value in the digits in which it is published, else in its own, few of them; empty for none."""
        return in_published_digits(number, self.progress)

    @property
    def latest(self) -> str:
        """The latest value."""
        return self.value(self.progress.latest)

    def with_unit(self, number: Decimal | None) -> str:
        """Return a value with its unit; empty for none."""
        return with_unit(self.value(number), told_unit(self.progress), language.get())

    @property
    def latest_of(self) -> str:
        """What the latest value is of: a year, its months since January, or all years of a total or mean."""
        return told_of(self.progress, language.get())

    @property
    def latest_told(self) -> str:
        """The latest value with its unit."""
        return self.with_unit(self.progress.latest)

    @property
    def due_told(self) -> str:
        """The value due at the data date, with its unit."""
        return self.with_unit(self.progress.due_value)

    @property
    def target_told(self) -> str:
        """The value to be reached, with its unit."""
        return self.with_unit(self.progress.target_value)

    @property
    def target(self) -> str:
        """The value to be reached."""
        return self.value(self.progress.target_value)

    @property
    def due(self) -> str:
        """The value due at the data date."""
        return self.value(self.progress.due_value)

    @property
    def done(self) -> str:
        """The share of the way that is done, in percent; words where a share would say nothing."""
        return in_percent(self.progress.progress)

    @property
    def time(self) -> str:
        """The share of the period that had passed at the data date."""
        return in_percent(self.progress.time_progress) if self.progress.latest is not None else ""

    @property
    def needed(self) -> str:
        """What each year left has to bring."""
        return needed_said(self.progress, language.get())


def told(stood: Stood, rows: Iterable[Row], keep: str = "", names: Mapping[str, str] | None = None) -> Iterator[Told]:
    """Yield rows, ready for people.

    Args:
        stood: Where the targets stand that they are among.
        rows: The rows.
        keep: What addresses end with to keep moment and scheme of the page.
        names: Names of subjects; None for those of the standing.
    """
    for row in rows:
        yield Told(row=row, stood=stood, keep=keep, names=names)


def body_said(row: Row) -> str:
    """Return the body that leads a target, and whether that is only supposed."""
    return row.body if row.assigned or not row.body else f"{row.body}{word('progress.supposed')}"


def progress_line(row: Row) -> str:
    """Return a row as a JSON object: every field of the progress, and why its status is what it is."""
    progress = progress_of(row)
    facts = {"type": "progress"} | {field.name: getattr(progress, field.name) for field in fields_of(Progress)}
    return json_text(facts | {"proposal": row.proposal, "why_zh": row.why_zh, "why_en": row.why_en})


def in_percent(fraction: Decimal | None) -> str:
    """Return a fraction in percent with one decimal and its sign; empty for none.

    >>> in_percent(Decimal("0.268")), in_percent(None)
    ('26.8%', '')
    """
    return "" if fraction is None else f"{percent(fraction)}%"
