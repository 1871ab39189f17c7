"""The room as Django knows it."""

from __future__ import annotations

from django.apps import AppConfig


class ReviewConfig(AppConfig):
    """Findings of the review, and the life of each."""

    name = "lantu_web.review"
    label = "review"
    default_auto_field = "django.db.models.BigAutoField"
