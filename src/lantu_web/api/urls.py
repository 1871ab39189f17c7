"""Addresses of the room."""

from __future__ import annotations

from django.urls import path

from lantu_web.api import views

app_name = "api"
urlpatterns = [
    path("", views.describe, name="describe"),
    path("tokens/", views.tokens, name="tokens"),
    path("tokens/<int:pk>/revoke/", views.revoke, name="revoke"),
]
