"""Settings of an installation: sensible on one machine without any, for an office from the environment.

Every variable that changes something begins with ``LANTU_``; docs/reference/settings.md lists them.
"""

from __future__ import annotations

import os
import secrets
from pathlib import Path
from urllib.parse import unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured

HOME = Path(os.environ.get("LANTU_HOME", Path.cwd() / "out" / "lantu"))
"""Where an installation keeps its database, its key and nothing else."""


def _flag(name: str, default: bool = False) -> bool:
    return os.environ.get(name, "1" if default else "0").lower() in {"1", "true", "yes", "on"}


def _secret_key() -> str:
    """Return the key of this installation; a new installation makes its own, readable by its user only."""
    if given := os.environ.get("LANTU_SECRET_KEY"):
        return given
    place = HOME / "secret_key"
    if not place.exists():
        HOME.mkdir(parents=True, exist_ok=True)
        fresh = os.open(place, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(fresh, "w", encoding="utf-8") as file:
            file.write(secrets.token_urlsafe(50))
    return place.read_text("utf-8")


def _database(address: str) -> dict[str, object]:
    """Return Django's words for the address of a database.

    >>> _database("postgresql://lantu:pass@db.local:5433/lantu")["PORT"]
    5433
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
            "HOST": unquote(parts.hostname or ""),
            "PORT": parts.port or "",
            "CONN_MAX_AGE": 60,
        }
    raise ImproperlyConfigured(f"LANTU_DATABASE: sqlite:///… or postgresql://…, not {parts.scheme!r}")


SECRET_KEY = _secret_key()
DEBUG = False
ALLOWED_HOSTS = os.environ.get("LANTU_HOSTS", "127.0.0.1,localhost,[::1]").split(",")
CSRF_TRUSTED_ORIGINS = [each for each in os.environ.get("LANTU_ORIGINS", "").split(",") if each]

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django_htmx",
    "rules.apps.AutodiscoverRulesConfig",
    "lantu_web.pages",
    "lantu_web.audit",
    "lantu_web.jobs",
    "lantu_web.people",
    "lantu_web.plans",
    "lantu_web.review",
    "lantu_web.api",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "lantu_web.pages.middleware.SpeakMiddleware",
    "lantu_web.pages.middleware.ContentPolicyMiddleware",
    "lantu_web.pages.middleware.ProblemMiddleware",
]
ROOT_URLCONF = "lantu_web.config.urls"
WSGI_APPLICATION = "lantu_web.config.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "lantu_web.pages.context.frame",
            ],
            "builtins": ["lantu_web.pages.templatetags.lantu"],
        },
    }
]

DATABASES = {"default": _database(os.environ.get("LANTU_DATABASE", f"sqlite:///{HOME / 'lantu.sqlite3'}"))}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

AUTH_USER_MODEL = "people.Account"
AUTHENTICATION_BACKENDS = ["rules.permissions.ObjectPermissionBackend", "django.contrib.auth.backends.ModelBackend"]
LOGIN_URL = "people:login"
LOGIN_REDIRECT_URL = "/"
SESSION_COOKIE_AGE = 8 * 60 * 60  # a working day
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = _flag("LANTU_HTTPS")
SECURE_SSL_REDIRECT = _flag("LANTU_HTTPS")
SECURE_CONTENT_TYPE_NOSNIFF = True
X_FRAME_OPTIONS = "DENY"

LANGUAGE_CODE = "zh-hans"
USE_I18N = True
USE_TZ = True
TIME_ZONE = "Asia/Shanghai"

STATIC_URL = "/static/"
STATIC_ROOT = HOME / "static"
WHITENOISE_USE_FINDERS = True
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.InMemoryStorage"},  # documents live in the database
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}

LANTU_UPLOAD_LIMIT = 64 * 1024 * 1024
DATA_UPLOAD_MAX_MEMORY_SIZE = 8 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 5000
LANTU_DEMO = _flag("LANTU_DEMO")
"""Whether the login page offers the demo accounts."""

# A document is looked at before anything of it touches a disk: one bearing a state-secret mark must leave no trace.
FILE_UPLOAD_HANDLERS = ["django.core.files.uploadhandler.MemoryFileUploadHandler"]
FILE_UPLOAD_MAX_MEMORY_SIZE = LANTU_UPLOAD_LIMIT
