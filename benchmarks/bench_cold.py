"""Whole commands from a cold start, each in a process of its own, against a Python that does nothing."""

from __future__ import annotations

import json
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from contents import list_content
from kdcl.convert import load
from kdcl.documents.report import build_report
from kdcl.renderers import render
from kdcl.standards import get_framework
from timing import Comparison, Peer, find_peer, process_of

EXAMPLE: Final = str(Path(__file__).parents[1] / "examples" / "primary-2017.json")
ROUNDS: Final = 9
BOUNDS: Final = {"--help": 7, "score": 12, "check": 18, "import": 28, "report": None}
"""How many times as long as a bare start each may take; `report` is held against a script with docxtpl instead."""
BUILT_ON: Final = {
    "--help": "click",
    "score": "click, attrs, cattrs",
    "check": "click, attrs, cattrs",
    "import": "click, attrs, cattrs, lxml.etree",
    "report": "click, attrs, cattrs, docx",
}
"""What no command of this kind comes below, as long as these libraries do the work."""


@contextmanager
def cold_comparisons() -> Iterator[Iterator[Comparison]]:
    """Give the comparisons of cold starts, with files to work on."""
    with tempfile.TemporaryDirectory() as folder:
        assessment = load(EXAMPLE)
        report = build_report(assessment, get_framework(assessment.framework))
        written, target = Path(folder, "report.docx"), str(Path(folder, "out"))
        written.write_bytes(render(report, "docx"))
        words = {
            "--help": ("--help",),
            "score": ("score", EXAMPLE),
            "check": ("check", EXAMPLE),
            "import": ("import", str(written), "-o", f"{target}.json", "--force"),
            "report": ("report", EXAMPLE, "-o", f"{target}.docx", "--force", "--no-pages"),
        }
        peers = {name: list_floors(name) for name in words}
        if (docxtpl := find_peer("peer_docxtpl")) is not None:
            content, template = Path(folder, "content.json"), Path(folder, "template.docx")
            content.write_text(json.dumps(list_content(report)), "utf-8")
            template.write_bytes(docxtpl.build_template())
            script = str(Path(__file__).with_name("cold_docxtpl.py"))
            sample = process_of(sys.executable, script, str(content), str(template), f"{target}-2.docx")
            peers["report"].insert(0, Peer("a docxtpl script, the same texts", sample, bound=1.5))
        yield iter(
            [
                Comparison(
                    what=f"cold start of kdcl {name}",
                    ours=process_of(sys.executable, "-m", "kdcl.cli", *words[name]),
                    peers=tuple(peers[name]),
                    rounds=ROUNDS,
                )
                for name in words
            ]
        )


def list_floors(name: str) -> list[Peer]:
    """Return a Python that does nothing, and one that imports what the command is built on."""
    modules = BUILT_ON[name]
    return [
        Peer("python -c pass", process_of(sys.executable, "-c", "pass"), bound=BOUNDS[name], is_floor=True),
        Peer(f"python -c 'import {modules}'", process_of(sys.executable, "-c", f"import {modules}"), is_floor=True),
    ]
