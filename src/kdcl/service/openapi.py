"""The service described by OpenAPI 3.1, made from the declarations of its operations."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Final

from kdcl._version import __version__
from kdcl.service.declaring import Operation, Parameter
from kdcl.service.limits import ServiceLimits
from kdcl.service.operations import OPERATIONS
from kdcl.service.problems import MEDIA_TYPE

_PROBLEMS: Final = {
    "400": "The request cannot be understood.",
    "404": "Nothing of this name is known.",
    "408": "The request did not arrive in time.",
    "413": "The body is too large.",
    "415": "The body is not application/json.",
    "422": "What the request states cannot be used; `problems` names all of it.",
    "503": "Too many requests are waiting; come again.",
    "504": "The answer took too long.",
}


def build_openapi(limits: ServiceLimits | None = None, operations: Iterable[Operation] | None = None) -> dict[str, Any]:
    """Return the description of the service.

    Args:
        limits: the bounds of the service that is described.
        operations: what it answers; all that is shipped without them.
    """
    bounded = limits or ServiceLimits()
    shown = OPERATIONS if operations is None else operations
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "kdcl",
            "version": __version__,
            "description": (
                f"School accreditation by circular 42/2012/TT-BGDĐT. A body has at most {bounded.body_bytes} bytes; "
                f"an answer takes at most {bounded.seconds} seconds. Every answer has its proof and its status."
            ),
        },
        "paths": {operation.path: {operation.method.lower(): _describe(operation)} for operation in shown},
        "components": {"schemas": {"Answer": _ANSWER, "Statement": _STATEMENT, "Problem": _PROBLEM}},
    }


def _describe(operation: Operation) -> dict[str, Any]:
    described: dict[str, Any] = {
        "operationId": operation.name,
        "summary": operation.told,
        "parameters": [_in_address(parameter) for parameter in operation.in_address],
        "responses": {"200": _success(operation), **{code: _failure(told) for code, told in _PROBLEMS.items()}},
    }
    if operation.is_post:
        described["requestBody"] = {
            "required": True,
            "content": {"application/json": {"schema": _body_schema(operation)}},
        }
    return described


def _in_address(parameter: Parameter) -> dict[str, Any]:
    return {
        "name": parameter.name,
        "in": "query",
        "required": parameter.is_required,
        "description": parameter.told,
        "schema": parameter.schema,
    }


def _body_schema(operation: Operation) -> dict[str, Any]:
    if operation.takes_school:
        return {"type": "object", "description": "A school's file; `kdcl schema` prints its JSON Schema."}
    return {
        "type": "object",
        "properties": {each.name: {**each.schema, "description": each.told} for each in operation.in_body},
        "required": [each.name for each in operation.in_body if each.is_required],
        "additionalProperties": False,
    }


def _success(operation: Operation) -> dict[str, Any]:
    if operation.name == "render":
        content: dict[str, Any] = {"application/octet-stream": {}}
    else:
        content = {"application/json": {"schema": {"$ref": "#/components/schemas/Answer"}}}
    return {"description": "The answer.", "content": content}


def _failure(told: str) -> dict[str, Any]:
    return {"description": told, "content": {MEDIA_TYPE: {"schema": {"$ref": "#/components/schemas/Problem"}}}}


_STATUS: Final = {"enum": ["verified", "practice", "inferred", "unknown", None]}
_STATEMENT: Final = {
    "type": "object",
    "properties": {
        "statement": {"type": "string"},
        "citation": {"type": ["string", "null"]},
        "status": _STATUS,
        "holds": {"type": "boolean"},
        "parts": {"type": "array", "items": {"$ref": "#/components/schemas/Statement"}},
    },
    "required": ["statement", "citation", "status"],
}
_ANSWER: Final = {
    "type": "object",
    "properties": {
        "result": {},
        "proof": {"type": "array", "items": {"$ref": "#/components/schemas/Statement"}},
        "status": {**_STATUS, "description": "How sure the answer is; null where no rule of the law decides it."},
    },
    "required": ["result", "proof", "status"],
}
_PROBLEM: Final = {
    "type": "object",
    "properties": {
        "type": {"type": "string"},
        "title": {"type": "string"},
        "status": {"type": "integer"},
        "detail": {"type": "string"},
        "problems": {"type": "array", "items": {"type": "object"}},
    },
    "required": ["type", "title", "status", "detail", "problems"],
}
