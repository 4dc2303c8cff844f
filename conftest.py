"""Executes the code blocks of the README files and of the documentation, so that what they show is true.

Each document is one story: its blocks share one namespace and one temporary directory, which holds copies of
``examples/`` and of the law's files where the page names them, which are all that the pages name of ``src/``. What a
block does depends on its language:

- ``python``: executed; with prompts, its output is compared; test functions that it defines are called.
- ``bash``: run line by line; each must succeed.
- ``console``: commands after ``$``, each followed by its output, which is compared (``...`` stands for anything).
  A command that calls ``kdcl`` and asks nothing of a shell but ``> FILE`` and ``|| true`` is run in this process, as
  starting a Python for each takes longer than what it does; every other one is run by ``sh -e``, where ``kdcl`` is the
  installed program.
- ``json``, ``toml``: must parse.
- ``powershell``: ``tests/test_readme.py`` holds it to the commands for Unix shells.
- ``text``: is only looked at; so is ``sh``, commands that install, need a network or a file that only a user has.
"""

from __future__ import annotations

import doctest
import gc
import json
import os
import random
import re
import shlex
import shutil
import subprocess
import sysconfig
import tomllib
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from sybil import Example, Sybil
from sybil.evaluators.python import PythonEvaluator
from sybil.parsers.markdown import CodeBlockParser, PythonCodeBlockParser

from drawing import get_profile, load_profile
from kdcl.cli import main

load_profile()

ROOT = Path(__file__).parent
FOLLOWED = {ROOT / "README.md", *(ROOT / "docs" / f"{name}.md" for name in ("quickstart", "tutorial", "command-line"))}
"""The pages that a quick run follows; a whole one follows all."""
HAS_UNIX_SHELL = shutil.which("sh") is not None
LONGEST_NAME = 40
LIBREOFFICE = {"soffice", "libreoffice"}
SHELL = re.compile(r"""[|&;<>$`*?\\(){}~#]|^\s*$|^\w+=""")
"""What only a shell understands; it may stand in quotes too, as asking a shell needlessly does no harm."""
PLAIN = re.compile(r"""kdcl (?P<words>[^|&;<>$`*?\\(){}~#]*?)(?: > (?P<output>[\w.-]+))?(?P<may_fail> \|\| true)?""")
"""A command that is run in this process: its output may go to a file, and it may be allowed to fail."""
WHICH = shutil.which
INSTALLED = {WHICH(name) for name in LIBREOFFICE}
"""Where this machine has it; a stand-in that a test puts on its path is somewhere else."""
DOCTEST_OPTIONS = doctest.ELLIPSIS | doctest.IGNORE_EXCEPTION_DETAIL


def pytest_make_parametrize_id(val: object, argname: str) -> str | None:
    """Name tests by no bytes: those of an archive hold the time at which it was made, and workers would not agree."""
    return argname if isinstance(val, bytes) and len(val) > LONGEST_NAME else None


@pytest.hookimpl(wrapper=True)
def pytest_collection() -> Iterator[None]:
    """Take modules and tests for what they are, there to the end: the collector of garbage need not look at them again.

    It looked at half a million things in vain, again and again, and Hypothesis counted each of its rounds: that was a
    seventh of the time of all tests. It comes less often now, too.
    """
    gc.disable()
    try:
        return (yield)
    finally:
        gc.freeze()
        gc.set_threshold(50_000, 10, 10)
        gc.enable()


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave big tests out of a quick run, unless they are asked for by name; shuffle where KDCL_ORDER asks for it."""
    if get_profile() == "quick" and not any("::" in argument for argument in config.args):
        big = {item: item.get_closest_marker("big") is not None or is_for_whole_runs(item.path) for item in items}
        config.hook.pytest_deselected(items=[item for item in items if big[item]])
        items[:] = [item for item in items if not big[item]]
    if seed := os.environ.get("KDCL_ORDER"):
        shuffle(items, seed)


def is_for_whole_runs(path: Path) -> bool:
    """Whether a file is a page that a quick run does not follow."""
    return path.suffix == ".md" and path not in FOLLOWED


def shuffle(items: list[pytest.Item], seed: str) -> None:
    """Shuffle files and the tests in them, by a number; a document stays one story."""
    shuffled = random.Random(seed)  # noqa: S311 - an order, no secret
    files: dict[Path, list[pytest.Item]] = {}
    for item in items:
        files.setdefault(item.path, []).append(item)
    for path in shuffled.sample(sorted(files), len(files)):
        if path.suffix == ".py":
            shuffled.shuffle(files[path])
        files[path] = files.pop(path)
    items[:] = [item for group in files.values() for item in group]


def hide_libreoffice(which: Callable[..., str | None]) -> Callable[..., str | None]:
    """Return a search for programs that does not find the LibreOffice of this machine."""

    def search(*words: Any, **more: Any) -> str | None:  # noqa: ANN401 - as the search it stands for
        found = which(*words, **more)
        return None if found in INSTALLED else found

    return search


@pytest.fixture(scope="session", autouse=True)
def without_libreoffice() -> Iterator[None]:
    """Let no test and no fixture find LibreOffice but one that asks for ``libreoffice``: all others pass without it."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(shutil, "which", hide_libreoffice(WHICH))
        yield


