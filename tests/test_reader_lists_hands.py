"""Evidence lists in many hands: rows without codes, heads of other words, old encodings, links anywhere."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import docx
import pytest
from hypothesis import HealthCheck, given
from hypothesis import strategies as st
from openpyxl import Workbook

from drawing import examples
from kdcl.errors import UnreadableFileError
from kdcl.readers import EvidenceListRead, ListFindingKind, read_evidence_list
from kdcl.school import EvidenceStatus
from word_files import empty_document
from workbooks import HEAD, MAIN, build_parts, save_package, save_rows, save_table

CODE = "[H1-1-01-01]"
OLD_NAME = "QuyÕt ®Þnh thµnh lËp tr\u00adêng"
"""A name in TCVN3."""


def read(folder: Path, *rows: Sequence[object]) -> EvidenceListRead:
    """Return what is read from a sheet of these rows, the head included."""
    return read_evidence_list(save_rows(folder / "list.xlsx", rows))


def kinds_of(result: EvidenceListRead) -> list[str]:
    """Return the kinds of the findings, in order."""
    return [str(finding.kind) for finding in result.findings]


def texts_of(result: EvidenceListRead) -> str:
    """Return every text of the evidence and of the findings."""
    return "\n".join([repr(result.evidence), *(text for finding in result.findings for text in finding.texts)])


class TestRowsWithoutCode:
    """A row without a code goes on with the evidence right above it, or is handed back."""

    def test_it_goes_on_as_in_reports(self, tmp_path: Path) -> None:
        """Its texts stand below those of the row above, and a finding says so."""
        result = read(tmp_path, HEAD, (1, CODE, "Quyết định A", "12/QĐ", "UBND"), (None, None, "Quyết định B", "13/QĐ"))
        assert [(item.name, item.reference) for item in result.evidence] == [
            ("Quyết định A\nQuyết định B", "12/QĐ\n13/QĐ")
        ]
        assert kinds_of(result) == ["continued_row"]

    def test_a_reference_alone_goes_on_too(self, tmp_path: Path) -> None:
        """And so do further rows; a link of such a row stands in the note."""
        head = (*HEAD, "Liên kết")
        rows = [(1, CODE, "Sổ", "2014"), (None, None, None, "2015", None, None, "scan/b.pdf"), (None, None, "Sổ mới")]
        (item,) = read(tmp_path, head, *rows).evidence
        assert (item.name, item.reference, item.note) == ("Sổ\nSổ mới", "2014\n2015", "scan/b.pdf")

    @pytest.mark.parametrize(
        "row",
        [
            (2, None, "Kế hoạch"),
            (None, None, "Tổng cộng: 1 minh chứng"),
            (None, None, None, None, "Hiệu trưởng"),
            ("Người lập", None, "Nguyễn Văn A"),
        ],
    )
    def test_what_cannot_be_meant_so_is_handed_back(self, tmp_path: Path, row: Sequence[object]) -> None:
        """A row with a number of its own lacks its code; totals and signatures are no evidence."""
        result = read(tmp_path, HEAD, (1, CODE, "Sổ"), row)
        assert [item.name for item in result.evidence] == ["Sổ"]
        assert kinds_of(result) == ["no_code"]
        assert result.unplaced[0].texts == tuple(str(text) for text in row if text)

    def test_a_blank_row_ends_what_goes_on(self, tmp_path: Path) -> None:
        """So does a row that was left out: nobody knows what would go on."""
        result = read(tmp_path, HEAD, (1, CODE, "Sổ"), (), (None, None, "Ngày 5 tháng 9"))
        assert kinds_of(result) == ["no_code"]
        result = read(tmp_path, HEAD, (1, CODE, "Sổ"), (2, "xx", "Hỏng"), (None, None, "Tiếp"))
        assert kinds_of(result) == ["bad_code", "no_code"]

    @given(rows=st.lists(st.tuples(st.booleans(), st.booleans(), st.sampled_from(["Sổ", "", "12/QĐ"])), max_size=6))
    @examples(20, HealthCheck.function_scoped_fixture)
    def test_no_text_is_lost(self, tmp_path: Path, rows: list[tuple[bool, bool, str]]) -> None:
        """Whatever rows lack, each of their texts is in the evidence or handed back."""
        listed = [
            (
                number if has_number else None,
                f"[H1-1-02-{number:02}]" if has_code else None,
                f"Tên-{number}.",
                f"{reference}-{number}." if reference else None,
            )
            for number, (has_number, has_code, reference) in enumerate(rows, start=1)
        ]
        result = read(tmp_path, HEAD, (1, CODE, "Đầu"), *listed)
        said = texts_of(result)
        assert all(str(text) in said for row in listed for text in row[2:] if text)


class TestCells:
    """What is no single code is named, and its row handed back; no number is guessed."""

    @pytest.mark.parametrize(
        ("text", "kind"),
        [
            ("[H1-1-01-03; 04; 05]", "several_codes"),
            ("H1-1-01-03; 04", "several_codes"),
            ("[H1-1-01-06 đến H1-1-01-09]", "several_codes"),
            ("[H1-1-01-1 0]", "bad_code"),
            ("[H1-1-O1-02]", "bad_code"),
            ("[H1-1-01-03; 4a]", "bad_code"),
            ("MC.1.1.01 bản sao", "bad_code"),
        ],
    )
    def test_lists_ranges_and_what_went_wrong(self, tmp_path: Path, text: str, kind: str) -> None:
        """In one cell."""
        result = read(tmp_path, HEAD, (1, text, "Sổ"))
        assert (result.evidence, kinds_of(result)) == ((), [kind])
        assert result.unplaced[0].texts == ("1", text, "Sổ")


class TestHeads:
    """Columns are known by what their heads mean, else by what stands in them."""

    def test_heads_of_the_office(self, tmp_path: Path) -> None:
        """Links, people, states and codes of before have many names."""
        head = ("STT", "Mã cũ", "Mã MC", "Tên MC", "Người phụ trách", "Link Drive", "Đã có/Chưa có")
        rows = [
            (1, "[H2-1-01-01]", CODE, "Sổ", "Thư ký", "https://drive.example/a", "Chưa có"),
            (2, None, "[H1-1-01-02]", "Bảng", "Thư ký", None, "Đã có"),
        ]
        result = read(tmp_path, head, *rows)
        assert [
            (str(item.code), item.name, item.collector, item.link, item.status, item.note) for item in result.evidence
        ] == [
            (CODE, "Sổ", "Thư ký", "https://drive.example/a", EvidenceStatus.EXPECTED, "Mã cũ: [H2-1-01-01]"),
            ("[H1-1-01-02]", "Bảng", "Thư ký", "", EvidenceStatus.COLLECTED, ""),
        ]
        assert not result.findings

    def test_the_state_may_be_ticked_in_two_columns(self, tmp_path: Path) -> None:
        """One tick says it; both, or other words, are handed back; a dash says nothing."""
        head = ("Mã minh chứng", "Tên minh chứng", "Đã có", "Chưa có")
        ticks = (("x", None), (None, "✓"), ("x", "x"), ("mượn", None), ("-", "-"))
        rows = [(f"[H1-1-01-0{number}]", "Sổ", *pair) for number, pair in enumerate(ticks, start=1)]
        result = read(tmp_path, head, *rows)
        assert [item.status for item in result.evidence] == [
            EvidenceStatus.COLLECTED,
            EvidenceStatus.EXPECTED,
            None,
            None,
            None,
        ]
        assert [finding.texts for finding in result.findings] == [("x, x",), ("mượn",)]

    @pytest.mark.parametrize(
        ("heads", "name"),
        [
            (("Kí hiệu", "Danh mục minh chứng"), None),
            (("Ký hiệu MC", "Nội dung hồ sơ cần lưu"), None),
            (("Minh chứng", "Tên, nội dung"), "Tên, nội dung"),
            (("MC", "Diễn giải"), "Diễn giải"),
        ],
    )
    def test_a_column_of_nothing_but_codes_is_that_of_the_codes(
        self, tmp_path: Path, heads: tuple[str, str], name: str | None
    ) -> None:
        """And the widest text beside it is the name; each guess is told at its head."""
        rows = [
            (1, CODE, "Quyết định thành lập", "12/QĐ"),
            ("Tiêu chí 2",),
            (2, "H1.1.02.01", "Kế hoạch năm học", "13"),
        ]
        result = read(tmp_path, ("TT", *heads, "Số, ngày ban hành"), *rows)
        assert [(str(item.code), item.name, item.reference) for item in result.evidence] == [
            (CODE, "Quyết định thành lập", "12/QĐ"),
            ("[H1-1-02-01]", "Kế hoạch năm học", "13"),
        ]
        guesses = [finding for finding in result.findings if finding.kind is ListFindingKind.HEAD_GUESSED]
        assert [str(finding.place) for finding in guesses] == ["'Danh mục'!B1", *(["'Danh mục'!C1"] if name else [])]
        assert repr(heads[0]) in str(guesses[0].message)

    def test_a_list_may_have_no_head_at_all(self, tmp_path: Path) -> None:
        """What has no head beside codes and names is handed back."""
        result = read(tmp_path, (1, CODE, "Quyết định thành lập", "12"), (2, "[H1-1-01-02]", "Kế hoạch", "13"))
        assert [item.name for item in result.evidence] == ["Quyết định thành lập", "Kế hoạch"]
        assert kinds_of(result) == ["head_guessed", "head_guessed", "outside_list"]
        assert "a column without a head" in str(result.findings[0])

    def test_the_head_may_have_two_rows(self, tmp_path: Path) -> None:
        """Common heads stand above; rows that number the columns are passed over."""
        rows = [
            ("Minh chứng", None, "Số, ngày ban hành", "Nơi ban hành"),
            ("Ký hiệu", "Tên gọi đầy đủ", None, None),
            ("(1)", "(2)", "(3)", "(4)"),
            (CODE, "Quyết định thành lập", "12/QĐ", "UBND"),
        ]
        (item,) = read(tmp_path, *rows).evidence
        assert (item.name, item.reference, item.issuer) == ("Quyết định thành lập", "12/QĐ", "UBND")

    def test_a_column_of_codes_is_found_where_the_head_leads_to_none(self, tmp_path: Path) -> None:
        """A head may be that of the office's own numbers."""
        head = ("Mã số", "Ký hiệu", "Tên minh chứng", "Mã cũ")
        result = read(
            tmp_path, head, ("001", CODE, "Sổ", "[H2-1-01-01]"), ("002", "[H1-1-01-02]", "Bảng", "[H2-1-01-02]")
        )
        assert [str(item.code) for item in result.evidence] == [CODE, "[H1-1-01-02]"]
        assert [finding.texts for finding in result.findings] == [(), ("001", "002")]

    def test_a_head_by_its_words_stays_where_nothing_fits_better(self, tmp_path: Path) -> None:
        """Then each row says what is wrong with its code."""
        assert kinds_of(read(tmp_path, HEAD, (1, "001", "Sổ"))) == ["bad_code"]

    @pytest.mark.parametrize(
        ("rows", "said"),
        [
            (
                [("TT", "Tên minh chứng"), (1, "Sổ")],
                "the column of the codes was not found; heads seen: 'TT', 'Tên minh chứng'",
            ),
            (
                [("Văn bản", "Tên minh chứng"), (CODE, "Sổ"), ("không rõ", "Bảng")],
                "the column of the codes was not found; heads seen: 'Văn bản', 'Tên minh chứng'",
            ),
            (
                [("Mã minh chứng", "Số lượng"), ("x", 1)],
                "the column of the names was not found; heads seen: 'Mã minh chứng',",
            ),
            (
                [("A", "B" * 70), ("x", 1)],
                "neither the column of the codes nor that of the names was found; heads seen: 'A',",
            ),
            ([("Mã minh chứng",), (CODE,)], "it has no row of heads"),
            ([("Mã minh chứng", "Số"), (CODE, 1)], "the column of the names was not found"),
        ],
    )
    def test_the_error_names_what_was_seen(self, tmp_path: Path, rows: list[Sequence[object]], said: str) -> None:
        """And which of the two columns is missing."""
        with pytest.raises(UnreadableFileError) as caught:
            read(tmp_path, *rows)
        assert said in str(caught.value)


