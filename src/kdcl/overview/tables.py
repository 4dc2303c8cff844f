"""An overview as a file: a workbook, a page, a text with commas, or a column file for other programs."""

from __future__ import annotations

import typing
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any, Final

import attrs

from kdcl.blocks import (
    Align,
    Block,
    Cell,
    Document,
    Heading,
    Row,
    Table,
)
from kdcl.errors import UnknownRendererError
from kdcl.law import Framework
from kdcl.messages import Message, Share, Translator, message
from kdcl.overview.fact_files import render_commas
from kdcl.overview.paper import SummaryWriter, head_cell, lying_document, plain_cell, plain_line
from kdcl.overview.rows import OverviewRow, RowState
from kdcl.renderers import get_renderer
from kdcl.standards import available_frameworks, get_framework
from kdcl.summaries import FEWEST, By, SchoolsSummary, summarise
from kdcl.text.folding import begin_large

Value = str | int | float | None
SUFFIXES: Final = (".csv", ".html", ".parquet", ".xlsx")
"""The suffixes of files that an overview is written to."""
_FORMULA: Final = tuple("=+-@\t\r")
"""What makes a spreadsheet take a text for a formula."""


@attrs.frozen(kw_only=True)
class OverviewColumn:
    """A column of an overview.

    Attributes:
        name: its name for programs.
        title: its title for people.
        value: what stands in it.
    """

    name: str
    title: Message
    value: Callable[[OverviewRow], Value]


def _of(name: str) -> Callable[[OverviewRow], Value]:
    def value(row: OverviewRow) -> Value:
        found = getattr(row, name)
        return "; ".join(found) if isinstance(found, tuple) else found

    return value


COLUMNS: Final = (
    OverviewColumn(name="file", title=message("File"), value=_of("file")),
    OverviewColumn(name="state", title=message("What can be said"), value=lambda row: row.state.value),
    OverviewColumn(name="school", title=message("School"), value=_of("school")),
    OverviewColumn(name="school_year", title=message("School year"), value=_of("school_year")),
    OverviewColumn(name="category", title=message("Kind of school"), value=_of("category")),
    OverviewColumn(name="region", title=message("Region"), value=_of("region")),
    OverviewColumn(name="kind", title=message("Kind of file"), value=_of("kind")),
    OverviewColumn(name="kind_certainty", title=message("Kind: how sure"), value=_of("kind_certainty")),
    OverviewColumn(name="framework", title=message("Framework"), value=_of("framework")),
    OverviewColumn(name="framework_certainty", title=message("Framework: how sure"), value=_of("framework_certainty")),
    OverviewColumn(name="claimed_level", title=message("Level claimed"), value=_of("claimed_level")),
    OverviewColumn(name="level", title=message("Level computed"), value=_of("level")),
    OverviewColumn(name="certain_level", title=message("Level certain"), value=_of("certain_level")),
    OverviewColumn(name="supported_level", title=message("Level supported"), value=_of("supported_level")),
    OverviewColumn(name="lowest", title=message("Lowest possible"), value=_of("lowest")),
    OverviewColumn(name="highest", title=message("Highest possible"), value=_of("highest")),
    OverviewColumn(name="criteria_met", title=message("Criteria met"), value=_of("criteria_met")),
    OverviewColumn(name="criteria_total", title=message("Criteria in all"), value=_of("criteria_total")),
    OverviewColumn(name="not_met", title=message("Criteria not met"), value=_of("not_met")),
    OverviewColumn(name="open", title=message("Criteria open"), value=_of("open")),
    OverviewColumn(name="indicators_open", title=message("Indicators open"), value=_of("indicators_open")),
    OverviewColumn(name="placed_percent", title=message("Text with a place, %"), value=_of("placed_percent")),
    OverviewColumn(name="findings", title=message("Findings"), value=_of("findings")),
    OverviewColumn(name="contradictions", title=message("Contradictions"), value=_of("contradictions")),
    OverviewColumn(name="reason", title=message("Reason"), value=_of("reason")),
)
"""The columns of an overview, in order."""


