"""Addresses of the room: each of its sides declares its own."""

from __future__ import annotations

from lantu_web.plans import office_urls, page_urls, workbench_urls

app_name = "plans"
urlpatterns = [*page_urls.urlpatterns, *office_urls.urlpatterns, *workbench_urls.urlpatterns]
