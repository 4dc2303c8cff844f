"""The papers of an external assessment: what they print, in both languages and every format."""

from __future__ import annotations

from pathlib import Path

import attrs
import pytest
from click.testing import CliRunner
from hypothesis import given

import kdcl
from drawing import examples
from kdcl.blocks import Document, Heading
from kdcl.blocks.soundness import require_sound
from kdcl.blocks.walk import list_paragraphs
from kdcl.cli import main
from kdcl.convert.external import dump_external, load_external
from kdcl.documents.draft import build_draft
from kdcl.documents.external import EXTERNAL_PAPERS, ExternalPaper, get_external_paper
from kdcl.errors import UnknownDocumentError
from kdcl.external import ExternalAssessment, SchoolAnswer, Team
from kdcl.external.checks import check_external
from kdcl.law import SharedLaw
from kdcl.places import resolve
from kdcl.renderers import available_renderers, get_renderer, render
from kdcl.school import Rating, Ratings, SchoolYear
from kdcl.testing import external_assessments

EXAMPLES = Path(__file__).resolve().parents[1] / "examples"
CASE = load_external(EXAMPLES / "external/case-2018.json")
SCHOOL = kdcl.load(EXAMPLES / "primary-2017.json")
PRIMARY = kdcl.get_framework(CASE.framework)
BARE = ExternalAssessment(framework=PRIMARY.id, school="Trường Tiểu học Ví Dụ", school_year=SchoolYear(2017))
WITH_ISSUER = {"intake-letter", "preliminary-report"}
"""Papers that no leader signs, and that print who issued the decision on the team, or where a writer works."""
each_paper = pytest.mark.parametrize("form", EXTERNAL_PAPERS, ids=lambda form: form.id)


def read(document: Document) -> str:
    """Return every text of a document, a line for each paragraph."""
    lines = (
        each.text if isinstance(each, Heading) else "".join(run.text for run in each.runs)
        for each in list_paragraphs(document)
    )
    return "\n".join(lines)


def build(paper: str, external: ExternalAssessment = CASE, language: str = "en") -> str:
    """Return the text of a paper."""
    return read(get_external_paper(paper).build(external, PRIMARY, SCHOOL, language=language))


class TestEveryPaper:
    """Sound in both languages and all formats, whatever the team wrote, with or without the school's file."""

    @each_paper
    @pytest.mark.parametrize("language", ["vi", "en"])
    def test_the_example_prints(self, form: ExternalPaper, language: str) -> None:
        """In every format that is installed, and the same twice."""
        document = form.build(CASE, PRIMARY, SCHOOL, language=language)
        assert document == form.build(CASE, PRIMARY, SCHOOL, language=language)
        sources = (paragraph.source for paragraph in list_paragraphs(document))
        printed = {str(source.steps[0]) for source in sources if source is not None}
        assert printed <= {*form.reads, "school", "team" if form.is_of_team or form.id in WITH_ISSUER else "school"}
        assert document.title
        for name in available_renderers():
            if name in {"text", "markdown", "html", "docx"}:
                assert render(document, get_renderer(name))

    @each_paper
    @examples(6)
    @given(external=external_assessments(PRIMARY))
    def test_any_case_prints(self, form: ExternalPaper, external: ExternalAssessment) -> None:
        """Texts of any script survive, and empty facts leave room for the pen."""
        known = attrs.evolve(
            external, ratings=Ratings({code: each for code, each in external.ratings.items() if code in PRIMARY})
        )
        document = form.build(known, PRIMARY)
        require_sound(document)
        assert render(document, "text")

    @each_paper
    def test_an_empty_case_is_an_empty_form(self, form: ExternalPaper) -> None:
        """Every heading of the form is there."""
        filled, empty = (form.build(case, PRIMARY, None, language="vi") for case in (CASE, BARE))
        assert [each.text for each in empty.headings()] == [each.text for each in filled.headings()]

    @each_paper
    def test_sources_lead_to_facts_of_the_team(self, form: ExternalPaper) -> None:
        """Every paragraph that says where it comes from says so truly."""
        for paragraph in list_paragraphs(form.build(CASE, PRIMARY, SCHOOL)):
            if paragraph.source is not None and paragraph.source.steps[0] != "ratings":
                resolve(paragraph.source, CASE)

    def test_unknown_paper(self) -> None:
        """It is refused with those that can be had."""
        with pytest.raises(UnknownDocumentError, match="file-study"):
            get_external_paper("file-studdy")


