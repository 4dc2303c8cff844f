"""What follows the assessment inside the school: improvements, and opinions on the published draft."""

from __future__ import annotations

import attrs

from kdcl.blocks import Document, Orientation, Paragraph
from kdcl.documents.improvements import build_improvement_follow_up
from kdcl.documents.opinions import build_opinions
from papers import EMPTY, IMPROVEMENTS, PRIMARY, build_planned, foot_texts, head_texts, tables
from reports import iter_blocks, paragraph_text


def last_line(document: Document) -> str:
    """Return the text of the last paragraph outside tables."""
    return [paragraph_text(block) for block in iter_blocks(document) if isinstance(block, Paragraph)][-1]


class TestImprovementFollowUp:
    """One table over all criteria, with how far each improvement has come."""

    def test_every_criterion_is_there_once_under_its_standard(self) -> None:
        """Whether or not anything is to be improved."""
        for assessment in (EMPTY, build_planned()):
            (rows,) = tables(build_improvement_follow_up(assessment, PRIMARY))
            codes = [row[0] for row in rows if row[0][:1].isdigit()]
            assert codes == [str(criterion.code) for criterion in PRIMARY.criteria]
            assert [row[0][:12] for row in rows if len(row) == 1] == [f"Tiêu chuẩn {s.number}"[:12] for s in PRIMARY]

    def test_items_share_the_cell_of_their_criterion(self) -> None:
        """In the order of the sheet, each with its state."""
        (rows,) = tables(build_improvement_follow_up(build_planned(), PRIMARY, language="en"))
        assert rows[0] == [
            "Criterion",
            "What will be done",
            "Carried out by",
            "Resources",
            "Time",
            "Expected result",
            "State",
        ]
        assert rows[2] == [
            "1.1",
            "Buy books",
            "Librarian",
            "Money",
            "From 1 March 2017 to 7 October 2017",
            "More books",
            "Under way",
        ]
        assert rows[3] == ["Paint walls", "", "", "By 31 December 2017", "", "Planned"]

    def test_words_stand_where_there_are_no_items(self) -> None:
        """Across the columns of an item; a criterion without a sheet has an empty row."""
        (rows,) = tables(build_improvement_follow_up(build_planned(), PRIMARY))
        assert rows[4] == ["1.2", "Plan for 1.2", ""]
        assert rows[5] == ["1.3", *[""] * 6]

    def test_counts_are_the_sums_of_the_rows(self) -> None:
        """By state."""
        counted = last_line(build_improvement_follow_up(build_planned(), PRIMARY, language="en"))
        assert counted == "Improvements: 2 (planned: 1, under way: 1, done: 0, dropped: 0)"

    def test_a_single_day_is_said_once(self) -> None:
        """From and to are the same, or only the first day is stated."""
        first = IMPROVEMENTS[0].first_day
        items = (
            attrs.evolve(IMPROVEMENTS[0], last_day=first),
            attrs.evolve(IMPROVEMENTS[0], last_day=None),
            attrs.evolve(IMPROVEMENTS[0], first_day=None, last_day=None),
        )
        sheet = attrs.evolve(build_planned().sheets[0], improvements=items)
        (rows,) = tables(build_improvement_follow_up(build_planned(sheets=(sheet,)), PRIMARY, language="en"))
        assert [row[-3] for row in rows[2:5]] == ["1 March 2017", "1 March 2017", ""]

    def test_it_stands_across_the_page_and_is_signed(self) -> None:
        """By the council's secretary and the principal."""
        document = build_improvement_follow_up(build_planned(), PRIMARY)
        assert [section.setup.orientation for section in document.sections] == [Orientation.LANDSCAPE]
        assert head_texts(document)[1] == ["CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc"]
        left, right = foot_texts(document)
        assert left == ["", "THƯ KÝ HỘI ĐỒNG", "(Ký, ghi rõ họ tên)", "C. Writer"]
        assert right == [
            "Song Hong, ngày … tháng … năm …",
            "HIỆU TRƯỞNG",
            "(Ký, ghi rõ họ tên)",
            "A. B. Principal",
        ]


class TestOpinions:
    """The opinions on the published draft, and what was decided on each."""

    def test_every_opinion_has_its_row(self) -> None:
        """In the order of the log."""
        (rows,) = tables(build_opinions(build_planned(), PRIMARY, language="en"))
        assert rows[1:] == [
            [
                "1",
                "5 February 2017",
                "Parents",
                "Criterion 1.2; Strengths",
                "Say more",
                "Accepted",
                "More is said",
            ],
            ["2", "", "Teachers", "Criterion 1.3", "Say less", "Accepted in part", ""],
            ["3", "", "", "Part I", "Say nothing", "Not accepted", ""],
            ["4", "", "", "", "Hm", "Not decided yet", ""],
        ]

    def test_days_are_short_in_vietnamese(self) -> None:
        """With the zeros of the official date."""
        (rows,) = tables(build_opinions(build_planned(), PRIMARY))
        assert rows[1][1] == "05/02/2017"

    def test_counts_are_the_sums_of_the_rows(self) -> None:
        """By what was decided."""
        assert last_line(build_opinions(build_planned(), PRIMARY, language="en")) == (
            "Opinions: 4 (accepted: 1, accepted in part: 1, not accepted: 1, not decided yet: 1)"
        )

    def test_an_empty_log_is_an_empty_form(self) -> None:
        """With rows to fill in."""
        (rows,) = tables(build_opinions(EMPTY, PRIMARY))
        assert rows[0][-1] == "Lý do hoặc nội dung đã sửa"
        assert rows[1:] == [[""] * 7] * 6

    def test_secretary_and_chair_sign(self) -> None:
        """Their names are those of the council."""
        left, right = foot_texts(build_opinions(build_planned(), PRIMARY))
        assert (left[-1], right[-1]) == ("C. Writer", "A. Chair")
        left, right = foot_texts(build_opinions(EMPTY, PRIMARY))
        assert (left[-1], right[-1]) == ("", "")
