"""The library as a local HTTP service: show, score, gap, check, codes and render, for programs in any language.

It keeps nothing: every request brings what it needs, and every answer has its proof and how sure it is. Requests are
bounded in size, in time and in number (`ServiceLimits`); errors are ``application/problem+json``; ``/openapi.json``
describes all of it. `create_app` gives the ASGI application, ``kdcl serve`` runs it. It needs the extra ``service``.
"""

from kdcl.service.app import create_app
from kdcl.service.limits import ServiceLimits
from kdcl.service.openapi import build_openapi
from kdcl.service.operations import OPERATIONS

__all__ = ["OPERATIONS", "ServiceLimits", "build_openapi", "create_app"]
