"""The decision that sets up the council with its annex (Annex I), by its parts."""

from __future__ import annotations

from typing import Any

import attrs

from kdcl.blocks import Document, Heading, Paragraph
from kdcl.documents.decision import build_decision
from kdcl.school import Signature
from papers import COUNCIL, EMPTY, PRIMARY, build_planned, foot_texts, head_texts, tables
from reports import iter_blocks, paragraph_text


def decision_of(language: str = "vi", **changes: Any) -> Document:  # noqa: ANN401 - any field
    """Return the decision of the planned school with other facts where they are given."""
    return build_decision(build_planned(**changes), PRIMARY, language=language)


def texts(document: Document) -> list[str]:
    """Return the texts of the paragraphs and headings outside tables, rules left out."""
    lines = []
    for block in iter_blocks(document):
        if isinstance(block, Heading):
            lines.append(block.text)
        elif isinstance(block, Paragraph):
            lines.append(paragraph_text(block))
    return list(filter(None, lines))


class TestHead:
    """The head: authority, school and number left; state, motto, place and date right."""

    def test_head_is_that_of_administrative_papers(self) -> None:
        """State name and motto stand as the state writes them."""
        left, right = head_texts(decision_of())
        assert left == ["DISTRICT OFFICE", "SONG HONG SCHOOL", "Số: 11/QD-SH"]
        assert right == [
            "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
            "Độc lập - Tự do - Hạnh phúc",
            "Song Hong, ngày 05 tháng 9 năm 2016",
        ]

    def test_empty_head_has_dots(self) -> None:
        """Nothing is invented."""
        left, right = head_texts(build_decision(EMPTY, PRIMARY))
        assert left == ["…" * 12, "SONG HONG SCHOOL", "Số: ………/QĐ-………"]
        assert right[-1] == "…………, ngày … tháng … năm …"

    def test_title_says_what_is_decided(self) -> None:
        """Title, subject, and who decides."""
        assert texts(decision_of())[:3] == [
            "QUYẾT ĐỊNH",
            "về việc thành lập Hội đồng tự đánh giá",
            "HIỆU TRƯỞNG SONG HONG SCHOOL",
        ]
        assert texts(decision_of("en"))[2] == "PRINCIPAL OF SONG HONG SCHOOL"


class TestGrounds:
    """The legal grounds."""

    def test_stated_grounds_are_completed_by_what_is_known_of_them(self) -> None:
        """A number is enough for a document that the library knows; what has no number stands as it is."""
        lines = [text for text in texts(decision_of()) if text.startswith("Căn cứ")]
        assert len(lines) == 2
        assert lines[0].startswith(
            "Căn cứ Thông tư số 42/2012/TT-BGDĐT ngày 23 tháng 11 năm 2012 của Bộ trưởng Bộ Giáo dục"
        )
        assert lines[1] == "Căn cứ the office's wish."

    def test_without_any_the_circular_and_its_letters_stand_with_room_for_more(self) -> None:
        """Letters for other institutions are left out."""
        lines = [text for text in texts(build_decision(EMPTY, PRIMARY)) if text.startswith("Căn cứ")]
        assert [number for line in lines for number in ("42/2012", "8987", "46/", "430/", "……") if number in line] == [
            "42/2012",
            "8987",
            "46/",
            "……",
        ]


class TestArticles:
    """Articles 1 to 3, and what the school adds to them."""

    def test_articles_stand_in_order_with_additions(self) -> None:
        """An article that only the school has is printed too."""
        lines = texts(decision_of("en"))
        start = lines.index("DECIDES:")
        assert [line[:10] for line in lines[start + 1 : start + 7]] == [
            "Article 1.",
            "Article 2.",
            "It meets m",
            "Article 3.",
            "Article 4.",
            "More.",
        ]

    def test_the_number_of_members_is_counted(self) -> None:
        """It cannot disagree with the list."""
        lines = texts(decision_of("en"))
        assert "It has 4 members" in next(line for line in lines if line.startswith("Article 1."))
        assert "Number of members: 4" in lines
        empty = texts(build_decision(EMPTY, PRIMARY, language="en"))
        assert "It has …… members" in next(line for line in empty if line.startswith("Article 1."))
        assert "Number of members: ……" in empty


