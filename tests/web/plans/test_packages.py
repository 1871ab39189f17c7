"""What comes out of the web is what went in: ``export(import(p)) == p``."""

from __future__ import annotations

import hashlib
import json
import tempfile
from dataclasses import fields, replace
from datetime import UTC, date
from decimal import Decimal
from pathlib import Path

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection, transaction
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from tests.property.strategies import readings, records_of

from lantu.errors import DocumentError, PackageError, UsageError
from lantu.exchange.csvfile import write_table
from lantu.exchange.package import Package, open_package
from lantu.exchange.package_writing import add_corrections, write_package
from lantu.exchange.packagezip import unzip_package, zip_package
from lantu.model.annual_targets import AnnualTarget
from lantu.model.plan import Reading
from lantu.model.records import Correction, Observation
from lantu.reading import read
from lantu_web.observations.known import known, vintages_known
from lantu_web.observations.taking import fingerprint, take, withdraw
from lantu_web.plans import bringing_in
from lantu_web.plans import packages as packaging
from lantu_web.plans.bringing_in import Wanted
from lantu_web.plans.correcting import Decision, correct
from lantu_web.plans.models import Document, Plan, Record
from lantu_web.plans.packages import export_package, import_package, texts_of

ROOT = Path(__file__).resolve().parents[3]
EXAMPLE = ROOT / "examples" / "lanhe" / "plan.md"


def differences(one: Package, other: Package) -> list[tuple[object, object]]:
    """Return what differs, part by part: a package as a whole is too long to read."""
    parts = [(getattr(one, each.name), getattr(other, each.name)) for each in fields(Package) if each.name != "folder"]
    inner = [(getattr(one.reading, each.name), getattr(other.reading, each.name)) for each in fields(Reading)]
    return [pair for pair in [*inner, *parts] if pair[0] != pair[1]]


def files(data: bytes, folder: Path) -> dict[str, bytes]:
    place = unzip_package(data, "x.zip", folder)
    return {path.relative_to(place).as_posix(): path.read_bytes() for path in place.rglob("*") if path.is_file()}


@pytest.fixture
def example(tmp_path) -> Path:
    data = EXAMPLE.read_bytes()
    reading = read(data, EXAMPLE.name)
    write_package(reading, data, tmp_path / "lanhe")
    target = reading.statements[3]
    add_corrections(
        tmp_path / "lanhe",
        [
            Correction(id="c1", item=target.id, action="accept", by="planner", at="2026-03-01T09:00:00+08:00"),
            Correction(
                id="c2", item=reading.tasks[0].id, action="reject", by="planner", at="2026-03-01", reason="重复"
            ),
        ],
    )
    return tmp_path / "lanhe"


def test_the_example_comes_back_file_by_file(example, planner, city, tmp_path):
    given_files = files(zip_package(example), tmp_path / "a")
    version = import_package(planner, zip_package(example), "lanhe.zip", city["planning"])
    returned = files(export_package(planner, version), tmp_path / "b")
    assert returned == given_files
    assert Record.objects.filter(version=version, checked=True).count() == 1
    assert version.plan.title == open_package(example).head.title


def test_a_correction_made_here_leaves_with_the_package(example, planner, city, tmp_path):
    version = import_package(planner, zip_package(example), "lanhe.zip", city["planning"])
    row = version.records.filter(type="task", replaced_at=None).first()
    correct(planner, version, [Decision(item=row.item, action="set", field="deadline", value="2029", seen=row.pk)])
    unzip_package(export_package(planner, version), "x.zip", tmp_path / "out")
    package = open_package(tmp_path / "out")
    assert [each.action for each in package.corrections] == ["accept", "reject", "set"]
    assert next(task for task in package.plan.tasks if task.id == row.item).deadline == "2029"


def test_what_is_refused_leaves_nothing(example, planner, city, person):
    whole = zip_package(example)
    for data, problem in ((whole[:2000], DocumentError), (b"PK\x05\x06" + b"\0" * 18, PackageError)):
        with pytest.raises(problem):
            import_package(planner, data, "x.zip", city["planning"])
    with pytest.raises(PermissionDenied):
        import_package(person("reporter", "forestry"), whole, "x.zip", city["planning"])
    assert not Plan.objects.exists()


