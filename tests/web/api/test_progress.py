"""What the API gives of progress: typed numbers and components, as of a day, to people of the house only."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from tests.web.api import test_api
from tests.web.progress.test_pages import FOREST, taken

token = test_api.token


def test_progress_comes_with_its_components_and_its_reason(client, planner, version, token):
    taken(planner, version, FOREST, replace(FOREST, period="2025", value=Decimal(46)))
    answer = client.get(f"/api/v1/versions/{version.pk}/progress", **token())
    forest = next(each for each in answer.json()["items"] if each["indicator"] == "森林覆盖率")
    assert (forest["latest"], forest["state"], forest["status"]) == (46.5, "computed", "on_track")
    assert forest["components"]["on_path"] is True
    assert "46.5" in forest["why_zh"]


def test_it_is_no_business_of_who_sees_a_part_of_the_plan(client, version, token, person):
    answer = client.get(f"/api/v1/versions/{version.pk}/progress", **token(account=person("reporter", "forestry")))
    assert answer.status_code == 403
