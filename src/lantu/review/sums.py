"""Totals and their parts as amounts that can be added: across units, with bounds and ranges."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

from lantu.model.findings import Figure
from lantu.model.plan import Reading
from lantu.model.records import Project, Statement
from lantu.model.relations import Relation, parts_of
from lantu.model.text import Span
from lantu.review.intervals import Interval, exactly, in_unit, interval_of, scale_of, total_of

_COMPLETE = ("sum", "composition")
_OPENING = re.compile(r"^(?:由|包括|包含|涵盖|[（(]?\d{1,2}[）).．、])")


@dataclass(frozen=True, slots=True)
class Term:
    """One amount of a sum: a statement, or the investment of a project.

    Attributes:
        record: Where it comes from: a statement, a project, or a cell.
        name: What it is of, as printed.
        interval: What it allows, in base units.
        firm: Whether it is promised without reserve.
    """

    record: Statement | Project | Span
    name: str
    interval: Interval
    firm: bool


@dataclass(frozen=True, slots=True)
class Sum:
    """A total and its parts.

    Attributes:
        whole: The total.
        parts: Its parts, in document order.
        unit: The printed unit in which the arithmetic is shown: that of the total.
        how: What in the text makes them parts of it.
        certain: False where the text leaves open whether they are.
        complete: Whether the text says that there are no other parts.
    """

    whole: Term
    parts: tuple[Term, ...]
    unit: str | None
    how: str
    certain: bool
    complete: bool

    @property
    def added(self) -> Interval:
        """What the parts add up to, in base units."""
        return total_of([part.interval for part in self.parts])

    @property
    def firm(self) -> bool:
        """Whether total and parts are all promised without reserve."""
        return all(term.firm for term in self.terms)

    @property
    def terms(self) -> tuple[Term, ...]:
        """The total and its parts."""
        return (self.whole, *self.parts)

    @property
    def figures(self) -> tuple[Figure, ...]:
        """The arithmetic: the total, each part, their sum."""
        return (
            self._figure("total", self.whole.name, self.whole.interval),
            *(self._figure("part", part.name, part.interval) for part in self.parts),
            self._figure("sum", self.whole.name, self.added),
        )

    @property
    def arithmetic(self) -> str:
        """The addition as it would be written down: 100+500+100=700亿元."""
        values = [in_unit(part.interval.printed, self.unit) for part in self.parts]
        return f"{'+'.join(f'{value:f}' for value in values)}={sum(values):f}{self.unit or ''}"

    @property
    def printed_total(self) -> str:
        """The total with its unit."""
        return f"{in_unit(self.whole.interval.printed, self.unit):f}{self.unit or ''}"

    @property
    def difference(self) -> str:
        """How far the parts are from the total, without its sign."""
        added = sum(in_unit(part.interval.printed, self.unit) for part in self.parts)
        return f"{abs(added - in_unit(self.whole.interval.printed, self.unit)):f}{self.unit or ''}"

    def _figure(self, part: str, name: str, interval: Interval) -> Figure:
        return Figure(part=part, name=name, value=in_unit(interval.printed, self.unit), unit=self.unit)


def sums_of(plan: Reading) -> tuple[Sum, ...]:
    """Return the totals of a plan with their parts, so far as all of them are numbers in units of one dimension."""
    terms = dict(_terms(plan))
    units = {statement.id: statement.unit for statement in plan.statements}
    return tuple(sum_ for relation in parts_of(plan) for sum_ in _sum(relation, terms, units))


def _sum(relation: Relation, terms: dict[str, Term], units: dict[str, str | None]) -> Iterator[Sum]:
    if relation.whole in terms and all(part in terms for part in relation.parts):
        yield Sum(
            whole=terms[relation.whole],
            parts=tuple(terms[part] for part in relation.parts),
            unit=units[relation.whole],
            how=relation.how,
            certain=relation.certain,
            complete=relation.how in _COMPLETE,
        )


def _terms(plan: Reading) -> Iterator[tuple[str, Term]]:
    for statement in plan.statements:
        interval = interval_of(statement)
        if interval is not None:
            firm = statement.modality != "strive" and not statement.hedged
            yield statement.id, Term(statement, _OPENING.sub("", statement.indicator), interval, firm)
    for project in plan.projects:
        if project.investment is not None:
            amount = exactly(Fraction(project.investment) * scale_of(project.unit))
            yield project.id, Term(project, project.name, amount, firm=True)
