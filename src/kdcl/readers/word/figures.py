"""Hands the tables of Part I in a report to their reader, `kdcl.figures.tables`, and takes back what became of them."""

from __future__ import annotations

from collections.abc import Iterator

from kdcl.figures.data import SchoolData
from kdcl.figures.form import SchoolDataForm
from kdcl.figures.table_parts import FigureCell, FigureItem
from kdcl.figures.tables import TableReader
from kdcl.findings import Finding
from kdcl.law import InstitutionType
from kdcl.readers.files.content import FileCell, Line, Use, mark
from kdcl.readers.vocabulary.headings import Kind
from kdcl.readers.word.outline import Outline
from kdcl.readers.word.result import FindingKind
from kdcl.years import SchoolYear


def read_figures(
    outline: Outline, form: SchoolDataForm, institution: InstitutionType, findings: list[Finding]
) -> tuple[SchoolData, set[FileCell], set[SchoolYear]]:
    """Return the figures of Part I, the cells of tables with figures, and the school years that their heads name.

    Args:
        outline: the report; what does not fit is left without a use there, and a finding says why.
        form: the form that declares the tables.
        institution: the type of institution, which decides what some rows are called.
        findings: what was noticed; it is added to.
    """
    reader = TableReader(form=form, institution=institution)
    data = reader.read(_iter_items(outline))
    for cell, what in reader.notes:
        findings.append(Finding(kind=FindingKind.FIGURE, message=what, place=cell.source.lines[0].place))
    for cell, is_fact in reader.used.items():
        mark(cell.source.lines, Use.FACT if is_fact else Use.FORM)
    return data, {cell.source for cell in reader.handled}, reader.years


def _iter_items(outline: Outline) -> Iterator[FigureItem]:
    for section in outline.find_sections(Kind.SCHOOL_DATA):
        yield from (
            item.folded if isinstance(item, Line) else [[_cell(cell) for cell in row] for row in item.rows]
            for item in section.items
        )


def _cell(cell: FileCell) -> FigureCell:
    return FigureCell(
        column=cell.column,
        columns=cell.columns,
        text=cell.text,
        folded=cell.folded,
        is_continued=cell.is_continued,
        source=cell,
    )
