"""The evidence list as a document of its own, the labels of boxes and the lists of what is in them."""

from __future__ import annotations

import datetime as dt
import io
from typing import Any

import attrs
import docx
import pytest

from kdcl.blocks import Document, Orientation, Paragraph, ParagraphStyle, Table, TwoColumnHead
from kdcl.codes import EvidenceCode
from kdcl.documents.boxes import build_box_contents, build_box_labels
from kdcl.documents.evidence_list import ListProfile, build_evidence_list
from kdcl.errors import UnknownLanguageError
from kdcl.renderers import available_renderers, render
from kdcl.school import (
    Box,
    Evidence,
    EvidencePiece,
    EvidenceStatus,
    ReplacedEvidence,
    SchoolYear,
    SelfAssessment,
)
from kdcl.standards import get_framework
from reports import (
    build_empty,
    build_full,
    cell_text,
    find_after,
    iter_blocks,
    paragraph_text,
    table_after,
    table_texts,
)

PRIMARY = get_framework("tt42-2012/primary")
OFFICIAL = [
    "TT",
    "Mã minh chứng",
    "Tên minh chứng",
    "Số, ngày ban hành, hoặc thời điểm khảo sát, điều tra, phỏng vấn, quan sát",
    "Nơi ban hành hoặc người thực hiện",
    "Ghi chú",
]
PIECE = Evidence(
    code=EvidenceCode(1, 1, 3, 2),
    name="Kế hoạch",
    reference="12/KH",
    issuer="Trường",
    note="gốc",
    holder="Văn thư",
    collector="Nhóm 1",
    collected_from=dt.date(2016, 9, 5),
    collected_to=dt.date(2016, 10, 15),
    status=EvidenceStatus.COLLECTED,
    link="ho-so/kh.pdf",
    pieces=(
        EvidencePiece(reference="12/KH"),
        EvidencePiece(reference="15/KH", school_year=SchoolYear(2015)),
        EvidencePiece(school_year=SchoolYear(2016)),
        EvidencePiece(note="không số"),
    ),
    replaced=(
        ReplacedEvidence(name="Kế hoạch cũ", replaced_on=dt.date(2016, 2, 9)),
        ReplacedEvidence(name="Bản nháp"),
    ),
)


def assess(*evidence: Evidence, boxes: tuple[Box, ...] = ()) -> SelfAssessment:
    """Return a self-assessment with this evidence."""
    return attrs.evolve(build_empty(PRIMARY), evidence=evidence, boxes=boxes)


def at(code: str, **facts: Any) -> Evidence:  # noqa: ANN401 - any facts of a piece
    """Return a piece of evidence of a code."""
    return attrs.evolve(Evidence(code=EvidenceCode.parse(code), name="Sổ"), **facts)


def list_rows(assessment: SelfAssessment, profile: ListProfile = ListProfile.OFFICIAL) -> list[list[str]]:
    """Return the texts of the list's table."""
    return table_texts(table_after(build_evidence_list(assessment, PRIMARY, profile=profile), "evidence_list"))


def labels_of(document: Document) -> list[list[str]]:
    """Return the lines of each label."""
    table = next(block for block in iter_blocks(document) if isinstance(block, Table))
    return [cell_text(cell).split("\n") for row in table.rows for cell in row.cells]


