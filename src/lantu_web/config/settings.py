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

OIDC = os.environ.get("LANTU_OIDC_SERVER", "")
"""Address of the office's own identity server; where none is named, people log in with their passwords here."""

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.humanize",
    "django.contrib.staticfiles",
    "django_htmx",
    "rules.apps.AutodiscoverRulesConfig",
    "lantu_web.pages",
    "lantu_web.audit",
    "lantu_web.jobs",
    "lantu_web.people",
    "lantu_web.plans",
    "lantu_web.observations",
    "lantu_web.review",
    "lantu_web.cascade",
    "lantu_web.progress",
    "lantu_web.api",
    "allauth",  # after the rooms: its templates are replaced by ours
    "allauth.account",
    "allauth.mfa",
    *(["allauth.socialaccount", "allauth.socialaccount.providers.openid_connect"] if OIDC else []),
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "lantu_web.people.middleware.LoginFirstMiddleware",  # a page is open only where it says so
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "lantu_web.pages.middleware.SpeakMiddleware",
    "lantu_web.pages.middleware.ContentPolicyMiddleware",
    "lantu_web.pages.middleware.ProblemMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "lantu_web.people.middleware.SessionEndMiddleware",
    "lantu_web.people.middleware.TemporaryPasswordMiddleware",
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
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/"
SESSION_COOKIE_AGE = 8 * 60 * 60  # a working day
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
LANTU_IDLE_MINUTES = int(os.environ.get("LANTU_IDLE_MINUTES", "120"))
"""How long a session lasts in which nobody does anything."""
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = flag("LANTU_HTTPS")
SECURE_SSL_REDIRECT = flag("LANTU_HTTPS")
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if os.environ.get("LANTU_PROXIES", "0") != "0" else None
SECURE_CONTENT_TYPE_NOSNIFF = True
X_FRAME_OPTIONS = "DENY"
CSRF_FAILURE_VIEW = "lantu_web.pages.views.stale_form"

# Logging in is allauth's work: accounts are opened by an administrator, there is no registration and no e-mail.
ACCOUNT_ADAPTER = "lantu_web.people.adapters.AccountAdapter"
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_LOGOUT_REDIRECT_URL = LOGIN_URL
ACCOUNT_REAUTHENTICATION_TIMEOUT = 15 * 60
ACCOUNT_RATE_LIMITS = {"login": "120/m/ip", "login_failed": "60/m/ip,5/300s/key"}  # offices share one address
ALLAUTH_TRUSTED_PROXY_COUNT = int(os.environ.get("LANTU_PROXIES", "0"))
MFA_ADAPTER = "lantu_web.people.adapters.SecondFactorAdapter"
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes", *(["webauthn"] if flag("LANTU_HTTPS") else [])]
MFA_PASSKEY_LOGIN_ENABLED = flag("LANTU_HTTPS")  # browsers offer passkeys to encrypted pages only
SOCIALACCOUNT_ADAPTER = "lantu_web.people.outside.OutsideAccountAdapter"
SOCIALACCOUNT_PROVIDERS = {
    "openid_connect": {
        "APPS": [
            {
                "provider_id": "office",
                "name": os.environ.get("LANTU_OIDC_NAME", "OpenID Connect"),
                "client_id": os.environ.get("LANTU_OIDC_CLIENT", ""),
                "secret": os.environ.get("LANTU_OIDC_SECRET", ""),
                "settings": {"server_url": OIDC},
            }
        ]
    }
}
LANTU_OIDC_CLAIM = os.environ.get("LANTU_OIDC_CLAIM", "preferred_username")
"""What the identity server calls the name by which an account here is found."""

LANTU_PHRASES = os.environ.get("LANTU_PHRASES", "")
LANTU_WARNING_RULES = os.environ.get("LANTU_WARNING_RULES", "")
LANTU_SCHEMES = os.environ.get("LANTU_SCHEMES", "")
"""Files of the office's own: sentences of briefs, rules of warnings, status schemes (a file or a folder of them)."""
LANTU_SCHEME = os.environ.get("LANTU_SCHEME", "")
"""Id of the scheme by which the office judges where nobody asks for another one."""

# Failed logins are counted where all processes see them.
CACHES = {"default": {"BACKEND": "django.core.cache.backends.db.DatabaseCache", "LOCATION": "pages_cache"}}

LANGUAGE_CODE = "zh-hans"
LANGUAGES = [("zh-hans", "简体中文"), ("en", "English")]
USE_I18N = True
USE_TZ = True
TIME_ZONE = "Asia/Shanghai"

STATIC_URL = "/static/"
LANTU_MADE = HOME / "made"
"""Where the script that draws charts is put when first asked for."""
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
