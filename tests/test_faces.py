"""The public faces of the packages: complete, sorted, and the same for people, programs and type checkers."""

from __future__ import annotations

import ast
import importlib
from pathlib import Path
from typing import Any, Final

import pytest

from sources import tree_of

ROOT: Final = Path(__file__).parent.parent / "src"
PACKAGES: Final = {
    ".".join(path.parent.relative_to(ROOT).parts): tree_of(path)
    for path in sorted((ROOT / "kdcl").rglob("__init__.py"))
}


def find_lazy_rooms(tree: ast.Module) -> dict[str, str] | None:
    """Return what a package gives to `_open_face`, or None where its face is not lazy."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "_open_face":
            rooms: dict[str, str] = ast.literal_eval(node.args[1])
            return rooms
    return None


def imported_names(body: list[ast.stmt]) -> dict[str, str]:
    """Return the names that statements import from this library, each with its module."""
    imports = [node for node in body if isinstance(node, ast.ImportFrom) and str(node.module).startswith("kdcl.")]
    return {alias.asname or alias.name: str(node.module) for node in imports for alias in node.names}


LAZY: Final = {name: rooms for name, tree in PACKAGES.items() if (rooms := find_lazy_rooms(tree)) is not None}
NAMES: Final = [
    (package, name, room) for package, rooms in LAZY.items() for room, names in rooms.items() for name in names.split()
]
EAGER: Final = [name for name in PACKAGES if name not in LAZY and hasattr(importlib.import_module(name), "__all__")]


class TestLazyFaces:
    """A lazy face has one list at run time; what a type checker reads beside it is the same."""

    def test_there_are_some(self) -> None:
        """The tests below have something to look at."""
        assert {"kdcl", "kdcl.figures", "kdcl.readers"} <= set(LAZY)
        assert len(NAMES) > 60

    @pytest.mark.parametrize("package", LAZY)
    def test_a_type_checker_sees_the_same_names(self, package: str) -> None:
        """Each name is imported for it from the same module, as its own, so that it counts as exported."""
        (branch,) = [node for node in PACKAGES[package].body if isinstance(node, ast.If) and node.orelse]
        aliases = [alias for node in branch.body if isinstance(node, ast.ImportFrom) for alias in node.names]
        assert all(alias.name == alias.asname for alias in aliases)
        assert imported_names(branch.body) == {name: room for each, name, room in NAMES if each == package}

    @pytest.mark.parametrize("package", LAZY)
    def test_it_reads_like_an_index(self, package: str) -> None:
        """Sorted, each name once, and listed."""
        face: Any = importlib.import_module(package)
        listed = [name for each, name, _ in NAMES if each == package]
        assert face.__all__ == sorted(set(listed)) == dir(face)
        assert len(listed) == len(set(listed))

    @pytest.mark.parametrize(("package", "name", "room"), NAMES)
    def test_a_name_can_be_had(self, package: str, name: str, room: str) -> None:
        """A lazy name that leads nowhere would be found only by its first user."""
        face = importlib.import_module(package)
        assert getattr(face, name) is getattr(importlib.import_module(room), name)

    @pytest.mark.parametrize("package", LAZY)
    def test_an_unknown_name_is_refused_as_python_does(self, package: str) -> None:
        """A typing error ends in the usual error, with the name."""
        with pytest.raises(AttributeError, match=f"module '{package}' has no attribute 'no_such_name'"):
            getattr(importlib.import_module(package), "no_such_name")  # noqa: B009 - the name is unknown to type checkers


class TestEagerFaces:
    """A face that is imported with its package lists what it imports or defines, and nothing else."""

    @pytest.mark.parametrize("package", EAGER)
    def test_the_list_is_sorted_and_true(self, package: str) -> None:
        """A name that was taken out of a module would otherwise be missed by its users first."""
        face = importlib.import_module(package)
        assert all(hasattr(face, name) for name in face.__all__)
        assert sorted(set(face.__all__)) == sorted(face.__all__)
