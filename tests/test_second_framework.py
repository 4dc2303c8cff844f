"""A framework of another circular works through everything, and nothing of the shipped circular shows in it."""

from __future__ import annotations

import importlib
import io
import json
import re
import sys
import tomllib
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Final

import pypdfium2
import pytest
from click.testing import CliRunner

import academy
import kdcl
from kdcl.checks import CHECKS, check
from kdcl.cli import main
from kdcl.convert import dumps, json_schema, loads
from kdcl.documents import available_documents, get_document
from kdcl.errors import SchoolFileError
from kdcl.evidence import Outcome, coverage
from kdcl.figures import Figures
from kdcl.figures.entry_form import read_data_form, write_data_form
from kdcl.figures.form_file import FORM
from kdcl.law import Level
from kdcl.measures import Verdict, judge_all, suggest_from
from kdcl.readers import read_evidence_list, read_report
from kdcl.renderers import available_renderers, render
from kdcl.scoring import score
from kdcl.standards import available_frameworks, get_framework

FRAMEWORK: Final = academy.build()
ASSESSMENT: Final = academy.build_assessment(FRAMEWORK)
LEAKS: Final = re.compile(
    r"42/2012|\b46/KT|8987|letter 46|công văn 46|tt42|Khối lớp|Phòng học|Grade [0-9]|tiểu học|trung học", re.IGNORECASE
)
"""Words that only the shipped circular, its guidance or its form has."""
READABLE: Final = tuple(name for name in available_renderers() if name != "pdf")
"""The formats whose text can be read here; a PDF prints the same blocks, and compresses them."""


def text_of(data: bytes) -> str:
    """Return what stands in a rendered file: of a package the text of its parts, of a PDF that of its pages."""
    if data.startswith(b"%PDF"):
        with pypdfium2.PdfDocument(data) as pdf:
            return "\n".join(page.get_textpage().get_text_range() for page in pdf)
    if not zipfile.is_zipfile(io.BytesIO(data)):
        return data.decode("utf-8")
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        return "\n".join(
            re.sub(r"<[^>]*>", " ", package.read(name).decode("utf-8"))
            for name in package.namelist()
            if name.endswith((".xml", ".rels"))
        )


@pytest.fixture
def installed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """Install the package for a test, and give the path of a school's file under its framework."""
    monkeypatch.syspath_prepend(str(tmp_path))
    monkeypatch.syspath_prepend(str(academy.FOLDER.parent))
    project = tomllib.loads((academy.PACKAGE / "pyproject.toml").read_text("utf-8"))["project"]
    offers = [f"{name} = {value}\n" for name, value in project["entry-points"]["kdcl.frameworks"].items()]
    metadata = tmp_path / "example_academy-1.0.dist-info"
    metadata.mkdir()
    (metadata / "METADATA").write_text("Name: example-academy\nVersion: 1.0\n", "utf-8")
    (metadata / "entry_points.txt").write_text("".join(["[kdcl.frameworks]\n", *offers]), "utf-8")
    importlib.invalidate_caches()
    school = tmp_path / "academy.json"
    school.write_text(json.dumps(academy.build_facts()), "utf-8")
    yield school
    get_framework.cache_clear()
    sys.modules.pop("example_academy", None)


