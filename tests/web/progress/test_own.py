"""Files of an office's own: its sentences, rules and schemes stand on the pages; what is wrong is named before anything opens."""

from __future__ import annotations

import re
from importlib.resources import files

import pytest
from django.utils.http import urlencode

from lantu_web.jobs.queue import work_once
from lantu_web.observations.drafts import bring_in
from lantu_web.progress import own
from lantu_web.progress.checks import own_files_can_be_read
from lantu_web.progress.models import Standing
from lantu_web.progress.preparing import prepare

from .test_pages import GROWTH, taken

HEAD = "title: 本市\nreference: 市政府办\nvalid_from: 2021-01-01\nentries:\n"
PHRASE = HEAD + "- {id: closing-behind, place: closing, when: behind, zh: 请抓紧。, en: Hurry.}\n"


@pytest.fixture
def office(settings, tmp_path):
    """Files of an office, read anew; afterwards nothing of them is left."""
    cached = (own.phrases, own.warning_rules, own.schemes, own.scheme_digest, own.rules_digest)

    def given(**texts: str) -> None:
        for name, text in texts.items():
            path = tmp_path / f"{name}.yaml"
            path.write_text(text, "utf-8")
            setattr(settings, f"LANTU_{name.upper()}", str(path))
        for each in cached:
            each.cache_clear()

    given()
    yield given
    for each in cached:
        each.cache_clear()


def test_sentences_of_the_office_stand_on_its_briefs(client, planner, version, office):
    office(phrases=PHRASE)
    client.force_login(planner)
    taken(planner, version, GROWTH)
    assert "请抓紧。" in client.get(f"/progress/versions/{version.pk}/brief/").content.decode()


def test_schemes_of_the_office_are_offered_beside_ours(client, planner, version, office, tmp_path, settings):
    source = (files("lantu.vocabulary") / "schemes" / "five-steps.yaml").read_text("utf-8")
    folder = tmp_path / "schemes"
    folder.mkdir()
    (folder / "ours.yaml").write_text(source.replace("id: five-steps", "id: ours"), "utf-8")
    settings.LANTU_SCHEMES = str(folder)
    office()
    client.force_login(planner)
    taken(planner, version, GROWTH)
    answer = client.get(f"/progress/versions/{version.pk}/", {"scheme": "ours"})
    assert answer.status_code == 200
    assert '<option value="ours" selected>' in answer.content.decode()


@pytest.fixture
def four_words(settings):
    """An office that judges by the four words of the nation; the default has five."""
    settings.LANTU_SCHEME = "national-four-words"


def test_an_office_judges_by_the_scheme_it_chose_unless_a_page_asks_for_another(client, planner, version, four_words):
    client.force_login(planner)
    taken(planner, version, GROWTH)
    where = f"/progress/versions/{version.pk}/"
    assert "滞后预期" in client.get(where).content.decode()
    assert "进展滞后" in client.get(where, {"scheme": "five-steps"}).content.decode()
    assert "滞后预期" in client.get(f"{where}brief/").content.decode()


def test_work_in_the_background_judges_by_it_too(planner, version, four_words):
    taken(planner, version, GROWTH)
    prepare(version.plan)
    assert work_once()
    assert Standing.objects.get().scheme == "national-four-words"


@pytest.mark.parametrize(("asked", "word"), [({}, "滞后预期"), ({"scheme": "five-steps"}, "进展滞后")])
def test_a_file_is_rehearsed_by_the_scheme_of_the_office_or_of_the_page(
    client, planner, version, four_words, asked, word
):
    client.force_login(planner)
    head = "指标,时期,计算口径,数值,计量单位,数据状态,提供单位\n"
    data = f"{head}地区生产总值增速,2026,同比,5.2,%,最终核实,市统计局\n".encode()
    draft = bring_in(planner, version, data, "数据.csv")
    page = client.get(f"/progress/drafts/{draft.pk}/", asked).content.decode()
    assert f"→ ▼ {word}" in page
    looked = re.search(r'name="looked" value="([0-9a-f]+)"', page)[1]
    sent = {"take": "yes", "looked": looked, "reason": ""}
    assert client.post(f"/progress/drafts/{draft.pk}/?{urlencode(asked)}", sent).status_code == 302


def test_a_scheme_that_does_not_exist_is_named_before_anything_opens(office, settings):
    settings.LANTU_SCHEME = "six-steps"
    (problem,) = own_files_can_be_read(None)
    assert "LANTU_SCHEME" in problem.msg
    assert "six-steps" in problem.msg
    assert "five-steps" in problem.msg
    office(schemes=HEAD + "- {id: x, nonsense: 1}\n")
    assert [each.id for each in own_files_can_be_read(None)] == ["lantu.lantu_schemes"]


@pytest.mark.parametrize("name", ["phrases", "warning_rules", "schemes"])
def test_a_file_that_is_wrong_is_named_before_anything_opens(office, name):
    assert own_files_can_be_read(None) == []
    office(**{name: HEAD + "- {id: x, nonsense: 1}\n"})
    (problem,) = own_files_can_be_read(None)
    assert f"LANTU_{name.upper()}" in problem.msg
    assert f"{name}.yaml" in problem.msg
