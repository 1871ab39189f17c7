"""The room as Django knows it."""

from __future__ import annotations

from django.apps import AppConfig


class ApiConfig(AppConfig):
    """The same tables for programs."""

    name = "lantu_web.api"
    label = "api"
    default_auto_field = "django.db.models.BigAutoField"
