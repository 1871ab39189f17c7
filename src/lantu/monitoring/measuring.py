"""From a question and a series to a :class:`~lantu.model.progress.Progress`: its state, its figures, what they rest on.

A state other than ``computed`` comes without a status and says in its components what is missing. Status is given
afterwards, by a scheme (:mod:`lantu.monitoring.judging`).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal

from lantu.cascade.observed import in_unit
from lantu.cascade.tracks import INDEX_BASE
from lantu.model.progress import Progress, State
from lantu.monitoring.components import Component
from lantu.monitoring.dates import DataDate, months_gone
from lantu.monitoring.measures import measure_of
from lantu.monitoring.measures.measured import Case, Tolerances
from lantu.monitoring.question import Question
from lantu.monitoring.reached import Hole, Reached, reached
from lantu.monitoring.series import FROM_JANUARY, Series, Value
from lantu.monitoring.vintages import is_unreleased
from lantu.monitoring.yearly import of_the_year
from lantu.targets import growth


@dataclass(frozen=True, slots=True, kw_only=True)
class Evaluation:
    """Who looks when, and how closely.

    Attributes:
        day: The day of evaluation; what was recorded by its end is known.
        tolerances: How near is near enough.
    """

    day: date
    tolerances: Tolerances = field(default_factory=Tolerances)

    @property
    def months_gone(self) -> DataDate:
        """The last month that is over."""
        return months_gone(self.day)


def measured(question: Question, series: Series, evaluation: Evaluation) -> Progress:
    """Return how far a target has come.

    Args:
        question: What is asked.
        series: What was observed, as known on the day of evaluation.
        evaluation: When and how closely it is looked at.
    """
    question = with_baseline(question, series)
    found = reached(question, series)
    if isinstance(found, Hole):
        return _without(question, evaluation, found)
    case = Case(question=question, reached=found, tolerances=evaluation.tolerances)
    answer = measure_of(case)(case)
    components = {
        **_common(question, evaluation),
        **answer.components,
        **dict(of_the_year(case)),
        **_told_since(question, answer.components),
        **dict(about_data(found.latest, evaluation)),
    }
    if any(is_unreleased(each.observation, evaluation.day) for each in _used(question, found, series)):
        components["unreleased"] = True
    if _has_its_season(question, found):
        components["judge"] = "year_to_date"
        components.pop("reached", None)
    state = _state(answer.missing, components)
    if state != "computed":
        components["missing"] = answer.missing
    return Progress(
        target=question.statement.id,
        indicator=question.statement.indicator,
        subject=question.subject,
        form=question.form,
        unit=question.unit or None,
        baseline=question.baseline,
        target_value=answer.target_value,
        latest=answer.latest,
        observed_on=found.latest.observation.period,
        recorded_at=found.latest.observation.recorded_at,
        due_value=answer.due_value,
        progress=answer.progress,
        time_progress=found.date.elapsed(question.start, question.end),
        gap=answer.gap,
        needed_rate=answer.needed_rate,
        needed_unit=None if answer.needed_rate is None else answer.needed_unit,
        state=state,
        components=components,
    )


def _told_since(question: Question, facts: Mapping[str, Component]) -> dict[str, Component]:
    """Return the first year of what the latest value is of, where it is a total or an average since the base year."""
    whole_way = question.measure != "level" or "level" in facts
    return {"since": Decimal(question.start)} if whole_way else {}


def _has_its_season(question: Question, found: Reached) -> bool:
    """Tell whether a level is a mean of some months, which is not that of a year."""
    return question.measure == "level" and not found.date.whole and found.latest.observation.basis != "point"


def _state(missing: str, components: Mapping[str, Component]) -> State:
    """Return the state; whether a target is reached can be told without its base year, but not by some months."""
    if missing == "target":
        return "awaiting_target"
    return "missing" if missing and not components.get("reached") else "computed"


def _used(question: Question, found: Reached, series: Series) -> Iterator[Value]:
    """Yield every value that a progress rests on, that of the base year included."""
    yield found.latest
    yield from found.used
    base = series.level(question.base_year) if question.measure == "level" else None
    if base is not None:
        yield base


def with_baseline(question: Question, series: Series) -> Question:
    """Return the question with the level of the base year where only the observations of its subject know it."""
    if question.measure != "level":
        return question
    base = series.level(question.base_year)
    if question.rise is not None and question.baseline is None and base is None and _total_is_latest(series):
        return _told_as_rise(question, question.rise)
    if question.baseline is None and base is not None:
        due = {question.base_year: base.value, **question.due} if question.due else {}
        question = replace(question, baseline=base.value, due=due)
    if question.end_state is None and question.rise is not None and question.baseline is not None:
        question = replace(question, end_state=question.baseline + question.rise)
    return question if question.due else replace(question, due=_even_way(question))


def _total_is_latest(series: Series) -> bool:
    """Tell whether the latest that was published is a rise since the base year."""
    return bool(series.since) and (not series.levels or series.since[-1].date > series.levels[-1].date)


def _told_as_rise(question: Question, rise: Decimal) -> Question:
    """Return the question of a rise of which only the rise is published: it starts from nothing and needs no baseline."""
    due = {question.base_year + passed: rise * passed / question.years for passed in range(question.years + 1)}
    unit = question.statement.unit or question.unit
    return replace(question, measure="sum", unit=unit, end_state=rise, due=due)


def _even_way(question: Question) -> dict[int, Decimal]:
    """Return an even way from a baseline that only observations know."""
    end, baseline = question.end_state, question.baseline
    if end is None or baseline is None:
        return {}
    step = (end - baseline) / question.years
    return {question.base_year + passed: baseline + step * passed for passed in range(question.years + 1)}


def _common(question: Question, evaluation: Evaluation) -> dict[str, Component]:
    gone = evaluation.months_gone
    revised = {} if question.baseline_printed is None else {"baseline_printed": question.baseline_printed}
    return {
        **revised,
        "binding": question.binding,
        "direction": question.direction,
        "evaluated_on": evaluation.day.isoformat(),
        "evaluation_time_progress": gone.elapsed(question.start, question.end),
    }


def about_data(latest: Value, evaluation: Evaluation) -> Iterator[tuple[str, Component]]:
    """Yield how firm the value is on which a progress rests, since when it counts, and whether it was published on the day."""
    yield "data_state", latest.observation.state
    if not latest.date.whole and latest.observation.basis in FROM_JANUARY:
        yield "from_january", True
    if is_unreleased(latest.observation, evaluation.day):
        yield "unreleased", True


def _without(question: Question, evaluation: Evaluation, hole: Hole) -> Progress:
    """Return the progress of what cannot be said, with what is missing for it."""
    components: dict[str, Component] = {"missing": hole.what}
    if hole.year is not None:
        components["missing_year"] = Decimal(hole.year)
    if hole.units:
        components["reference"] = "、".join(hole.units)
    if hole.latest is not None:
        components["annual_value"] = hole.latest.value
    early = hole.what == "observation" and evaluation.months_gone < DataDate(question.start)
    if hole.what == "rate":
        return _blank(question, evaluation, "error", components)
    if question.statement.value is None and not question.bounds:
        return _blank(question, evaluation, "awaiting_target", components)
    blank = _blank(question, evaluation, "not_due" if early else "missing", components)
    return blank if hole.latest is None else replace(blank, observed_on=hole.latest.observation.period)


def _asked(question: Question) -> Decimal | None:
    """Return what is asked of the end, as it is told beside the unit: of an area its own share, never that of the whole."""
    statement, end = question.statement, question.end_state
    if question.rise is not None or statement.value is None:
        return question.rise
    if not question.subject and statement.unit != "番":
        told = in_unit(statement.value, statement.unit, question.unit)
        return statement.value if told is None else told
    if end is None or (question.rises and question.measure == "level"):
        return None
    if question.measure != "index":
        return end
    sign = -1 if question.direction == "down" else 1
    if question.form != "average_growth":
        return sign * (end - INDEX_BASE)
    rate: Decimal = growth.average(end / INDEX_BASE, question.years)
    return sign * INDEX_BASE * rate


def _blank(question: Question, evaluation: Evaluation, state: State, components: dict[str, Component]) -> Progress:
    return Progress(
        target=question.statement.id,
        indicator=question.statement.indicator,
        subject=question.subject,
        form=question.form,
        unit=question.unit or None,
        baseline=question.baseline,
        target_value=_asked(question),
        time_progress=evaluation.months_gone.elapsed(question.start, question.end),
        state=state,
        components={**_common(question, evaluation), **components},
    )
