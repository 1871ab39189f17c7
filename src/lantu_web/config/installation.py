"""Where an installation keeps its things: its folder, its key, its database; settings read them, ``lantu serve`` makes them.

Reading settings writes nothing: whoever only checks types or runs a test leaves no trace.
"""

from __future__ import annotations

import os
import secrets
from pathlib import Path
from urllib.parse import parse_qs, unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured

HOME = Path(os.environ.get("LANTU_HOME") or Path.cwd() / "out" / "lantu")
"""Folder of the installation: its database (unless it lives on a server) and its key."""

KEY = "secret_key"


def flag(name: str, default: bool = False) -> bool:
    """Return whether a variable of the environment says yes."""
    return os.environ.get(name, "1" if default else "0").lower() in {"1", "true", "yes", "on"}


def listed(name: str, default: str = "") -> list[str]:
    """Return the parts of a variable that holds several, parted by commas."""
    return [part.strip() for part in os.environ.get(name, default).split(",") if part.strip()]


def make_home(home: Path = HOME) -> None:
    """Make the folder of a new installation and its key, both for its user only; leave what is there."""
    if not home.exists():
        home.mkdir(parents=True)
        home.chmod(0o700)  # the database is in it
    try:
        made = os.open(home / KEY, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return
    with os.fdopen(made, "w", encoding="utf-8") as file:
        file.write(secrets.token_urlsafe(50))


def secret_key(home: Path = HOME) -> str:
    """Return the key of the installation: given, else its own, else one for this process alone."""
    place = home / KEY
    return (
        os.environ.get("LANTU_SECRET_KEY")
        or (place.read_text("utf-8") if place.exists() else "")
        or secrets.token_urlsafe(50)
    )


def database(address: str) -> dict[str, object]:
    """Return Django's words for the address of a database.

    >>> database("postgresql://lantu:pass@db.local:5433/lantu")["PORT"]
    5433
    >>> database("postgresql:///lantu?host=/run/postgresql")["HOST"]
    '/run/postgresql'
    """
    parts = urlsplit(address)
    if parts.scheme == "sqlite":
        return {
            "ENGINE": "django.db.backends.sqlite3",
            "NAME": unquote(parts.path) or ":memory:",
            "OPTIONS": {
                "transaction_mode": "IMMEDIATE",  # deferred transactions lose updates: see DESIGN section 6
                "timeout": 20,
                "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA foreign_keys=ON;",
            },
        }
    if parts.scheme in {"postgres", "postgresql"}:
        return {
            "ENGINE": "django.db.backends.postgresql",
            "NAME": unquote(parts.path.lstrip("/")),
            "USER": unquote(parts.username or ""),
            "PASSWORD": unquote(parts.password or ""),
            "HOST": unquote(parts.hostname or "") or parse_qs(parts.query).get("host", [""])[0],
            "PORT": parts.port or "",
            "CONN_MAX_AGE": 60,
        }
    raise ImproperlyConfigured(f"LANTU_DATABASE: sqlite:///… or postgresql://…, not {parts.scheme!r}")