class TestJudgements:
    """Scoring, checks, measures and coverage go by the framework they are given."""

    def test_score(self) -> None:
        """Two of three criteria are met, and the required one is among them; level 2 asks for all."""
        result = score(ASSESSMENT.ratings, FRAMEWORK)
        assert (len(result.met), len(result.criteria), result.level) == (2, 3, Level.ONE)

    def test_a_complete_file_has_no_council_findings(self) -> None:
        """Seven people under a viện trưởng, one who writes, a group of three: as this circular asks."""
        names = [rule.id for rule in CHECKS if rule.id.startswith(("council", "group", "criterion-"))]
        assert check(ASSESSMENT, FRAMEWORK, only=names) == ()

    def test_the_size_of_the_council_is_this_circulars(self) -> None:
        """Six people suffice elsewhere, and are too few here; the finding cites Article 8 of this circular."""
        council = academy.build_facts()["council"]
        fewer = academy.build_assessment(FRAMEWORK, council={**council, "members": council["members"][:6]})
        (issue,) = check(fewer, FRAMEWORK, only=["council-too-small"])
        assert str(issue.message) == "the council's members are 6; at least 7 are needed"
        assert issue.to_dict()["source"] == "circular 07/2031/TT-MAU, article 8"

    def test_posts_and_groups_are_this_circulars(self) -> None:
        """A principal does not chair here, two people write where one does, and a group of two is too small."""
        council = academy.build_facts()["council"]
        chair, *others = council["members"]
        group = council["groups"][0]
        changed = {
            "members": [{**chair, "position": "Hiệu trưởng"}, *others],
            "secretariat": {"members": [{"name": "A"}, {"name": "B"}]},
            "groups": [{**group, "members": group["members"][:2]}],
        }
        found = check(
            academy.build_assessment(FRAMEWORK, council=changed), FRAMEWORK, only=["council-posts", "group-size"]
        )
        assert [issue.check for issue in found] == ["council-posts", "group-size", "group-size"]

    def test_relations_of_the_form_are_checked(self) -> None:
        """More trees felled than planted: a relation that only this form has."""
        data = {"trees": {"fruit": {"planted": 3, "felled": 4}}}
        assert check(academy.build_assessment(FRAMEWORK, data=data), FRAMEWORK, only=["part-exceeds-whole"])

    def test_words_are_this_circulars(self) -> None:
        """Counts in prose are found by its words; the words of the shipped circular say nothing here."""
        own = academy.build_assessment(FRAMEWORK, conclusion="Đạt 1/5 điểm, không hơn.")
        other = academy.build_assessment(FRAMEWORK, conclusion="Đạt 1/5 chỉ số, không hơn.")
        assert len(check(own, FRAMEWORK, only=["prose-contradicts-ratings"])) == 1
        assert check(other, FRAMEWORK, only=["prose-contradicts-ratings"]) == ()

    def test_measures(self) -> None:
        """Its numbers are judged by its metrics from its tables, and say where they stand."""
        figures = Figures.of(ASSESSMENT, FRAMEWORK)
        size, completing = judge_all(figures, FRAMEWORK)
        assert [(each.verdict, each.value and int(each.value)) for each in (size, completing)] == [
            (Verdict.MET, 11),
            (Verdict.MET, 90),
        ]
        assert str(completing.source) == "official letter 09/MAU-QL"
        assert {suggestion.rating for suggestion in suggest_from(figures, FRAMEWORK).values()} == {"met"}

    def test_coverage(self) -> None:
        """Kinds of papers are told apart by its words."""
        covered = coverage(ASSESSMENT, FRAMEWORK)
        outcomes = [entry.outcome for indicator in covered.indicators for entry in indicator.suggestions]
        assert outcomes == [Outcome.PRESENT, Outcome.MISSING]

    def test_no_finding_speaks_of_the_shipped_circular(self) -> None:
        """Whatever is found in an almost empty file, its sentences and sources are this circular's."""
        wrong = academy.build_assessment(
            FRAMEWORK,
            evidence=[{"code": "[H1-1-01-02]", "name": "A"}, {"code": "[H1-2-01-01]", "name": "B"}] * 2,
            ratings={"1.1.a": "met"},
            school_year="2016-2017",
            sheets=[{"criterion": "1.1", "current_state": [{"text": "Theo [H1-2-01-01], [H1.1.1.7] có MC."}]}] * 2,
            conclusion="Đạt 5/5 điểm.",
            council={"members": [{"name": "A", "role": "chair", "position": "Hiệu trưởng"}] * 2},
            signature={"date": "2030-01-01"},
        )
        issues = check(wrong, FRAMEWORK)
        assert len({issue.check for issue in issues}) > 12
        told = [json.dumps(issue.to_dict(), ensure_ascii=False) for issue in issues]
        assert [text for text in told if LEAKS.search(text)] == []


class TestFiles:
    """A school's file and the entry form follow the form of the framework."""

    def test_a_file_comes_back(self) -> None:
        """What was dumped loads as the same value, given the framework."""
        assert loads(dumps(ASSESSMENT), framework=FRAMEWORK) == ASSESSMENT

    def test_tables_of_another_form_are_refused(self) -> None:
        """Classes by grade are none of its tables."""
        with pytest.raises(SchoolFileError, match='the form has no table "classes"; known are: learners, trees'):
            academy.build_assessment(FRAMEWORK, data={"classes": {"grade_1": {"2031-2032": 1}}})

    def test_the_entry_form_comes_back(self) -> None:
        """The workbook has its tables, and gives back what was filled in."""
        workbook = write_data_form(Figures.of(ASSESSMENT, FRAMEWORK), language="vi")
        assert LEAKS.search(text_of(workbook)) is None
        result = read_data_form(workbook, FRAMEWORK)
        assert (result.data, result.problems) == (ASSESSMENT.data, ())

    def test_the_schema_of_all_frameworks_allows_both_forms(self, installed: Path) -> None:
        """Figures of a file follow one form or the other."""
        assert installed.exists()
        shapes = json_schema()["properties"]["data"]["anyOf"]
        assert [next(iter(shape["properties"])) for shape in shapes] == ["classes", "learners"]


