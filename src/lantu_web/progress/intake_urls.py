"""Addresses of the pages on which values come in and stand."""

from __future__ import annotations

from django.urls import path

from lantu_web.progress import intake_draft_views, intake_views, release_views

urlpatterns = [
    path("versions/<int:version>/values/", intake_views.values, name="values"),
    path("versions/<int:version>/values/blank/", intake_views.blank, name="intake_blank"),
    path("versions/<int:version>/values/import/", intake_draft_views.bring_in, name="intake_new"),
    path("versions/<int:version>/values/mappings/", intake_draft_views.mappings, name="intake_mappings"),
    path("versions/<int:version>/values/release/", release_views.release, name="release"),
    path("versions/<int:version>/values/<int:pk>/", intake_views.value, name="value"),
    path("versions/<int:version>/intakes/", intake_views.intakes, name="intakes"),
    path("versions/<int:version>/intakes/<int:pk>/", intake_views.intake, name="intake"),
    path("drafts/<int:pk>/", intake_draft_views.draft, name="intake_draft"),
    path("drafts/<int:pk>/reasons/", intake_draft_views.reasons, name="intake_reasons"),
]
