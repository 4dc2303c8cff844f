"""An overview as a file: a workbook, a page, a text with commas, or a column file for other programs."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Final

import attrs

from kdcl.blocks import (
    Block,
    Cell,
    Document,
    Heading,
    Orientation,
    PageSetup,
    Paragraph,
    ParagraphStyle,
    Row,
    Run,
    Section,
    Table,
)
from kdcl.errors import UnknownRendererError
from kdcl.messages import Message, Share, Translator, message
from kdcl.overview.rows import OverviewRow, RowState
from kdcl.renderers import get_renderer

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
        width: how wide it is, beside the others.
    """

    name: str
    title: Message
    value: Callable[[OverviewRow], Value]
    width: int = 4


def _of(name: str) -> Callable[[OverviewRow], Value]:
    def value(row: OverviewRow) -> Value:
        found = getattr(row, name)
        return "; ".join(found) if isinstance(found, tuple) else found

    return value


COLUMNS: Final = (
    OverviewColumn(name="file", title=message("File"), value=_of("file"), width=12),
    OverviewColumn(name="state", title=message("What can be said"), value=lambda row: row.state.value, width=7),
    OverviewColumn(name="school", title=message("School"), value=_of("school"), width=10),
    OverviewColumn(name="school_year", title=message("School year"), value=_of("school_year"), width=6),
    OverviewColumn(name="kind", title=message("Kind of file"), value=_of("kind"), width=8),
    OverviewColumn(name="kind_certainty", title=message("Kind: how sure"), value=_of("kind_certainty"), width=5),
    OverviewColumn(name="framework", title=message("Framework"), value=_of("framework"), width=8),
    OverviewColumn(
        name="framework_certainty", title=message("Framework: how sure"), value=_of("framework_certainty"), width=5
    ),
    OverviewColumn(name="claimed_level", title=message("Level claimed"), value=_of("claimed_level")),
    OverviewColumn(name="level", title=message("Level computed"), value=_of("level")),
    OverviewColumn(name="certain_level", title=message("Level certain"), value=_of("certain_level")),
    OverviewColumn(name="supported_level", title=message("Level supported"), value=_of("supported_level")),
    OverviewColumn(name="lowest", title=message("Lowest possible"), value=_of("lowest")),
    OverviewColumn(name="highest", title=message("Highest possible"), value=_of("highest")),
    OverviewColumn(name="criteria_met", title=message("Criteria met"), value=_of("criteria_met")),
    OverviewColumn(name="criteria_total", title=message("Criteria in all"), value=_of("criteria_total")),
    OverviewColumn(name="not_met", title=message("Criteria not met"), value=_of("not_met"), width=7),
    OverviewColumn(name="open", title=message("Criteria open"), value=_of("open"), width=7),
    OverviewColumn(name="indicators_open", title=message("Indicators open"), value=_of("indicators_open")),
    OverviewColumn(name="placed_percent", title=message("Text with a place, %"), value=_of("placed_percent"), width=5),
    OverviewColumn(name="findings", title=message("Findings"), value=_of("findings")),
    OverviewColumn(name="contradictions", title=message("Contradictions"), value=_of("contradictions"), width=16),
    OverviewColumn(name="reason", title=message("Reason"), value=_of("reason"), width=16),
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
        return _render_csv(rows)
    if suffix == ".parquet":
        from kdcl.frames.files import render_parquet  # noqa: PLC0415 - only this format needs the extra

        return render_parquet({column.name: [column.value(row) for row in rows] for column in COLUMNS}, _type_columns())
    return get_renderer(suffix[1:]).render(build_overview(rows, translator))


def _type_columns() -> dict[str, type]:
    """Return the type of each column, also where no row has a value in it."""
    whole = {
        "claimed_level", "level", "certain_level", "supported_level", "lowest", "highest", "criteria_met",
        "criteria_total", "indicators_open", "findings",
    }  # fmt: skip
    return {
        column.name: int if column.name in whole else float if column.name == "placed_percent" else str
        for column in COLUMNS
    }


def _render_csv(rows: Sequence[OverviewRow]) -> bytes:
    stream = io.StringIO()
    writer = csv.writer(stream, lineterminator="\r\n")
    writer.writerow(column.name for column in COLUMNS)
    for row in rows:
        writer.writerow(_as_cell(column.value(row)) for column in COLUMNS)
    return stream.getvalue().encode("utf-8-sig")  # without the mark, Excel takes UTF-8 for the letters of its region


def _as_cell(value: Value) -> Value:
    """Return a value that no spreadsheet takes for a formula: an apostrophe before it makes it a text."""
    return f"'{value}" if isinstance(value, str) and value.startswith(_FORMULA) else value


def build_overview(rows: Sequence[OverviewRow], translator: Translator) -> Document:
    """Return an overview as a document: how many files of each state, and the table."""
    title = message("Overview of schools").render(translator)
    counts = [(state, sum(row.state is state for row in rows)) for state in RowState]
    head = tuple(_cell(column.title.render(translator), bold=True) for column in COLUMNS)
    body = (tuple(_show(column, row, translator) for column in COLUMNS) for row in rows)
    table = Table(
        widths=tuple(column.width for column in COLUMNS),
        rows=(Row(head), *(Row(cells) for cells in body)),
        header_rows=1,
        is_ruled=True,
    )
    lines = [
        message("{state}: {share}", state=state.words, share=f"{count}/{len(rows)}").render(translator)
        for state, count in counts
        if count
    ]
    blocks: tuple[Block, ...] = (
        Heading(text=title, level=1, bookmark="overview"),
        *(_paragraph(line) for line in lines),
        table,
    )
    setup = PageSetup(orientation=Orientation.LANDSCAPE)
    return Document(
        title=title,
        author="",
        subject=title,
        language=translator.language,
        sections=(Section(blocks=blocks, setup=setup),),
    )


def _show(column: OverviewColumn, row: OverviewRow, translator: Translator) -> Cell:
    value = row.state.words.render(translator) if column.name == "state" else column.value(row)
    if isinstance(value, int):
        return _cell(str(value), number=value)
    if isinstance(value, float):
        return _cell(Share(round(100 * value), 10_000).render(translator))
    return _cell(value or "")


def _paragraph(text: str, *, bold: bool = False) -> Paragraph:
    return Paragraph(runs=(Run(text, bold=bold),) if text else (), style=ParagraphStyle.PLAIN)


def _cell(text: str, *, bold: bool = False, number: int | None = None) -> Cell:
    return Cell(paragraphs=(_paragraph(text, bold=bold),), number=number, is_shaded=bold)
