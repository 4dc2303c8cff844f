"""Executes the code blocks of the README files and of the documentation, so that what they show is true.

Each document is one story: its blocks share one namespace and one temporary directory, which holds copies of
``examples/`` and ``src/``. What a block does depends on its language:

- ``python``: executed; with prompts, its output is compared; test functions that it defines are called.
- ``bash``: run by ``sh -e``; it must succeed.
- ``console``: commands after ``$``, each followed by its output, which is compared (``...`` stands for anything).
- ``json``, ``toml``: must parse.
- ``text``: is only looked at.
"""

from __future__ import annotations

import doctest
import json
import os
import re
import shutil
import subprocess
import sysconfig
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest
from sybil import Example, Sybil
from sybil.evaluators.python import PythonEvaluator
from sybil.parsers.markdown import CodeBlockParser, PythonCodeBlockParser

ROOT = Path(__file__).parent
DOCTEST_OPTIONS = doctest.ELLIPSIS | doctest.IGNORE_EXCEPTION_DETAIL


@pytest.fixture(scope="module")
def document_directory(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """Work in a directory of the document's own, where ``kdcl`` is the one of the running interpreter."""
    directory = tmp_path_factory.mktemp("document")
    for part in ("examples", "src"):
        shutil.copytree(ROOT / part, directory / part, ignore=shutil.ignore_patterns("__pycache__"))
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(directory)
        patch.setenv("PATH", sysconfig.get_path("scripts"), prepend=os.pathsep)
        patch.setenv("PYTHONIOENCODING", "utf-8")
        yield directory


def run(command: str) -> subprocess.CompletedProcess[str]:
    """Return what a shell command did; its two outputs are one, as on a screen."""
    return subprocess.run(  # noqa: S603 - the commands are those of this project's documents
        ["sh", "-e", "-c", command],  # noqa: S607 - the shell of whoever reads the documentation
        check=False,
        encoding="utf-8",
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        timeout=120,
    )


def evaluate_bash(example: Example) -> str | None:
    """Run the block; return its output where it fails."""
    if "-m venv" in example.parsed:
        return (
            None  # it installs the project from the registry: .ci/run takes it out of README.md and runs that very text
        )
    done = run(example.parsed)
    return f"exit code {done.returncode}\n{done.stdout}" if done.returncode else None


def evaluate_console(example: Example) -> str | None:
    """Run each command after ``$`` and return the first difference between its output and what stands below it."""
    checker = doctest.OutputChecker()
    for shown in re.split(r"^\$ ", example.parsed, flags=re.MULTILINE)[1:]:
        command, _, wanted = shown.partition("\n")
        printed = re.sub(r"[ \t]+$", "", run(command).stdout, flags=re.MULTILINE)
        if not checker.check_output(wanted.rstrip("\n") + "\n", printed.rstrip("\n") + "\n", DOCTEST_OPTIONS):
            return f"$ {command}\nexpected:\n{wanted}\nprinted:\n{printed}"
    return None


def evaluate_json(example: Example) -> None:
    """Read the block as JSON."""
    json.loads(example.parsed)


def evaluate_toml(example: Example) -> None:
    """Read the block as TOML."""
    tomllib.loads(example.parsed)


class _TestingPythonEvaluator(PythonEvaluator):
    """Executes a block, then calls the test functions it has defined: a test that only stands there proves nothing."""

    def __call__(self, example: Example) -> None:
        """Execute and test."""
        super().__call__(example)
        for name in re.findall(r"^def (test_\w+)\(\)", example.parsed, flags=re.MULTILINE):
            example.namespace[name]()


PYTHON = PythonCodeBlockParser(doctest_optionflags=DOCTEST_OPTIONS)
PYTHON.codeblock_parser = CodeBlockParser("python", _TestingPythonEvaluator())

pytest_collect_file = Sybil(
    parsers=[
        PYTHON,
        CodeBlockParser("bash", evaluate_bash),
        CodeBlockParser("console", evaluate_console),
        CodeBlockParser("json", evaluate_json),
        CodeBlockParser("toml", evaluate_toml),
    ],
    patterns=["README*.md", "docs/*.md", "docs/**/*.md"],
    exclude="benchmarks/*",
    fixtures=["document_directory"],
).pytest()
