"""Runs a room's tests on one small change after another, as quickly as that can be had.

Three steps: the tests run once without any change, which tells which lines each of them reaches; then each change
inside a function is put into a copy (a fork) of a process that has loaded everything, as the function's new code, and
only the tests that reach its file run, those of its line first, the quickest first; what these do not notice, and what
happens on import, is tried in a process that loads the package anew from the changed source, with all tests of the
room. Nothing counts as a survivor but by the last step.
"""

from __future__ import annotations

import gc
import importlib.abc
import importlib.machinery
import importlib.util
import os
import pickle
import resource
import signal
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from types import CodeType, FrameType, FunctionType, ModuleType
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    import pytest

Line = tuple[str, int]
Tracer = Callable[[FrameType, str, object], "Tracer | None"]
NOTICED, SURVIVED, UNDECIDED = 1, 0, 3
"""How a process that tries a change ends."""
REACHES_LINE, REACHES_FILE, REACHES_NOTHING = range(3)
"""How near a test comes to a change."""


class Change(Protocol):
    """What a trial has to know of a change."""

    @property
    def path(self) -> Path:
        """The changed file."""

    @property
    def line(self) -> int:
        """The changed line, counted from 1."""

    @property
    def function(self) -> tuple[int, str] | None:
        """First line and name of the function whose body is changed; None for what runs on import."""

    @property
    def module(self) -> str:
        """The name of the changed module."""

    def compile(self) -> CodeType:
        """Return the changed file's code."""


class Loader(importlib.abc.MetaPathFinder, importlib.abc.Loader):
    """Loads one module from changed source."""

    def __init__(self, change: Change) -> None:
        """Keep the change."""
        self.change = change

    def find_spec(self, name: str, path: object, target: object = None) -> importlib.machinery.ModuleSpec | None:
        """Return how the changed module is loaded; None for every other."""
        del path, target
        if name != self.change.module:
            return None
        is_package = self.change.path.name == "__init__.py"
        spec = importlib.util.spec_from_loader(name, self, origin=str(self.change.path), is_package=is_package)
        if spec is not None and is_package:
            spec.submodule_search_locations = [str(self.change.path.parent)]
        return spec

    def create_module(self, spec: importlib.machinery.ModuleSpec) -> None:
        """Leave it to the interpreter."""

    def exec_module(self, module: ModuleType) -> None:
        """Execute the changed source with the file's name, as readers of data beside it need."""
        module.__file__ = str(self.change.path)
        exec(self.change.compile(), module.__dict__)  # noqa: S102 - that is the point


class Trial:
    """The tests of one room, and what changes make of them."""

    def __init__(self, tests: Sequence[str], files: Sequence[Path], jobs: int) -> None:
        """Keep the tests, the room's files and how many changes are tried at once; nothing runs yet."""
        self.tests = tuple(tests)
        self.files = frozenset(map(str, files))
        self.jobs = jobs
        self.reached: dict[str, set[Line]] = {}
        self.seconds: dict[str, float] = {}

    def find_faults(self) -> str | None:
        """Run the tests without any change, and return what they say where they fail; None where they pass."""
        with tempfile.TemporaryDirectory() as folder:
            told, kept = Path(folder, "told.txt"), Path(folder, "reached")
            status = next(iter(_run_each([lambda: _run_pytest(self.tests, told, _Recording(self.files, kept))], 1)))
            if status != SURVIVED:
                return told.read_text("utf-8", "replace")[-4000:]
            self.reached, self.seconds = pickle.loads(kept.read_bytes())  # noqa: S301 - written by the process above
        return None

    def try_all(self, changes: Sequence[Change]) -> list[bool]:
        """Return of each change whether the tests notice it."""
        statuses = [UNDECIDED] * len(changes)
        inside = [number for number, change in enumerate(changes) if change.function is not None]
        with tempfile.TemporaryDirectory() as folder:
            kept = Path(folder, "statuses")
            forking = _Forking(self, [changes[number] for number in inside], kept)
            list(_run_each([lambda: _run_pytest(self.tests, Path(os.devnull), forking)], 1))
            if kept.exists():
                for number, status in zip(inside, pickle.loads(kept.read_bytes()), strict=True):  # noqa: S301 - as above
                    statuses[number] = status
        left = [number for number, status in enumerate(statuses) if status in {SURVIVED, UNDECIDED}]
        runs = [lambda change=changes[number]: self.run_anew(change) for number in left]
        for number, status in zip(left, _run_each(runs, self.jobs), strict=True):
            statuses[number] = status
        if UNDECIDED in statuses:
            raise RuntimeError(f"not tried: {changes[statuses.index(UNDECIDED)]}")
        return [status != SURVIVED for status in statuses]

    def run_anew(self, change: Change) -> int:
        """Load the package from the changed source and run all tests; return how it ends."""
        self.limit()
        sys.meta_path.insert(0, Loader(change))
        return _run_pytest(self.tests, Path(os.devnull), _Ordering(self, change))

    def limit(self) -> None:
        """Let this process end where a change makes the tests run for ever: ten times of what they need, or waiting."""
        needed = int(sum(self.seconds.values())) + 10
        resource.setrlimit(resource.RLIMIT_CPU, (needed * 10, needed * 10))
        signal.alarm(needed * 40)

    def rank(self, change: Change, test: str) -> tuple[int, float]:
        """Return when a test comes: those that reach the line, the file, the others; the quickest of them first."""
        lines = self.reached.get(test, set())
        path = str(change.path)
        if (path, change.line) in lines:
            return REACHES_LINE, self.seconds.get(test, 0.0)
        reaches_file = any(path == reached for reached, _ in lines)
        return REACHES_FILE if reaches_file else REACHES_NOTHING, self.seconds.get(test, 0.0)


