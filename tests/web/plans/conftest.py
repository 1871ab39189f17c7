"""What tests of the plans' pages share: browsers of people who are logged in."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client


@pytest.fixture
def client_of() -> Callable[[Any], Client]:
    """Make a client that is logged in as an account."""

    def made(account: Any) -> Client:
        client = Client()
        client.force_login(account, backend="django.contrib.auth.backends.ModelBackend")
        return client

    return made


@pytest.fixture
def bench(planner, client_of) -> Client:
    """The client of the planner who keeps the plan."""
    return client_of(planner)
