"""A script as a school's own programmer would write it: texts and a template in, a report out, from cold."""

from __future__ import annotations

import json
import sys
from pathlib import Path

from docxtpl import DocxTemplate


def main(content: str, template: str, target: str) -> None:
    """Fill the template with the content and write the report."""
    document = DocxTemplate(template)
    document.render({"blocks": json.loads(Path(content).read_text("utf-8"))}, autoescape=True)
    document.save(target)


if __name__ == "__main__":
    main(*sys.argv[1:])
