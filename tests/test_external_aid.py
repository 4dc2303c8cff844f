"""What the library knows of a school's file, as a starting point for a team that studies it."""

from __future__ import annotations

import contextlib
from pathlib import Path

import attrs
import pytest
from hypothesis import given

import kdcl
from drawing import examples
from kdcl.codes import CriterionCode, EvidenceCode
from kdcl.convert.external import dumps_external, loads_external
from kdcl.external import RequestKind
from kdcl.external.aid import Aid, HintKind, build_aid, draft_assessment
from kdcl.external.typing_slips import find_typing_slips
from kdcl.locale import get_locale
from kdcl.messages import ENGLISH
from kdcl.renderers.docx import lines
from kdcl.renderers.docx.lines import find_in_pages
from kdcl.school import CriterionSheet, Ratings, SelfAssessment, StateParagraph
from kdcl.testing import self_assessments, texts

EXAMPLE = Path(__file__).resolve().parents[1] / "examples" / "primary-2017.json"
BASE = kdcl.load(EXAMPLE)
PRIMARY = kdcl.get_framework(BASE.framework)
FIRST = CriterionCode(1, 1)


def build(**facts: object) -> Aid:
    """Return the aid for the example with facts changed."""
    return build_aid(attrs.evolve(BASE, **facts), PRIMARY)  # type: ignore[arg-type] # the facts of each case


class TestTyping:
    """Item 1.4 of a preliminary report: blanks missing, blanks too many."""

    @pytest.mark.parametrize(
        ("text", "slips"),
        [
            ("Trường có  đủ phòng học.", [(9, 11, True)]),
            ("Trường có đủ lớp , phòng.", [(16, 17, True)]),
            ("Trường có lớp ,phòng", [(13, 14, True), (14, 15, False)]),
            ("Trường có lớp,phòng", [(13, 14, False)]),
            ("Có đủ lớp.Có phòng.", [(9, 10, False)]),
            ("Có đủ lớp(5 lớp)và phòng", [(9, 10, False), (15, 16, False)]),
            ("Có đủ ( 5 lớp )", [(7, 8, True), (13, 14, True)]),
            ("Đúng như vậy .", [(12, 13, True)]),
            ("", []),
            ("Trường có 1.234 học sinh; 1,5 lớp; 7:30 vào học; TP.HCM; tr. 5.", []),
            ("Xem https://a.vn/b,c và truong@vidu.edu.vn, vidu.edu.vn", []),
            ("Có quyết định [H1-1-01-01];[H1-1-01-02].", []),
            ("    thụt đầu dòng", []),
            ("Có rồi... tiếp", []),
        ],
    )
    def test_slips_have_their_characters(self, text: str, slips: list[tuple[int, int, bool]]) -> None:
        """Numbers, times, addresses, abbreviations and evidence codes are no slips."""
        assert [(slip.start, slip.end, slip.is_extra) for slip in find_typing_slips(text)] == slips

    @examples(100)
    @given(text=texts())
    def test_any_text_is_read(self, text: str) -> None:
        """Every slip lies in the text, in its order, and shows what stands there on one line."""
        slips = find_typing_slips(text)
        assert all(0 <= slip.start < slip.end <= len(text) for slip in slips)
        assert [slip.start for slip in slips] == sorted(slip.start for slip in slips)
        assert all(len(slip.shown.splitlines()) <= 1 and str(slip.reason) for slip in slips)

    def test_they_are_hints_with_their_criterion(self) -> None:
        """A slip on a sheet belongs to its criterion; one elsewhere to none."""
        sheet = attrs.evolve(BASE.sheets[0], strengths="Tốt  lắm")
        aid = build(sheets=(sheet, *BASE.sheets[1:]), introduction="Rất  tốt")
        assert [(hint.criterion, str(hint.finding.place)) for hint in aid.find(HintKind.TYPING)] == [
            (None, "introduction:4-5"),
            (FIRST, "sheets[0].strengths:4-5"),
        ]


