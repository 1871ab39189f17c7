"""The room as Django knows it."""

from __future__ import annotations

from django.apps import AppConfig


class ObservationsConfig(AppConfig):
    """Observed values of a plan's indicators."""

    name = "lantu_web.observations"
    label = "observations"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Take care of the values that packages bring and take along."""
        from lantu_web.observations.packaged import PART  # noqa: PLC0415  # models are not ready earlier
        from lantu_web.plans.additions import offer_part  # noqa: PLC0415

        offer_part(PART)
