"""Errors of the service, as ``application/problem+json`` (RFC 9457) has them."""

from __future__ import annotations

from collections.abc import Iterable
from http import HTTPStatus
from typing import Any, Final

from kdcl.errors import FileProblemsError, KdclError, PluginError, RatingsError
from kdcl.findings import Finding
from kdcl.locale import Locale
from kdcl.messages import Message

MEDIA_TYPE: Final = "application/problem+json"


class ProblemError(Exception):
    """A request that is not answered.

    Attributes:
        status: the HTTP status.
        message: what is wrong and what to do.
        findings: what is wrong one by one, in a school's file or in the request.
    """

    def __init__(self, status: HTTPStatus, message: Message, findings: Iterable[Finding] = ()) -> None:
        """Keep the facts."""
        super().__init__(status, message)
        self.status = status
        self.message = message
        self.findings: tuple[Finding, ...] = tuple(findings)

    def to_dict(self, locale: Locale) -> dict[str, Any]:
        """Return the problem as its media type has it."""
        return {
            "type": "about:blank",
            "title": self.status.phrase,
            "status": self.status.value,
            "detail": self.message.render(locale),
            "problems": [finding.to_dict(locale) for finding in self.findings],
        }


def of_error(error: KdclError) -> ProblemError:
    """Return the problem that an error of the library is: not found, a broken package, or unusable."""
    if isinstance(error, FileProblemsError | RatingsError):
        return ProblemError(HTTPStatus.UNPROCESSABLE_ENTITY, error.message, error.problems)
    if isinstance(error, PluginError):
        return ProblemError(HTTPStatus.INTERNAL_SERVER_ERROR, error.message)
    status = HTTPStatus.NOT_FOUND if isinstance(error, LookupError) else HTTPStatus.UNPROCESSABLE_ENTITY
    return ProblemError(status, error.message)
