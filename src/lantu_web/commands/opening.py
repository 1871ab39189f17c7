"""What every command of the web does first: open the installation, and bring its database to this version."""

# ruff: noqa: PLC0415  # Django is loaded when a command runs: lantu --help must start at once

from __future__ import annotations

import os

from lantu.errors import UsageError


def open_installation(*, make: bool = False) -> None:
    """Make Django ready for the installation that the environment names.

    Args:
        make: Whether a new one gets its folder and key.

    Raises:
        UsageError: The folder cannot be written (W204), or a setting does not fit (W205).
    """
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "lantu_web.config.settings")
    import django
    from django.core.exceptions import ImproperlyConfigured

    from lantu_web.config.installation import HOME, make_home

    try:
        if make:
            make_home()
        django.setup()
    except OSError as problem:
        raise UsageError("W204", folder=HOME, problem=problem.strerror or problem) from problem
    except ImproperlyConfigured as problem:
        raise UsageError("W205", problem=problem) from problem


def bring_up_to_date() -> None:
    """Bring the tables to this version, and hold that the audit table is guarded.

    Raises:
        UsageError: The database cannot be reached (W206), or something is wrong with it or a file of the office (W207).
    """
    from django.core.checks import ERROR, run_checks
    from django.core.management import call_command
    from django.db import OperationalError

    try:
        call_command("migrate", interactive=False, verbosity=0)
        call_command("createcachetable", verbosity=0)
        wrong = [each for each in run_checks(databases=["default"]) if each.level >= ERROR]
    except OperationalError as problem:
        raise UsageError("W206", problem=str(problem).strip()) from problem
    if wrong:
        raise UsageError("W207", problem="; ".join(str(each.msg) for each in wrong))
