"""Ten thousand targets with what was observed of them, made by chance but the same in every run, awkward ones among them.

Each is a question and observations as :mod:`lantu.monitoring` takes them. None is of a kind that the engine leaves to
:mod:`lantu.monitoring`: bent ways, values in words, growth of a whole period.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any

from lantu.model.records import Observation, Statement
from lantu.monitoring.question import Question

FORMS = (
    "level_up",
    "level_down",
    "cumulative_increment",
    "cap",
    "floor",
    "range",
    "cumulative_sum",
    "average_growth",
    "cumulative_reduction",
    "assigned",
)
MEASURES = {"cumulative_sum": "sum", "average_growth": "index", "cumulative_reduction": "index"}
DOWN = ("level_down", "cap", "cumulative_reduction")
#: Values are compared this finely: what is published is rounded by lantu.monitoring and never by the engine.
FINE = Decimal("1e-12")
DAY = date(2024, 5, 20)


@dataclass(frozen=True, slots=True)
class Case:
    """A question and what was observed, now and then a rate among it that leaves nothing."""

    question: Question
    observations: list[Observation] = field(default_factory=list)


def cases(count: int, seed: int = 20260308) -> list[Case]:
    chance = random.Random(seed)
    return [_case(chance, number) for number in range(count)]


def _case(chance: random.Random, number: int) -> Case:
    form = chance.choice(FORMS)
    measure = MEASURES.get(form, "level")
    start = chance.choice((*[2021] * 8, 2022, 2023, 2024, 2025))
    end = start + chance.choice((1, 2, 4, 4, 4, 9))
    unit = "%" if measure == "index" else chance.choice(("万人", "亿元", "%", "微克/立方米"))
    falls = form in DOWN or (form == "average_growth" and chance.random() < 0.1)
    baseline = None if measure != "level" or chance.random() < 0.15 else _number(chance, 100)
    target = _target(chance, form, baseline)
    question = Question(
        statement=_statement(number, form, target, unit),
        key="",
        subject=f"area:{100000 + number}",
        comparator="=",
        unit=unit,
        measure=measure,
        direction="none" if form in ("range", "assigned") else "down" if falls else "up",
        precision=FINE,
        binding=False,
        start=start,
        end=end,
    )
    seen = list(_observed(chance, question))
    case = _asked(question, baseline, target, seen, _number(chance, 20))
    named = chance.choice((start, start, end, chance.randint(start, end)))
    bounds = {year: sides for year, sides in case.question.bounds.items() if year >= named}
    return replace(case, question=replace(case.question, bounds=bounds))


def _asked(
    question: Question, baseline: Decimal | None, target: Decimal | None, seen: list[Observation], width: Decimal
) -> Case:
    """Return the case with its way: even, or at an even rate."""
    form, years = question.form, range(question.start, question.end + 1)
    sign = -1 if question.direction == "down" else 1
    question = replace(question, key=f"指标{question.subject[-1]}", baseline=baseline, end_state=target)
    seen = [replace(each, indicator=question.key) for each in seen]
    if form in ("cap", "floor", "range"):
        question = replace(question, end_state=target)
        bounds = {"cap": (None, target), "floor": (target, None)}.get(form, (target, (target or 0) + abs(width)))
        return Case(replace(question, bounds=dict.fromkeys(years, bounds)), seen)
    states = _states(question, baseline, target, sign)
    if states or form == "cumulative_increment":
        question = replace(question, end_state=states.get(question.end), due=states)
    return Case(question, seen)


def _states(question: Question, baseline: Decimal | None, target: Decimal | None, sign: int) -> dict[int, Decimal]:
    """Return the state due at the end of each year; nothing where it cannot be told."""
    base = question.start - 1
    years = question.end - base
    low = baseline if question.measure == "level" else Decimal(0)
    if target is None or low is None:
        return {}
    rate = sign * target / 100
    if question.form == "cumulative_reduction":
        return {base + k: 100 * (1 + rate) ** (Decimal(k) / years) for k in range(years + 1)}
    if question.form == "average_growth":
        return {base + k: 100 * (1 + rate) ** k for k in range(years + 1)}
    way = target if question.form in ("cumulative_sum", "cumulative_increment") else target - low
    return {base + k: low + way * k / years for k in range(years + 1)}


def _target(chance: random.Random, form: str, baseline: Decimal | None) -> Decimal | None:
    """Return what is asked; now and then nothing, nought, or what was there already."""
    odd = chance.random()
    if form == "cumulative_reduction":
        return _number(chance, 30, low=0 if odd < 0.9 else -5)
    if form == "average_growth":
        return Decimal(0) if odd < 0.08 else _number(chance, 12, low=-4)
    if form == "assigned" and odd < 0.4:
        return None
    if odd < 0.08 and baseline is not None:
        return baseline
    if odd < 0.12:
        return Decimal(0)
    if form in ("level_up", "level_down") and baseline is not None and odd < 0.9:
        way = abs(_number(chance, 30)) + 1
        return baseline + way if form == "level_up" else baseline - way
    return _number(chance, 100)


def _observed(chance: random.Random, question: Question) -> Iterator[Observation]:
    """Yield values of the years and of months, mostly without a hole, in one vintage or several."""
    if chance.random() < 0.08:
        return
    last = chance.choice((2022, 2023, 2023, 2023, 2023, 2024))
    whole = 0.97 if chance.random() < 0.7 else 0.6
    for year in range(question.start - 1, last + 1):
        if chance.random() < whole:
            yield from _of_year(chance, question, str(year))
    part = f"{last + 1}-{chance.randint(1, 11):02d}"
    if chance.random() < 0.5:
        yield from _of_part(chance, question, part)
    if chance.random() < 0.12:
        total = f"{chance.choice((question.start, last))}{chance.choice(('', '-06'))}"
        yield from _vintages(chance, question, total, "since_baseline", _number(chance, 40))


def _of_year(chance: random.Random, question: Question, period: str) -> Iterator[Observation]:
    if question.measure == "index":
        value = Decimal(-100) if chance.random() < 0.004 else _number(chance, 10, low=-6)
        yield from _vintages(chance, question, period, "change_on_year", value)
    if question.measure != "index" or chance.random() < 0.1:
        basis = chance.choice(("period", "period", "point")) if question.measure == "level" else "period"
        yield from _vintages(chance, question, period, basis, _number(chance, 100))
        if chance.random() < 0.1:
            again = chance.choice(("period", "year_to_date"))
            yield from _vintages(chance, question, f"{period}-12", again, _number(chance, 100))


def _of_part(chance: random.Random, question: Question, period: str) -> Iterator[Observation]:
    basis = {"index": "change_on_year", "sum": "year_to_date"}.get(question.measure)
    basis = basis or chance.choice(("point", "year_to_date", "period"))
    yield from _vintages(chance, question, period, basis, _number(chance, 50, low=-10))
    if question.measure == "level" and basis != "point" and chance.random() < 0.3:
        other = "period" if basis == "year_to_date" else "year_to_date"
        yield from _vintages(chance, question, period, other, _number(chance, 50, low=-10))


def _vintages(
    chance: random.Random, question: Question, period: str, basis: str, value: Decimal
) -> Iterator[Observation]:
    """Yield a value as recorded in spring, perhaps revised later, perhaps only after the day; now and then twice."""
    part = period[4:] != ""
    month = int(period[5:7]) if part else 12
    first = date(int(period[:4]), month, 10) + timedelta(days=chance.randint(20, 170 if not part else 40))
    for again in range(chance.choice((1, 1, 1, 1, 2, 3))):
        day, minute = first + timedelta(days=200 * again), chance.randint(10, 59)
        recorded = f"{day.isoformat()}T{chance.choice(('09', '01'))}:{minute}:00+08:00"
        if chance.random() < 0.3:  # the same moment as UTC tells it: a text that sorts otherwise
            recorded = datetime.fromisoformat(recorded).astimezone(UTC).isoformat()
        never_said = again == 0 and chance.random() < 0.05
        each = Observation(
            indicator="",
            subject=question.subject,
            period=period,
            basis=basis,  # type: ignore[arg-type]
            value=value + again * _number(chance, 3),
            unit="%" if basis == "change_on_year" else question.unit,
            state="final",
            supplier="统计局",
            recorded_at=None if never_said else recorded,
            source="公报",
        )
        yield each
        if chance.random() < 0.03:
            yield each


def _number(chance: random.Random, high: float, low: float | None = None) -> Decimal:
    """Return a number as it is published, negative ones and nought among them."""
    value = chance.uniform(-high / 5 if low is None else low, high)
    return Decimal(str(round(value, chance.choice((0, 1, 2, 4)))))


def _statement(number: int, form: str, value: Decimal | None, unit: str) -> Statement:
    facts: dict[str, Any] = {"measure": "level", "period": None, "modality": None, "text": "", "passage": "1"}
    return Statement(
        id=f"s{number}",
        kind="target",
        indicator="指标",
        comparator="=",
        value=value,
        unit=unit,
        form=form,  # type: ignore[arg-type]
        confidence=1,
        start=0,
        end=0,
        **facts,
    )
