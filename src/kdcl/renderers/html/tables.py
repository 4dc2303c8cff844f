"""Tables in HTML: header cells say what they head, bands open groups of rows, and every table has a name."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

import attrs

from kdcl.blocks import Cell, Paragraph, Row, Table


@attrs.frozen(kw_only=True)
class HtmlTableWriter:
    """Writes tables.

    Attributes:
        write: returns the paragraphs of a cell.
    """

    write: Callable[[Iterable[Paragraph]], str]

    def table(self, table: Table, *, caption: Paragraph | None, heading: str | None) -> str:
        """Return a table with its caption, or named by the heading of this id; one without rules is for layout only."""
        title = f"<caption>{self.write((caption,))}</caption>" if caption is not None else ""
        columns = "".join(f'<col style="width:{100 * width / sum(table.widths):.4g}%">' for width in table.widths)
        head = "".join(self._row(row, "th", "col") for row in table.rows[: table.header_rows])
        head = f"<thead>{head}</thead>" if head else ""
        body = "".join(self._groups(table.rows[table.header_rows :], len(table.widths)))
        inner = f"{title}<colgroup>{columns}</colgroup>{head}{body}"
        if not table.is_ruled:
            return f'<table role="presentation">{inner}</table>'
        named = f' aria-labelledby="{heading}"' if heading is not None and caption is None else ""
        region = f' role="region"{named}' if named else ""
        return f'<div class="scroll ruled" tabindex="0"{region}><table{named}>{inner}</table></div>'

    def _groups(self, rows: tuple[Row, ...], width: int) -> Iterator[str]:
        """Yield the body; a band over the whole width begins a group and heads it."""
        group: list[str] = []
        for row in rows:
            is_band = len(row.cells) == 1 and row.cells[0].is_shaded and row.cells[0].columns == width
            if is_band and group:
                yield f"<tbody>{''.join(group)}</tbody>"
                group = []
            group.append(self._row(row, "th", "rowgroup") if is_band else self._row(row, "td", ""))
        if group:
            yield f"<tbody>{''.join(group)}</tbody>"

    def _row(self, row: Row, element: str, scope: str) -> str:
        return f"<tr>{''.join(self._cell(cell, element, scope) for cell in row.cells)}</tr>\n"

    def _cell(self, cell: Cell, element: str, scope: str) -> str:
        scope = "colgroup" if scope == "col" and cell.columns > 1 else scope
        spans = f' scope="{scope}"' if scope else ""
        spans += f' colspan="{cell.columns}"' if cell.columns > 1 else ""
        spans += f' rowspan="{cell.rows}"' if cell.rows > 1 else ""
        look = ' class="band"' if cell.is_shaded else f' class="tone-{cell.tone}"' if cell.tone else ""
        return f"<{element}{spans}{look}>{self.write(cell.paragraphs)}</{element}>"
