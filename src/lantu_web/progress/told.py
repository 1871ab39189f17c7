"""A row of a standing as pages and exports tell it: figures with their units, the status with its sign and its reason."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from functools import cached_property

from lantu.exchange.jsonl import json_text
from lantu.model.fields import fields_of, read_text, write_text
from lantu.model.progress import Progress
from lantu.vocabulary.schemes import Scheme, Status
from lantu_web.pages.words import language, word
from lantu_web.progress.models import Row

_HUNDRED, _TENTH = Decimal(100), Decimal("0.1")
MOST_PLACES, FINEST = 4, Decimal("0.0001")
"""How finely numbers are told of whose published digits nothing is known."""


@dataclass(frozen=True, kw_only=True)
class Told:
    """A row, ready for people.

    Attributes:
        row: The row.
        scheme: The scheme of its status.
        keep: What addresses end with to keep the moment of the page.
        titles: Headings of chapters by number.
        names: Names of subjects.
    """

    row: Row
    scheme: Scheme
    keep: str = ""
    titles: Mapping[str, str]
    names: Mapping[str, str]

    @cached_property
    def progress(self) -> Progress:
        """The progress it holds."""
        return progress_of(self.row)

    @property
    def status(self) -> Status | None:
        """Its status, or None."""
        return self.scheme.status(self.row.status or None)

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
    def chapter(self) -> str:
        """The heading of its chapter."""
        return self.titles.get(self.row.chapter) or self.row.chapter

    @property
    def subject(self) -> str:
        """The name of its subject."""
        return self.names.get(self.row.subject, self.row.subject)

    def value(self, number: Decimal | None) -> str:
        """Return a value in the digits in which it is published, else in its own, few of them; empty for none."""
        if number is None:
            return ""
        return written(number) if self.precision is None else shown(number, self.precision)

    @property
    def precision(self) -> Decimal | None:
        """The published unit of its values, where one was compared in."""
        found = self.progress.components.get("precision")
        return found if isinstance(found, Decimal) else None

    @property
    def latest(self) -> str:
        """The latest value."""
        return self.value(self.progress.latest)

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
        return percent(self.progress.progress)

    @property
    def time(self) -> str:
        """The share of the period that had passed at the data date."""
        return percent(self.progress.time_progress) if self.progress.latest is not None else ""

    @property
    def needed(self) -> str:
        """What each year left has to bring."""
        if self.progress.needed_rate is None:
            return ""
        unit = self.precision or _TENTH
        finer = unit if unit < _TENTH else unit * _TENTH
        return f"{shown(self.progress.needed_rate, finer)} {self.progress.needed_unit or ''}".strip()


def told(
    rows: Iterable[Row], scheme: Scheme, titles: Mapping[str, str], names: Mapping[str, str], keep: str = ""
) -> Iterator[Told]:
    """Yield rows, ready for people."""
    for row in rows:
        yield Told(row=row, scheme=scheme, titles=titles, names=names, keep=keep)


def progress_of(row: Row) -> Progress:
    """Return the progress a row holds."""
    raw = json.loads(row.data)
    return Progress(**{field.name: read_text(field, raw[field.name]) for field in fields_of(Progress)})


def progress_line(row: Row) -> str:
    """Return a row as a JSON object: every field of the progress, and why its status is what it is."""
    progress = progress_of(row)
    facts = {"type": "progress"} | {field.name: getattr(progress, field.name) for field in fields_of(Progress)}
    return json_text(facts | {"proposal": row.proposal, "why_zh": row.why_zh, "why_en": row.why_en})


def shown(number: Decimal, unit: Decimal) -> str:
    """Return a number rounded to a published unit, with its digits.

    >>> shown(Decimal("4.864"), Decimal("0.01")), shown(Decimal("1860"), Decimal(1))
    ('4.86', '1860')
    """
    return format((number / unit).quantize(Decimal(1), rounding=ROUND_HALF_UP) * unit, "f")


def written(number: Decimal) -> str:
    """Return a number by its own digits; one that was computed has too many, and is told in four decimals.

    >>> written(Decimal("4.50")), written(Decimal(2) / 3)
    ('4.50', '0.6667')
    """
    places = -int(number.as_tuple().exponent)
    return shown(number, FINEST) if places > MOST_PLACES else write_text(number)


def percent(fraction: Decimal | None) -> str:
    """Return a fraction in percent with one decimal; empty for none.

    >>> percent(Decimal("0.268")), percent(None)
    ('26.8%', '')
    """
    return "" if fraction is None else f"{shown(fraction * _HUNDRED, _TENTH)}%"
