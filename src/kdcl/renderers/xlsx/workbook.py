"""A document as a workbook: the text on one sheet, every ruled table on one of its own, links between them."""

from __future__ import annotations

import datetime as dt
import io
import zipfile
from collections.abc import Iterable

import attrs
from openpyxl import Workbook
from openpyxl.cell.cell import Cell as SheetCell
from openpyxl.cell.cell import MergedCell
from openpyxl.worksheet.hyperlink import Hyperlink
from openpyxl.worksheet.worksheet import Worksheet
from openpyxl.writer.excel import ExcelWriter

from kdcl.blocks import (
    Align,
    Block,
    Document,
    Heading,
    Paragraph,
    ParagraphStyle,
    Picture,
    Run,
    SignatureBlock,
    Table,
    TableOfContents,
    TwoColumnHead,
)
from kdcl.blocks.walk import iter_blocks
from kdcl.messages import Translator
from kdcl.office.settling import settle_package
from kdcl.renderers import words
from kdcl.renderers.xlsx.looks import CellLook, CellLooks, set_up_pages
from kdcl.renderers.xlsx.sheets import CellPlace, CellWriter, fill_table
from kdcl.renderers.xlsx.values import sheet_name

FIXED_TIME = dt.datetime(2000, 1, 1)  # noqa: DTZ001 - openpyxl takes times without zone and writes them as UTC
"""When every file says it was made and changed."""

_TEXT_WIDTH = 82
_LONGEST_ON_TEXT_SHEET = 1_500
"""Characters of a row of text; higher rows than those are cut off on paper."""
_BOLD_STYLES = frozenset({ParagraphStyle.ITEM, ParagraphStyle.CAPTION, ParagraphStyle.COVER_TITLE, ParagraphStyle.SIGN})


def render_workbook(document: Document) -> bytes:
    """Return the document as the bytes of a workbook."""
    translator = words.find_translator(document.language)
    workbook = Workbook()
    properties = workbook.properties
    properties.title, properties.creator, properties.subject = document.title, document.author, document.subject
    properties.language = document.language
    writer = _BookWriter.of(workbook, document, translator)
    for block, _ in iter_blocks(document):
        writer.add(block)
    writer.finish()
    return write_settled(workbook)


def write_settled(workbook: Workbook) -> bytes:
    """Return the bytes of a workbook: the same ones for the same content, whatever the clock says."""
    workbook.properties.created = workbook.properties.modified = FIXED_TIME
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as package:
        # Workbook.save() would put the clock's time into the properties
        ExcelWriter(workbook, package).save()
    return settle_package(buffer.getvalue())


@attrs.define(kw_only=True)
class _BookWriter:
    """Writes block after block."""

    workbook: Workbook
    document: Document
    translator: Translator
    text_sheet: Worksheet
    cells: CellWriter
    row: int = 0
    heading: str = ""
    tables: list[Worksheet] = attrs.field(factory=list)

    @classmethod
    def of(cls, workbook: Workbook, document: Document, translator: Translator) -> _BookWriter:
        """Return the writer of an empty workbook."""
        sheet = workbook.worksheets[0]
        sheet.title = sheet_name(words.TEXT_SHEET.render(translator), (), "Text")
        sheet.column_dimensions["A"].width = _TEXT_WIDTH
        set_up_pages(sheet, document.title, is_lying=False)
        cells = CellWriter(
            looks=CellLooks(workbook=workbook), language=document.language, author=words.REMARK.render(translator)
        )
        return cls(workbook=workbook, document=document, translator=translator, text_sheet=sheet, cells=cells)

    def add(self, block: Block) -> None:
        """Add a block; a caption waits for the table below it."""
        match block:
            case Paragraph():
                self._paragraph(block)
            case Heading():
                self.heading = block.text
                look = CellLook(is_bold=True, size=max(16 - block.level, 12))
                self._line(block.text, look, bookmark=block.bookmark, comments=block.comments)
            case Table():
                self._table(block)
            case Picture():
                self._line(block.alternative, CellLook(is_italic=True))
            case TableOfContents():
                self._contents(block)
            case TwoColumnHead():
                self._paragraphs((*block.left, *block.right))
            case SignatureBlock():
                self._paragraphs((*block.left, *block.right))
                for name in filter(None, (block.left_name, block.right_name)):
                    self._line(name, CellLook(is_bold=True))
            case _:
                pass

    def finish(self) -> None:
        """Lead every link to its place; a workbook for one table opens with it."""
        for cell, bookmark in self.cells.links:
            location = self.cells.places[bookmark]
            cell.hyperlink = Hyperlink(ref="", location=location)
        if len(self.tables) == 1:
            self.workbook.active = self.tables[0]
            # two chosen sheets are a group: what is typed in one goes into both
            self.text_sheet.sheet_view.tabSelected = False

    def _paragraphs(self, paragraphs: Iterable[Paragraph]) -> None:
        for paragraph in paragraphs:
            self._paragraph(paragraph)

    def _paragraph(self, paragraph: Paragraph) -> None:
        text = paragraph.text
        if paragraph.style is ParagraphStyle.CAPTION:
            self.heading = text
        if not text and paragraph.bookmark is None and not paragraph.comments:
            return
        is_bold = paragraph.style in _BOLD_STYLES or all(run.bold for run in paragraph.runs)
        look = CellLook(is_bold=is_bold, align=paragraph.align or Align.LEFT)
        self._line(text, look, bookmark=paragraph.bookmark, comments=paragraph.comments, runs=paragraph.runs)

    def _line(
        self,
        text: str,
        look: CellLook,
        *,
        bookmark: str | None = None,
        comments: tuple[str, ...] = (),
        runs: tuple[Run, ...] = (),
    ) -> SheetCell | MergedCell:
        """Add a text to the text sheet, in as many rows as it needs, and return its first cell."""
        first = self.row + 1
        self.row += self.cells.write_text(
            CellPlace(self.text_sheet, first, 1, _TEXT_WIDTH), text, look, longest=_LONGEST_ON_TEXT_SHEET
        )
        cell = self.text_sheet.cell(first, 1)
        self.cells.mark(cell, bookmark=bookmark, comments=comments, runs=runs)
        return cell

    def _contents(self, contents: TableOfContents) -> None:
        self._line(contents.content_label, CellLook(is_bold=True))
        for heading in self.document.headings():
            if heading.is_listed and heading.level <= contents.depth:
                cell = self._line(heading.text, CellLook(indent=heading.level))
                self.cells.links.append((cell, heading.bookmark))

    def _table(self, table: Table) -> None:
        """Add a sheet for a ruled table and lead to it; a table for layout alone is text."""
        if not table.is_ruled:
            self._paragraphs(paragraph for row in table.rows for cell in row.cells for paragraph in cell.paragraphs)
            return
        pointer = f"{words.TABLE_SHEET.render(self.translator)} {len(self.tables) + 1}"
        sheet = self.workbook.create_sheet(sheet_name(self.heading, self.workbook.sheetnames, pointer))
        self.tables.append(sheet)
        set_up_pages(sheet, self.heading or self.document.title, is_lying=True)
        fill_table(sheet, table, self.cells)
        cell = self._line(f"→ {pointer}", CellLook(is_italic=True))
        cell.hyperlink = Hyperlink(ref="", location=self.cells.location(sheet.cell(1, 1)))
