"""The room as Django knows it."""

from __future__ import annotations

from django.apps import AppConfig

from lantu_web.pages.navigation import Place, offer


class PeopleConfig(AppConfig):
    """Accounts, bodies, areas, and the duties that tie them together."""

    name = "lantu_web.people"
    label = "people"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Hear what happens when people log in, and open the room in the header."""
        from lantu_web.audit.action import DEPUTIES  # noqa: PLC0415  # models are not ready earlier
        from lantu_web.people import allauth_hooks  # noqa: F401, PLC0415
        from lantu_web.people.duties import standing_in_for  # noqa: PLC0415

        DEPUTIES.append(standing_in_for)

        offer(Place(word="people.people", url="people:bodies", permission="people.see_people", order=80))
