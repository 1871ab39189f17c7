"""The room as Django knows it."""

from __future__ import annotations

from django.apps import AppConfig

from lantu_web.pages.navigation import Place, offer


class JobsConfig(AppConfig):
    """Long work in the background: one table, one loop."""

    name = "lantu_web.jobs"
    label = "jobs"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Open the room in the header."""
        offer(Place(word="jobs.jobs", url="jobs:jobs", order=70))
