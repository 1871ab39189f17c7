"""What forms of all rooms need."""

from __future__ import annotations

from django.forms import Form
from django.http import QueryDict


def build_upon(form: Form, **now: str) -> None:
    """Let the next save of a refused form build upon what holds now; everything else that was typed stays.

    Args:
        form: A bound form that names, in hidden fields, the state its author saw.
        **now: Those fields as they are now.
    """
    if isinstance(form.data, QueryDict):
        data = form.data.copy()
        for name, value in now.items():
            data[name] = value
        form.data = data
