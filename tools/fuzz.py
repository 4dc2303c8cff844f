"""Gives damaged inputs to every reader, loader and parser, and tells what does not end as it is documented to.

::

    python tools/fuzz.py                             # every door, the usual number of inputs of each
    python tools/fuzz.py --count 100000 --only codes # one door
    python tools/fuzz.py --only report --seed 4711   # one input again, with the traceback of what it did
    python tools/fuzz.py --only report --seed 4711 --keep input.docx  # and the input itself

An input is made from sound ones, which are made here by code, and from its door and number (the seed) alone. A door may
raise the errors that it documents; another exception, a warning, more than `SECONDS` of processor time or more than
`MEMORY` on top of what the process holds is a finding. Doors run in a process of their own: one that dies is a finding
too, and the next goes on behind it.
"""

from __future__ import annotations

import argparse
import contextlib
import mmap
import os
import random
import resource
import signal
import sys
import tempfile
import time
import traceback
import warnings
from collections.abc import Iterator
from pathlib import Path
from types import FrameType

ROOT = Path(__file__).parents[1]
sys.path[:0] = [str(ROOT / "src"), str(ROOT / "tests"), str(ROOT / "tools")]

from doors import DOORS, Door  # noqa: E402 - found by the line above

SECONDS = 5
"""Processor time that one input may take, for inputs up to a megabyte."""

MEMORY = 300 << 20
"""Bytes of address space that one input may take on top of what the process holds when it has begun."""

STEPS = 3
"""Frames of a traceback that tell one finding from another."""


class OutOfTimeError(BaseException):
    """An input took too long; no door can catch it with what it catches."""


def build_input(door: Door, seed: int) -> tuple[bytes, str]:
    """Return the damaged input of a number, and the suffix of its file."""
    chance = random.Random(f"{door.name}:{seed}")  # noqa: S311 - damage, no secret
    sound, suffix, damage = chance.choice(door.sound_inputs())
    return damage(chance, sound), suffix


def try_input(door: Door, seed: int, folder: Path) -> str:
    """Give one input to a door and return what went wrong, its kind before the first ``": "``; else an empty text."""
    data, suffix = build_input(door, seed)
    try:
        with _in_time():
            try:
                door.enter(data, suffix, folder)
            except door.errors as error:
                return "" if str(error) else f"{type(error).__name__} says nothing"
    except (Exception, OutOfTimeError) as error:  # noqa: BLE001 - whatever it is, it is found
        frames = traceback.extract_tb(error.__traceback__)
        own = [frame for frame in frames if "/kdcl/" in frame.filename][-STEPS:] or frames[-STEPS:]
        where = " < ".join(f"{Path(frame.filename).name}:{frame.lineno}" for frame in reversed(own))
        return f"{type(error).__name__} at {where}: {str(error)[:100]!r}"
    return ""


@contextlib.contextmanager
def _in_time() -> Iterator[None]:
    def stop(number: int, frame: FrameType | None) -> None:
        del number, frame
        raise OutOfTimeError(f"more than {SECONDS} s of processor time")

    before = signal.signal(signal.SIGVTALRM, stop)
    signal.setitimer(signal.ITIMER_VIRTUAL, SECONDS)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        signal.signal(signal.SIGVTALRM, before)


def bound_memory() -> None:
    """Allow this process so much more memory than it has now."""
    pages = int(Path("/proc/self/statm").read_text("ascii").split()[0])
    most = pages * resource.getpagesize() + MEMORY
    resource.setrlimit(resource.RLIMIT_AS, (most, most))


def run_door(door: Door, seeds: range, *, until: float) -> tuple[int, dict[str, int]]:
    """Give a door its inputs and return how many were given, and each kind of finding with the seed that showed it."""
    found: dict[str, int] = {}
    door.sound_inputs()
    progress = mmap.mmap(-1, 8)
    seed = seeds.start
    while seed < seeds.stop and time.monotonic() < until:
        reading, writing = os.pipe()
        child = os.fork()
        if child == 0:
            os.close(reading)
            code = 1
            try:
                _run_child(door, range(seed, seeds.stop), progress, writing, until)
                code = 0
            except Exception:  # noqa: BLE001 - a fault of this tool: told, and no way back into the parent's work
                traceback.print_exc()
            finally:
                os._exit(code)
        os.close(writing)
        with os.fdopen(reading, encoding="utf-8") as lines:
            for line in lines:
                number, _, what = line.rstrip("\n").partition(" ")
                found.setdefault(what, int(number))
        _, status = os.waitpid(child, 0)
        seed = int.from_bytes(progress[:8], "big") + 1
        if status:
            found.setdefault(f"the process died: {status}", seed - 1)
    return seed - seeds.start, found


def _run_child(door: Door, seeds: range, progress: mmap.mmap, writing: int, until: float) -> None:
    with tempfile.TemporaryDirectory() as folder, os.fdopen(writing, "w", encoding="utf-8") as lines:
        bound_memory()
        told: set[str] = set()
        for seed in seeds:
            if time.monotonic() > until:
                break
            progress[:8] = seed.to_bytes(8, "big")
            what = try_input(door, seed, Path(folder)).replace("\n", " ")
            kind = what.partition(": ")[0]
            if what and kind not in told:
                told.add(kind)
                print(seed, what, file=lines, flush=True)


def settle() -> None:
    """Take warnings for errors, and let no file be handed to LibreOffice: its conversion is not what is tried here."""
    warnings.simplefilter("error")
    os.environ["PATH"] = ""


def main() -> int:
    """Try the doors; the exit code is 1 where anything was found."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--only", choices=[door.name for door in DOORS], action="append", help="this door alone")
    parser.add_argument("--count", type=int, help="inputs of each door; its usual number where it is left out")
    parser.add_argument("--first", type=int, default=0, help="the number of the first input")
    parser.add_argument("--seconds", type=float, default=600, help="how long each door is tried at most (600)")
    parser.add_argument("--seed", type=int, help="only the input with this number")
    parser.add_argument("--keep", type=Path, help="with --only and --seed: where to write the input")
    given = parser.parse_args()
    settle()
    doors = [door for door in DOORS if not given.only or door.name in given.only]
    if given.seed is not None:
        return _repeat(doors[0], given.seed, given.keep)
    total = findings = 0
    for door in doors:
        seeds = range(given.first, given.first + (given.count or door.usual))
        tried, found = run_door(door, seeds, until=time.monotonic() + given.seconds)
        total += tried
        findings += len(found)
        print(f"{door.name}: {tried} inputs, findings: {len(found)}", flush=True)
        for what, seed in found.items():
            print(f"  {what}\n    python tools/fuzz.py --only {door.name} --seed {seed}", flush=True)
    print(f"{total} inputs, findings: {findings}")
    return 1 if findings else 0


def _repeat(door: Door, seed: int, keep: Path | None) -> int:
    data, suffix = build_input(door, seed)
    if keep is not None:
        keep.write_bytes(data)
    bound_memory()
    with tempfile.TemporaryDirectory() as folder, _in_time():
        try:
            door.enter(data, suffix, Path(folder))
        except door.errors as error:
            print(f"refused as documented: {type(error).__name__}: {str(error)[:500]!r}")
            return 0
    print("read")
    return 0


if __name__ == "__main__":
    sys.exit(main())
