"""Files as offices make them: the right values, or a refusal that names the cells; nothing half imported."""

from __future__ import annotations

import csv
import shutil
import tempfile
from dataclasses import replace
from datetime import date
from decimal import Decimal
from functools import cache
from pathlib import Path

import pytest
import yaml
from tests.golden.observations.making import made, saved_again

from lantu.exchange.csvfile import read_table
from lantu.exchange.observations.importing import read_observations
from lantu.exchange.observations.known import Given, Known
from lantu.exchange.observations.mapping import parse_mapping
from lantu.exchange.observations.report import ObservationError, PlacedError, Taken
from lantu.model.records import Observation

HERE = Path(__file__).parent
EXAMPLE = HERE.parents[2] / "examples" / "lanhe"
FILES = {name: yaml.safe_load((HERE / f"{name}.yaml").read_text("utf-8")) for name in ("files", "lanhe")}
CASES = [case | {"known": name} for name, cases in FILES.items() for case in cases]
OFFICE = next((path for path in map(shutil.which, ("soffice", "libreoffice")) if path), None)
GIVEN = {"state": "flash", "supplier": "市统计局"}


@cache
def saved_by_libreoffice(form: str) -> dict[str, bytes]:
    chosen = {f"f{at}": made(case["file"]) for at, case in enumerate(CASES) if case["file"].get("libreoffice") == form}
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        return saved_again(chosen, form, Path(folder), OFFICE or "")


def bytes_of(case: dict) -> bytes:
    if not case["file"].get("libreoffice"):
        return made(case["file"])
    if OFFICE is None:
        pytest.skip("LibreOffice is not installed: apt-get install libreoffice-calc")
    return saved_by_libreoffice(case["file"]["libreoffice"])[f"f{CASES.index(case)}"]


def name_of(case: dict) -> str:
    suffix = "csv" if "text" in case["file"] else case["file"].get("libreoffice", "xlsx")
    return case["file"].get("name", f"表.{suffix}")


@cache
def jilin() -> Known:
    own = {"航空产业产值": "亿元", "农产品加工业产值": "亿元", "高技能人才增加": "万人"}
    rates = {"urbanisation": (Decimal("56.1"), Decimal(65))}
    return Known(
        area="220200", indicators=own, subjects={"经开区": "zone:jltest"}, rates=rates, today=date(2026, 12, 31)
    )


@cache
def lanhe() -> Known:
    """What the example knows: the areas that are, and the indicators of its observations."""
    with (EXAMPLE / "areas.csv").open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    subjects = {row["name"]: f"area:{row['code']}" for row in rows if not row["valid_to"]}
    observed = read_table(Observation, EXAMPLE / "observations.csv")
    units = {each.indicator: each.unit if each.basis != "change_on_year" else None for each in observed}
    return Known(area="990100", indicators=units, subjects=subjects)


KNOWN = {"files": jilin, "lanhe": lanhe}


def read(case: dict) -> Taken:
    known = replace(KNOWN[case["known"]](), given=Given(**case.get("given", GIVEN)))
    mapping = parse_mapping(case["mapping"], "mapping.yaml") if "mapping" in case else None
    return read_observations(bytes_of(case), name_of(case), mapping, known)


def lines(taken: Taken) -> list[str]:
    found = []
    for each, place in zip(taken.observations, taken.places, strict=True):
        line = f"{place} | {each.indicator} | {each.subject}".rstrip()
        found.append(f"{line} | {each.period} | {each.basis} | {each.value:f} {each.unit}")
    return found


def others(taken: Taken) -> list[str]:
    return [f"{each.state} {each.note or ''}" for each in taken.observations]


@pytest.mark.parametrize("case", [case for case in CASES if "taken" in case], ids=lambda case: case["name"])
def test_every_value_is_the_right_one(case):
    taken = read(case)
    expected = [" | ".join(part.strip() for part in line.split("|")) for line in case["taken"]]
    assert lines(taken) == [" | ".join(line.split(" | ")[:6]).replace(" |  |", " | |") for line in expected]
    for line, other in zip(expected, others(taken), strict=True):
        wanted = line.split(" | ")[6:]
        assert not wanted or all(word in other for word in wanted[0].split()), (line, other)
    assert [each.place for each in taken.missing] == case.get("missing", [])
    assert sorted(each.code for each in taken.told) == sorted(case.get("told", []))


@pytest.mark.parametrize("case", [case for case in CASES if "refused" in case], ids=lambda case: case["name"])
def test_every_cell_that_has_to_be_mended_is_named(case):
    with pytest.raises(ObservationError) as refused:
        read(case)
    found = [
        f"{each.place} {each.reason.code}" if isinstance(each, PlacedError) else each.code
        for each in refused.value.reasons
    ]
    assert found == case["refused"]
    assert all(text.strip() for language in ("zh", "en") for text in [refused.value.text(language)])


def test_there_are_enough_and_each_has_one_answer():
    assert len(CASES) >= 150
    assert len({case["name"] for case in CASES}) == len(CASES)
    assert all(("taken" in case) != ("refused" in case) for case in CASES)