class TestOldEncodings:
    """Cells in TCVN3 or VNI are named and handed back as they are."""

    def test_cells_are_handed_back_unharmed(self, tmp_path: Path) -> None:
        """Also the soft hyphen, which is a letter there; what is Unicode beside them stays."""
        result = read(
            tmp_path,
            HEAD,
            (1, CODE, OLD_NAME, "12/QĐ-UBND"),
            (2, "[H1-1-01-02]", "Líp 1"),
            (3, "[H1-1-01-03]", "Sổ họp"),
        )
        assert [(item.name, item.reference) for item in result.evidence] == [
            ("", "12/QĐ-UBND"),
            ("", ""),
            ("Sổ họp", ""),
        ]
        (finding,) = result.findings
        assert (finding.kind, finding.texts) == (ListFindingKind.OLD_ENCODING, (OLD_NAME, "Líp 1"))
        assert str(finding.place) == "'Danh mục'!C2"
        assert "TCVN3" in str(finding.message)
        assert "UniKey" in str(finding.message)

    def test_signs_in_words_of_unicode_are_no_encoding(self, tmp_path: Path) -> None:
        """One foreign letter in each of two names is chance."""
        result = read(tmp_path, HEAD, (1, CODE, "Sổ cµm đến"), (2, "[H1-1-01-02]", "Sổ cµ ở lớp"))
        assert [item.name for item in result.evidence] == ["Sổ cµm đến", "Sổ cµ ở lớp"]

    def test_heads_in_an_old_encoding_are_named_in_the_error(self, tmp_path: Path) -> None:
        """With the remedy."""
        with pytest.raises(UnreadableFileError, match="UniKey"):
            read(tmp_path, ("M· minh chøng", "Tªn minh chøng"), ("x", OLD_NAME))


