"""What the report concludes: of each standard (kết luận về tiêu chuẩn), and of the school (kết luận chung)."""

from __future__ import annotations

from collections.abc import Iterator

import attrs

from kdcl.blocks import Align, Block, Heading, Paragraph, Run, SignatureBlock
from kdcl.codes import CriterionCode
from kdcl.documents import labels
from kdcl.documents.composition import Composition
from kdcl.documents.typesetting import item_heading, line, prose
from kdcl.law import Standard
from kdcl.messages import Message, message
from kdcl.school import Rating, StandardSummary
from kdcl.scoring import StandardScore


def build_standard_conclusion(
    composition: Composition, standard: Standard, summary: StandardSummary
) -> Iterator[Block]:
    """Iterate over the conclusion on a standard: strengths, weaknesses, and the count of its criteria."""
    yield Heading(
        text=composition.text(message("Conclusion on Standard {number}", number=standard.number)),
        level=4,
        bookmark=f"conclusion_{standard.number}",
    )
    yield item_heading(composition.text(labels.STANDARD_STRENGTHS))
    yield from prose(summary.strengths, composition.listed_codes)
    yield item_heading(composition.text(labels.STANDARD_WEAKNESSES))
    yield from prose(summary.weaknesses, composition.listed_codes)
    counted = next(part for part in composition.score.standards if part.number == standard.number)
    for sentence in _standard_counts(counted):
        yield _sentence(composition.text(sentence))


def _standard_counts(counted: StandardScore) -> Iterator[Message]:
    yield message("Number of criteria: {count}", count=counted.criteria_total)
    yield message("Number of criteria met: {count}", count=counted.criteria_met)
    not_met = _codes(counted, Rating.NOT_MET)
    if not_met:
        yield message("Number of criteria not met: {count} ({codes})", count=len(not_met), codes=not_met)
    else:
        yield message("Number of criteria not met: {count}", count=0)
    if opened := _codes(counted, None):
        yield message("Number of criteria not assessed yet: {count} ({codes})", count=len(opened), codes=opened)


def _codes(counted: StandardScore, verdict: Rating | None) -> tuple[CriterionCode, ...]:
    return tuple(criterion.code for criterion in counted.criteria if criterion.verdict is verdict)


def build_general_conclusion(composition: Composition) -> Iterator[Block]:
    """Iterate over the general conclusion: what the school adds, the counts, the level, place, date and signature."""
    yield Heading(text=composition.text(labels.GENERAL_CONCLUSION), level=2, bookmark="general_conclusion")
    yield from prose(composition.assessment.conclusion, composition.listed_codes, blanks=3)
    for sentence in (*_indicator_counts(composition), *_criterion_counts(composition)):
        yield _sentence(f"- {composition.text(sentence)};")
    *others, last = build_level_lines(composition)
    yield from others
    yield attrs.evolve(last, keep_with_next=True)  # so that no signature stands alone on its page
    yield build_signature(composition)


def _indicator_counts(composition: Composition) -> Iterator[Message]:
    score, percent = composition.score, composition.locale.percent
    total = score.indicators_total
    met, not_met, opened = score.indicators_met, score.indicators_not_met, score.indicators_open
    yield message("Indicators met: {met}/{total}, that is {share}", met=met, total=total, share=percent(met, total))
    yield message(
        "Indicators not met: {count}/{total}, that is {share}",
        count=not_met,
        total=total,
        share=percent(not_met, total),
    )
    if opened:
        yield message(
            "Indicators not assessed yet: {count}/{total}, that is {share}",
            count=opened,
            total=total,
            share=percent(opened, total),
        )


def _criterion_counts(composition: Composition) -> Iterator[Message]:
    score, percent = composition.score, composition.locale.percent
    total = score.criteria_total
    met, not_met, opened = score.criteria_met, score.criteria_not_met, score.criteria_open
    yield message("Criteria met: {met}/{total}, that is {share}", met=met, total=total, share=percent(met, total))
    yield message(
        "Criteria not met: {count}/{total}, that is {share}", count=not_met, total=total, share=percent(not_met, total)
    )
    if opened:
        yield message(
            "Criteria not assessed yet: {count}/{total}, that is {share}",
            count=opened,
            total=total,
            share=percent(opened, total),
        )


def build_level_lines(composition: Composition) -> Iterator[Paragraph]:
    """Iterate over the level that follows from the ratings, what to know of it, and the level the school claims."""
    reached = message("Level reached by these results: {level}", level=_level(composition))
    yield _sentence(composition.text(reached), bold=True)
    for caveat in composition.score.caveats:
        yield _sentence(composition.text(message("Note: {caveat}.", caveat=caveat)), italic=True)
    if claimed := composition.assessment.claims.level:
        yield _sentence(
            composition.text(message("Level claimed by the school: level {level}", level=claimed)), bold=True
        )


def _sentence(text: str, *, bold: bool = False, italic: bool = False) -> Paragraph:
    return Paragraph(runs=(Run(text, bold=bold, italic=italic),))


def _level(composition: Composition) -> Message:
    if level := composition.score.level:
        return message("level {level}", level=level)
    if composition.score.indicators_open:
        return message("not determined yet")
    return message("no level")


def build_signature(composition: Composition) -> SignatureBlock:
    """Return place, date, and room for the principal's signature and the stamp."""
    school, signature = composition.assessment.school, composition.assessment.signature
    return SignatureBlock(
        right=(
            line(composition.locale.place_and_date(school.place, signature.date), italic=True, align=Align.CENTER),
            line(signature.role.upper() or composition.text(labels.PRINCIPAL), bold=True, align=Align.CENTER),
            line(composition.text(labels.SIGN_AND_STAMP), italic=True, align=Align.CENTER),
        ),
        right_name=signature.name or ("" if signature.role else school.principal),
    )
