"""The room as Django knows it."""

from __future__ import annotations

from django.apps import AppConfig

from lantu_web.pages.navigation import Place, offer


class PlansConfig(AppConfig):
    """The registry of plans: documents, versions, readings, what people decided about them."""

    name = "lantu_web.plans"
    label = "plans"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Let the kinds of jobs of the room be known before a worker asks."""
        from lantu_web.plans import bringing_in, closing  # noqa: F401, PLC0415  # models are not ready earlier

        offer(Place(word="plans.plans", url="plans:home", order=10, within="/versions/"))
        offer(Place(word="plans.office_bring_in", url="plans:bring_in", permission="plans.register", order=20))
