"""The room as Django knows it."""

from __future__ import annotations

from django.apps import AppConfig

from lantu_web.pages.navigation import Place, offer


class AuditConfig(AppConfig):
    """What was done, by whom: an append-only chain that anybody with the right can verify."""

    name = "lantu_web.audit"
    label = "audit"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Check the guards at every start, and open the room in the header."""
        from lantu_web.audit import checks  # noqa: F401, PLC0415  # connections are not ready earlier

        offer(Place(word="audit.audit", url="audit:events", permission="audit.read", order=90))