def test_nothing_is_opened_while_others_wait_to_write(example, planner, city, monkeypatch):
    """A transaction locks the database for everybody: what can be done before it begins is done before."""
    outside = len(connection.savepoint_ids)
    depths = []

    def watched(function):
        def called(*args, **kwargs):
            depths.append(len(connection.savepoint_ids))
            return function(*args, **kwargs)

        return called

    monkeypatch.setattr(packaging, "unzip_package", watched(packaging.unzip_package))
    monkeypatch.setattr(bringing_in, "open_document", watched(bringing_in.open_document))
    packaging.import_package(planner, zip_package(example), "lanhe.zip", city["planning"])
    bringing_in.bring_in(planner, EXAMPLE.read_bytes(), "plan.md", Wanted(body=city["planning"]))
    assert depths == [outside, outside]


def test_a_package_is_not_public_by_being_brought_in(example, planner, city):
    with pytest.raises(UsageError, match="W002"):
        import_package(planner, zip_package(example), "lanhe.zip", city["planning"], level="public")
    assert not Plan.objects.exists()


def zipped(folder: Path, **changed: bytes | None) -> bytes:
    """Zip a package with files changed, added or (None) left out; names have ``__`` for a slash, ``_dot_`` for a dot."""
    for name, data in changed.items():
        path = folder / name.replace("__", "/").replace("_dot_", ".")
        path.unlink(missing_ok=True)
        if data is not None:
            path.write_bytes(data)
    return zip_package(folder)


def test_the_original_kept_is_the_one_the_checksum_is_of(example, planner, city):
    described = (example / "datapackage.json").read_text("utf-8")
    (example / "source" / "original.md").rename(example / "source" / "x.md")
    data = zipped(
        example,
        source__original_dot_md=b"forged",
        datapackage_dot_json=described.replace("source/original.md", "source/x.md").encode(),
    )
    version = import_package(planner, data, "x.zip", city["planning"])
    kept = bytes(version.document.original.data)
    assert hashlib.sha256(kept).hexdigest() == version.document.sha256
    assert kept == EXAMPLE.read_bytes()


def test_a_mark_in_the_original_is_seen_behind_another_text(example, planner, city):
    secret = "机密★3年\n蓝河市规划".encode()
    described = json.loads((example / "datapackage.json").read_text("utf-8"))
    document = next(part for part in described["resources"] if part["name"] == "document")
    document["hash"] = f"sha256:{hashlib.sha256(secret).hexdigest()}"
    data = zipped(example, source__original_dot_md=secret, datapackage_dot_json=json.dumps(described).encode())
    with pytest.raises(UsageError, match="W001"):
        import_package(planner, data, "x.zip", city["planning"])
    assert not Document.objects.exists()


@pytest.mark.parametrize(
    ("changed", "code"),
    [
        ({"source__original_dot_md": None}, "P005"),
        ({"source__blocks_dot_jsonl": None}, "P005"),
        ({"source__blocks_dot_jsonl": b"\xff"}, "P008"),
        ({"source__blocks_dot_jsonl": b"{}\n[1"}, "P018"),
        ({"decisions__indicators_dot_yaml": b"\xff"}, "P008"),
        ({"decisions__allocation_dot_yaml": b"choices: [{target: gdp, weight: much}]"}, "K140"),
        ({"decisions__allocation_dot_yaml": b"choices: ["}, "K141"),
    ],
)
def test_a_package_with_one_wrong_file_is_refused_whole(example, planner, city, changed, code):
    with pytest.raises(PackageError, match=code):
        import_package(planner, zipped(example, **changed), "x.zip", city["planning"])
    assert not Plan.objects.exists()


def test_a_name_no_file_can_have_is_refused(example, planner, city):
    described = (example / "datapackage.json").read_text("utf-8")
    data = zipped(example, datapackage_dot_json=described.replace("source/original.md", "source/\\u0000").encode())
    with pytest.raises(PackageError, match="P005"):
        import_package(planner, data, "x.zip", city["planning"])


TEXT = st.text("甲乙亿%a1，、\n\"'=", min_size=1, max_size=6)


#: Values of which the house can tell when they are of and when they were recorded; it refuses others.
OBSERVED = {
    "period": st.sampled_from(["2024", "2025", "2025-06", "2025H1", "2025Q2", "2021-2025", "2025-06-30"]),
    "published_on": st.none() | st.dates().map(str),
    "recorded_at": st.none() | st.datetimes(timezones=st.just(UTC)).map(lambda moment: moment.isoformat()),
}


