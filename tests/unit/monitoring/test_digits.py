"""Digits of what is compared and told: those that somebody published, whatever the unit in which a value came."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from tests.unit.monitoring.test_progress_cases import HEAD, observation

from lantu.model.progress import Progress
from lantu.monitoring.changes import rehearse, said
from lantu.monitoring.monitoring import Monitored, monitor
from lantu.monitoring.outlook.asking import outlooks_of
from lantu.monitoring.printing import needed_said, told_value
from lantu.reading import read

DAY = date(2024, 4, 30)
SKILLED = "到2020年末，高技能人才总量为4万人。到2025年，高技能人才总量达到5万人。"
JOBS = "五年累计城镇新增就业50000人。"


def monitored(text: str, *rows: tuple[object, ...]) -> Monitored:
    plan = read((HEAD + text + "\n").encode(), "plan.txt")
    return monitor(plan, [observation(*row) for row in rows], DAY)


def progress_of(text: str, *rows: tuple[object, ...]) -> Progress:
    return monitored(text, *rows).rows[0]


@pytest.mark.parametrize(("value", "unit"), [("49600", "人"), ("4.96", "万人")])
def test_a_value_short_of_its_target_is_short_in_every_unit(value, unit):
    found = progress_of(SKILLED, ("高技能人才总量", 2022, "point", value, unit))
    assert (found.components["reached"], told_value(found, found.latest, "zh")) == (False, "4.96万人")


def test_a_conversion_adds_no_digits():
    found = progress_of(SKILLED, ("高技能人才总量", 2022, "point", "43217", "人"))
    assert told_value(found, found.latest, "zh") == "4.32万人"
    assert found.components["precision"] == Decimal("0.01")


def test_persons_have_no_tenths_where_they_were_told_in_ten_thousands():
    found = progress_of(JOBS, ("城镇新增就业", 2021, "period", "0.912345", "万人"))
    assert told_value(found, found.latest, "zh") == "9123人"
    assert needed_said(found, "zh") == "完成10219人"


def test_persons_among_a_thousand_have_tenths():
    text = "到2020年末，每千人口医疗卫生机构床位数为6张。到2025年，每千人口医疗卫生机构床位数达到8张。"
    found = progress_of(text, ("每千人口医疗卫生机构床位数", 2023, "point", "7.96", "张"))
    assert (found.components["reached"], told_value(found, found.latest, "zh")) == (False, "7.96张")


def test_less_than_one_thing_a_year_is_told_in_words():
    text = "到2020年末，规模以上服务业企业为8家。到2025年，规模以上服务业企业达到9家。"
    found = monitored(
        text, ("规模以上服务业企业", 2021, "point", 8, "家"), ("规模以上服务业企业", 2022, "point", 8, "家")
    )
    assert needed_said(found.rows[0], "zh") == "提高不到1家"
    outlook = next(iter(outlooks_of(found).values()))
    assert outlook.needed is not None
    first = outlook.needed.sentences(outlook.asked)[0].said("zh")
    assert "每年须增加不到1家" in first


def test_a_revision_moves_no_tenths_of_persons():
    plan = read((HEAD + JOBS + "\n").encode(), "plan.txt")
    before = [observation("城镇新增就业", 2021, "period", 9123, "人")]
    after = [observation("城镇新增就业", 2021, "period", 9120, "人", "2024-03-02")]
    moved = rehearse(before, after, lambda values: monitor(plan, values, DAY).rows)
    assert "10219 → 10220" in said(moved[0], "zh")
