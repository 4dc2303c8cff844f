"""Writes docs/status.md: every fact of the law that the package holds, its status and its source.

::

    python tools/status.py          # write the page
    python tools/status.py --check  # exit code 1 if the page is not what the files of the law say
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path

from kdcl.law import Status
from kdcl.measures import iter_number_facts
from kdcl.standards import available_frameworks, framework_notices, get_framework
from kdcl.standards.facts import SourcedFact, iter_document_facts, iter_framework_facts, iter_shared_facts
from kdcl.standards.legal import get_legal_documents

PAGE = Path(__file__).parent.parent / "docs" / "status.md"
MARK = "<!-- What follows is written by python tools/status.py -->\n"


def render_page() -> str:
    """Return what follows the mark: what is not verified first, then everything."""
    sections = tuple(_iter_sections())
    facts = [fact for _, section in sections for fact in section]
    counted = Counter(fact.status for fact in facts)
    lines = ["", "| status | facts |", "| --- | --- |"]
    lines += [f"| `{status}` | {counted[status]} |" for status in Status]
    lines += [f"| without a status | {len(facts) - sum(counted[status] for status in Status)} |", ""]
    lines += ["## Not read in the law itself", "", "Frameworks that are not available:", ""]
    lines += [f"- `{notice.id}`: {notice.reason.en}" for notice in framework_notices() if notice.reason]
    for title, section in sections:
        doubtful = [fact for fact in section if fact.status is not Status.VERIFIED]
        if doubtful:
            lines += ["", f"### {title}", "", *_table(doubtful)]
    lines += ["", "## Everything"]
    for title, section in sections:
        lines += ["", f"### {title}: all", "", *_table(section)]
    return "\n".join(lines) + "\n"


def _iter_sections() -> Iterator[tuple[str, tuple[SourcedFact, ...]]]:
    frameworks = [get_framework(name) for name in available_frameworks()]
    for framework in frameworks:
        yield framework.title.en, tuple(iter_framework_facts(framework, iter_number_facts))
    yield "Council, codes, forms, papers and times", tuple(iter_shared_facts(frameworks[0]))
    yield "Legal documents", tuple(iter_document_facts(get_legal_documents()))


def _table(facts: Iterable[SourcedFact]) -> Iterator[str]:
    yield "| fact | status | source |"
    yield "| --- | --- | --- |"
    for fact in facts:
        yield f"| {_cell(fact.about)} | `{fact.status}` | {_cell(fact.source)} |"


def _cell(text: object) -> str:
    return str(text).replace("|", "\\|")


if __name__ == "__main__":
    head, mark, body = PAGE.read_text("utf-8").partition(MARK)
    if "--check" in sys.argv[1:]:
        sys.exit(body != render_page())
    PAGE.write_text(head + mark + render_page(), "utf-8")
