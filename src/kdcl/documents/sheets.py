"""The criterion sheets (phiếu đánh giá tiêu chí) as papers of their own, Annex IV: one, or all of a school."""

from __future__ import annotations

import math
from collections.abc import Iterator

import attrs

from kdcl.blocks import Block, Document, Heading, Paragraph, ParagraphStyle, Section, SignatureBlock
from kdcl.codes import CriterionCode
from kdcl.documents import labels
from kdcl.documents.administrative import body, build_joint_signature, office_line, year_line
from kdcl.documents.composition import RATINGS, Composition
from kdcl.documents.council_lists import COUNCIL
from kdcl.documents.criterion_sheet import build_indicators, build_written_items, is_blank_sheet, verdict_name
from kdcl.documents.remarks import build_remarks
from kdcl.documents.typesetting import (
    SCHOOL,
    criterion_bookmark,
    item_heading,
    labelled_line,
    on_new_page,
    part_heading,
)
from kdcl.law import Criterion, Framework
from kdcl.messages import Message, message
from kdcl.school import Rating, SelfAssessment

_LETTERS_OF_LINE = 78
_LINES_OF_BLANK_SHEET = 8
"""Lines that item 1 and the words above it take together, where a blank sheet fills its page."""
_SPACE_OF_BLANK_SHEET = 12
"""Millimetres for the two signatures of a blank sheet, which has no stamp."""


def build_sheets(
    assessment: SelfAssessment,
    framework: Framework | None = None,
    *,
    criterion: CriterionCode | None = None,
    language: str = "vi",
) -> Document:
    """Return the sheets of all criteria, each on a new page, or the sheet of one.

    Args:
        assessment: the school's facts; a criterion that nothing is written for has an empty sheet.
        framework: the framework they are assessed under.
        criterion: the one criterion whose sheet is wanted; None for all.
        language: ``"vi"`` or ``"en"``; what the school wrote is printed as it is.

    Raises:
        RatingsError: a rating names an indicator that the framework does not have.
        UnknownItemError: the framework has no such criterion.
        UnknownLanguageError: the library does not speak the language.
    """
    composition = Composition.start(assessment, framework, language, "build_sheets(assessment, framework)")
    law = composition.framework
    wanted = law.criteria if criterion is None else (law.get_criterion(criterion),)
    blocks: list[Block] = []
    for each in wanted:
        sheet = _iter_sheet(composition, each)
        blocks += on_new_page(sheet) if blocks else sheet
    title = labels.SHEETS_TITLE if criterion is None else labels.SHEET_TITLE
    remarks = build_remarks(composition, on_wording=True)
    return composition.document(title, (Section(blocks=tuple(blocks)), *remarks))


def _iter_sheet(composition: Composition, criterion: Criterion) -> Iterator[Block]:
    code = criterion.code
    yield labelled_line(
        composition.text(_school_label(composition)), composition.assessment.school.name, SCHOOL.at("name")
    )
    yield labelled_line(composition.text(labels.GROUP), _group_names(composition, code), COUNCIL.at("groups"))
    yield part_heading(composition.text(labels.SHEET_TITLE), f"sheet_{code.standard}_{code.criterion}")
    yield year_line(composition, bold=False)
    standard = composition.framework.get_standard(code.standard)
    yield item_heading(composition.standard_title(standard))
    title = composition.criterion_title(criterion)
    yield Heading(text=title, level=2, bookmark=criterion_bookmark(code))
    # A blank sheet is filled in by hand: it stands closer, so that it takes one page and not a leaf.
    is_blank = is_blank_sheet(composition, criterion)
    style = ParagraphStyle.PLAIN if is_blank else ParagraphStyle.BODY
    indicators = tuple(build_indicators(composition, criterion, style=style))
    blanks = (_count_blanks(title, indicators), 1) if is_blank else None
    yield from indicators
    yield from build_written_items(composition, criterion, blanks=blanks)
    yield from _iter_verdicts(composition, criterion, style)
    foot = _build_foot(composition, code)
    yield attrs.evolve(foot, space=_SPACE_OF_BLANK_SHEET) if is_blank else foot


def _count_blanks(title: str, indicators: tuple[Paragraph, ...]) -> int:
    """Return how many dotted lines item 1 of a blank sheet has: the fewer, the more the indicators say."""
    texts = (title, *(paragraph.text for paragraph in indicators))
    lines = sum(math.ceil(len(text) / _LETTERS_OF_LINE) for text in texts)
    return max(_LINES_OF_BLANK_SHEET - lines, 1)


def _school_label(composition: Composition) -> Message:
    """Return the label of the form, or one that does not say the first word of the school's name once more.

    The name itself is not shortened: whoever reads the sheet back would miss its first word.
    """
    label = composition.text(labels.SHEET_SCHOOL).casefold()
    is_said = composition.assessment.school.name.casefold().startswith(f"{label} ")
    return message("Name of the school") if is_said else labels.SHEET_SCHOOL


def _group_names(composition: Composition, code: CriterionCode) -> str:
    groups = composition.assessment.council.groups
    return "; ".join(group.name for group in groups if code in group.criteria and group.name)


def _iter_verdicts(composition: Composition, criterion: Criterion, style: ParagraphStyle) -> Iterator[Block]:
    """Iterate over item 5: 5.1 a line for each indicator, 5.2 the criterion; dots where nothing is assessed yet."""
    yield item_heading(composition.text(message("5. Self-assessment")))
    yield item_heading(composition.text(message("5.1. Whether the school meets each indicator of the criterion:")))
    for indicator in criterion.indicators:
        rating = composition.assessment.ratings.get(indicator.code)
        said = message("Indicator {letter}: {verdict}", letter=indicator.code.letter, verdict=_verdict(rating))
        each = body(composition.text(said), source=RATINGS.at(str(indicator.code)))
        yield attrs.evolve(each, style=style, keep_with_next=True)
    verdict = composition.score.get_criterion(criterion.code).verdict
    said = message("5.2. Self-assessment of the criterion: {verdict}", verdict=_verdict(verdict))
    yield attrs.evolve(item_heading(composition.text(said)), source=RATINGS.at(str(criterion.code)))


def _verdict(rating: Rating | None) -> Message | str:
    """Return a verdict, or dots to write it on: a sheet is filled in by hand."""
    return "…" * 8 if rating is None else verdict_name(rating)


def _build_foot(composition: Composition, code: CriterionCode) -> SignatureBlock:
    leaders = [group.leader for group in composition.assessment.council.groups if code in group.criteria]
    return build_joint_signature(
        composition,
        (office_line(composition, labels.SHEET_CONFIRMED), office_line(composition, message("Written by"))),
        (", ".join(filter(None, leaders)), ""),
    )