class TestLinks:
    """A link may stand on any cell."""

    def test_every_cell_may_lead_somewhere(self, tmp_path: Path) -> None:
        """The column of links counts first, then the name; what is more goes into the note."""
        workbook = Workbook()
        sheet = workbook.worksheets[0]
        sheet.append([*HEAD, "Link Drive"])
        for number in range(1, 5):
            sheet.append([number, f"[H1-1-01-0{number}]", "Sổ", "12/QĐ"])
        sheet["B2"].hyperlink = "https://truong.example/1.pdf"
        sheet["D3"].hyperlink = "https://truong.example/2.pdf"
        sheet["C3"].hyperlink = "https://truong.example/3.pdf"
        sheet["G4"].value, sheet["G4"].hyperlink = "Xem tại đây", "https://truong.example/4.pdf"
        sheet["G5"].value, sheet["G5"].hyperlink = "Bản ký ngày 5", "https://truong.example/5.pdf"
        workbook.save(tmp_path / "list.xlsx")
        result = read_evidence_list(tmp_path / "list.xlsx")
        assert [(item.link[-5:], item.note) for item in result.evidence] == [
            ("1.pdf", ""),
            ("3.pdf", "https://truong.example/2.pdf"),
            ("4.pdf", ""),
            ("5.pdf", "Bản ký ngày 5"),
        ]


