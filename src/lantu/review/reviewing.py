"""Review a plan: run the rules, gather what they find and what holds."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from lantu.errors import UsageError
from lantu.model.findings import Finding, Held
from lantu.model.plan import Reading
from lantu.review.reviewed import Reviewed
from lantu.review.rule import Rule, all_rules, rule_named

_GRAVEST_FIRST = ("hard", "probable", "note")


@dataclass(frozen=True, slots=True, kw_only=True)
class Review:
    """What a review found.

    Attributes:
        plan: Name of the plan.
        findings: The gravest first, then in the order of the text.
        held: What was checked and holds, by rule.
    """

    plan: str
    findings: tuple[Finding, ...]
    held: tuple[Held, ...]

    @property
    def checked(self) -> dict[str, tuple[int, int]]:
        """For each rule that checked something: how many it checked, and how many of them hold."""
        holding = [held.rule for held in self.held]
        failing = [finding.rule for finding in self.findings]
        return {
            rule: (holding.count(rule) + failing.count(rule), holding.count(rule))
            for rule in sorted({*holding, *failing})
        }


def review(plan: Reading, rules: Iterable[str] | None = None, *, name: str | None = None) -> Review:
    """Review a plan.

    Args:
        plan: A reading, or a plan after corrections.
        rules: Names of the rules to run; all where None.
        name: Name of the plan in the spans of the findings; its file name unless given.

    Returns:
        Findings with their evidence, and what was checked and holds; the same plan gives the same review.

    Raises:
        UsageError: U030 there is no rule of a name.

    >>> from lantu.reading import read
    >>> text = "到2030年，营造林面积达到75万亩，其中人工造林面积50万亩、封山育林面积30万亩。"
    >>> found = review(read(text.encode(), "plan.txt", start=2026, end=2030), ["parts-exceed-total"])
    >>> [(finding.rule, finding.severity) for finding in found.findings]
    [('parts-exceed-total', 'hard')]
    """
    reviewed = Reviewed(plan, name or plan.document.name)
    said = [result for rule in _chosen(rules) for result in rule().check(reviewed)]
    findings = [result for result in said if isinstance(result, Finding)]
    return Review(
        plan=reviewed.name,
        findings=tuple(sorted(findings, key=_place)),
        held=tuple(result for result in said if isinstance(result, Held)),
    )


def _chosen(names: Iterable[str] | None) -> list[type[Rule]]:
    if names is None:
        return list(all_rules())
    chosen = []
    for name in names:
        rule = rule_named(name)
        if rule is None:
            raise UsageError("U030", name=name, known=", ".join(each.name for each in all_rules()))
        chosen.append(rule)
    return chosen


def _place(finding: Finding) -> tuple[int, int, str]:
    return _GRAVEST_FIRST.index(finding.severity), finding.spans[0].start if finding.spans else -1, finding.rule
