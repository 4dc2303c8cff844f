"""The reader of evidence lists: the layouts it understands."""

from __future__ import annotations

import datetime as dt
import unicodedata
from collections.abc import Sequence
from pathlib import Path

import attrs
import pytest
from hypothesis import HealthCheck, given
from hypothesis import strategies as st
from openpyxl import Workbook, load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from drawing import examples
from kdcl.codes import EvidenceCode
from kdcl.documents.evidence_list import ListProfile, build_evidence_list
from kdcl.errors import OldFormatError, UnreadableFileError
from kdcl.office.grid import column_letters
from kdcl.office.limits import LIMITS, Limits
from kdcl.office.number_formats import date_text, find_format
from kdcl.readers import EvidenceListRead, ListFindingKind, read_evidence_list
from kdcl.renderers import render
from kdcl.school import Evidence, EvidencePiece, EvidenceStatus, SelfAssessment
from kdcl.standards import get_framework
from kdcl.testing import evidence_codes
from reports import build_empty
from word_files import empty_document
from workbooks import (
    HEAD,
    PARTS,
    build_evidence,
    build_parts,
    build_relations,
    row_of,
    save_package,
    save_rows,
    save_table,
)

PRIMARY = get_framework("tt42-2012/primary")
TEMPLATE = Path(__file__).parents[2] / "shared" / "samples" / "evidence-template.xlsx"
ONE = Evidence(code=EvidenceCode(1, 1, 3, 2), name="Sổ nghị quyết", reference="12/QĐ", issuer="Trường", note="gốc")


def kinds_of(read: EvidenceListRead) -> list[str]:
    """Return the kinds of the findings, in order."""
    return [str(finding.kind) for finding in read.findings]


def read_rows(folder: Path, *rows: Sequence[object], head: Sequence[str] = HEAD) -> EvidenceListRead:
    """Return what is read from a sheet with this head and these rows."""
    return read_evidence_list(save_rows(folder / "list.xlsx", [head, *rows]))


def read_bare(folder: Path, rows: str, **parts: str) -> EvidenceListRead:
    """Return what is read from a bare workbook with these rows."""
    return read_evidence_list(save_package(folder / "bare.xlsx", build_parts(rows, **parts)))


class TestOneColumn:
    """The official list: TT, code, name, number and date, issuer, note."""

    def test_two_hundred_rows_read_back_exactly(self, tmp_path: Path) -> None:
        """Nothing is lost and nothing is reported."""
        evidence = build_evidence(200)
        read = read_rows(tmp_path, *(row_of(number, item) for number, item in enumerate(evidence, start=1)))
        assert read == EvidenceListRead(evidence=evidence, findings=())

    def test_headings_may_be_decomposed_broken_and_in_capitals(self, tmp_path: Path) -> None:
        """What a heading says counts, not how it was typed."""
        head = (
            "S.TT",
            "MÃ\u0303\nMC".replace("Ã\u0303", "A\u0303"),
            "TÊN  CÁC\u00a0MINH CHỨNG:",
            "Số/ngày ban hành",
            "Cơ quan ban hành",
        )
        read = read_rows(tmp_path, (1, "[H1-1-03-02]", "Sổ nghị quyết", "12/QĐ", "Trường"), head=head)
        assert read.evidence == (attrs.evolve(ONE, note=""),)

    def test_text_is_composed(self, tmp_path: Path) -> None:
        """Decomposed Vietnamese would compare unequal ever after."""
        read = read_rows(tmp_path, (1, "[H1-1-03-02]", "So\u0302\u0309 nghị quyết", "12/QĐ", "Trường", "gốc"))
        assert read.evidence == (ONE,)

    def test_number_and_date_may_have_a_column_each(self, tmp_path: Path) -> None:
        """Both together are the reference; a real date is printed as day, month and year."""
        head = ("TT", "Mã minh chứng", "Tên minh chứng", "Số", "Ngày", "Nơi ban hành", "Ghi chú")
        read = read_rows(tmp_path, (1, "H1-1-03-02", "Sổ", 12, dt.date(2016, 9, 5), "Trường", None), head=head)
        assert [item.reference for item in read.evidence] == ["12, 05/09/2016"]
        assert not read.findings

    def test_a_second_row_of_heads_may_divide_number_and_date(self, tmp_path: Path) -> None:
        """The common head stands above both."""
        rows = [
            ("TT", "Mã minh chứng", "Tên minh chứng", "Số, ngày ban hành", None, "Nơi ban hành"),
            (None, None, None, "Số", "Ngày", None),
            (1, "[H1-1-03-02]", "Sổ", "12", "5/9/2016", "Trường"),
        ]
        read = read_evidence_list(save_rows(tmp_path / "list.xlsx", rows))
        assert [item.reference for item in read.evidence] == ["12, 5/9/2016"]
        assert not read.findings

    def test_titles_above_bands_blank_rows_and_repeated_heads(self, tmp_path: Path) -> None:
        """They belong to the form; what stands above the list is handed back."""
        rows: list[Sequence[object]] = [
            ("PHÒNG GD&ĐT",),
            ("DANH MỤC MÃ MINH CHỨNG",),
            (),
            HEAD,
            ("(1)", "(2)", "(3)", "(4)", "(5)", "(6)"),
            ("Tiêu chuẩn 1: Tổ chức và quản lý nhà trường",),
            (None, "Tiêu chí 3"),
            (1, "[H1-1-03-02]", "Sổ nghị quyết", "12/QĐ", "Trường", "gốc"),
            (2, None, None, None, None, None),
            (),
            HEAD,
            (3, "[H1-1-03-03]", "Biên bản"),
        ]
        read = read_evidence_list(save_rows(tmp_path / "list.xlsx", rows))
        assert [str(item.code) for item in read.evidence] == ["[H1-1-03-02]", "[H1-1-03-03]"]
        assert kinds_of(read) == ["outside_list"]
        assert read.findings[0].texts == ("PHÒNG GD&ĐT", "DANH MỤC MÃ MINH CHỨNG")

    def test_a_name_that_speaks_of_a_standard_is_no_band(self, tmp_path: Path) -> None:
        """A row with a code is a row of the list."""
        read = read_rows(tmp_path, (None, "[H1-1-03-02]", "Tiêu chuẩn 1"))
        assert [item.name for item in read.evidence] == ["Tiêu chuẩn 1"]

    def test_columns_may_stand_in_any_order(self, tmp_path: Path) -> None:
        """Heads say what a column is."""
        head = ("Ghi chú", "Nơi ban hành", "Tên minh chứng đã thu thập", "Mã minh chứng", "Số, ngày ban hành")
        read = read_rows(tmp_path, ("gốc", "Trường", "Sổ nghị quyết", "[H1-1-03-02]", "12/QĐ"), head=head)
        assert read.evidence == (ONE,)


