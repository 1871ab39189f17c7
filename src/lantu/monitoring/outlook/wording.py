"""The words of an outlook: of each method, and of what the methods come to together."""

from __future__ import annotations

from collections.abc import Iterator

from lantu.errors import MonitoringError
from lantu.monitoring.outlook.asked import Asked
from lantu.monitoring.outlook.history import WHOLE_YEAR, History
from lantu.monitoring.outlook.limits import Cut
from lantu.monitoring.outlook.needing import Needed
from lantu.monitoring.outlook.projection import Course, Method, Projection
from lantu.monitoring.outlook.record import Agreement, Verdict
from lantu.monitoring.outlook.sentences import Sentence, years_said
from lantu.monitoring.printing import figure

_HOW = {"changes": "M330", "residuals": "M331", "errors": "M332", "past_years": "M333"}
_TOGETHER: dict[Agreement, str] = {"met": "M355", "missed": "M356", "disagree": "M357"}


def of_method(method: Method, course: Course, cut: Cut, history: History, asked: Asked) -> tuple[Sentence, ...]:
    """Return what one method says: value, data, interval, limits, and its own figures."""
    last = max(cut.values)
    value = asked.in_words(history, last, cut.values[last])
    head = Sentence("M310", {"method": method.name, "value": value, "years": years_said(course.years)})
    return (head, *_interval(course, cut, history, asked), *cut.remarks, *course.remarks)


def _interval(course: Course, cut: Cut, history: History, asked: Asked) -> tuple[Sentence, ...]:
    if not cut.lows:
        return () if any(remark.code == "M371" for remark in course.remarks) else (Sentence("M312"),)
    year = max(cut.lows)
    ends = sorted((cut.lows[year], cut.highs[year]), key=lambda state: asked.told(history, year, state))
    low, high = (asked.figure(history, year, state) for state in ends)
    how = Sentence(_HOW[course.interval])
    return (Sentence("M311", {"year": year, "low": low, "high": high, "unit": asked.unit, "how": how}),)


def refusal(method: Method, error: MonitoringError) -> Sentence:
    """Return why a method says nothing."""
    return Sentence("M339", {"method": method.name, "reason": Sentence(error.code, error.fields)})


def together(
    history: History,
    asked: Asked,
    projections: tuple[Projection, ...],
    verdicts: dict[str, Verdict],
    agreement: Agreement | None,
    wanted: Needed | None,
    names: dict[str, Sentence],
) -> tuple[Sentence, ...]:
    """Return what the methods come to: the data, the agreement, the spread, when a limit breaks, what it would take."""
    return (
        *_data(history),
        *_agreement(asked, verdicts, agreement, names),
        *_spread(history, asked, projections),
        *_first_break(history, asked, projections),
        *(wanted.sentences(asked) if wanted else _reached(history, asked)),
    )


def _data(history: History) -> tuple[Sentence, ...]:
    newest = [(year, month) for year, months in history.to_date.items() for month in months if month < WHOLE_YEAR]
    newest = [each for each in newest if each[0] > history.latest]
    facts: dict[str, object] = {"years": years_said(history.years), "count": len(history.years)}
    if not newest:
        return (Sentence("M353", facts), *_firmness(history))
    year, month = max(newest)
    return (Sentence("M354", {**facts, "year": year, "month": month}), *_firmness(history))


def _firmness(history: History) -> Iterator[Sentence]:
    """Yield how far the data can be relied on and shown."""
    if history.unfirm:
        yield Sentence("M372", {"years": years_said(history.unfirm)})
    if history.unreleased:
        yield Sentence("M373", {"periods": history.unreleased})
    if history.latest <= history.base_year:
        yield Sentence("M368")


def _agreement(
    asked: Asked, verdicts: dict[str, Verdict], agreement: Agreement | None, names: dict[str, Sentence]
) -> tuple[Sentence, ...]:
    if agreement is None:
        return () if asked.bounded else (Sentence("M352"),)
    met, missed = (
        tuple(names[key] for key, verdict in verdicts.items() if verdict == wanted) for wanted in ("met", "missed")
    )
    facts: dict[str, object] = {"end": asked.end, "count": len(verdicts)}
    if len(verdicts) == 1:
        return (Sentence("M359" if met else "M361", {"end": asked.end, "method": (met or missed)[0]}),)
    if agreement == "disagree":
        facts |= {"met": met, "missed": missed, "yes": len(met), "no": len(missed)}
    return (Sentence(_TOGETHER[agreement], facts),)


def _spread(history: History, asked: Asked, projections: tuple[Projection, ...]) -> tuple[Sentence, ...]:
    ends = [each.values[asked.end] for each in projections if asked.end in each.values]
    if len(ends) < 2:
        return ()
    told = sorted(asked.told(history, asked.end, end) for end in ends)
    low, high = (figure(each, asked.precision) for each in (told[0], told[-1]))
    return (Sentence("M358", {"end": asked.end, "low": low, "high": high, "unit": asked.unit}),)


def _first_break(history: History, asked: Asked, projections: tuple[Projection, ...]) -> tuple[Sentence, ...]:
    """Return the earliest year in which a method sees a yearly limit broken."""
    if not asked.each_year:
        return ()
    broken = [
        year for each in projections for year, state in each.values.items() if not asked.met(history, year, state)
    ]
    return (Sentence("M364", {"year": min(broken)}),) if broken else ()


def _reached(history: History, asked: Asked) -> tuple[Sentence, ...]:
    if not asked.bounded:
        return ()
    met = asked.met(history, history.latest, history.states[history.latest])
    return (Sentence("M363", {"year": history.latest}),) if met and not asked.each_year else ()