def find_suffix(path: str) -> str:
    """Return the suffix of a file that an overview can be written to.

    Raises:
        UnknownRendererError: it is none of `SUFFIXES`.
    """
    suffix = Path(path).suffix.lower()
    if suffix not in SUFFIXES:
        raise UnknownRendererError(suffix or path, SUFFIXES)
    return suffix


def render_overview(rows: Sequence[OverviewRow], suffix: str, translator: Translator) -> bytes:
    """Return an overview as the bytes of a file.

    Titles of columns are for people in workbooks and pages, and for programs in the others.

    Args:
        rows: the rows in order.
        suffix: one of `SUFFIXES`.
        translator: the language of titles and sentences.

    Raises:
        MissingExtraError: the extra that writes such files is not installed.
    """
    if suffix == ".csv":
        told = ([as_cell(column.value(row)) for column in COLUMNS] for row in rows)
        return render_commas([[column.name for column in COLUMNS], *told])
    if suffix == ".parquet":
        from kdcl.frames.files import render_parquet  # noqa: PLC0415 - only this format needs the extra

        return render_parquet({column.name: [column.value(row) for row in rows] for column in COLUMNS}, _type_columns())
    return get_renderer(suffix[1:]).render(build_overview(rows, translator))


def _type_columns() -> dict[str, type]:
    """Return the type of each column, also where no row has a value in it."""
    stated = typing.get_type_hints(OverviewRow)
    numbers: dict[Any, type] = {int: int, int | None: int, float | None: float}
    return {column.name: numbers.get(stated[column.name], str) for column in COLUMNS}


def as_cell(value: Value) -> Value:
    """Return a value that no spreadsheet takes for a formula: an apostrophe before it makes it a text."""
    return f"'{value}" if isinstance(value, str) and value.startswith(_FORMULA) else value


@attrs.frozen(kw_only=True)
class _Shown:
    """A column of the tables for people.

    Attributes:
        title: its title.
        width: how wide it is, beside the others.
        cell: what stands in it.
    """

    title: Message
    width: int
    cell: Callable[[OverviewRow, Translator], Cell]


def _shown(name: str, width: int) -> _Shown:
    """Return the column of people for one of programs."""
    column = next(each for each in COLUMNS if each.name == name)
    return _Shown(title=column.title, width=width, cell=lambda row, translator: _show(column.value(row), translator))


def _show_framework(row: OverviewRow, translator: Translator) -> Cell:
    known = row.framework in available_frameworks()
    return plain_cell(
        message("{text}", text=get_framework(row.framework).title).render(translator) if known else row.framework
    )


def _show_criteria(row: OverviewRow, _: Translator) -> Cell:
    return plain_cell(
        "" if row.criteria_total is None else f"{row.criteria_met}/{row.criteria_total}", align=Align.CENTER
    )


def _show_state(row: OverviewRow, translator: Translator) -> Cell:
    """Return what can be said; what an officer has to look into stands on a darker ground."""
    tone = {RowState.CONTRADICTORY: 2, RowState.FAILED: 2, RowState.UNRATED: 1}.get(row.state, 0)
    return attrs.evolve(plain_cell(begin_large(row.state.words.render(translator))), tone=tone)


def _show_why(row: OverviewRow, _: Translator) -> Cell:
    lines = (*row.contradictions, *row.reason.splitlines())
    return Cell(paragraphs=tuple(map(plain_line, lines)) or (plain_line(""),))