class TestFourColumns:
    """The code in four columns: box, standard, criterion, number."""

    @pytest.mark.parametrize(
        "parts",
        [(1, 1, 3, 2), ("H1", "1", "03", "02"), ("Hộp 1", "TC1", "1.3", "MC 02"), (1.0, "TC 1", "1.03", 2)],
    )
    def test_parts_are_read_as_they_are_typed(self, tmp_path: Path, parts: tuple[object, ...]) -> None:
        """Numbers or text, with letters or without, the criterion with its standard or alone."""
        read = read_rows(tmp_path, (1, *parts, "Sổ nghị quyết", "12/QĐ", "Trường", "gốc"), head=PARTS)
        assert read == EvidenceListRead(evidence=(ONE,), findings=())

    def test_two_header_rows_with_merged_cells(self, tmp_path: Path) -> None:
        """The layout of the official software."""
        workbook = Workbook()
        sheet = workbook.worksheets[0]
        sheet.append(["TT", "Mã minh chứng", None, None, None, *HEAD[2:]])
        sheet.append([None, *PARTS[1:5]])
        for area in ("A1:A2", "B1:E1", "F1:F2", "G1:G2", "H1:H2", "I1:I2"):
            sheet.merge_cells(area)
        sheet.append([1, "H1", "1", "03", "02", "Sổ nghị quyết", "12/QĐ", "Trường", "gốc"])
        workbook.save(tmp_path / "list.xlsx")
        assert read_evidence_list(tmp_path / "list.xlsx") == EvidenceListRead(evidence=(ONE,), findings=())

    def test_rows_without_cells(self, tmp_path: Path) -> None:
        """A row that only has a height, as hand-made lists have between blocks, is no row of the list."""
        workbook = Workbook()
        sheet = workbook.worksheets[0]
        sheet.append(list(PARTS))
        sheet.row_dimensions[2].height = 30
        sheet.append([])
        sheet.append([1, "H1", "1", "03", "02", "Sổ nghị quyết", "12/QĐ", "Trường", "gốc"])
        workbook.save(tmp_path / "list.xlsx")
        assert read_evidence_list(tmp_path / "list.xlsx") == EvidenceListRead(evidence=(ONE,), findings=())

    def test_box_and_standard_may_be_merged_over_many_rows(self, tmp_path: Path) -> None:
        """Each row has its own number, so each is a piece of its own."""
        workbook = Workbook()
        sheet = workbook.worksheets[0]
        sheet.append(list(PARTS))
        sheet.append([1, 1, 1, 3, 1, "Một"])
        sheet.append([2, None, None, None, 2, "Hai"])
        for area in ("B2:B3", "C2:C3", "D2:D3"):
            sheet.merge_cells(area)
        workbook.save(tmp_path / "list.xlsx")
        read = read_evidence_list(tmp_path / "list.xlsx")
        assert [(str(item.code), item.name) for item in read.evidence] == [
            ("[H1-1-03-01]", "Một"),
            ("[H1-1-03-02]", "Hai"),
        ]
        assert not read.findings

    def test_one_merged_head_may_stand_above_the_four(self, tmp_path: Path) -> None:
        """Without a second row; a code that was typed into the first of them is read too."""
        workbook = Workbook()
        sheet = workbook.worksheets[0]
        sheet.append(["TT", "Mã minh chứng", None, None, None, *HEAD[2:]])
        sheet.merge_cells("B1:E1")
        sheet.append([1, "H1", "1", "03", "02", "Sổ nghị quyết", "12/QĐ", "Trường", "gốc"])
        sheet.append([2, "[H1-1-03-03]", None, None, None, "Biên bản"])
        workbook.save(tmp_path / "list.xlsx")
        read = read_evidence_list(tmp_path / "list.xlsx")
        assert read.evidence[0] == ONE
        assert [item.name for item in read.evidence] == ["Sổ nghị quyết", "Biên bản"]
        assert not read.findings

    @pytest.mark.parametrize(
        "heads", [("H", "T. chuẩn", "TCh", "Thứ tự MC"), ("HỘP SỐ", "Tiêu chuẩn", "Tiêu chí", "MC")]
    )
    def test_the_parts_have_many_names(self, tmp_path: Path, heads: tuple[str, ...]) -> None:
        """Those that schools use."""
        head = ("TT", *heads, *HEAD[2:])
        read = read_rows(tmp_path, (1, 1, 1, 3, 2, "Sổ nghị quyết", "12/QĐ", "Trường", "gốc"), head=head)
        assert read.evidence == (ONE,)

    def test_a_code_column_beside_the_four_is_reported(self, tmp_path: Path) -> None:
        """One of the two would have to win; the four do."""
        read = read_rows(tmp_path, (1, 1, 1, 3, 2, "Sổ", None, None, None, "cũ"), head=(*PARTS, "Mã minh chứng"))
        assert kinds_of(read) == ["unknown_column"]
        assert read.findings[0].texts == ("cũ",)

    @pytest.mark.skipif(not TEMPLATE.exists(), reason="the sample evidence-template.xlsx is not beside the project")
    def test_the_template_of_the_official_software_reads_back(self, tmp_path: Path) -> None:
        """200 rows typed into it come back exactly; its sheets of instructions and data are reported."""
        workbook = load_workbook(TEMPLATE)
        sheet = workbook["minhchung"]
        evidence = build_evidence(200)
        for row, item in enumerate(evidence, start=3):
            code = item.code
            parts = (f"H{code.box}", str(code.standard), f"{code.criterion:02}", f"{code.number:02}")
            for column, value in enumerate((*parts, item.name, item.reference, item.issuer, item.note), start=2):
                sheet.cell(row, column, value or None)
        workbook.save(tmp_path / "filled.xlsx")
        read = read_evidence_list(tmp_path / "filled.xlsx")
        assert read.evidence == evidence
        assert set(kinds_of(read)) == {"ignored_table"}


