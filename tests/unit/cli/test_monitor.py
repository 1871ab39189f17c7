"""``lantu monitor`` as a person and a pipe meet it, on the example."""

from __future__ import annotations

import json
from decimal import Decimal
from pathlib import Path

from typer.testing import CliRunner

from lantu.cli.main import app
from lantu.exchange.csvfile import read_table
from lantu.exchange.package_writing import write_package
from lantu.model.progress import Progress
from lantu.reading import read

LANHE = Path(__file__).resolve().parents[3] / "examples" / "lanhe"
GIVEN = ["--observations", str(LANHE / "observations.csv"), "--as-of", "2026-11-30"]


def run(*words: object, status: int = 0):
    done = CliRunner().invoke(app, ["monitor", *map(str, words)])
    assert done.exit_code == status, done.output
    return done


def rows(*words: object) -> dict[str, dict]:
    found = json.loads(run(*words, "--format", "json").stdout, parse_float=Decimal)
    return {row["indicator"]: row for row in found}


def test_targets_stand_with_figures_and_their_reason() -> None:
    jobs = rows(LANHE / "plan.md", *GIVEN)["城镇新增就业"]
    assert (jobs["latest"], jobs["observed_on"], jobs["status"]) == (Decimal("2.6"), "2026-09", "on_track")
    assert jobs["time_progress"] == Decimal("0.15")
    assert "2.6万人" in jobs["why_zh"]


def test_a_day_before_the_values_knows_none_of_them() -> None:
    found = rows(LANHE / "plan.md", "--observations", LANHE / "observations.csv", "--as-of", "2026-01-15")
    assert not [row for row in found.values() if row["status"]]


def test_the_page_of_the_terminal_counts_and_lists() -> None:
    text = run(LANHE / "plan.md", *GIVEN).output
    assert "达到预期进度 6" in text
    assert "城镇调查失业率" in text


def test_a_status_that_waits_for_a_person_is_marked(tmp_path: Path) -> None:
    (tmp_path / "plan.txt").write_text(
        "云川市发展规划\n（2026—2030年）\n第一章 主要目标\n"
        "到2025年末，常住人口城镇化率为70.5%，森林覆盖率为46.8%。\n"
        "到2030年，常住人口城镇化率达到74%左右，森林覆盖率达到48%。\n"
    )
    (tmp_path / "values.csv").write_text(
        "indicator,period,basis,value,unit,state,published_on\n"
        "常住人口城镇化率,2030,point,73.5,%,final,2031-02-01\n森林覆盖率,2030,point,48,%,final,2031-02-01\n"
    )
    given = [tmp_path / "plan.txt", "--observations", tmp_path / "values.csv", "--as-of", "2031-03-01"]
    lines = run(*given).output.splitlines()
    assert [("待确认" in line) for line in lines if "城镇化率" in line or "森林覆盖率" in line] == [True, False]


def test_a_package_keeps_its_progress(tmp_path: Path) -> None:
    data = (LANHE / "plan.md").read_bytes()
    write_package(read(data, "plan.md"), data, tmp_path / "plan")
    run(tmp_path / "plan", *GIVEN)
    kept = {row.indicator: row for row in read_table(Progress, tmp_path / "plan" / "results" / "progress.csv")}
    assert kept["城镇新增就业"].components["on_path"] is True


def test_a_day_that_is_none_is_said_so() -> None:
    assert "W040" in run(LANHE / "plan.md", "--as-of", "30.11.2026", status=2).output


def test_a_scheme_that_is_none_is_said_so() -> None:
    run(LANHE / "plan.md", "--scheme", "nothing", status=2)


def test_values_come_as_an_office_has_them(tmp_path: Path) -> None:
    path = tmp_path / "月报.csv"
    path.write_text("2026年1-9月（快报数）\n填报单位：市人社局\n指标,单位,累计\n城镇新增就业,万人,2.1\n", "gb18030")
    found = rows(LANHE / "plan.md", "--observations", path, "--as-of", "2026-11-30")["城镇新增就业"]
    assert (found["latest"], found["observed_on"]) == (Decimal("2.1"), "2026-09")


def test_a_cell_that_is_no_value_stops_the_command_and_is_named(tmp_path: Path) -> None:
    path = tmp_path / "月报.csv"
    path.write_text("2026年1-9月（快报数）\n指标,单位,累计\n城镇新增就业,万人,2.1以上\n", "utf-8")
    text = run(LANHE / "plan.md", "--observations", path, status=2).output
    assert "C3" in text
    assert "M002" in text


def test_a_mapping_says_what_headers_do_not(tmp_path: Path) -> None:
    path, mapping = tmp_path / "月报.csv", tmp_path / "月报.yaml"
    path.write_text("2026年1-9月\n指标,单位,累计\n新上岗,万人,约2.1\n", "utf-8")
    mapping.write_text("given: {state: 快报}\nnames: {新上岗: 城镇新增就业}\n", "utf-8")
    given = ("--observations", path, "--mapping", mapping, "--as-of", "2026-11-30")
    assert rows(LANHE / "plan.md", *given)["城镇新增就业"]["latest"] == Decimal("2.1")
    assert "C3" in run(LANHE / "plan.md", *given).stderr


def test_a_mapping_with_a_key_nobody_knows_is_refused(tmp_path: Path) -> None:
    path, mapping = tmp_path / "v.csv", tmp_path / "m.yaml"
    path.write_text("指标,单位,2025年\n", "utf-8")
    mapping.write_text("nonsense: 1\n", "utf-8")
    text = run(LANHE / "plan.md", "--observations", path, "--mapping", mapping, status=2).output
    assert "nonsense" in text
