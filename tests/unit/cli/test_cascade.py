"""``lantu cascade`` as a person and a pipe meet it, on the example."""

from __future__ import annotations

import json
import subprocess
import sys
from decimal import Decimal
from pathlib import Path

import pytest
from openpyxl import load_workbook
from typer.testing import CliRunner

from lantu.cli.main import app
from lantu.exchange.annual_book import read_annual_tables
from lantu.exchange.csvfile import read_table, write_table
from lantu.model.annual_targets import AnnualTarget
from lantu.model.records import Observation

LANHE = Path(__file__).resolve().parents[3] / "examples" / "lanhe"
GIVEN = ["--observations", str(LANHE / "baselines.csv"), "--allocation", str(LANHE / "allocation.yaml")]
PLAN = """某市国民经济和社会发展第十五个五年规划纲要

第一章 目标

到2030年，地区生产总值达到2430亿元以上，常住人口城镇化率达到74%。
"""


def run(*words: object, status: int = 0):
    done = CliRunner().invoke(app, ["cascade", *map(str, words)])
    assert done.exit_code == status, done.output
    return done


@pytest.fixture(scope="module")
def lanhe() -> dict:
    return json.loads(run(LANHE / "plan.md", *GIVEN, "--format", "json").stdout, parse_float=Decimal)


def values(found: dict, indicator: str, subject: str = "") -> dict[int, Decimal]:
    rows = (row for row in found["rows"] if row["indicator"] == indicator and row["subject"] == subject)
    return {row["year"]: Decimal(row["value"]) for row in rows if row["line"] == "path"}


def test_every_target_with_a_number_and_a_baseline_has_all_its_years(lanhe):
    assert values(lanhe, "空气质量优良天数比率")[2030] == 87
    assert values(lanhe, "高新技术企业数") == {2026: 716, 2027: 812, 2028: 908, 2029: 1004, 2030: 1100}
    assert len({row["target"] for row in lanhe["rows"]}) > 100
    assert all(row["explanation"] for row in lanhe["rows"])


def test_what_was_left_out_is_listed_with_the_reason(lanhe):
    left = {remark["indicator"]: remark for remark in lanhe["remarks"]}
    assert "基期值" in left["绿色食品产值"]["message_zh"]
    assert "2032" in left["农村生活污水治理率"]["message_zh"]


def test_it_balances_and_says_what_moved(lanhe):
    assert lanhe["balance"]["possible"] is True
    assert {"product-per-head", "level-of-gdp-growth"} <= {each["id"] for each in lanhe["balance"]["identities"]}
    assert lanhe["balance"]["open"] == []
    assert lanhe["conflicts"] == []
    assert any("人均地区生产总值" in each["message_zh"] for each in lanhe["balance"]["moved"])


def test_areas_add_up_to_the_whole_in_every_year(lanhe):
    areas = {row["subject"] for row in lanhe["rows"] if row["subject"]}
    assert len(areas) == 5
    whole = values(lanhe, "城镇新增就业")
    for year, value in whole.items():
        assert value == sum(values(lanhe, "城镇新增就业", area)[year] for area in areas)


def test_a_part_is_told_in_two_sentences(lanhe):
    for row in lanhe["rows"]:
        if row["subject"]:
            assert row["explanation"].count("。") == 2


def test_the_page_for_people_shows_years_balance_and_what_is_missing():
    shown = run(LANHE / "plan.md", *GIVEN).stdout
    assert "年度目标" in shown
    assert "地区生产总值" in shown
    assert "恒等关系同时成立" in shown
    assert "没有分解或需要注意" in shown
    english = run(LANHE / "plan.md", *GIVEN, "--lang", "en").stdout
    assert "identities hold together" in english


@pytest.fixture
def package(tmp_path) -> Path:
    document = tmp_path / "plan.txt"
    document.write_text(PLAN, "utf-8")
    assert CliRunner().invoke(app, ["read", str(document), "-o", str(tmp_path / "p")]).exit_code == 0
    usual = {"basis": "period", "state": "final", "supplier": "市统计局", "source": "公报"}
    gdp = Observation(indicator="地区生产总值", period="2025", value=Decimal(1860), unit="亿元", **usual)
    towns = Observation(indicator="常住人口城镇化率", period="2025", value=Decimal("70.5"), unit="%", **usual)
    write_table(tmp_path / "p" / "decisions" / "observations.csv", Observation, [gdp, towns])
    return tmp_path / "p"


