"""The paper that gives out the work, and a page for each person: what is theirs, and what of it is late."""

from __future__ import annotations

import datetime as dt
import functools
import zipfile
from pathlib import Path

import attrs
import pytest
from click.testing import CliRunner, Result

import kdcl
from kdcl.blocks import Document, Table
from kdcl.blocks.walk import iter_blocks
from kdcl.cli import main
from kdcl.codes import CriterionCode, EvidenceCode
from kdcl.documents.work import build_assignment, build_member_pages
from kdcl.errors import UnknownPersonError
from kdcl.office.settling import with_parts
from kdcl.places import resolve
from kdcl.planning import list_people
from kdcl.renderers import available_renderers, render
from kdcl.school import AssessmentPlan, Council, CriterionSheet, Evidence, Ratings, StateParagraph
from kdcl.standards import get_framework

PLAN = Path(__file__).resolve().parents[1] / "examples" / "plan-2017.json"
SCHOOL = kdcl.load(PLAN)
FRAMEWORK = get_framework(SCHOOL.framework)
DAY = dt.date(2017, 11, 20)


def text_of(document: Document) -> str:
    """Return what a document prints."""
    return render(document, "text").decode()


class TestAssignment:
    """Who writes which sheet and collects which evidence, by when."""

    def test_every_criterion_stands_in_it_once(self) -> None:
        """With its group, its people and its days."""
        table = next(block for block, _ in iter_blocks(build_assignment(SCHOOL, FRAMEWORK)) if isinstance(block, Table))
        rows = [row for row in table.rows if len(row.cells) == 4][1:]
        assert len(rows) == len(FRAMEWORK.criteria)
        shown = ["".join(run.text for run in cell.paragraphs[0].runs) for cell in rows[0].cells]
        assert shown[1:] == ["Nhóm 1", "Nguyễn Văn B; Nguyễn Văn C", "Từ 09/10/2017 đến 18/11/2017"]

    def test_evidence_stands_in_it_where_any_is_planned(self) -> None:
        """Else a sentence says that none is."""
        assert "Sổ tài sản của các phòng học" in text_of(build_assignment(SCHOOL, FRAMEWORK))
        empty = attrs.evolve(SCHOOL, plan=AssessmentPlan(), council=Council())
        assert "No evidence is planned" in text_of(build_assignment(empty, FRAMEWORK, language="en"))


