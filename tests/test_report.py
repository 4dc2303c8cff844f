"""The whole self-assessment report: its parts, their order, and the laws that every report keeps (Annex V)."""

from __future__ import annotations

import re
import unicodedata

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from drawing import examples
from kdcl.blocks import Heading, Orientation, Run, TableOfContents
from kdcl.codes import IndicatorCode
from kdcl.documents.report import build_report
from kdcl.errors import RatingsError, UnknownLanguageError
from kdcl.law import Framework
from kdcl.locale import LANGUAGES
from kdcl.messages import BilingualText
from kdcl.school import Rating, Ratings, SelfAssessment
from kdcl.scoring import score
from kdcl.standards import get_framework
from reports import (
    build_empty,
    build_full,
    iter_blocks,
    iter_paragraphs,
    iter_texts,
    paragraph_text,
    table_after,
    table_texts,
    texts_after,
)

FRAMEWORKS = ("tt42-2012/primary", "tt42-2012/secondary")
PRIMARY = get_framework("tt42-2012/primary")
SECONDARY = get_framework("tt42-2012/secondary")

SHORT_TEXT = st.text(st.characters(exclude_categories=("Cs", "Cc")), max_size=30)


@st.composite
def rated(draw: st.DrawFn) -> SelfAssessment:
    """Return a self-assessment with any ratings."""
    states = st.sampled_from([Rating.MET, Rating.MET, Rating.NOT_MET, None])
    ratings: dict[IndicatorCode, Rating | None] = {i.code: draw(states) for i in PRIMARY.indicators}
    return attrs.evolve(build_empty(PRIMARY), ratings=Ratings().with_ratings(ratings))


class TestParts:
    """Annex V: cover, inner cover, contents, abbreviations, summary, parts I, II and III, in this order."""

    @pytest.mark.parametrize("framework_id", FRAMEWORKS)
    @pytest.mark.parametrize("build", [build_empty, build_full])
    def test_headings_are_those_of_the_guidance(self, framework_id: str, build: object) -> None:
        """Every part has its heading, in order, whether or not the school has written anything for it."""
        assert callable(build)
        framework = get_framework(framework_id)
        headings = [h.text for h in build_report(build(framework), framework).headings() if h.level < 3]
        assert headings == [
            "DANH SÁCH VÀ CHỮ KÝ THÀNH VIÊN HỘI ĐỒNG TỰ ĐÁNH GIÁ",
            "MỤC LỤC",
            "DANH MỤC CHỮ VIẾT TẮT",
            "BẢNG TỔNG HỢP KẾT QUẢ TỰ ĐÁNH GIÁ",
            "Phần I. CƠ SỞ DỮ LIỆU",
            "1. Số lớp",
            "2. Số phòng học",
            "3. Cán bộ quản lý, giáo viên, nhân viên",
            "4. Học sinh",
            "Phần II. TỰ ĐÁNH GIÁ",
            "I. ĐẶT VẤN ĐỀ",
            "II. TỰ ĐÁNH GIÁ",
            "III. KẾT LUẬN CHUNG",
            "Phần III. PHỤ LỤC",
            "DANH MỤC MÃ MINH CHỨNG",
        ]

    def test_pages_are_set_up_as_printed(self) -> None:
        """The cover is framed and unnumbered, the inner cover unnumbered, the appendix across the page."""
        cover, inner, body, appendix, _ = (
            section.setup for section in build_report(build_full(PRIMARY), PRIMARY).sections
        )
        assert (cover.is_framed, cover.is_numbered) == (True, False)
        assert (inner.is_framed, inner.is_numbered) == (False, False)
        assert (body.orientation, body.is_numbered) == (Orientation.PORTRAIT, True)
        assert (appendix.orientation, appendix.is_numbered) == (Orientation.LANDSCAPE, True)

    def test_contents_stand_before_everything_they_list(self) -> None:
        """The table of contents lists down to the criteria."""
        blocks = list(iter_blocks(build_report(build_full(PRIMARY), PRIMARY)))
        contents = next(place for place, block in enumerate(blocks) if isinstance(block, TableOfContents))
        listed = [p for p, block in enumerate(blocks) if isinstance(block, Heading) and block.is_listed]
        assert contents < min(listed)
        table = blocks[contents]
        assert table == TableOfContents(content_label="Nội dung", page_label="Trang", depth=4)

    def test_properties_name_report_school_and_year(self) -> None:
        """The file says what it is without being opened."""
        report = build_report(build_full(PRIMARY), PRIMARY)
        assert report.title == "BÁO CÁO TỰ ĐÁNH GIÁ"
        assert report.author == "Song Hong School"
        assert report.subject == "Tự đánh giá năm học 2016-2017"
        assert report.language == "vi"

    def test_requirements_are_called_restated(self) -> None:
        """The last sheet, which has no page number, says that requirements are not the official wording."""
        sheet = build_report(build_full(PRIMARY), PRIMARY, language="en").sections[-1]
        level, remark = map(paragraph_text, iter_paragraphs(sheet.blocks))
        assert "no part of the paper" in level
        assert "no part of the paper" in remark
        assert "not the official wording" in remark
        assert "42/2012/TT-BGDĐT" in remark
        assert not sheet.setup.is_numbered

    def test_the_remark_tells_which_other_level_it_may_be(self) -> None:
        """What the results would be under another reading stands where the level's other doubts do."""
        met = Ratings({indicator.code: Rating.MET for indicator in PRIMARY.indicators})
        lacking = met.with_ratings({IndicatorCode.parse("1.1.a"): Rating.NOT_MET})
        sheet = build_report(attrs.evolve(build_full(PRIMARY), ratings=lacking), PRIMARY, language="en").sections[-1]
        level = paragraph_text(next(iter(iter_paragraphs(sheet.blocks))))
        assert "These results would be level 3 if: the upper bound is read as literal" in level

    def test_no_other_page_speaks_of_the_wording(self) -> None:
        """The remark is on the last sheet alone."""
        *pages, _ = build_report(build_full(PRIMARY), PRIMARY, language="en").sections
        assert not any("official wording" in paragraph_text(p) for page in pages for p in iter_paragraphs(page.blocks))


