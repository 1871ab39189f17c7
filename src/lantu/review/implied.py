"""Growth that two promised falls imply: an amount that falls less than the amount per output says how the output grows."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from lantu.review.claims import Claim
from lantu.review.derived import rounded
from lantu.review.intervals import Interval
from lantu.vocabulary.derivations import Derivation, shipped_derivations


@dataclass(frozen=True, slots=True)
class Implied:
    """A growth that two changes imply.

    Attributes:
        derivation: What they are.
        amount: The change of the amount.
        intensity: The change of the amount per output.
        stated: What the plan says of the growth itself, or None.
        years: Over how many years.
        yearly: The growth a year that is implied, as a fraction; rounding allowed for.
    """

    derivation: Derivation
    amount: Claim
    intensity: Claim
    stated: Claim | None
    years: int
    yearly: Interval

    @property
    def holds(self) -> bool:
        """Whether the plan says nothing else."""
        return self.stated is None or not rounded(self.stated).apart(self.yearly)


def implied_of(claims: Iterable[Claim], start: int | None) -> Iterator[Implied]:
    """Yield the growths that two changes of one period imply.

    Args:
        claims: All claims of the plan.
        start: The plan's first year, from whose eve changes by a year are counted.
    """
    claims = list(claims)
    falls = [c for c in claims if c.target and c.statement.form == "cumulative_reduction" and c.statement.unit == "%"]
    for derivation in shipped_derivations():
        for intensity in (c for c in falls if derivation.is_intensity(c.statement.indicator)):
            for amount in (c for c in falls if derivation.is_amount(c.statement.indicator)):
                since = intensity.since or start
                if (amount.place, amount.until) == (intensity.place, intensity.until) and since and intensity.until:
                    years = intensity.until - since + 1
                    stated = _stated(derivation.output, intensity, claims)
                    yield Implied(derivation, amount, intensity, stated, years, _growth(amount, intensity, years))


def _stated(output: str | None, intensity: Claim, claims: Iterable[Claim]) -> Claim | None:
    return next(
        (
            claim
            for claim in claims
            if output is not None
            and claim.statement.indicator_id == output
            and claim.statement.measure == "growth_annual"
            and (claim.target, claim.place, claim.until) == (True, intensity.place, intensity.until)
        ),
        None,
    )


def _growth(amount: Claim, intensity: Claim, years: int) -> Interval:
    left, per = rounded(amount), rounded(intensity)
    low, high = (1 - left.high) / (1 - per.low), (1 - left.low) / (1 - per.high)
    return Interval(float(max(low, 0)) ** (1 / years) - 1, float(max(high, 0)) ** (1 / years) - 1)