class TestAnnexSeven:
    """Preliminary reports, one by each member."""

    def test_items_and_writer(self) -> None:
        """Slips in tables with page and line; the writer as the list of the team has them."""
        text = build("preliminary-report", language="vi")
        assert "sữa chữa" in text
        assert "Đơn vị công tác: Phòng Giáo dục và Đào tạo huyện Mẫu" in text
        stranger = attrs.evolve(CASE, team=Team())
        assert "Workplace: …" in build("preliminary-report", stranger)


class TestAnnexTen:
    """The study of the file, items 1 to 7 (a form of the sister guidance of 2018)."""

    def test_its_items(self) -> None:
        """Evidence with its codes, interviews with their content, what to look at."""
        text = build("file-study")
        assert [f"\n{number}. " in text for number in range(1, 8)] == [True] * 7
        assert "[H1-1-01-12]" in text
        assert "- Thư viện và phòng thiết bị (criterion 3.5)" in text
        assert "a) not assessed: none stated" in text
        bare = attrs.evolve(CASE, requests=(attrs.evolve(CASE.requests[0], what=""),))
        assert build("file-study", bare).count("[H1-1-01-12]") == 1

    def test_it_says_that_its_form_is_of_2018(self) -> None:
        """What was seen only later is shown as such; a form seen in practice needs no such word."""
        told = (
            "no part of the paper):\nAnnex X was not read; the paper follows the form of the sister guidance of 2018."
        )
        assert build("file-study").endswith(told)
        assert "was not read" not in build("main-survey")
        bare = attrs.evolve(PRIMARY, shared=SharedLaw())
        untold = read(get_external_paper("preliminary-survey").build(CASE, bare, language="en"))
        assert "was not read" not in untold


class TestAnnexEleven:
    """The minutes of the preliminary survey."""

    def test_who_what_and_how_many_copies(self) -> None:
        """Both sides, the three points, the time of closing, three copies."""
        text = build("preliminary-survey", language="vi")
        assert "- Nguyễn Văn A - Trưởng đoàn" in text
        assert "11 giờ 30 phút" in text
        assert "03 bản" in text


class TestAnnexTwelve:
    """The report on the main survey."""

    def test_results_by_criterion(self) -> None:
        """Remarks, evidence, interviews and what was seen stand under their criterion."""
        text = build("main-survey")
        assert "Nhà trường chưa nêu đủ cơ sở cho chỉ số c." in text
        assert "Evidence checked: [H1-1-01-12]: " in text
        assert " - result: Nhà trường đã xuất trình" in text
        assert "Seen: Thư viện và phòng thiết bị - result: Thư viện sạch" in text
        assert "Interview: " in text
        open_case = attrs.evolve(
            CASE,
            requests=(attrs.evolve(CASE.requests[0], answer="", code=None),),
            interviews=(attrs.evolve(CASE.interviews[0], result=""),),
            observations=(attrs.evolve(CASE.observations[0], result=""),),
        )
        assert build("main-survey", open_case).count("……") >= 3


class TestAnnexThirteen:
    """The report: the table self / external, every criterion with its verdict, conclusion and recommendations."""

    def test_every_criterion_stands_once(self) -> None:
        """With its five items."""
        document = get_external_paper("external-report").build(CASE, PRIMARY, SCHOOL)
        marks = [
            heading.bookmark for heading in document.headings() if (heading.bookmark or "").startswith("criterion_")
        ]
        assert marks == [f"criterion_{each.code.standard}_{each.code.criterion}" for each in PRIMARY.criteria]
        assert read(document).count("5. Kết quả đánh giá của đoàn") == 28

    def test_totals_are_those_of_the_scores(self) -> None:
        """Of the school and of the team; without the school's file only the team's."""
        text = build("external-report")
        assert "Self-assessment: criteria met 23/28" in text
        assert "External assessment: criteria met 22/28" in text
        alone = read(get_external_paper("external-report").build(CASE, PRIMARY, language="en"))
        assert "Self-assessment: criteria" not in alone

    def test_differences_have_their_reasons_in_the_table(self) -> None:
        """The indicators and what the team wrote of them."""
        text = build("comparison")
        assert "5.7.c\nRemark: Chỉ số c chưa có minh chứng đủ mạnh." in text


