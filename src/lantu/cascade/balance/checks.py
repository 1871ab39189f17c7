"""Whether what is printed still holds: every rule in every year, from the printed values themselves."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from lantu.cascade.balance.published import Values
from lantu.cascade.balance.rules import Key, Rule, implied_whole
from lantu.cascade.balance.states import hidden_by_rounding
from lantu.cascade.rounding import rounded_to
from lantu.cascade.tracks import Track
from lantu.cascade.years import start_of, state_after
from lantu.errors import Language, message
from lantu.model.fields import write_text

_LAST_DIGIT = 1e-9  # share of a value below which a difference is noise of the arithmetic


@dataclass(frozen=True, slots=True, kw_only=True)
class Check:
    """One rule in one year, after rounding.

    Attributes:
        rule: What is asked.
        year: The year.
        stated: The whole as printed, in states.
        implied: What the printed parts come to.
        allowed: By how much they may differ: what rounding hides, nothing for exact sums.
        unit: Unit of the whole.
    """

    rule: Rule
    year: int
    stated: Decimal
    implied: Decimal
    allowed: Decimal
    unit: str

    @property
    def gap(self) -> Decimal:
        """By how much the whole lies above what the parts come to."""
        return self.stated - self.implied

    @property
    def holds(self) -> bool:
        """Whether it holds."""
        missed = {"=": abs(self.gap), "<=": self.gap, ">=": -self.gap}[self.rule.relation]
        return missed <= self.allowed

    def said(self, language: Language | str) -> str:
        """Return what does not hold as a sentence."""
        figures = {
            "stated": write_text(_short(self.stated)) + self.unit,
            "implied": write_text(_short(self.implied)) + self.unit,
            "gap": write_text(_short(abs(self.gap))) + self.unit,
        }
        return message("K122", language, said=self.rule.identity.said(str(language)), year=self.year, **figures)


def checks(tracks: Sequence[Track], rules: Sequence[Rule], values: Values) -> tuple[Check, ...]:
    """Return every rule in every year that is not past, asked of the printed values.

    Args:
        tracks: The balanced tracks.
        rules: What is asked between them.
        values: What is printed.
    """
    printed = {track.key: track.with_states(tuple(_states(track, values[track.key]))) for track in tracks}
    return tuple(check for rule in rules for check in _checks(rule, printed))


def _states(track: Track, values: Sequence[Decimal]) -> Iterator[Decimal]:
    state = start_of(track.measure, track.baseline)
    for value in values:
        state = state_after(track, state, value)
        yield state


def _checks(rule: Rule, tracks: Mapping[Key, Track]) -> Iterator[Check]:
    whole, parts = tracks[rule.whole], [tracks[key] for key in rule.parts]
    for at, year in enumerate(whole.years):
        if all(track.is_past(year) for track in (whole, *parts)):
            continue
        implied = implied_whole(rule, whole, parts, at)
        exact = rule.identity.kind == "sum" and rule.exact
        hidden = 0.0 if exact else _hidden(rule, whole, parts, at)
        yield Check(
            rule=rule,
            year=year,
            stated=whole.wished[at],
            implied=Decimal(implied.numerator) / Decimal(implied.denominator),
            allowed=Decimal(repr(hidden + _LAST_DIGIT * abs(float(whole.wished[at])))),
            unit=whole.unit if whole.measure != "index" else "",
        )


def _hidden(rule: Rule, whole: Track, parts: Sequence[Track], at: int) -> float:
    """Return what rounding hides: within the band of the balance, each printed value may lie one unit further."""
    return 3 * hidden_by_rounding(whole, parts, at) if rule.identity.kind == "product" else float(whole.precision)


def _short(value: Decimal) -> Decimal:
    return rounded_to(value, Decimal("0.0001")).normalize()
