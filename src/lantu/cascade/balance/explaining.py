"""Why a path moved, in two sentences a county head can repeat."""

from __future__ import annotations

from collections.abc import Sequence

from lantu.cascade.balance.balancing import Balance
from lantu.cascade.balance.rules import Rule
from lantu.cascade.rounding import rounded_to
from lantu.cascade.tracks import Track
from lantu.cascade.years import yearly
from lantu.errors import Language, message
from lantu.model.fields import write_text


def moves_said(balance: Balance, language: Language | str) -> tuple[str, ...]:
    """Return for each track of the plan's own that gave way what moved most and why.

    Moves that no printed value shows are left out, and so are those of areas, whose parts are told by themselves.
    """
    own = ((before, after) for before, after in balance.moved if not before.subject)
    said = (move_said(before, after, balance.rules, language) for before, after in own)
    return tuple(each for each in said if each)


def move_said(before: Track, after: Track, rules: Sequence[Rule], language: Language | str) -> str:
    """Return why one track moved, or nothing where its printed values do not show it."""
    wished, balanced = ([rounded_to(v, before.precision) for v in yearly(track)] for track in (before, after))
    at = max(range(len(wished)), key=lambda each: abs(balanced[each] - wished[each]))
    if wished[at] == balanced[at]:
        return ""
    joined = [rule.identity.said(str(language)) for rule in rules if after.key in (rule.whole, *rule.parts)]
    quoted = dict.fromkeys(message("K117", language, said=each) for each in joined)
    joint = "、" if str(language) == Language.ZH else ", "
    return message(
        "K121",
        language,
        name=before.name,
        before=write_text(wished[at]),
        after=write_text(balanced[at]),
        unit=before.unit,
        year=before.years[at],
        rules=joint.join(quoted),
    )
