"""Settings of an installation: sensible on one machine without any, for an office from the environment.

Every variable that changes something begins with ``LANTU_``; docs/reference/settings.md lists them.
"""

from __future__ import annotations

import os

from lantu_web.config.installation import HOME, database, flag, listed, secret_key

SECRET_KEY = secret_key()
DEBUG = False
ALLOWED_HOSTS = listed("LANTU_HOSTS", "127.0.0.1,localhost,[::1]")
CSRF_TRUSTED_ORIGINS = listed("LANTU_ORIGINS")

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

DATABASES = {"default": database(os.environ.get("LANTU_DATABASE", f"sqlite:///{HOME / 'lantu.sqlite3'}"))}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

AUTH_USER_MODEL = "people.Account"
AUTHENTICATION_BACKENDS = ["rules.permissions.ObjectPermissionBackend", "django.contrib.auth.backends.ModelBackend"]
LOGIN_URL = "people:login"
LOGIN_REDIRECT_URL = "/"
SESSION_COOKIE_AGE = 8 * 60 * 60  # a working day
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = flag("LANTU_HTTPS")
SECURE_SSL_REDIRECT = flag("LANTU_HTTPS")
SECURE_CONTENT_TYPE_NOSNIFF = True
X_FRAME_OPTIONS = "DENY"
CSRF_FAILURE_VIEW = "lantu_web.pages.views.stale_form"

LANGUAGE_CODE = "zh-hans"
USE_I18N = True
USE_TZ = True
TIME_ZONE = "Asia/Shanghai"

STATIC_URL = "/static/"
WHITENOISE_USE_FINDERS = True  # served from where the rooms keep them: nothing to collect, nothing to forget
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.InMemoryStorage"},  # documents live in the database
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}

LANTU_UPLOAD_LIMIT = 64 * 1024 * 1024
DATA_UPLOAD_MAX_MEMORY_SIZE = 8 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 5000
LANTU_DEMO = flag("LANTU_DEMO")
"""Whether the login page offers the demo accounts."""
LANTU_ADMINISTRATIONS_JOINED = flag("LANTU_ADMINISTRATIONS_JOINED")
"""Whether one person may hold two of the three administrations: for offices too small to part them."""

# A document is looked at before anything of it touches a disk: one bearing a state-secret mark must leave no trace.
FILE_UPLOAD_HANDLERS = ["django.core.files.uploadhandler.MemoryFileUploadHandler"]
FILE_UPLOAD_MAX_MEMORY_SIZE = LANTU_UPLOAD_LIMIT