class TestMergedCells:
    """A cell merged downwards speaks for every row it covers."""

    def test_several_papers_under_one_code_are_its_items(self, tmp_path: Path) -> None:
        """The same paper of several years has one code; what the rows say besides is kept."""
        workbook = Workbook()
        sheet = workbook.worksheets[0]
        sheet.append(list(HEAD))
        sheet.append([1, "[H1-1-03-02]", "Kế hoạch", "12/KH, 2014", "Trường", None])
        sheet.append([None, None, None, "15/KH, 2015", None, "bản sao"])
        sheet.append([None, None, "Báo cáo", "16/BC", None, None])
        for area in ("B2:B4", "C2:C3", "E2:E4"):
            sheet.merge_cells(area)
        workbook.save(tmp_path / "list.xlsx")
        read = read_evidence_list(tmp_path / "list.xlsx")
        assert [(item.name, item.reference, item.pieces) for item in read.evidence] == [
            (
                "Kế hoạch",
                "12/KH, 2014",
                (
                    EvidencePiece(reference="12/KH, 2014"),
                    EvidencePiece(reference="15/KH, 2015", note="bản sao"),
                    EvidencePiece(reference="16/BC", note="Báo cáo"),
                ),
            )
        ]
        assert kinds_of(read) == ["joined_rows", "joined_rows"]

    def test_a_row_is_joined_only_to_the_row_above(self, tmp_path: Path) -> None:
        """Where another code stands in between, the row is still a paper of the piece of its code."""
        rows = "".join(
            f'<row r="{row}"><c r="B{row}" t="str"><v>{code}</v></c><c r="C{row}" t="str"><v>{name}</v></c></row>'
            for row, code, name in ((2, "[H1-1-03-02]", "A"), (3, "[H1-1-03-01]", "B"), (4, "", "C"))
        )
        after = '<mergeCells><mergeCell ref="B2:B4"/></mergeCells>'
        read = read_evidence_list(save_package(tmp_path / "list.xlsx", build_parts(rows, after=after)))
        assert [(item.code.number, item.name) for item in read.evidence] == [(2, "A"), (1, "B")]
        assert [piece.note for piece in read.evidence[0].pieces] == ["", "C"]
        assert kinds_of(read) == ["joined_rows"]


