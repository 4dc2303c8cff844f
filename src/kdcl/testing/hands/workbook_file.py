"""Writes workbooks part by part, as many programs write them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final
from xml.sax.saxutils import escape, quoteattr

import attrs

from kdcl.testing.hands.hand import SpellingStyle
from kdcl.testing.hands.word_file import build_package, spell

_MAIN: Final = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_OFFICE: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE: Final = "http://schemas.openxmlformats.org/package/2006/relationships"
_KINDS: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml"
_NAMESPACES: Final = f'xmlns="{_MAIN}" xmlns:r="{_OFFICE}"'


@attrs.define(kw_only=True)
class SheetFile:
    """A sheet that is being written.

    Attributes:
        name: its name.
        spelling: how the characters of its texts come into it.
    """

    name: str
    spelling: SpellingStyle = SpellingStyle.PLAIN
    _rows: list[tuple[tuple[str | int, ...], bool]] = attrs.field(factory=list, init=False)
    _comments: list[tuple[str, str]] = attrs.field(factory=list, init=False)
    _links: list[tuple[str, str]] = attrs.field(factory=list, init=False)

    def add(self, *cells: str | int, is_hidden: bool = False) -> int:
        """Add a row, and return its number."""
        self._rows.append((cells, is_hidden))
        return len(self._rows)

    def comment(self, address: str, text: str) -> None:
        """Put a comment on a cell."""
        self._comments.append((address, text))

    def link(self, address: str, target: str) -> None:
        """Have a cell lead to a place outside the file."""
        self._links.append((address, target))

    def parts(self, number: int) -> dict[str, str]:
        """Return the parts of the sheet by name, as the sheet of this number."""
        rows = "".join(self._row(place, *row) for place, row in enumerate(self._rows, start=1))
        links = "".join(
            f'<hyperlink ref="{address}" r:id="link{place}"/>' for place, (address, _) in enumerate(self._links)
        )
        after = f"<hyperlinks>{links}</hyperlinks>" if links else ""
        relations = [
            f'<Relationship Id="link{place}" Type="{_OFFICE}/hyperlink" Target={quoteattr(target)} '
            'TargetMode="External"/>'
            for place, (_, target) in enumerate(self._links)
        ]
        parts = {
            f"xl/worksheets/sheet{number}.xml": f"<worksheet {_NAMESPACES}><sheetData>{rows}</sheetData>{after}"
            "</worksheet>"
        }
        if self._comments:
            relations.append(
                f'<Relationship Id="comments" Type="{_OFFICE}/comments" Target="../comments{number}.xml"/>'
            )
            inside = "".join(
                f'<comment ref="{address}" authorId="0"><text><r><t>{self._text(text)}</t></r></text></comment>'
                for address, text in self._comments
            )
            parts[f"xl/comments{number}.xml"] = (
                f"<comments {_NAMESPACES}><authors><author>A</author></authors>"
                f"<commentList>{inside}</commentList></comments>"
            )
        if relations:
            parts[f"xl/worksheets/_rels/sheet{number}.xml.rels"] = (
                f'<Relationships xmlns="{_PACKAGE}">{"".join(relations)}</Relationships>'
            )
        return parts

    def _row(self, number: int, cells: Sequence[str | int], is_hidden: bool) -> str:  # noqa: FBT001 - as it is kept
        hidden = ' hidden="1"' if is_hidden else ""
        written = (
            self._cell(f"{chr(ord('A') + column)}{number}", cell) for column, cell in enumerate(cells) if cell != ""
        )
        return f'<row r="{number}"{hidden}>{"".join(written)}</row>'

    def _cell(self, address: str, value: str | int) -> str:
        if isinstance(value, int):
            return f'<c r="{address}"><v>{value}</v></c>'
        return f'<c r="{address}" t="inlineStr"><is><t xml:space="preserve">{self._text(value)}</t></is></c>'

    def _text(self, text: str) -> str:
        return escape(spell(text, self.spelling))


def build_workbook(sheets: Sequence[SheetFile]) -> bytes:
    """Return the workbook of these sheets."""
    numbered = list(enumerate(sheets, start=1))
    inside = "".join(
        f'<sheet name={quoteattr(sheet.name)} sheetId="{number}" r:id="sheet{number}"/>' for number, sheet in numbered
    )
    relations = "".join(
        f'<Relationship Id="sheet{number}" Type="{_OFFICE}/worksheet" Target="worksheets/sheet{number}.xml"/>'
        for number, _ in numbered
    )
    parts = {
        "xl/workbook.xml": f"<workbook {_NAMESPACES}><sheets>{inside}</sheets></workbook>",
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{_PACKAGE}">{relations}</Relationships>',
    }
    for number, sheet in numbered:
        parts |= sheet.parts(number)
    kinds = {"xl/workbook.xml": f"{_KINDS}.sheet.main+xml"}
    kinds |= {f"xl/worksheets/sheet{number}.xml": f"{_KINDS}.worksheet+xml" for number, _ in numbered}
    kinds |= {name: f"{_KINDS}.comments+xml" for name in parts if name.startswith("xl/comments")}
    return build_package(parts, kinds, "xl/workbook.xml")
