"""A conflict as it leaves the house: what cannot hold together, in words and figures, and what would solve it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from types import MappingProxyType

from lantu.cascade.balance.balancing import Balance
from lantu.cascade.balance.states import Claim, Demand
from lantu.cascade.conflicts.irreducible import conflicts_in
from lantu.cascade.conflicts.relaxations import Relaxation, relaxations
from lantu.cascade.conflicts.wording import Names, claim_said, conflict_said, relaxation_said
from lantu.errors import message

_NO_NAMES: Names = MappingProxyType({})


@dataclass(frozen=True, slots=True, kw_only=True)
class Party:
    """One of the demands and identities that cannot hold together.

    Attributes:
        kind: Whose it is: the origin of a demand, or ``identity``.
        indicator: Id or name of the indicator a demand bounds; id of an identity.
        subject: Of whom.
        target: Id of the statement, or empty.
        negotiable: Whether it may be offered for relaxation.
        message_zh: What it asks, in Chinese.
        message_en: What it asks, in English.
    """

    kind: str
    indicator: str
    subject: str
    target: str
    negotiable: bool
    message_zh: str
    message_en: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Offer:
    """What would solve a conflict.

    Attributes:
        size: By how much demands yield together, as shares of their sizes.
        message_zh: The offer in Chinese.
        message_en: The offer in English.
    """

    size: float
    message_zh: str
    message_en: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Conflict:
    """Demands and identities that cannot hold together; without any one of them the others can.

    Attributes:
        message_zh: The conflict in Chinese.
        message_en: The conflict in English.
        parties: What cannot hold together.
        offers: What would solve it, the smallest first.
        advice_zh: What to do where nothing may be offered, else empty.
        advice_en: The same in English.
    """

    message_zh: str
    message_en: str
    parties: tuple[Party, ...]
    offers: tuple[Offer, ...]
    advice_zh: str = ""
    advice_en: str = ""


def conflicts_of(balance: Balance, names: Names = _NO_NAMES) -> tuple[Conflict, ...]:
    """Return the conflicts of a balance that is not possible; none where it is.

    Args:
        balance: The balance.
        names: Printed names of areas and bodies, by subject.
    """
    if balance.possible:
        return ()
    found = conflicts_in(balance.states, balance.values)
    return tuple(_conflict(balance, claims, found, names) for claims in found)


def _conflict(
    balance: Balance, claims: tuple[Claim, ...], found: tuple[tuple[Claim, ...], ...], names: Names
) -> Conflict:
    others = [other for other in found if other is not claims]
    offers = tuple(_offer(offer, names) for offer in relaxations(balance.states, balance.values, claims, others))
    return Conflict(
        message_zh=conflict_said(claims, "zh", names),
        message_en=conflict_said(claims, "en", names),
        parties=tuple(_parties(claims, names)),
        offers=offers,
        advice_zh="" if offers else message("K120", "zh"),
        advice_en="" if offers else message("K120", "en"),
    )


def _parties(claims: tuple[Claim, ...], names: Names) -> Iterator[Party]:
    for claim in claims:
        about = claim.about
        yield Party(
            kind=about.limits[0].origin if isinstance(about, Demand) else "identity",
            indicator=about.track.indicator if isinstance(about, Demand) else about.identity.id,
            subject=about.track.subject if isinstance(about, Demand) else about.whole[1],
            target=about.limits[0].target if isinstance(about, Demand) else "",
            negotiable=claim.negotiable,
            message_zh=claim_said(claim, "zh", names),
            message_en=claim_said(claim, "en", names),
        )


def _offer(relaxation: Relaxation, names: Names) -> Offer:
    return Offer(
        size=relaxation.size,
        message_zh=relaxation_said(relaxation, "zh", names),
        message_en=relaxation_said(relaxation, "en", names),
    )
