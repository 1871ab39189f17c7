"""What people decide about a status: that a proposal stands (or another status does), and how a report words it.

The status is an answer of the rules; what a report prints is a sentence an office answers for. They are two fields with
two decisions. Both hold for what they were made on, the value, what it was held against and what the rules came to: when
one of them is another, the question is open again.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import Decimal

from lantu.errors import Language, MonitoringError, message
from lantu.model.progress import Progress
from lantu.monitoring.judging import Answer, Judgement
from lantu.monitoring.missing import STATES


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """What every decision about a judgement carries.

    Attributes:
        target: Id of the statement.
        subject: Typed code; empty for the plan's own area.
        observed_on: The data date it was made on.
        latest: The value it was made on.
        due_value: The value that was due then.
        target_value: The value that was to be reached.
        proposed: Key of the status that the rules proposed.
        scheme: Id of the scheme.
        by: Who decided: a role or an account.
        at: When, ISO 8601.
        reason: Why.
        reference: The meeting or document it rests on, or None.
    """

    target: str
    subject: str = ""
    observed_on: str | None
    latest: Decimal | None
    due_value: Decimal | None
    target_value: Decimal | None
    proposed: str | None
    scheme: str
    by: str
    at: str
    reason: str
    reference: str | None = None

    def fits(self, judgement: Judgement) -> bool:
        """Tell whether it was made about what a judgement says: target, scheme, value, what was due, what was proposed."""
        row = judgement.progress
        of = (row.target, row.subject, judgement.scheme.id, row.observed_on)
        figures = (row.latest, row.due_value, row.target_value, judgement.proposed)
        made_of = (self.target, self.subject, self.scheme, self.observed_on)
        return (of, figures) == (made_of, (self.latest, self.due_value, self.target_value, self.proposed))


@dataclass(frozen=True, slots=True, kw_only=True)
class Confirmation(Decision):
    """A person's answer to a proposal.

    Attributes:
        status: Key of the status that stands, the proposed one or another of the scheme.
    """

    status: str


@dataclass(frozen=True, slots=True, kw_only=True)
class WordingDecision(Decision):
    """How a report words it.

    Attributes:
        zh: Wording in Chinese.
        en: Wording in English.
    """

    zh: str
    en: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportWording:
    """What a report says of a target.

    Attributes:
        proposed_zh: What the scheme proposes, in Chinese.
        proposed_en: The same in English.
        decision: What a person decided, or None.
        open_proposal: Whether the status itself still waits for a person.
    """

    proposed_zh: str
    proposed_en: str
    decision: WordingDecision | None = None
    open_proposal: bool = False

    @property
    def settled(self) -> bool:
        """Whether it may be printed: decided by a person, or nothing about it waits for one."""
        return self.decision is not None or not self.open_proposal

    def text(self, language: Language | str) -> str:
        """Return what is printed: the decision, else the proposal."""
        if self.decision is not None:
            return self.decision.zh if language == Language.ZH else self.decision.en
        return self.proposed_zh if language == Language.ZH else self.proposed_en


def confirmed(judgement: Judgement, confirmation: Confirmation) -> Judgement:
    """Return a judgement whose proposal a person has answered.

    Args:
        judgement: The proposal.
        confirmation: The answer.

    Returns:
        The judgement with the status confirmed, no proposal any more; unchanged where the data has moved on since.

    Raises:
        MonitoringError: Nothing waits for a decision here (M230), or the scheme has no such status (M231).
    """
    if not confirmation.fits(judgement):
        return judgement
    row = judgement.progress
    if not judgement.proposal:
        raise MonitoringError("M230", indicator=row.indicator)
    status = judgement.scheme.status(confirmation.status)
    if status is None:
        known = ", ".join(each.key for each in judgement.scheme.statuses)
        raise MonitoringError("M231", status=confirmation.status, known=known)
    return replace(
        judgement,
        progress=replace(row, status=status.key),
        status=status,
        proposal=False,
        answer=Answer(by=confirmation.by, at=confirmation.at, reason=confirmation.reason, proposed=judgement.proposed),
    )


def answered(judgement: Judgement, answer: Confirmation | None) -> Judgement:
    """Return a judgement with the answer of a person, where it waits for one and the answer is about it."""
    if answer is None or not judgement.proposal or judgement.scheme.status(answer.status) is None:
        return judgement
    return confirmed(judgement, answer)


def wording(judgement: Judgement, decision: WordingDecision | None = None) -> ReportWording:
    """Return how a report words a judgement; what has no status is never worded as one.

    Args:
        judgement: The judgement.
        decision: What a person decided; one made on other data is left aside.
    """
    at_end = _at_end(judgement.progress)
    said = {language: _proposed(judgement, language, at_end=at_end) for language in Language}
    return ReportWording(
        proposed_zh=said[Language.ZH],
        proposed_en=said[Language.EN],
        decision=decision if decision is not None and decision.fits(judgement) else None,
        open_proposal=judgement.proposal,
    )


def _proposed(judgement: Judgement, language: Language, *, at_end: bool) -> str:
    if judgement.status is not None:
        return judgement.status.wording(language, at_end=at_end)
    if judgement.progress.state in STATES:
        return message(_WORDED[judgement.progress.state], language)
    return message("M238", language)


_WORDED = {
    "missing": "M233",
    "not_due": "M234",
    "awaiting_target": "M235",
    "not_applicable": "M236",
    "error": "M237",
}


def _at_end(progress: Progress) -> bool:
    return progress.time_progress is not None and progress.time_progress >= 1
