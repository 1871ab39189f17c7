"""What was created in the years before and is to be created in these, told with the same words: 创建和美村庄60个, 创建和美村庄90个.

Such a number may be a level (so many there are by then) or an addition (so many more). Where it is smaller than what was reached, one of the
two readings is a target below its baseline, and whoever monitors the plan must know which is meant.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from lantu.model.text import Span
from lantu.review.claims import Claim
from lantu.review.intervals import far_apart
from lantu.review.reviewed import Reviewed
from lantu.review.sameness import name_key
from lantu.vocabulary.indicators import dimension_of

#: Verbs after which a number may be all there are by then, or what comes to them; works that are built or carried out are counted by the period.
_CREATES = re.compile(r"^(?:新)?(?:创建|创成|打造|培育|评定|认定|命名|选树)|(?:创建|打造|培育|评定|认定)了?$")
_JOINTS = re.compile(r"以及|[和与及、]")
_SAYS_MORE = re.compile(r"新增|新建|净增|增加|再|新创|新培育|新认定|新评|累计|每年|五年")
_COMPANIONS = 2  # so many neighbours told in both sentences show that one list is taken up again
Key = tuple[str, str | None, str | None]


@dataclass(frozen=True, slots=True)
class Tally:
    """A number created before, and a smaller one to be created.

    Attributes:
        before: What was created.
        after: What is to be created.
        listed: Whether both stand among the same neighbours, which do not fall.
    """

    before: Claim
    after: Claim
    listed: bool


def tallies_of(reviewed: Reviewed) -> Iterator[Tally]:
    """Yield each target that is smaller than what was created under the same name, and leaves open whether it is to be added.

    Args:
        reviewed: The plan made ready.
    """
    pairs = list(_pairs(reviewed.claims.values()))
    rising: defaultdict[tuple[Span, Span], int] = defaultdict(int)
    for before, after in pairs:
        rising[_places(reviewed, before, after)] += not _falls(before, after)
    for before, after in pairs:
        if _falls(before, after) and not far_apart(before.interval, after.interval):
            yield Tally(before, after, rising[_places(reviewed, before, after)] >= _COMPANIONS)


def open_tallies(reviewed: Reviewed) -> Iterator[list[tuple[Claim, Claim]]]:
    """Yield what was created with what is to be created where nothing falls, by the sentences they stand in: whether it comes on top is not said.

    Args:
        reviewed: The plan made ready.
    """
    together: defaultdict[tuple[Span, Span], list[tuple[Claim, Claim]]] = defaultdict(list)
    for before, after in _pairs(reviewed.claims.values()):
        if not _falls(before, after):
            together[_places(reviewed, before, after)].append((before, after))
    yield from together.values()


def _pairs(claims: Iterable[Claim]) -> Iterator[tuple[Claim, Claim]]:
    """Yield what was created with what is to be created, each name once."""
    created: defaultdict[Key, list[Claim]] = defaultdict(list)
    for claim in claims:
        statement = claim.statement
        if statement.measure != "increment" or statement.in_table or not _CREATES.search(statement.indicator):
            continue
        parts = (name_key(part) for part in _JOINTS.split(_CREATES.sub("", statement.indicator)))
        created["、".join(sorted(parts)), claim.place, dimension_of(statement.unit or "") or statement.unit].append(
            claim
        )
    for found in created.values():
        before = next((claim for claim in found if not claim.target), None)
        after = next((claim for claim in found if claim.target and not _SAYS_MORE.search(claim.statement.text)), None)
        if before is not None and after is not None:
            yield before, after


def _falls(before: Claim, after: Claim) -> bool:
    return after.interval.high < before.interval.low


def _places(reviewed: Reviewed, before: Claim, after: Claim) -> tuple[Span, Span]:
    first, second = (reviewed.sentence_at(claim.statement.start) for claim in (before, after))
    return first, second
