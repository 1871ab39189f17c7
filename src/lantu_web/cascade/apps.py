"""The room as Django knows it."""

from __future__ import annotations

from django.apps import AppConfig


class CascadeConfig(AppConfig):
    """A plan broken down to years and areas."""

    name = "lantu_web.cascade"
    label = "cascade"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Know the work of the worker; stand among the pages of a version, and in the header for areas that are asked."""
        from lantu_web.pages.navigation import Place, offer  # noqa: PLC0415
        from lantu_web.plans.additions import Tab, offer_tab  # noqa: PLC0415

        offer_tab(Tab(name="cascade", word="cascade.title", url="cascade:targets", permission="cascade.see"))
        offer(
            Place(
                word="cascade.rounds",
                url="cascade:rounds",
                permission="cascade.answer",
                order=30,
                within="/cascade/rounds/",
            )
        )

        # The worker loads no pages: what it does in the background is made known here.
        from lantu_web.cascade import computing  # noqa: F401, PLC0415
