"""What the report concludes: of each standard (kết luận về tiêu chuẩn), and of the school (kết luận chung)."""

from __future__ import annotations

from collections.abc import Iterator

import attrs

from kdcl.blocks import Block, Heading, Paragraph, SignatureBlock
from kdcl.codes import CriterionCode
from kdcl.documents import labels
from kdcl.documents.administrative import SIGNATURE, body, centred, date_line, principal_office
from kdcl.documents.composition import RATINGS, Composition
from kdcl.documents.typesetting import item_heading, prose
from kdcl.law import Standard
from kdcl.messages import Message, message
from kdcl.places import ROOT
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
    yield item_heading(composition.text(message("Strengths:")))
    place = composition.standard_place(standard)
    yield from prose(summary.strengths, composition.listed_codes, place.at("strengths"))
    yield item_heading(composition.text(message("Weaknesses:")))
    yield from prose(summary.weaknesses, composition.listed_codes, place.at("weaknesses"))
    counted = next(part for part in composition.score.standards if part.number == standard.number)
    for sentence in _standard_counts(counted):
        yield body(composition.text(sentence), source=RATINGS)


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
    yield Heading(text=composition.text(message("III. GENERAL CONCLUSION")), level=2, bookmark="general_conclusion")
    yield from prose(composition.assessment.conclusion, composition.listed_codes, ROOT.at("conclusion"), blanks=3)
    for sentence in _counts(composition):
        yield attrs.evolve(body(f"- {composition.text(sentence)};", source=RATINGS), keep_with_next=True)
    # what is signed stands on one page with the signature
    yield from (attrs.evolve(each, keep_with_next=True) for each in build_level_lines(composition))
    office, name = principal_office(composition)
    dated = date_line(composition, composition.assessment.signature.date, SIGNATURE)
    stamped = centred(composition.text(labels.SIGN_AND_STAMP), italic=True)
    yield SignatureBlock(right=(dated, office, stamped), right_name=name)


def _counts(composition: Composition) -> Iterator[Message]:
    """Iterate over how many indicators and criteria are met, not met, and open; none open is not worth a line."""
    score = composition.score
    indicators = (score.indicators_met, score.indicators_not_met, score.indicators_open)
    criteria = (score.criteria_met, score.criteria_not_met, score.criteria_open)
    for sentences, counted in ((labels.INDICATOR_COUNTS, indicators), (labels.CRITERION_COUNTS, criteria)):
        shown = zip(sentences, counted if counted[-1] else counted[:-1], strict=False)
        yield from (composition.share(sentence, count, sum(counted)) for sentence, count in shown)


def build_level_lines(composition: Composition) -> Iterator[Paragraph]:
    """Iterate over the level that follows from the ratings and the one the school claims; `remarks` says what of it."""
    reached = message("Level reached by these results: {level}", level=_level(composition))
    yield body(composition.text(reached), bold=True, source=RATINGS)
    if claimed := composition.assessment.claims.level:
        claim = message("Level claimed by the school: level {level}", level=claimed)
        yield body(composition.text(claim), bold=True, source=ROOT.at("claims", "level"))


def _level(composition: Composition) -> Message:
    score = composition.score
    if level := score.level:
        if level == score.certain_level:
            return message("level {level}", level=level)
        if level == score.supported_level:
            return message("level {level}, supported by published outcomes", level=level)
        if score.is_by_assumption:  # the remarks say which, and what else it rests on
            return message("level {level} (provisional, by an assumption)", level=level)
        return message("level {level} (provisional, by the reading chosen)", level=level)
    if score.indicators_open:
        return message("not determined yet (indicators not assessed: {open})", open=score.indicators_open)
    return message("no level")
