"""Whole commands from a cold start, each in a process of its own, against a Python that does nothing."""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from kdcl.convert import load
from kdcl.documents.report import build_report
from kdcl.renderers import render
from kdcl.standards import get_framework
from timing import Comparison, process_of

EXAMPLE: Final = str(Path(__file__).parents[1] / "examples" / "primary-2017.json")
ROUNDS: Final = 11
BOUNDS: Final = {"--help": 7, "score": 12, "check": 18, "import": 28, "report": 28}
"""How many times as long as a bare start each may take; that of `report` is the one of `import`, as it has none."""


@contextmanager
def cold_comparisons() -> Iterator[list[Comparison]]:
    """Give the comparisons of cold starts, with files to work on."""
    with tempfile.TemporaryDirectory() as folder:
        assessment = load(EXAMPLE)
        framework = get_framework(assessment.framework)
        report, target = Path(folder, "report.docx"), str(Path(folder, "out"))
        report.write_bytes(render(build_report(assessment, framework), "docx"))
        words = {
            "--help": ("--help",),
            "score": ("score", EXAMPLE),
            "check": ("check", EXAMPLE),
            "import": ("import", str(report), "-o", f"{target}.json", "--force"),
            "report": ("report", EXAMPLE, "-o", f"{target}.docx", "--force", "--no-pages"),
        }
        yield [
            Comparison(
                what=f"cold start of kdcl {name}",
                peer="python -c pass",
                ours=process_of(sys.executable, "-m", "kdcl.cli", *words[name]),
                theirs=process_of(sys.executable, "-c", "pass"),
                bound=bound,
                rounds=ROUNDS,
            )
            for name, bound in BOUNDS.items()
        ]
