"""A number in a unit that does not belong to its indicator, or not to the same number elsewhere."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import combinations

from typing_extensions import override

from lantu.model.findings import Finding, Held, Severity
from lantu.review.claims import Claim
from lantu.review.reviewed import Reviewed
from lantu.review.rule import Rule
from lantu.review.sameness import name_key
from lantu.vocabulary import match_indicator, split_unit
from lantu.vocabulary.indicators import dimension_of

_SHARE = re.compile(r"(?:率|占比|比重|比例)$")
_NOT_SHARES = re.compile(
    r"死亡率|生产率|效率|汇率|利率|频率|功率|出生率|发生率|事故率|分辨率|速率|费率|投产率|容积率|单位|每|人均|亩均|比例尺"
)
_COUNT_NOUNS = ("count", "people", "visits", "one")
_COUNTS = ("数", "数量")  # a name the reader made of what is counted
_TURNED = 500  # 120亿元 now and 150万元 later: a unit is wrong, whatever the numbers
_SHORTEST = 4


class UnitMismatch(Rule):
    """A number in a unit that does not belong to its indicator, or not to the same number elsewhere.

    A share in hectares, grain in yuan; one indicator in 亿元 here and in 万元 there with one and the same number, or in units that measure
    different things. Hard where the numbers are the same and only the unit differs, else probable.
    """

    name = "unit-mismatch"
    title = "F218"

    @override
    def check(self, reviewed: Reviewed) -> Iterator[Finding | Held]:
        told: set[str] = set()
        for group in _of_one_name(reviewed.claims.values()):
            for severity, a, b in _differing(reviewed, group):
                if not {a.statement.id, b.statement.id} & told:
                    others = [c for c in group if c.statement.id not in told and (_differ(a, c) or _differ(b, c))]
                    concerned = {claim.statement.id: claim for claim in (a, b, *others)}
                    told |= concerned.keys()
                    spans = [reviewed.span(claim.statement) for claim in concerned.values()]
                    facts = {"name": a.statement.indicator, "one": a.printed, "other": b.printed}
                    yield self.finding(severity, "F070", spans, [a.figure("value"), b.figure("value")], **facts)
        for claim in reviewed.claims.values():
            statement = claim.statement
            if statement.id not in told and _never_has(claim):
                facts = {"name": statement.indicator, "value": claim.printed}
                yield self.finding("probable", "F071", [reviewed.span(statement)], [claim.figure("value")], **facts)


def _of_one_name(claims: Iterable[Claim]) -> Iterator[list[Claim]]:
    """Yield the levels that bear one name in one place, whatever their units."""
    named: defaultdict[tuple[str, str | None], list[Claim]] = defaultdict(list)
    for claim in claims:
        name = name_key(claim.statement.indicator)
        if claim.statement.measure in ("level", "increment") and len(name) >= _SHORTEST:
            named[name, claim.place].append(claim)
    return (group for group in named.values() if len(group) > 1)


def _differing(reviewed: Reviewed, group: Iterable[Claim]) -> list[tuple[Severity, Claim, Claim]]:
    """Return the pairs whose units do not fit, the surest first: they say where the slip is."""
    pairs = [
        (severity, a, b)
        for a, b in combinations(group, 2)
        if not _of_one_sentence(reviewed, a, b)
        for severity in [_differ(a, b)]
        if severity
    ]
    return sorted(pairs, key=lambda pair: pair[0] != "hard")


def _of_one_sentence(reviewed: Reviewed, a: Claim, b: Claim) -> bool:
    """Tell whether two claims stand in one sentence: 基金10只、规模500亿元 are number and size of one thing."""
    return not a.statement.in_table and reviewed.sentence_at(a.statement.start) == reviewed.sentence_at(
        b.statement.start
    )


def _differ(a: Claim, b: Claim) -> Severity | None:
    """Return how grave it is that two claims of one name bear different units; None where the units fit."""
    one, other = a.statement, b.statement
    if one.unit is None or other.unit is None or one.unit == other.unit:
        return None
    if _measured(a) != _measured(b):
        if one.value != other.value and (one.indicator != other.indicator or one.indicator.endswith(_COUNTS)):
            return None
        return "hard" if one.value == other.value else "probable"
    of_one_time = a.target == b.target and a.until == b.until
    apart = one.value == other.value and a.interval.printed != b.interval.printed and one.value != 0
    if apart and of_one_time:
        return "hard"
    low, high = sorted((abs(a.interval.printed), abs(b.interval.printed)))
    return "probable" if low and low * _TURNED < high and one.indicator_id is not None else None


def _measured(claim: Claim) -> str | None:
    """Return what the unit measures; all that counts heads and things is one."""
    dimension = dimension_of(claim.statement.unit or "")
    return "count" if dimension in _COUNT_NOUNS or dimension is None else dimension


def _never_has(claim: Claim) -> bool:
    """Tell whether a unit cannot belong to the indicator: a rate in households, a known indicator in what it is never given in."""
    statement = claim.statement
    unit = statement.unit
    if unit is None or statement.measure not in ("level", "increment") or split_unit(unit)[1] is None:
        return False
    if (
        statement.measure == "level"
        and _SHARE.search(statement.indicator)
        and not _NOT_SHARES.search(statement.indicator)
    ):
        return dimension_of(unit) not in ("share", "share_difference", "one", "one/one", "multiple", "ratio", None)
    named = match_indicator(statement.indicator)
    return (
        named is not None
        and named.how in ("exact", "synonym")
        and match_indicator(statement.indicator, unit=unit) is None
    )
