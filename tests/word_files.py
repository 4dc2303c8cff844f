"""Small made-up reports as Word files, in the layouts that schools use, for the tests of the readers."""

from __future__ import annotations

import functools
import io
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import attrs
import docx
from docx.document import Document
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn

from kdcl.law import Criterion, Framework

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
ITEMS = ("Mô tả hiện trạng", "Điểm mạnh", "Điểm yếu", "Kế hoạch cải tiến chất lượng", "Tự đánh giá")


@attrs.frozen
class Entry:
    """A line of a report: what it is, and its text without the number before it.

    Attributes:
        kind: ``standard``, ``criterion``, ``requirement``, ``item``, ``text`` or ``part``.
        text: the text.
        number: the number before it, or 0.
    """

    kind: str
    text: str
    number: int = 0


def state_text(criterion: Criterion, letter: str) -> str:
    """Return the text on one indicator, with its code."""
    code = criterion.code
    return f"Việc {letter} của tiêu chí {code} đã làm xong [H{code.standard}-{code.standard}-{code.criterion:02}-01]."


def criterion_entries(criterion: Criterion, verdict: str = "Đạt") -> Iterator[Entry]:
    """Iterate over the lines of one criterion."""
    code = criterion.code
    yield Entry("criterion", f"Nội dung của tiêu chí {code}", code.criterion)
    for indicator in criterion.indicators:
        yield Entry("requirement", f"{indicator.code.letter}) Yêu cầu {indicator.code.letter};")
    yield Entry("item", ITEMS[0], 1)
    for indicator in criterion.indicators:
        yield Entry("text", state_text(criterion, indicator.code.letter))
    for number, word in ((2, "mạnh"), (3, "yếu"), (4, "sẽ làm")):
        yield Entry("item", ITEMS[number - 1], number)
        yield Entry("text", f"Điều {word} thứ nhất của {code}.")
        yield Entry("text", f"Điều {word} thứ hai của {code}.")
    yield Entry("item", ITEMS[4], 5)
    yield Entry("text", verdict)


def report_entries(framework: Framework) -> Iterator[Entry]:
    """Iterate over the lines of Part II of a report."""
    yield Entry("part", "I. ĐẶT VẤN ĐỀ")
    yield Entry("text", "Trường được thành lập từ lâu.")
    yield Entry("part", "II. TỰ ĐÁNH GIÁ")
    for standard in framework:
        yield Entry("standard", f"Tên của tiêu chuẩn {standard.number}", standard.number)
        yield Entry("part", "Mở đầu")
        yield Entry("text", f"Lời mở đầu {standard.number}.")
        for criterion in standard.criteria:
            yield from criterion_entries(criterion)
        yield Entry("part", f"Kết luận về Tiêu chuẩn {standard.number}:")
        yield Entry("part", "- Điểm mạnh nổi bật:")
        yield Entry("text", f"Mạnh {standard.number}.")
        yield Entry("part", "- Điểm yếu cơ bản:")
        yield Entry("text", f"Yếu {standard.number}.")
        yield Entry("text", f"- Số lượng tiêu chí đạt: {len(standard.criteria)}/{len(standard.criteria)}.")
    yield Entry("part", "III. KẾT LUẬN CHUNG")
    yield Entry("text", "Nhà trường đã làm việc nghiêm túc.")
    indicators, criteria = len(framework.indicators), len(framework.criteria)
    yield Entry("text", f"- Tổng số các chỉ số đạt: {indicators}/{indicators}, tỷ lệ 100%;")
    yield Entry("text", f"- Tổng số các tiêu chí đạt: {criteria}/{criteria}, tỷ lệ 100%;")
    yield Entry("text", "- Cấp độ nhà trường tự xác định: cấp độ 3")


def typed(entry: Entry) -> str:
    """Return a line as it is typed by hand."""
    match entry.kind:
        case "standard":
            return f"TIÊU CHUẨN {entry.number}: {entry.text.upper()}"
        case "criterion":
            return f"Tiêu chí {entry.number}. {entry.text}"
        case "item":
            return f"{entry.number}. {entry.text}:"
        case _:
            return entry.text


Writer = Callable[[Any, list[Entry]], None]