def test_a_package_gets_its_results_and_its_decisions_stay(package):
    before = {path: path.read_bytes() for path in (package / "decisions").iterdir()}
    run(package)
    rows = read_table(AnnualTarget, package / "results" / "annual_paths.csv")
    assert {row.indicator for row in rows} == {"地区生产总值", "常住人口城镇化率"}
    assert {path: path.read_bytes() for path in (package / "decisions").iterdir()} == before


def test_the_tables_are_written_and_read_back(package):
    run(package, "-o", package.parent / "t.xlsx")
    rows = read_table(AnnualTarget, package / "results" / "annual_paths.csv")
    assert set(read_annual_tables(package.parent / "t.xlsx")) == set(rows)


def test_what_was_reached_starts_a_second_line(package):
    path = package / "decisions" / "observations.csv"
    old = read_table(Observation, path)
    write_table(path, Observation, [*old, replace_period(old[0], "2026", Decimal(1900))])
    run(package)
    rows = read_table(AnnualTarget, package / "results" / "annual_paths.csv")
    rolled = {row.year: row.value for row in rows if row.line == "rolled" and row.indicator == "地区生产总值"}
    assert rolled[2026] == 1900
    assert rolled[2030] == 2430
    assert {row.year for row in rows if row.line == "path"} == {2026, 2027, 2028, 2029, 2030}


def replace_period(old: Observation, period: str, value: Decimal) -> Observation:
    return Observation(
        indicator=old.indicator,
        period=period,
        value=value,
        unit=old.unit,
        basis=old.basis,
        state=old.state,
        supplier=old.supplier,
        source=old.source,
    )


def test_a_conflict_is_shown_with_what_would_solve_it_and_ends_with_1(package):
    (package / "decisions" / "allocation.yaml").write_text(
        "choices:\n- target: 地区生产总值\n  limits: [{high: 2300, reason: 财力有限}]\n", "utf-8"
    )
    shown = run(package, status=1).stdout
    assert "不能同时成立" in shown
    found = json.loads(run(package, "--format", "json", status=1).stdout)
    (conflict,) = found["conflicts"]
    assert {party["kind"] for party in conflict["parties"]} == {"anticipatory", "chosen"}
    assert len(conflict["offers"]) == 2
    assert found["balance"]["possible"] is False
    assert found["rows"], "the paths of the targets alone are shown all the same"


def test_bad_choices_stop_it_before_anything_is_written(package):
    (package / "decisions" / "allocation.yaml").write_text("choices: [{target: a, path: zigzag}]", "utf-8")
    done = run(package, status=2)
    assert "zigzag" in done.output
    assert not (package / "results" / "annual_paths.csv").exists()


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (["absent.txt"], "U010"),
        ([str(LANHE)], "P001"),
        ([str(LANHE / "plan.md"), "--observations", "absent.csv"], "P005"),
        ([str(LANHE / "plan.md"), "--allocation", "absent.yaml"], "P005"),
    ],
)
def test_what_is_not_there_is_said(words, code):
    assert f"[{code}]" in run(*words, status=2).output


def test_a_document_without_years_cannot_be_broken_down(tmp_path):
    (tmp_path / "p.txt").write_text("某市规划\n\n一、目标\n森林覆盖率达到48%。\n", "utf-8")
    assert "[K001]" in run(tmp_path / "p.txt", status=2).output


