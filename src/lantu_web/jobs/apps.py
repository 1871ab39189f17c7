"""The room as Django knows it."""

from __future__ import annotations

from django.apps import AppConfig


class JobsConfig(AppConfig):
    """Long work in the background: one table, one loop."""

    name = "lantu_web.jobs"
    label = "jobs"
    default_auto_field = "django.db.models.BigAutoField"
