"""Numbers that follow from others: by an identity between indicators, from a yearly amount, from two falls that imply a growth."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import reduce
from typing import Literal

from lantu.review.claims import Claim
from lantu.review.intervals import Interval, exactly, total_of
from lantu.review.sameness import name_key
from lantu.vocabulary import indicator
from lantu.vocabulary.identities import Identity, shipped_identities

_SLACK = Fraction(3, 100)  # prices, year-end and average population: identities that hold by and large
_ABOUT = (Fraction(1, 2), Fraction(2))  # beyond it the two are of other scopes or units

Relation = Literal["=", "<=", ">="]
When = tuple[str | None, bool, int]


@dataclass(frozen=True, slots=True)
class Derived:
    """A number, and what it should be by others.

    Attributes:
        zh: The reason, in Chinese.
        en: The reason, in English.
        whole: The number.
        parts: The numbers it follows from.
        expected: What it may be, in base units.
        relation: How it stands to what is expected: equal, at most, at least.
        always: Whether the reason holds by definition.
    """

    zh: str
    en: str
    whole: Claim
    parts: tuple[Claim, ...]
    expected: Interval
    relation: Relation
    always: bool

    @property
    def holds(self) -> bool:
        """Whether the number can be what it should be."""
        printed = rounded(self.whole)
        if self.relation == ">=":
            return not printed.below(self.expected)
        return not self.expected.below(printed) if self.relation == "<=" else not printed.apart(self.expected)


def derived_of(claims: Iterable[Claim]) -> Iterator[Derived]:
    """Yield the numbers that follow from others of one place and year."""
    claims = list(claims)
    by_id = _by_indicator(claims)
    for identity in shipped_identities():
        if identity.applies != "declared" and _of_levels(identity):
            yield from _by_identity(identity, by_id)
    yield from _by_years(claims)


ById = Mapping[str, Mapping[When, Claim]]


def _by_indicator(claims: Iterable[Claim]) -> ById:
    found: defaultdict[str, defaultdict[When, list[Claim]]] = defaultdict(lambda: defaultdict(list))
    for claim in claims:
        identifier = claim.statement.indicator_id
        if identifier and claim.until is not None and claim.statement.measure == "level":
            found[identifier][claim.place, claim.target, claim.until].append(claim)
    return {
        identifier: {when: same[0] for when, same in of_times.items() if _agree(same)}
        for identifier, of_times in found.items()
    }


def _agree(claims: Sequence[Claim]) -> bool:
    """Tell whether claims of one time are one number: where they are several, another rule has its say, and nothing follows from them."""
    return not any(claim.interval.apart(claims[0].interval) for claim in claims[1:])


def _of_levels(identity: Identity) -> bool:
    known = [indicator(each) for each in identity.indicators]
    return all(each is not None and each.aspect == "level" for each in known)


def _by_identity(identity: Identity, by_id: ById) -> Iterator[Derived]:
    for when, whole in by_id.get(identity.whole, {}).items():
        parts = [by_id.get(each, {}).get(when) for each in identity.parts]
        given = tuple(part for part in parts if part is not None)
        if len(given) < len(parts):
            continue
        ends = [rounded(part) for part in given]
        expected = total_of(ends) if identity.kind == "sum" else reduce(_times, ends, exactly(Fraction(1)))
        always = identity.applies == "always"
        if not always:
            expected = Interval(expected.low * (1 - _SLACK), expected.high * (1 + _SLACK))
        yield Derived(identity.zh, identity.en, whole, given, expected, identity.relation, always)


def _times(a: Interval, b: Interval) -> Interval:
    return Interval(a.low * b.low, a.high * b.high)


def rounded(claim: Claim) -> Interval:
    """Return what a claim allows when its number is a rounded one."""
    half = claim.step / 2
    return Interval(claim.interval.low - half, claim.interval.high + half)


def _by_years(claims: Sequence[Claim]) -> Iterator[Derived]:
    """Yield each amount of several years that is also given for every year."""
    yearly: defaultdict[tuple[str, str | None, bool], list[Claim]] = defaultdict(list)
    for claim in claims:
        if claim.statement.measure == "per_year" and not claim.statement.in_table:
            for key in _added_keys(claim):
                yearly[key, claim.place, claim.target].append(claim)
    for whole in claims:
        if (
            whole.statement.measure != "increment"
            or whole.since is None
            or whole.until is None
            or whole.until <= whole.since
        ):
            continue
        years = whole.until - whole.since + 1
        found = [each for key in _added_keys(whole) for each in yearly.get((key, whole.place, whole.target), ())]
        for each in {claim.statement.id: claim for claim in found}.values():
            low, high = each.interval.low * years, each.interval.high * years
            about = each.interval.printed * years
            if about and _ABOUT[0] <= whole.interval.printed / about <= _ABOUT[1]:
                zh, en = (
                    f"每年的量乘以{years}年等于{years}年的量",
                    f"the amount of each year times {years} is that of {years} years",
                )
                half = each.step / 2 * years
                yield Derived(zh, en, whole, (each,), Interval(low - half, high + half), "=", always=False)


def _added_keys(claim: Claim) -> set[str]:
    """Return what is added, whether by the year or over all of them: by the vocabulary's id and by its name."""
    statement = claim.statement
    name = statement.indicator
    for word in ("每年", "年均", "累计", "五年", "共"):
        name = name.replace(word, "")
    return {statement.indicator_id or name_key(name), name_key(name)}
