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

from kdcl.documents.report import build_report
from kdcl.readers import read_evidence_list, read_report
from kdcl.renderers import get_renderer
from kdcl.school import Evidence
from material import build_assessment, build_framework
from timing import Comparison, Peer, call_of, find_peer, require

HEADS = ("TT", "Mã minh chứng", "Tên minh chứng", "Số, ngày ban hành", "Nơi ban hành", "Ghi chú")


@contextmanager
def reading_comparisons(*reports: pathlib.Path, rounds: int = 9) -> Iterator[Iterator[Comparison]]:
    """Give the comparisons of reading a report of over 90 pages and a list; the files are there as long as this lasts.

    Args:
        reports: Word reports of the user's own that are read too.
        rounds: how many samples each side gives.
    """
    framework = build_framework()
    assessment = build_assessment(framework)
    with tempfile.TemporaryDirectory() as folder:
        path = pathlib.Path(folder, "report.docx")
        path.write_bytes(get_renderer("docx").render(build_report(assessment, framework)))
        rows = pathlib.Path(folder, "list.xlsx")
        write_list(rows, assessment.evidence)
        made = f"a Word report, {len(assessment.sheets)} criteria, {len(assessment.evidence)} rows of evidence"
        named = {made: path, **{f"a Word report of your own ({number})": own for number, own in enumerate(reports, 1)}}
        yield iter(
            [
                *(compare_report(what, each, rounds) for what, each in named.items()),
                compare_list(rows, assessment.evidence, rounds),
            ]
        )


def compare_report(what: str, path: pathlib.Path, rounds: int) -> Comparison:
    """Compare reading a report with walking over its paragraphs and cells, and with its letters alone."""
    require(walk(path) >= parse(path) > 0, "the peers did not read the same text")
    return Comparison(
        what=f"read {what}",
        ours=call_of(lambda: read_report(path)),
        peers=(
            Peer("python-docx over direct cells", call_of(lambda: walk(path)), bound=1.0),
            Peer("one lxml pass", call_of(lambda: parse(path)), bound=3.5, is_floor=True),
        ),
        rounds=rounds,
    )


def compare_list(path: pathlib.Path, evidence: tuple[Evidence, ...], rounds: int) -> Comparison:
    """Compare reading a list of evidence with libraries that return its cells."""
    cells = len(HEADS) * (len(evidence) + 1)
    require(read_evidence_list(path).evidence == evidence, "the list was not read whole")
    require(list_openpyxl(path) == cells, "openpyxl did not read the list whole")
    peers = [Peer("openpyxl read-only", call_of(lambda: list_openpyxl(path)), bound=1.0)]
    if (calamine := find_peer("peer_calamine")) is not None:
        require(calamine.count_cells(path) == cells, "calamine did not read the list whole")
        peers.append(Peer("python-calamine", call_of(lambda: calamine.count_cells(path))))
    peers.append(Peer("one lxml pass over its sheet and texts", call_of(lambda: parse_list(path)), is_floor=True))
    return Comparison(
        what=f"read a list of {len(evidence)} rows",
        ours=call_of(lambda: read_evidence_list(path)),
        peers=tuple(peers),
        rounds=rounds,
    )


def walk(path: pathlib.Path) -> int:
    """Open a Word file with python-docx, and return how many letters its paragraphs hold, those of its cells too."""
    body = docx.Document(str(path)).element.body
    return sum(len(paragraph.text) for paragraph in body.iter(qn("w:p")))


def parse(path: pathlib.Path) -> int:
    """Return the letters of all texts with lxml alone, in one pass over the parsed part."""
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


def parse_list(path: pathlib.Path) -> int:
    """Return the letters of all texts and numbers of the first sheet with lxml alone."""
    with zipfile.ZipFile(path) as package:
        names = {"xl/sharedStrings.xml", "xl/worksheets/sheet1.xml"}.intersection(package.namelist())
        parts = map(package.read, sorted(names))
        return sum(len(node.text or "") for part in parts for node in etree.fromstring(part).iter("{*}t", "{*}v"))