class TestTheListAlone:
    """Annex III: danh mục mã minh chứng."""

    def test_the_official_copy_has_exactly_six_columns_across_the_page(self) -> None:
        """In the order of the form; the head is repeated."""
        document = build_evidence_list(build_full(PRIMARY), PRIMARY)
        (section,) = document.sections
        table = table_after(document, "evidence_list")
        assert section.setup.orientation is Orientation.LANDSCAPE
        assert table_texts(table)[0] == OFFICIAL
        assert table.header_rows == 1
        assert [row[1] for row in table_texts(table)[1:3]] == ["[H1-1-01-01]", "[H1-1-02-01]"]
        assert (document.title, document.subject) == ("DANH MỤC MÃ MINH CHỨNG", "Năm học 2016-2017")

    def test_the_appendix_of_the_report_prints_the_same_rows(self) -> None:
        """One list, two places."""
        from kdcl.documents.report import build_report  # noqa: PLC0415 - this test alone needs the whole report

        report = build_report(build_full(PRIMARY), PRIMARY)
        assert table_texts(table_after(report, "evidence_list")) == list_rows(build_full(PRIMARY))

    def test_the_internal_copy_adds_what_the_school_keeps(self) -> None:
        """Holder, collector, collecting, status and link."""
        head, row = list_rows(assess(PIECE), ListProfile.INTERNAL)
        assert head[6:] == ["Người giữ", "Người thu thập", "Thời gian thu thập", "Tình trạng", "Liên kết"]
        assert row[6:] == ["Văn thư", "Nhóm 1", "05/9/2016\n15/10/2016", "Đã thu thập", "ho-so/kh.pdf"]

    def test_what_nobody_knows_is_empty(self) -> None:
        """No status, no day is invented; one day stands alone, and columns that nothing fills are left out."""
        head, first, second = list_rows(
            assess(at("[H1-1-01-01]"), at("[H1-1-01-02]", collected_from=dt.date(2016, 9, 5))), ListProfile.INTERNAL
        )
        assert head[6:] == ["Thời gian thu thập"]
        assert (first[6:], second[6:]) == ([""], ["05/9/2016"])

    def test_an_empty_internal_copy_has_every_column(self) -> None:
        """Before there is any evidence the list is a form to fill in."""
        assert len(list_rows(assess(), ListProfile.INTERNAL)[0]) == 11

    def test_physical_items_and_replacements_are_told(self) -> None:
        """Letter 46 wants the day of a replacement on record; the code stays."""
        _, row = list_rows(assess(PIECE))
        assert row[3] == "12/KH\n15/KH (2015-2016)\n2016-2017"
        assert row[5] == "gốc\nkhông số\nThay cho: Kế hoạch cũ (thay ngày 09/02/2016)\nThay cho: Bản nháp"

    def test_an_empty_list_has_rows_to_fill_in(self) -> None:
        """The form never disappears."""
        assert len(list_rows(assess())) == 11

    def test_the_head_names_authority_and_school(self) -> None:
        """A school that names no authority has no empty line for it."""
        for assessment, texts in (
            (build_full(PRIMARY), ["DISTRICT OFFICE", "SONG HONG SCHOOL", ""]),
            (assess(), ["SONG HONG SCHOOL", ""]),
        ):
            head = build_evidence_list(assessment, PRIMARY).sections[0].blocks[0]
            assert isinstance(head, TwoColumnHead)
            assert [paragraph_text(line) for line in head.left] == texts

    @pytest.mark.parametrize("status", EvidenceStatus)
    def test_every_status_has_a_label(self, status: EvidenceStatus) -> None:
        """None is printed as its name in the file."""
        assert str(status.words).strip()

    @pytest.mark.parametrize("name", available_renderers())
    def test_every_renderer_prints_it(self, name: str) -> None:
        """The same bytes each time."""
        document = build_evidence_list(assess(PIECE), PRIMARY, profile=ListProfile.INTERNAL)
        assert render(document, name) == render(document, name) != b""

    def test_an_unknown_language_is_refused(self) -> None:
        """As by every document."""
        with pytest.raises(UnknownLanguageError):
            build_evidence_list(assess(), PRIMARY, language="fr")


