"""The ASGI application: requests bounded, answered in threads, and every error told as a problem."""

from __future__ import annotations

import asyncio
import functools
import os
from collections.abc import Awaitable, Callable, Collection
from http import HTTPStatus
from typing import Any, Final

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.requests import ClientDisconnect, Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from kdcl.checks import Check, find_rulebook
from kdcl.checks.own import load_rulebook
from kdcl.errors import KdclError
from kdcl.locale import LANGUAGES, Locale, get_locale
from kdcl.messages import Message, message
from kdcl.service.declaring import LANGUAGE, Answer, Call, Operation, require_sound
from kdcl.service.limits import ServiceLimits
from kdcl.service.openapi import build_openapi
from kdcl.service.operations import OPERATIONS, with_checks
from kdcl.service.problems import MEDIA_TYPE, ProblemError, of_error

HOSTS: Final = "KDCL_SERVICE_HOSTS"
"""The variable of the environment in which ``kdcl serve`` names further hosts to its workers."""
CHECKS_FILE: Final = "KDCL_SERVICE_CHECKS"
"""The variable in which it names the file of own checks."""
_ALLOWED: Final = "Allow"


def create_app(limits: ServiceLimits | None = None, *, checks: Collection[Check] | None = None) -> Starlette:
    """Return the service as an ASGI application.

    Args:
        limits: how much it takes on.
        checks: the rulebook of the operations check and render; where none is given, as for `kdcl.check`.
    """
    gate = _Gate(limits or ServiceLimits(), find_rulebook() if checks is None else tuple(checks))
    routes = [Route("/openapi.json", gate.guard(gate.describe), methods=["GET"])]
    routes += [
        Route(operation.path, gate.guard(functools.partial(gate.answer, operation)), methods=[operation.method])
        for operation in gate.operations
    ]
    return Starlette(routes=routes, exception_handlers={HTTPException: _tell_http, Exception: _tell_defect})


def create_worker() -> Starlette:
    """Return the application for a worker of ``kdcl serve``, with what the environment names."""
    named = tuple(filter(None, os.environ.get(HOSTS, "").split(",")))
    rules = load_rulebook(os.environ.get(CHECKS_FILE, ""))
    return create_app(ServiceLimits(hosts=(*ServiceLimits().hosts, *named)), checks=rules)


class _Gate:
    """Lets requests in, as many and as large as the limits allow."""

    def __init__(self, limits: ServiceLimits, checks: tuple[Check, ...]) -> None:
        self._limits = limits
        self._checks = checks
        self.operations = with_checks(OPERATIONS, checks)
        self._slots = asyncio.Semaphore(limits.running)
        self._inside = 0

    def guard(self, endpoint: Callable[[Request], Awaitable[Response]]) -> Callable[[Request], Awaitable[Response]]:
        """Return an endpoint that tells every error of the library as a problem."""

        async def guarded(request: Request) -> Response:
            try:
                self._require_host(request)
                return await endpoint(request)
            except ProblemError as problem:
                return _tell(problem, request)
            except KdclError as error:
                return _tell(of_error(error), request)

        return guarded

    async def describe(self, request: Request) -> Response:
        """Answer with the description of the service."""
        del request
        return JSONResponse(build_openapi(self._limits, self.operations))

    async def answer(self, operation: Operation, request: Request) -> Response:
        """Answer a request, or say why not."""
        limits = self._limits
        if self._inside >= limits.running + limits.waiting:
            raise ProblemError(HTTPStatus.SERVICE_UNAVAILABLE, _TOO_MANY)
        self._inside += 1
        try:
            call = await self._read(operation, request)
            await self._within(self._slots.acquire(), _TOO_MANY, HTTPStatus.SERVICE_UNAVAILABLE)
            work = asyncio.ensure_future(asyncio.to_thread(operation.answer, call))
            work.add_done_callback(self._release)
            answer = await self._within(asyncio.shield(work), _SLOW_ANSWER, HTTPStatus.GATEWAY_TIMEOUT)
            return _to_response(answer)
        finally:
            self._inside -= 1

    def _release(self, work: asyncio.Future[Answer]) -> None:
        """Let the next request in, only when a thread is done with this one: nobody can stop a thread that is late."""
        self._slots.release()
        if not work.cancelled():
            work.exception()  # of a late answer nobody else would ask

    async def _within(self, work: Awaitable[Any], told: Message, status: HTTPStatus) -> Any:  # noqa: ANN401 - of any work
        """Return what comes of work in the time that is allowed."""
        try:
            return await asyncio.wait_for(work, self._limits.seconds)
        except TimeoutError:
            raise ProblemError(status, told) from None

    async def _read(self, operation: Operation, request: Request) -> Call:
        """Return what a request states."""
        values: dict[str, Any] = dict(request.query_params)
        if len(values) != len(request.query_params.multi_items()):
            raise ProblemError(HTTPStatus.BAD_REQUEST, message("a parameter stands twice in the address; keep one"))
        require_sound(values, operation.in_address)
        text = ""
        if operation.is_post:
            body = await self._within(self._read_body(request), _SLOW_REQUEST, HTTPStatus.REQUEST_TIMEOUT)
            text = _decode(body)
            if not operation.takes_school:
                values |= operation.read_body(text)
        return Call(values=values, text=text, locale=_choose_locale(request), checks=self._checks)

    async def _read_body(self, request: Request) -> bytes:
        """Return the body, reading no more of it than is allowed."""
        kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
        if kind != "application/json":
            told = message("the body must be of the type application/json, not {kind}", kind=repr(kind))
            raise ProblemError(HTTPStatus.UNSUPPORTED_MEDIA_TYPE, told)
        limit, size, chunks = self._limits.body_bytes, 0, []
        too_large = ProblemError(
            HTTPStatus.REQUEST_ENTITY_TOO_LARGE, message("the body is larger than {limit} bytes", limit=limit)
        )
        if int(request.headers.get("content-length", "0")) > limit:  # the server has seen to it that it is a number
            raise too_large
        try:
            async for chunk in request.stream():
                size += len(chunk)
                if size > limit:
                    raise too_large
                chunks.append(chunk)
        except ClientDisconnect:
            raise ProblemError(HTTPStatus.BAD_REQUEST, message("the body ended early")) from None
        return b"".join(chunks)

    def _require_host(self, request: Request) -> None:
        """Refuse a request for another host: a web page may have led a browser here under a name of its own."""
        host = request.headers.get("host", "")
        name = host.rpartition(":")[0] if host.rpartition(":")[2].isdigit() else host
        if name not in self._limits.hosts:
            told = message("the service does not answer under the name {host}", host=repr(name))
            raise ProblemError(HTTPStatus.BAD_REQUEST, told)


