"""The first people of a new installation: three administrators, who open all other accounts and grant all duties."""

from __future__ import annotations

from lantu_web.people.accounts import Opened, open_account
from lantu_web.people.duties import Role
from lantu_web.people.granting import grant_duty
from lantu_web.people.models import Account

ADMINISTRATORS = (
    ("system-admin", "系统管理员", Role.SYSTEM_ADMIN),
    ("security-admin", "安全管理员", Role.SECURITY_ADMIN),
    ("audit-admin", "审计管理员", Role.AUDIT_ADMIN),
)
"""Name to log in with, name on pages, duty."""


def first_administrators() -> list[Opened]:
    """Open the three administrators where there is no account yet; nothing otherwise.

    Each gets a temporary password, returned for showing once.
    """
    if Account.objects.exists():
        return []
    opened = []
    for username, shown_name, role in ADMINISTRATORS:
        opened.append(open_account(None, username, shown_name=shown_name))
        grant_duty(None, opened[-1].account, role)
    return opened
