"""Cuts the lines of a report into its parts, by the headings it meets on the way.

What a heading means depends on where it stands: "5. Self-assessment" closes a sheet, "II. Self-assessment" opens the
standards; a line of the table of contents repeats a heading without opening anything.
"""

from __future__ import annotations

import attrs

from kdcl.findings import Finding
from kdcl.messages import message
from kdcl.readers.files.content import Body, FileTable, Line, Use
from kdcl.readers.vocabulary.headings import (
    Found,
    FoundKind,
    FoundNumber,
    Kind,
    concludes_criterion,
    find_criterion,
    find_kind,
    find_opening,
    find_standard,
    find_standard_conclusion,
    speaks_of_verdict,
)
from kdcl.readers.vocabulary.items import FoundItem, Item, find_item, is_numbered_as
from kdcl.readers.word.apart import Apart, mark_repeated, set_apart
from kdcl.readers.word.contents_table import ContentsTable
from kdcl.readers.word.result import FindingKind
from kdcl.readers.word.sections import ReportSection, Zone
from kdcl.readers.word.tables import (
    Head,
    TableKind,
    find_head,
    holds_items,
    is_layout,
    iter_parts,
    lists_codes,
    opens_anything,
)
from kdcl.readers.word.unknown_headings import HeadingSettler

_WITHIN_STANDARDS = (Zone.STANDARD, Zone.CRITERION, Zone.ITEM, Zone.CONCLUSION)
_CLOSED_TO_CRITERIA = (Kind.GENERAL_CONCLUSION, Kind.APPENDIX, Kind.EVIDENCE_LIST, Kind.COUNCIL, Kind.ABBREVIATIONS)
"""Where a line that names a standard or criterion speaks of it, and opens nothing."""


@attrs.define(kw_only=True)
class Outline:
    """A report cut into its parts.

    Attributes:
        sections: the parts, in the order of the file.
        tables: the tables with data, with their heads and the part they stand in.
        lines: all lines, in the order of the file; a heading and what stands behind it on its line are two of them.
        findings: what was noticed.
        apart: what is kept apart.
    """

    sections: list[ReportSection]
    tables: list[tuple[Head, FileTable, ReportSection]]
    lines: list[Line]
    findings: list[Finding]
    apart: Apart

    def find_tables(self, kind: TableKind) -> list[tuple[Head, FileTable]]:
        """Return the tables of a kind."""
        return [(head, table) for head, table, _ in self.tables if head.kind is kind]

    def find_sections(self, kind: Kind | Zone) -> list[ReportSection]:
        """Return the parts of a kind."""
        return [section for section in self.sections if section.kind is kind]


def build_outline(body: Body) -> Outline:
    """Return the outline of a report; what is kept apart is no part of it."""
    items, apart = set_apart(body)
    outliner = _Outliner(apart)
    outliner.feed(items)
    outline = outliner.outline
    settler = HeadingSettler(outline.findings)
    outline.sections = settler.settle(outline.sections)
    if settler.cut:
        outline.lines = [part for line in outline.lines for part in settler.cut.get(id(line), (line,))]
    mark_repeated(apart, outline.lines)
    return outline


