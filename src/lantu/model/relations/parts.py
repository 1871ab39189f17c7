"""All totals of a plan with their parts, each once."""

from __future__ import annotations

from lantu.model.plan import Reading
from lantu.model.relations.lists import relations_of_lists, relations_of_projects
from lantu.model.relations.points import relations_of_points
from lantu.model.relations.relation import Relation, position
from lantu.model.relations.sections import relations_of_sections
from lantu.model.relations.sentences import relations_in_sentences


def parts_of(plan: Reading) -> tuple[Relation, ...]:
    """Return the totals of a plan with their parts.

    Args:
        plan: A reading, or a plan after corrections.

    Returns:
        In the order of the totals. A total has several relations where several parts of the text divide it differently; the same parts are named once,
        by the surest of those that name them.
    """
    found: dict[tuple[str, frozenset[str]], Relation] = {}
    sources = (
        relations_in_sentences,
        relations_of_points,
        relations_of_sections,
        relations_of_lists,
        relations_of_projects,
    )
    for relation in (relation for source in sources for relation in source(plan)):
        key = (relation.whole, frozenset(relation.parts))
        if key not in found or (relation.certain and not found[key].certain):
            found[key] = relation
    return tuple(sorted(found.values(), key=lambda relation: (position(relation.whole), relation.how)))