@st.composite
def packages(draw: st.DrawFn, folder: Path) -> Path:
    reading, original = draw(readings(draw(TEXT)))
    place = folder / "package"
    write_package(reading, original, place)
    for name, kind in (("corrections", Correction), ("annual_targets", AnnualTarget), ("observations", Observation)):
        rows = draw(st.lists(records_of(kind, **(OBSERVED if kind is Observation else {})), max_size=3))
        if kind is Correction:
            rows = [replace(row, id=f"x{number}") for number, row in enumerate(rows)]
        write_table(place / "decisions" / f"{name}.csv", kind, rows)
    return place


@pytest.mark.django_db
@settings(max_examples=40, suppress_health_check=list(HealthCheck), phases=[Phase.explicit, Phase.generate])
@given(data=st.data())
def test_any_package_comes_back(planner, city, data):
    with tempfile.TemporaryDirectory() as folder, transaction.atomic():
        place = data.draw(packages(Path(folder)))
        before = open_package(place)
        if any("\x00" in text for text in texts_of(before)):
            with pytest.raises(UsageError, match="W030"):
                import_package(planner, zip_package(place), "p.zip", city["planning"])
        else:
            version = import_package(planner, zip_package(place), "p.zip", city["planning"])
            unzip_package(export_package(planner, version), "p.zip", Path(folder) / "back")
            assert not differences(open_package(Path(folder) / "back"), before)
        transaction.set_rollback(True)


VALUE = Observation(indicator="森林覆盖率", period="2025", basis="point", value=Decimal("46.50"), unit="%", state="flash",
                    supplier="市林业局", recorded_at="2026-01-05T09:00:00+08:00", source="", note="初次")  # fmt: skip
FINAL = replace(VALUE, value=Decimal(47), state="final", recorded_at="2026-03-05T09:00:00+08:00")


def with_values(place: Path, *rows: Observation) -> bytes:
    write_table(place / "decisions" / "observations.csv", Observation, rows)
    return zip_package(place)


def test_values_of_a_package_are_the_house_s_and_keep_their_clock(example, planner, city, tmp_path):
    data = with_values(example, FINAL, VALUE)
    version = import_package(planner, data, "p.zip", city["planning"])
    assert [each.value for each in known(version)] == [Decimal(47)]
    assert [each.value for each in known(version, day=date(2026, 2, 1))] == [Decimal("46.50")]
    assert files(export_package(planner, version), tmp_path / "b") == files(data, tmp_path / "a")


def test_values_the_house_took_leave_with_the_package(example, planner, city, tmp_path):
    version = import_package(planner, with_values(example, VALUE), "p.zip", city["planning"])
    later = replace(VALUE, value=Decimal(48), state="final", recorded_at=None)
    take(planner, version.plan, [later], name="v.csv", sha256="0" * 64, seen=fingerprint(version.plan), reason="核实")
    out = export_package(planner, version)
    unzip_package(out, "p.zip", tmp_path / "out")
    assert [each.value for each in open_package(tmp_path / "out").observations] == [Decimal("46.50"), Decimal(48)]
    again = import_package(planner, out, "p.zip", city["planning"])
    assert files(export_package(planner, again), tmp_path / "b") == files(out, tmp_path / "a")
    assert [each.value for each in known(again)] == [Decimal(48)]


def test_values_of_a_package_go_back_with_all_their_vintages(example, planner, city):
    version = import_package(planner, with_values(example, VALUE, FINAL), "p.zip", city["planning"])
    withdraw(planner, version.plan.intakes.get(), "误传")
    assert vintages_known(version) == []


@pytest.mark.parametrize(
    "wrong",
    [replace(VALUE, period="去年"), replace(VALUE, recorded_at="昨天"), replace(VALUE, published_on="下月"),
     replace(VALUE, indicator="长" * 500)],
)  # fmt: skip
def test_values_nobody_could_place_are_refused_with_the_whole_package(example, planner, city, wrong):
    with pytest.raises(UsageError, match="W424"):
        import_package(planner, with_values(example, VALUE, wrong), "p.zip", city["planning"])
    assert not Plan.objects.exists()
