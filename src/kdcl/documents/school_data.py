"""Part I of the report (cơ sở dữ liệu): what identifies the school, and the tables of the last five school years."""

from __future__ import annotations

import datetime as dt
import itertools
from collections.abc import Iterable, Iterator
from decimal import Decimal

import attrs

from kdcl.blocks import Block, Cell, Heading, Paragraph, ParagraphStyle, Row, Run, Table
from kdcl.documents.composition import DATA, Composition
from kdcl.documents.typesetting import (
    SCHOOL,
    TICKED,
    UNTICKED,
    cell,
    centred_cell,
    header_cell,
    labelled_line,
    line,
    part_heading,
)
from kdcl.figures.form import FormColumn, FormFact, FormRow, Side, ValueKind
from kdcl.figures.layout import LaidTable, lay_out
from kdcl.messages import BilingualText, message
from kdcl.years import SchoolYear


def build_school_data(composition: Composition) -> Iterator[Block]:
    """Iterate over Part I: what the school states, what follows from it, and room for what is missing."""
    form = composition.figures.form
    yield part_heading(composition.text(message("Part I. DATABASE")), "part_1")
    for fact in form.facts:
        if fact.side is Side.WHOLE:
            text = _fact_text(composition, fact)
            yield labelled_line(composition.text(fact.label), text, SCHOOL.at(fact.id))
    yield _facts_table(composition, form.facts)
    yield _features_table(composition)
    laid_out = lay_out(composition.figures, _years(composition))
    printed = [laid for laid in laid_out if not laid.group.is_supplement]
    for number, laid in enumerate(printed, start=1):
        yield Heading(text=composition.text(laid.group.title), level=2, bookmark=f"school_data_{number}")
        for table in laid.tables:
            yield from _titled_table(composition, table)


def _years(composition: Composition) -> tuple[SchoolYear, ...]:
    """Return the school years of the tables: the five that end with the one assessed, or with the last one completed.

    Reports signed in the first months of a school year end with the year before, as long as none of the running year's
    figures is stated.
    """
    years, signed = composition.figures.years, composition.assessment.signature.date
    running = years[-1]
    is_early = signed is not None and signed < dt.date(running.start + 1, 1, 1)
    if not is_early or any(place.column == str(running) for place in composition.assessment.data):
        return years
    return tuple(SchoolYear(year.start - 1) for year in years)


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
    if fact is None:
        yield from (cell(), cell(bold=True))
    else:
        yield cell(composition.text(fact.label))
        yield cell(_fact_text(composition, fact), bold=True, source=SCHOOL.at(fact.id))


def _features_table(composition: Composition) -> Table:
    """Return the boxes to tick, in two columns read downwards."""
    ticked = composition.assessment.school.features
    lines = [
        f"{TICKED if feature.id in ticked else UNTICKED} {composition.text(feature.label)}"
        for feature in composition.figures.form.features
    ]
    half = (len(lines) + 1) // 2
    pairs = itertools.zip_longest(lines[:half], lines[half:], fillvalue="")
    source = SCHOOL.at("features")
    rows = tuple(Row((cell(left, source=source), cell(right, source=source))) for left, right in pairs)
    return Table(widths=(50, 50), rows=rows, is_ruled=False)


def _titled_table(composition: Composition, laid: LaidTable) -> Iterator[Block]:
    table = laid.table
    if table.title:
        title = (Run(composition.text(table.title), italic=True),)
        yield Paragraph(runs=title, style=ParagraphStyle.PLAIN, keep_with_next=True)
    yield _named_columns(composition, laid) if table.columns else _year_columns(composition, laid)
    yield line("")


def _body(composition: Composition, laid: LaidTable) -> tuple[Row, ...]:
    return tuple(
        Row(
            (
                cell(composition.text(row.label), bold=row.value is ValueKind.TOTAL),
                *(_figure_cell(composition, laid, row, column) for column in laid.columns),
            )
        )
        for row in laid.rows
    )


def _figure_cell(composition: Composition, laid: LaidTable, row: FormRow, column: str) -> Cell:
    """Return a figure as it is printed: what follows from others is computed, never what was typed in its place."""
    kind, table = laid.kind_of(row, column), laid.table.id
    source = DATA.at(table, row.key, column)
    if kind is ValueKind.TEXT:
        return centred_cell(str(composition.assessment.data.find(table, row.key, column) or ""), source)
    figure = composition.figures.find(f"{table}.{row.key}", column)
    if figure is None:
        return centred_cell("", source)
    if kind is ValueKind.PERCENT:
        return centred_cell(composition.locale.percent(figure.numerator, 100 * figure.denominator), source)
    hundredths = (200 * figure.numerator + figure.denominator) // (2 * figure.denominator)
    number = Decimal(hundredths).scaleb(-2).normalize() if figure.denominator > 1 else int(figure)
    return attrs.evolve(centred_cell(composition.locale.number(number), source), number=number)


def _year_columns(composition: Composition, laid: LaidTable) -> Table:
    titles = [composition.text(message("School year {year}", year=year)) for year in laid.columns]
    head = Row(tuple(header_cell(text) for text in ("", *titles)))
    rows = (head, *_body(composition, laid))
    return Table(widths=(25, *(15,) * len(laid.columns)), rows=rows, header_rows=1)


def _named_columns(composition: Composition, laid: LaidTable) -> Table:
    """Return a table with a head of two rows: columns of one group share a cell above their own."""
    groups = [(title, tuple(columns)) for title, columns in itertools.groupby(laid.table.columns, lambda c: c.group)]
    upper = (header_cell("", rows=2), *(c for group in groups for c in _upper_cells(composition, *group)))
    lower = (header_cell(composition.text(c.label)) for title, columns in groups if title for c in columns)
    return Table(
        widths=(23, *(11,) * len(laid.columns)),
        rows=(Row(upper), Row(tuple(lower)), *_body(composition, laid)),
        header_rows=2,
    )


def _upper_cells(
    composition: Composition, title: BilingualText | None, columns: tuple[FormColumn, ...]
) -> Iterator[Cell]:
    if title:
        yield header_cell(composition.text(title), columns=len(columns))
    else:
        yield from (header_cell(composition.text(column.label), rows=2) for column in columns)
