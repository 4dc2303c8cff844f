"""The summary of results (bảng tổng hợp kết quả tự đánh giá) as the paper that is sent to the district office."""

from __future__ import annotations

from collections.abc import Iterator

import attrs

from kdcl.blocks import Block, Document, ParagraphStyle, Section
from kdcl.documents import labels
from kdcl.documents.administrative import (
    SIGNATURE,
    archive,
    build_head,
    build_signature,
    build_title,
    principal_office,
    year_line,
)
from kdcl.documents.composition import Composition
from kdcl.documents.conclusion import build_level_lines
from kdcl.documents.looks import PaperLooks, find_looks
from kdcl.documents.remarks import build_remarks
from kdcl.documents.summary import build_summary_table, build_summary_totals
from kdcl.documents.typesetting import SCHOOL, kept_with_next
from kdcl.law import Framework
from kdcl.school import SelfAssessment


def build_summary(assessment: SelfAssessment, framework: Framework | None = None, *, language: str = "vi") -> Document:
    """Return the table of results with its totals and the level that follows, to be signed and sent.

    Args:
        assessment: the school's facts.
        framework: the framework they are assessed under; its level rules decide the level.
        language: ``"vi"`` or ``"en"``.

    Raises:
        RatingsError: a rating names an indicator that the framework does not have.
        UnknownLanguageError: the library does not speak the language.
    """
    composition = Composition.start(assessment, framework, language, "build_summary(assessment, framework)")
    looks = find_looks(composition, assessment.signature.date)
    sheet = Section(blocks=tuple(_iter_blocks(composition, looks)), setup=looks.setup())
    return composition.document(labels.SUMMARY, (sheet, *build_remarks(composition, on_level=True)))


def _iter_blocks(composition: Composition, looks: PaperLooks) -> Iterator[Block]:
    assessment = composition.assessment
    yield build_head(
        composition,
        looks=looks,
        number=None,
        blank=labels.NUMBER_BLANK,
        date=assessment.signature.date,
        source=SIGNATURE,
    )
    yield from build_title(composition, labels.SUMMARY, year_line(composition), bookmark="summary")
    yield build_summary_table(composition)
    levels = (attrs.evolve(each, style=ParagraphStyle.PLAIN, space_before=2) for each in build_level_lines(composition))
    for each in (*build_summary_totals(composition), *levels):
        yield from kept_with_next((each,))  # all go with the signature: a second page that says one line is no page
    authority = assessment.school.authority
    addressed = ((authority, SCHOOL.at("authority")),) if authority else ()
    office, name = principal_office(composition)
    yield build_signature(composition, (office,), name, (*addressed, archive(composition)))