class TestWhereToLook:
    """Items 3 to 5 of the report on the study of the file, each with its reason and place."""

    def test_criteria_not_assessed_or_not_fully(self) -> None:
        """By the ratings, and by the sheets."""
        left = {indicator.code: None for indicator in PRIMARY.criteria[0].indicators}
        aid = build(
            ratings=BASE.ratings.with_ratings({**left, PRIMARY.criteria[1].indicators[0].code: None}),
            sheets=BASE.sheets[:-1],
        )
        assert aid.find_criteria(HintKind.NOT_ASSESSED) == (FIRST,)
        assert aid.find_criteria(HintKind.IN_PART) == (CriterionCode(1, 2), PRIMARY.criteria[-1].code)
        assert str(aid.find(HintKind.NOT_ASSESSED)[0].finding.message) == "not assessed: 1.1.a, 1.1.b, 1.1.c"

    def test_verdicts_against_figures(self) -> None:
        """What the figures say of a rating, with the clause."""
        aid = build(ratings=BASE.ratings.with_ratings(dict.fromkeys(BASE.ratings, kdcl.Rating.MET)))
        (hint,) = [each for each in aid.find(HintKind.WRONG) if each.finding.kind == "rating-contradicts-data"][:1]
        assert hint.criterion is not None
        assert hint.finding.source is not None
        assert any(question.criterion == hint.criterion for question in aid.questions)

    def test_evidence_dangling_and_overused(self) -> None:
        """A code that is not listed, and one that stands for everything."""
        paragraph = StateParagraph(text="Có quy chế [H1-1-01-77]. Không có mã.", indicator="a")
        sheet = attrs.evolve(BASE.sheets[0], current_state=(paragraph,))
        aid = build(sheets=(sheet, *BASE.sheets[1:]))
        codes = {hint.code for hint in aid.find(HintKind.TO_CHECK)}
        assert {EvidenceCode(1, 1, 1, 77), EvidenceCode(1, 1, 1, 12)} <= codes
        assert ("Không có mã.",) in {hint.finding.texts for hint in aid.find(HintKind.UNPROVEN)}
        assert build_aid(BASE, PRIMARY, overused_from=11).find(HintKind.TO_CHECK) == tuple(
            hint for hint in build_aid(BASE, PRIMARY).find(HintKind.TO_CHECK) if "is cited on" not in str(hint.finding)
        )

    def test_what_is_suggested_and_not_cited(self) -> None:
        """Suggestions are no obligations, and the hint says so; of a criterion without a sheet it says nothing."""
        hints = build().find(HintKind.TO_ADD)
        assert hints
        assert all(str(hint.finding.source) == "a suggestion, which is no obligation" for hint in hints)
        assert build(sheets=()).find(HintKind.TO_ADD) == ()

    def test_each_question_stands_once(self) -> None:
        """However many hints ask for it."""
        bare = build(sheets=tuple(CriterionSheet(criterion=each.code) for each in PRIMARY.criteria), ratings=Ratings())
        asked = [(question.criterion, question.content) for question in bare.questions]
        assert len(asked) == len(set(asked))
        assert [criterion for criterion, _ in asked] == sorted(criterion for criterion, _ in asked)

    @examples(10)
    @given(assessment=self_assessments(PRIMARY, has_slips=True))
    def test_any_file_can_be_studied(self, assessment: SelfAssessment) -> None:
        """Hints are in the order of their kinds, and what is drafted from them is a sound file."""
        aid = build_aid(assessment, PRIMARY)
        order = list(HintKind)
        assert [order.index(hint.kind) for hint in aid.hints] == sorted(order.index(hint.kind) for hint in aid.hints)
        draft = draft_assessment(aid, attrs.evolve(assessment, framework=PRIMARY.id), ENGLISH)
        assert loads_external(dumps_external(draft)) == draft


class TestTheDraft:
    """A team's file that begins with what is known, in the language that is asked for; no verdict stands in it."""

    def test_it_has_criteria_requests_and_interviews(self) -> None:
        """What to check, what to add, what to ask."""
        aid = build_aid(BASE, PRIMARY)
        draft = draft_assessment(aid, BASE, get_locale("vi"))
        assert {request.kind for request in draft.requests} == {RequestKind.CHECK, RequestKind.ADD}
        assert len(draft.interviews) == len(aid.questions)
        assert not draft.ratings
        assert not draft.sheets
        assert "minh chứng cần kiểm tra: 4" in draft.study.content
        assert draft.preliminary_reports == ()
        assert not any(request.code and request.what.startswith(str(request.code)) for request in draft.requests)

    def test_slips_of_typing_make_a_table(self) -> None:
        """Of a preliminary report that nobody has signed yet, with where they stand."""
        aid = build(introduction="Một  hai,ba")
        (report,) = draft_assessment(aid, BASE, get_locale("vi")).preliminary_reports
        assert report.author == ""
        assert [(slip.where, bool(slip.extra), bool(slip.missing)) for slip in report.typing] == [
            ("introduction:4-5", True, False),
            ("introduction:9-9", False, True),
        ]
        where = draft_assessment(aid, BASE, get_locale("vi"), lambda _: "1 - 2").preliminary_reports[0].typing[0].where
        assert where == "1 - 2"


class TestPagesAndLines:
    """Where words stand in a printed report, as far as LibreOffice can tell."""

    def test_lines_may_be_broken_anywhere(self) -> None:
        """Blanks are not compared; what stands nowhere or twice is not told."""
        pages = ("Tiêu đề\n\n  Một số sổ\n còn thi\nếu.", "Hai\nHai  ba\n2")
        wanted = (
            ("Một số  sổ còn thiếu.", 0),
            ("Một số  sổ còn thiếu.", 15),
            ("Hai", 0),
            ("bốn", 0),
            ("  ", 0),
            ("ba", 9),
        )
        assert find_in_pages(pages, wanted) == ((1, 2), (1, 3), None, None, None, (2, 2))

    def test_with_and_without_the_programs(self, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
        """Without them nothing is known; a program that fails tells nothing either."""
        monkeypatch.setattr(lines, "find_libreoffice", lambda: None)
        assert lines.find_lines(b"", ()) is None
        monkeypatch.setattr(lines, "find_libreoffice", lambda: "soffice")
        monkeypatch.setattr("shutil.which", lambda _: "pdftotext")
        monkeypatch.setattr(lines, "converted", lambda *_, **__: contextlib.nullcontext(tmp_path))
        monkeypatch.setattr(lines, "run_program", lambda *_: "Một\fHai")
        assert lines.find_lines(b"", [("Hai", 0)]) == ((2, 1),)

        def fail(*_: object) -> str:
            raise OSError

        monkeypatch.setattr(lines, "run_program", fail)
        assert lines.find_lines(b"", [("Hai", 0)]) is None
