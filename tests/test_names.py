"""One name, one meaning: no class name stands for two things in the package."""

from __future__ import annotations

import ast
from collections import defaultdict

from sources import PACKAGE, SOURCES, nodes_of


def test_class_names() -> None:
    """Every public class name is defined once."""
    homes: defaultdict[str, set[str]] = defaultdict(set)
    for path in SOURCES:
        for node in nodes_of(path):
            if isinstance(node, ast.ClassDef) and not node.name.startswith("_"):
                homes[node.name].add(path.relative_to(PACKAGE).as_posix())
    assert {name: files for name, files in homes.items() if len(files) > 1} == {}
