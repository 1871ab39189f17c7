"""The API, version 1: the tables of the pages for programs, under the same rules of who may see what."""

from __future__ import annotations

import json
from datetime import date, datetime
from functools import partial
from typing import Annotated, Any, Literal

from django.contrib.auth.decorators import login_not_required
from django.db.models import Exists, OuterRef, Prefetch, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from ninja import File, Form, NinjaAPI, Path, Query
from ninja.files import UploadedFile
from pydantic import Field

from lantu import __version__
from lantu.errors import UsageError
from lantu_web.api import shapes
from lantu_web.api.answers import MOST, table, tagged
from lantu_web.api.auth import READ, WRITE
from lantu_web.api.problems import tell_problems
from lantu_web.pages.moment import Moment
from lantu_web.people.duties import Role, bodies_of
from lantu_web.people.models import Body
from lantu_web.plans import actions
from lantu_web.plans.correcting import Decision
from lantu_web.plans.desk import searchable
from lantu_web.plans.models import Plan, Reading, Record, Version
from lantu_web.plans.packages import export_package, import_package
from lantu_web.plans.page import inner_level
from lantu_web.plans.queries import plans_seen, records_seen, version_seen, versions_seen
from lantu_web.progress.queries import stood
from lantu_web.progress.told import progress_line
from lantu_web.review.queries import findings_seen

PROBLEMS = dict.fromkeys((401, 403, 404, 409, 422), shapes.ProblemShape)
ZIP = {
    "responses": {
        200: {"description": "OK", "content": {"application/zip": {"schema": {"type": "string", "format": "binary"}}}}
    }
}
Key = Annotated[int, Field(ge=1, le=2**53)]
Limit = Annotated[int, Query(ge=1, le=MOST)]
Offset = Annotated[int, Query(ge=0, le=10**7)]
Text = Annotated[str, Query(max_length=100, pattern=shapes.KEPT)]
Item = Annotated[str, Path(max_length=200, pattern=shapes.KEPT)]
BodyCode = Annotated[str, Form(pattern=shapes.KEPT)]
TABLES = ("statement", "task", "project", "list", "passage", "unread")

api = NinjaAPI(
    title="Lantu 蓝图",
    version=__version__,
    urls_namespace="api-v1",
    docs_url=None,
    openapi_url="/openapi.json",
    description="Plans, what was read in them, and what people decided about it. Numbers are JSON numbers; texts are as printed.",
)
tell_problems(api)


@api.get("/plans", auth=READ, response={200: shapes.page_of("Plan", shapes.PlanShape), **PROBLEMS})
def plans(request: HttpRequest, limit: Limit = 50, offset: Offset = 0) -> HttpResponse:
    """Plans of which the caller may see a version."""
    rows = _plans(request).order_by("id")
    return table(request, rows, lambda plan: _plan(plan).model_dump_json(), limit=limit, offset=offset)


@api.get("/plans/{plan}", auth=READ, response={200: shapes.PlanShape, **PROBLEMS})
def plan(request: HttpRequest, plan: Key) -> HttpResponse:
    """One plan."""
    found = _plans(request).filter(pk=plan).first()
    if found is None:
        raise Http404
    return tagged(request, [_plan(found).model_dump_json()])


@api.get("/versions/{version}", auth=READ, response={200: shapes.VersionShape, **PROBLEMS})
def version(request: HttpRequest, version: Key) -> HttpResponse:
    """One version of a plan."""
    found = _versions(request).filter(pk=version).first()
    if found is None:
        raise Http404
    return tagged(request, [_version(found).model_dump_json()])


@api.get("/versions/{version}/text", auth=READ, response={200: str, **PROBLEMS})
def text(request: HttpRequest, version: Key) -> HttpResponse:
    """The linear text to which all offsets refer, as a JSON string."""
    found = version_seen(request.user, version)
    if not request.user.has_perm("plans.see_whole_version", found):
        raise Http404
    return tagged(request, [json.dumps(found.text, ensure_ascii=False)])