class TestWholeReports:
    """Of a whole report only the list at its end is read, and one line says what was not."""

    def test_one_short_line_and_every_text(self, tmp_path: Path) -> None:
        """The texts come with the finding."""
        document = empty_document()
        for number in range(50):
            document.add_paragraph(f"Đoạn {number} của báo cáo.")
        path = save_table(tmp_path / "list.docx", [("Họ và tên", "Chức vụ")], [HEAD, ("1", CODE, "Sổ", "", "", "")])
        listed = docx.Document(str(path))
        for number in range(50):
            listed.add_paragraph(f"Đoạn {number} của báo cáo.")
        listed.save(str(path))
        result = read_evidence_list(path)
        assert [item.name for item in result.evidence] == ["Sổ"]
        (finding,) = result.findings
        assert str(finding.message) == "the rest of the file is not read; only the list is: paragraphs 52"
        assert len(finding.texts) == 52


def test_a_shared_text_beyond_the_last_is_no_text(tmp_path: Path) -> None:
    """A cell that names none shows an error and not another cell's text."""
    rows = '<row r="2"><c t="s"><v>0</v></c><c t="s"><v>9</v></c></row>'
    strings = f'<sst xmlns="{MAIN}"><si><t>1</t></si></sst>'
    result = read_evidence_list(save_package(tmp_path / "list.xlsx", build_parts(rows, xl__sharedStrings_xml=strings)))
    assert kinds_of(result) == ["error_value", "no_code"]


def test_a_formula_beside_the_text_it_showed(tmp_path: Path) -> None:
    """The text is read and the formula named, in whichever cell a program put the text; an empty cell is none."""
    rows = f'<row r="2"><c t="inlineStr"/><c t="inlineStr"><is><t>{CODE}</t></is></c>{{}}</row>'
    shown = '<c t="inlineStr"><f>A9</f><is><t>Sổ</t></is></c>'
    result = read_evidence_list(save_package(tmp_path / "list.xlsx", build_parts(rows.format(shown))))
    assert [(str(item.code), item.name) for item in result.evidence] == [(CODE, "Sổ")]
    assert kinds_of(result) == ["formula"]


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("từ ngày 05/9/2016 đến ngày 10/9/2016", ["2016-09-05", "2016-09-10"]),
        ("05/9/2016", ["2016-09-05", "None"]),
        ("trước 05/9/2016", ["None", "None"]),
        ("5,6/9/2016", ["2016-09-05", "2016-09-06"]),
        ("5,8/9/2016", ["None", "None"]),
        ("đợt 1: 05/9/2016", ["None", "None"]),
    ],
)
def test_words_beside_a_day(tmp_path: Path, text: str, days: list[str]) -> None:
    """What may change a day leaves it open, and the cell is handed back."""
    result = read(tmp_path, (*HEAD, "Thời gian thu thập"), (1, CODE, "Sổ", "", "", "", text))
    (item,) = result.evidence
    assert [str(item.collected_from), str(item.collected_to)] == days
    assert [finding.texts for finding in result.findings] == ([] if days[0] != "None" else [(text,)])


def test_blanks_around_the_number_of_a_shared_text(tmp_path: Path) -> None:
    """As programs leave them that lay their files out in lines."""
    rows = '<row r="2"><c/><c t="s"><v> 0 </v></c><c t="s"><v> 1\n</v></c></row>'
    strings = f'<sst xmlns="{MAIN}"><si><t>{CODE}</t></si><si><t>Sổ</t></si></sst>'
    result = read_evidence_list(save_package(tmp_path / "list.xlsx", build_parts(rows, xl__sharedStrings_xml=strings)))
    assert [(str(item.code), item.name) for item in result.evidence] == [(CODE, "Sổ")]
