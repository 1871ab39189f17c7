"""Addresses of no room."""

from __future__ import annotations

from django.urls import path

from lantu_web.pages import views

app_name = "pages"
urlpatterns = [
    path("language/", views.speak, name="language"),
    path("made/<str:name>", views.drawing_library, name="library"),
]
