"""The room as Django knows it."""

from __future__ import annotations

from importlib import import_module

from django.apps import AppConfig


class ProgressConfig(AppConfig):
    """Progress of the targets of a plan."""

    name = "lantu_web.progress"
    label = "progress"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Stand among the pages of a version, and let the worker know what it is asked for."""
        from lantu_web.plans.additions import Tab, offer_tab  # noqa: PLC0415  # models are not ready earlier

        import_module("lantu_web.progress.checks")
        import_module("lantu_web.progress.watching")
        import_module("lantu_web.progress.intake_looking")
        import_module("lantu_web.progress.preparing")
        offer_tab(Tab(name="progress", word="progress.title", url="progress:overview", permission="progress.see"))
