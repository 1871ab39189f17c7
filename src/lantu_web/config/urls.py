"""Every address of the web, by room."""

from __future__ import annotations

from django.urls import include, path

urlpatterns = [
    path("", include("lantu_web.plans.urls")),
    path("people/", include("lantu_web.people.urls")),
    path("audit/", include("lantu_web.audit.urls")),
    path("jobs/", include("lantu_web.jobs.urls")),
    path("review/", include("lantu_web.review.urls")),
    path("api/v1/", include("lantu_web.api.urls")),
]
