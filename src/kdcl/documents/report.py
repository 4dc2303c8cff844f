"""The self-assessment report (báo cáo tự đánh giá), Annex V of the guidance, with all its parts in order.

A part that the school has written nothing for is printed as its empty form; no part ever disappears.
"""

from __future__ import annotations

from collections.abc import Iterator

from kdcl.blocks import Block, Document, Heading, Section
from kdcl.documents import labels
from kdcl.documents.composition import Composition
from kdcl.documents.conclusion import build_general_conclusion, build_standard_conclusion
from kdcl.documents.criterion_sheet import build_criterion
from kdcl.documents.evidence_list import build_appendix
from kdcl.documents.front_matter import build_abbreviations, build_contents, build_covers
from kdcl.documents.links_back import with_links_back
from kdcl.documents.looks import find_looks
from kdcl.documents.remarks import build_remarks
from kdcl.documents.school_data import build_school_data
from kdcl.documents.summary import build_summary_table, build_summary_totals
from kdcl.documents.typesetting import item_heading, on_new_page, part_heading, prose
from kdcl.law import Framework, Standard
from kdcl.messages import message
from kdcl.places import ROOT
from kdcl.school import SelfAssessment, StandardSummary


def build_report(assessment: SelfAssessment, framework: Framework | None = None, *, language: str = "vi") -> Document:
    """Return the self-assessment report of a school.

    Verdicts, totals and the level follow from the ratings; what the school itself claims stands beside them.

    Args:
        assessment: the school's facts.
        framework: the framework they are assessed under; its level rules decide the level.
        language: ``"vi"`` or ``"en"``; what the school wrote is printed as it is.

    Raises:
        RatingsError: a rating names an indicator that the framework does not have.
        UnknownLanguageError: the library does not speak the language.
    """
    composition = Composition.start(
        assessment, framework, language, "build_report(assessment, framework)", has_evidence_list=True
    )
    looks = find_looks(composition, assessment.signature.date)
    sections = (
        *build_covers(composition),
        Section(blocks=tuple(_body(composition)), setup=looks.report_setup()),
        build_appendix(composition, looks),
        *build_remarks(composition, on_wording=True, on_level=True),
    )
    subject = message("Self-assessment, school year {year}", year=assessment.school_year)
    return with_links_back(composition.document(labels.REPORT_TITLE, sections, subject=subject))


def _body(composition: Composition) -> Iterator[Block]:
    yield from build_contents(composition)
    yield from build_abbreviations(composition)
    summary = part_heading(composition.text(labels.SUMMARY), "summary")
    yield from on_new_page((summary, build_summary_table(composition), *build_summary_totals(composition)))
    yield from on_new_page(build_school_data(composition))
    yield from on_new_page(_part_two(composition))


def _part_two(composition: Composition) -> Iterator[Block]:
    yield part_heading(composition.text(message("Part II. SELF-ASSESSMENT")), "part_2")
    yield Heading(text=composition.text(message("I. INTRODUCTION")), level=2, bookmark="introduction")
    introduction = composition.assessment.introduction
    yield from prose(introduction, composition.listed_codes, ROOT.at("introduction"), blanks=5)
    yield Heading(text=composition.text(message("II. SELF-ASSESSMENT")), level=2, bookmark="assessment")
    for standard in composition.framework:
        yield from _standard(composition, standard)
    yield from build_general_conclusion(composition)


def _standard(composition: Composition, standard: Standard) -> Iterator[Block]:
    summary = composition.assessment.find_standard(standard.number) or StandardSummary(standard=standard.number)
    yield Heading(text=composition.standard_title(standard), level=3, bookmark=f"standard_{standard.number}")
    yield item_heading(composition.text(message("Opening")))
    opening = composition.standard_place(standard).at("opening")
    yield from prose(summary.opening, composition.listed_codes, opening)
    for criterion in standard.criteria:
        yield from build_criterion(composition, criterion)
    yield from build_standard_conclusion(composition, standard, summary)