class TestPages:
    """A page for each person."""

    def test_everybody_has_a_page(self) -> None:
        """And there is one of the work that nobody has, where there is such work."""
        headings = [heading.text for heading in build_member_pages(SCHOOL, FRAMEWORK, day=DAY).headings()]
        assert headings == list(list_people(SCHOOL))
        piece = Evidence(code=EvidenceCode(1, 1, 1, 1), name="Sổ", collector="Bảo vệ")
        pages = build_member_pages(attrs.evolve(SCHOOL, evidence=(piece,)), FRAMEWORK, day=DAY)
        assert pages.headings()[-1].text == "Việc chưa có người làm"

    def test_a_school_without_a_council_has_the_page_of_nobody(self) -> None:
        """All sheets are still to be given out; a file without any work at all has a page that says so."""
        pages = build_member_pages(attrs.evolve(SCHOOL, council=Council()), FRAMEWORK, day=DAY, language="en")
        assert [heading.text for heading in pages.headings()] == ["Work that nobody has"]

    def test_what_is_late_comes_first_and_is_counted(self) -> None:
        """By the day that is given; before it the same work is still to come."""
        late = text_of(build_member_pages(SCHOOL, FRAMEWORK, day=DAY, person="Nguyễn Văn B", language="en"))
        assert "late: 9" in late
        assert late.index("Status: Late") < late.index("Status: Due")
        early = text_of(
            build_member_pages(SCHOOL, FRAMEWORK, day=dt.date(2017, 8, 1), person="Nguyễn Văn B", language="en")
        )
        assert "late" not in early

    def test_a_person_without_work_has_a_page_that_says_so(self) -> None:
        """Nobody is left out."""
        council = attrs.evolve(
            SCHOOL.council, groups=(), secretariat=attrs.evolve(SCHOOL.council.secretariat, members=())
        )
        idle = attrs.evolve(SCHOOL, council=council, plan=AssessmentPlan())
        assert "no work" in text_of(build_member_pages(idle, FRAMEWORK, day=DAY, person="Nguyễn Văn B", language="en"))
        pages = build_member_pages(idle, FRAMEWORK, day=DAY, language="en")  # no page says nothing: a line names them
        assert len(pages.headings()) == 1
        assert "Nothing is assigned yet to: " in text_of(pages)

    def test_a_name_that_nobody_has_is_refused(self) -> None:
        """A typing error is no empty page."""
        with pytest.raises(UnknownPersonError, match="did you mean"):
            build_member_pages(SCHOOL, FRAMEWORK, day=DAY, person="Nguyễn Văn X")

    @pytest.mark.parametrize("name", available_renderers())
    def test_every_format_prints_both_papers(self, name: str) -> None:
        """The same bytes for the same facts and the same day."""
        for kind in (build_assignment, functools.partial(build_member_pages, day=DAY, person="Nguyễn Văn H")):
            first, second = (render(kind(SCHOOL, FRAMEWORK), name) for _ in range(2))
            assert first == second

    def test_what_is_printed_knows_the_fact_it_comes_from(self) -> None:
        """Comments of a draft can stand there; a sheet that nobody has begun has no fact yet."""
        for document in (build_assignment(SCHOOL, FRAMEWORK), build_member_pages(SCHOOL, FRAMEWORK, day=DAY)):
            for block, _ in iter_blocks(document):
                cells = [cell for row in block.rows for cell in row.cells] if isinstance(block, Table) else []
                sources = {cell.source for cell in cells if cell.source is not None}
                for source in sources:
                    assert source.steps[0] == "sheets" or resolve(source, SCHOOL) is not None


