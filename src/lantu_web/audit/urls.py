"""Addresses of the room."""

from __future__ import annotations

from django.urls import path

from lantu_web.audit import views

app_name = "audit"
urlpatterns = [
    path("", views.events, name="events"),
    path("<int:number>/", views.event, name="event"),
    path("verify/", views.verify, name="verify"),
    path("events.jsonl", views.export, name="export"),
]