class TestFoot:
    """Recipients left, the principal's signature right."""

    def test_recipients_end_as_lists_do(self) -> None:
        """A mark that the school wrote is not doubled."""
        left, right = foot_texts(decision_of())
        assert left == ["Nơi nhận:", "- The office;", "- Archive.", ""]
        assert right == ["HIỆU TRƯỞNG", "(Ký tên, đóng dấu)", "A. B. Principal"]

    def test_without_any_those_of_article_3_and_the_archive_receive_it(self) -> None:
        """What such papers always have."""
        left, _ = foot_texts(build_decision(EMPTY, PRIMARY))
        assert left[1:3] == ["- Như Điều 3;", f"- {'…' * 8} (để b/c);"]

    def test_another_office_signs_under_its_own_name(self) -> None:
        """The principal's name never stands below another office."""
        _, right = foot_texts(decision_of(signature=Signature(role="Director")))
        assert right == ["DIRECTOR", "(Ký tên, đóng dấu)", ""]
        _, right = foot_texts(decision_of(signature=Signature(role="Director", name="D. Director")))
        assert right[-1] == "D. Director"

    def test_the_last_article_is_kept_with_the_signature(self) -> None:
        """No signature stands alone on its page."""
        last = decision_of().sections[0].blocks[-2]
        assert isinstance(last, Paragraph)
        assert last.keep_with_next


class TestAnnex:
    """The annex: members, their number, secretariat and working groups."""

    def test_members_have_their_roles(self) -> None:
        """A role stands before the duty unless the duty says it."""
        assert tables(decision_of("en"))[0] == [
            ["No.", "Full name", "Title, position", "Duty"],
            ["1", "A. Chair", "Principal", "Chair of the council; Leads"],
            ["2", "B. Vice", "Vice-principal", "Vice-chair of the council"],
            ["3", "C. Writer", "Teacher", "secretary of the COUNCIL"],
            ["4", "D. Member", "Teacher", "Collects"],
        ]

    def test_groups_have_their_criteria_and_leaders(self) -> None:
        """A whole standard is named by its number; a leader whom the group's list forgot stands first."""
        assert tables(decision_of("en"))[1] == [
            ["Group", "Full name", "Title, position", "Duty"],
            ["Secretariat", "C. Writer", "Teacher", "Writes"],
            ["Group 1\nStandard 2, Criteria 1.1", "B. Vice", "", "Head of the group; Guides"],
            ["E. Helper", "", ""],
            ["Working group\nCriteria 1.1", "F. Forgotten", "", "Head of the group"],
        ]

    def test_empty_annex_has_rows_to_fill_in(self) -> None:
        """Five members, and two people in each group."""
        members, groups = tables(build_decision(EMPTY, PRIMARY))
        assert members[0] == ["TT", "Họ và tên", "Chức danh, chức vụ", "Nhiệm vụ"]
        assert members[1:] == [[""] * 4] * 5
        assert groups[1:] == [["Nhóm thư ký", "", "", ""], [""] * 3, ["Nhóm công tác", "", "", ""], [""] * 3]

    def test_it_names_the_decision_it_belongs_to(self) -> None:
        """Number, date and school."""
        assert "(Kèm theo Quyết định số 11/QD-SH ngày 05 tháng 9 năm 2016 của Hiệu trưởng Song Hong School)" in texts(
            decision_of()
        )
        undated = attrs.evolve(COUNCIL, decision=attrs.evolve(COUNCIL.decision, date=None, number=None))
        assert "(Kèm theo Quyết định số …………… ngày … tháng … năm … của Hiệu trưởng Song Hong School)" in texts(
            decision_of(council=undated)
        )

    def test_a_long_group_may_part(self) -> None:
        """Groups of up to six people stay on one page; a longer one may be parted, since it must be somewhere."""
        many = attrs.evolve(COUNCIL.groups[0], members=COUNCIL.groups[0].members * 4)
        short, long = (
            decision_of(council=attrs.evolve(COUNCIL, groups=(group,))) for group in (COUNCIL.groups[0], many)
        )
        assert [_kept_rows(document) for document in (short, long)] == [1, 0]


def _kept_rows(document: Document) -> int:
    groups = list(iter_blocks(document))[-1]
    rows = getattr(groups, "rows", ())
    return sum(row.cells[0].paragraphs[0].keep_with_next for row in rows)
