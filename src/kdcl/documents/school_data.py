"""Part I of the report (cơ sở dữ liệu): what identifies the school, and the tables of the last five school years."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator

from kdcl.documents import labels
from kdcl.documents.blocks import Block, Cell, Heading, Paragraph, ParagraphStyle, Row, Run, Table
from kdcl.documents.composition import Composition
from kdcl.documents.typesetting import (
    TICKED,
    UNTICKED,
    cell,
    centred_cell,
    header_cell,
    labelled_line,
    line,
    part_heading,
)
from kdcl.messages import BilingualText, message
from kdcl.school import SchoolYear
from kdcl.standards.school_data import (
    FormColumn,
    FormFact,
    FormRow,
    FormTable,
    Side,
    ValueKind,
    get_school_data_form,
)

_YEARS = 5


def build_school_data(composition: Composition) -> Iterator[Block]:
    """Iterate over Part I; the tables are printed as the form that the school fills in."""
    form = get_school_data_form()
    yield part_heading(composition.text(labels.PART_ONE), "part_1")
    for fact in form.facts:
        if fact.side is Side.WHOLE:
            yield labelled_line(composition.text(fact.label), _fact_text(composition, fact))
    yield _facts_table(composition, form.facts)
    yield _features_table(composition)
    for number, group in enumerate(form.groups, start=1):
        yield Heading(text=composition.text(group.title), level=2, bookmark=f"school_data_{number}")
        for table in group.tables:
            yield from _titled_table(composition, table)


def _fact_text(composition: Composition, fact: FormFact) -> str:
    """Return what the school states, or an empty text."""
    stated = getattr(composition.assessment.school, fact.id)
    return "" if stated is None else str(stated)


def _facts_table(composition: Composition, facts: Iterable[FormFact]) -> Table:
    sides: dict[Side, list[FormFact]] = {side: [] for side in Side}
    for fact in facts:
        sides[fact.side].append(fact)
    pairs = itertools.zip_longest(sides[Side.LEFT], sides[Side.RIGHT])
    rows = tuple(Row(tuple(c for fact in pair for c in _fact_cells(composition, fact))) for pair in pairs)
    return Table(widths=(28, 24, 24, 24), rows=rows)


def _fact_cells(composition: Composition, fact: FormFact | None) -> Iterator[Cell]:
    yield cell(composition.text(fact.label) if fact else "")
    yield cell(_fact_text(composition, fact) if fact else "", bold=True)


def _features_table(composition: Composition) -> Table:
    """Return the boxes to tick, in two columns read downwards."""
    ticked = composition.assessment.school.features
    lines = [
        f"{TICKED if feature.id in ticked else UNTICKED} {composition.text(feature.label)}"
        for feature in get_school_data_form().features
    ]
    half = (len(lines) + 1) // 2
    pairs = itertools.zip_longest(lines[:half], lines[half:], fillvalue="")
    return Table(widths=(50, 50), rows=tuple(Row((cell(left), cell(right))) for left, right in pairs), is_ruled=False)


def _titled_table(composition: Composition, table: FormTable) -> Iterator[Block]:
    if table.title:
        title = (Run(composition.text(table.title), italic=True),)
        yield Paragraph(runs=title, style=ParagraphStyle.PLAIN, keep_with_next=True)
    yield _named_columns(composition, table) if table.columns else _year_columns(composition, table)
    yield line("")


def _rows(composition: Composition, table: FormTable) -> tuple[FormRow, ...]:
    institution = composition.framework.institution
    grades = get_school_data_form().grades_of(institution, composition.assessment.school.category)
    return table.rows_for(institution, grades)


def _body(composition: Composition, table: FormTable, columns: int) -> tuple[Row, ...]:
    return tuple(
        Row((cell(composition.text(row.label), bold=row.value is ValueKind.TOTAL), *(centred_cell(),) * columns))
        for row in _rows(composition, table)
    )


def _year_columns(composition: Composition, table: FormTable) -> Table:
    last = composition.assessment.school_year.start
    years = [SchoolYear(year) for year in range(last - _YEARS + 1, last + 1)]
    titles = [composition.text(message("School year {year}", year=year)) for year in years]
    head = Row(tuple(header_cell(text) for text in ("", *titles)))
    rows = (head, *_body(composition, table, _YEARS))
    return Table(widths=(25, *(15,) * _YEARS), rows=rows, header_rows=1)


def _named_columns(composition: Composition, table: FormTable) -> Table:
    """Return a table with a head of two rows: columns of one group share a cell above their own."""
    groups = [(title, tuple(columns)) for title, columns in itertools.groupby(table.columns, lambda c: c.group)]
    upper = (header_cell("", rows=2), *(c for group in groups for c in _upper_cells(composition, *group)))
    lower = (header_cell(composition.text(c.label)) for title, columns in groups if title for c in columns)
    count = len(table.columns)
    return Table(
        widths=(23, *(11,) * count),
        rows=(Row(upper), Row(tuple(lower)), *_body(composition, table, count)),
        header_rows=2,
    )


def _upper_cells(
    composition: Composition, title: BilingualText | None, columns: tuple[FormColumn, ...]
) -> Iterator[Cell]:
    if title:
        yield header_cell(composition.text(title), columns=len(columns))
    else:
        yield from (header_cell(composition.text(column.label), rows=2) for column in columns)
