"""Every write of the room, by its concern."""

from __future__ import annotations

from lantu_web.people.accounts import (
    change_account,
    close_account,
    forget_second_factor,
    open_account,
    reopen_account,
    reset_password,
)
from lantu_web.people.granting import end_duty, grant_duty
from lantu_web.people.registering import record_succession, register_areas, register_bodies

__all__ = [
    "change_account",
    "close_account",
    "end_duty",
    "forget_second_factor",
    "grant_duty",
    "open_account",
    "record_succession",
    "register_areas",
    "register_bodies",
    "reopen_account",
    "reset_password",
]
