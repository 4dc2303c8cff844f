"""Reads files that other programs made: reports and wordings in Word, lists of evidence in Excel or Word.

Nothing that stands in such a file is dropped silently: what has no place in the result is handed back with its place.
The public names below are imported when they are first used. Behind them are seven rooms:

- `kdcl.readers.papers` reads a document of any kind: a report, a plan, a decision, sheets, and the others,
- `kdcl.readers.recognising` tells which kind a document is, and which rules it was made under,
- `kdcl.readers.word` reads self-assessment reports,
- `kdcl.readers.lists` reads evidence lists,
- `kdcl.readers.wording` reads the official wording of the law,
- `kdcl.readers.vocabulary` has the words that schools use for headings and columns,
- `kdcl.readers.files` opens files safely and gives their text.
"""

from typing import TYPE_CHECKING

from kdcl import _open_face

if TYPE_CHECKING:
    from kdcl.office.limits import Limits as Limits
    from kdcl.readers.files.content import Use as Use
    from kdcl.readers.lists.reading import read_evidence_list as read_evidence_list
    from kdcl.readers.lists.result import EvidenceListRead as EvidenceListRead
    from kdcl.readers.lists.result import ListFindingKind as ListFindingKind
    from kdcl.readers.papers.reading import OpenPaper as OpenPaper
    from kdcl.readers.papers.reading import ReadPaper as ReadPaper
    from kdcl.readers.papers.reading import open_paper as open_paper
    from kdcl.readers.papers.reading import read_paper as read_paper
    from kdcl.readers.papers.reading import recognise_file as recognise_file
    from kdcl.readers.recognising.result import Certainty as Certainty
    from kdcl.readers.recognising.result import FileRecognition as FileRecognition
    from kdcl.readers.recognising.result import PaperKind as PaperKind
    from kdcl.readers.recognising.result import Rules as Rules
    from kdcl.readers.recognising.result import Sign as Sign
    from kdcl.readers.recognising.result import SignKind as SignKind
    from kdcl.readers.word.reading import read_report as read_report
    from kdcl.readers.word.result import FindingKind as FindingKind
    from kdcl.readers.word.result import ReadParagraph as ReadParagraph
    from kdcl.readers.word.result import ReadReport as ReadReport
    from kdcl.readers.wording.findings import WordingFindingKind as WordingFindingKind
    from kdcl.readers.wording.reading import WordingRead as WordingRead
    from kdcl.readers.wording.reading import read_wording as read_wording
else:
    __all__, __getattr__, __dir__ = _open_face(
        __name__,
        {
            "kdcl.office.limits": "Limits",
            "kdcl.readers.files.content": "Use",
            "kdcl.readers.lists.reading": "read_evidence_list",
            "kdcl.readers.lists.result": "EvidenceListRead ListFindingKind",
            "kdcl.readers.papers.reading": "OpenPaper ReadPaper open_paper read_paper recognise_file",
            "kdcl.readers.recognising.result": "Certainty FileRecognition PaperKind Rules Sign SignKind",
            "kdcl.readers.word.reading": "read_report",
            "kdcl.readers.word.result": "FindingKind ReadParagraph ReadReport",
            "kdcl.readers.wording.findings": "WordingFindingKind",
            "kdcl.readers.wording.reading": "WordingRead read_wording",
        },
    )
