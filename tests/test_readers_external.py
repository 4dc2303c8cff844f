"""Papers of an external assessment come back: their facts, and nothing left over; what is not plain is open."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from pathlib import Path

import attrs
import pytest
from click.testing import CliRunner, Result

import kdcl
from kdcl.blocks import Document, Heading, Paragraph, Row, Run, Table
from kdcl.blocks.rewriting import with_paragraphs
from kdcl.blocks.walk import list_paragraphs
from kdcl.changes import take
from kdcl.cli import main
from kdcl.convert.external import dump_external, load_external
from kdcl.documents.external import EXTERNAL_PAPERS, ExternalPaper, get_external_paper
from kdcl.external import (
    EvidenceRequest,
    ExternalAssessment,
    Interview,
    Observation,
    PlannedWork,
    PreliminaryReport,
    RequestKind,
    SchoolAnswer,
    Survey,
    Team,
    TeamMember,
    TeamSheet,
)
from kdcl.external.joining import put_into, take_out
from kdcl.law import Step
from kdcl.locale import get_locale
from kdcl.readers import PaperKind, ReadPaper, read_paper
from kdcl.renderers import render
from kdcl.school import Rating, Ratings, SchoolYear, SelfAssessment

EXAMPLES = Path(__file__).resolve().parents[1] / "examples"
CASE = load_external(EXAMPLES / "external/case-2018.json")
SCHOOL = kdcl.load(EXAMPLES / "primary-2017.json")
PRIMARY = kdcl.get_framework(CASE.framework)
BARE = ExternalAssessment(framework=CASE.framework, school=CASE.school, school_year=CASE.school_year)
CRITERIA = [criterion.code for criterion in PRIMARY.criteria]

Read = Callable[..., tuple[ExternalAssessment, ReadPaper]]


def texts(document: Document) -> list[str]:
    """Return every text of a document."""
    return [
        each.text if isinstance(each, Heading) else "".join(run.text for run in each.runs)
        for each in list_paragraphs(document)
    ]


@pytest.fixture
def read(tmp_path: Path) -> Read:
    """Return what prints a case as a paper, types other words into it, and reads it back."""

    def do(
        paper: str,
        external: ExternalAssessment = CASE,
        typed: Mapping[str, str] | None = None,
        *,
        language: str = "vi",
        school: SelfAssessment | None = SCHOOL,
    ) -> tuple[ExternalAssessment, ReadPaper]:
        document = get_external_paper(paper).build(external, PRIMARY, school, language=language)

        def retype(paragraph: Paragraph | Heading) -> Paragraph | Heading:
            if isinstance(paragraph, Heading):
                return paragraph
            text = "".join(run.text for run in paragraph.runs)
            return attrs.evolve(paragraph, runs=(Run(typed[text]),)) if typed and text in typed else paragraph

        path = tmp_path / f"{paper}.docx"
        path.write_bytes(render(with_paragraphs(document, retype), "docx"))
        found = read_paper(path, framework=PRIMARY)
        assert found.recognition.kind == paper
        assert found.assessment.external is not None
        return found.assessment.external, found

    return do


def rest(found: ReadPaper) -> list[str]:
    """Return the texts that have no place."""
    return [paragraph.text for paragraph in found.unplaced]


class TestEveryPaper:
    """What a paper prints is read from it, and nothing of it is left over."""

    @pytest.mark.parametrize("form", EXTERNAL_PAPERS, ids=lambda form: form.id)
    def test_there_and_back(self, form: ExternalPaper, read: Read) -> None:
        """Nothing contradicts the facts it was printed from, and printed again it is the same."""
        external, found = read(form.id)
        assert rest(found) == []
        same_year = attrs.evolve(external, school_year=CASE.school_year)
        back = SelfAssessment(
            framework=CASE.framework, school=SCHOOL.school, school_year=CASE.school_year, external=same_year
        )
        assert take(put_into(CASE, SCHOOL), back).conflicts == ()
        if form.id not in {"team-decision", "comparison"}:
            assert texts(form.build(external, PRIMARY, SCHOOL)) == texts(form.build(CASE, PRIMARY, SCHOOL))

    @pytest.mark.parametrize("form", EXTERNAL_PAPERS, ids=lambda form: form.id)
    def test_an_empty_form_says_nothing(self, form: ExternalPaper, read: Read) -> None:
        """Room to write is no text, and what a form prints by itself is no fact."""
        if form.id == "team-decision":  # its last article states the school, and its grounds are those that hold
            return
        external, found = read(form.id, BARE, school=None)
        assert rest(found) == []
        assert attrs.evolve(external, school_year=CASE.school_year) == BARE

    @pytest.mark.parametrize(
        "paper", ["file-study", "team-sheets", "external-report", "school-answer", "intake-letter", "team-decision"]
    )
    def test_in_english(self, paper: str, read: Read) -> None:
        """The labels are known in both languages."""
        external, found = read(paper, language="en")
        assert rest(found) == []
        assert external.ratings == (CASE.ratings if paper in {"team-sheets", "external-report"} else Ratings())

    def test_a_paper_that_does_not_state_the_year(self, read: Read) -> None:
        """It is assumed, and told as such."""
        _, found = read("team-decision")
        assert {str(place) for place in found.guessed} == {"school_year", "external.school_year"}
        far = attrs.evolve(CASE.team.decision, date=dt.date(6000, 1, 1))
        _, found = read("team-decision", attrs.evolve(CASE, team=attrs.evolve(CASE.team, decision=far)))
        assert found.assessment.school_year == SchoolYear(2013)


class TestVerdicts:
    """A verdict that is not plainly written is open, and the line is handed back."""

    def test_unclear_words(self, read: Read) -> None:
        """No indicator of that line has a verdict, those of other lines have."""
        line = "Các chỉ số: a) đạt; b) đạt; c) đạt"
        external, found = read("team-sheets", typed={line: "Các chỉ số: a) đạt; b) gần đạt; c) đạt"})
        assert "Các chỉ số: a) đạt; b) gần đạt; c) đạt" in rest(found)
        assert not [code for code, rating in external.ratings.items() if CASE.ratings.get(code) is not rating]
        assert "1.1.a" not in {str(code) for code in external.ratings}
        assert any("no plain verdict" in str(finding.message) for finding in found.findings)

    @pytest.mark.parametrize("typed", ["Tiêu chí 1.1: Không đạt", "Tiêu chí 1.1: Tốt lắm"])
    def test_a_criterion_that_does_not_follow(self, typed: str, read: Read) -> None:
        """It is told, and the verdicts on indicators stand."""
        external, found = read("external-report", typed={"Tiêu chí 1.1: đạt": typed})
        assert typed in rest(found)
        assert external.ratings == CASE.ratings
        assert any("criterion 1.1" in str(finding.message) for finding in found.findings)

    def test_marks_of_the_table_are_held_against_them(self, read: Read) -> None:
        """A mark that contradicts the verdicts is handed back; of the table alone no verdict is concluded."""
        line = "Các chỉ số: a) đạt; b) đạt; c) đạt"
        external, found = read("external-report", typed={line: "Các chỉ số: a) đạt; b) không đạt; c) đạt"})
        assert rest(found).count("X") > 0
        assert external.ratings.get(PRIMARY.indicators[1].code) is Rating.NOT_MET
        alone, told = read("comparison")
        assert alone.ratings == Ratings()
        assert any("this table states criteria only" in str(finding.message) for finding in told.findings)


class TestTextsBesideTheForm:
    """What somebody typed where the form has no place for it is handed back."""

    def test_below_headings_of_lists(self, read: Read) -> None:
        """A line without a dash above the first entry, a paragraph behind a label without a result."""
        entry = f"- {CASE.preliminary_survey.requests[0]}"
        external, found = read("preliminary-survey", typed={entry: "Không có dấu gạch"})
        assert rest(found) == ["Không có dấu gạch"]
        assert external.preliminary_survey.requests == CASE.preliminary_survey.requests[1:]
        asked = next(
            text for text in texts(get_external_paper("main-survey").build(CASE, PRIMARY)) if "Quan sát" in text
        )
        external, _ = read("main-survey", typed={asked: "Quan sát: Thư viện"})
        assert "Quan sát: Thư viện" in {sheet.remark.split("\n")[-1] for sheet in external.sheets}

    def test_in_the_table_of_results(self, read: Read) -> None:
        """A text that is no indicator, or asks for evidence in other words."""
        code = next(
            text for text in texts(get_external_paper("comparison").build(CASE, PRIMARY, SCHOOL)) if text == "5.7.c"
        )
        _, found = read("comparison", typed={code: "xem lại"})
        assert rest(found) == ["xem lại"]
        asked = tuple(
            EvidenceRequest(criterion=CRITERIA[-1], kind=kind, **facts)
            for kind, facts in (
                (RequestKind.CHECK, {"code": CASE.requests[0].code}),
                (RequestKind.ADD, {"what": "Sổ"}),
                (RequestKind.ADD, {}),
            )
        )
        case = attrs.evolve(CASE, requests=asked, ratings=Ratings({f"{CRITERIA[-1]}.a": "not_met"}))
        external, found = read("comparison", case)
        assert (external.requests, rest(found)) == (asked, [])
        line = next(
            text for text in texts(get_external_paper("comparison").build(case, PRIMARY, SCHOOL)) if "Sổ" in text
        )
        other = line.replace(str(RequestKind.ADD.words.render(get_locale("vi"))), "cần đếm")
        _, found = read("comparison", case, {line: other})
        assert rest(found) == [other]

    def test_texts_of_several_lines_in_it(self, read: Read) -> None:
        """They go on until the next label."""
        sheet = TeamSheet(criterion=CRITERIA[-1], remark="Một.\nHai.", weaknesses="Ba.\nBốn.")
        case = attrs.evolve(CASE, sheets=(sheet,), requests=(), ratings=Ratings({f"{CRITERIA[-1]}.a": "not_met"}))
        external, found = read("comparison", case)
        assert (external.sheets, rest(found)) == ((sheet,), [])

    def test_where_the_law_is_restated(self, read: Read) -> None:
        """Only lines of the indicators restate it."""
        asked = f"b) {PRIMARY.indicators[1].requirement.vi}"
        _, found = read("team-sheets", typed={asked: "Lời của ai đó."})
        assert "Lời của ai đó." in rest(found)

    def test_without_the_last_sentence(self, read: Read) -> None:
        """Another sentence in its place is of the item above it."""
        minutes = get_external_paper("preliminary-survey").build(CASE, PRIMARY)
        closing = next(text for text in texts(minutes) if "03 bản" in text)
        external, _ = read("preliminary-survey", typed={closing: "Kết thúc."})
        assert external.preliminary_survey.closed_at == ""
        assert "Kết thúc." in external.preliminary_survey.plan

    def test_heads_that_differ(self, tmp_path: Path) -> None:
        """Of two schools and issuers in one file the first are taken, the others handed back."""
        decision = attrs.evolve(CASE.team.decision, issuer="Sở khác")
        other = attrs.evolve(CASE, school="Trường khác", team=attrs.evolve(CASE.team, decision=decision))
        papers = [
            get_external_paper(paper).build(case, PRIMARY)
            for paper, case in (("preliminary-report", CASE), ("file-study", other))
        ]
        path = tmp_path / "both.docx"
        sections = tuple(section for paper in papers for section in paper.sections)
        path.write_bytes(render(attrs.evolve(papers[0], sections=sections), "docx"))
        found = read_paper(path, framework=PRIMARY)
        assert "SỞ KHÁC" in rest(found)
        assert found.assessment.external is not None
        assert found.assessment.school.name == CASE.school
        assert "Trường khác, năm học 2017-2018" in found.assessment.external.preliminary_reports[-1].to_discuss


class TestMembersPapers:
    """Annexes VII and VIII."""

    def test_several_reports_with_slips_and_lists(self, read: Read) -> None:
        """Each keeps its writer, its day and its tables."""
        more = (*CASE.preliminary_reports, PreliminaryReport(author="Nguyễn Văn C", not_assessed=tuple(CRITERIA[:2])))
        external, found = read("preliminary-report", attrs.evolve(CASE, preliminary_reports=more))
        assert external.preliminary_reports == more
        assert rest(found) == []
        _, damaged = read(
            "preliminary-report",
            attrs.evolve(CASE, preliminary_reports=more[-1:]),
            {"a) Chưa được đánh giá: 1.1, 1.2": "a) Chưa được đánh giá: 1.1, 9.9"},
        )
        assert any("9.9 is no criterion" in str(finding.message) for finding in damaged.findings)

    def test_requests_and_interviews(self, read: Read) -> None:
        """With a code and without; who is asked may be open; texts may have colons and several lines."""
        case = attrs.evolve(
            BARE,
            sheets=(TeamSheet(criterion=CRITERIA[0], remark="Một.\nHai."),),
            requests=(
                EvidenceRequest(criterion=CRITERIA[0], kind=RequestKind.CHECK, code=CASE.requests[0].code),
                EvidenceRequest(criterion=CRITERIA[0], kind=RequestKind.ADD, what="Sổ: bản gốc\nvà bản sao"),
                EvidenceRequest(criterion=CRITERIA[0], kind=RequestKind.ADD, what="[H1-1-01-01] và sổ"),
            ),
            interviews=(
                Interview(criterion=CRITERIA[0], content="Hỏi: vì sao?"),
                Interview(criterion=CRITERIA[0], whom="Giáo viên", content="Hỏi: khi nào?"),
            ),
        )
        external, found = read("criteria-remarks", case, school=None)
        assert external == case
        assert rest(found) == []
        results = attrs.evolve(
            case,
            requests=(attrs.evolve(case.requests[0], what="bản gốc", answer="Có"), case.requests[1]),
            interviews=(attrs.evolve(case.interviews[1], result="Tháng 9"),),
            observations=(Observation(criterion=CRITERIA[0], what="Thư viện", result="Sạch"),),
        )
        assert read("main-survey", results, school=None)[0] == results


class TestStudy:
    """Annex X."""

    def test_rows_that_cannot_be_read_are_handed_back(self, read: Read) -> None:
        """A criterion that is none, a number of people that is none."""
        case = attrs.evolve(
            BARE,
            requests=(EvidenceRequest(criterion=CRITERIA[0], kind=RequestKind.ADD, what="Sổ"),),
            interviews=(Interview(criterion=CRITERIA[1], whom="Giáo viên", count=8, content="Hỏi"),),
            observations=(Observation(what="Sân (tiêu chí 9.9)"), Observation(what="Lớp", criterion=CRITERIA[0])),
        )
        external, found = read("file-study", case, school=None)
        assert (external, rest(found)) == (case, [])
        external, found = read("file-study", case, {"1.1": "9.9", "8": "vài"}, school=None)
        assert external.requests == ()
        assert external.interviews == (attrs.evolve(case.interviews[0], count=None),)
        assert {"9.9", "Sổ", "vài"} <= set(rest(found))
        assert read("file-study", case, {"1.2": ""}, school=None)[0].interviews == ()
        external, found = read("file-study", case, {"Sổ": "", "1.1": ""}, school=None)
        assert external.requests == ()
        assert rest(found) == []

    def test_a_heading_that_is_typed_again_is_text(self, read: Read) -> None:
        """Nothing of what stands above it is lost."""
        heading = "1. Hình thức, cấu trúc, ngôn ngữ"
        external, found = read("file-study", typed={CASE.study.content: heading})
        assert (external.study.form, external.study.content, rest(found)) == (CASE.study.form, heading, [])

    def test_a_row_whose_cells_somebody_joined(self, tmp_path: Path) -> None:
        """It is handed back, and the rows around it are read."""
        document = get_external_paper("file-study").build(CASE, PRIMARY)
        section, remarks = document.sections
        number, table = next(
            (number, block)
            for number, block in enumerate(section.blocks)
            if isinstance(block, Table) and len(block.rows[0].cells) == 6
        )
        first, second, *others = table.rows[1].cells
        joined = Row((attrs.evolve(first, columns=2), *others))
        rows = (table.rows[0], joined, *table.rows[2:])
        blocks = (*section.blocks[:number], attrs.evolve(table, rows=rows), *section.blocks[number + 1 :])
        path = tmp_path / "study.docx"
        path.write_bytes(
            render(attrs.evolve(document, sections=(attrs.evolve(section, blocks=blocks), remarks)), "docx")
        )
        found = read_paper(path, framework=PRIMARY)
        assert take_out(found.assessment).interviews == tuple(
            attrs.evolve(each, result="") for each in CASE.interviews[1:]
        )
        assert CASE.interviews[0].content in rest(found)
        assert second.columns == 1


class TestSurveys:
    """Annexes XI and XII."""

    def test_days_and_lists(self, read: Read) -> None:
        """One day, several, only the last; entries that go on below their line."""
        for survey in (
            Survey(first_day=CASE.team.plan[0].first_day, team=("A\nB", "C"), exchange="Lời.", closed_at="11 giờ"),
            Survey(last_day=CASE.team.plan[0].first_day),
            CASE.main_survey,
        ):
            case = attrs.evolve(BARE, preliminary_survey=survey)
            assert read("preliminary-survey", case, school=None)[0].preliminary_survey == survey
        (typed,) = (
            text for text in texts(get_external_paper("main-survey").build(CASE, PRIMARY)) if "Thời gian" in text
        )
        unclear = "Thời gian: Từ hôm qua đến hôm nay. Địa điểm: Trường Tiểu học Ví Dụ."
        external, found = read("main-survey", typed={typed: unclear}, school=None)
        assert external.main_survey.first_day is None
        assert unclear in external.main_survey.exchange
        assert rest(found) == []


class TestLetters:
    """Intake, decision, working plan, answer."""

    def test_each_step_of_the_intake(self, read: Read) -> None:
        """What is missing is told with the step; a number that is none is handed back."""
        for count, step in ((2, Step.RETURNED), (4, Step.FORWARDED), (5, Step.ACCEPTED)):
            external, found = read("intake-letter", attrs.evolve(CASE, steps=CASE.steps[:count]))
            assert external.steps == (CASE.steps[count - 1],)
            assert external.steps[0].step is step
            assert rest(found) == []
        _, found = read("intake-letter", typed={"Số: 97/SGDĐT": "Số: chín/SGDĐT 7"})
        assert rest(found) == ["Số: chín/SGDĐT 7"]
        told = next(
            text for text in texts(get_external_paper("intake-letter").build(CASE, PRIMARY)) if "chấp nhận" in text
        )
        external, found = read("intake-letter", typed={told: "Không rõ."})
        assert (external.steps, rest(found)) == ((), ["Không rõ."])
        external, _ = read("intake-letter", typed={"Số: 97/SGDĐT": "Không số"})
        assert external.steps[0].number is None
        external, found = read("intake-letter", attrs.evolve(CASE, steps=()))
        assert (external.steps, external.school, rest(found)) == ((), CASE.school, [])

    def test_roles_and_days_that_are_none(self, read: Read) -> None:
        """They are handed back with a finding."""
        case = attrs.evolve(
            BARE,
            team=Team(
                members=(TeamMember(name="Nguyễn Văn A", role=CASE.team.members[0].role, criteria=(CRITERIA[0],)),),
                plan=(PlannedWork(what="Họp", first_day=CASE.team.plan[0].first_day), PlannedWork(what="Viết")),
            ),
        )
        external, found = read("working-plan", case, school=None)
        assert (external, rest(found)) == (case, [])
        role, day = "Trưởng đoàn", texts(get_external_paper("working-plan").build(case, PRIMARY))
        (written,) = [text for text in day if text == "12/3/2018"]
        external, found = read("working-plan", case, {role: "Người xem", written: "hôm nào đó"}, school=None)
        assert rest(found) == ["Người xem", "hôm nào đó"]
        assert external.team.plan[0].first_day is None
        _, found = read("team-decision", typed={CASE.team.members[0].name: ""})
        assert CASE.team.members[0].position in rest(found)
        _, found = read("team-decision", typed={"Thư ký đoàn": "Người ghi"})
        assert rest(found) == ["Người ghi"]

    def test_answers(self, read: Read) -> None:
        """Agreement, objections with and without what was decided, and what else is said."""
        agreed = attrs.evolve(CASE, answer=SchoolAnswer(text="Xin cảm ơn."))
        external, found = read("school-answer", agreed)
        assert (external.answer, rest(found)) == (agreed.answer, [])
        point = attrs.evolve(CASE.answer.points[0], outcome=None, reason="Chưa rõ: xem lại")
        opened = attrs.evolve(CASE, answer=attrs.evolve(CASE.answer, points=(point,)))
        assert read("school-answer", opened)[0].answer == opened.answer
        code = str(point.criterion)
        external, found = read("school-answer", opened, {code: "9.9"})
        assert rest(found) == ["9.9"]
        assert external.answer.points[0].criterion is None


class TestHead:
    """What all papers of a team have in common."""

    def test_days_and_years_that_cannot_be(self, read: Read) -> None:
        """A day that does not exist is told; a year that is none leaves the line."""
        typed = {"Ví Dụ, ngày 26 tháng 3 năm 2018": "Ví Dụ, ngày 31 tháng 02 năm 2018"}
        external, found = read("file-study", typed=typed)
        assert external.study.date is None
        assert any("there is no such date" in str(finding.message) for finding in found.findings)
        title = f"{CASE.school}, năm học {CASE.school_year}"
        _, found = read("file-study", typed={title: f"{CASE.school}, năm học này"})
        assert f"{CASE.school}, năm học này" in rest(found)


def run(*words: str) -> Result:
    """Return what a command line does."""
    return CliRunner().invoke(main, [*words, "--lang", "en"])


class TestCommand:
    """`kdcl external import`, and `kdcl import` of such papers."""

    @pytest.fixture
    def paper(self, tmp_path: Path) -> str:
        """Return the report on the study of the file, with a remark typed below it."""
        path = tmp_path / "study.docx"
        document = get_external_paper("file-study").build(CASE, PRIMARY, SCHOOL)
        path.write_bytes(render(document, "docx"))
        return str(path)

    def test_into_a_new_file(self, paper: str, tmp_path: Path) -> None:
        """Paper after paper; what is left over stands beside the file."""
        out, sheets = tmp_path / "case.json", tmp_path / "sheets.docx"
        sheets.write_bytes(render(get_external_paper("team-sheets").build(CASE, PRIMARY, SCHOOL), "docx"))
        assert run("external", "import", paper, str(sheets), "-o", str(out)).exit_code == 0
        case = load_external(out)
        assert (case.study, case.ratings, case.school) == (CASE.study, CASE.ratings, CASE.school)

    def test_into_a_file_that_is_there(self, paper: str, tmp_path: Path) -> None:
        """Gaps are filled, what differs is left and told, or taken where that is asked; the school's file too."""
        known, out = tmp_path / "case.json", tmp_path / "out.json"
        dump_external(attrs.evolve(CASE, study=attrs.evolve(CASE.study, form="Khác")), known)
        done = run("external", "import", paper, "--into", str(known), "-o", str(out))
        assert done.exit_code == 1
        assert "external assessment, study of the file, form, structure, language: here “Khác”" in done.output
        assert load_external(out).study.form == "Khác"
        done = run("external", "import", paper, "--into", str(known), "-o", str(known), "--theirs")
        assert load_external(known).study == CASE.study
        school = tmp_path / "school.json"
        kdcl.dump(put_into(BARE, SCHOOL), school)
        assert run("external", "import", paper, "--into", str(school), "-o", str(school)).exit_code == 0
        merged = kdcl.load(school)
        assert merged.external is not None
        assert merged.external.study == CASE.study
        assert attrs.evolve(merged, external=None) == SCHOOL

    def test_another_document(self, tmp_path: Path) -> None:
        """It is no paper of an external assessment, and the command for it is named."""
        path = tmp_path / "summary.docx"
        path.write_bytes(render(kdcl.get_document("summary").build(SCHOOL, PRIMARY), "docx"))
        done = run("external", "import", str(path), "-o", str(tmp_path / "out.json"))
        assert done.exit_code == 2
        assert "is no paper of an external assessment" in done.output

    def test_by_the_command_for_all_papers(self, paper: str, tmp_path: Path) -> None:
        """The school's file has it as its part; a year that was assumed is that of the file."""
        school, out = tmp_path / "school.json", tmp_path / "out.json"
        kdcl.dump(SCHOOL, school)
        assert run("import", paper, "-o", str(out)).exit_code == 0
        taken = kdcl.load(out).external
        assert taken is not None
        assert taken.study == CASE.study
        decision = tmp_path / "decision.docx"
        decision.write_bytes(render(get_external_paper("team-decision").build(CASE, PRIMARY, SCHOOL), "docx"))
        run("import", str(decision), "--into", str(school), "-o", str(out), "--force", "-f", PRIMARY.id)
        taken = kdcl.load(out).external
        assert taken is not None
        assert (taken.school_year, len(taken.team.members)) == (CASE.school_year, 5)
        assert PaperKind.FILE_STUDY.is_external
        with pytest.raises(ValueError, match="put one into it first"):
            take_out(SCHOOL)
