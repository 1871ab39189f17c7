"""Addresses of the office side of plans."""

from __future__ import annotations

from django.urls import path

from lantu_web.plans.office import views

urlpatterns = [
    path("bring-in/", views.bring_in, name="bring_in"),
    path("plans/<int:pk>/", views.versions, name="versions"),
    path("plans/<int:pk>/facts/", views.facts, name="facts"),
    path("versions/<int:pk>/reading/", views.reading, name="reading"),
    path("versions/<int:pk>/read-again/", views.read_again, name="read_again"),
    path("versions/<int:pk>/decide/", views.decide, name="decide"),
    path("versions/<int:pk>/level/", views.level, name="level"),
    path("versions/<int:pk>/package.zip", views.package, name="package"),
    path("versions/<int:pk>/original/", views.original, name="original"),
    path("decisions/<int:pk>/scan/", views.scan, name="scan"),
]
