"""One name, one meaning: no class name stands for two things in the package."""

from __future__ import annotations

import ast
from collections import defaultdict
from pathlib import Path
from typing import Final

SOURCE = Path(__file__).resolve().parents[1] / "src" / "kdcl"
TWICE: Final = {
    "Cell": "of a document, of a foreign file as it was typed, and of the workbook that goes out",
    "Head": "above the text of a foreign paper, and above the columns of a foreign table",
    "Kind": "of a cell in the workbook that goes out, and of a heading in a foreign file",
    "Line": "of the workbook that goes out, and of a foreign file",
    "Recognition": "of a foreign file, and of a school by the authority (công nhận)",
    "Section": "of a document, and of a foreign report",
    "Table": "of a document, and of a foreign file as it was typed",
}
"""Names that still mean two things, each inside a room of its own; the list may only become shorter."""


def test_class_names() -> None:
    """Every public class name is defined once, but for those listed, which all are still needed."""
    homes: defaultdict[str, set[str]] = defaultdict(set)
    for path in SOURCE.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.ClassDef) and not node.name.startswith("_"):
                homes[node.name].add(path.relative_to(SOURCE).as_posix())
    assert {name for name, files in homes.items() if len(files) > 1} == TWICE.keys()