@pytest.fixture(scope="session", autouse=True)
def settings_of_nobody(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Let no test see or touch what the user of this machine has installed."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("KDCL_CONFIG_DIR", str(tmp_path_factory.mktemp("settings")))
        yield


@pytest.fixture
def libreoffice(monkeypatch: pytest.MonkeyPatch) -> str:
    """Return the path of LibreOffice; where it or poppler is not installed, the test is skipped."""
    monkeypatch.setattr(shutil, "which", WHICH)
    program = shutil.which("soffice")
    if program is None or shutil.which("pdfinfo") is None:
        pytest.skip("needs LibreOffice and poppler")
    return program


@pytest.fixture(scope="module")
def document_directory(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """Work in a directory of the document's own, where ``kdcl`` is the one of the running interpreter."""
    directory = tmp_path_factory.mktemp("document")
    page = request.path.read_text("utf-8")
    for part in filter(page.__contains__, ("examples", "src/kdcl/standards")):
        shutil.copytree(ROOT / part, directory / part, ignore=shutil.ignore_patterns("__pycache__"))
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(directory)
        patch.setenv("PATH", sysconfig.get_path("scripts"), prepend=os.pathsep)
        patch.setenv("PYTHONIOENCODING", "utf-8")
        yield directory


def run(command: str) -> tuple[int, str]:
    """Return the exit code and the output of a command; its two outputs are one, as on a screen."""
    if plain := PLAIN.fullmatch(command):
        result = CliRunner().invoke(main, shlex.split(plain["words"]), catch_exceptions=False)
        if plain["output"]:
            Path(plain["output"]).write_text(result.stdout, "utf-8")
        return 0 if plain["may_fail"] else result.exit_code, result.stderr if plain["output"] else result.output
    if not HAS_UNIX_SHELL:
        pytest.skip("only a Unix shell understands this block")
    done = subprocess.run(  # noqa: S603 - the commands are those of this project's documents
        ["sh", "-e", "-c", command],  # noqa: S607 - the shell of whoever reads the documentation
        check=False,
        encoding="utf-8",
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        timeout=120,
    )
    return done.returncode, done.stdout


def iter_commands(example: Example) -> Iterator[str]:
    """Iterate over the commands of a block that are run here.

    What installs the project from the registry is not: ``.ci/run`` takes it out of README.md and runs that very text.
    Nor is a command of a Vietnamese page that the English one has to the letter: there it is run; unless the page
    also shows what is printed, which may need what the command wrote.
    """
    if "-m venv" in example.parsed:
        return
    lines = example.parsed.splitlines()
    if any(SHELL.search(line) and not PLAIN.fullmatch(line) for line in lines):
        yield example.parsed
        return
    page = Path(example.path).resolve().relative_to(ROOT)
    english = ROOT.joinpath(*(part.replace("README.vi", "README") for part in page.parts if part != "vi"))
    is_other = page.parts != english.relative_to(ROOT).parts
    is_run_there = is_other and "```console" not in (ROOT / page).read_text("utf-8")
    shown = english.read_text("utf-8").splitlines() if is_run_there else []
    yield from (line for line in lines if line not in shown)


def evaluate_bash(example: Example) -> str | None:
    """Run the block; return its output where it fails."""
    for command in iter_commands(example):
        code, printed = run(command)
        if code:
            return f"$ {command}\nexit code {code}\n{printed}"
    return None


def evaluate_console(example: Example) -> str | None:
    """Run each command after ``$`` and return the first difference between its output and what stands below it."""
    checker = doctest.OutputChecker()
    for shown in re.split(r"^\$ ", example.parsed, flags=re.MULTILINE)[1:]:
        command, _, wanted = shown.partition("\n")
        printed = re.sub(r"[ \t]+$", "", run(command)[1], flags=re.MULTILINE)
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