class TestInternalColumns:
    """Columns that only the school's own list has."""

    HEAD = (*HEAD, "Nơi lưu giữ", "Người thu thập", "Thời gian thu thập", "Tình trạng", "Đường dẫn")

    def read(self, folder: Path, *facts: object) -> EvidenceListRead:
        """Return what is read from a row with these internal facts."""
        return read_rows(folder, (1, "[H1-1-03-02]", "Sổ", "", "", "", *facts), head=self.HEAD)

    def test_all_are_read(self, tmp_path: Path) -> None:
        """Holder, collector, the days of collecting, status and link."""
        (item,) = self.read(
            tmp_path, "Văn thư", "Nhóm 1", "05/09/2016 - 5.10.2016", "Đã thu thập", "ho-so/so.pdf"
        ).evidence
        assert (item.holder, item.collector, item.link) == ("Văn thư", "Nhóm 1", "ho-so/so.pdf")
        assert (item.collected_from, item.collected_to) == (dt.date(2016, 9, 5), dt.date(2016, 10, 5))
        assert item.status is EvidenceStatus.COLLECTED

    def test_one_day_is_the_first(self, tmp_path: Path) -> None:
        """A real date counts like a typed one."""
        (item,) = self.read(tmp_path, None, None, dt.datetime(2016, 9, 5), None, None).evidence  # noqa: DTZ001 - cells know no zone
        assert (item.collected_from, item.collected_to) == (dt.date(2016, 9, 5), None)

    @pytest.mark.parametrize("text", ["tháng 9", "31/02/2016", "1/9/2016, 2/9/2016, 3/9/2016"])
    def test_other_times_are_reported(self, tmp_path: Path, text: str) -> None:
        """What is no day is handed back as it stands."""
        read = self.read(tmp_path, None, None, text)
        assert [(finding.kind, finding.texts) for finding in read.findings] == [(ListFindingKind.BAD_DATE, (text,))]
        assert read.evidence[0].collected_from is None

    def test_an_unknown_status_is_reported(self, tmp_path: Path) -> None:
        """No status is guessed."""
        read = self.read(tmp_path, None, None, None, "để sau")
        assert kinds_of(read) == ["unknown_status"]
        assert read.evidence[0].status is None

    @pytest.mark.parametrize(
        "link", ["https://truong.example/a b", "HTTP://truong.example", "ho-so/h1.pdf", r"ho-so\h1.pdf", "H1 1.pdf"]
    )
    def test_safe_links_are_kept(self, tmp_path: Path, link: str) -> None:
        """Web addresses, and paths below the school's folder."""
        assert self.read(tmp_path, None, None, None, None, link).evidence[0].link == link

    @pytest.mark.parametrize(
        "link",
        [
            "../../etc/passwd", r"ho-so\.. \x", "/etc/passwd", r"\\server\share", "C:/x.pdf", "file:///etc/passwd",
            "javascript:alert(1)", "https:///x", "a\nb", "a\u2028b.pdf", "x" * 3000,
        ],
    )  # fmt: skip
    def test_links_that_lead_elsewhere_are_left_out_and_reported(self, tmp_path: Path, link: str) -> None:
        """A list from elsewhere must not make programs open what it likes."""
        read = self.read(tmp_path, None, None, None, None, link)
        assert [(finding.kind, finding.texts) for finding in read.findings] == [(ListFindingKind.UNSAFE_LINK, (link,))]
        assert read.evidence[0].link == ""

    def test_the_address_behind_a_cell_is_its_link(self, tmp_path: Path) -> None:
        """In the column of links before the text; else behind the name."""
        workbook = Workbook()
        sheet = workbook.worksheets[0]
        sheet.append(list(self.HEAD))
        for number in (1, 2):
            sheet.append([number, f"[H1-1-03-0{number}]", "Sổ"])
        sheet["K2"].value, sheet["K2"].hyperlink = "Xem", "ho-so/so.pdf"
        sheet["C3"].hyperlink = "https://truong.example/so.pdf"
        sheet["A3"].hyperlink = "#Danh!A1"
        workbook.save(tmp_path / "list.xlsx")
        links = [item.link for item in read_evidence_list(tmp_path / "list.xlsx").evidence]
        assert links == ["ho-so/so.pdf", "https://truong.example/so.pdf"]


