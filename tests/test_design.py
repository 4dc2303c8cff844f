"""The picture in `docs/design.md` is that of the code: its walks name what is there, and its rules hold."""

from __future__ import annotations

import ast
import functools
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from kdcl.figures.form_file import FORM
from kdcl.standards import get_framework
from sources import PACKAGE, SOURCES, nodes_of, text_of, tree_of

ROOT = Path(__file__).parent.parent
PAGE = (ROOT / "docs" / "design.md").read_text("utf-8")
WALKS = PAGE[PAGE.index("### One number of Part I") : PAGE.index("## Laws that hold")]
NAMES = sorted(set(re.findall(r"`([A-Za-z_]+(?:\.(?!toml|py)[A-Za-z_]+)+)(?:\([a-z, ]*\))?`", WALKS)))
PATHS = sorted(set(re.findall(r"`((?:\w+/)*\w+\.(?:py|toml)|(?:\w+/)+\w+)`", WALKS)))
CIRCULAR = re.compile("tt42")
TOLD_ONLY = {
    ("cli/file.py", "tt42-2012/primary"): "what `kdcl new` begins with where nobody says otherwise",
    ("service/operations.py", "The framework's id, such as tt42-2012/primary."): "an example in a sentence",
    ("standards/__init__.py", "tt42_2012"): "the room of the law's files",
    ("testing/conformance.py", "tt42-2012/secondary"): "the criteria that a renderer is tried with",
}
"""Where the source names the circular, and why that is no rule of the core."""


def module_of(path: Path) -> str:
    """Return the name of a module below the package."""
    return ".".join(path.with_suffix("").parts).removesuffix("__init__").rstrip(".")


def iter_bound(body: list[ast.stmt]) -> Iterator[str]:
    """Iterate over the names that the statements of a module or a class bind."""
    for node in body:
        match node:
            case ast.FunctionDef(name=name) | ast.ClassDef(name=name) | ast.AnnAssign(target=ast.Name(id=name)):
                yield name
            case ast.Assign(targets=[ast.Name(id=name)]):
                yield name
            case ast.ImportFrom(names=names):
                yield from (alias.name for alias in names)
            case ast.If():  # what type checkers read of a lazy face
                yield from iter_bound(node.body)
            case _:
                pass


@functools.cache
def list_known() -> frozenset[str]:
    """Return every name that a walk can name: modules, what they bind, what classes bind, and rows of the form."""
    known: set[str] = set()
    for path in SOURCES:
        module, body = module_of(path.relative_to(PACKAGE)), tree_of(path).body
        known |= {module, *(f"{module}.{name}" for name in iter_bound(body))}
        known |= {
            f"{each.name}.{name}" for each in body if isinstance(each, ast.ClassDef) for name in iter_bound(each.body)
        }
    form = get_framework("tt42-2012/primary").part(FORM)
    return frozenset(known | {f"{table.id}.{row.key}" for table in form.tables for row in table.rows})


def iter_texts(path: Path) -> Iterator[str]:
    """Iterate over the texts of a module that are no documentation."""
    documentation = {id(node.value) for node in nodes_of(path) if isinstance(node, ast.Expr)}
    for node in nodes_of(path):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in documentation:
            yield node.value


class TestWalks:
    """A newcomer who follows a number or a finding through the code meets what the page names."""

    @pytest.mark.parametrize("name", NAMES)
    def test_every_name_is_there(self, name: str) -> None:
        """A module or a class with what it binds, or a row of the form; a value is named by its class."""
        plain = name.removeprefix("kdcl.")
        value = plain[0].upper() + plain[1:]
        known = list_known()
        assert {plain, value} & known or any(each.endswith(f".{plain}") for each in known)

    @pytest.mark.parametrize("path", PATHS)
    def test_every_file_is_there(self, path: str) -> None:
        """A file, or the folder of a room."""
        assert (PACKAGE / path).exists() or list(PACKAGE.rglob(path))

    def test_there_is_something_to_follow(self) -> None:
        """The tests above look at both walks, and would see a name that is not there."""
        assert {"cells.read_figure", "Grid.place_of", "readers/files/body.py"} <= {*NAMES, *PATHS}
        assert "cells.read_number" not in list_known()


class TestRules:
    """What the page says of every room."""

    def test_the_core_names_no_circular(self) -> None:
        """What a circular asks for comes with the framework that a function is given."""
        named = {
            (path.relative_to(PACKAGE).as_posix(), text)
            for path in SOURCES
            if CIRCULAR.search(text_of(path))
            for text in iter_texts(path)
            if CIRCULAR.search(text)
        }
        assert named == set(TOLD_ONLY)

    def test_no_private_name_of_another_library_is_imported(self) -> None:
        """It may be gone with their next release."""
        imports = re.compile(r"^\s*from (?!kdcl\b|__future__)(\w[\w.]*) import (\([^)]*\)|.*)", re.MULTILINE)
        found = [
            f"{path.relative_to(PACKAGE)}: {library} import {names}"
            for path in SOURCES
            for library, names in imports.findall(text_of(path))
            if re.search(r"\b_", f"{library} {names}".replace(".", " "))
        ]
        assert found == []

    def test_one_idea_has_one_home(self) -> None:
        """One place, one table, one finding: other classes may end in these words, none is called so."""
        homes = {
            name: [
                module_of(path.relative_to(PACKAGE))
                for path in SOURCES
                if re.search(rf"^\s*class _?{name}\b", text_of(path), re.MULTILINE)
            ]
            for name in ("Place", "Table", "Finding")
        }
        assert homes == {"Place": ["places.place"], "Table": ["blocks.tables"], "Finding": ["findings"]}

    @pytest.mark.parametrize(
        ("how", "homes"),
        [
            (r"ZipFile\((?![^)\n]*\)?, \"w\")", "office.package, office.settling"),  # of others, of our own making
            (r"strptime|fromisoformat|def find_dates", "convert._converter, text.dates"),  # of JSON, of people
            (r"def read_figure\b|def is_exact\b", "figures.cells"),
            (r"isprintable|x7f-", "text.characters"),
            (r"r\\n\|\\r", "text.characters"),
        ],
    )
    def test_one_act_has_one_home(self, how: str, homes: str) -> None:
        """Opening an archive, reading a day or a figure, and saying what is text and what ends a line."""
        found = {module_of(path.relative_to(PACKAGE)) for path in SOURCES if re.search(how, text_of(path))}
        assert ", ".join(sorted(found - {"testing.hands.word_file"})) == homes
