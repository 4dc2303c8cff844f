"""Reads the labels of evidence boxes and the lists of what is in them."""

from __future__ import annotations

import attrs

from kdcl.codes import EvidenceCode, find_codes
from kdcl.findings import Finding
from kdcl.readers.files.content import Line, Use
from kdcl.readers.papers.foot import Foot
from kdcl.readers.papers.head import PaperHead, read_head
from kdcl.readers.papers.page import Page, opening, whole
from kdcl.readers.papers.start import start
from kdcl.readers.recognising.marks import school_pattern
from kdcl.readers.vocabulary.headings import find_standard
from kdcl.readers.vocabulary.tables import NamedRow, iter_named_rows
from kdcl.readers.vocabulary.words import folded_words
from kdcl.readers.word.evidence import read_evidence
from kdcl.readers.word.school_facts import find_school_year
from kdcl.readers.word.tables import TableKind, find_head
from kdcl.school import Box, Evidence, SelfAssessment
from kdcl.text.folding import fold

_in_box = folded_words(r"\W*{box_lines.in_box}\s+\d{1,4}\W*")
_box = folded_words(r"\W*{box_lines.box}\s+(?P<number>\d{1,4})\W*")


class _Boxes:
    """Reads the lines of labels and heads in order: the number of a box, then what is said of it."""

    def __init__(self) -> None:
        self.boxes: list[Box] = []
        self.head = PaperHead()
        self._is_titled = False

    def read(self, line: Line, above: Line | None) -> None:
        """Read a line."""
        is_titled, self._is_titled = self._is_titled, False
        if line.use is not None:
            return
        if whole("box_lines", "none").fullmatch(line.folded):
            line.use = Use.FORM
        elif found := _box().fullmatch(line.folded):
            self.boxes.append(Box(number=int(found["number"])))
            line.use, self._is_titled = Use.FACT, True
        elif (year := find_school_year(line)) is not None:
            self.head.year = self.head.year or year
            line.use = Use.FACT
        elif school_pattern().match(line.folded):
            self._take_name(line, above)
        elif self.boxes:
            self._read_of_box(line, is_titled=is_titled)

    def _take_name(self, line: Line, above: Line | None) -> None:
        line.use = Use.FACT
        authority = ""
        if above is not None and above.cell == line.cell and above.use is None:
            authority, above.use = above.text, Use.FACT
        if not self.head.name:
            self.head.name, self.head.authority = line.text, authority

    def _read_of_box(self, line: Line, *, is_titled: bool) -> None:
        box = self.boxes[-1]
        parts = [part.strip() for part in line.text.split(";")] if find_codes(line.text) or self._is_count(line) else []
        if find_standard(line):
            line.use = Use.HEADING
        elif parts:
            line.use = Use.TOTAL
            for part in parts:
                self._read_place(part)
        elif self._read_place(line.text):
            line.use = Use.FACT
        elif is_titled:
            self.boxes[-1], line.use = attrs.evolve(box, title=line.text), Use.FACT

    def _read_place(self, text: str) -> bool:
        found = opening("box_lines", "place").fullmatch(Line(number=0, text=text).folded)
        if found is None:
            return False
        self.boxes[-1] = attrs.evolve(self.boxes[-1], place=text[found.start("rest") :])
        return True

    @staticmethod
    def _is_count(line: Line) -> bool:
        return opening("box_lines", "count").match(line.folded) is not None


def read_boxes(page: Page) -> SelfAssessment:
    """Return the boxes of labels or of lists of contents, and the evidence of these lists."""
    evidence = _read_contents(page)
    reader = _Boxes()
    above: Line | None = None
    for line in page.lines:
        reader.read(line, above)
        above = line
    head = attrs.evolve(read_head(page), name=reader.head.name, authority=reader.head.authority, year=reader.head.year)
    described = tuple(box for box in reader.boxes if not evidence or box != Box(number=box.number))
    return attrs.evolve(start(page, head, Foot()), boxes=described, evidence=evidence)


def _read_contents(page: Page) -> tuple[Evidence, ...]:
    lists = [
        table for table in page.tables if (head := find_head(table)) is not None and head.kind is TableKind.EVIDENCE
    ]
    findings: list[Finding] = []
    evidence = {item.code: item for item in read_evidence(lists, findings)}
    page.findings += [finding for finding in findings if not _is_of_counts(finding)]
    for row in iter_named_rows(lists, "box_columns", ("code", "whereabouts")):
        _read_whereabouts(row, evidence)
    return tuple(evidence.values())


def _is_of_counts(finding: Finding) -> bool:
    """Whether a finding says that the column of counts is not read: they follow from the papers, and are no loss."""
    head = fold(str(dict(finding.message.facts).get("head", "")))
    is_counts = whole("box_columns", "items").fullmatch(head) is not None
    return is_counts and all(text.isdigit() for text in finding.texts)


def _read_whereabouts(row: NamedRow, evidence: dict[EvidenceCode, Evidence]) -> None:
    """Read who holds what is not in its box yet; that it is there, and how many, follows from other facts."""
    codes = [found.code for found in find_codes(row.cells["code"].text)] if "code" in row.cells else []
    cell = row.cells.get("whereabouts")
    if "items" in row.cells and row.cells["items"].text.isdigit():
        row.mark("items", Use.TOTAL)
    if cell is None or len(codes) != 1 or codes[0] not in evidence:
        return
    if _in_box().fullmatch(cell.folded):
        evidence[codes[0]] = attrs.evolve(evidence[codes[0]], holder="")
        row.mark("whereabouts", Use.TOTAL)
    elif found := opening("box_lines", "not_in_box").fullmatch(cell.folded):
        holder = cell.text[found.start("rest") :].strip()
        evidence[codes[0]] = attrs.evolve(evidence[codes[0]], holder=holder)
        row.mark("whereabouts", Use.FACT)