class TestCommands:
    """``kdcl plan progress``, ``pages`` and ``assignment``."""

    @pytest.fixture
    def folder(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
        """Return an empty folder to run commands in."""
        monkeypatch.chdir(tmp_path)
        return tmp_path

    @staticmethod
    def run(*arguments: str) -> Result:
        """Run a command of the plan in English."""
        return CliRunner().invoke(main, ["plan", *arguments], env={"KDCL_LANG": "en"})

    def test_progress_knows_sheets_evidence_and_tasks(self) -> None:
        """Each with whose it is and what it lacks; tasks lack nothing but to be done."""
        shown = self.run("progress", str(PLAN), "--on", "2017-11-20").output.splitlines()
        assert shown[0].startswith("late: Write the sheet of criterion 1.1: ")
        assert shown[0].endswith(
            "(Nhóm 1: Nguyễn Văn B, Nguyễn Văn C); lacks: current state of a, b, c, "
            "strengths or weaknesses, verdict of a, b, c"
        )
        assert any("Collect, without a code yet: Sổ tài sản" in line for line in shown)
        assert "late: Mở buổi tập huấn cách đọc chỉ số và viết phiếu. (Hội đồng tự đánh giá)" in shown
        assert shown[-1] == "On 20 November 2017: done: 0, late: 36, due: 2, coming: 13, without a time: 0"

    def test_progress_says_nothing_twice(self) -> None:
        """Tasks that are listed as sheets and evidence, or in the table by weeks, are no tasks beside these."""
        shown = self.run("progress", str(PLAN), "--on", "2017-11-20").output
        assert "Viết phiếu đánh giá của từng tiêu chí được giao." not in shown
        assert "Tìm minh chứng theo bảng dự kiến." not in shown
        assert ": Tập huấn." not in shown
        assert "Tìm minh chứng; hội đồng chốt đề cương chi tiết." in shown

    def test_progress_of_one_person(self) -> None:
        """Their work alone; an unknown name is answered with those that there are."""
        shown = self.run("progress", str(PLAN), "--on", "2017-11-20", "--person", "Nguyễn Văn H").output
        assert "late: 9" in shown
        refused = self.run("progress", str(PLAN), "--person", "Nguyễn Văn X")
        assert refused.exit_code == 2
        assert "Nguyễn Văn H" in refused.output

    def test_without_a_day_it_is_today(self, folder: Path) -> None:
        """The command asks the clock, and says which day it took; work that nobody has names nobody."""
        kdcl.dump(attrs.evolve(SCHOOL, council=Council()), folder / "school.json")
        shown = self.run("progress", "school.json").output.splitlines()
        assert shown[-1].startswith("On ")
        assert "()" not in shown[0]

    def test_papers_are_written_in_any_format(self, folder: Path) -> None:
        """The suffix says which; one that nobody knows is refused."""
        assert self.run("pages", str(PLAN), "-o", "pages.html", "--on", "20/11/2017").exit_code == 0
        assert "Nguyễn Văn H" in (folder / "pages.html").read_text("utf-8")
        assert self.run("assignment", str(PLAN), "-o", "paper.docx").exit_code == 0
        assert (folder / "paper.docx").read_bytes()[:2] == b"PK"
        assert self.run("assignment", str(PLAN), "-o", "paper.xyz").exit_code == 2

    def test_they_are_kinds_of_documents(self, folder: Path) -> None:
        """Asked for like any other; without a day pages say what is done, and of nothing that it is late."""
        write = ("render", "member-pages", str(PLAN), "-o")
        assert CliRunner().invoke(main, [*write, "a.md"]).exit_code == 0
        assert CliRunner().invoke(main, [*write, "b.md", "--on", "20/11/2017"]).exit_code == 0
        undated, dated = ((folder / name).read_text("utf-8") for name in ("a.md", "b.md"))
        assert ("quá hạn" in undated, "quá hạn" in dated) == (False, True)
        assert "CÔNG VIỆC CỦA TỪNG THÀNH VIÊN" in undated

    def test_without_a_day_pages_say_what_is_done(self) -> None:
        """A sheet that is complete; whoever has no work has a page that says so."""
        sheet = CriterionSheet(
            criterion=CriterionCode(1, 1), current_state=(StateParagraph(text="Chung"),), strengths="Mạnh"
        )
        ratings = Ratings({f"1.1.{letter}": "met" for letter in "abc"})
        done = attrs.evolve(SCHOOL, sheets=(sheet,), ratings=ratings)
        assert text_of(build_member_pages(done, FRAMEWORK, person="Nguyễn Văn B", language="en")).count("Done") == 1
        idle = attrs.evolve(SCHOOL, council=Council(members=SCHOOL.council.members[:1]), plan=AssessmentPlan())
        name = idle.council.members[0].name
        assert "no work" in text_of(build_member_pages(idle, FRAMEWORK, person=name, language="en"))

    @pytest.mark.parametrize("words", [("assignment",), ("pages", "--on", "20/11/2017")])
    def test_what_somebody_changed_is_kept(self, folder: Path, words: tuple[str, ...]) -> None:
        """A paper of ours is written anew; once it was saved by another program, only with ``--force``."""
        path = folder / "paper.docx"
        write = (words[0], str(PLAN), "-o", path.name, *words[1:])
        assert self.run(*write).exit_code == self.run(*write).exit_code == 0
        core = zipfile.ZipFile(path).read("docProps/core.xml").replace(b"2000-01-01", b"2026-01-01")
        edited = with_parts(path.read_bytes(), {"docProps/core.xml": core})
        path.write_bytes(edited)
        refused = self.run(*write)
        assert (refused.exit_code, "saved by another program" in refused.output) == (2, True)
        assert path.read_bytes() == edited
        assert self.run(*write, "--force").exit_code == 0
        assert path.read_bytes() != edited
