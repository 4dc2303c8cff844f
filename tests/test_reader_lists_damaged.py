"""The reader of evidence lists: damaged rows, and files that nobody should trust."""

from __future__ import annotations

import datetime as dt
import re
import tracemalloc
import zipfile
from collections.abc import Sequence
from pathlib import Path

import pytest
from openpyxl import Workbook

from kdcl.codes import EvidenceCode
from kdcl.errors import UnreadableFileError
from kdcl.findings import Finding
from kdcl.locale import get_locale
from kdcl.office.limits import Limits
from kdcl.readers import EvidenceListRead, ListFindingKind, read_evidence_list
from workbooks import HEAD, PARTS, build_package, build_parts, build_relations, save_package, save_rows

CODE = "[H1-1-01-01]"


def read_row(folder: Path, *row: object, head: Sequence[str] = HEAD) -> EvidenceListRead:
    """Return what is read from a list of one row."""
    return read_evidence_list(save_rows(folder / "list.xlsx", [head, row]))


def only(read: EvidenceListRead) -> Finding:
    """Return the one finding there is."""
    (finding,) = read.findings
    return finding


class TestTwentyKindsOfDamage:
    """Each kind is found once, with its place, and the good rows are kept."""

    DAMAGE: tuple[tuple[str, Sequence[object]], ...] = (
        ("no_code", (1, None, "Không có mã")),
        ("bad_code", (2, "H1-1", "Mã cụt")),
        ("bad_code", (3, "[H0-1-01-01]", "Hộp 0")),
        ("bad_code", (4, 1.0101, "Mã thành số")),
        ("code_is_date", (5, dt.date(2001, 1, 1), "Mã thành ngày")),
        ("several_codes", (6, "[H1-1-02-01]; [H1-1-02-02]", "Hai mã")),
        ("converted_code", (7, "[H1.1.02.03]", "Dấu chấm")),
        ("converted_code", (8, "[H1-1-02- 04]", "Dấu cách thừa")),
        ("converted_code", (9, "h1–1–02–05", "Gạch dài")),
        ("converted_code", (10, "[H1-1.2-06]", "Văn bản sau này")),
        ("box_guessed", (11, "[MC.1.2.07]", "Không có hộp")),
        ("code_with_text", (12, "[H1-1-02-08] bản chính", "Có chữ")),
        ("joined_rows", (13, CODE, "Tên khác")),
        ("repeated_row", (14, CODE, "Dòng đúng", "1/QĐ", "Trường", "gốc")),
        ("other_box", (15, "[H2-1-01-01]", "Hộp khác")),
        ("no_name", (16, "[H1-1-02-09]", None, "9/QĐ")),
        ("formula", (17, "[H1-1-02-10]", "=CONCATENATE(A1)")),
        ("error_value", (18, "[H1-1-02-11]", "Có lỗi", "#REF!")),
        ("characters", (19, "[H1-1-02-12]", "Ký tự \u0007")),
        ("other_standard", (20, "[H2-2-01-01]", "Sai tiêu chuẩn")),
    )
    GOOD = ((0, CODE, "Dòng đúng", "1/QĐ", "Trường", "gốc"), (99, "[H1-1-09-01]", "Dòng cuối", "", "", ""))

    @pytest.fixture
    def read(self, tmp_path: Path) -> EvidenceListRead:
        """Return what is read from the damaged list."""
        rows = [HEAD, ("Tiêu chuẩn 1: Tổ chức",), self.GOOD[0], *(row for _, row in self.DAMAGE), self.GOOD[1]]
        marked = [[self.mark(value) for value in row] for row in rows]
        path = save_rows(tmp_path / "list.xlsx", marked)
        with zipfile.ZipFile(path) as package:
            parts = {name: package.read(name).decode() for name in package.namelist()}
        sheet = parts["xl/worksheets/sheet1.xml"].replace("&lt;BELL&gt;", "_x0007_")
        shown = re.sub('<c r="(C[0-9]+)"[^>]*>(<f>.*?</f>)<v ?(?:/>|></v>)', r'<c r="\1" t="str">\2<v>Tên</v>', sheet)
        assert shown != sheet
        parts["xl/worksheets/sheet1.xml"] = shown
        return read_evidence_list(save_package(path, parts))

    @staticmethod
    def mark(value: object) -> object:
        """Return a value that openpyxl writes; it refuses control characters, so one gets a mark."""
        return value.replace("\u0007", "<BELL>") if isinstance(value, str) else value

    def test_twenty_findings_in_the_order_of_the_rows(self, read: EvidenceListRead) -> None:
        """One for each, at its row."""
        assert [str(finding.kind) for finding in read.findings] == [kind for kind, _ in self.DAMAGE]
        rows = [int(re.findall("[0-9]+", str(finding.place))[-1]) for finding in read.findings]
        assert rows == list(range(4, 24))

    def test_good_rows_are_kept(self, read: EvidenceListRead) -> None:
        """So are those whose code could be read; what was left out is in the findings."""
        codes = [str(item.code) for item in read.evidence]
        assert (codes[0], codes[-1]) == (CODE, "[H1-1-09-01]")
        assert codes[1:-1] == [
            *(f"[H1-1-02-{number:02}]" for number in range(3, 9)),
            "[H2-1-01-01]",
            *(f"[H1-1-02-{number:02}]" for number in range(9, 13)),
            "[H2-2-01-01]",
        ]
        assert (read.evidence[0].reference, read.evidence[0].note) == ("1/QĐ", "gốc")

    def test_nothing_is_dropped_silently(self, read: EvidenceListRead) -> None:
        """The texts of a row that was left out come with its finding."""
        left_out = {str(finding.kind): finding.texts for finding in read.findings if finding.texts}
        assert set(left_out) == {"no_code", "bad_code", "code_is_date", "several_codes", "repeated_row"}
        assert left_out["no_code"] == ("1", "Không có mã")
        assert left_out["code_is_date"] == ("5", "01/01/2001", "Mã thành ngày")

    def test_findings_speak_vietnamese(self, read: EvidenceListRead) -> None:
        """With the sheet and the row, and what to do."""
        assert (
            get_locale("vi").text(read.findings[0].in_words)
            == "dòng không có mã nên bị bỏ qua; hãy ghi mã minh chứng @ trang tính 'Danh mục', dòng 4: 1, Không có mã"
        )


