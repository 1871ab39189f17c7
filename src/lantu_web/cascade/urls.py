"""Addresses of the room."""

from __future__ import annotations

from django.urls import path

from lantu_web.cascade import choice_views, draft_views, round_views, views

app_name = "cascade"
urlpatterns = [
    path("versions/<int:version>/", views.targets, name="targets"),
    path("versions/<int:version>/targets/<str:target>/", views.target, name="target"),
    path("versions/<int:version>/targets/<str:target>/choose/", choice_views.choose, name="choose"),
    path("versions/<int:version>/targets/<str:target>/superior/", choice_views.superior, name="superior"),
    path("versions/<int:version>/targets/<str:target>/propose/", round_views.propose, name="propose"),
    path("versions/<int:version>/years/<int:year>/", views.year, name="year"),
    path("versions/<int:version>/areas/<str:subject>/", views.area, name="area"),
    path("versions/<int:version>/members/", views.members, name="members"),
    path("versions/<int:version>/files/", draft_views.files, name="files"),
    path("versions/<int:version>/files/<str:what>/", draft_views.file, name="file"),
    path("drafts/<int:pk>/", draft_views.draft, name="draft"),
    path("rounds/", round_views.own, name="rounds"),
    path("rounds/offers/", round_views.offers, name="offers"),
    path("rounds/<int:pk>/", round_views.office, name="round"),
    path("rounds/<int:pk>/<str:subject>/", round_views.answer, name="answer"),
]
