"""The room as Django knows it."""

from __future__ import annotations

from django.apps import AppConfig


class PagesConfig(AppConfig):
    """What every page is made of: frame, looks, tables of declared columns, charts."""

    name = "lantu_web.pages"
    label = "pages"
    default_auto_field = "django.db.models.BigAutoField"
