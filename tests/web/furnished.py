"""A plan with something of everything that pages show: findings, a decision with its scan, areas, rounds, a token."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from decimal import Decimal
from typing import Any

from django.utils import timezone
from tests.web.cascade.conftest import settled

from lantu.cascade.allocation import AreaChoice, Choice, Member, SuperiorValue
from lantu.model.records import Observation
from lantu_web.api.actions import make_token
from lantu_web.cascade.actions import choose, propose, set_members, superior_arrived
from lantu_web.cascade.choosing import fingerprint
from lantu_web.jobs.models import Job
from lantu_web.jobs.queue import work_once
from lantu_web.observations.drafts import bring_in as bring_values_in
from lantu_web.observations.models import Intake
from lantu_web.observations.reading import read
from lantu_web.observations.taking import fingerprint as fingerprint_of_values
from lantu_web.observations.taking import take
from lantu_web.pages import charts
from lantu_web.people.models import Account, Area, Body, Duty
from lantu_web.plans.actions import record_decision
from lantu_web.plans.bringing_in import Wanted, bring_in, read_again_later
from lantu_web.plans.deciding import Decided
from lantu_web.plans.models import Version
from lantu_web.review.reviewing import review_later

TEXT = """蓝河市国民经济和社会发展第十五个五年规划纲要
（2026—2030年）
第一章 发展目标
2025年，全市常住人口城镇化率为60%。到2030年，常住人口城镇化率达到65%。五年累计城镇新增就业15万人。
到2030年，营造林面积达到75万亩，其中人工造林面积50万亩、封山育林面积30万亩。
第二章 主要任务
建设蓝河湿地公园，由市林业局牵头，2028年底前建成。
"""
COUNTIES = {"area:990121": "云岭县", "area:990122": "松坞县"}


@dataclass(frozen=True)
class Furnished:
    """A version, and what addresses name.

    Attributes:
        version: The version, kept by the planning body of the city; a county has a figure in its rounds.
        arguments: What stands in the address of a page, by the name of the page; "" for what most pages share.
        queries: What follows the question mark, by the name of the page.
    """

    version: Version
    arguments: dict[str, dict[str, Any]]
    queries: dict[str, dict[str, str]]


def furnished(planner: Account, city: dict[str, Body]) -> Furnished:
    """Bring a plan in and do with it what its people do."""
    version = _read(planner, city)
    values = _observed(planner, version)
    jobs = version.records.get(type="statement", kind="target", replaced_at=None, data__contains="新增就业").item
    rounds = _shared_out(planner, version, jobs)
    paper = Decided(kind="approved", organ="蓝河市人民代表大会", on="2026", scan=(b"%PDF-1.7 a paper", "决议.pdf"))
    decision = record_decision(planner, version, paper)
    token, _ = make_token(planner, name="统计软件", scopes="read", expires_on=timezone.localdate())
    duty = Duty.objects.create(account=Account.objects.create(username="somebody"), role="auditor")
    job = Job.objects.filter(kind="plans.read").first()
    value = SuperiorValue(indicator=jobs, year=2026, value=Decimal("3.2"))
    draft = superior_arrived(planner, version, value, fingerprint(version))
    settled(version, draft)
    passage = version.records.filter(type="passage", replaced_at=None).first()
    shared = {
        "version": version.pk,
        "pk": version.pk,
        "plan": version.plan_id,
        "item": jobs,
        "target": jobs,
        "passage": passage.item if passage else "",
        "what": "bodies",
        "year": 2030,
        "subject": "area:990121",
    }
    named: dict[str, dict[str, Any]] = {
        "plans:versions": {"pk": version.plan_id},
        "plans:facts": {"pk": version.plan_id},
        "plans:scan": {"pk": decision.pk},
        "people:account_of": {"pk": duty.account_id},
        "people:change_account": {"pk": duty.account_id},
        "people:end_duty": {"pk": duty.pk},
        "jobs:job": {"pk": job.pk if job else 0},
        "jobs:retry": {"pk": job.pk if job else 0},
        "audit:event": {"number": 1},
        "pages:library": {"name": charts.NAME},
        "review:finding": {"pk": version.findings.get(rule="parts-exceed-total", replaced_at=None).pk},
        "cascade:round": {"pk": rounds},
        "cascade:answer": {"pk": rounds},
        "cascade:draft": {"pk": draft.pk},
        "cascade:file": {"what": "choices"},
        "api:revoke": {"pk": token.pk},
        "progress:value": {"pk": values.values.latest("id").pk},
        "progress:intake": {"pk": values.pk},
        "progress:intake_draft": {"pk": refused(planner, version)},
        "progress:intake_reasons": {"pk": refused(planner, version)},
        "progress:decide": {"kind": "wording"},
        "progress:group": {"by": "chapter", "name": "1"},
    }
    queries = {
        "plans:workbench_suggest": {"type": "statement", "name": "unit"},
        "plans:workbench_edit": {"item": jobs},
        "plans:workbench_split": {"item": jobs},
    }
    return Furnished(version, {"": shared} | named, queries)


def _read(planner: Account, city: dict[str, Body]) -> Version:
    area = city["planning"].area
    Area.objects.create(code="990122", name="松坞县", level="county", parent=area)
    found = bring_in(planner, TEXT.encode(), "规划.txt", Wanted(body=city["planning"], area=area))
    read_again_later(found, planner)  # commit hooks do not run inside a test's transaction
    review_later(found)
    while work_once():
        pass
    found.refresh_from_db()
    return found


def _observed(planner: Account, version: Version) -> Intake:
    """Take a value."""
    value = Observation(indicator="常住人口城镇化率", period="2025", basis="point", value=Decimal(60), unit="%",
                        state="flash", supplier="市统计局", source="月报")  # fmt: skip
    return take(
        planner, version.plan, [value], name="月报.csv", sha256="0" * 64, seen=fingerprint_of_values(version.plan)
    )


def refused(planner: Account, version: Version) -> int:
    """Bring in a file of values that is refused, and stays."""
    draft = bring_values_in(planner, version, "指标,时期\n不认识,2025\n".encode(), "数据.csv")
    read(draft)
    return draft.pk


def _shared_out(planner: Account, version: Version, target: str) -> int:
    """Share a target out between the counties and begin the rounds about its first year."""
    members = tuple(Member(subject=subject, name=name) for subject, name in COUNTIES.items())
    set_members(planner, version, members, fingerprint(version))
    figures = {subject: {"base": Decimal(50)} for subject in COUNTIES}
    areas = AreaChoice(method="shares", figures=figures, reason="由各县组织落实")
    choose(planner, version, Choice(target=target, areas=areas), fingerprint(version))
    settled(version)
    return propose(planner, version, target, 2026, timezone.localdate() + timedelta(days=1)).pk
