"""A whole installation in one file, and back: the database as it was at one moment, with what proves it whole.

The file is a zip of ``manifest.json`` and the copy of the database: a SQLite file, or an archive of ``pg_dump``.
Documents live in the database, so nothing else is needed; the key of the installation stays where it is.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import sqlite3
import subprocess
import tempfile
import zipfile
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import connections
from django.utils import timezone

import lantu
from lantu.errors import UsageError
from lantu_web.audit.action import Act, action
from lantu_web.audit.models import Head

FORMAT = 1
COPIES = {"sqlite": "database.sqlite3", "postgresql": "database.dump"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Manifest:
    """What a backup says of itself.

    Attributes:
        format: Version of this layout.
        lantu: Version of Lantu that made it.
        engine: Database it was made of, and can be put back into.
        made_at: Moment, ISO 8601.
        events: How many events the chain had by then, or more.
        sha256: Checksum of the copy.
    """

    format: int
    lantu: str
    engine: str
    made_at: str
    events: int
    sha256: str


def back_up(file: Path) -> Manifest:
    """Write a backup; the installation may be running meanwhile.

    Raises:
        UsageError: The file is there already (W230) or cannot be written (W231), or the copy failed (W232).
    """
    if file.exists():
        raise UsageError("W230", file=file)
    engine = connections["default"].vendor
    head = Head.objects.filter(pk=1).first() or Head()
    with _beside(file) as folder:
        copy = folder / COPIES[engine]
        (_copy_sqlite if engine == "sqlite" else _dump_postgres)(copy)
        manifest = Manifest(
            format=FORMAT,
            lantu=lantu.__version__,
            engine=engine,
            made_at=timezone.localtime().isoformat(timespec="seconds"),
            events=head.number,
            sha256=_checksum(copy),
        )
        packed = folder / "backup.zip"
        with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as pack:
            pack.writestr("manifest.json", json.dumps(asdict(manifest), indent=1))
            pack.write(copy, copy.name)
        packed.chmod(0o600)
        packed.replace(file)
    note_backup(None, file.name, manifest)
    return manifest


def put_back(file: Path) -> Manifest:
    """Put the state of a backup in the place of the present one: all of it or, when something fails, none.

    Raises:
        UsageError: The file is no backup of ours (W233), was damaged (W234), is of another kind of database (W235), or
            the database did not take it (W232).
    """
    engine = connections["default"].vendor
    with tempfile.TemporaryDirectory(prefix="lantu-") as place:
        manifest, copy = _unpacked(file, Path(place))
        if manifest.engine != engine:
            raise UsageError("W235", file=file, its=manifest.engine, ours=engine)
        connections.close_all()
        (_take_sqlite if engine == "sqlite" else _restore_postgres)(copy)
    return manifest


@action("installation.backup")
def note_backup(act: Act, name: str, manifest: Manifest) -> None:
    """Write down that a backup was made."""
    act.tell("installation", file=name, sha256=manifest.sha256)


@action("installation.restore")
def note_restore(act: Act, name: str, manifest: Manifest) -> None:
    """Write down that the state of a backup was put back."""
    act.tell("installation", file=name, sha256=manifest.sha256, made_at=manifest.made_at)


def safe_name(home: Path, moment: datetime) -> Path:
    """Return where the present state is kept before another takes its place."""
    return home / f"before-restore-{moment:%Y%m%d-%H%M%S}.zip"


@contextmanager
def _beside(file: Path) -> Iterator[Path]:
    """Yield a folder on the same disk as a file, so that putting the file there is one step."""
    try:
        folder = Path(tempfile.mkdtemp(prefix=".lantu-", dir=file.resolve().parent))
    except OSError as problem:
        raise UsageError("W231", file=file, problem=problem.strerror or problem) from problem
    try:
        yield folder
    except OSError as problem:
        raise UsageError("W231", file=file, problem=problem.strerror or problem) from problem
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _unpacked(file: Path, folder: Path) -> tuple[Manifest, Path]:
    try:
        with zipfile.ZipFile(file) as pack:
            manifest = Manifest(**json.loads(pack.read("manifest.json")))
            if manifest.format != FORMAT:
                raise UsageError("W233", file=file)
            copy = Path(pack.extract(COPIES[manifest.engine], folder))
    except (OSError, KeyError, TypeError, ValueError, zipfile.BadZipFile) as problem:
        raise UsageError("W233", file=file) from problem
    if _checksum(copy) != manifest.sha256:
        raise UsageError("W234", file=file)
    return manifest, copy


def _checksum(file: Path) -> str:
    with file.open("rb") as data:
        return hashlib.file_digest(data, "sha256").hexdigest()


def _copy_sqlite(copy: Path) -> None:
    _pour(str(settings.DATABASES["default"]["NAME"]), str(copy))


def _take_sqlite(copy: Path) -> None:
    with closing(sqlite3.connect(copy)) as taken:
        if taken.execute("PRAGMA integrity_check").fetchone() != ("ok",):
            raise UsageError("W234", file=copy.name)
    _pour(str(copy), str(settings.DATABASES["default"]["NAME"]))


def _pour(source: str, target: str) -> None:
    """Copy a SQLite database page by page in one transaction, whoever works with either."""
    try:
        with closing(sqlite3.connect(source, timeout=60)) as out, closing(sqlite3.connect(target, timeout=60)) as into:
            out.backup(into)
    except sqlite3.Error as problem:
        raise UsageError("W232", problem=problem) from problem


def _dump_postgres(copy: Path) -> None:
    _postgres("pg_dump", "--format=custom", "--no-owner", "--no-privileges", f"--file={copy}")


def _restore_postgres(copy: Path) -> None:
    name = str(settings.DATABASES["default"]["NAME"])
    whole = ("--clean", "--if-exists", "--no-owner", "--no-privileges", "--single-transaction")
    _postgres("pg_restore", *whole, f"--dbname={name}", str(copy))


def _postgres(program: str, *words: str) -> None:
    database: Mapping[str, Any] = settings.DATABASES["default"]
    where = {"PGHOST": "HOST", "PGPORT": "PORT", "PGUSER": "USER", "PGPASSWORD": "PASSWORD", "PGDATABASE": "NAME"}
    told = {name: str(database[key]) for name, key in where.items() if database.get(key)}
    if shutil.which(program) is None:
        raise UsageError("W236", program=program)
    done = subprocess.run([program, *words], env=os.environ | told, capture_output=True, text=True, check=False)
    if done.returncode:
        raise UsageError("W232", problem=done.stderr.strip()[-400:])
