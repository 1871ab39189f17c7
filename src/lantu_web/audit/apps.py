"""The room as Django knows it."""

from __future__ import annotations

from django.apps import AppConfig


class AuditConfig(AppConfig):
    """What was done, by whom: an append-only chain that anybody with the right can verify."""

    name = "lantu_web.audit"
    label = "audit"
    default_auto_field = "django.db.models.BigAutoField"
