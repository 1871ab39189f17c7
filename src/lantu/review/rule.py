"""What a rule is, and how rules are found: one class a file in :mod:`lantu.review.rules`.

To add a rule, add its file, its messages (F…) in ``messages.yaml`` and its cases in ``tests/cases/review``; nothing else is to be told of it.
"""

from __future__ import annotations

import inspect
import pkgutil
from abc import ABC, abstractmethod
from collections.abc import Iterable, Iterator
from functools import cache
from importlib import import_module
from typing import Any, ClassVar, NamedTuple

from lantu.errors import catalogue
from lantu.model.findings import Figure, Finding, Held, PlanSpan, Severity
from lantu.review.reviewed import Reviewed


class InBoth(NamedTuple):
    """A fact of a message that is not said alike in both languages."""

    zh: str
    en: str


class Rule(ABC):
    """One thing that must hold in a plan.

    The docstring of each rule explains it to the people who work through its findings; its first line says what it finds. A rule looks at
    the reviewed plan alone and calls no other rule.

    Attributes:
        name: Public name, in words joined by hyphens; stable, for filters and for findings that were explained.
        title: Entry of the message catalogue that calls it by a few words in both languages.
    """

    name: ClassVar[str]
    title: ClassVar[str]

    @abstractmethod
    def check(self, reviewed: Reviewed) -> Iterator[Finding | Held]:
        """Yield what does not hold, and what was checked and holds."""

    def finding(
        self,
        severity: Severity,
        code: str,
        spans: Iterable[PlanSpan],
        values: Iterable[Figure] = (),
        /,
        **facts: object,
    ) -> Finding:
        """Make a finding of this rule.

        Args:
            severity: How sure and how grave.
            code: Entry of the message catalogue; its next step says how to reconcile.
            spans: Every clause concerned, in any order.
            values: The numbers of the arithmetic.
            **facts: What fills the message; an :class:`InBoth` is said in each language's own words.
        """
        said, after = catalogue()[code].what, catalogue()[code].next
        zh, en = _facts(facts, "zh"), _facts(facts, "en")
        return Finding(
            rule=self.name,
            severity=severity,
            message_zh=said["zh"].format(**zh),
            message_en=said["en"].format(**en),
            spans=_in_order(spans),
            values=tuple(values),
            fix=after["zh"].format(**zh),
            fix_en=after["en"].format(**en),
        )

    def held(self, code: str, spans: Iterable[PlanSpan], values: Iterable[Figure] = (), /, **facts: object) -> Held:
        """Say that something was checked and holds; the arguments are those of a finding."""
        said = catalogue()[code].what
        return Held(
            rule=self.name,
            message_zh=said["zh"].format(**_facts(facts, "zh")),
            message_en=said["en"].format(**_facts(facts, "en")),
            spans=_in_order(spans),
            values=tuple(values),
        )


def _facts(facts: dict[str, Any], language: str) -> dict[str, Any]:
    return {name: getattr(fact, language) if isinstance(fact, InBoth) else fact for name, fact in facts.items()}


def _in_order(spans: Iterable[PlanSpan]) -> tuple[PlanSpan, ...]:
    return tuple(sorted(set(spans), key=lambda span: (span.plan, span.start, span.end)))


@cache
def all_rules() -> tuple[type[Rule], ...]:
    """Return every rule of the house, by name."""
    package = import_module("lantu.review.rules")
    modules = [import_module(f"{package.__name__}.{found.name}") for found in pkgutil.iter_modules(package.__path__)]
    found = [
        kind
        for module in modules
        for kind in vars(module).values()
        if inspect.isclass(kind) and issubclass(kind, Rule) and kind.__module__ == module.__name__
    ]
    return tuple(sorted((kind for kind in found if not inspect.isabstract(kind)), key=lambda kind: kind.name))


def rule_named(name: str) -> type[Rule] | None:
    """Return the rule of a public name; None where there is none."""
    return next((kind for kind in all_rules() if kind.name == name), None)
