"""What a type checker sees of the public face: nothing here is run; mypy and pyright read it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import assert_type

import kdcl
from kdcl import (
    Bounds,
    CriterionCode,
    Evidence,
    EvidenceCode,
    EvidenceRegister,
    FoundCode,
    Framework,
    Gap,
    IndicatorCode,
    Issue,
    KdclError,
    LegalNumber,
    Level,
    Rating,
    Ratings,
    School,
    SchoolData,
    SchoolYear,
    Score,
    SelfAssessment,
    Status,
)
from kdcl.blocks import Document
from kdcl.checks import CHECKS, Check, Findings
from kdcl.law import Citation, Criterion, Indicator, Region, SchoolCategory, Standard
from kdcl.measures import Suggestion
from kdcl.renderers import Renderer, get_renderer
from kdcl.scoring import CriterionScore


def codes(text: str) -> None:
    """Text becomes values, and a search in prose gives places and values."""
    assert_type(EvidenceCode.parse(text), EvidenceCode)
    assert_type(CriterionCode.parse(text), CriterionCode)
    assert_type(IndicatorCode.parse(text).criterion_code, CriterionCode)
    assert_type(EvidenceCode.parse(text).criterion_code, CriterionCode)
    found = kdcl.find_codes(text)
    assert_type(found, tuple[FoundCode, ...])
    assert_type(found[0].code, EvidenceCode)
    assert_type((found[0].start, found[0].end, found[0].text), tuple[int, int, str])
    assert_type(sorted([EvidenceCode.parse(text)]), list[EvidenceCode])


def law() -> Framework:
    """A framework gives its parts by code; what may be missing is None."""
    framework = kdcl.get_framework("tt42-2012/primary")
    assert_type(framework, Framework)
    assert_type(framework.get_criterion("1.3"), Criterion)
    assert_type(framework.get_indicator("1.3.b"), Indicator)
    assert_type(framework["1.3"], Standard | Criterion | Indicator)
    assert_type(framework[CriterionCode(1, 3)], Criterion)
    assert_type(framework[1], Standard)
    assert_type(framework.indicators, tuple[Indicator, ...])
    assert_type(framework.get_indicator("1.3.b").citation, Citation)
    assert_type(framework.circular.number, LegalNumber)
    assert_type(kdcl.load_framework(Path("mine")), Framework)
    return framework


def facts(path: Path) -> SelfAssessment:
    """A school's file is a value; what is optional in it is None."""
    assessment = kdcl.load(path)
    assert_type(assessment, SelfAssessment)
    assert_type(kdcl.loads("{}"), SelfAssessment)
    assert_type(kdcl.dumps(assessment), str)
    assert_type(assessment.school, School)
    assert_type(assessment.school.region, Region | None)
    assert_type(assessment.school.category, SchoolCategory | None)
    assert_type(assessment.school_year, SchoolYear)
    assert_type(assessment.data, SchoolData)
    assert_type(assessment.ratings, Ratings)
    assert_type(assessment.evidence, tuple[Evidence, ...])
    assert_type(assessment.signature.date, dt.date | None)
    assert_type(assessment.find_evidence(EvidenceCode(1, 1, 3, 2)), Evidence | None)
    return assessment


def verdicts(framework: Framework, assessment: SelfAssessment) -> Score:
    """Ratings may be given as values or as a mapping of texts; a level may be none."""
    score = kdcl.score(assessment.ratings, framework)
    assert_type(score, Score)
    assert_type(kdcl.score({"1.1.a": "met"}, framework), Score)
    assert_type(kdcl.score({IndicatorCode(1, 1, "a"): Rating.MET}, framework), Score)
    assert_type(score.level, Level | None)
    assert_type(score.certain_level, Level | None)
    assert_type(score.not_met, tuple[CriterionCode, ...])
    assert_type(score.get_criterion(CriterionCode(1, 1)), CriterionScore)
    assert_type(score.get_criterion(CriterionCode(1, 1)).verdict, Rating | None)
    assert_type(kdcl.bounds(assessment.ratings, framework), Bounds)
    assert_type(kdcl.gap(assessment.ratings, framework, Level.TWO), Gap | None)
    assert_type(kdcl.score(assessment), Score)
    assert_type(kdcl.bounds(assessment), Bounds)
    assert_type(kdcl.gap(assessment, 2), Gap | None)
    assert_type(kdcl.gap(assessment, level=Level.TWO, basis="certain"), Gap | None)
    assert_type(kdcl.suggest(assessment), Mapping[IndicatorCode, Suggestion])
    suggested = kdcl.suggest(assessment.data, framework, assessment.school, assessment.school_year)
    assert_type(suggested, Mapping[IndicatorCode, Suggestion])
    return score


def findings(framework: Framework, assessment: SelfAssessment) -> tuple[Issue, ...]:
    """Checking returns findings, of the whole rulebook or of some checks."""
    assert_type(CHECKS, tuple[Check, ...])
    assert_type(kdcl.check(assessment), Findings)
    assert_type(kdcl.check(assessment)[0], Issue)
    assert_type(kdcl.check(assessment, framework, only=["dangling-code"]), Findings)
    return kdcl.check(assessment, framework)


def documents(framework: Framework, assessment: SelfAssessment) -> Iterator[bytes]:
    """A document is a value, and its rendering is bytes."""
    report = kdcl.build_report(assessment, framework)
    assert_type(report, Document)
    assert_type(kdcl.build_report(assessment, language="en"), Document)
    assert_type(kdcl.get_document("plan").build(assessment, framework), Document)
    assert_type(get_renderer("docx"), Renderer)
    yield kdcl.render(report, "markdown")


def evidence(assessment: SelfAssessment) -> EvidenceCode:
    """A register issues codes as values."""
    register = EvidenceRegister.of(assessment)
    return register.next_code(CriterionCode(1, 3))


def failing(error: KdclError) -> str:
    """Whatever the library raises is one kind of error, and prints itself."""
    assert_type(Status.VERIFIED.value, str)
    return str(error)
