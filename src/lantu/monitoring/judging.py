"""Which status a progress has, and why: the first rule of a scheme that holds.

Only what could be computed is judged. Where the data cannot decide by itself (左右, 同步, a target equal to its
baseline), the status is a proposal until a person confirms it (:mod:`lantu.monitoring.deciding`).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal

from lantu.errors import Language, message
from lantu.model.progress import Progress
from lantu.monitoring.components import Component
from lantu.monitoring.criteria import arithmetic, as_text, criteria_of, decides
from lantu.monitoring.dates import date_of
from lantu.monitoring.missing import missing_said
from lantu.monitoring.printing import told_asked, told_due, told_level, told_value
from lantu.monitoring.series import FROM_JANUARY
from lantu.vocabulary.criteria import shipped_criteria
from lantu.vocabulary.schemes import Rule, Scheme, Status

_JUDGED_BY_PEOPLE: Mapping[str, str] = {
    "about": "M227",
    "in_step": "M228",
    "equal_to_baseline": "M229",
    "year_to_date": "M239",
}
"""Why a person has to decide, by the component ``judge``."""

_UNDECIDED, _OTHER_FORM = "M225", "M226"
_AVERAGES = ("average_growth", "relative")
"""Forms whose values over several years are averages a year; those of others are totals."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What a person answered to a proposal.

    Attributes:
        by: Who: a role or an account.
        at: When, ISO 8601.
        reason: Why.
        proposed: Key of the status that was proposed to them.
    """

    by: str
    at: str
    reason: str
    proposed: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Judgement:
    """A progress with its status, and what decided it.

    Attributes:
        progress: The progress, its status set.
        scheme: The scheme it was judged by.
        status: The status, or None where there is none.
        rule: The rule that decided, or None.
        without: The message that says why no rule decided; empty where one did, or where nothing could be computed.
        proposal: Whether a person has to confirm it, because the data alone cannot decide.
        answer: What a person answered to the proposal, or None.
    """

    progress: Progress
    scheme: Scheme
    status: Status | None
    rule: Rule | None = None
    without: str = ""
    proposal: bool = False
    answer: Answer | None = None

    @property
    def proposed(self) -> str | None:
        """Key of the status that the rules came to, whatever a person answered; None where there is none."""
        if self.answer is not None:
            return self.answer.proposed
        return self.status.key if self.status else None

    @property
    def why_zh(self) -> str:
        """The reason in Chinese."""
        return self.why(Language.ZH)

    @property
    def why_en(self) -> str:
        """The reason in English."""
        return self.why(Language.EN)

    def why(self, language: Language | str) -> str:
        """Return the reason with its arithmetic, and a person's answer where there is one."""
        language = Language(language)
        if self.rule is None or self.status is None:
            if not self.without:
                return missing_said(self.progress, language)
            return message(self.without, language, scheme=self.scheme.label(language))
        said = _why(self.progress, self.scheme, self.rule, language)
        if self.answer is None:
            return said
        facts = {"by": self.answer.by, "at": self.answer.at[:10], "reason": self.answer.reason}
        return message("M232", language, said=said, status=self.status.name(language), **facts)


def judge(progress: Progress, scheme: Scheme) -> Judgement:
    """Return the status of a progress by a scheme.

    A status given before is not looked at: judging again, or by another scheme, starts from the components.

    Args:
        progress: What was measured.
        scheme: The scheme.

    Returns:
        The judgement; without a status unless the state is ``computed`` and a rule decides.
    """
    if progress.state != "computed":
        return _without(progress, scheme)
    if scheme.forms and progress.form not in scheme.forms:
        return _without(progress, scheme, _OTHER_FORM)
    known = criteria_of(progress)
    rule = next((each for each in scheme.rules if decides(each, known)), None)
    if rule is None:
        return _without(progress, scheme, _UNDECIDED)
    return Judgement(
        progress=replace(progress, status=rule.status),
        scheme=scheme,
        status=scheme.status(rule.status),
        rule=rule,
        proposal="judge" in progress.components,
    )


def _without(progress: Progress, scheme: Scheme, code: str = "") -> Judgement:
    return Judgement(progress=replace(progress, status=None), scheme=scheme, status=None, without=code)


def judge_all(rows: Iterable[Progress], scheme: Scheme) -> tuple[Judgement, ...]:
    """Return the judgement of each progress, in their order."""
    return tuple(judge(row, scheme) for row in rows)


def _why(progress: Progress, scheme: Scheme, rule: Rule, language: Language) -> str:
    status = scheme.status(rule.status)
    figures = message("M202", language).join(_figures(progress, rule, criteria_of(progress), language))
    facts = {"rule": rule.says(language), "status": status.name(language) if status else rule.status}
    said = message("M200", language, figures=figures, scheme=scheme.label(language), **facts)
    if "judge" not in progress.components:
        return said
    return message("M201", language, said=said, about=_about(progress.components["judge"], language))


