"""Every address of the web, by room."""

from __future__ import annotations

from django.urls import include, path

from lantu_web.api.v1 import addresses

handler400 = "lantu_web.pages.views.bad_request"
handler403 = "lantu_web.pages.views.forbidden"
handler404 = "lantu_web.pages.views.not_found"
handler500 = "lantu_web.pages.views.failed"
urlpatterns = [
    path("", include("lantu_web.plans.urls")),
    path("", include("lantu_web.pages.urls")),
    path("people/", include("lantu_web.people.urls")),
    path("people/", include("lantu_web.people.allauth_urls")),
    path("audit/", include("lantu_web.audit.urls")),
    path("jobs/", include("lantu_web.jobs.urls")),
    path("review/", include("lantu_web.review.urls")),
    path("cascade/", include("lantu_web.cascade.urls")),
    path("progress/", include("lantu_web.progress.urls")),
    path("api/v1/", include("lantu_web.api.urls")),
    path("api/v1/", addresses()),
]
