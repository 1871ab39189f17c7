"""``lantu audit export``: for an auditor to verify, without facts of work secrets unless these are asked for by name."""

from __future__ import annotations

import json

import pytest
from typer.testing import CliRunner

from lantu.cli.main import app
from lantu_web.audit.chain import breaks
from lantu_web.audit.export import events_of, head_of
from lantu_web.audit.models import Event
from lantu_web.commands import register
from lantu_web.plans.models import Version


@pytest.fixture
def export(version, monkeypatch):
    """Export the chain of an installation whose plan is a work secret; return what was written, and what was said."""
    Version.objects.filter(pk=version.pk).update(level="work_secret")
    monkeypatch.setattr("lantu_web.commands.opening.open_installation", lambda **known: None)
    for name in ("registered_commands", "registered_groups"):  # those of the web are there for this test only
        monkeypatch.setattr(app, name, list(getattr(app, name)))
    register(app)

    def exported(*words: str) -> tuple[list[str], str]:
        done = CliRunner().invoke(app, ["audit", "export", *words], prog_name="lantu")
        assert done.exit_code == 0, done.output
        return done.stdout.splitlines(), done.stderr

    return exported


def test_an_export_holds_no_facts_of_work_secrets_and_is_verified_all_the_same(export, version):
    lines, told = export()
    assert not [line for line in lines if version.document.name in line]
    events = list(events_of(lines, "x"))
    assert not list(breaks(events, head_of(events)))
    closed = [each for each in events if each.closed]
    assert closed
    assert f"其中 {len(closed)} 条涉及工作秘密" in told
    assert len(lines) == Event.objects.count()


def test_facts_of_work_secrets_leave_by_name_only_marked_and_recorded(export, version):
    lines, told = export("--unveiled")
    secret = [json.loads(line) for line in lines if '"level":"work_secret"' in line]
    assert any(version.document.name in each["payload"] for each in secret)
    assert "请按工作秘密保管" in told
    events = list(events_of(lines, "x"))
    assert not list(breaks(events, head_of(events)))
    last = json.loads(lines[-1])
    assert last["action"] == "audit.unveil", "the file holds the record of its own making"
    assert json.loads(last["payload"])["work_secrets"] == len(secret)


def test_a_file_says_on_the_screen_what_it_holds(export, tmp_path):
    place = tmp_path / "审计.jsonl"
    lines, told = export("-o", str(place))
    assert lines == []
    assert "审计.jsonl" in told
    assert "工作秘密" in told
    assert place.read_text("utf-8").count("\n") == Event.objects.count()
