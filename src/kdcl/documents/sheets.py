"""The criterion sheets (phiếu đánh giá tiêu chí) as papers of their own, Annex IV: one, or all of a school."""

from __future__ import annotations

from collections.abc import Iterator

from kdcl.blocks import Block, Document, Heading, Row, Section, SignatureBlock, Table
from kdcl.codes import CriterionCode
from kdcl.documents import labels
from kdcl.documents.administrative import build_joint_signature, office_line, year_line
from kdcl.documents.composition import RATINGS, Composition
from kdcl.documents.council_lists import COUNCIL
from kdcl.documents.criterion_sheet import build_indicators, build_written_items
from kdcl.documents.summary import verdict_cells
from kdcl.documents.typesetting import (
    SCHOOL,
    centred_cell,
    item_heading,
    labelled_line,
    line,
    on_new_page,
    part_heading,
    ruled_table,
)
from kdcl.documents.wording_remark import build_wording_remark
from kdcl.law import Criterion, Framework, Indicator
from kdcl.messages import Message, message
from kdcl.school import Ratings, SelfAssessment
from kdcl.school.held_against import framework_for

_WIDTHS = (40, 30, 30)


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
    framework = framework_for(assessment, framework, SelfAssessment, "build_sheets(assessment, framework)")
    composition = Composition.start(assessment, framework, language)
    wanted = framework.criteria if criterion is None else (framework.get_criterion(criterion),)
    blocks: list[Block] = []
    for each in wanted:
        sheet = _iter_sheet(composition, each)
        blocks += on_new_page(sheet) if blocks else sheet
    title = labels.SHEETS_TITLE if criterion is None else labels.SHEET_TITLE
    return composition.document(title, (Section(blocks=tuple(blocks)), *build_wording_remark(composition)))


def _iter_sheet(composition: Composition, criterion: Criterion) -> Iterator[Block]:
    code, school = criterion.code, composition.assessment.school
    place = f"{code.standard}_{code.criterion}"
    yield line(school.name or composition.text(labels.SCHOOL_BLANK), bold=True, source=SCHOOL.at("name"))
    yield labelled_line(composition.text(labels.WORKING_GROUP), _group_names(composition, code), COUNCIL.at("groups"))
    yield part_heading(composition.text(labels.SHEET_TITLE), f"sheet_{place}")
    yield year_line(composition, bold=False)
    standard = composition.framework.get_standard(code.standard)
    yield item_heading(composition.standard_title(standard))
    title = composition.criterion_title(criterion)
    yield Heading(text=title, level=2, bookmark=f"criterion_{place}")
    yield from build_indicators(composition, criterion)
    yield from build_written_items(composition, criterion)
    yield from _iter_verdicts(composition, criterion)
    yield _build_foot(composition, code)


def _group_names(composition: Composition, code: CriterionCode) -> str:
    groups = composition.assessment.council.groups
    return "; ".join(group.name for group in groups if code in group.criteria and group.name)


def _iter_verdicts(composition: Composition, criterion: Criterion) -> Iterator[Block]:
    """Iterate over item 5, to be marked by hand where nothing is assessed yet: 5.1 indicators, 5.2 criterion."""
    yield item_heading(composition.text(labels.VERDICT))
    yield item_heading(composition.text(labels.VERDICT_OF_INDICATORS))
    ratings = composition.assessment.ratings
    yield _verdict_table(
        composition,
        message("Indicator"),
        *(_indicator_row(ratings, each) for each in criterion.indicators),
    )
    yield item_heading(composition.text(labels.VERDICT_OF_CRITERION))
    verdict = composition.score.get_criterion(criterion.code).verdict
    code = str(criterion.code)
    row = Row((centred_cell(code), *verdict_cells(verdict, RATINGS.at(code))))
    yield _verdict_table(composition, labels.CRITERION, row)


def _indicator_row(ratings: Ratings, indicator: Indicator) -> Row:
    source = RATINGS.at(str(indicator.code))
    return Row((centred_cell(f"{indicator.code.letter})"), *verdict_cells(ratings.get(indicator.code), source)))


def _verdict_table(composition: Composition, first: Message, *rows: Row) -> Table:
    head = (first, labels.MET, labels.NOT_MET)
    return ruled_table(_WIDTHS, map(composition.text, head), rows)


def _build_foot(composition: Composition, code: CriterionCode) -> SignatureBlock:
    leaders = [group.leader for group in composition.assessment.council.groups if code in group.criteria]
    return build_joint_signature(
        composition,
        (office_line(composition, labels.SHEET_CONFIRMED), office_line(composition, labels.SHEET_WRITER)),
        (", ".join(filter(None, leaders)), ""),
    )
