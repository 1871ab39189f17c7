"""The accounts of a demo, named by what they do; the login page offers them."""

from __future__ import annotations

from dataclasses import dataclass

from lantu_web.people.duties import Role

PASSWORD = "lantu-demo"  # shown on the login page of a demo, and good for nothing else


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """An account of the demo.

    Attributes:
        username: Name to log in with.
        shown_name: Name on pages.
        role: Its duty.
        at_home: Whether it holds the duty in bodies of the examples, or in the whole house.
    """

    username: str
    shown_name: str
    role: str
    at_home: bool = True

    @property
    def does(self) -> str:
        """The word that tells what one does with the account."""
        return f"people.demo_does_{self.username.replace('-', '_')}"


PEOPLE = (
    Person(username="planner", shown_name="规划员", role=Role.PLANNER),
    Person(username="reporter", shown_name="填报员", role=Role.REPORTER),
    Person(username="county", shown_name="县区规划员", role=Role.PLANNER),
    Person(username="approver", shown_name="审批人", role=Role.APPROVER),
    Person(username="leader", shown_name="分管领导", role=Role.LEADER),
    Person(username="legislator", shown_name="人大代表", role=Role.LEGISLATOR),
    Person(username="auditor", shown_name="审计人员", role=Role.AUDITOR, at_home=False),
    Person(username="system-admin", shown_name="系统管理员", role=Role.SYSTEM_ADMIN, at_home=False),
    Person(username="security-admin", shown_name="安全管理员", role=Role.SECURITY_ADMIN, at_home=False),
    Person(username="audit-admin", shown_name="审计管理员", role=Role.AUDIT_ADMIN, at_home=False),
)
