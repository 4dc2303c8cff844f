"""The figures against the numbers the law asks for: every number is there, nothing is hidden, nothing is made up."""

from __future__ import annotations

from pathlib import Path

import attrs

import kdcl
from kdcl.blocks import Document, Paragraph, Picture
from kdcl.blocks.plots import Plot
from kdcl.documents.figures import build_figures_paper
from kdcl.figures import Figures
from kdcl.law import Region, SchoolCategory
from kdcl.measures import judge_all
from kdcl.school import DataPlace, Figure, SelfAssessment
from kdcl.standards import get_framework
from papers import EMPTY, PRIMARY, tables
from reports import iter_blocks, paragraph_text

SECONDARY = get_framework("tt42-2012/secondary")
EXAMPLE = kdcl.load(Path(__file__).parent.parent / "examples" / "secondary-data-2017.json")
YEARS = tuple(f"{start}-{start + 1}" for start in range(2013, 2018))


def build(assessment: SelfAssessment = EXAMPLE, language: str = "en") -> Document:
    """Return the paper of a secondary school."""
    return build_figures_paper(assessment, SECONDARY, language=language)


def with_figures(**figures: Figure | None) -> SelfAssessment:
    """Return the example with other sizes of its largest class, by the first year of the school year."""
    changes: dict[DataPlace, Figure | None] = {
        DataPlace("class_sizes", "largest_secondary", f"{name[1:]}-{int(name[1:]) + 1}"): size
        for name, size in figures.items()
    }
    return attrs.evolve(EXAMPLE, data=EXAMPLE.data.with_figures(changes))


def lines(document: Document) -> list[str]:
    """Return the texts of the paragraphs outside tables."""
    return [paragraph_text(block) for block in iter_blocks(document) if isinstance(block, Paragraph)]


def pictures(document: Document) -> list[Picture]:
    """Return the charts of a document."""
    return [block for block in iter_blocks(document) if isinstance(block, Picture)]


class TestTables:
    """A table for each indicator with numbers."""

    def test_every_number_has_a_row(self) -> None:
        """In the law's order, under the indicator and its clause."""
        for framework, assessment in ((PRIMARY, EMPTY), (SECONDARY, EXAMPLE)):
            document = build_figures_paper(assessment, framework, language="en")
            rows = [row for table in tables(document) for row in table[1:]]
            assert len(rows) == len(framework.measures)
            titles = [heading.text for heading in document.headings()[1:]]
            assert titles.pop() == "Not held against figures"
            codes = sorted({measure.indicator for measure in framework.measures})
            assert titles == [f"Indicator {code}: {framework.get_indicator(code).citation.place}" for code in codes]

    def test_a_row_says_what_is_asked_what_is_and_where_it_was_read(self) -> None:
        """Shares with what they were taken of, each year with its verdict; a number judged now has one year."""
        found = tables(build())
        assert found[0][0] == ["What is measured", "Number asked for", *YEARS, "In all", "Where the number was read"]
        assert found[1][2] == [
            "Teachers above the qualification standard",
            "≥ 40%",
            *[""] * 4,
            "38.89%\n(14/36)\nnumber not reached",
            "Number not reached",
            "The text of the indicator in the circular (verified)",
        ]
        rated = [f"100%\n({n}/{n})\nnumber reached" for n in (34, 35, 35, 36)]
        assert found[2][1][2:8] == [*rated, "not asked for", "Number reached"]
        assert found[0][2][1:3] == ["≤ 45", "36\nnumber reached"]
        assert found[0][2][-1] == "Official letter 46/KTKĐCLGD-KĐPT (verified)"

    def test_the_counts_are_those_of_the_judgements(self) -> None:
        """All of the framework's numbers."""
        counts = "number reached: 16, number not reached: 1, cannot be judged: 1, "
        assert f"Numbers asked for: {len(SECONDARY.measures)} ({counts}" in "".join(lines(build()))

    def test_figures_that_are_a_part_of_an_indicator_are_no_verdict_on_it(self) -> None:
        """Below their table stands what of the indicator is not judged; where the figures are all, nothing does."""
        parts = [text for text in lines(build()) if text.startswith("These figures are only a part of indicator")]
        assert len(parts) == 1
        assert parts[0].startswith(
            "These figures are only a part of indicator 3.1.c; the rest is not judged: the playground is hygienic"
        )
        assert any("Các số liệu này chỉ là một phần của chỉ số 3.1.c" in text for text in lines(build(language="vi")))

    def test_the_school_is_told_by_what_chooses_the_numbers(self) -> None:
        """Dots where it is not stated; primary schools have no category."""
        assert "Type of school: lower secondary schools" in lines(build())
        assert "Region by which the numbers are chosen: other areas" in lines(build())
        school = attrs.evolve(EXAMPLE.school, category=None, region=None)
        unstated = lines(build(attrs.evolve(EXAMPLE, school=school)))
        assert f"Type of school: {'…' * 12}" in unstated
        assert not any(text.startswith("Type of school") for text in lines(build_figures_paper(EMPTY, PRIMARY)))
        school = attrs.evolve(EXAMPLE.school, category=SchoolCategory.GIFTED, region=Region.DIFFICULT)
        gifted = lines(build(attrs.evolve(EXAMPLE, school=school)))
        assert "Region by which the numbers are chosen: mountainous, remote and island areas" in gifted


