"""The package's source as text and as syntax: read and parsed once for all tests that look at it."""

from __future__ import annotations

import ast
import functools
from pathlib import Path
from typing import Final

PACKAGE: Final = Path(__file__).resolve().parents[1] / "src" / "kdcl"
SOURCES: Final = tuple(sorted(PACKAGE.rglob("*.py")))


@functools.cache
def text_of(path: Path) -> str:
    """Return what a file says."""
    return path.read_text("utf-8")


@functools.cache
def tree_of(path: Path) -> ast.Module:
    """Return the syntax of a file; nobody changes it."""
    return ast.parse(text_of(path))


@functools.cache
def nodes_of(path: Path) -> tuple[ast.AST, ...]:
    """Return every part of a file's syntax."""
    return tuple(ast.walk(tree_of(path)))