class TestCodes:
    """What becomes of single codes."""

    def test_text_beside_a_code_is_the_name_where_there_is_none(self, tmp_path: Path) -> None:
        """Lists that were typed into one column."""
        read = read_row(tmp_path, 1, f"{CODE} Quyết định", None)
        assert [(item.name, item.note) for item in read.evidence] == [("Quyết định", "")]
        assert only(read).kind is ListFindingKind.CODE_WITH_TEXT

    def test_text_beside_a_code_goes_behind_the_note(self, tmp_path: Path) -> None:
        """Nothing is dropped."""
        read = read_row(tmp_path, 1, f"{CODE} bản chính", "Quyết định", "", "", "gốc")
        assert [item.note for item in read.evidence] == ["gốc; bản chính"]

    def test_brackets_may_be_missing_in_a_column_of_codes(self, tmp_path: Path) -> None:
        """They part codes from prose, and here is none."""
        assert read_row(tmp_path, 1, "H1-1-01-01", "Sổ").findings == ()

    @pytest.mark.parametrize(
        ("parts", "said"),
        [
            ((1, 1, 1, None), "a part of the code is missing: the number of the evidence"),
            ((1, None, None, 1), "a part of the code is missing: the standard, the criterion"),
            ((1, "một", 1, 1), "'một' is no number for the standard"),
            ((1, 1, "2.3", 1), "'2.3' is no number for the criterion"),
            ((1, 1, "1.2.3", 1), "'1.2.3' is no number for the criterion"),
            ((1, 1, dt.date(2016, 1, 3), 1), "'03/01/2016' is no number for the criterion"),
            ((100, 1, 1, 1), "'100', character 1: box is not a whole number from 1 to 99; give such a number"),
        ],
    )  # fmt: skip
    def test_parts_that_make_no_code(self, tmp_path: Path, parts: tuple[object, ...], said: str) -> None:
        """The finding names the part."""
        read = read_row(tmp_path, 1, *parts, "Sổ", head=PARTS)
        assert only(read).kind is ListFindingKind.BAD_CODE
        assert str(only(read).message) == said
        assert read.evidence == ()

    def test_a_missing_box_is_guessed_and_reported(self, tmp_path: Path) -> None:
        """The standard's number is what most schools use."""
        read = read_row(tmp_path, 1, None, 2, 3, 4, "Sổ", head=PARTS)
        assert [item.code for item in read.evidence] == [EvidenceCode(2, 2, 3, 4)]
        assert only(read).kind is ListFindingKind.BOX_GUESSED

    def test_a_row_with_no_part_has_no_code(self, tmp_path: Path) -> None:
        """As with one column."""
        assert only(read_row(tmp_path, 1, None, None, None, None, "Sổ", head=PARTS)).kind is ListFindingKind.NO_CODE

    def test_a_formula_that_shows_nothing_is_reported(self, tmp_path: Path) -> None:
        """Programs that write formulas leave their results to Excel."""
        read = read_row(tmp_path, 1, CODE, "Sổ", "=A1&B1")
        assert only(read).kind is ListFindingKind.NO_VALUE
        assert str(only(read).place.in_words) == "sheet 'Danh mục', cell D2"