_SCHOOLS: Final = (
    _Shown(title=message("File"), width=9, cell=lambda row, _: plain_cell(Path(row.file).name)),
    _shown("school", 11),
    _shown("school_year", 6),
    _Shown(title=message("Framework"), width=7, cell=_show_framework),
    _Shown(title=message("What can be said"), width=9, cell=_show_state),
    _shown("claimed_level", 4),
    _shown("level", 4),
    _shown("certain_level", 4),
    _Shown(title=message("Criteria met"), width=4, cell=_show_criteria),
    _shown("not_met", 12),
    _shown("open", 6),
    _Shown(title=message("What to look into"), width=18, cell=_show_why),
)
_READINGS: Final = (
    _shown("file", 14),
    _shown("kind", 8),
    _shown("kind_certainty", 5),
    _shown("framework", 8),
    _shown("framework_certainty", 5),
    _shown("supported_level", 4),
    _shown("lowest", 4),
    _shown("highest", 4),
    _shown("indicators_open", 4),
    _shown("placed_percent", 5),
    _shown("findings", 4),
)


def build_overview(rows: Sequence[OverviewRow], translator: Translator) -> Document:
    """Return an overview as a document: how many files of each state, the schools, what they come to, the reading."""
    title = message("Overview of schools").render(translator)
    counts = [(state, sum(row.state is state for row in rows)) for state in RowState]
    lines = [
        begin_large(message("{state}: {share}", state=state.words, share=f"{count}/{len(rows)}").render(translator))
        for state, count in counts
        if count
    ]
    blocks: list[Block] = [Heading(text=title, level=1, bookmark="overview"), *map(plain_line, lines)]
    blocks += _tabulate(message("Schools"), "schools", _SCHOOLS, rows, translator)
    if any(row.is_counted for row in rows):
        summary = summarise_rows(rows, fewest=1)  # the names stand above
        blocks += SummaryWriter(summary=summary, frameworks=find_frameworks(summary), translator=translator).blocks()
    blocks += _tabulate(message("How each file was read"), "readings", _READINGS, rows, translator)
    return lying_document(title, blocks, translator)


def summarise_rows(rows: Iterable[OverviewRow], *, fewest: int = FEWEST) -> SchoolsSummary:
    """Return what the schools of an overview come to; files without a level are in no count.

    Args:
        rows: the rows.
        fewest: how many schools a group has at least.
    """
    results = [row.result for row in rows if row.is_counted]
    frameworks = {name: get_framework(name) for name in {result.framework for result in results}}
    return summarise(results, frameworks, fewest=fewest)


def find_frameworks(summary: SchoolsSummary) -> dict[str, Framework]:
    """Return the frameworks of a summary by their ids."""
    kinds = (each.key[0] for each in summary.levels_by(By.KIND))
    return {name: get_framework(name) for name in (*kinds, *(each.framework for each in summary.criteria))}


def build_summary(rows: Sequence[OverviewRow], translator: Translator) -> Document:
    """Return what the schools of an overview come to as a paper that names none of them."""
    return build_summary_paper(summarise_rows(rows), translator)


def build_summary_paper(summary: SchoolsSummary, translator: Translator, *, rules: str = "") -> Document:
    """Return a summary as a paper.

    Args:
        summary: the summary.
        translator: the language.
        rules: the file of the level rules, where they are not those that are shipped.
    """
    frameworks = find_frameworks(summary)
    return SummaryWriter(summary=summary, frameworks=frameworks, translator=translator, rules=rules).document()


def _tabulate(
    title: Message, bookmark: str, columns: Sequence[_Shown], rows: Sequence[OverviewRow], translator: Translator
) -> tuple[Heading, Table]:
    head = Row(tuple(head_cell(each.title.render(translator)) for each in columns))
    body = (Row(tuple(each.cell(row, translator) for each in columns)) for row in rows)
    table = Table(widths=tuple(each.width for each in columns), rows=(head, *body), header_rows=1)
    return Heading(text=title.render(translator), level=2, bookmark=bookmark), table


def _show(value: Value, translator: Translator) -> Cell:
    if isinstance(value, int):
        return attrs.evolve(plain_cell(str(value), align=Align.CENTER), number=value)
    if isinstance(value, float):
        return plain_cell(Share(round(100 * value), 10_000).render(translator), align=Align.CENTER)
    return plain_cell(value or "")
