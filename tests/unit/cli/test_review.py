"""``lantu review`` as a person and a pipe meet it."""

from __future__ import annotations

import json

import pytest
from typer.testing import CliRunner

from lantu.cli.main import app

WRONG = "清溪市“十五五”规划\n（2026—2030年）\n第一章 目标\n到2030年，营造林面积达到75万亩，其中人工造林面积50万亩、封山育林面积30万亩。\n新建城市书房48座。\n"
SOUND = "清溪市“十五五”规划\n（2026—2030年）\n第一章 目标\n到2030年，营造林面积达到75万亩，其中人工造林面积45万亩、封山育林面积30万亩。\n"


def run(*words):
    return CliRunner().invoke(app, [str(word) for word in words], prog_name="lantu")


@pytest.fixture
def document(tmp_path):
    path = tmp_path / "规划.txt"
    path.write_text(WRONG, "utf-8")
    return path


@pytest.fixture
def package(document, tmp_path):
    assert run("read", document, "-o", tmp_path / "plan").exit_code == 0
    return tmp_path / "plan"


@pytest.mark.parametrize(
    ("language", "said"), [("zh", "50+30=80万亩，多出5万亩"), ("en", "50+30=80万亩, 5万亩 too much")]
)
def test_a_hard_finding_is_shown_with_its_clauses_and_the_status_is_one(document, language, said):
    result = run("review", document, "--lang", language)
    assert result.exit_code == 1
    assert said in result.stdout
    assert all(
        clause in result.stdout for clause in ("营造林面积达到75万亩", "人工造林面积50万亩", "封山育林面积30万亩")
    )
    assert "parts-exceed-total" in result.stdout


def test_a_plan_without_a_hard_finding_ends_with_zero(tmp_path):
    path = tmp_path / "规划.txt"
    path.write_text(SOUND, "utf-8")
    result = run("review", path)
    assert result.exit_code == 0
    assert "已核对" in result.stdout


def test_json_alone_on_stdout(document):
    found = json.loads(run("review", document, "--format", "json").stdout)
    assert set(found) == {"plan", "findings", "held", "checked"}
    first = found["findings"][0]
    assert (first["rule"], first["severity"]) == ("parts-exceed-total", "hard")
    start, end = first["spans"][0]["start"], first["spans"][0]["end"]
    assert WRONG[start:end] == "营造林面积达到75万亩"
    assert [figure["value"] for figure in first["values"]] == [75, 50, 30, 80]


def test_a_package_keeps_its_findings_and_its_decisions_count(package):
    result = run("review", package)
    assert result.exit_code == 1
    assert "findings.json" in result.stderr
    kept = json.loads((package / "results" / "findings.json").read_text("utf-8"))
    assert kept["plan"] == "plan"
    assert {finding["rule"] for finding in kept["findings"]} == {"parts-exceed-total", "undated-target"}


def test_one_rule_alone_leaves_the_kept_findings(package):
    result = run("review", package, "--rule", "undated-target")
    assert result.exit_code == 0
    assert "undated-target" in result.stdout
    assert not (package / "results" / "findings.json").exists()


def test_an_unknown_rule_is_named_with_the_known_ones(document):
    result = run("review", document, "--rule", "nonsense")
    assert result.exit_code == 2
    assert "nonsense" in result.stderr
    assert "parts-exceed-total" in result.stderr


def test_what_is_no_plan_is_refused(tmp_path):
    assert run("review", tmp_path / "absent.txt").exit_code == 2
    assert run("review", tmp_path).exit_code == 2