class TestColumns:
    """What stands outside of the columns that are known."""

    def test_unknown_and_repeated_columns_are_handed_back(self, tmp_path: Path) -> None:
        """With all that stands in them."""
        read = read_row(tmp_path, 1, CODE, "Sổ", "", "", "gốc", "A4", "thêm", head=(*HEAD, "Khổ giấy", "Ghi chú"))
        assert [(str(finding.kind), str(finding.place.in_words), finding.texts) for finding in read.findings] == [
            ("unknown_column", "sheet 'Danh mục', cell G1", ("A4",)),
            ("unknown_column", "sheet 'Danh mục', cell H1", ("thêm",)),
        ]
        assert read.evidence[0].note == "gốc"

    def test_text_without_a_head_is_handed_back(self, tmp_path: Path) -> None:
        """Remarks beside the list."""
        read = read_row(tmp_path, 1, CODE, "Sổ", "", "", "", "", "xem lại")
        assert (only(read).kind, only(read).texts) == (ListFindingKind.OUTSIDE_LIST, ("xem lại",))

    def test_a_signature_below_the_list_is_handed_back(self, tmp_path: Path) -> None:
        """It has no code."""
        rows = [HEAD, (1, CODE, "Sổ"), ("Người lập danh mục",)]
        read = read_evidence_list(save_rows(tmp_path / "list.xlsx", rows))
        assert only(read).texts == ("Người lập danh mục",)

    def test_a_long_text_is_neither_head_nor_band(self, tmp_path: Path) -> None:
        """Headings are short."""
        rows = [("Tên minh chứng " * 20,), HEAD, (1, None, "Tiêu chuẩn 1 " * 40)]
        read = read_evidence_list(save_rows(tmp_path / "list.xlsx", rows))
        assert [str(finding.kind) for finding in read.findings] == ["outside_list", "no_code"]


