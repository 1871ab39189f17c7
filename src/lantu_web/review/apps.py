"""The room as Django knows it."""

from __future__ import annotations

from django.apps import AppConfig


class ReviewConfig(AppConfig):
    """Findings of the review, and the life of each."""

    name = "lantu_web.review"
    label = "review"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Review what is read and changed, and stand among the pages of a version."""
        from lantu_web.plans.additions import Tab, offer_tab  # noqa: PLC0415  # models are not ready earlier
        from lantu_web.review import queries, reviewing  # noqa: F401, PLC0415

        offer_tab(
            Tab(
                name="review",
                word="review.title",
                url="review:findings",
                permission="review.see_some_findings",
                count=queries.open_count,
            )
        )
