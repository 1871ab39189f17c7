"""Addresses of the room."""

from __future__ import annotations

from django.urls import path

from lantu_web.review import views

app_name = "review"
urlpatterns = [
    path("versions/<int:version>/", views.findings, name="findings"),
    path("versions/<int:version>/ask/", views.ask, name="ask"),
    path("versions/<int:version>/release/", views.release, name="release"),
    path("findings/<int:pk>/", views.finding, name="finding"),
]
