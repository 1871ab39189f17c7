"""A table of annual targets taken back: what it would issue, beside what holds, or why each cell cannot be taken.

Only rows whose line says 下达 (issued) are decisions. A computed row is shown for comparison; who has changed a figure of
one and left its line as it was has made a mistake that must not pass in silence.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from lantu.cascade.issuing import Issue, better_side, issued, standing
from lantu.cascade.outcome import Outcome
from lantu.cascade.tracks import Direction
from lantu.errors import Language, LantuError, PackageError
from lantu.exchange.annual_import import Filled
from lantu.exchange.csvfile import TableError
from lantu.model.annual_targets import AnnualTarget
from lantu.model.fields import write_text
from lantu.model.records import Statement

PENDING = "…"
"""Stands for a document that is named when the table is taken."""

_Key = tuple[str, str, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """An annual target that a table would issue.

    Attributes:
        computed: What was computed for its place.
        before: What is asked there now.
        issue: What the table decides.
        reference: The document its row names; empty where it names none.
        direction: Which side of the value is better.
    """

    computed: AnnualTarget
    before: AnnualTarget
    issue: Issue
    reference: str
    direction: Direction

    def row(self, rests_on: str = PENDING, recorded_at: str = "") -> AnnualTarget:
        """Return the annual target as it would be issued.

        Args:
            rests_on: The document, where the table names none.
            recorded_at: Moment of recording, ISO 8601.

        Raises:
            CascadeError: It rests on no document (K070), says nothing (K071), or asks for less than the path without a
                reason (K072).
        """
        document = self.reference or rests_on
        return issued(self.computed, self.issue, direction=self.direction, reference=document, recorded_at=recorded_at)


def changes_in(
    cells: Iterable[Filled],
    file: str,
    *,
    held: Sequence[AnnualTarget],
    reasons_en: Mapping[str, str],
    statements: Mapping[str, Statement],
) -> tuple[Change, ...]:
    """Return what a table would issue that is not issued so already.

    Args:
        cells: The cells of the table.
        file: Its name, for messages.
        held: Everything computed and issued, the issued in the order in which they were recorded.
        reasons_en: The computed reasons in the other language, by those of ``held``: a table may have been written in it.
        statements: The statements of the plan, by id.

    Raises:
        TableError: A cell cannot be taken; every reason is listed, nothing is.
    """
    taking = _Taking(held, reasons_en, statements)
    problems: list[LantuError] = []
    found = list(_each(cells, taking.change, problems))
    if problems:
        raise TableError(file, problems)
    return tuple(found)


def changes_beside(
    outcome: Outcome,
    issued: Sequence[AnnualTarget],
    statements: Mapping[str, Statement],
    cells: Iterable[Filled],
    file: str,
) -> tuple[Change, ...]:
    """Return what a table would issue, beside what a breakdown came to and what was issued; see :func:`changes_in`."""
    zh, en = outcome.rows(Language.ZH), outcome.rows(Language.EN)
    reasons_en = {one.explanation or "": other.explanation or "" for one, other in zip(zh, en, strict=True)}
    return changes_in(cells, file, held=(*zh, *issued), reasons_en=reasons_en, statements=statements)


def _each(
    cells: Iterable[Filled], change: Callable[[Filled], Change | None], problems: list[LantuError]
) -> Iterator[Change]:
    for cell in cells:
        try:
            found = change(cell)
        except LantuError as problem:
            problems.append(cell.wrong(problem))
        else:
            if found is not None:
                yield found


class _Taking:
    """The comparison of a table with what holds."""

    def __init__(
        self, held: Sequence[AnnualTarget], reasons_en: Mapping[str, str], statements: Mapping[str, Statement]
    ) -> None:
        self.computed: dict[tuple[str, str, int, str], AnnualTarget] = {
            (*_key(row), row.line): row for row in held if row.line != "issued"
        }
        self.standing = {_key(row): row for row in standing(held)}
        self.reasons_en, self.statements = reasons_en, statements
        self.seen: dict[tuple[str, str, int, str], AnnualTarget] = {}

    def change(self, cell: Filled) -> Change | None:
        """Return what a cell would change, or None where it changes nothing.

        Raises:
            LantuError: It cannot be taken.
        """
        asked = cell.asked
        self._refuse_twice(asked)
        computed = self._computed(asked)
        if asked.line != "issued":
            self._refuse_changed(asked, computed)
            return None
        before = self.standing[_key(asked)]
        if before.line == "issued" and _told(before) == _told(asked):
            return None
        form = self.statements[asked.target].form if asked.target in self.statements else None
        found = Change(
            computed=computed,
            before=before,
            issue=self._issue(asked, computed),
            reference=asked.reference or "",
            direction=better_side(form),
        )
        found.row()  # says why where it cannot be issued
        return found

    def _refuse_twice(self, asked: AnnualTarget) -> None:
        first = self.seen.setdefault((*_key(asked), asked.line), asked)
        if _told(first) != _told(asked):
            raise PackageError("K198", first=_printed(first), second=_printed(asked))

    def _computed(self, asked: AnnualTarget) -> AnnualTarget:
        """Return the computed row that a cell is about: from what was reached where there is one, else the path."""
        lines: tuple[str, ...] = ("rolled", "path") if asked.line == "issued" else (asked.line,)
        rows = [self.computed[*_key(asked), line] for line in lines if (*_key(asked), line) in self.computed]
        if not rows:
            raise PackageError("K195", target=asked.target, subject=asked.subject or "—", year=asked.year)
        if (asked.unit or None) != rows[0].unit:
            raise PackageError("K196", given=asked.unit or "—", unit=rows[0].unit or "—")
        return rows[0]

    def _refuse_changed(self, asked: AnnualTarget, computed: AnnualTarget) -> None:
        if _figure(asked) != _figure(computed):
            raise PackageError("K197", computed=_printed(computed), given=_printed(asked))

    def _issue(self, asked: AnnualTarget, computed: AnnualTarget) -> Issue:
        own = computed.explanation or ""
        given = asked.explanation or ""
        reason = "" if given in (own, self.reasons_en.get(own, own)) else given
        return Issue(value=asked.value, comparator=asked.comparator, text=asked.text, body=asked.body, reason=reason)


def _key(row: AnnualTarget) -> _Key:
    return row.target, row.subject, row.year


def _figure(row: AnnualTarget) -> tuple[object, ...]:
    """Return what a cell of a year shows."""
    return (row.text,) if row.text else (row.value, None)


def _told(row: AnnualTarget) -> tuple[object, ...]:
    return (*_figure(row), row.comparator, row.body)


def _printed(row: AnnualTarget) -> str:
    return row.text or ("—" if row.value is None else write_text(row.value))