def write_typed(document: Any, entries: list[Entry]) -> None:  # noqa: ANN401 - python-docx has no types
    """Write plain paragraphs, headings typed by hand."""
    for entry in entries:
        document.add_paragraph(typed(entry))


def write_styled(document: Any, entries: list[Entry]) -> None:  # noqa: ANN401
    """Write headings in heading styles, numbers as ``1.2``."""
    standard = 0
    for entry in entries:
        match entry.kind:
            case "standard":
                standard = entry.number
                document.add_heading(f"Tiêu chuẩn {standard}: {entry.text}", level=1)
            case "criterion":
                document.add_heading(f"Tiêu chí {standard}.{entry.number}: {entry.text}", level=2)
            case "item":
                document.add_heading(f"{entry.number}/ {entry.text}", level=3)
            case _:
                document.add_paragraph(entry.text)


def write_numbered(document: Any, entries: list[Entry]) -> None:  # noqa: ANN401
    """Write headings whose numbers Word counts: nothing of the number is in the text."""
    lists = Lists(document)
    criteria = items = letters = ""
    for entry in entries:
        match entry.kind:
            case "standard":
                criteria = lists.add("Tiêu chí %1:")
                document.add_paragraph(typed(entry))
            case "criterion":
                lists.put(document.add_paragraph(entry.text), criteria)
                items = lists.add("%1.")
                letters = lists.add("%1)", "lowerLetter")
            case "requirement":
                lists.put(document.add_paragraph(entry.text[3:]), letters)
            case "item":
                lists.put(document.add_paragraph(entry.text), items)
            case _:
                document.add_paragraph(entry.text)


def write_one_table(document: Any, entries: list[Entry]) -> None:  # noqa: ANN401
    """Write everything into one table: a row for each line, an empty column beside it."""
    table = document.add_table(rows=0, cols=2)
    for entry in entries:
        table._tbl.append(build_row(typed(entry), ""))  # noqa: SLF001 - rows built directly are fast


def write_two_columns(document: Any, entries: list[Entry]) -> None:  # noqa: ANN401
    """Write items into tables of two columns: heading on the left, text on the right; other lines above."""
    table: Any = None
    for entry in entries:
        if entry.kind == "item":
            if entry.number == 1:
                table = document.add_table(rows=0, cols=2)
            table._tbl.append(build_row(typed(entry), []))  # noqa: SLF001
        elif entry.kind == "text" and table is not None:
            append_paragraph(table._tbl.tr_lst[-1].tc_lst[1], entry.text)  # noqa: SLF001
        else:
            table = None
            document.add_paragraph(typed(entry))


def write_sheets(document: Any, framework: Framework) -> None:  # noqa: ANN401
    """Write criterion sheets one after another, each with its head, its verdict table and its foot."""
    for criterion in framework.criteria:
        for text in ("PHIẾU ĐÁNH GIÁ TIÊU CHÍ", "Trường: Tiểu học Ví Dụ", "Nhóm công tác: 1", "Ngày viết"):
            document.add_paragraph(text)
        document.add_paragraph(f"Tiêu chuẩn {criterion.code.standard}: Tên")
        for entry in criterion_entries(criterion):
            if entry.kind == "text" and entry.text == "Đạt":
                table = document.add_table(rows=0, cols=3)
                table._tbl.append(build_row("Chỉ số a", "Chỉ số b", "Chỉ số c"))  # noqa: SLF001
                table._tbl.append(build_row("Đạt", "Đạt", "Đạt"))  # noqa: SLF001
                document.add_paragraph("5.2. Tự đánh giá tiêu chí: Đạt")
            else:
                document.add_paragraph(typed(entry))
        document.add_paragraph("Xác nhận của trưởng nhóm")
        document.add_paragraph("(Ký và ghi rõ họ tên)")


