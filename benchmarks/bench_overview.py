"""`kdcl overview` of many Word reports: CPU for a file, memory over the run, stopped and taken up again, bad files too.

::

    python benchmarks/bench_overview.py --reports 200 --folder ROOM

Reports of plausible schools are made, five of the files are broken in five ways. The command is a process of its own;
a third through it is stopped as a person stops it, then started again. What is told: how many files the second run
still had to read, CPU time for each file, the highest memory of all its processes together in each quarter of the run,
and what the table says of the broken ones.
"""

from __future__ import annotations

import argparse
import contextlib
import io
import json
import os
import signal
import subprocess
import sys
import time
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Final

import attrs

import kdcl
from kdcl.documents.report import build_report
from kdcl.renderers import render
from kdcl.testing.plausible import build_school

_DISTINCT: Final = 20
"""Schools that are drawn; the other reports are theirs with another comment in the package, so that each is read."""
_QUARTERS: Final = 4


@attrs.frozen(kw_only=True)
class Taken:
    """What a run took.

    Attributes:
        cpu: seconds of CPU time of all its processes.
        seconds: from start to end.
        quarters: the highest memory of all processes together in each quarter of the run, in MiB.
    """

    cpu: float
    seconds: float
    quarters: list[int]


def main() -> None:
    """Make the files, run, stop, run again, and print what it took."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--reports", type=int, default=200)
    parser.add_argument("--folder", type=Path, required=True, help="where the reports are made, and stay")
    arguments = parser.parse_args()
    # What a shell starts behind its back ignores the interruption, and so would the command.
    signal.signal(signal.SIGINT, signal.default_int_handler)
    folder: Path = arguments.folder
    write_reports(folder / "reports", arguments.reports)
    output = folder / "overview.csv"
    kept = Path(f"{output}.kdcl-read.jsonl")
    for path in (output, kept):
        path.unlink(missing_ok=True)
    command = [sys.executable, "-m", "kdcl", "--lang", "en", "overview", str(folder / "reports"), "-o", str(output)]
    first = run(command, kept, stop_at=arguments.reports // 3)
    done_before = count_lines(kept)
    second = run(command, kept)
    rows = [line for line in output.read_text("utf-8-sig").splitlines() if ",failed," in line]
    taken = {
        "reports": arguments.reports,
        "done when stopped": done_before,
        "read by the second run": arguments.reports - 5 - done_before,
        "rows of failures": len(rows),
        "CPU for a file, seconds": round((first.cpu + second.cpu) / arguments.reports, 2),
        "seconds of both runs": round(first.seconds + second.seconds, 1),
        "MiB in each quarter of the first run": first.quarters,
        "MiB in each quarter of the second run": second.quarters,
    }
    print(json.dumps(taken, indent=1))


def write_reports(folder: Path, count: int) -> None:
    """Write reports, the last five of them broken; what is there already stays."""
    if folder.is_dir() and len(list(folder.iterdir())) == count:
        return
    folder.mkdir(parents=True, exist_ok=True)
    primary = kdcl.get_framework("tt42-2012/primary")
    drawn = [render(build_report(build_school(primary, number), primary), "docx") for number in range(1, _DISTINCT + 1)]
    for number in range(count - 5):
        data = io.BytesIO(drawn[number % _DISTINCT])
        with zipfile.ZipFile(data, "a") as package:
            package.comment = str(number).encode()
        (folder / f"report-{number:03}.docx").write_bytes(data.getvalue())
    whole = drawn[0]
    empty = io.BytesIO()
    zipfile.ZipFile(empty, "w").close()
    for name, broken in {
        "cut": whole[: len(whole) // 2],
        "nothing": b"",
        "text": b"no Word file",
        "empty-package": empty.getvalue(),
        "damaged": whole[:2000] + bytes(4000) + whole[6000:],
    }.items():
        (folder / f"broken-{name}.docx").write_bytes(broken)


def run(command: list[str], kept: Path, stop_at: int | None = None) -> Taken:
    """Return what a run took; stop it as a person does once so many files are done."""
    started, samples = time.perf_counter(), []
    process = subprocess.Popen(  # noqa: S603 - this interpreter and this package
        command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True
    )
    cpu: dict[int, float] = {}
    while process.poll() is None:
        memory = 0.0
        for number in list(iter_processes(process.pid)):
            with contextlib.suppress(OSError, ValueError, StopIteration):
                cpu[number] = read_cpu(number)
                memory += read_memory(number)
        samples.append(memory)
        if stop_at is not None and count_lines(kept) >= stop_at:
            os.killpg(process.pid, signal.SIGINT)
            process.wait()
        time.sleep(0.25)
    size = max(len(samples) // _QUARTERS, 1)
    quarters = [round(max(samples[place : place + size], default=0)) for place in range(0, size * _QUARTERS, size)]
    return Taken(cpu=sum(cpu.values()), seconds=time.perf_counter() - started, quarters=quarters)


def count_lines(path: Path) -> int:
    """Return how many results are kept."""
    return path.read_bytes().count(b"\n") if path.is_file() else 0


def iter_processes(session: int) -> Iterator[int]:
    """Iterate over the processes of a session."""
    for each in Path("/proc").iterdir():
        if each.name.isdigit():
            with contextlib.suppress(OSError):
                fields = (each / "stat").read_text("utf-8").rpartition(")")[2].split()
                if int(fields[3]) == session:
                    yield int(each.name)


def read_cpu(process: int) -> float:
    """Return the CPU time of a process so far."""
    fields = Path("/proc", str(process), "stat").read_text("utf-8").rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def read_memory(process: int) -> float:
    """Return the memory that a process holds, in MiB, what it shares with others counted in part."""
    lines = Path("/proc", str(process), "smaps_rollup").read_text("utf-8").splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("Pss:")) / 1024


if __name__ == "__main__":
    main()
