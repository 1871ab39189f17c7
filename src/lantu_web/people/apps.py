"""The room as Django knows it."""

from __future__ import annotations

from django.apps import AppConfig


class PeopleConfig(AppConfig):
    """Accounts, bodies, areas, and the duties that tie them together."""

    name = "lantu_web.people"
    label = "people"
    default_auto_field = "django.db.models.BigAutoField"
