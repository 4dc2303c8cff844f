"""Many Word reports one after the other: CPU against the text that lxml finds in them, and memory over the run."""

from __future__ import annotations

import contextlib
import io
import json
import subprocess
import sys
import tempfile
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from bench_reading import parse
from kdcl.checks import check
from kdcl.documents.report import build_report
from kdcl.readers import read_report
from kdcl.renderers import render
from kdcl.standards import get_framework
from kdcl.testing.plausible import build_school
from timing import Comparison, Peer, call_of

FRAMEWORK: Final = "tt42-2012/primary"
DISTINCT: Final = 20
"""Schools that are drawn; a run over more files reads each of them again."""
FROM: Final = 75
TO: Final = 200
MOST_MIB: Final = 1
"""How much more memory a run may hold at its last file than at its 75th."""


@contextmanager
def batch_comparisons(rounds: int = 3) -> Iterator[Iterator[Comparison]]:
    """Give the comparison of reading and checking the reports of 20 schools; each school is another one."""
    with tempfile.TemporaryDirectory() as folder:
        paths = write_reports(Path(folder), DISTINCT)
        yield iter(
            [
                Comparison(
                    what=f"import and check {DISTINCT} Word reports",
                    ours=call_of(lambda: [read_and_check(path) for path in paths]),
                    peers=(
                        Peer(
                            "lxml, the text of the same files",
                            call_of(lambda: list(map(parse, paths))),
                            5,
                            is_floor=True,
                        ),
                    ),
                    rounds=rounds,
                )
            ]
        )


def write_reports(folder: Path, count: int) -> list[Path]:
    """Write the reports of so many schools."""
    framework = get_framework(FRAMEWORK)
    paths = [folder / f"report-{number:03}.docx" for number in range(count)]
    for number, path in enumerate(paths):
        path.write_bytes(render(build_report(build_school(framework, number + 1), framework), "docx"))
    return paths


def read_and_check(path: Path) -> int:
    """Read a report into a school's file, and return how many findings its checks have."""
    assessment = read_report(path).assessment
    return len(check(assessment, get_framework(assessment.framework)))


def measure_memory() -> dict[str, float]:
    """Return the memory in MiB that one process holds after 75 and after 200 reports, each with bytes of its own."""
    with tempfile.TemporaryDirectory() as folder:
        write_reports(Path(folder), DISTINCT)
        done = subprocess.run(  # noqa: S603 - this interpreter and this script
            [sys.executable, __file__, folder], check=True, capture_output=True, encoding="utf-8"
        )
    taken: dict[str, float] = json.loads(done.stdout)
    return taken


def run_batch(folder: Path) -> dict[str, float]:
    """Read and check 200 reports, and return the memory held on the way."""
    paths = sorted(folder.glob("*.docx"))
    found = {}
    for number in range(1, TO + 1):
        path = paths[number % len(paths)]
        data = io.BytesIO(path.read_bytes())
        with zipfile.ZipFile(data, "a") as package:
            package.comment = str(number).encode()  # other bytes, so that nothing kept for the same file helps
        path.write_bytes(data.getvalue())
        read_and_check(path)
        if number in {FROM, TO}:
            found[f"after {number} files"] = read_memory()
    return found


def read_memory() -> float:
    """Return the memory of this process in MiB, as Linux tells it; nothing elsewhere."""
    with contextlib.suppress(OSError):
        lines = Path("/proc/self/status").read_text("utf-8").splitlines()
        return next(int(line.split()[1]) for line in lines if line.startswith("VmRSS:")) / 1024
    return 0.0


if __name__ == "__main__":
    print(json.dumps(run_batch(Path(sys.argv[1]))))