class TestOtherPapers:
    """Decision, plan, answer: what they state are facts, their wording was not read."""

    def test_decision_and_plan(self) -> None:
        """Members with their duties and criteria; work with its days."""
        decision = build("team-decision", language="vi")
        assert "Số: 152/QĐ-SGDĐT" in decision
        assert "có 5 thành viên" in decision
        assert "Trưởng đoàn" in decision
        assert "(Kèm theo Quyết định số 152/QĐ-SGDĐT ngày 05 tháng 3 năm 2018 của Giám đốc Sở" in decision
        unsigned = attrs.evolve(CASE, team=attrs.evolve(CASE.team, decision=Team().decision))
        assert "No.: …………/QD-…………" in build("team-decision", unsigned)
        first, listed, *_ = get_external_paper("team-decision").build(CASE, PRIMARY, SCHOOL).sections
        assert (first.setup.begins_numbers, listed.setup.begins_numbers) == (False, True)
        plan = build("working-plan")
        assert "1.1, 1.2, 1.3, 1.4, 1.5, 1.6, 1.7" in plan
        assert "From 4/2/2018 to 4/4/2018" in plan or "From 02/04/2018 to 04/04/2018" in plan or "April" in plan

    def test_intake_letter(self) -> None:
        """Accepted, forwarded, or to be completed with what is missing; before any check an empty form."""
        assert "is accepted for external assessment." in build("intake-letter")
        forwarded = attrs.evolve(CASE, steps=CASE.steps[:4])
        assert "is accepted and sent to the provincial department." in build("intake-letter", forwarded)
        returned = build("intake-letter", attrs.evolve(CASE, steps=CASE.steps[:2]))
        assert "has to be completed:" in returned
        assert "Bổ sung chữ ký" in returned
        assert "was checked:" in build("intake-letter", attrs.evolve(CASE, steps=()))

    def test_answer(self) -> None:
        """Objections with what was decided, or agreement."""
        text = build("school-answer")
        assert "Kept as it was: Hồ sơ bổ sung chỉ có của một năm học." in text
        told = ("To: the external assessment team", "The school objects", "As above")
        assert sorted(told, key=text.index) == [*told]
        agreed = attrs.evolve(CASE, answer=SchoolAnswer())
        assert "The school agrees to the draft" in build("school-answer", agreed)


class TestDrafts:
    """What the check finds stands as comments where it is printed."""

    def test_comments_stand_at_their_facts(self) -> None:
        """A verdict without a weakness at its sheet; a standard the framework lacks nowhere but at the top."""
        verdicts = CASE.ratings.with_ratings({PRIMARY.indicators[0].code: Rating.NOT_MET})
        case = attrs.evolve(CASE, ratings=verdicts)
        document = get_external_paper("external-report").build(case, PRIMARY, SCHOOL)
        draft = build_draft(document, case, check_external(case, PRIMARY, SCHOOL))
        told = [comment for paragraph in list_paragraphs(draft) for comment in paragraph.comments]
        assert any("1.1.a" in comment for comment in told)


class TestCommand:
    """`kdcl external paper`."""

    def test_it_writes_a_paper(self, tmp_path: Path) -> None:
        """The suffix says the format; a draft has comments."""
        path = tmp_path / "report.md"
        words = ["external", "paper", "external-report", str(EXAMPLES / "external/case-2018.json"), "-o", str(path)]
        done = CliRunner().invoke(main, [*words, "--lang", "en"])
        assert done.exit_code == 0
        assert "EXTERNAL ASSESSMENT REPORT" in path.read_text("utf-8")
        assert CliRunner().invoke(main, [*words, "--draft", "--lang", "en"]).exit_code == 0

    def test_another_school_is_not_printed(self, tmp_path: Path) -> None:
        """Nor is what the framework does not have."""
        source, path = tmp_path / "external.json", tmp_path / "report.txt"
        dump_external(attrs.evolve(BARE, ratings=Ratings({"9.9.a": "met"})), source)
        done = CliRunner().invoke(
            main, ["external", "paper", "comparison", str(source), "-o", str(path), "--lang", "en"]
        )
        assert done.exit_code == 1
        assert "Nothing was written" in done.output
        assert not path.exists()
