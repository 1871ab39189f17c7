"""Files of an office's own: its sentences, rules and schemes stand on the pages; what is wrong is named before anything opens."""

from __future__ import annotations

from importlib.resources import files

import pytest

from lantu_web.progress import own
from lantu_web.progress.checks import own_files_can_be_read

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


@pytest.mark.parametrize("name", ["phrases", "warning_rules", "schemes"])
def test_a_file_that_is_wrong_is_named_before_anything_opens(office, name):
    assert own_files_can_be_read(None) == []
    office(**{name: HEAD + "- {id: x, nonsense: 1}\n"})
    (problem,) = own_files_can_be_read(None)
    assert f"LANTU_{name.upper()}" in problem.msg
    assert f"{name}.yaml" in problem.msg
