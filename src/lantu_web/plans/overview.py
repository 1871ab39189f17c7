"""What a version promises, on one page: by form and chapter, when it is due, and what matters most."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from lantu.exchange.columns import choice_word
from lantu.exchange.overview import Chapter, Overview, overview
from lantu.exchange.sentences import amount, period_words
from lantu.model.plan import Plan
from lantu.model.records import Statement, Unread
from lantu.reporting.charts import Bar, Part, bars, tree_map
from lantu_web.pages.charts import Drawn
from lantu_web.pages.words import language, word
from lantu_web.plans.desk import plan_of
from lantu_web.plans.page import VersionPage

BIGGEST, UNREAD = 12, 10
_YEAR = re.compile(r"[0-9]{4}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Promise:
    """A target as the overview shows it: what, how much, by when."""

    id: str
    indicator: str
    amount: str
    period: str
    attribute: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Summary:
    """What the page shows of a version that was read.

    Attributes:
        plan: The version as the library knows it.
        facts: What stands out in it.
        charts: Its pictures, in their order.
        promises: The targets that matter most.
        checked: How many statements, tasks, projects and lists a person has decided upon.
        items: How many there are.
    """

    plan: Plan
    facts: Overview
    charts: list[Drawn] = field(default_factory=list)
    promises: list[Promise] = field(default_factory=list)
    checked: int = 0
    items: int = 0

    @property
    def unread(self) -> tuple[Unread, ...]:
        """The first places that could not be read for certain."""
        return self.plan.unread[:UNREAD]

    @property
    def notes(self) -> list[str]:
        """What a person should know of the document."""
        chinese = language.get() == "zh"
        return [note.message_zh if chinese else note.message_en for note in self.plan.notes]

    @property
    def binding(self) -> int:
        """How many targets bind."""
        return sum(target.attribute == "binding" for target in self.facts.targets)


def summary(page: VersionPage) -> Summary | None:
    """Return what stands out in a version, or None before it was read."""
    plan = plan_of(page.version, page.at)
    if plan is None:
        return None
    facts = overview(plan)
    ids = [item.id for each in (plan.statements, plan.tasks, plan.projects, plan.lists) for item in each]
    return Summary(
        plan=plan,
        facts=facts,
        charts=[chart for chart in (_chapters(facts.chapters), _forms(facts), _deadlines(plan)) if chart.rows],
        promises=[_promise(target) for target in facts.targets[:BIGGEST]],
        checked=len(plan.checked.intersection(ids)),
        items=len(ids),
    )


def _promise(target: Statement) -> Promise:
    speech = language.get()
    scope = f"（{target.scope}）" if target.scope else ""
    return Promise(
        id=target.id,
        indicator=target.indicator + scope,
        amount=amount(target, speech),
        period=period_words(target, speech),
        attribute=target.attribute,
    )


def _chapters(chapters: Iterable[Chapter]) -> Drawn:
    rows = [(each.title or word("plans.before_chapters"), each.targets, each.tasks) for each in chapters]
    parts = [
        Part(
            name=title,
            sizes={"target": targets, "task": tasks},
            note=word("plans.chapter_note", targets=targets, tasks=tasks),
        )
        for title, targets, tasks in rows
    ]
    words = {"target": word("plans.targets"), "task": word("plans.tasks")}
    heads = [word("plans.chapter"), *words.values()]
    return Drawn(
        name="chapters", title=word("plans.chart_chapters"), draw=lambda: tree_map(parts, words), heads=heads, rows=rows
    )


def _forms(facts: Overview) -> Drawn:
    rows = [(choice_word(form, language.get(), "form"), count) for form, count in facts.forms.items()]
    stretches = [Bar(group=form, kind="target", word=word("plans.targets"), count=count) for form, count in rows]
    return Drawn(
        name="forms",
        title=word("plans.chart_forms"),
        draw=lambda: bars(stretches, across=True),
        heads=[word("plans.form"), word("plans.targets")],
        rows=rows,
    )


def _deadlines(plan: Plan) -> Drawn:
    """Count by the last year each is due; what the text leaves open is due at the end of the plan and is said so."""
    targets = Counter(_year(each.period or each.period_inferred) for each in plan.statements if each.kind == "target")
    tasks = Counter(_year(task.deadline) for task in plan.tasks)
    named = {year for year in {*targets, *tasks} if year}
    span = range(plan.head.start, plan.head.end + 1) if plan.head.start and plan.head.end else ()
    years = sorted({*named, *map(str, span)}) if named else []
    rows: list[tuple[Any, ...]] = [(year, targets[year], tasks[year]) for year in years]
    kinds = (("target", word("plans.targets"), 1), ("task", word("plans.tasks"), 2))
    stretches = [
        Bar(group=row[0], kind=kind, word=said, count=row[place]) for row in rows for kind, said, place in kinds
    ]
    if targets[""] or tasks[""]:
        rows.append((word("plans.no_date"), targets[""], tasks[""]))
    return Drawn(
        name="deadlines",
        title=word("plans.chart_deadlines"),
        note=word("plans.chart_deadlines_note", targets=targets[""], tasks=tasks[""]),
        draw=lambda: bars(stretches),
        heads=[word("plans.year"), word("plans.targets"), word("plans.tasks")],
        rows=rows if stretches else [],
    )


def _year(period: str | None) -> str:
    years = _YEAR.findall(period or "")
    return years[-1] if years else ""
