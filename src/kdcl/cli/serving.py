"""``kdcl serve``: the local HTTP service."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Final

import click

from kdcl.cli.console import complain, option, say, spoken
from kdcl.cli.rulebook import chooses_checks, own_checks_file
from kdcl.errors import MissingExtraError
from kdcl.messages import message

_LOOPBACK: Final = frozenset({"127.0.0.1", "localhost", "::1"})


@spoken(message("Answer other programs over HTTP, on this machine alone (needs the extra: service)."))
@option("--host", default="127.0.0.1", show_default=True, told=message("The address to listen at."))
@option(
    "--port",
    type=click.IntRange(0, 65535),
    default=8042,
    show_default=True,
    told=message("The port to listen at; 0 takes any that is free."),
)
@chooses_checks
@option(
    "--workers",
    type=click.IntRange(1, 64),
    default=1,
    show_default=True,
    told=message("How many processes answer; as many as there are cores is enough."),
)
def serve(host: str, port: int, workers: int) -> None:
    """Run the service until it is stopped."""
    try:
        import uvicorn  # noqa: PLC0415 - it comes with an extra

        from kdcl.service.app import CHECKS_FILE, HOSTS  # noqa: PLC0415 - it comes with an extra
    except ImportError:
        raise MissingExtraError("kdcl serve", "service") from None
    if host not in _LOOPBACK:
        complain(
            message(
                "Listening at {host}: everyone who reaches this address can use the service, which asks for no "
                "password and encrypts nothing; put a server before it that does both.",
                host=host,
            )
        )
        os.environ[HOSTS] = host
    if own := own_checks_file():
        os.environ[CHECKS_FILE] = str(Path(own).absolute())
    say(
        message(
            "Listening at http://{host}:{port}; what it answers: /openapi.json; Ctrl+C stops it.", host=host, port=port
        )
    )
    uvicorn.run(
        "kdcl.service.app:create_worker",
        factory=True,
        host=host,
        port=port,
        workers=workers,
        log_level="warning",
        access_log=False,
        server_header=False,
        ws="none",
        lifespan="off",
        timeout_keep_alive=15,
    )