def _records_table(kind: str) -> None:
    """Add the table of one kind of record."""

    def records(
        request: HttpRequest,
        version: Key,
        limit: Limit = 100,
        offset: Offset = 0,
        as_of: date | None = None,
        q: Text = "",
        checked: bool | None = None,
    ) -> HttpResponse:
        rows = _records(request, version, as_of).filter(type=kind)
        if checked is not None:
            rows = rows.filter(checked=checked)
        if q.strip():
            rows = rows.filter(search__contains=searchable(q))
        return table(request, rows, lambda row: row.data, limit=limit, offset=offset)

    records.__doc__ = f"Records of type ``{kind}`` in document order, as of a day; ``q`` searches their text."
    records.__name__ = f"{kind}s"
    answer = {200: shapes.page_of(kind.title(), shapes.SHAPES[kind]), **PROBLEMS}
    api.get(f"/versions/{{version}}/{kind}s", auth=READ, response=answer, operation_id=f"{kind}s")(records)


for _kind in TABLES:
    _records_table(_kind)


@api.get(
    "/versions/{version}/findings",
    auth=READ,
    response={200: shapes.page_of("Finding", shapes.FindingShape), **PROBLEMS},
)
def findings(
    request: HttpRequest, version: Key, limit: Limit = 100, offset: Offset = 0, as_of: date | None = None
) -> HttpResponse:
    """Findings of the review, the gravest first, as of a day: all of them for people of the house, for others those that were released."""
    found = version_seen(request.user, version)
    rows = findings_seen(request.user, found, _moment(as_of))
    return table(request, rows, partial(_finding, inner_level(found)), limit=limit, offset=offset)


@api.get(
    "/versions/{version}/progress",
    auth=READ,
    response={200: shapes.page_of("Progress", shapes.ProgressShape), **PROBLEMS},
)
def progress(
    request: HttpRequest, version: Key, limit: Limit = 100, offset: Offset = 0, as_of: date | None = None
) -> HttpResponse:
    """How far every target has come, in the order of the plan, as of a day; internal work of the house."""
    found = stood(request.user, version_seen(request.user, version), _moment(as_of))
    rows = found.standing.rows.order_by("subject", "place", "id")
    return table(request, rows, progress_line, limit=limit, offset=offset)


@api.get("/versions/{version}/items/{item}", auth=READ, response={200: shapes.ItemShape, **PROBLEMS})
def item(request: HttpRequest, version: Key, item: Item, as_of: date | None = None) -> HttpResponse:
    """One record with the key of its state, which a decision about it gives back."""
    row = _records(request, version, as_of).filter(item=item).first()
    if row is None:
        raise Http404
    told = shapes.ItemShape(seen=row.pk, checked=row.checked, recorded_at=row.recorded_at, record={})
    return tagged(request, [told.model_dump_json().replace('"record":{}', f'"record":{row.data}')])


@api.post("/versions/{version}/decisions", auth=WRITE, response={200: shapes.DecidedShape, **PROBLEMS})
def decide(request: HttpRequest, version: Key, given: shapes.DecisionsShape) -> Any:
    """Accept, correct, add, reject, split or merge: all of the decisions or, when one does not fit, none."""
    found = version_seen(request.user, version)
    plan = actions.correct(request.user, found, [Decision(**each.model_dump()) for each in given.decisions])
    return {"checked": len(plan.checked), "unfitting": [each.id for each in plan.unfitting]}


@api.get("/versions/{version}/package", auth=READ, response=PROBLEMS, openapi_extra=ZIP)
def package(request: HttpRequest, version: Key) -> HttpResponse:
    """The version as the zip of a plan package."""
    found = version_seen(request.user, version)
    if not request.user.has_perm("plans.export_package", found):
        raise Http404
    return HttpResponse(export_package(request.user, found), content_type="application/zip")


