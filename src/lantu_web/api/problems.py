"""One shape for every error, whatever went wrong."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from ninja import NinjaAPI
from ninja.errors import AuthenticationError, ValidationError

from lantu.errors import LantuError, message
from lantu_web.plans.correcting import ConflictError

CONFLICT, REFUSED = 409, 422


def tell_problems(api: NinjaAPI) -> None:
    """Let an API answer every error in the shape of :class:`~lantu_web.api.shapes.ProblemShape`."""

    def answer(request: HttpRequest, status: int, code: str, reasons: list[str], **facts: object) -> HttpResponse:
        told: dict[str, Any] = {"code": code, "message": message(code, "zh", **facts), "reasons": reasons}
        return api.create_response(request, told | {"message_en": message(code, "en", **facts)}, status=status)

    def refused(request: HttpRequest, problem: Any) -> HttpResponse:
        told: dict[str, Any] = {"code": problem.code, "message": problem.said("zh"), "message_en": problem.said("en")}
        told |= {"reasons": [each.said("zh") for each in problem.reasons]}
        status = CONFLICT if isinstance(problem, ConflictError) else REFUSED
        return api.create_response(request, told, status=status)

    def unfit(request: HttpRequest, wrong: Any) -> HttpResponse:
        return answer(request, REFUSED, "W060", [_said(each) for each in wrong.errors])

    api.add_exception_handler(LantuError, refused)
    api.add_exception_handler(ValidationError, unfit)
    api.add_exception_handler(AuthenticationError, lambda request, wrong: answer(request, 401, "W061", []))
    api.add_exception_handler(PermissionDenied, lambda request, wrong: answer(request, 403, "W062", []))
    api.add_exception_handler(Http404, lambda request, wrong: answer(request, 404, "W063", []))


def _said(error: dict[str, Any]) -> str:
    return f"{'.'.join(str(step) for step in error['loc'])}: {error['msg']}"
