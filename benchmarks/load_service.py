"""The service under load: many clients at once, what it answers in a second, how late, how much memory, what is lost.

::

    python benchmarks/load_service.py [--clients 200] [--requests 4000] [--workers 2]

It starts ``kdcl serve`` with so many workers, lets so many clients ask at once over connections that they keep, and
counts. Each answer is compared with what is right for its request; the requests are a mix: three of four ask for a
score, the others for codes, for an item of the law, for a gap, and for the check of a whole school's file. The clients
share the machine with the service.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import os
import socket
import subprocess
import sys
import time
from pathlib import Path
from typing import Any, Final

import attrs

from kdcl.standards import get_framework

FRAMEWORK: Final = "tt42-2012/primary"
SCHOOL: Final = (Path(__file__).parents[1] / "examples" / "primary-2017.json").read_bytes()
CODES: Final = [str(indicator.code) for indicator in get_framework(FRAMEWORK).indicators]


@attrs.frozen
class Request:
    """A request, and what its answer has to hold."""

    head: bytes
    expected: bytes

    @classmethod
    def of(cls, method: str, path: str, body: bytes, expected: str) -> Request:
        """Return a request as it goes over the wire."""
        head = f"{method} {path} HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
        return cls(f"{head}Content-Length: {len(body)}\r\n\r\n".encode() + body, expected.encode())


def make_request(number: int) -> Request:
    """Return the request of a number."""
    if number % 4:
        met = number % (len(CODES) + 1)
        body = {"framework": FRAMEWORK, "ratings": dict.fromkeys(CODES[:met], "met")}
        return Request.of("POST", "/v1/score", json.dumps(body).encode(), f'"indicators_met":{met},')
    if number % 100 == 0:
        return Request.of("POST", "/v1/check?lang=en", SCHOOL, '"check":')
    match number // 4 % 3:
        case 0:
            body = {"text": f"[H1-1-03-{number % 99 + 1:02}]"}
            return Request.of("POST", "/v1/codes", json.dumps(body).encode(), f"[H1-1-03-{number % 99 + 1:02}]")
        case 1:
            code = CODES[number % len(CODES)]
            return Request.of("GET", f"/v1/show?framework={FRAMEWORK}&item={code}", b"", f'"code":"{code}"')
    asked = json.dumps({"framework": FRAMEWORK, "ratings": {}, "level": 1})
    return Request.of("POST", "/v1/gap", asked.encode(), '"level":1,')


@attrs.define
class Tally:
    """What came back."""

    seconds: list[float] = attrs.field(factory=list)
    wrong: int = 0
    lost: int = 0


async def run_client(port: int, numbers: list[int], tally: Tally) -> None:
    """Send the requests of these numbers over one connection, one behind the other."""
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    for number in numbers:
        request = make_request(number)
        began = time.perf_counter()
        try:
            writer.write(request.head)
            await writer.drain()
            head = await reader.readuntil(b"\r\n\r\n")
            length = next(int(line[15:]) for line in head.split(b"\r\n") if line.lower().startswith(b"content-length:"))
            body = await reader.readexactly(length)
        except (OSError, asyncio.IncompleteReadError):
            tally.lost += 1
            reader, writer = await asyncio.open_connection("127.0.0.1", port)
            continue
        tally.seconds.append(time.perf_counter() - began)
        if not head.startswith(b"HTTP/1.1 200") or request.expected not in body:
            tally.wrong += 1
    writer.close()


async def run(port: int, clients: int, requests: int) -> tuple[Tally, float]:
    """Return what came back of so many requests from so many clients at once, and the seconds it took."""
    tally = Tally()
    began = time.perf_counter()
    await asyncio.gather(*(run_client(port, list(range(first, requests, clients)), tally) for first in range(clients)))
    return tally, time.perf_counter() - began


def find_port() -> int:
    """Return a port that is free."""
    with socket.create_server(("127.0.0.1", 0)) as found:
        return int(found.getsockname()[1])


def wait_for(port: int) -> None:
    """Wait until the service listens."""
    for _ in range(600):
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
        except OSError:
            time.sleep(0.1)
        else:
            return
    raise SystemExit("the service did not start")


def find_processes(pid: int) -> list[int]:
    """Return the service's processes (Linux)."""
    return [pid, *map(int, Path(f"/proc/{pid}/task/{pid}/children").read_text("utf-8").split())]


def measure_work(pid: int) -> float:
    """Return the seconds that the service's processes have worked (Linux)."""
    ticks = 0
    for process in find_processes(pid):
        ticks += sum(map(int, Path(f"/proc/{process}/stat").read_text("utf-8").rpartition(")")[2].split()[11:13]))
    return ticks / os.sysconf("SC_CLK_TCK")


def measure_memory(pid: int) -> list[float]:
    """Return the most memory, in MiB, that the service's processes have held (Linux)."""
    peaks = []
    for process in find_processes(pid):
        lines = Path(f"/proc/{process}/status").read_text("utf-8").splitlines()
        peaks.append(int(next(line for line in lines if line.startswith("VmHWM")).split()[1]) / 1024)
    return peaks


def main() -> None:
    """Start the service, load it, and print what was measured."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    for name, default in (("clients", 200), ("requests", 4000), ("workers", 2)):
        parser.add_argument(f"--{name}", type=int, default=default)
    words: Any = parser.parse_args()
    port = find_port()
    command = [sys.executable, "-m", "kdcl.cli", "serve", "--port", str(port), "--workers", str(words.workers)]
    with subprocess.Popen(command, stdout=subprocess.DEVNULL) as service:  # noqa: S603 - our own program
        try:
            wait_for(port)
            asyncio.run(run(port, 2 * words.workers, 40))  # each worker reads the law once
            before = measure_work(service.pid)
            tally, seconds = asyncio.run(run(port, words.clients, words.requests))
            worked = measure_work(service.pid) - before
            memory = measure_memory(service.pid)
        finally:
            service.terminate()
    times = sorted(tally.seconds)
    print(f"clients at once: {words.clients}; workers: {words.workers}; cores: {os.cpu_count()}")
    print(f"requests: {words.requests}; answered: {len(times)}; lost: {tally.lost}; wrong: {tally.wrong}")
    print(f"requests per second: {len(times) / seconds:.0f}; its work: {1000 * worked / len(times):.1f} ms on each")
    for share in (50, 95, 99):
        print(f"{share}th percentile: {1000 * times[len(times) * share // 100]:.0f} ms")
    print(f"peak memory of each process in MiB: {', '.join(f'{peak:.0f}' for peak in memory)}")


if __name__ == "__main__":
    main()
