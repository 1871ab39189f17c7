"""The room as Django knows it."""

from __future__ import annotations

from django.apps import AppConfig


class PlansConfig(AppConfig):
    """The registry of plans: documents, versions, readings, what people decided about them."""

    name = "lantu_web.plans"
    label = "plans"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Let the kinds of jobs of the room be known before a worker asks."""
        from lantu_web.plans import bringing_in  # noqa: F401, PLC0415  # models are not ready earlier