class TestNotes:
    """What a table cannot say."""

    def test_what_lacks_is_said(self) -> None:
        """More where too few are there, fewer where too many are."""
        assert "Teachers above the qualification standard: 1 too few in 2017-2018" in lines(build())
        crowded = lines(build(with_figures(y2015=47)))
        assert "Students in the largest secondary class: 2 too many in 2015-2016" in crowded

    def test_readings_are_shown(self) -> None:
        """Where the law is open."""
        assert any("fair is read as fair alone" in text for text in lines(build()))

    def test_why_nothing_is_asked_is_said(self) -> None:
        """Of what concerns other schools."""
        told = next(each for each in lines(build()) if each.startswith("Pupils in the largest primary class: "))
        assert told.endswith("; the school has no primary grades")

    def test_how_sure_the_headings_are_is_said_once(self) -> None:
        """Above them all, not in each."""
        told = [each for each in lines(build()) if "inferred, not read" in each and "heading" in each]
        assert told == ["Of the headings below: the article is inferred, not read."]

    def test_missing_years_are_named_and_never_pass(self) -> None:
        """The year has no value, the measure no verdict."""
        document = build(with_figures(y2014=None))
        assert "Students in the largest secondary class: figures are missing for 2014-2015" in lines(document)
        row = tables(document)[0][2]
        assert (row[3], row[7]) == ("not known", "Cannot be judged")

    def test_without_figures_nothing_is_judged(self) -> None:
        """The form is whole, no number is made up, and there is no chart."""
        document = build_figures_paper(EMPTY, PRIMARY, language="en")
        rows = [row for table in tables(document) for row in table[1:]]
        assert {row[-2] for row in rows} <= {"Cannot be judged", "Not asked for"}
        assert {text for row in rows for text in row[2:-2]} <= {"", "not known", "not asked for"}
        assert pictures(document) == []


class TestCharts:
    """A chart for each measure that is known for two years or more."""

    def test_a_chart_tells_all_it_shows(self) -> None:
        """In the document's language, with the years that are judged."""
        first = pictures(build())[0]
        assert first.alternative == (
            "Chart: students in the largest secondary class: at most 45. 2013-2014: 36 (number reached); "
            "2014-2015: 36 (number reached); 2015-2016: 37 (number reached); 2016-2017: 38 (number reached); "
            "2017-2018: 39 (number reached)"
        )
        assert isinstance(first.plot, Plot)
        assert [point.label for point in first.plot.points] == list(YEARS)
        assert pictures(build(language="vi"))[0].plot.title == "Sĩ số lớp trung học đông nhất: nhiều nhất 45"

    def test_every_measure_of_two_known_years_has_one(self) -> None:
        """And no other."""
        judgements = judge_all(Figures.of(EXAMPLE, SECONDARY), SECONDARY)
        drawn = [sum(year.measured is not None for year in judgement.years) > 1 for judgement in judgements]
        assert len(pictures(build())) == sum(drawn)

    def test_one_year_makes_no_chart(self) -> None:
        """A point is no trend."""
        alone = build(with_figures(y2013=None, y2014=None, y2015=None, y2016=None))
        assert not any("largest" in picture.alternative for picture in pictures(alone))

    def test_a_year_that_breaks_the_number_is_marked(self) -> None:
        """By its shape."""
        plot = pictures(build(with_figures(y2015=47)))[0].plot
        assert isinstance(plot, Plot)
        assert [point.is_wrong for point in plot.points] == [False, False, True, False, False]