def _figures(progress: Progress, rule: Rule, known: Mapping[str, Component], language: Language) -> Iterator[str]:
    """Yield the arithmetic: the value beside what it is held against, the way beside the time, then what the rule bounds."""
    yield _values(progress, language)
    criteria = shipped_criteria()
    done, gone = known.get("progress"), known.get("time_progress")
    if isinstance(done, Decimal) and isinstance(gone, Decimal):
        told = {"done": as_text(criteria["progress"], done), "gone": as_text(criteria["time_progress"], gone)}
        yield message("M207", language, **told)
    brought, asked = progress.components.get("annual_value"), progress.components.get("annual_target")
    if known["binding"] is True and isinstance(brought, Decimal) and isinstance(asked, Decimal):
        of_year = {"value": told_level(progress, brought, language), "target": told_asked(progress, language)}
        yield message("M209", language, **of_year)
    bounded = [condition for condition in rule.when if condition.bounds and condition.criterion != "time_progress"]
    gap = known.get("gap")
    if known.get("worse_than_baseline") is True:
        yield criteria["worse_than_baseline"].told(True, language)
    elif isinstance(gap, Decimal) and gap > 0 and all(condition.criterion != "gap" for condition in bounded):
        yield message("M208", language, gap=as_text(criteria["gap"], gap))
    if bounded:
        yield arithmetic(bounded, known, language)


def _about(judged: Component, language: Language) -> str:
    """Return why a person has to decide."""
    code = _JUDGED_BY_PEOPLE.get(str(judged))
    return message(code, language) if code else message("M240", language, about=judged)


def _values(progress: Progress, language: Language) -> str:
    """Return the value observed beside the one it is held against; the limit where there is one."""
    latest, due = told_value(progress, progress.latest, language), told_due(progress, language)
    date = told_of(progress, language)
    if not latest:
        return date
    if not due:
        return message("M203", language, date=date, latest=latest)
    code = "M205" if "kept" in progress.components else "M204"
    return message(code, language, date=date, latest=latest, due=due)


def told_date(period: str | None, language: Language | str) -> str:
    """Return the data date as it is told: the year, or the month with whose end the data ends.

    >>> told_date("2023", "zh"), told_date("2025H1", "zh"), told_date("2025-06", "en"), told_date(None, "en")
    ('2023年', '2025年6月', '2025-06', '')
    """
    date = date_of(period or "")
    if date is None:
        return period or ""
    if date.whole:
        return message("M206", language, year=date.year)
    return message("C121", language, year=date.year, month=date.month)


def told_period(period: str | None, basis: str, language: Language | str) -> str:
    """Return the data date of a value; one that counts from January names the months.

    >>> told_period("2026-10", "year_to_date", "zh"), told_period("2026-10", "point", "zh"), told_period("2026", "period", "en")
    ('2026年1—10月', '2026年10月', '2026')
    """
    date = date_of(period or "")
    if date is None or date.whole or date.month == 1 or basis not in FROM_JANUARY:
        return told_date(period, language)
    return message("M636", language, year=date.year, month=date.month)


def told_of(progress: Progress, language: Language | str) -> str:
    """Return what the latest value of a progress is of: a year, its months since January, or all years of a total or mean.

    >>> growth = Progress(target="s1", indicator="地区生产总值", form="average_growth", state="computed", observed_on="2022",
    ...                   components={"since": Decimal(2021)})
    >>> jobs = replace(growth, form="cumulative_sum", observed_on="2023-07")
    >>> told_of(growth, "zh"), told_of(jobs, "zh"), told_of(growth, "en")
    ('2021—2022年均', '2021年至2023年7月累计', '2021 to 2022, a year')
    >>> first = {"since": Decimal(2023), "from_january": True}
    >>> told_of(replace(jobs, components=first), "zh"), told_of(replace(jobs, components={}), "zh")
    ('2023年1—7月', '2023年7月')
    """
    date, since = date_of(progress.observed_on or ""), progress.components.get("since")
    if date is None or not spans_years(progress):
        return told_latest(progress, language)
    years, months = ("M677", "M678") if progress.form in _AVERAGES else ("M679", "M680")
    end = date.year if date.whole else told_date(progress.observed_on, language)
    return message(years if date.whole else months, language, start=since, end=end)


def spans_years(progress: Progress) -> bool:
    """Return whether the latest value is a total or an average of more years than that of its data date."""
    date, since = date_of(progress.observed_on or ""), progress.components.get("since")
    return date is not None and isinstance(since, Decimal) and since < date.year


def told_latest(progress: Progress, language: Language | str) -> str:
    """Return the data date of a progress; a value that counts from January names the months."""
    basis = FROM_JANUARY[0] if progress.components.get("from_january") is True else ""
    return told_period(progress.observed_on, basis, language)