class TestLaws:
    """Laws of every report."""

    @pytest.mark.parametrize("framework_id", FRAMEWORKS)
    @pytest.mark.parametrize("language", LANGUAGES)
    def test_every_criterion_appears_once_in_part_two(self, framework_id: str, language: str) -> None:
        """Each criterion has one heading, in the law's order."""
        framework = get_framework(framework_id)
        report = build_report(build_full(framework), framework, language=language)
        bookmarks = [h.bookmark for h in report.headings() if h.bookmark.startswith("criterion_")]
        assert bookmarks == [f"criterion_{c.code.standard}_{c.code.criterion}" for c in framework.criteria]

    @pytest.mark.parametrize("framework_id", FRAMEWORKS)
    @pytest.mark.parametrize("build", [build_empty, build_full])
    def test_every_criterion_appears_once_in_the_summary(self, framework_id: str, build: object) -> None:
        """Each criterion has one place in the table."""
        assert callable(build)
        framework = get_framework(framework_id)
        rows = table_texts(table_after(build_report(build(framework), framework), "summary"))
        numbers = [text for row in rows for text in row if text.isdigit()]
        assert sorted(numbers) == sorted(str(c.code.criterion) for c in framework.criteria)

    @examples(20)
    @given(rated())
    def test_totals_equal_the_sums_of_their_rows(self, assessment: SelfAssessment) -> None:
        """Marks, conclusions on standards, totals of the summary and the general conclusion say the same."""
        report = build_report(assessment, PRIMARY, language="en")
        expected = score(assessment.ratings, PRIMARY)
        rows = table_texts(table_after(report, "summary"))
        met = sum(row[place] == "X" for row in rows if len(row) == 6 for place in (1, 4))
        not_met = sum(row[place] == "X" for row in rows if len(row) == 6 for place in (2, 5))
        assert (met, not_met) == (expected.criteria_met, expected.criteria_not_met)
        of_standards = [
            int(found[1])
            for standard in PRIMARY
            for text in texts_after(report, f"conclusion_{standard.number}")
            if (found := re.match(r"Number of criteria met: (\d+)", text))
        ]
        assert sum(of_standards) == met
        for bookmark in ("summary", "general_conclusion"):
            texts = texts_after(report, bookmark)
            assert any(f"Criteria met: {met}/28" in text for text in texts)
            assert any(f"Indicators met: {expected.indicators_met}/84" in text for text in texts)

    @pytest.mark.parametrize("language", LANGUAGES)
    def test_bookmarks_are_unique_and_links_lead_somewhere(self, language: str) -> None:
        """No link of a report is dead and no place is ambiguous."""
        report = build_report(build_full(SECONDARY), SECONDARY, language=language)
        paragraphs = list(iter_paragraphs(iter_blocks(report)))
        marks = [h.bookmark for h in report.headings()] + [p.bookmark for p in paragraphs if p.bookmark]
        assert len(marks) == len(set(marks))
        links = {run.link for p in paragraphs for run in p.runs if run.link}
        assert links
        assert links <= set(marks)
        assert all(re.fullmatch("[a-z][a-z0-9_]{0,39}", mark) for mark in marks)

    def test_the_same_facts_give_the_same_document(self) -> None:
        """A report is a function of its facts."""
        assert build_report(build_full(PRIMARY), PRIMARY) == build_report(build_full(PRIMARY), PRIMARY)

    @examples(30)
    @given(SHORT_TEXT, SHORT_TEXT, SHORT_TEXT)
    def test_what_a_school_writes_is_printed_as_it_is(self, strengths: str, introduction: str, name: str) -> None:
        """No text is taken for a template, cut or changed; blank lines alone are not printed."""
        full = build_full(PRIMARY)
        sheet = attrs.evolve(full.sheets[0], strengths=strengths)
        evidence = attrs.evolve(full.evidence[0], name=name)
        changed = attrs.evolve(full, sheets=(sheet,), introduction=introduction, evidence=(evidence,))
        printed = set(iter_texts(build_report(changed, PRIMARY)))
        for text in (strengths, introduction, name):
            assert {line for line in text.splitlines() if line.strip()} <= printed