class TestHostileFiles:
    """Files made to harm end in a clear error, in bounded time and memory."""

    def refuse(self, path: Path, reason: str) -> None:
        """Check that a file is refused for a reason, with at most 200 MB taken."""
        tracemalloc.start()
        try:
            with pytest.raises(UnreadableFileError, match=reason):
                read_evidence_list(path)
            assert tracemalloc.get_traced_memory()[1] < 200 << 20
        finally:
            tracemalloc.stop()

    def test_zip_bomb(self, tmp_path: Path) -> None:
        """A part that unpacks to far more than its size is not unpacked."""
        parts = build_parts("<row/>" * 3_000_000)
        self.refuse(save_package(tmp_path / "bomb.xlsx", parts), "unpacks to more than")

    def test_millions_of_cells(self, tmp_path: Path) -> None:
        """A sheet is counted before it is built."""
        row = '<row r="2">' + "".join(f'<c r="A{n}"/>' for n in range(200_000)) + "</row>"
        path = save_package(tmp_path / "cells.xlsx", build_parts(row * 11))
        with pytest.raises(UnreadableFileError, match="more than 3000000 tags"):
            read_evidence_list(path)

    def test_many_cells_that_hold_something(self, tmp_path: Path) -> None:
        """The limit counts what is shown."""
        path = save_package(tmp_path / "cells.xlsx", build_parts("<row><c><v>1</v></c></row>" * 20))
        with pytest.raises(UnreadableFileError, match="more than 15 cells that hold something"):
            read_evidence_list(path, limits=Limits(cells=15))

    def test_one_long_text_in_many_cells(self, tmp_path: Path) -> None:
        """A shared text takes little room in the file and much in what is shown."""
        strings = f"<sst><si><t>{'x' * 100_000}</t></si></sst>"
        rows = '<row><c t="s"><v>0</v></c></row>' * 200
        path = save_package(tmp_path / "texts.xlsx", build_parts(rows, xl__sharedStrings_xml=strings))
        self.refuse(path, "shows more than 10000000 characters")

    def test_merged_areas_of_the_whole_sheet(self, tmp_path: Path) -> None:
        """What merged cells cover is counted like other cells."""
        merges = "".join(f'<mergeCell ref="B2:XFD{1_048_576 - n}"/>' for n in range(300))
        rows = "".join(f'<row r="{n}"><c r="B{n}"><v>1</v></c></row>' for n in range(2, 1002))
        path = save_package(tmp_path / "merged.xlsx", build_parts(rows, after=f"<mergeCells>{merges}</mergeCells>"))
        self.refuse(path, "more than 200000 cells")

    def test_a_cell_at_the_end_of_the_sheet(self, tmp_path: Path) -> None:
        """Rows that hold nothing take no time; the row is reported like any other."""
        rows = '<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'
        read = read_evidence_list(save_package(tmp_path / "far.xlsx", build_parts(rows)))
        assert str(only(read).place) == "List!XFD1048576"

    @pytest.mark.parametrize("part", ["xl/workbook.xml", "xl/worksheets/sheet1.xml", "xl/sharedStrings.xml"])
    def test_external_entities(self, tmp_path: Path, part: str) -> None:
        """Nothing is fetched, nothing expanded."""
        parts = build_parts("")
        entity = '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>'
        parts[part] = entity + parts.get(part, "<sst><si><t>&a;</t></si></sst>")
        self.refuse(save_package(tmp_path / "entity.xlsx", parts), "declares a document type or entities")

    def test_entities_in_an_encoding_of_another_kind(self, tmp_path: Path) -> None:
        """A sheet that hides its document type from a search for it is refused all the same."""
        hidden = "<?xml version='1.0' encoding='UTF-7'?>+ADw-!DOCTYPE d []+AD4APA-d/+AD4-"
        path = save_package(tmp_path / "hidden.xlsx", {**build_parts(""), "xl/worksheets/sheet1.xml": hidden})
        self.refuse(path, "is in the encoding UTF-7")

    def test_more_tags_than_allowed(self, tmp_path: Path) -> None:
        """The limit holds for callers who set their own."""
        path = save_package(tmp_path / "tags.xlsx", build_parts("<row/>" * 100))
        with pytest.raises(UnreadableFileError, match="more than 90 tags"):
            read_evidence_list(path, limits=Limits(tags=90))

    def test_deep_nesting(self, tmp_path: Path) -> None:
        """XML of a million levels is no sheet."""
        self.refuse(save_package(tmp_path / "deep.xlsx", build_parts("<a>" * 5000 + "</a>" * 5000)), "no sound XML")

    @pytest.mark.parametrize("name", ["../evil.xml", "/etc/passwd", r"xl\..\..\evil.xml"])
    def test_names_that_lead_outside(self, tmp_path: Path, name: str) -> None:
        """No part is ever written, and such a file is refused all the same."""
        self.refuse(save_package(tmp_path / "path.xlsx", {**build_parts(""), name: "x"}), "leads outside|two entries")

    def test_a_sheet_that_points_outside_is_not_read(self, tmp_path: Path) -> None:
        """Only parts of the package are sheets."""
        parts = build_parts("")
        parts["xl/_rels/workbook.xml.rels"] = build_relations(("s1", "worksheet", "../../../etc/passwd"))
        self.refuse(save_package(tmp_path / "sheet.xlsx", parts), "no table has the columns")

    def test_other_files(self, tmp_path: Path) -> None:
        """Text, packages of other programs, a workbook whose main part is something else, a missing file."""
        (tmp_path / "text.xlsx").write_text("TT;Mã minh chứng", "utf-8")
        self.refuse(tmp_path / "text.xlsx", "no Office file")
        self.refuse(save_package(tmp_path / "other.xlsx", {"a.txt": "x"}), "holds no workbook")
        self.refuse(save_package(tmp_path / "main.xlsx", {**build_parts(""), "xl/workbook.xml": "<x/>"}), "no workbook")
        self.refuse(tmp_path / "none.xlsx", "cannot be read")

    def test_a_file_that_is_cut_off(self, tmp_path: Path) -> None:
        """At every tenth of its length."""
        data = build_package(build_parts('<row><c t="s"><v>9</v></c></row>'))
        for tenth in range(10):
            (tmp_path / "cut.xlsx").write_bytes(data[: len(data) * tenth // 10])
            self.refuse(tmp_path / "cut.xlsx", "Office file")

    def test_formulas_are_never_computed(self, tmp_path: Path) -> None:
        """Only what they last showed is read, as text."""
        workbook = Workbook()
        sheet = workbook.worksheets[0]
        sheet.append(list(HEAD))
        sheet.append([1, CODE, '=HYPERLINK("http://x.example";"a")'])
        workbook.save(tmp_path / "list.xlsx")
        assert [item.name for item in read_evidence_list(tmp_path / "list.xlsx").evidence] == [""]

    def test_addresses_and_numbers_beyond_every_sheet(self, tmp_path: Path) -> None:
        """They are read as if they were not there."""
        rows = (
            '<row r="99999999999"><c r="!!"/><c s="99999999999" t="str"><v>[H1-1-01-01]</v></c>'
            '<c t="s"><v>77</v></c><c><v>1e999</v></c><c><v>-1e99</v></c></row>'
        )
        read = read_evidence_list(save_package(tmp_path / "odd.xlsx", build_parts(rows)))
        assert [str(item.code) for item in read.evidence] == [CODE]
