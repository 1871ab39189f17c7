"""What the page of a target says of decisions: those that were made, and the forms in which one decides."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from lantu.monitoring.deciding import wording
from lantu.monitoring.judging import Judgement, told_of
from lantu.monitoring.outlook.record import Outlook
from lantu.vocabulary.schemes import Scheme
from lantu_web.pages.words import language, word
from lantu_web.plans.page import VersionPage
from lantu_web.progress.decision_forms import BackForm, DecisionForm, OutlookForm, StatusForm, WordingForm
from lantu_web.progress.decisions import Kind, decided_outlook, fingerprint, fits, holds
from lantu_web.progress.models import Decision
from lantu_web.progress.queries import Stood


@dataclass(frozen=True, slots=True, kw_only=True)
class Made:
    """A decision as the page tells it.

    Attributes:
        row: The decision.
        what: What was decided, in words.
        about: The value it was made on.
        stands: Whether it is in force and about the value of today.
        moved: Whether it is in force, but the data has moved on.
    """

    row: Decision
    what: str
    about: str
    stands: bool
    moved: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """A form on the page.

    Attributes:
        kind: What is decided.
        form: The form.
        back: The form that takes the decision in force back, or None where there is none.
        open: Whether it stands unfolded: because it waits for somebody, or was refused.
    """

    kind: str
    form: DecisionForm
    back: DecisionForm | None
    open: bool


def current_of(made: Sequence[Decision], kind: str, scheme: str, at: datetime | None) -> Decision | None:
    """Return the decision of a kind in force at a moment, or None."""
    wanted = "" if kind == Kind.OUTLOOK else scheme
    return next((row for row in made if row.kind == kind and row.scheme == wanted and holds(row, at)), None)


def outlook_decided(outlook: Outlook, judged: Judgement, made: Sequence[Decision], at: datetime | None) -> Outlook:
    """Return an outlook with what a person decided on the value of today, where one did."""
    row = current_of(made, Kind.OUTLOOK, "", at)
    return outlook.decide(decided_outlook(row)) if row is not None and fits(row, judged) else outlook


def decisions_of(made: Sequence[Decision], judged: Judgement, at: datetime | None) -> list[Made]:
    """Return the decisions about a target, the latest first; those by other schemes are left to their pages."""
    return [_made(row, judged, at) for row in made if row.scheme in ("", judged.scheme.id)]


def _made(row: Decision, judged: Judgement, at: datetime | None) -> Made:
    in_force, about = holds(row, at), fits(row, judged)
    date = told_of(replace(judged.progress, observed_on=row.observed_on), language.get())
    value = f"{row.latest} {judged.progress.unit or ''}".strip() if row.latest else word("progress.no_value")
    return Made(
        row=row,
        what=_what(row, judged.scheme),
        about=f"{date} {value}".strip(),
        stands=in_force and about,
        moved=in_force and not about,
    )


def _what(row: Decision, scheme: Scheme) -> str:
    if row.kind == Kind.OUTLOOK:
        return word(f"progress.verdict_{row.choice}")
    if row.kind == Kind.WORDING:
        return row.zh if language.get() == "zh" else row.en
    status = scheme.status(row.choice)
    return f"{status.symbol} {status.name(language.get())}" if status else row.choice


def forms_of(
    page: VersionPage, stood: Stood, judgement: Judgement, made: Sequence[Decision], filled: Mapping[str, DecisionForm]
) -> list[Asked]:
    """Return the forms in which the viewer may decide about a target now; none on a page of the past.

    Args:
        page: The page.
        stood: Where the targets stand.
        judgement: What the rules say of the target, with the answer of people.
        made: What was decided about it.
        filled: Forms that were refused, by kind; ``back_`` and the kind for those that take back.
    """
    if page.at is not None or not page.viewer.has_perm("progress.decide", page.version):
        return []
    return list(_forms(stood, judgement, made, filled))


def _forms(
    stood: Stood, judgement: Judgement, made: Sequence[Decision], filled: Mapping[str, DecisionForm]
) -> Iterator[Asked]:
    row = judgement.progress
    waits = judgement.proposal
    possible = [Kind.STATUS] if waits or judgement.answer is not None else []
    possible += [Kind.WORDING]
    possible += [Kind.OUTLOOK] if (row.target, row.subject) in stood.monitored.questions else []
    for kind in possible:
        current = current_of(made, kind, stood.scheme.id, None)
        form = filled.get(kind) or empty_form(kind, stood, judgement, current)
        back = None
        if current is not None:
            back = filled.get(f"back_{kind}") or BackForm(
                auto_id=f"back_{kind}_%s", initial={"seen": form["seen"].value()}
            )
        refused = bool(form.errors or (back and back.errors))
        yield Asked(kind=kind, form=form, back=back, open=refused or (kind == Kind.STATUS and waits))


def empty_form(kind: str, stood: Stood, judgement: Judgement, current: Decision | None) -> DecisionForm:
    """Return the form of a kind of decision, filled in with what is proposed or was decided before."""
    initial: dict[str, object] = {"seen": fingerprint(judgement.progress, current)}
    if current is not None:
        initial |= {"reference": current.reference}
    if kind == Kind.STATUS:
        return StatusForm(
            auto_id="status_%s", scheme=stood.scheme, initial=initial | {"status": judgement.progress.status}
        )
    if kind == Kind.OUTLOOK:
        return OutlookForm(auto_id="outlook_%s", initial=initial | {"verdict": current.choice if current else "open"})
    proposed = wording(judgement)
    zh, en = (current.zh, current.en) if current else (proposed.proposed_zh, proposed.proposed_en)
    return WordingForm(auto_id="wording_%s", initial=initial | {"zh": zh, "en": en})


def bound_form(kind: str, data: Mapping[str, str], scheme: Scheme, *, back: bool) -> DecisionForm:
    """Return the form of a kind of decision as it was filled in."""
    if back:
        return BackForm(data, auto_id=f"back_{kind}_%s")
    if kind == Kind.STATUS:
        return StatusForm(data, auto_id="status_%s", scheme=scheme)
    return (OutlookForm if kind == Kind.OUTLOOK else WordingForm)(data, auto_id=f"{kind}_%s")
