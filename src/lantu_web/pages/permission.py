"""Holding a page to what its viewer may do."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied


def require(viewer: Any, permission: str, subject: object = None) -> None:
    """Refuse what a viewer may not see or do.

    Raises:
        PermissionDenied: The viewer may not.
    """
    if not viewer.has_perm(permission, subject):
        raise PermissionDenied(permission)
