"""The changelog: each entry stands once, each name in it exists, and versions agree wherever they are written."""

from __future__ import annotations

import inspect
import pkgutil
import re
import tomllib
from collections.abc import Callable, Iterator
from functools import cache
from importlib import import_module
from itertools import takewhile
from pathlib import Path
from types import ModuleType

import click
import pytest

import kdcl
from kdcl.checks import CHECKS
from kdcl.cli import main
from kdcl.documents import available_documents
from kdcl.renderers import available_renderers
from sources import SOURCES, text_of

ROOT = Path(__file__).parent.parent
TEXT = (ROOT / "CHANGELOG.md").read_text("utf-8")
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
SECTIONS = ["Added", "Changed", "Deprecated", "Removed", "Fixed", "Security"]
NAMES = sorted(
    {name for name in re.findall(r"`([^`\n]+)`", TEXT) if re.fullmatch(r"(?![A-Z]+\.)[A-Za-z][\w.-]*", name)}
)
"""What is written as a name; ``OUT.txt`` stands for a file that a user names."""
FILES = sorted(set(re.findall(r"`([\w./-]+/[\w.-]+\.[a-z]+)`", TEXT)))
WORD = re.compile(r"[a-z]+(?:-[a-z]+)*")
COMMANDS = sorted({" ".join(takewhile(WORD.fullmatch, said.split())) for said in re.findall(r"`kdcl ([^`]+)`", TEXT)})
GONE = {
    name
    for names in re.findall(r"((?:`[\w.]+`(?:, | and )?)+) (?:is|are) gone", TEXT)
    for name in re.findall(r"`([^`]+)`", names)
}
"""Names that an entry calls gone, in these words; they may not come back for anything else."""
NOT_PYTHON = {"delete", "note.en", "note.vi", "source", "x\u00f3a"}
"""Words of a school's workbook and keys of the law's files."""


def entries(version: str) -> list[str]:
    """Return the entries of a version."""
    return re.findall(r"^- (.+)$", version, re.MULTILINE)


@cache
def modules() -> dict[str, ModuleType]:
    """Return every module of the package by its name."""
    found = [module.name for module in pkgutil.walk_packages(kdcl.__path__, "kdcl.")]
    return {name: import_module(name) for name in ("kdcl", *found) if not name.endswith("__main__")}


@cache
def words() -> frozenset[str]:
    """Return every name of a module's own, of its classes, and of the parameters of both."""
    return frozenset(_iter_words())


def _iter_words() -> Iterator[str]:
    for module in modules().values():
        for name, value in vars(module).items():
            if not str(getattr(value, "__module__", "kdcl")).startswith("kdcl"):
                continue
            yield name
            members = [value]
            if inspect.isclass(value):
                yield from dir(value)
                members += [each for each in vars(value).values() if inspect.isfunction(each)]
            for member in members:
                if inspect.isfunction(member) or inspect.isclass(member):
                    yield from _parameters(member)


def _parameters(member: Callable[..., object]) -> tuple[str, ...]:
    try:
        return tuple(inspect.signature(member).parameters)
    except ValueError:
        return ()


def resolve(dotted: str) -> bool:
    """Return whether a dotted name leads somewhere: from the package, or from a name in any module."""
    head, *rest = dotted.split(".")
    starts: list[object] = [kdcl] if head == "kdcl" else [vars(m)[head] for m in modules().values() if head in vars(m)]
    return any(_leads(start, rest, dotted) for start in starts)


def _leads(value: object, rest: list[str], dotted: str) -> bool:
    if dotted in modules():
        return True
    for name in rest:
        fields = {field.name for field in getattr(value, "__attrs_attrs__", ())}
        if name in fields:
            return name == rest[-1]
        if not hasattr(value, name):
            return False
        value = getattr(value, name)
    return True


@cache
def known_names() -> frozenset[str]:
    """Return the names of checks, documents, formats, commands, extras and keys."""
    told = {check.id for check in CHECKS} | {*available_documents(), *available_renderers(), *main.commands}
    return frozenset(told | {*PROJECT["optional-dependencies"]} | NOT_PYTHON)


@cache
def files_of_source() -> frozenset[str]:
    """Return the names of the files and folders of the source."""
    return frozenset(path.name for path in (ROOT / "src").rglob("*"))


def exists(name: str) -> bool:
    """Return whether a name is one of the API, of a check, a document, a format, a command, an extra or a file."""
    if name in known_names():
        return True
    if name.startswith("KDCL_"):  # a variable of the environment
        return any(f'"{name}"' in text_of(path) for path in SOURCES)
    if name.endswith((".cff", ".toml", ".json", ".md", ".py")):
        return any(ROOT.glob(name)) or name in files_of_source()
    return resolve(name) if "." in name else name in words() or name in files_of_source()


class TestEntries:
    """What a reader finds in it."""

    @pytest.mark.parametrize("version", re.split(r"^## ", TEXT, flags=re.MULTILINE)[1:], ids=lambda text: text[:12])
    def test_each_entry_stands_once(self, version: str) -> None:
        """Nor do two entries begin in the same way, as they do where a merge kept both wordings of one."""
        beginnings = [entry[:50] for entry in entries(version)]
        assert [text for text in beginnings if beginnings.count(text) > 1] == []

    @pytest.mark.parametrize("version", re.split(r"^## ", TEXT, flags=re.MULTILINE)[1:], ids=lambda text: text[:12])
    def test_each_kind_of_change_stands_once_in_order(self, version: str) -> None:
        """The sections are those of Keep a Changelog."""
        found = re.findall(r"^### (.+)$", version, re.MULTILINE)
        assert found == [section for section in SECTIONS if section in found]
        assert not re.search(r"^- .+\n\n- ", version, re.MULTILINE), "a list is broken in two"

    @pytest.mark.parametrize("name", [name for name in NAMES if name not in GONE])
    def test_each_name_exists(self, name: str) -> None:
        """What an entry names can be found under that name."""
        assert exists(name)

    @pytest.mark.parametrize("name", sorted(GONE))
    def test_what_is_gone_is_gone(self, name: str) -> None:
        """A name that an entry calls gone is nowhere."""
        assert not resolve(name)
        assert "." in name or name not in words()

    @pytest.mark.parametrize("name", FILES)
    def test_each_file_exists(self, name: str) -> None:
        """A path is one of the project."""
        assert (ROOT / name).is_file()

    @pytest.mark.parametrize("words_of_command", COMMANDS)
    def test_each_command_exists(self, words_of_command: str) -> None:
        """A command can be called as it is written."""
        command: click.Command | None = main
        for word in words_of_command.split():
            command = command.commands.get(word) if isinstance(command, click.Group) else None
        assert command is not None


class TestVersions:
    """One version, wherever it is written."""

    def test_the_newest_version_of_the_changelog_is_that_of_the_project(self) -> None:
        """What is not released yet stands above it, under a heading of its own."""
        versions = re.findall(r"^## \[([^\]]+)\]", TEXT, re.MULTILINE)
        assert next(name for name in versions if name != "Unreleased") == PROJECT["version"]
        assert versions.index("Unreleased") == 0

    def test_how_to_cite_names_the_same_version(self) -> None:
        """Whoever cites the program cites what is installed."""
        citation = (ROOT / "CITATION.cff").read_text("utf-8")
        assert f"\nversion: {PROJECT['version']}\n" in citation
        assert f"\nlicense: {PROJECT['license']}\n" in citation
