"""Addresses of the pages on which plans are read."""

from __future__ import annotations

from django.urls import path

from lantu_web.plans import page_views as views
from lantu_web.plans.tables import KINDS

urlpatterns = [
    path("", views.home, name="home"),
    path("search/", views.search, name="search"),
    path("versions/<int:version>/", views.version, name="version"),
    path("versions/<int:version>/passages/", views.passages, name="passages"),
    path("versions/<int:version>/passages/<str:passage>/", views.passages, name="passages"),
    path("versions/<int:version>/items/<str:item>/", views.item, name="item"),
    path("versions/<int:version>/items/<str:item>/place/", views.place, name="place"),
    *(path(f"versions/<int:version>/{tab}/", views.table, {"tab": tab}, name=tab) for tab in KINDS),
]
