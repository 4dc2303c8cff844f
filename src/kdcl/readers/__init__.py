"""Reads files that other programs made: reports and wordings in Word, lists of evidence in Excel or Word.

Nothing that stands in such a file is dropped silently: what has no place in the result is handed back with its place.
The public names below are imported when they are first used. Behind them are five rooms:

- `kdcl.readers.word` reads self-assessment reports,
- `kdcl.readers.lists` reads evidence lists,
- `kdcl.readers.wording` reads the official wording of the law,
- `kdcl.readers.vocabulary` has the words that schools use for headings and columns,
- `kdcl.readers.files` opens files safely and gives their text.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from kdcl.office.limits import Limits
    from kdcl.readers.files.content import Use
    from kdcl.readers.lists.reading import read_evidence_list
    from kdcl.readers.lists.result import EvidenceListRead, ListFinding, ListFindingKind
    from kdcl.readers.word.reading import read_report
    from kdcl.readers.word.result import FindingKind, ReadFinding, ReadParagraph, ReadReport
    from kdcl.readers.wording.findings import WordingFinding, WordingFindingKind
    from kdcl.readers.wording.reading import WordingRead, read_wording

_MODULES = {
    "EvidenceListRead": "kdcl.readers.lists.result",
    "FindingKind": "kdcl.readers.word.result",
    "Limits": "kdcl.office.limits",
    "ListFinding": "kdcl.readers.lists.result",
    "ListFindingKind": "kdcl.readers.lists.result",
    "ReadFinding": "kdcl.readers.word.result",
    "ReadParagraph": "kdcl.readers.word.result",
    "ReadReport": "kdcl.readers.word.result",
    "Use": "kdcl.readers.files.content",
    "WordingFinding": "kdcl.readers.wording.findings",
    "WordingFindingKind": "kdcl.readers.wording.findings",
    "WordingRead": "kdcl.readers.wording.reading",
    "read_evidence_list": "kdcl.readers.lists.reading",
    "read_report": "kdcl.readers.word.reading",
    "read_wording": "kdcl.readers.wording.reading",
}

__all__ = [
    "EvidenceListRead",
    "FindingKind",
    "Limits",
    "ListFinding",
    "ListFindingKind",
    "ReadFinding",
    "ReadParagraph",
    "ReadReport",
    "Use",
    "WordingFinding",
    "WordingFindingKind",
    "WordingRead",
    "read_evidence_list",
    "read_report",
    "read_wording",
]


def __getattr__(name: str) -> Any:  # noqa: ANN401 - a public name may be anything
    if name not in _MODULES:
        raise AttributeError(f"module 'kdcl.readers' has no attribute {name!r}")
    value = getattr(import_module(_MODULES[name]), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return list(__all__)