class TestSheets:
    """Which tables of a file are lists."""

    def test_lists_are_read_wherever_they_stand_and_others_reported(self, tmp_path: Path) -> None:
        """A list for each standard is read as one; empty sheets are no news."""
        workbook = Workbook()
        first = workbook.worksheets[0]
        first.append(["Hướng dẫn"])
        for number in (1, 2):
            sheet: Worksheet = workbook.create_sheet(f"TC{number}")
            sheet.append(list(HEAD))
            sheet.append([1, f"[H{number}-{number}-01-01]", "Sổ"])
        workbook.create_sheet("Trống")
        workbook["TC2"].sheet_state = "hidden"
        workbook.save(tmp_path / "list.xlsx")
        read = read_evidence_list(tmp_path / "list.xlsx")
        assert [item.code.standard for item in read.evidence] == [1, 2]
        assert [str(finding) for finding in read.findings] == [
            "this is no evidence list and is not read; cells that hold something: 1 @ sheet 'Sheet': Hướng dẫn",
            "the sheet is hidden @ sheet 'TC2'",
        ]

    def test_a_file_without_a_list_is_refused(self, tmp_path: Path) -> None:
        """The error says which columns are looked for."""
        with pytest.raises(UnreadableFileError, match="no table has the columns of an evidence list"):
            read_rows(tmp_path, head=("Mã minh chứng", "Nội quy"))

    def test_a_name_without_a_code_makes_no_list(self, tmp_path: Path) -> None:
        """Both columns are needed."""
        with pytest.raises(UnreadableFileError):
            read_rows(tmp_path, ("x", "Hộp"), head=("Tên minh chứng", "Ghi chú"))

    def test_hidden_rows_charts_and_comments_are_reported(self, tmp_path: Path) -> None:
        """What nobody sees is read all the same; what is no cell is not."""
        parts = build_parts(
            '<row r="2" hidden="1"><c r="B2" t="str"><v>[H1-1-01-01]</v></c><c r="C2" t="str"><v>A</v></c></row>'
        )
        parts["xl/workbook.xml"] = parts["xl/workbook.xml"].replace("</sheets>", '<sheet name="Chart"/></sheets>')
        parts["xl/worksheets/_rels/sheet1.xml.rels"] = build_relations(("c1", "comments", "../comments1.xml"))
        parts["xl/comments1.xml"] = '<comments><comment ref="C2"><text><t>lost?</t></text></comment></comments>'
        read = read_evidence_list(save_package(tmp_path / "list.xlsx", parts))
        assert [str(finding) for finding in read.findings] == [
            "sheet 'Chart' is no table of cells; it is not read",
            "comments on cells have no place in a list: 1 @ sheet 'List': C2: lost?",
            "hidden rows were read too: 1 @ sheet 'List'",
        ]
        assert read.findings[1].texts == ("C2: lost?",)


