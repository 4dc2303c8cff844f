"""Completes what the reader of reports read of sheets, a summary or a list alone: their heads and feet."""

from __future__ import annotations

import attrs

from kdcl.codes import CriterionCode
from kdcl.documents import get_document
from kdcl.documents.sheets import build_sheets
from kdcl.findings import Finding
from kdcl.law import Framework
from kdcl.readers.files.content import FileTable, Line, Use
from kdcl.readers.papers.councils import CouncilReader
from kdcl.readers.papers.foot import Foot, read_foot
from kdcl.readers.papers.head import PaperHead, find_authority, is_school_name, read_head
from kdcl.readers.papers.letters import read_claims
from kdcl.readers.papers.own import mark_own
from kdcl.readers.papers.page import Page, opening
from kdcl.readers.word.outline import Outline
from kdcl.readers.word.sections import Zone
from kdcl.school import SelfAssessment
from kdcl.standards import get_framework
from kdcl.text.phrases import is_blank


def _page(outline: Outline, assessment: SelfAssessment, findings: list[Finding]) -> Page:
    """Return the lines and tables that the reader of reports handled as no data."""
    items: list[Line | FileTable] = []
    for section in outline.sections:
        items += [*filter(None, (section.heading,)), *section.items]
    return Page(items=items, framework=get_framework(assessment.framework), findings=findings)


def _with_head(page: Page, assessment: SelfAssessment, head: PaperHead, foot: Foot) -> SelfAssessment:
    """Return the self-assessment with what head and foot say of the school, where it does not say it yet."""
    school = assessment.school
    school = attrs.evolve(
        school,
        name=school.name or head.name,
        authority=find_authority(page, school.authority or head.authority),
        place=school.place or head.place or foot.place,
        principal=school.principal or foot.name_of("principal"),
    )
    signature = assessment.signature
    return attrs.evolve(assessment, school=school, signature=attrs.evolve(signature, date=signature.date or head.date))


def finish_list(outline: Outline, assessment: SelfAssessment, findings: list[Finding]) -> SelfAssessment:
    """Return what was read of a list or of Part I alone, with head and foot."""
    page = _page(outline, assessment, findings)
    head = read_head(page)
    assessment = _with_head(page, assessment, head, read_foot(page, has_recipients=False))
    # The day of a list is no day of the report's signature.
    return attrs.evolve(assessment, signature=attrs.evolve(assessment.signature, date=None))


def finish_summary(outline: Outline, assessment: SelfAssessment, findings: list[Finding]) -> SelfAssessment:
    """Return what was read of a summary of results, with head, foot, and what its last lines claim."""
    page = _page(outline, assessment, findings)
    head = read_head(page)
    claims = read_claims(page.lines)
    assessment = _with_head(page, assessment, head, read_foot(page, has_recipients=False))
    kept = assessment.claims
    claims = attrs.evolve(
        claims,
        level=kept.level or claims.level,
        indicators_met=claims.indicators_met if kept.indicators_met is None else kept.indicators_met,
        criteria_met=claims.criteria_met if kept.criteria_met is None else kept.criteria_met,
    )
    assessment = attrs.evolve(assessment, claims=claims)
    mark_own(outline.lines, get_document("summary").build(assessment, page.framework))
    return assessment


def finish_sheets(outline: Outline, assessment: SelfAssessment, findings: list[Finding]) -> SelfAssessment:
    """Return what was read of sheets, with the school above them, the groups that wrote them and their leaders."""
    page = _page(outline, assessment, findings)
    councils = CouncilReader(page.framework)
    codes = _find_codes(outline, page.framework)
    leaders, place = _read_feet(page, outline)
    name, group = assessment.school.name, ""
    for line in outline.lines:
        if (found := _find_group(line)) is not None:
            group = line.text[found:].strip()
            line.use = Use.FORM if is_blank(group) else Use.FACT
            group = "" if is_blank(group) else group
        elif line.use is None and is_school_name(line) and name in ("", line.text):
            name, line.use = line.text, Use.FACT
        elif (code := codes.get(id(line))) is not None and group:
            for each in group.split("; "):
                councils.add_criteria(each, (code,), leaders.get(code, ""))
            group = ""
    assessment = attrs.evolve(
        assessment,
        school=attrs.evolve(assessment.school, name=name, place=assessment.school.place or place),
        council=attrs.evolve(assessment.council, groups=councils.council.groups),
    )
    only = next(iter(codes.values())) if len(set(codes.values())) == 1 else None
    mark_own(outline.lines, build_sheets(assessment, page.framework, criterion=only))
    return assessment


def _find_group(line: Line) -> int | None:
    """Return where a line names the groups that wrote a sheet, or None."""
    found = opening("paper_lines", "group").fullmatch(line.folded)
    is_labelled = found is not None and ":" in line.text[: found.start("rest")]
    return found.start("rest") if found is not None and is_labelled else None


def _find_codes(outline: Outline, framework: Framework) -> dict[int, CriterionCode]:
    """Return the criteria by the identity of the lines that head them."""
    known = {(each.code.standard, each.code.criterion): each.code for each in framework.criteria}
    return {
        id(section.heading): known[section.standard, section.criterion]
        for section in outline.sections
        if section.kind is Zone.CRITERION and (section.standard, section.criterion) in known
    }


def _read_feet(page: Page, outline: Outline) -> tuple[dict[CriterionCode, str], str]:
    """Return the leader who confirms each sheet, and the place of the signatures."""
    leaders, place = {}, ""
    for section in outline.sections:
        if section.kind is Zone.ITEM and section.criterion:
            tables: list[Line | FileTable] = [item for item in section.items if isinstance(item, FileTable)]
            foot = read_foot(attrs.evolve(page, items=tables), offices=("leader",), has_recipients=False)
            place = place or foot.place
            if name := foot.name_of("leader"):
                leaders[CriterionCode(section.standard, section.criterion)] = name
    return leaders, place