@api.post("/packages", auth=WRITE, response={200: shapes.VersionShape, **PROBLEMS})
def bring_in_package(
    request: HttpRequest,
    file: File[UploadedFile],
    body: BodyCode = "",
    level: Form[Literal["internal", "work_secret"]] = "internal",
) -> Any:
    """Bring a plan package in. ``body`` is the code of the body that keeps it; the caller's own where there is one only."""
    own = Body.objects.filter(pk__in=bodies_of(request.user, Role.PLANNER))
    keepers = (own.filter(code=body) if body else own)[:2]
    if len(keepers) != 1:
        raise UsageError("W003", name=file.name or "")
    made = import_package(request.user, file.read(), file.name or "package.zip", keepers[0], level=level)
    return _version(_versions(request).get(pk=made.pk))


@api.get("/search", auth=READ, response={200: shapes.page_of("Found", dict[str, Any]), **PROBLEMS})
def search(request: HttpRequest, q: Text, limit: Limit = 50, offset: Offset = 0) -> HttpResponse:
    """Records of all versions the caller sees whole, whose text contains something; simplified and traditional alike."""
    seen = versions_seen(request.user).defer("text", "blocks")
    whole = [found.pk for found in seen if request.user.has_perm("plans.see_whole_version", found)]
    rows = Record.objects.filter(version__in=whole, replaced_at__isnull=True, search__contains=searchable(q))
    rows = rows.exclude(type__in=["note", "passage"]).order_by("version", "start", "id")
    line = lambda row: f'{{"version": {row.version_id}, "record": {row.data}}}'  # noqa: E731
    return table(request, rows if searchable(q) else rows.none(), line, limit=limit, offset=offset)


def _records(request: HttpRequest, version: int, as_of: date | None) -> Any:
    return records_seen(request.user, version_seen(request.user, version), _moment(as_of))


def _moment(as_of: date | None) -> datetime | None:
    if as_of and as_of > timezone.localdate():
        raise UsageError("W041", given=as_of)
    return Moment(day=as_of, chosen=True).at if as_of else None


def _finding(inner: str, row: Any) -> str:
    told = ("key", "rule", "severity", "message_zh", "message_en", "fix", "fix_en", "state", "owner", "release_number")
    level = {"level": "public" if row.release else inner}
    body = json.dumps({name: getattr(row, name) for name in told} | level, ensure_ascii=False)
    return f'{body[:-1]}, "spans": {row.spans}, "values": {row.values}}}'


def _versions(request: HttpRequest) -> QuerySet[Version]:
    current = Reading.objects.filter(version=OuterRef("pk"), replaced_at__isnull=True)
    return versions_seen(request.user).defer("text", "blocks").annotate(is_read=Exists(current)).order_by("id")


def _plans(request: HttpRequest) -> QuerySet[Plan]:
    return plans_seen(request.user).prefetch_related(Prefetch("versions", _versions(request), to_attr="seen"))


def _plan(plan: Any) -> shapes.PlanShape:
    return shapes.PlanShape(
        id=plan.pk,
        title=plan.title,
        kind=plan.kind,
        level=plan.level,
        area=plan.area_code or (plan.area.code if plan.area else None),
        area_name=plan.area_name or (plan.area.name if plan.area else ""),
        start=plan.start,
        end=plan.end,
        body=plan.body.name,
        versions=[_version(each) for each in plan.seen],
    )


def _version(version: Any) -> shapes.VersionShape:
    return shapes.VersionShape(
        id=version.pk,
        plan=version.plan_id,
        stage=version.stage,
        label=version.label,
        level=version.level,
        document=version.document.sha256,
        document_name=version.document.name,
        brought_in_at=version.brought_in_at,
        read=version.is_read,
    )


def addresses() -> tuple[list[Any], str, str]:
    """Return the addresses of the API; it asks for a token itself and never sends a program to the login page."""
    patterns, app, namespace = api.urls
    for pattern in patterns:
        pattern.callback = login_not_required(pattern.callback)  # type: ignore[type-var]
    return patterns, app, namespace
