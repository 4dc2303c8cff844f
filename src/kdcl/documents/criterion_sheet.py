"""A criterion with its indicators and the five items of its sheet (phiếu đánh giá tiêu chí)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

import attrs

from kdcl.blocks import Block, Heading, Paragraph, ParagraphStyle, Run, Table
from kdcl.documents import labels
from kdcl.documents.composition import RATINGS, Composition
from kdcl.documents.improvements import build_items_table
from kdcl.documents.typesetting import criterion_bookmark, dotted_lines, item_heading, kept_block, prose
from kdcl.law import Criterion, Indicator
from kdcl.messages import Message, message
from kdcl.school import CriterionSheet, Rating

_NAMES: Final[Mapping[Rating | None, Message]] = {
    Rating.MET: labels.MET,
    Rating.NOT_MET: labels.NOT_MET,
    None: message("Not assessed yet"),
}


def build_criterion(composition: Composition, criterion: Criterion) -> Iterator[Block]:
    """Iterate over a criterion as the report prints it: title, indicators, items 1 to 5."""
    yield Heading(
        text=composition.inner_criterion_title(criterion),
        level=4,
        bookmark=criterion_bookmark(criterion.code),
    )
    yield from build_indicators(composition, criterion)
    *above, last = build_written_items(composition, criterion)
    yield from above
    yield kept_block(last)  # so that no verdict opens a page, cut off from what it is about
    yield from build_verdict(composition, criterion)


def build_indicators(
    composition: Composition, criterion: Criterion, *, style: ParagraphStyle = ParagraphStyle.BODY
) -> Iterator[Paragraph]:
    """Iterate over the indicators a), b), c) with their requirements."""
    for indicator in criterion.indicators:
        text = f"{indicator.code.letter}) {composition.text(indicator.requirement)}"
        yield Paragraph(runs=(Run(text, italic=True),), style=style, keep_with_next=True)


def build_verdict(composition: Composition, criterion: Criterion) -> Iterator[Paragraph]:
    """Iterate over item 5: what holds of the criterion; and of each indicator, where that does not follow from it."""
    source = RATINGS.at(str(criterion.code))
    verdict = composition.score.get_criterion(criterion.code).verdict
    sentence = message("5. Self-assessment of the criterion: {verdict}", verdict=verdict_name(verdict))
    heading = item_heading(composition.text(sentence))
    is_all = verdict is Rating.MET
    yield attrs.evolve(heading, source=source, keep_with_next=not is_all)
    if not is_all:
        indicators = "; ".join(_indicator_verdict(composition, indicator) for indicator in criterion.indicators)
        each = composition.text(message("Indicators: {verdicts}", verdicts=indicators))
        yield Paragraph(runs=(Run(each),), source=source)


def verdict_name(verdict: Rating | None) -> Message:
    """Return a verdict as it stands behind a label: "Met", "Not met", "Not assessed yet"."""
    return _NAMES[verdict]


def verdict_label(verdict: Rating | None) -> Message:
    """Return the label of a verdict: met (đạt), not met (không đạt), not assessed (chưa đánh giá)."""
    return labels.VERDICT_OPEN if verdict is None else verdict.words


def _indicator_verdict(composition: Composition, indicator: Indicator) -> str:
    rating = composition.assessment.ratings.get(indicator.code)
    return f"{indicator.code.letter}) {composition.text(verdict_label(rating))}"


def is_blank_sheet(composition: Composition, criterion: Criterion) -> bool:
    """Whether nothing is written on the sheet of a criterion: it is filled in by hand."""
    sheet = composition.assessment.find_sheet(criterion.code) or CriterionSheet(criterion=criterion.code)
    written = (sheet.current_state, sheet.strengths, sheet.weaknesses, sheet.improvement_plan, sheet.improvements)
    return not any(written)


def build_written_items(
    composition: Composition, criterion: Criterion, *, blanks: tuple[int, int] | None = None
) -> Iterator[Paragraph | Table]:
    """Iterate over items 1 to 4 as the school wrote them, with the improvements item by item below item 4.

    Args:
        composition: the school's facts.
        criterion: the criterion.
        blanks: how many dotted lines stand for an empty item 1, and for each of the others; without them one for each
            indicator, and two.
    """
    of_state, of_others = blanks or (len(criterion.indicators), 2)
    listed, place = composition.listed_codes, composition.sheet_place(criterion)
    sheet = composition.assessment.find_sheet(criterion.code) or CriterionSheet(criterion=criterion.code)
    yield item_heading(composition.text(labels.CURRENT_STATE))
    for number, paragraph in enumerate(sheet.current_state):
        yield from prose(paragraph.text, listed, place.at("current_state", number, "text"), blanks=1)
    if not sheet.current_state:
        yield from dotted_lines(of_state)
    for label, name in ((labels.STRENGTHS, "strengths"), (labels.WEAKNESSES, "weaknesses")):
        yield item_heading(composition.text(label))
        yield from prose(getattr(sheet, name), listed, place.at(name), blanks=of_others)
    yield item_heading(composition.text(labels.IMPROVEMENT_PLAN))
    room = 0 if sheet.improvements else of_others
    yield from prose(sheet.improvement_plan, listed, place.at("improvement_plan"), blanks=room)
    if sheet.improvements:
        yield build_items_table(composition, sheet.improvements, place.at("improvements"))