class TestDocuments:
    """Every document in every format."""

    @pytest.mark.parametrize("language", ["vi", pytest.param("en", marks=pytest.mark.big)])
    @pytest.mark.parametrize("kind", available_documents())
    def test_no_document_speaks_of_the_shipped_circular(self, kind: str, language: str) -> None:
        """Titles, tables, grounds and sources are those of this framework."""
        document = get_document(kind).build(ASSESSMENT, FRAMEWORK, language=language)
        for name in READABLE:
            found = LEAKS.search(text_of(render(document, name)))
            assert found is None, (name, found)

    def test_the_report_prints_this_form(self) -> None:
        """Part I has its facts and tables, derived totals too."""
        document = get_document("report").build(ASSESSMENT, FRAMEWORK, language="vi")
        text = text_of(render(document, "markdown"))
        for words in ("Tên học viện", "Học viên buổi tối", "Cây bóng mát", "1.200", "100", "Học viện công"):
            assert words in text

    def test_the_plan_is_founded_on_this_circular(self) -> None:
        """A plan that names no grounds rests on the framework's circular and its letter, as its register has them."""
        document = get_document("plan").build(ASSESSMENT, FRAMEWORK, language="vi")
        text = text_of(render(document, "text"))
        assert "07/2031/TT-MAU" in text
        assert "09/MAU-QL" in text


class TestReaders:
    """Files of other programs are read by the framework's form and criteria."""

    def test_a_report_comes_back(self, tmp_path: Path) -> None:
        """Ratings, figures and evidence are those that were printed."""
        document = get_document("report").build(ASSESSMENT, FRAMEWORK, language="vi")
        path = tmp_path / "report.docx"
        path.write_bytes(render(document, "docx"))
        read = read_report(path, FRAMEWORK).assessment
        assert read.ratings == ASSESSMENT.ratings
        assert {place: read.data[place] for place in ASSESSMENT.data} == dict(ASSESSMENT.data)
        assert {place.row for place in read.data if place not in ASSESSMENT.data} == {"total"}
        assert [item.code for item in read.evidence] == [item.code for item in ASSESSMENT.evidence]

    def test_a_report_is_recognised_by_its_criteria(self, installed: Path, tmp_path: Path) -> None:
        """An installed framework is found without being named."""
        document = get_document("report").build(ASSESSMENT, FRAMEWORK, language="vi")
        path = tmp_path / "report.docx"
        path.write_bytes(render(document, "docx"))
        assert (
            read_report(path).assessment.framework
            == academy.ID
            == json.loads(installed.read_text("utf-8"))["framework"]
        )

    def test_an_evidence_list_comes_back(self, tmp_path: Path) -> None:
        """A list names no framework, and is read as any other."""
        document = get_document("evidence-list").build(ASSESSMENT, FRAMEWORK, language="vi")
        path = tmp_path / "list.xlsx"
        path.write_bytes(render(document, "xlsx"))
        assert [row.name for row in read_evidence_list(path).evidence] == ["Sổ tay làm vườn"]


class TestCommandLine:
    """The commands find the framework by the file, once its package is installed."""

    def run(self, *arguments: str) -> str:
        """Run a command and return what it prints; findings are no failure."""
        result = CliRunner().invoke(main, [*arguments, "--lang", "en"])
        assert result.exit_code in {0, 1}, result.output
        assert LEAKS.search(result.output) is None, result.output
        return result.output

    def test_show(self, installed: Path) -> None:
        """The law of this framework is shown with its citation."""
        assert installed.exists()
        shown = self.run("show", "2.1.b", "--framework", academy.ID)
        assert "circular 07/2031/TT-MAU, article 4, clause 1, point b" in shown

    def test_score_check_and_judge(self, installed: Path) -> None:
        """Verdicts come from its rules and numbers."""
        assert json.loads(self.run("score", str(installed), "--json"))["level"] == 1
        assert "Found:" in self.run("check", str(installed))
        assert "90%" in self.run("data", "judge", str(installed))

    @pytest.mark.parametrize("name", READABLE)
    def test_render(self, installed: Path, tmp_path: Path, name: str) -> None:
        """A report is written in every format."""
        target = tmp_path / f"report.{name}"
        self.run("render", "report", str(installed), "-o", str(target), "--format", name, "--draft", "--no-pages")
        assert LEAKS.search(text_of(target.read_bytes())) is None

    def test_the_entry_form_travels(self, installed: Path, tmp_path: Path) -> None:
        """Written, filled in and read into a file again."""
        form, again = tmp_path / "form.xlsx", tmp_path / "again.json"
        self.run("data", "form", str(installed), "-o", str(form))
        self.run("data", "read", str(form), "--into", str(installed), "-o", str(again))
        assert kdcl.load(again).data == ASSESSMENT.data

    def test_it_is_listed(self, installed: Path) -> None:
        """After the shipped ones."""
        assert installed.exists()
        assert available_frameworks()[-1] == academy.ID
        assert get_framework(academy.ID).part(FORM).find_table("classes") is None
