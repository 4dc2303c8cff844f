"""Cases of the law without Python: facts in, levels, verdicts and findings out, written in TOML by whoever reads it.

`load_cases` reads a file, in Vietnamese or English keys and with every problem at once; `run_cases` says what came out;
`published_cases` are those that stand behind the library itself: what schools published, and every number of the law
below, at and above its threshold. The format is described in ``docs/cases.md``.
"""

from __future__ import annotations

import os
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Final

from kdcl.cases._reading import read_cases
from kdcl.cases._running import run_cases
from kdcl.cases.facts import Asked, CaseOutcome, Expectation, Failure, LawCase, Unrated, say_value
from kdcl.cases.junit import build_junit, tell_failure

__all__ = [
    "Asked",
    "CaseOutcome",
    "Expectation",
    "Failure",
    "LawCase",
    "Unrated",
    "build_junit",
    "load_cases",
    "published_cases",
    "run_cases",
    "run_files",
    "run_published",
    "say_value",
    "tell_failure",
]

_PUBLISHED: Final = ("outcomes.toml", "measures.toml")


def load_cases(path: str | os.PathLike[str]) -> tuple[LawCase, ...]:
    """Return the cases of a file.

    Raises:
        FrameworkFileError: the file has problems, all of them at once, or no case.
    """
    return read_cases(Path(path))


def run_files(paths: tuple[str, ...]) -> tuple[CaseOutcome, ...]:
    """Return what came of the cases of files, in their order.

    Raises:
        FrameworkFileError: a file has problems, or no case.
    """
    return tuple(outcome for path in paths for outcome in run_cases(load_cases(path), path))


def published_cases() -> tuple[LawCase, ...]:
    """Return the cases that the library itself is held to."""
    return tuple(case for file in _published_files() for case in read_cases(file))


def run_published() -> tuple[CaseOutcome, ...]:
    """Return what came of the cases that the library itself is held to."""
    return tuple(outcome for file in _published_files() for outcome in run_cases(read_cases(file), file.name))


def _published_files() -> list[Traversable]:
    return [files(__name__) / "published" / name for name in _PUBLISHED]
