"""Addresses of the room."""

from __future__ import annotations

from django.urls import path

from lantu_web.progress import brief_views, decision_views, group_views, intake_urls, target_views, views, warning_views

app_name = "progress"
urlpatterns = [
    path("versions/<int:version>/", views.overview, name="overview"),
    path("versions/<int:version>/brief/", brief_views.brief, name="brief"),
    path("versions/<int:version>/bulletin/", brief_views.bulletin, name="bulletin"),
    path("versions/<int:version>/warnings/", warning_views.warnings, name="warnings"),
    path("versions/<int:version>/by/<str:by>/<path:name>/", group_views.group, name="group"),
    path("versions/<int:version>/areas/<str:subject>/", group_views.area, name="area"),
    path("versions/<int:version>/targets/", views.targets, name="targets"),
    path("versions/<int:version>/targets/<str:target>/", target_views.target, name="target"),
    *intake_urls.urlpatterns,
    path("versions/<int:version>/targets/<str:target>/decide/<str:kind>/", decision_views.decide, name="decide"),
]
