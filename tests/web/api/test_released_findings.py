"""What the API gives of findings: all to people of the house with their level, to others what was released, without its life."""

from __future__ import annotations

from tests.web.api import test_api
from tests.web.review.test_findings import WRONG, finding, reviewed

from lantu_web.plans.actions import change_level as change_version_level
from lantu_web.review.actions import change_level, handle

token = test_api.token


def test_findings_say_their_level_and_others_get_the_released_ones(client, planner, city, token, person):
    approver, outsider = person("approver", "planning"), person("reporter", "forestry")
    version = reviewed(planner, WRONG, body=city["planning"])
    address, row = f"/api/v1/versions/{version.pk}/findings", finding(version)
    handle(planner, row, state="explained", reason="内部掌握的理由")
    change_version_level(approver, version, level="public", number="蓝政发〔2026〕1号")
    version.refresh_from_db()
    assert {each["level"] for each in client.get(address, **token()).json()["items"]} == {"internal"}
    change_level(approver, version, [row], level="public", number="蓝发改〔2026〕12号")
    inside = {each["rule"]: each for each in client.get(address, **token()).json()["items"]}
    assert inside["parts-exceed-total"]["level"] == "public"
    assert inside["parts-exceed-total"]["state"] == "explained"
    answer = client.get(address, **token(account=outsider)).json()
    assert [each["key"] for each in answer["items"]] == [row.key]
    assert (answer["items"][0]["state"], answer["items"][0]["owner"]) == (None, None)
    assert answer["items"][0]["release_number"] == "蓝发改〔2026〕12号"
