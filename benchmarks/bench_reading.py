"""A report and a list of evidence read back, against libraries that only open the file and walk over its texts."""

from __future__ import annotations

import pathlib
import tempfile
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager

import docx
from docx.oxml.ns import qn
from lxml import etree
from openpyxl import Workbook, load_workbook
from python_calamine import CalamineWorkbook

from kdcl.documents.report import build_report
from kdcl.readers import read_evidence_list, read_report
from kdcl.renderers import get_renderer
from kdcl.school import Evidence
from material import build_assessment, build_framework
from timing import Comparison, call_of

HEADS = ("TT", "Mã minh chứng", "Tên minh chứng", "Số, ngày ban hành", "Nơi ban hành", "Ghi chú")


@contextmanager
def reading_comparisons(rounds: int = 7) -> Iterator[list[Comparison]]:
    """Give the comparisons of reading a report of about 90 pages and a list; the files are there as long as this lasts.

    Raises:
        ValueError: a peer, or we, do not find all.
    """
    framework = build_framework()
    assessment = build_assessment(framework)
    with tempfile.TemporaryDirectory() as folder:
        path = pathlib.Path(folder, "report.docx")
        path.write_bytes(get_renderer("docx").render(build_report(assessment, framework)))
        rows = pathlib.Path(folder, "list.xlsx")
        write_list(rows, assessment.evidence)
        if read_evidence_list(rows).evidence != assessment.evidence:
            raise ValueError("the list was not read whole")
        if {list_openpyxl(rows), list_calamine(rows)} != {len(HEADS) * (len(assessment.evidence) + 1)}:
            raise ValueError("a peer did not read the list whole")
        if walk(path) != parse(path):
            raise ValueError("the peers did not read the same text")
        what = f"read a Word report, {len(assessment.sheets)} criteria, {len(assessment.evidence)} rows of evidence"
        peers = (("python-docx over direct cells", walk, 1.0), ("one lxml pass", parse, 3.5))
        lists = (("openpyxl read-only", list_openpyxl, 1.0), ("python-calamine", list_calamine, None))
        yield [
            *(
                Comparison(
                    what=what,
                    peer=name,
                    ours=call_of(lambda: read_report(path)),
                    theirs=call_of(lambda peer=peer: peer(path)),  # type: ignore[misc] # a default of a lambda has no type
                    bound=bound,
                    rounds=rounds,
                )
                for name, peer, bound in peers
            ),
            *(
                Comparison(
                    what=f"read a list of {len(assessment.evidence)} rows",
                    peer=name,
                    ours=call_of(lambda: read_evidence_list(rows)),
                    theirs=call_of(lambda peer=peer: peer(rows)),  # type: ignore[misc] # a default of a lambda has no type
                    bound=bound,
                    rounds=rounds,
                )
                for name, peer, bound in lists
            ),
        ]


def walk(path: pathlib.Path) -> int:
    """Open a Word file with python-docx, and return how many letters its paragraphs hold, those of its cells too."""
    body = docx.Document(str(path)).element.body
    return sum(len(paragraph.text.replace("\n", "").replace("\t", "")) for paragraph in body.iter(qn("w:p")))


def parse(path: pathlib.Path) -> int:
    """Return the same with lxml alone: the letters of all texts in one pass over the parsed part."""
    with zipfile.ZipFile(path) as package:
        root = etree.fromstring(package.read("word/document.xml"))
    return sum(len(node.text or "") for node in root.iter(qn("w:t")))


def write_list(path: pathlib.Path, evidence: tuple[Evidence, ...]) -> None:
    """Write a list of evidence as schools keep it."""
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.append(HEADS)
    for number, each in enumerate(evidence, start=1):
        sheet.append((number, str(each.code), each.name, each.reference, each.issuer, each.note or None))
    book.save(path)


def list_openpyxl(path: pathlib.Path) -> int:
    """Read every row with openpyxl, and return how many cells they have."""
    book = load_workbook(path, read_only=True)
    cells = sum(len(row) for sheet in book.worksheets for row in sheet.iter_rows(values_only=True, max_col=len(HEADS)))
    book.close()
    return cells


def list_calamine(path: pathlib.Path) -> int:
    """Read every row with calamine, and return how many cells they have."""
    return sum(len(row) for row in CalamineWorkbook.from_path(str(path)).get_sheet_by_index(0).to_python())