class _Recording:
    """Runs every test once, and keeps how long each took and which lines of the room it reached."""

    def __init__(self, files: frozenset[str], kept: Path) -> None:
        self.files, self.kept = files, kept

    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        reached: dict[str, set[Line]] = {}
        seconds: dict[str, float] = {}
        for item, following in _iter_with_next(session.items):
            lines: set[Line] = set()
            start = time.process_time()
            sys.settrace(self.tracer(lines))
            try:
                session.config.hook.pytest_runtest_protocol(item=item, nextitem=following)
            finally:
                sys.settrace(None)
            reached[item.nodeid], seconds[item.nodeid] = lines, time.process_time() - start
        self.kept.write_bytes(pickle.dumps((reached, seconds)))
        return True

    def tracer(self, lines: set[Line]) -> Tracer:
        def trace(frame: FrameType, event: str, told: object) -> Tracer | None:
            del event, told
            if frame.f_code.co_filename not in self.files:
                return None
            lines.add((frame.f_code.co_filename, frame.f_lineno))
            return trace

        return trace


class _Ordering:
    """Brings the tests that will notice a change soonest to the front."""

    def __init__(self, trial: Trial, change: Change) -> None:
        self.trial, self.change = trial, change

    def pytest_collection_modifyitems(self, items: list[pytest.Item]) -> None:
        items.sort(key=lambda item: self.trial.rank(self.change, item.nodeid))


class _Forking:
    """Tries each change in a copy of this process, which has loaded everything and run nothing."""

    def __init__(self, trial: Trial, changes: Sequence[Change], kept: Path) -> None:
        self.trial, self.changes, self.kept = trial, changes, kept

    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        functions: dict[tuple[str, int, str], list[FunctionType]] = {}
        for fact in gc.get_objects():
            if isinstance(fact, FunctionType) and (code := fact.__code__).co_filename in self.trial.files:
                functions.setdefault((code.co_filename, code.co_firstlineno, code.co_name), []).append(fact)
        gc.freeze()
        runs = [lambda change=change: self.run(session, change, functions) for change in self.changes]
        self.kept.write_bytes(pickle.dumps(list(_run_each(runs, self.trial.jobs))))
        return True

    def run(
        self, session: pytest.Session, change: Change, functions: dict[tuple[str, int, str], list[FunctionType]]
    ) -> int:
        line, name = change.function or (0, "")
        place = (str(change.path), line, name)
        codes = _iter_codes(change.compile())
        code = next((code for code in codes if (code.co_firstlineno, code.co_name) == place[1:]), None)
        ranked = sorted((self.trial.rank(change, item.nodeid), number) for number, item in enumerate(session.items))
        chosen = [session.items[number] for (reaches, _), number in ranked if reaches <= REACHES_FILE]
        if code is None or not chosen or place not in functions:
            return UNDECIDED
        for function in functions[place]:
            if function.__code__.co_freevars != code.co_freevars:
                return UNDECIDED
            function.__code__ = code
        self.trial.limit()
        for item, following in _iter_with_next(chosen):
            session.config.hook.pytest_runtest_protocol(item=item, nextitem=following)
            if session.testsfailed:
                return NOTICED
        return UNDECIDED


def _iter_codes(code: CodeType) -> Iterator[CodeType]:
    yield code
    for fact in code.co_consts:
        if isinstance(fact, CodeType):
            yield from _iter_codes(fact)


def _iter_with_next(items: Sequence[pytest.Item]) -> Iterator[tuple[pytest.Item, pytest.Item | None]]:
    """Iterate over tests, each with the one that comes after it, as fixtures that are shared are taken down by it."""
    return zip(items, [*items[1:], None], strict=True)


def _run_each(runs: Sequence[Callable[[], int]], jobs: int) -> Iterator[int]:
    """Run each in a process of its own, so many at once, and return how they ended, in their order."""
    ended: dict[int, int] = {}
    begun: dict[int, int] = {}
    for number, run in enumerate(runs):
        if len(begun) == jobs:
            _wait(begun, ended)
        child = os.fork()
        if child == 0:
            _become(run)
        begun[child] = number
    while begun:
        _wait(begun, ended)
    return iter([ended[number] for number in range(len(runs))])


def _wait(begun: dict[int, int], ended: dict[int, int]) -> None:
    child, status = os.wait()
    ended[begun.pop(child)] = os.waitstatus_to_exitcode(status)


def _become(run: Callable[[], int]) -> None:
    """End this process as the run says; an error in it decides nothing."""
    status = UNDECIDED
    try:
        status = run()
    finally:
        os._exit(status)


def _run_pytest(tests: Sequence[str], told: Path, plugin: object) -> int:
    """Run the tests in this process; what they print goes to a file."""
    import pytest  # noqa: PLC0415 - loaded before in the parent; it must not load kdcl there

    output = os.open(told, os.O_WRONLY | os.O_CREAT)
    os.dup2(output, 1)
    os.dup2(output, 2)
    quiet = "ignore::pytest.PytestAssertRewriteWarning"  # the parent has loaded plugins already, which is the point
    options = ["-q", "-x", "-n0", "-p", "no:cacheprovider", "--no-header", "--no-cov", "-W", quiet, *tests]
    return SURVIVED if pytest.main(options, plugins=[plugin]) == 0 else NOTICED
