"""Addresses of the room."""

from __future__ import annotations

from django.urls import path

from lantu_web.progress import brief_views, views

app_name = "progress"
urlpatterns = [
    path("versions/<int:version>/", views.overview, name="overview"),
    path("versions/<int:version>/brief/", brief_views.brief, name="brief"),
    path("versions/<int:version>/bulletin/", brief_views.bulletin, name="bulletin"),
    path("versions/<int:version>/targets/", views.targets, name="targets"),
    path("versions/<int:version>/targets/<str:target>/", views.target, name="target"),
]