class TestWord:
    """The list out of tables in a Word file."""

    ROW = ("1", "[H1-1-03-02]", "Sổ nghị quyết", "12/QĐ", "Trường", "gốc")

    def test_a_table_is_read_like_a_sheet(self, tmp_path: Path) -> None:
        """The same rows, the same evidence."""
        read = read_evidence_list(save_table(tmp_path / "list.docx", [HEAD, self.ROW]))
        assert read == EvidenceListRead(evidence=(ONE,), findings=())

    def test_a_list_may_go_on_in_tables_without_head(self, tmp_path: Path) -> None:
        """Word files that were converted have a table for each page; other tables are reported."""
        tables = ([("a", "b")], [HEAD, self.ROW], [("2", "[H1-1-03-03]", "Biên bản", "", "", "")], [("x", "y")])
        read = read_evidence_list(save_table(tmp_path / "list.docx", *tables))
        assert [item.name for item in read.evidence] == ["Sổ nghị quyết", "Biên bản"]
        assert [finding.texts for finding in read.findings] == [("a", "b", "x", "y")]
        assert str(read.findings[0].message) == "the rest of the file is not read; only the list is: paragraphs 4"

    def test_places_and_text_outside_are_told(self, tmp_path: Path) -> None:
        """A table in Word has rows and columns, no addresses."""
        path = save_table(tmp_path / "list.docx", [HEAD, ("1", "xx", "Sổ", "", "", "")])
        read = read_evidence_list(path)
        assert [str(finding.place) for finding in read.findings] == ["table 1, row 2, column 2"]

    def test_cells_merged_downwards_are_items_of_one_code(self, tmp_path: Path) -> None:
        """As in a sheet; a merged cell that holds nothing says nothing."""
        document = empty_document()
        document.add_paragraph("Phụ lục")
        table = document.add_table(rows=3, cols=3)
        rows = (
            ("Mã minh chứng", "Tên minh chứng", "Số, ngày ban hành"),
            ("[H1-1-03-02]", "Sổ", "2014"),
            ("", "", "2015"),
        )
        for number, row in enumerate(rows):
            for cell, text in zip(table.rows[number].cells, row, strict=True):
                cell.text = text
        table.cell(1, 0).merge(table.cell(2, 0))
        extra = document.add_table(rows=2, cols=1)
        extra.cell(0, 0).merge(extra.cell(1, 0))
        document.save(str(tmp_path / "list.docx"))
        read = read_evidence_list(tmp_path / "list.docx")
        assert [piece.reference for item in read.evidence for piece in item.pieces] == ["2014", "2015"]
        assert kinds_of(read) == ["outside_list", "joined_rows"]


