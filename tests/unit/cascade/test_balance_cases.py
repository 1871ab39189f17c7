"""The cases of ``tests/cases/cascade/balance.yaml``: what must agree, what gives way, what cannot hold together."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest
import yaml

from lantu.cascade.balance.balancing import balance
from lantu.cascade.balance.checks import checks
from lantu.cascade.balance.explaining import moves_said
from lantu.cascade.balance.published import published
from lantu.cascade.conflicts.conflict import conflicts_of
from lantu.cascade.conflicts.irreducible import conflicts_in
from lantu.cascade.conflicts.relaxations import relaxations
from lantu.cascade.tracks import INDEX_BASE, Limit, Track
from lantu.vocabulary.identities import shipped_identities
from lantu.vocabulary.indicators import indicator

CASES = yaml.load(
    (Path(__file__).parents[2] / "cases" / "cascade" / "balance.yaml").read_text("utf-8"), Loader=yaml.BaseLoader
)["cases"]
FIRST = 2026


def path_of(raw: dict) -> list[Decimal]:
    if "path" in raw:
        return [Decimal(value) for value in raw["path"]]
    if "rate" in raw:
        return [INDEX_BASE * (1 + Decimal(raw["rate"]) / 100) ** passed for passed in range(1, 6)]
    base, goal = Decimal(raw["base"]), Decimal(raw["goal"])
    return [base * (goal / base) ** (Decimal(passed) / 5) for passed in range(1, 6)]


def limits_of(raw: dict, years: tuple[int, ...]) -> tuple[Limit, ...]:
    origin = raw.get("origin", "anticipatory")
    found = []
    for side in ("low", "high"):
        if side in raw:
            found.append({"year": years[-1], side: Decimal(raw[side])})
        if f"{side}_rate" in raw:
            found.append({"year": years[-1], side: INDEX_BASE * (1 + Decimal(raw[f"{side}_rate"]) / 100) ** len(years)})
        found += [{"year": int(year), side: Decimal(value)} for year, value in raw.get(f"{side}_in", {}).items()]
    return tuple(Limit(**each, origin=origin, text=raw["indicator"]) for each in found)


def track_of(raw: dict, most: int) -> Track:
    wished = path_of(raw)[:most]
    years = tuple(range(FIRST, FIRST + len(wished)))
    falls = raw.get("rate", "").startswith("-")
    return Track(
        indicator=raw["indicator"],
        name=indicator(raw["indicator"]).zh,
        unit=raw["unit"],
        measure="index" if "rate" in raw else "level",
        years=years,
        wished=tuple(wished),
        baseline=INDEX_BASE if "rate" in raw else Decimal(raw["base"]),
        limits=limits_of(raw, years),
        weight=Decimal(raw.get("weight", 1)),
        precision=Decimal(raw["precision"]),
        direction="down" if falls or raw.get("form") == "cap" else "up",
        form=raw.get("form"),
    )


def tracks_of(case: dict) -> list[Track]:
    most = min(len(path_of(raw)) for raw in case["tracks"])
    return [track_of(raw, most) for raw in case["tracks"]]


def solved(case: dict):
    return balance(tracks_of(case), shipped_identities(), declared=frozenset(case.get("declared", ())))


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_case(case):
    found = solved(case)
    if "asked" in case:
        assert [rule.identity.id for rule in found.rules] == case["asked"]
    assert {each.identity.id: each.reason.code for each in found.unasked} == case.get("unasked", {})
    assert found.possible == ("conflict" not in case)
    if found.possible:
        hold_printed(case, found)
    else:
        hold_conflict(case, found)


def hold_printed(case: dict, found) -> None:
    values = published(found.tracks, found.rules)
    assert all(check.holds for check in checks(found.tracks, found.rules, values))
    for name, expected in case.get("printed", {}).items():
        assert values[name, ""] == tuple(Decimal(value) for value in expected)
    if "adds_up" in case:
        whole, parts = case["adds_up"]["whole"], case["adds_up"]["parts"]
        for at, value in enumerate(values[whole, ""]):
            assert value == sum(values[part, ""][at] for part in parts)
    if "moved_alike" in case:
        by_name = {track.indicator: track for track in found.tracks}
        wished = {track.indicator: track for track in found.wished}
        first, second = (abs(by_name[name].wished[-1] / wished[name].wished[-1] - 1) for name in case["moved_alike"])
        assert first > 0
        assert abs(first / second - 1) < Decimal("0.1")


def hold_conflict(case: dict, found) -> None:
    (conflict,) = conflicts_of(found)
    assert sorted(party.indicator for party in conflict.parties) == sorted(case["conflict"])
    (claims,) = conflicts_in(found.states, found.values)
    offers = relaxations(found.states, found.values, claims)
    assert [offer.size for offer in offers] == sorted(offer.size for offer in offers)
    assert sorted(step.claim.about.track.indicator for offer in offers for step in offer.steps) == sorted(
        case["offers"]
    )
    assert bool(conflict.offers) == bool(case["offers"])
    assert bool(conflict.advice_zh) != bool(case["offers"])
    assert str(len(conflict.parties)) in conflict.message_zh
    assert str(len(conflict.parties)) in conflict.message_en


def test_a_move_is_told_in_two_sentences_that_name_the_reason():
    found = solved(CASES[0])
    for said in moves_said(found, "zh"):
        assert "三次产业增加值相加等于地区生产总值" in said
        assert said.count("。") == 2
    for said in moves_said(found, "en"):
        assert said.count(". ") == 1


def test_an_offer_is_told_with_its_new_bound():
    case = next(case for case in CASES if case.get("offers") == ["gdp-growth"])
    (conflict,) = conflicts_of(solved(case))
    (offer,) = conflict.offers
    assert "地区生产总值增速" in offer.message_zh
    assert "让步" in offer.message_zh
    assert offer.message_en.startswith("Relax")