class _Outliner:
    """Reads lines and tables in order and keeps where it is."""

    def __init__(self, apart: Apart) -> None:
        self._section = ReportSection(kind=Zone.COVER)
        self.outline = Outline(sections=[self._section], tables=[], lines=[], findings=[], apart=apart)
        self._contents: ContentsTable | None = None
        self._last = 0, 0

    def feed(self, items: list[Line | FileTable]) -> None:
        """Read lines and tables."""
        for item in items:
            if isinstance(item, Line):
                self._line(item)
            else:
                self._table(item)

    def _table(self, table: FileTable) -> None:
        if self._contents is not None and self._contents.takes_table(table):
            self._keep(table, Use.CONTENTS)
            return
        # A table below item 5 has the heads of the summary, met and not met, and is about one criterion alone.
        if self._section.item is Item.VERDICT and not opens_anything(table):
            self._keep(table, None)
            self._section.items.append(table)
            return
        head = find_head(table)
        if head is not None and not holds_items(table):
            self._data(head, table)
        elif self._is_kept_whole(table) or not is_layout(table) or lists_codes(table):
            self._keep(table, None)
            self._section.items.append(table)
        else:
            for part_head, part in iter_parts(table):
                if part_head is None:
                    self.feed([item for row in part.rows for cell in row for item in cell.items])
                else:
                    self._data(part_head, part)

    def _is_kept_whole(self, table: FileTable) -> bool:
        """Whether the part decides that a table is one with data: those of Part I, and lists of abbreviations."""
        here = self._section.kind
        is_list = here is Kind.ABBREVIATIONS and any(len(row) > 1 for row in table.rows) and not holds_items(table)
        return here is Kind.SCHOOL_DATA or is_list

    def _data(self, head: Head, table: FileTable) -> None:
        self._contents = None
        self._keep(table, None)
        self.outline.tables.append((head, table, self._section))

    def _keep(self, table: FileTable, use: Use | None) -> None:
        for line in table.lines:
            line.use = use
            self._add(line)

    def _add(self, line: Line) -> None:
        line.section = self._section.name
        self.outline.lines.append(line)

    def _line(self, line: Line) -> None:
        if line.is_contents and self._contents is not None:
            self._contents.is_marked = True
        if line.is_contents or (self._contents is not None and self._contents.takes(line)):
            line.use = Use.CONTENTS
            self._add(line)
            return
        if self._section.kind is Kind.CONTENTS:
            self._open(ReportSection(kind=Zone.COVER), None)
        self._contents = None
        if (opened := self._recognize(line)) is None:
            self._add(line)
            self._section.items.append(line)
            return
        section, found = opened
        self._open(section, line)
        heading, rest = _split(line, found)
        heading.use = Use.HEADING
        section.heading = heading
        self._add(heading)
        if rest is not None:
            self._add(rest)
            section.items.append(rest)

    def _open(self, section: ReportSection, line: Line | None) -> None:
        self._section = section
        self.outline.sections.append(section)
        if section.kind is Kind.CONTENTS and line is not None:
            self._contents = ContentsTable(line)

    def _recognize(self, line: Line) -> tuple[ReportSection, Found] | None:
        if (part := find_kind(line)) and (kind := self._kind(part)):
            return ReportSection(kind=kind), part
        if self._section.kind is Zone.STANDARD and not self._section.items and (opening := find_opening(line)):
            return ReportSection(kind=Zone.STANDARD, standard=self._section.standard), opening
        here = self._section.kind
        # In these lists the name of a standard is an entry or an assignment; a line outside their tables ends them.
        is_behind_a_list = here in (Kind.COUNCIL, Kind.ABBREVIATIONS) and line.cell is None
        if (here not in _CLOSED_TO_CRITERIA or is_behind_a_list) and (standard := find_standard(line)):
            return ReportSection(
                kind=Kind.SUMMARY if here is Kind.SUMMARY else Zone.STANDARD, standard=standard.number
            ), standard
        if here not in _CLOSED_TO_CRITERIA:
            if (conclusion := self._find_conclusion(line)) is not None:
                return conclusion
            if (criterion := find_criterion(line)) and not self._only_names(line, criterion):
                return self._criterion(line, criterion), criterion
        return self._find_item(line)

    def _kind(self, found: FoundKind) -> Kind | None:
        """Return what the heading of a part opens here, or None: "Self-assessment" alone is many things."""
        here = self._section.kind
        is_cover = here in (Zone.COVER, Kind.REPORT)
        if found.kind is Kind.ASSESSMENT:
            if is_cover and not found.number:
                return Kind.REPORT
            # Two small L are typed for the Roman II: in many fonts they look the same.
            is_second = found.number.startswith(("ii", "ll"))
            return found.kind if is_second or here not in _WITHIN_STANDARDS else None
        # The report names itself further down; it is the title on the cover alone.
        if found.kind is Kind.REPORT and not is_cover:
            return None
        return found.kind

    def _find_conclusion(self, line: Line) -> tuple[ReportSection, Found] | None:
        found = find_standard_conclusion(line)
        if found is None or self._section.kind not in _WITHIN_STANDARDS:
            return None
        in_items = self._section.kind is Zone.ITEM and self._section.item is not Item.VERDICT
        if in_items and not found.number and is_numbered_as(Item.VERDICT, line):
            return None  # the fifth item, called "conclusion"
        # "Conclusion: met" closes the criterion, and not the standard.
        if self._section.item is Item.VERDICT and not found.number and concludes_criterion(line, found):
            return None
        return ReportSection(kind=Zone.CONCLUSION, standard=found.number or self._section.standard), found

    def _only_names(self, line: Line, found: FoundNumber) -> bool:
        """Whether a line names a criterion without opening it.

        So do the verdict on the criterion that is being assessed, and the conclusion on a standard.
        """
        here = self._section
        is_of_here = found.standard in (0, here.standard)
        if here.kind is Zone.CONCLUSION:
            # Behind a conclusion, criterion 1 can only be that of the next standard, whose heading is lost.
            return is_of_here and found.number != 1
        is_same = here.item is Item.VERDICT and is_of_here and found.number == here.criterion
        return is_same and (not here.items or speaks_of_verdict(line))

    def _criterion(self, line: Line, found: FoundNumber) -> ReportSection:
        last_standard, last_criterion = self._last
        # Criteria are often numbered within their standard, without its number.
        standard = found.standard or self._section.standard or last_standard or 1
        begins_unseen = (
            not found.standard
            and self._section.kind not in (Zone.STANDARD, Kind.SUMMARY)
            and found.number == 1 < last_criterion
        )
        if begins_unseen:
            last = f"{last_standard}.{last_criterion}"
            standard = last_standard + 1
            what = message(
                "no heading of standard {number} was found; criterion 1 follows criterion {last}, so it begins here",
                number=standard,
                last=last,
            )
            self.outline.findings.append(Finding(kind=FindingKind.CRITERION, message=what, place=line.place))
        if self._section.kind is Zone.STANDARD and standard != self._section.standard:
            what = message(
                "criterion {code} stands under the heading of standard {number}",
                code=f"{standard}.{found.number}",
                number=self._section.standard,
            )
            self.outline.findings.append(Finding(kind=FindingKind.CRITERION, message=what, place=line.place))
        self._last = standard, found.number
        return ReportSection(kind=Zone.CRITERION, standard=standard, criterion=found.number)

    def _find_item(self, line: Line) -> tuple[ReportSection, FoundItem] | None:
        here = self._section
        is_conclusion = here.kind is Zone.CONCLUSION
        if not is_conclusion and here.kind not in (Zone.CRITERION, Zone.ITEM):
            return None
        found = find_item(line, is_loose=is_conclusion)
        if found is None or (is_conclusion and found.item not in (Item.STRENGTHS, Item.WEAKNESSES)):
            return None
        kind = Zone.CONCLUSION if is_conclusion else Zone.ITEM
        return ReportSection(
            kind=kind, standard=here.standard, criterion=here.criterion, item=found.item, words=found.words
        ), found


def _split(line: Line, found: Found) -> tuple[Line, Line | None]:
    """Return the heading, and what stands behind it on the same line."""
    if found.rest >= len(line.text):
        return line, None
    heading = attrs.evolve(line, text=line.text[: found.rest].strip())
    return heading, attrs.evolve(line, text=line.text[found.rest :].strip(), label="")
