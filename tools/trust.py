"""Runs everything that was tried to break the library, and prints it as the table of docs/trust.md.

::

    python tools/trust.py                       # a small share of each row: about half an hour
    python tools/trust.py --whole               # what the page tells of: a day
    python tools/trust.py --only mutants --only kills

A row is one command; what it tried and found is what it says itself in its last lines. The exit code is 1 where a
command ends with an error, and a command for which something is not installed here is told as not run.
"""

from __future__ import annotations

import argparse
import importlib.util
import os
import re
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Final

import attrs

ROOT: Final = Path(__file__).parents[1]
FOLDER: Final = "FOLDER"
"""Stands for a new folder in a command."""


@attrs.frozen(kw_only=True)
class Row:
    """One way in which it was tried to break the library.

    Attributes:
        name: what it is chosen by.
        what: what is tried, in words.
        command: what follows ``python`` for the whole of it.
        small: what follows for a small share.
        told: what tells in the command's output how much was tried and what was found.
        needs: the module that must be installed beside the tests' own.
        examples: how many examples the whole of it draws; None where none are drawn.
    """

    name: str
    what: str
    command: tuple[str, ...]
    small: tuple[str, ...]
    told: str
    needs: str | None = None
    examples: str | None = None


PASSED: Final = r"^.*\b\d+ (?:passed|failed|error).*$"
ROWS: Final = (
    Row(
        name="fuzz",
        what="damaged inputs at every door",
        command=("tools/fuzz.py", "--count", "100000", "--seconds", "900"),
        small=("tools/fuzz.py", "--count", "200", "--seconds", "30"),
        told=r"^\d+ inputs, findings: \d+$",
    ),
    Row(
        name="mutants",
        what="small changes of the source that the tests of a room have to notice",
        command=("tools/mutants.py", "--all"),
        small=("tools/mutants.py", "--most", "10"),
        told=r"^\w+: \d+ of \d+ changes tried: .*$",
    ),
    Row(
        name="kills",
        what="kills at random moments of commands that write, and two writers with readers beside them",
        command=("tools/kills.py",),
        small=("tools/kills.py", "--kills", "2"),
        told=r"^(?:\d+ kills, faults: \d+|two writers: .*)$",
    ),
    Row(
        name="hands",
        what="drawn reports and lists in many hands",
        command=("-m", "pytest", "-q", "tests/test_reader_laws.py"),
        small=("-m", "pytest", "-q", "tests/test_reader_laws.py"),
        told=PASSED,
        examples="thorough",
    ),
    Row(
        name="commands",
        what="every file that a command reads, damaged; every command once as a process of its own",
        command=("-m", "pytest", "-q", "tests/test_cli_damaged.py"),
        small=("-m", "pytest", "-q", "tests/test_cli_damaged.py"),
        told=PASSED,
        examples="whole",
    ),
    Row(
        name="patterns",
        what="steps of every pattern in the source over doublings of its text",
        command=("-m", "pytest", "-q", "tests/test_patterns.py"),
        small=("-m", "pytest", "-q", "tests/test_patterns.py"),
        told=PASSED,
        examples="whole",
    ),
    Row(
        name="lowest",
        what="the lowest declared versions of what it rests on",
        command=("tools/lowest.py", FOLDER, "-q"),
        small=("tools/lowest.py", FOLDER, "-q", "tests/test_convert.py", "tests/test_scoring.py"),
        told=PASSED,
    ),
    Row(
        name="release",
        what="wheel and sdist built twice under different circumstances",
        command=("tools/release.py", FOLDER),
        small=("tools/release.py", FOLDER),
        told=r"^[0-9a-f]{64}  .*$",
    ),
    Row(
        name="audit",
        what="known faults of what is installed",
        command=("-m", "pip_audit", "--skip-editable"),
        small=("-m", "pip_audit", "--skip-editable"),
        told=r"^.*known vulnerabilit.*$",
        needs="pip_audit",
    ),
)


def find_told(row: Row, output: str) -> str:
    """Return the lines of a command's output that say what was tried and found; its last line where none does."""
    told = re.findall(row.told, output, re.MULTILINE)
    return "; ".join(line.strip("= ") for line in told) or (output.strip().splitlines() or ["nothing was said"])[-1]


def run(row: Row, *, is_whole: bool) -> tuple[str, bool]:
    """Run a row's command, and return its line of the table and whether it ended well."""
    arguments = row.command if is_whole else row.small
    chosen = {"KDCL_EXAMPLES": row.examples} if row.examples and is_whole else {}
    shown = " ".join((*(f"{name}={value}" for name, value in chosen.items()), "python", *arguments))
    if row.needs is not None and importlib.util.find_spec(row.needs) is None:
        return f"| {row.what} | not run: {row.needs} is not installed | | `{shown}` |", True
    with tempfile.TemporaryDirectory() as folder:
        line = [sys.executable, *(folder if argument == FOLDER else argument for argument in arguments)]
        begun = time.monotonic()
        done = subprocess.run(  # noqa: S603 - the project's own commands
            line, cwd=ROOT, env=os.environ | chosen, capture_output=True, text=True, encoding="utf-8", check=False
        )
    minutes = (time.monotonic() - begun) / 60
    is_well = done.returncode == 0
    ended = "" if is_well else f"; ended with {done.returncode}"
    return (
        f"| {row.what} | {find_told(row, done.stdout + done.stderr)}{ended} | {minutes:.1f} min | `{shown}` |",
        is_well,
    )


def main() -> int:
    """Run the rows, and print each as soon as it is known."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--whole", action="store_true", help="as much as the page tells of")
    parser.add_argument("--only", choices=[row.name for row in ROWS], action="append", help="this row alone")
    given = parser.parse_args()
    print("| what | tried and found | time | command |", "| --- | --- | ---: | --- |", sep="\n", flush=True)
    ended = []
    for row in ROWS:
        if not given.only or row.name in given.only:
            line, is_well = run(row, is_whole=given.whole)
            print(line, flush=True)
            ended.append(is_well)
    return 0 if all(ended) else 1


if __name__ == "__main__":
    sys.exit(main())