class Lists:
    """Numbered lists of a document, each counting by itself."""

    def __init__(self, document: Any) -> None:  # noqa: ANN401
        """Begin with the document's own lists."""
        self._root = document.part.numbering_part.element
        self._next = 100

    def add(self, text: str, shape: str = "decimal", start: int = 1) -> str:
        """Add a list and return its id."""
        self._next += 1
        shown = f'<w:numFmt w:val="{shape}"/><w:lvlText w:val="{text}"/>'
        level = f'<w:lvl w:ilvl="0"><w:start w:val="{start}"/>{shown}</w:lvl>'
        definition = parse_xml(f'<w:abstractNum {nsdecls("w")} w:abstractNumId="{self._next}">{level}</w:abstractNum>')
        self._root.insert(0, definition)
        self._root.append(
            parse_xml(f'<w:num {nsdecls("w")} w:numId="{self._next}"><w:abstractNumId w:val="{self._next}"/></w:num>')
        )
        return str(self._next)

    @staticmethod
    def put(paragraph: Any, number: str) -> None:  # noqa: ANN401
        """Number a paragraph."""
        properties = paragraph._p.get_or_add_pPr()  # noqa: SLF001
        properties.append(
            parse_xml(f'<w:numPr {nsdecls("w")}><w:ilvl w:val="0"/><w:numId w:val="{number}"/></w:numPr>')
        )


def build_row(*cells: str | list[str]) -> Any:  # noqa: ANN401
    """Return a table row; a cell is one text or a list of texts."""
    row = OxmlElement("w:tr")
    for texts in cells:
        cell = OxmlElement("w:tc")
        for text in [texts] if isinstance(texts, str) else texts:
            append_paragraph(cell, text)
        row.append(cell)
    return row


def append_paragraph(cell: Any, text: str) -> None:  # noqa: ANN401
    """Append a paragraph to a cell."""
    paragraph = OxmlElement("w:p")
    run = OxmlElement("w:r")
    content = OxmlElement("w:t")
    content.text = text
    content.set(qn("xml:space"), "preserve")
    run.append(content)
    paragraph.append(run)
    cell.append(paragraph)


def add_table(document: Any, *rows: tuple[str, ...]) -> None:  # noqa: ANN401
    """Add a table of texts."""
    table = document.add_table(rows=0, cols=len(rows[0]))
    for row in rows:
        table._tbl.append(build_row(*row))  # noqa: SLF001


def save(document: Any, path: Path) -> Path:  # noqa: ANN401
    """Save a document and return its path."""
    document.save(str(path))
    return path


@functools.cache
def _empty_word() -> bytes:
    document = docx.Document()
    styles = document.styles.element
    used = {"TableNormal", "TableGrid"}
    for style in [*styles]:
        is_of_tables = style.get(qn("w:type")) == "table" and style.get(qn("w:styleId")) not in used
        if is_of_tables or style.tag == qn("w:latentStyles"):
            styles.remove(style)
    for owner, unused in ((document.part, ("stylesWithEffects", "customXml")), (document.part.package, ("thumbnail",))):
        for name, relation in [*owner.rels.items()]:
            if relation.reltype.endswith(unused):
                owner.rels.pop(name)
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def empty_document() -> Document:
    """Return a new document, of python-docx's own template without the hundred table styles that no test uses.

    They are 880,000 characters, written and read anew with every file: five sixths of the time of a small test.
    """
    return docx.Document(io.BytesIO(_empty_word()))


def save_lines(path: Path, *lines: str) -> Path:
    """Save a document of plain paragraphs and return its path."""
    document = empty_document()
    for line in lines:
        document.add_paragraph(line)
    return save(document, path)


def build_docx(body: str, **parts: str) -> bytes:
    """Return a Word file with this markup as its body; other parts are named without ``word/`` and ``.xml``."""
    namespaces = (
        f'xmlns:w="{W}" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
        'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
        'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
        'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"'
    )
    files: dict[str, str | bytes] = {
        "word/document.xml": f"<w:document {namespaces}><w:body>{body}</w:body></w:document>"
    }
    for name, content in parts.items():
        files[f"word/{name}.xml"] = content
    return build_zip(files)


def build_zip(files: dict[str, str | bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    """Return a zip file."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", method) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return stream.getvalue()


def paragraph(text: str, inside: str = "") -> str:
    """Return the markup of a paragraph."""
    return f"<w:p>{inside}<w:r><w:t xml:space='preserve'>{text}</w:t></w:r></w:p>"
