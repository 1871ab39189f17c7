"""Addresses of the workbench, below those of a version."""

from __future__ import annotations

from django.urls import include, path

from lantu_web.plans.workbench import deciding_views, item_views, trace_views, views

_below_a_version = [
    path("", views.workbench, name="workbench"),
    path("suggestions/", views.suggest, name="workbench_suggest"),
    path("reading/", views.reading_state, name="workbench_reading"),
    path("decide/", deciding_views.decide, name="workbench_decide"),
    path("together/", deciding_views.together, name="workbench_together"),
    path("edit/", item_views.edit, name="workbench_edit"),
    path("split/", item_views.split, name="workbench_split"),
    path("merge/", deciding_views.merge, name="workbench_merge"),
    path("add/", item_views.add, name="workbench_add"),
    path("undo/", trace_views.take_back, name="workbench_undo"),
    path("mark/", trace_views.mark, name="workbench_mark"),
    path("history/", trace_views.history, name="workbench_history"),
    path("unfitting/", trace_views.unfitting, name="workbench_unfitting"),
]
urlpatterns = [path("versions/<int:pk>/workbench/", include(_below_a_version))]
