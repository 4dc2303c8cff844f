"""Workbooks and Word files with evidence lists, made for the tests of readers."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from openpyxl import Workbook

from kdcl.codes import EvidenceCode
from kdcl.school import Evidence
from word_files import empty_document

HEAD = ("TT", "Mã minh chứng", "Tên minh chứng", "Số, ngày ban hành", "Nơi ban hành", "Ghi chú")
PARTS = ("TT", "Hộp", "TC", "T.chí", "số MC", "Tên minh chứng", "Số, ngày ban hành", "Nơi ban hành", "Ghi chú")
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE_RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"


def save_rows(path: Path, rows: Iterable[Sequence[object]], title: str = "Danh mục") -> Path:
    """Write a workbook of one sheet with these rows."""
    workbook = Workbook()
    sheet = workbook.worksheets[0]
    sheet.title = title
    for row in rows:
        sheet.append(list(row))
    workbook.save(path)
    return path


def save_table(path: Path, *tables: Sequence[Sequence[str]]) -> Path:
    """Write a Word file of these tables."""
    document = empty_document()
    for rows in tables:
        table = document.add_table(rows=len(rows), cols=len(rows[0]))
        for number, row in enumerate(rows):
            for cell, text in zip(table.rows[number].cells, row, strict=True):
                cell.text = text
        document.add_paragraph("")
    document.save(str(path))
    return path


def build_package(parts: Mapping[str, str]) -> bytes:
    """Return a zip package of these parts."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as package:
        for name, text in parts.items():
            package.writestr(name, text)
    return buffer.getvalue()


def build_relations(*relations: tuple[str, str, str]) -> str:
    """Return a part of relationships: id, kind and target of each."""
    items = "".join(f'<Relationship Id="{i}" Type="{RELATIONS}/{kind}" Target="{to}"/>' for i, kind, to in relations)
    return f'<Relationships xmlns="{PACKAGE_RELATIONS}">{items}</Relationships>'


def build_parts(rows: str, *, after: str = "", head: Sequence[str] = HEAD, **parts: str) -> dict[str, str]:
    """Return the parts of a bare workbook: a head in row 1, and below it rows as they stand in the file."""
    cells = "".join(f'<c t="inlineStr"><is><t>{text}</t></is></c>' for text in head)
    sheet = f'<worksheet xmlns="{MAIN}"><sheetData><row r="1">{cells}</row>{rows}</sheetData>{after}</worksheet>'
    return {
        "_rels/.rels": build_relations(("r1", "officeDocument", "xl/workbook.xml")),
        "xl/workbook.xml": f'<workbook xmlns="{MAIN}" xmlns:r="{RELATIONS}"><sheets>'
        '<sheet name="List" sheetId="1" r:id="s1"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": build_relations(("s1", "worksheet", "worksheets/sheet1.xml")),
        "xl/worksheets/sheet1.xml": sheet,
        **{name.replace("__", "/").replace("_xml", ".xml"): text for name, text in parts.items()},
    }


def save_package(path: Path, parts: Mapping[str, str]) -> Path:
    """Write a package of these parts."""
    path.write_bytes(build_package(parts))
    return path


def build_evidence(count: int) -> tuple[Evidence, ...]:
    """Return pieces of evidence of many criteria, in the order of the official list."""
    return tuple(
        Evidence(
            code=EvidenceCode(number % 5 + 1, number % 5 + 1, number // 5 % 8 + 1, number // 40 + 1),
            name=f"Quyết định số {number}",
            reference=f"Số {number}/QĐ, ngày 05/09/2016",
            issuer="Hiệu trưởng",
            note="bản sao" if number % 3 == 0 else "",
        )
        for number in range(count)
    )


def row_of(number: int, item: Evidence) -> tuple[object, ...]:
    """Return a row of the official columns."""
    return (number, str(item.code), item.name, item.reference, item.issuer, item.note)