_TOO_MANY: Final = message("too many requests are waiting; come again")
_SLOW_REQUEST: Final = message("the request did not arrive in time")
_SLOW_ANSWER: Final = message("the answer took too long; send less at once")


def _decode(body: bytes) -> str:
    try:
        return body.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise ProblemError(HTTPStatus.BAD_REQUEST, message("the body is not UTF-8")) from None


def _choose_locale(request: Request) -> Locale:
    language = request.query_params.get(LANGUAGE.name, "")
    return get_locale(language if language in LANGUAGES else LANGUAGES[0])


def _to_response(answer: Answer) -> Response:
    if answer.file is None:
        return JSONResponse({"result": answer.result, "proof": answer.proof, "status": answer.status})
    named = {
        "Content-Disposition": f'attachment; filename="{answer.file_name}"',
        "Kdcl-Status": str(answer.status),
        "X-Content-Type-Options": "nosniff",
    }
    return Response(answer.file, media_type="application/octet-stream", headers=named)


def _tell(problem: ProblemError, request: Request, headers: dict[str, str] | None = None) -> Response:
    waits = {"Retry-After": "1"} if problem.status is HTTPStatus.SERVICE_UNAVAILABLE else {}
    content = problem.to_dict(_choose_locale(request))
    return JSONResponse(content, problem.status, {**waits, **(headers or {})}, media_type=MEDIA_TYPE)


async def _tell_http(request: Request, error: Exception) -> Response:
    """Tell a path or a method that there is not."""
    status = HTTPStatus(getattr(error, "status_code", HTTPStatus.INTERNAL_SERVER_ERROR))
    headers = dict(getattr(error, "headers", None) or {})
    known = tuple(f"{operation.method} {operation.path}" for operation in OPERATIONS)
    told = message(
        "there is no {method} {path}; known are: {known}",
        method=request.method,
        path=request.url.path[:200],
        known=known,
    )
    return _tell(ProblemError(status, told), request, {name: headers[name] for name in headers if name == _ALLOWED})


async def _tell_defect(request: Request, error: Exception) -> Response:
    """Tell a defect of the library without what only its makers understand."""
    told = message("this is a defect of kdcl ({error}); please report it", error=type(error).__name__)
    return _tell(ProblemError(HTTPStatus.INTERNAL_SERVER_ERROR, told), request)
