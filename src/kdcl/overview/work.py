"""Work on many files: on every core, file by file, kept as it is done, so that a run that was stopped goes on.

A file that ends the process that reads it ends nothing else: it is tried once more alone, and then it is a failure of
its own.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import multiprocessing
import os
import signal
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import FIRST_COMPLETED, BrokenExecutor, Future, ProcessPoolExecutor, wait
from pathlib import Path
from typing import Any, Final

import attrs

from kdcl._version import __version__
from kdcl.errors import KdclError
from kdcl.files import explain
from kdcl.locale import get_locale
from kdcl.messages import Message, message

Result = dict[str, Any]
"""What was found in one file, as plain values."""
Settings = Mapping[str, str]
"""What the work on every file is to know."""
Work = Callable[[str, Settings], Result]
"""Does the work on one file; a function of a module, since other processes have to find it."""

_WAITING: Final = 2
"""Files for each process that are handed out at once."""
_FILES_PER_PROCESS: Final = 50
"""After so many files a process is replaced, so that none keeps the memory of its largest file for ever."""
_BLOCK: Final = 1 << 20
_LINES: Final = 4
"""Lines of a reason that are kept: a file of another kind may have a problem on every line."""


KEPT_SUFFIX: Final = ".kdcl-read.jsonl"
"""Ends the name of the file of results beside an output."""


@attrs.define(kw_only=True)
class Kept:
    """Results of earlier runs beside the output, found by the content of the file, by what was asked, and by version.

    Attributes:
        path: the file of results, one JSON object to a line; None keeps nothing.
        asked: what was asked, with everything that a result depends on.
    """

    path: Path | None
    asked: str
    _known: dict[str, Result] = attrs.field(factory=dict, init=False)

    def __attrs_post_init__(self) -> None:
        """Read what is there; a line that was cut off when a run was stopped counts for nothing."""
        if self.path is None or not self.path.is_file():
            return
        for line in self.path.read_text("utf-8", errors="replace").splitlines():
            with contextlib.suppress(ValueError, TypeError, KeyError):
                kept = json.loads(line)
                self._known[kept["key"]] = dict(kept["result"])

    def key_of(self, file: str) -> str:
        """Return what a file's result is found by.

        Raises:
            OSError: the file cannot be read.
        """
        name = Path(file)
        digest = hashlib.sha256(f"{__version__}\0{self.asked}\0{name.suffix.lower()}\0".encode())
        with name.open("rb") as stream:
            while block := stream.read(_BLOCK):
                digest.update(block)
        return digest.hexdigest()

    def find(self, key: str) -> Result | None:
        """Return the result of an earlier run, or None."""
        return self._known.get(key)

    def add(self, key: str, result: Result) -> None:
        """Keep a result; it is on the disk before the next file is done."""
        if self.path is None:
            return
        self._known[key] = result
        with self.path.open("a", encoding="utf-8") as stream:
            stream.write(json.dumps({"key": key, "result": result}, ensure_ascii=False) + "\n")


def fail(reason: str) -> Result:
    """Return the result of a file that nothing can be said of."""
    return {"failure": reason}


def attempt(work: Work, file: str, settings: Settings) -> Result:
    """Return what the work on a file gives, or why it gives nothing; a file never ends the work on others."""

    def say(reason: Message) -> Result:
        lines = reason.render(get_locale(settings["language"])).splitlines()
        return fail("\n".join([*lines[:_LINES], *("…" for _ in lines[_LINES : _LINES + 1])]))

    try:
        return work(file, settings)
    except KdclError as error:
        return say(error.message)
    except OSError as error:
        return say(explain(error))
    except (MemoryError, RecursionError):
        return say(message("the file is too large or too deeply nested to be read here"))
    except Exception as error:  # noqa: BLE001 - a defect met in one file must not hide what the others say
        return say(
            message("this is a defect of kdcl, please report it: {error}", error=f"{type(error).__name__}: {error}")
        )


def run_work(  # noqa: PLR0913 - what the work is, and how it goes on
    work: Work,
    files: Sequence[str],
    settings: Settings,
    *,
    processes: int,
    kept: Kept,
    is_valid: Callable[[str, Result], bool] = lambda _, __: True,
) -> Iterator[tuple[int, Result]]:
    """Iterate over the results, each with the number of its file, as they come; failures are not kept.

    Args:
        work: what is done with each file.
        files: the files.
        settings: what the work has to know; ``language`` is that of every sentence.
        processes: how many processes work at once; 1 works in this one.
        kept: the results of earlier runs, and where those of this one go.
        is_valid: whether the result of an earlier run still holds for a file.
    """
    keys: dict[int, str] = {}
    todo: list[int] = []
    for number, file in enumerate(files):
        try:
            keys[number] = kept.key_of(file)
        except OSError as error:
            yield number, fail(explain(error).render(get_locale(settings["language"])))
            continue
        known = kept.find(keys[number])
        if known is None or not is_valid(file, known):
            todo.append(number)
        else:
            yield number, known
    done = (
        ((number, attempt(work, files[number], settings)) for number in todo)
        if min(processes, len(todo)) <= 1
        else _run_apart(work, files, todo, settings, processes)
    )
    for number, result in done:
        if "failure" not in result:
            kept.add(keys[number], result)
        yield number, result


def _open_pool(processes: int) -> ProcessPoolExecutor:
    # A forked process would take over locks and the memory of this one; a new one is the same on every system.
    context = multiprocessing.get_context("spawn")
    return ProcessPoolExecutor(
        processes, mp_context=context, max_tasks_per_child=_FILES_PER_PROCESS, initializer=leave_stopping_to_the_first
    )


def leave_stopping_to_the_first() -> None:
    """Let Ctrl-C stop the process that hands out the files alone.

    A terminal sends it to all of them, and one that is stopped while it takes a file or hands back what it found would
    leave the first waiting for it for ever.
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)


def _run_apart(
    work: Work, files: Sequence[str], todo: Sequence[int], settings: Settings, processes: int
) -> Iterator[tuple[int, Result]]:
    left = list(reversed(todo))
    while left:
        waiting: dict[Future[Result], int] = {}
        broken: list[int] = []
        pool = _open_pool(min(processes, len(left)))
        try:
            while waiting or (left and not broken):
                while left and not broken and len(waiting) < processes * _WAITING:
                    number = left.pop()
                    waiting[submit(pool, work, files[number], settings)] = number
                for future in wait(waiting, return_when=FIRST_COMPLETED).done:
                    number = waiting.pop(future)
                    try:
                        yield number, future.result()
                    except BrokenExecutor:
                        broken.append(number)
        finally:
            pool.shutdown(cancel_futures=True)  # a run that is stopped waits for the files being read alone
        for number in sorted(broken):
            yield number, _run_alone(work, files[number], settings)


def submit(pool: ProcessPoolExecutor, work: Work, file: str, settings: Settings) -> Future[Result]:
    """Return the promise of a result; of a pool that has ended meanwhile, one that says so."""
    try:
        return pool.submit(attempt, work, file, settings)
    except BrokenExecutor as error:
        ended: Future[Result] = Future()
        ended.set_exception(error)
        return ended


def _run_alone(work: Work, file: str, settings: Settings) -> Result:
    """Return the result of a file that was being read when a process ended, read once more with nothing beside it."""
    with _open_pool(1) as pool:
        try:
            return submit(pool, work, file, settings).result()
        except BrokenExecutor:
            reason = message("reading it ended the process that read it, perhaps for want of memory")
            return fail(reason.render(get_locale(settings["language"])))


def count_cores() -> int:
    """Return how many cores there are for this process."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
