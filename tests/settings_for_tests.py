"""Settings under which the tests run: nothing is written outside the test database, and logging in costs nothing."""

from lantu_web.config.settings import *  # noqa: F403

SECRET_KEY = "only for tests"
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]  # a real one takes a third of a second each
