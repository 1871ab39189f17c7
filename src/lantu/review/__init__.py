"""Review: what in a plan contradicts itself, with the arithmetic and the sentences concerned.

``review(plan)`` runs every rule of :mod:`lantu.review.rules` on a :class:`~lantu.review.reviewed.Reviewed`: the plan made ready once.
"""

from lantu.review.reviewing import Review, review
from lantu.review.rule import Rule, all_rules, rule_named

__all__ = ["Review", "Rule", "all_rules", "review", "rule_named"]
