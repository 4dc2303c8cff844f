"""The glossary is a contract: each term has one identifier, for ever, and each identifier exists."""

from __future__ import annotations

import pkgutil
import re
from collections.abc import Iterator
from functools import cache
from importlib import import_module
from pathlib import Path
from types import ModuleType

import pytest

import kdcl

GLOSSARY = Path(__file__).parent.parent / "docs" / "glossary.md"
ROW = re.compile(r"^\| (?P<term>[^|`]+) \| `(?P<identifier>[\w.]+)` \| (?P<meaning>[^|]+) \|$", re.MULTILINE)
ROWS = [found.groupdict() for found in ROW.finditer(GLOSSARY.read_text("utf-8"))]


@cache
def modules() -> tuple[ModuleType, ...]:
    """Return every module of the package."""
    found = pkgutil.walk_packages(kdcl.__path__, "kdcl.")
    return tuple(import_module(module.name) for module in found)


def find(identifier: str) -> Iterator[object]:
    """Yield what the identifier names, in whichever module it lives."""
    owner, _, member = identifier.partition(".")
    for module in modules():
        value = vars(module).get(owner)
        if value is not None and (not member or hasattr(value, member)):
            yield value


def repeated(values: list[str]) -> set[str]:
    """Return the values that stand more than once."""
    return {value for value in values if values.count(value) > 1}


class TestOneWordEachWay:
    """A term and an identifier belong to each other alone."""

    def test_every_row_of_every_table_is_read(self) -> None:
        """No row escapes the tests below by being written differently."""
        lines = [line for line in GLOSSARY.read_text("utf-8").splitlines() if line.startswith("| ")]
        heads = [line for line in lines if line.startswith(("| Vietnamese |", "| --- |"))]
        assert len(lines) - len(heads) == len(ROWS) > 40

    def test_each_term_stands_once(self) -> None:
        """No Vietnamese term has two identifiers."""
        assert not repeated([row["term"].casefold() for row in ROWS])

    def test_each_identifier_stands_once(self) -> None:
        """No identifier stands for two terms."""
        assert not repeated([row["identifier"] for row in ROWS])


class TestTheIdentifiersExist:
    """What the glossary promises is in the package, and what is not there yet is marked."""

    @pytest.mark.parametrize("row", ROWS, ids=lambda row: row["identifier"])
    def test_an_identifier_exists_unless_it_is_marked(self, row: dict[str, str]) -> None:
        """A mark that has become untrue fails as well as a missing name."""
        assert bool(list(find(row["identifier"]))) is not row["meaning"].startswith("*Not yet.*")
