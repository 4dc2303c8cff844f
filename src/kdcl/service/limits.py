"""How much the service takes on."""

from __future__ import annotations

import attrs


@attrs.frozen(kw_only=True)
class ServiceLimits:
    """The bounds of the service.

    Attributes:
        body_bytes: bytes of a request's body.
        seconds: seconds that a request may take to arrive, and as many that its answer may take.
        running: requests that are worked on at once.
        waiting: requests that may wait beside them; any more are sent away, to come again.
        hosts: the names under which it answers, so that a web page from elsewhere cannot reach it under another.
    """

    body_bytes: int = 4 * 1024 * 1024
    seconds: float = 30
    running: int = 4
    waiting: int = 512
    hosts: tuple[str, ...] = ("127.0.0.1", "localhost", "[::1]")
