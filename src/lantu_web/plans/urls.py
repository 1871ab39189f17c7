"""Addresses of the room: each of its sides declares its own."""

from __future__ import annotations

from lantu_web.plans import office_urls

app_name = "plans"
urlpatterns = [*office_urls.urlpatterns]
