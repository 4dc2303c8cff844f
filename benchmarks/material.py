"""A made-up school file as long as a real one: 36 criteria of five items, 400 pieces of evidence, over 90 pages."""

from __future__ import annotations

from kdcl.codes import CriterionCode, EvidenceCode
from kdcl.law import Criterion, Framework, Indicator
from kdcl.school import CriterionSheet, Evidence, Rating, Ratings, School, SchoolYear, SelfAssessment, StateParagraph
from kdcl.standards import get_framework

EVIDENCE_ITEMS = 400
CHARACTERS_OF_A_PARAGRAPH = 900
CHARACTERS_OF_AN_ITEM = 450


def build_framework() -> Framework:
    """Return the framework with 36 criteria."""
    return get_framework("tt42-2012/secondary")


def build_ratings(framework: Framework) -> Ratings:
    """Return ratings that meet all but each fiftieth indicator."""
    rated = enumerate(framework.indicators, start=1)
    return Ratings({item.code: Rating.NOT_MET if place % 50 == 0 else Rating.MET for place, item in rated})


def build_assessment(framework: Framework, pieces: int = EVIDENCE_ITEMS) -> SelfAssessment:
    """Return a full self-assessment whose sentences are the requirements, over and over, with pieces of evidence."""
    evidence = build_evidence(framework, pieces)
    return SelfAssessment(
        framework=framework.id,
        school=School(name="Trường THCS A", authority="UBND huyện B", place="B"),
        school_year=SchoolYear(2017),
        ratings=build_ratings(framework),
        sheets=tuple(build_sheet(criterion, evidence) for criterion in framework.criteria),
        evidence=evidence,
    )


def build_evidence(framework: Framework, pieces: int = EVIDENCE_ITEMS) -> tuple[Evidence, ...]:
    """Return the evidence, spread over the criteria and in the order of its codes."""
    criteria = [criterion.code for criterion in framework.criteria]
    codes = sorted(_evidence_code(criteria[item % len(criteria)], item // len(criteria)) for item in range(pieces))
    return tuple(
        Evidence(code=code, name=f"Biên bản số {place}", reference=f"{place}/BB-THCS, 05/9/2017", issuer="Nhà trường")
        for place, code in enumerate(codes, start=1)
    )


def build_sheet(criterion: Criterion, evidence: tuple[Evidence, ...]) -> CriterionSheet:
    """Return the sheet of a criterion with its five items; each piece of its evidence is cited once."""
    cited = [str(item.code) for item in evidence if item.code.criterion_code == criterion.code]
    parts = enumerate(criterion.indicators)
    text = " ".join(indicator.requirement.vi for indicator in criterion.indicators)
    return CriterionSheet(
        criterion=criterion.code,
        current_state=tuple(_build_paragraph(part, cited[place :: len(criterion.indicators)]) for place, part in parts),
        strengths=_lengthen(text, CHARACTERS_OF_AN_ITEM),
        weaknesses=_lengthen(text, CHARACTERS_OF_AN_ITEM),
        improvement_plan=_lengthen(text, CHARACTERS_OF_AN_ITEM),
    )


def build_prose(assessment: SelfAssessment) -> str:
    """Return all that the sheets say, as one text."""
    return "\n".join(
        "\n".join(
            (*(part.text for part in sheet.current_state), sheet.strengths, sheet.weaknesses, sheet.improvement_plan)
        )
        for sheet in assessment.sheets
    )


def _build_paragraph(indicator: Indicator, cited: list[str]) -> StateParagraph:
    text = _lengthen(indicator.requirement.vi, CHARACTERS_OF_A_PARAGRAPH)
    return StateParagraph(text=f"{text} {'; '.join(cited)}.", indicator=indicator.code.letter)


def _lengthen(text: str, characters: int) -> str:
    return (f"{text} " * (characters // len(text) + 1))[:characters]


def _evidence_code(criterion: CriterionCode, earlier: int) -> EvidenceCode:
    return EvidenceCode(criterion.standard, criterion.standard, criterion.criterion, earlier + 1)