class TestLanguages:
    """A report is wholly in one language, but for what the school wrote."""

    def test_english_report_of_an_english_file_has_no_vietnamese(self) -> None:
        """Only numbers of legal documents, and names inside the law's own English, keep their Vietnamese letters."""
        for framework in (PRIMARY, SECONDARY):
            requirements = {f"{i.code.letter}) {i.requirement.en}" for i in framework.indicators}
            report = build_report(build_full(framework, ["1.1.a"]), framework, language="en")
            for text in set(iter_texts(report)) - requirements:
                bare = re.sub(r"\d+/\d+/[A-ZĐ-]+", "", text)
                assert not [c for c in bare if c.isalpha() and not c.isascii()], text

    def test_vietnamese_report_of_an_empty_file_has_no_english(self) -> None:
        """Every word of the form comes from the catalogue or the law's data."""
        words = {"the", "of", "and", "criterion", "standard", "met", "not", "level", "number", "school"}
        empty = attrs.evolve(build_empty(PRIMARY), school=attrs.evolve(build_empty(PRIMARY).school, name="A"))
        for text in iter_texts(build_report(empty, PRIMARY)):
            assert not words & set(re.findall("[a-z]+", unicodedata.normalize("NFC", text).lower())), text

    def test_a_schools_text_is_not_translated(self) -> None:
        """A Vietnamese school's words stand in an English report as they are."""
        assessment = attrs.evolve(build_empty(PRIMARY), introduction="Nhà trường")
        assert "Nhà trường" in texts_after(build_report(assessment, PRIMARY, language="en"), "introduction")


class TestMisuse:
    """What cannot be printed is refused."""

    def test_unknown_language(self) -> None:
        """A language without wording is an error."""
        with pytest.raises(UnknownLanguageError):
            build_report(build_empty(PRIMARY), PRIMARY, language="fr")

    def test_ratings_of_another_framework(self) -> None:
        """A rating that the framework has no indicator for is never dropped silently."""
        with pytest.raises(RatingsError):
            build_report(build_full(SECONDARY), PRIMARY)


def with_title(framework: Framework, title: BilingualText) -> Framework:
    """Return the framework with another title for its first standard."""
    first, *others = framework.standards
    return attrs.evolve(framework, standards=(attrs.evolve(first, title=title), *others))


class TestLawTexts:
    """Titles and requirements come from the framework that is given."""

    def test_titles_are_those_of_the_given_framework(self) -> None:
        """A framework of one's own prints its own titles, braces and all."""
        framework = with_title(PRIMARY, BilingualText(vi="Tên {khác}", en="Another {title}"))
        headings = [h.text for h in build_report(build_empty(framework), framework, language="en").headings()]
        assert "Standard 1: Another {title}" in headings

    def test_requirements_are_italic(self) -> None:
        """The indicators stand below the criterion's title, a), b), c), slanted."""
        report = build_report(build_full(PRIMARY), PRIMARY, language="en")
        runs = [run for p in iter_paragraphs(iter_blocks(report)) for run in p.runs if run.italic]
        for indicator in PRIMARY.indicators:
            assert Run(f"{indicator.code.letter}) {indicator.requirement.en}", italic=True) in runs