class TestOldFormats:
    """Excel 97-2003: LibreOffice converts, or the error says how."""

    OLD = bytes.fromhex("d0cf11e0a1b11ae1") + bytes(600)

    def test_without_libreoffice_the_error_says_how(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        """Nothing is read, and the remedy is a command."""
        monkeypatch.setenv("PATH", str(tmp_path))
        (tmp_path / "list.xls").write_bytes(self.OLD)
        with pytest.raises(OldFormatError, match="soffice --headless --convert-to"):
            read_evidence_list(tmp_path / "list.xls")

    @pytest.mark.parametrize(("name", "wanted"), [("list.xls", "xlsx"), ("list.doc", "docx")])
    def test_what_libreoffice_makes_is_read(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, wanted: str
    ) -> None:
        """The conversion is reported; its kind follows from the file's suffix."""
        saved = save_rows(tmp_path / "new.xlsx", [HEAD, row_of(1, ONE)]).read_bytes()
        asked = []

        def convert(data: bytes, source: str, suffix: str, limits: Limits) -> bytes:
            asked.append((data == self.OLD, source == str(tmp_path / name), suffix, limits == LIMITS))
            return saved

        monkeypatch.setattr("kdcl.office.opening.convert_file", convert)
        (tmp_path / name).write_bytes(self.OLD)
        read = read_evidence_list(tmp_path / name)
        assert asked == [(True, True, wanted, True)]
        assert read.evidence == (ONE,)
        assert kinds_of(read) == ["converted_file"]


class TestNumbersAndDates:
    """What a number shows follows from its format."""

    @pytest.mark.parametrize(
        ("serial", "code", "shown"),
        [
            (42618, "dd/mm/yyyy", "05/09/2016"),
            (42618, "mm-dd-yy", "05/09/2016"),
            (42618, "mm/yyyy", "09/2016"),
            (42618, "yyyy", "2016"),
            (42618.5, "dd/mm/yyyy hh:mm", "05/09/2016 12:00"),
            (42618.5, "dd/mm/yyyy", "05/09/2016"),
            (0.75, "hh:mm", "18:00"),
            (1, "d/m/yyyy", "01/01/1900"),
            (42618, '"ngày" dd "tháng" mm', "05/09/2016"),
        ],
    )
    def test_dates_are_day_month_year(self, tmp_path: Path, serial: float, code: str, shown: str) -> None:
        """No part is invented that the cell does not show, but for the year of a day."""
        workbook = Workbook()
        sheet = workbook.worksheets[0]
        sheet.append(list(HEAD))
        sheet.append([1, "[H1-1-01-01]", "Sổ", serial])
        sheet["D2"].number_format = code
        workbook.save(tmp_path / "list.xlsx")
        assert [item.reference for item in read_evidence_list(tmp_path / "list.xlsx").evidence] == [shown]

    @pytest.mark.parametrize(("identity", "letters"), [(14, "ymd"), (17, "ym"), (20, "hm"), (0, ""), (165, "")])
    def test_formats_say_what_they_show(self, identity: int, letters: str) -> None:
        """Those built in have numbers; of others the letters count, unless they are quoted."""
        assert find_format(identity, {165: 'General "yd"'}) == letters

    def test_the_calendar_of_1904_begins_later(self) -> None:
        """Workbooks of old Macintosh computers say so."""
        assert date_text(0, "ymd", is_1904=True) == "01/01/1904"

    @pytest.mark.parametrize(("serial", "is_1904"), [(-1.0, False), (3e6, False), (2_958_465, True)])
    def test_no_calendar_has_such_days(self, serial: float, *, is_1904: bool) -> None:
        """They stay numbers and are reported."""
        assert date_text(serial, "ymd", is_1904=is_1904) is None

    def test_the_last_day_of_all(self) -> None:
        """The calendar ends with the year 9999."""
        assert date_text(2_958_465, "ymd", is_1904=False) == "31/12/9999"

    def test_numbers_are_read_as_typed(self, tmp_path: Path) -> None:
        """Whole numbers have no decimals."""
        read = read_rows(tmp_path, (1, "[H1-1-01-01]", 2016.0, 1.5, True))
        assert [(item.name, item.reference, item.issuer) for item in read.evidence] == [("2016", "1.5", "TRUE")]

    def test_columns_have_letters(self) -> None:
        """After Z comes AA."""
        assert [column_letters(column) for column in (1, 26, 27, 16384)] == ["A", "Z", "AA", "XFD"]


class TestBareWorkbooks:
    """What programs other than Excel leave out."""

    def test_addresses_and_row_numbers_may_be_missing(self, tmp_path: Path) -> None:
        """Cells follow each other then."""
        name = "<c t='inlineStr'><is><r><t>Sổ </t></r><r><t>A</t></r></is></c>"
        read = read_bare(tmp_path, f"<row><c/><c t='str'><v>[H1-1-01-01]</v></c>{name}</row>")
        assert [(str(item.code), item.name) for item in read.evidence] == [("[H1-1-01-01]", "Sổ A")]

    def test_shared_texts_are_read_without_their_pronunciation(self, tmp_path: Path) -> None:
        """Excel keeps each text once; escaped line ends are line ends."""
        strings = "<sst><si><t>[H1-1-01-01]</t></si><si><t>Sổ</t><rPh><t>so</t></rPh><t>_x000D_A</t></si></sst>"
        read = read_bare(
            tmp_path, "<row><c/><c t='s'><v>0</v></c><c t='s'><v>1</v></c></row>", xl__sharedStrings_xml=strings
        )
        assert [item.name for item in read.evidence] == ["Sổ\nA"]

    def test_other_types_of_cells(self, tmp_path: Path) -> None:
        """Dates in letters stay as they are; what is no number is an error."""
        rows = (
            "<row><c/><c t='str'><v>[H1-1-01-01]</v></c><c t='d'><v>2016-09-05</v></c>"
            "<c><v>1.2.3</v></c><c><v>x</v></c><c t='inlineStr'/></row>"
        )
        read = read_bare(tmp_path, rows)
        assert [(item.name, item.reference, item.issuer) for item in read.evidence] == [("2016-09-05", "", "")]
        assert kinds_of(read) == ["error_value", "error_value"]

    def test_a_workbook_may_count_from_1904(self, tmp_path: Path) -> None:
        """The property stands in the workbook; styles say which number is a date."""
        styles = '<styleSheet><cellXfs><xf numFmtId="14"/><xf/></cellXfs></styleSheet>'
        rows = (
            '<row><c/><c t="str"><v>[H1-1-01-01]</v></c><c><v>7</v></c><c s="0"><v>0</v></c><c s="7"><v>5</v></c></row>'
        )
        parts = build_parts(rows, xl__styles_xml=styles)
        parts["xl/workbook.xml"] = parts["xl/workbook.xml"].replace("<sheets>", '<workbookPr date1904="1"/><sheets>')
        read = read_evidence_list(save_package(tmp_path / "list.xlsx", parts))
        assert [(item.name, item.reference, item.issuer) for item in read.evidence] == [
            ("01/01/1904", "01/01/1904", "5")
        ] or [(item.reference, item.issuer) for item in read.evidence] == [("01/01/1904", "5")]

    def test_the_main_part_may_have_its_usual_name_only(self, tmp_path: Path) -> None:
        """A package whose relationships name nothing useful is read by name."""
        parts = build_parts('<row><c/><c t="str"><v>[H1-1-01-01]</v></c><c t="str"><v>A</v></c></row>')
        parts["_rels/.rels"] = build_relations(("r1", "thumbnail", "x.png"))
        assert len(read_evidence_list(save_package(tmp_path / "list.xlsx", parts)).evidence) == 1

    def test_merged_areas_that_say_nothing_are_passed_over(self, tmp_path: Path) -> None:
        """An area without address, or whose first cell is empty, changes nothing."""
        after = '<mergeCells><mergeCell/><mergeCell ref="A9:B9"/><mergeCell ref="B2:x"/></mergeCells>'
        rows = '<row r="2"><c r="B2" t="str"><v>[H1-1-01-01]</v></c><c r="C2" t="str"><v>A</v></c></row>'
        read = read_evidence_list(save_package(tmp_path / "list.xlsx", build_parts(rows, after=after)))
        assert len(read.evidence) == 1

    def test_links_without_target_are_passed_over(self, tmp_path: Path) -> None:
        """A link to a place in the workbook leads nowhere outside."""
        after = '<hyperlinks><hyperlink ref="C2" location="A1"/><hyperlink ref="?"/></hyperlinks>'
        rows = '<row r="2"><c r="B2" t="str"><v>[H1-1-01-01]</v></c><c r="C2" t="str"><v>A</v></c></row>'
        read = read_evidence_list(save_package(tmp_path / "list.xlsx", build_parts(rows, after=after)))
        assert [item.link for item in read.evidence] == [""]


class TestOwnLists:
    """A list that the library wrote reads back as what it printed."""

    LETTERS = st.characters(categories=("L", "N"), max_codepoint=0x1EF9) | st.sampled_from(" ,./-=()")
    LINES = st.text(LETTERS, max_size=20).map(lambda text: unicodedata.normalize("NFC", " ".join(text.split())))

    @examples(25, HealthCheck.function_scoped_fixture)
    @given(data=st.data(), form=st.sampled_from(["docx", "xlsx"]), language=st.sampled_from(["vi", "en"]))
    def test_what_is_printed_comes_back(self, tmp_path: Path, data: st.DataObject, form: str, language: str) -> None:
        """All eleven columns, in Word and in Excel, in both languages."""
        lines = self.LINES
        items = st.builds(
            Evidence,
            code=evidence_codes(PRIMARY),
            name=lines.map(lambda text: f"A {text}".strip()),
            reference=lines,
            issuer=lines,
            note=lines,
            holder=lines,
            collector=lines,
            collected_from=st.dates(dt.date(1990, 1, 1)),
            collected_to=st.none() | st.dates(dt.date(1990, 1, 1)),
            status=st.none() | st.sampled_from(EvidenceStatus),
            link=st.sampled_from(["", "ho-so/a.pdf", "https://truong.example/a"]),
        )
        drawn = data.draw(st.lists(items, min_size=1, max_size=4, unique_by=lambda item: item.code))
        drawn = [
            attrs.evolve(item, collected_to=None) if item.collected_to == item.collected_from else item
            for item in drawn
        ]
        assessment: SelfAssessment = attrs.evolve(build_empty(PRIMARY), evidence=tuple(drawn))
        document = build_evidence_list(assessment, PRIMARY, profile=ListProfile.INTERNAL, language=language)
        path = tmp_path / f"list.{form}"
        path.write_bytes(render(document, form))
        wanted = sorted(
            drawn, key=lambda item: (item.code.standard, item.code.criterion, item.code.number, item.code.box)
        )
        assert list(read_evidence_list(path).evidence) == wanted


class TestSeparatedValues:
    """A list saved as separated values is a list (docs/analysis/evidence-lists.md)."""

    @pytest.mark.parametrize(
        "data",
        [
            'Mã minh chứng;Tên minh chứng\n[H1-1-01-01];"Sổ; vở"\n'.encode(),
            "\ufeffMã minh chứng,Tên minh chứng\r\n[H1-1-01-01],Sổ; vở\r\n".encode(),
            "Mã minh chứng\tTên minh chứng\n[H1-1-01-01]\tSổ; vở\n".encode("utf-16"),
            "sep=|\nMã minh chứng|Tên minh chứng\n[H1-1-01-01]|Sổ; vở\n".encode(),
        ],
    )
    def test_it_is_read(self, data: bytes, tmp_path: Path) -> None:
        """With the separator that the first line tells, or that stands most often; in UTF-8 or UTF-16."""
        path = tmp_path / "list.csv"
        path.write_bytes(data)
        (piece,) = read_evidence_list(path).evidence
        assert (str(piece.code), piece.name) == ("[H1-1-01-01]", "Sổ; vở")

    def test_places_are_those_of_the_file(self, tmp_path: Path) -> None:
        """The line that tells the separator is counted."""
        path = tmp_path / "list.tsv"
        path.write_text("sep=;\nMã minh chứng;Tên minh chứng\n[H1-1-01-01];Sổ\n[H1-1-O1-02];Vở\n", "utf-8")
        (finding,) = (found for found in read_evidence_list(path).findings if found.texts)
        assert str(finding.place) == "table 1, row 4, column 1"