def test_nothing_but_json_reaches_the_pipe(package):
    """Solvers like to greet the terminal; a pipe must not see it."""
    (package / "decisions" / "allocation.yaml").write_text(
        "choices:\n- target: 地区生产总值\n  limits: [{high: 2300, reason: 财力有限}]\n", "utf-8"
    )
    done = subprocess.run(
        [sys.executable, "-m", "lantu.cli", "cascade", str(package), "--format", "json"],
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 1
    assert json.loads(done.stdout)["conflicts"]
    assert done.stderr == ""


def test_the_command_line_loads_no_solver_at_its_start():
    code = (
        "import sys, lantu.cli.main, lantu.cascade.breakdown;"
        "assert not {'scipy', 'osqp', 'highspy', 'openpyxl'} & set(sys.modules)"
    )
    subprocess.run([sys.executable, "-c", code], check=True)


def test_areas_that_cannot_carry_their_target_are_named_with_the_smallest_way_out(tmp_path):
    areas = {"area:990102": "汀洲区", "area:990103": "澜溪区", "area:990181": "岚岭市", "area:990121": "青屏县"}
    areas["area:990122"] = "松坞县"
    members = "".join(f'- {{subject: "{code}", name: {name}}}\n' for code, name in areas.items())
    bounds = ", ".join(f'"{code}": {{high: 3, reason: 承载有限}}' for code in areas)
    choice = f"- target: 城镇新增就业\n  areas: {{method: shares, reason: 由各地落实, bounds: {{{bounds}}}}}\n"
    (tmp_path / "a.yaml").write_text(f"members:\n{members}choices:\n{choice}", "utf-8")
    words = ["--observations", LANHE / "baselines.csv", "--allocation", tmp_path / "a.yaml", "--format", "json"]
    (conflict,) = json.loads(run(LANHE / "plan.md", *words, status=1).stdout)["conflicts"]
    assert all(name in conflict["message_zh"] for name in areas.values())
    assert conflict["offers"][0]["message_zh"].startswith("把预期性目标")
    assert "每年，不低于 3.2万人）放宽为不低于 3.0万人（让步 6.25%）" in conflict["offers"][0]["message_zh"]
    assert "不低于 15.0万人（让步 6.25%）" in conflict["offers"][0]["message_zh"], "the plan asks the same twice"
    assert [offer["size"] for offer in conflict["offers"]] == sorted(offer["size"] for offer in conflict["offers"])


@pytest.fixture
def whole(tmp_path) -> Path:
    done = CliRunner().invoke(app, ["read", str(LANHE / "plan.md"), "-o", str(tmp_path / "package")])
    assert done.exit_code == 0, done.output
    return tmp_path / "package"


def filled(whole: Path, tables: Path, **cells: object) -> Path:
    """The tables as the command writes them, cells of the row of enterprises changed."""
    run(whole, *GIVEN, "-o", tables)
    book = load_workbook(tables)
    sheet = book.worksheets[0]
    header = [cell.value for cell in sheet[2]]
    row = next(row for row in range(3, 200) if sheet.cell(row, header.index("指标") + 1).value == "高新技术企业数")
    for name, value in cells.items():
        sheet.cell(row, header.index(name) + 1).value = value
    book.save(tables)
    return tables


def test_a_filled_in_table_is_looked_at_and_taken_with_its_document(whole, tmp_path):
    only = {"2027年": None, "2028年": None, "2029年": None, "2030年": None}
    tables = filled(whole, tmp_path / "t.xlsx", **{"目标线": "下达", "2026年": "720家左右"} | only)
    place = whole / "decisions" / "annual_targets.csv"
    before = place.read_text("utf-8") if place.exists() else ""
    looked = run(whole, *GIVEN, "--take", tables)
    assert "720家左右" in looked.output
    assert (place.read_text("utf-8") if place.exists() else "") == before, "looking takes nothing"
    run(whole, *GIVEN, "--take", tables, "--reference", "蓝政发〔2026〕3号")
    (row,) = read_table(AnnualTarget, place)
    assert (row.year, row.value, row.text, row.reference) == (2026, 720, "720家左右", "蓝政发〔2026〕3号")
    again = run(whole, *GIVEN, "--take", tables, "--reference", "蓝政发〔2026〕3号")
    assert "没有不同" in again.output


def test_a_table_that_does_not_fit_is_refused_whole(whole, tmp_path):
    tables = filled(whole, tmp_path / "t.xlsx", **{"2026年": 900, "2027年": 901})
    refused = run(whole, *GIVEN, "--take", tables, "--reference", "蓝政发〔2026〕3号", status=2)
    assert "2026年" in refused.output
    assert "2027年" in refused.output
    assert run(LANHE / "plan.md", *GIVEN, "--take", tables, status=2).output.count("K168") == 1