class TestLabels:
    """One label a box, two beside each other."""

    def test_a_label_says_whose_box_it_is_and_what_is_in_it(self) -> None:
        """From the authority to the school year."""
        box = Box(number=1, title="Hồ sơ tổ chức", place="Tủ 2")
        assessment = attrs.evolve(build_full(PRIMARY), evidence=(PIECE, at("[H1-1-01-01]")), boxes=(box,))
        label, empty = labels_of(build_box_labels(assessment, PRIMARY))
        assert label == [
            "DISTRICT OFFICE",
            "SONG HONG SCHOOL",
            "",
            "HỘP 1",
            "Hồ sơ tổ chức",
            "Tiêu chuẩn 1: Tổ chức và quản lý nhà trường",
            "Từ [H1-1-01-01] đến [H1-1-03-02]",
            "Số mã minh chứng: 2",
            "Số bản minh chứng: 5",
            "Nơi để: Tủ 2",
            "Năm học 2016-2017",
            "",
        ]
        assert empty == [""]

    def test_a_title_that_names_the_standard_is_not_said_twice(self) -> None:
        """The school's own title of a box often is the standard's."""
        box = Box(number=1, title="Hồ sơ TỔ CHỨC VÀ QUẢN LÝ NHÀ TRƯỜNG")
        assessment = attrs.evolve(build_full(PRIMARY), evidence=(at("[H1-1-01-01]"),), boxes=(box,))
        label, _ = labels_of(build_box_labels(assessment, PRIMARY))
        assert label[4:6] == [box.title, "Mã [H1-1-01-01]"]

    def test_the_number_is_as_large_as_can_be(self) -> None:
        """It is read from across the room: 44 points in Word."""
        document = build_box_labels(assess(PIECE), PRIMARY)
        (table,) = iter_blocks(document)
        assert isinstance(table, Table)
        (sign,) = [line for line in table.rows[0].cells[0].paragraphs if line.style is ParagraphStyle.SIGN]
        assert paragraph_text(sign) == "HỘP 1"
        word = docx.Document(io.BytesIO(render(document, "docx")))
        assert word.styles["Sign"].font.size.pt == 44

    def test_a_box_of_several_standards_names_all(self) -> None:
        """Those that the framework lacks by number alone; one code stands alone; no authority, no line for it."""
        first, second = labels_of(
            build_box_labels(assess(at("[H3-1-01-01]"), at("[H3-2-01-01]"), at("[H4-9-01-01]")), PRIMARY)
        )
        assert [line.partition(":")[0] for line in first[3:5]] == ["Tiêu chuẩn 1", "Tiêu chuẩn 2"]
        assert second[:6] == [
            "SONG HONG SCHOOL",
            "",
            "HỘP 4",
            "Tiêu chuẩn 9",
            "Mã [H4-9-01-01]",
            "Số mã minh chứng: 1",
        ]

    def test_a_box_with_nothing_in_it_has_a_label(self) -> None:
        """It is glued on before anything is collected."""
        assert "Số mã minh chứng: 0" in labels_of(build_box_labels(assess(boxes=(Box(number=7),)), PRIMARY))[0]

    def test_no_box_no_label(self) -> None:
        """The document says so."""
        (block,) = iter_blocks(build_box_labels(assess(), PRIMARY))
        assert isinstance(block, Paragraph)
        assert paragraph_text(block) == "Chưa có minh chứng nên chưa có hộp nào."


class TestContents:
    """A list for each box, on a page of its own."""

    def test_each_piece_has_code_name_reference_count_and_place(self) -> None:
        """Where it is not in the box, the list says who has it."""
        evidence = (
            PIECE,
            at("[H1-1-03-03]", status=EvidenceStatus.REQUESTED, holder="Kế toán"),
            at("[H1-1-03-04]", status=EvidenceStatus.EXPECTED),
            at("[H1-1-03-05]", status=EvidenceStatus.MISSING),
            at("[H1-1-03-06]"),
        )
        document = build_box_contents(assess(*evidence, boxes=(Box(number=1, title="Tổ chức"),)), PRIMARY)
        rows = table_texts(table_after(document, "box_1"))
        assert rows[0] == [*OFFICIAL[:4], "Số lượng", "Nơi để"]
        assert rows[1] == ["1", "[H1-1-03-02]", "Kế hoạch", "12/KH\n15/KH (2015-2016)\n2016-2017", "4", "Hộp 1"]
        assert [row[5] for row in rows[2:]] == [
            "Chưa vào hộp, còn ở: Kế toán",
            "Chưa vào hộp, còn ở: …………",
            "Không tìm được",
            "Hộp 1",
        ]

    def test_each_box_begins_a_page(self) -> None:
        """So that each list can be laid into its box; an empty box has rows to fill in."""
        document = build_box_contents(assess(PIECE, boxes=(Box(number=2),)), PRIMARY)
        assert [heading.text for heading in document.headings()] == [
            "DANH MỤC MINH CHỨNG TRONG HỘP 1",
            "DANH MỤC MINH CHỨNG TRONG HỘP 2",
        ]
        assert [section.setup.begins_numbers for section in document.sections] == [True, True]
        (table,) = [block for block in find_after(iter_blocks(document), "box_2") if isinstance(block, Table)]
        assert len(table.rows) == 11

    def test_no_box_no_list(self) -> None:
        """The document says so, in its language."""
        (block,) = iter_blocks(build_box_contents(assess(), PRIMARY, language="en"))
        assert isinstance(block, Paragraph)
        assert paragraph_text(block) == "There is no evidence yet, so there is no box."
