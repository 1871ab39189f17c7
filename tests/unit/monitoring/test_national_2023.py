"""The words of the national mid-term evaluation 2023 beside ours: where they differ the reason is given, in the docs too."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
import yaml

from lantu.model.records import Observation
from lantu.monitoring.judging import Judgement, judge
from lantu.monitoring.monitoring import monitor
from lantu.reading import read
from lantu.vocabulary.schemes import scheme

ROOT = Path(__file__).resolve().parents[3]
CASES = yaml.safe_load((ROOT / "tests" / "cases" / "monitoring" / "national_2023.yaml").read_text("utf-8"))
DOC = (ROOT / "docs" / "explanation" / "how-status-is-decided.md").read_text("utf-8")
HEAD = "国民经济和社会发展第十四个五年规划主要指标\n（2021—2025年）\n第一章 主要目标\n"
REPORTED = date(2023, 12, 26)
SCHEME = scheme("national-four-words")
WORDS = {status.key: status.zh for status in SCHEME.statuses}


def judged(case: dict) -> Judgement:
    plan = read((HEAD + case["text"] + "\n").encode(), "plan.txt")
    seen = [
        Observation(
            indicator=indicator, period=str(year), basis=basis, value=Decimal(str(value)), unit=unit, state="final",
            supplier="国家统计局", published_on="2023-10-31", source=source,
        )
        for indicator, year, basis, value, unit, source in case["observations"]
    ]  # fmt: skip
    rows = [
        row
        for row in monitor(plan, seen, REPORTED).rows
        if row.indicator != "常住人口城镇化率" or len(plan.statements) < 3
    ]
    assert len(rows) == 1, [row.indicator for row in rows]
    binding = {**rows[0].components, "binding": case.get("binding", False)}
    return judge(replace(rows[0], components=binding), SCHEME)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["indicator"])
def test_our_word(case):
    judgement = judged(case)
    assert judgement.progress.status == case["ours"], judgement.why("zh")
    assert (case["ours"] == case["national"]) is ("reason" not in case), "say why they differ, and only then"
    assert all(row[5] for row in case["observations"]), "every figure says where it was published"


def test_the_twenty_are_all_there_as_they_were_counted():
    assert Counter(case["national"] for case in CASES) == {"early": 4, "faster": 5, "as_expected": 7, "lagging": 4}
    assert sum(case.get("binding", False) for case in CASES) == 8
    assert len(CASES) == 20


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["indicator"])
def test_the_page_shows_each_as_it_is_computed(case):
    ours = WORDS[case["ours"]] if case["ours"] else "—"
    line = f"| {case['indicator']} | {WORDS[case['national']]} | {ours} |"
    assert line in DOC, line
    assert case.get("reason_en", "") in DOC


def test_the_page_counts_what_agrees():
    known = [case for case in CASES if case["ours"]]
    agree = [case for case in known if case["ours"] == case["national"]]
    assert (
        f"{len(known)} of the 20 could be judged, {len(agree)} get the published word, {len(known) - len(agree)} do not."
        in DOC
    )
