"""Addresses of the room; those of logging in stand in ``allauth_urls`` under the same roof."""

from __future__ import annotations

from allauth.account.views import logout
from django.urls import path

from lantu_web.people import account_views, register_views, views

app_name = "people"
urlpatterns = [
    path("login/", views.Login.as_view(), name="login"),
    path("logout/", logout, name="logout"),
    path("account/", views.account, name="account"),
    path("accounts/", account_views.accounts, name="accounts"),
    path("accounts/new/", account_views.new_account, name="new_account"),
    path("accounts/<int:pk>/", account_views.account_of, name="account_of"),
    path("accounts/<int:pk>/change/", account_views.change_account, name="change_account"),
    path("duties/", account_views.duties, name="duties"),
    path("duties/new/", account_views.new_duty, name="new_duty"),
    path("duties/<int:pk>/end/", account_views.end_duty, name="end_duty"),
    path("areas/", register_views.areas, name="areas"),
    path("bodies/", register_views.bodies, name="bodies"),
    path("register/<slug:what>/", register_views.take_in, name="take_in"),
    path("register/<slug:what>/table.csv", register_views.template, name="template"),
    path("successions/", register_views.successions, name="successions"),
    path("successions/new/<slug:what>/", register_views.new_succession, name="new_succession"),
]
