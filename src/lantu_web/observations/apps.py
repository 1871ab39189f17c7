"""The room as Django knows it."""

from __future__ import annotations

from django.apps import AppConfig


class ObservationsConfig(AppConfig):
    """Observed values of a plan's indicators."""

    name = "lantu_web.observations"
    label = "observations"
    default_auto_field = "django.db.models.BigAutoField"
