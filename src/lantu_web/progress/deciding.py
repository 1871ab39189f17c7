"""People decide about a target: which status stands, how reports word it, where it is expected to end.

What is decided about is looked at before the transaction begins, for measuring takes time; the transaction then makes
sure that nothing of it has moved.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import get_args, get_type_hints

from django.utils import timezone

from lantu.errors import UsageError
from lantu.monitoring.deciding import Confirmation, confirmed
from lantu.monitoring.judging import Judgement, judge, told_of
from lantu.monitoring.outlook.record import Decided
from lantu.monitoring.printing import told_value
from lantu_web.audit.action import Act, action
from lantu_web.pages.words import language, word
from lantu_web.plans.models import Plan, Version
from lantu_web.progress.decisions import SEEN_OF, Kind, decided, figures_of, fingerprint
from lantu_web.progress.grounds import Grounds, grounds_of, measured
from lantu_web.progress.models import Decision
from lantu_web.progress.own import scheme as scheme_of

VERDICTS: tuple[str, ...] = get_args(get_type_hints(Decided)["verdict"])


@dataclass(frozen=True, slots=True, kw_only=True)
class About:
    """What is decided about.

    Attributes:
        version: The version.
        target: Id of the statement.
        subject: Typed code; empty for the plan's own area.
        scheme: Id of the scheme.
        seen: Fingerprint of the state that was looked at, see :func:`lantu_web.progress.decisions.fingerprint`.
    """

    version: Version
    target: str
    subject: str = ""
    scheme: str
    seen: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Reasons:
    """Why, and on what paper it rests."""

    reason: str
    reference: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Looked:
    """What was decided about, as it was looked at before the transaction."""

    about: About
    grounds: Grounds
    judgement: Judgement


def confirm(account: object, about: About, status: str, why: Reasons) -> Decision:
    """Let a proposed status stand, or another one of the scheme.

    Raises:
        MonitoringError: No proposal waits here (M230), or the scheme has no such status (M231).
        UsageError: The data has moved on (W410), somebody else decided in between (W411), or no reason is given (W412).
    """
    looked = _look(about)
    row = looked.judgement.progress
    answer = Confirmation(
        target=about.target,
        subject=about.subject,
        observed_on=row.observed_on,
        latest=row.latest,
        due_value=row.due_value,
        target_value=row.target_value,
        proposed=looked.judgement.proposed,
        scheme=about.scheme,
        by="",
        at="",
        reason=why.reason,
        status=status,
    )
    confirmed(looked.judgement, answer)  # refuses what cannot stand
    return _confirm(account, looked, status, why)


@action("progress.confirm")
def _confirm(act: Act, looked: _Looked, status: str, why: Reasons) -> Decision:
    return _put(act, looked, Kind.STATUS, why, choice=status)


def word_status(account: object, about: About, zh: str, en: str, why: Reasons) -> Decision:
    """Decide how reports word a status.

    Raises:
        UsageError: The data has moved on (W410), somebody else decided in between (W411), or no reason is given (W412).
    """
    return _word(account, _look(about), zh, en, why)


@action("progress.word")
def _word(act: Act, looked: _Looked, zh: str, en: str, why: Reasons) -> Decision:
    return _put(act, looked, Kind.WORDING, why, zh=zh.strip(), en=en.strip())


def expect(account: object, about: About, verdict: str, why: Reasons) -> Decision:
    """Decide what documents may say of the end of a target.

    Raises:
        UsageError: The verdict is none (W043), the target has no number (W413), the data has moved on (W410), somebody
            else decided in between (W411), or no reason is given (W412).
    """
    if verdict not in VERDICTS:
        raise UsageError("W043", column=word("progress.decide_verdict"), given=verdict[:40])
    looked = _look(about)
    if (about.target, about.subject) not in measured(looked.grounds).questions:
        raise UsageError("W413", indicator=looked.judgement.progress.indicator)
    return _expect(account, looked, verdict, why)


@action("progress.expect")
def _expect(act: Act, looked: _Looked, verdict: str, why: Reasons) -> Decision:
    return _put(act, looked, Kind.OUTLOOK, why, scheme="", choice=verdict)


def take_back(account: object, about: About, kind: str, why: Reasons) -> Decision:
    """Take a decision back, so that the question is open again.

    Raises:
        UsageError: Nothing was decided (W414); else as for the decisions themselves.
    """
    return _take_back(account, _look(about), kind, why)


@action("progress.take_back")
def _take_back(act: Act, looked: _Looked, kind: str, why: Reasons) -> Decision:
    current = _hold(act, looked, kind, why)
    if current is None:
        raise UsageError("W414", indicator=looked.judgement.progress.indicator)
    current.replaced_at = timezone.now()
    current.save(update_fields=["replaced_at"])
    act.tell(current, decided=kind, target=current.target, subject=current.subject, reason=why.reason)
    return current


def _look(about: About) -> _Looked:
    """Return what is decided about, without any answer of people.

    Raises:
        UsageError: There is no such target (W415).
    """
    grounds = grounds_of(about.version)
    wanted = (about.target, about.subject)
    row = next((each for each in measured(grounds).rows if (each.target, each.subject) == wanted), None)
    if row is None:
        raise UsageError("W415", target=about.target)
    return _Looked(about=about, grounds=grounds, judgement=judge(row, scheme_of(about.scheme)))


def _put(act: Act, looked: _Looked, kind: str, why: Reasons, *, scheme: str | None = None, **what: str) -> Decision:
    """Write a decision down in the place of the one before."""
    about = looked.about
    before, now = _hold(act, looked, kind, why), timezone.now()
    if before is not None:
        before.replaced_at = now
        before.save(update_fields=["replaced_at"])
    figures = figures_of(looked.judgement.progress) | {"proposed": looked.judgement.proposed or ""}
    row = Decision.objects.create(
        version=about.version,
        kind=kind,
        target=about.target,
        subject=about.subject,
        scheme=about.scheme if scheme is None else scheme,
        reason=why.reason.strip(),
        reference=why.reference.strip(),
        recorded_at=now,
        by=act.account,
        **figures,
        **what,
    )
    facts = {"target": row.target, "subject": row.subject} | figures
    act.tell(row, decided=kind, scheme=row.scheme, reason=row.reason, reference=row.reference, **facts, **what)
    return row


def _hold(act: Act, looked: _Looked, kind: str, why: Reasons) -> Decision | None:
    """Return the decision in force, everything it is about locked and still as its author saw it."""
    about, row = looked.about, looked.judgement.progress
    act.require("progress.decide", about.version)
    if not why.reason.strip():
        raise UsageError("W412")
    Plan.objects.select_for_update().get(pk=about.version.plan_id)
    scheme = "" if kind == Kind.OUTLOOK else about.scheme
    current = decided(about.version, kind=kind, target=about.target, subject=about.subject, scheme=scheme).first()
    value, _, decision = about.seen.partition(SEEN_OF)
    value_now, _, decision_now = fingerprint(row, current).partition(SEEN_OF)
    if value != value_now or grounds_of(about.version).key != looked.grounds.key:
        speaks = language.get()
        now = f"{told_of(row, speaks)} {told_value(row, row.latest, speaks)}".strip() or "—"
        raise UsageError("W410", indicator=row.indicator, now=now)
    if decision != decision_now:
        raise UsageError("W411", indicator=row.indicator)
    return current
