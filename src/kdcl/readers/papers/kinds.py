"""Which reader reads which kind of document, and what all of them have in common."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final

from kdcl.documents import get_document
from kdcl.findings import Finding
from kdcl.law import Framework
from kdcl.readers.files.content import Body, mark
from kdcl.readers.papers.boxes import read_boxes
from kdcl.readers.papers.computed import read_figures_paper, read_work_paper
from kdcl.readers.papers.decision import read_decision
from kdcl.readers.papers.follow_up import read_improvements, read_opinions
from kdcl.readers.papers.letters import read_registration
from kdcl.readers.papers.own import mark_own
from kdcl.readers.papers.page import Page
from kdcl.readers.papers.parts import finish_list, finish_sheets, finish_summary
from kdcl.readers.papers.plan import read_plan
from kdcl.readers.recognising.result import PaperKind
from kdcl.readers.word.conclusion import mark_form_lines
from kdcl.readers.word.outline import Outline
from kdcl.readers.word.reading import Finish, build_result
from kdcl.readers.word.result import ReadReport
from kdcl.school import SelfAssessment

PAPERS: Final[Mapping[PaperKind, Callable[[Page], SelfAssessment]]] = {
    PaperKind.PLAN: read_plan,
    PaperKind.WORK_PLAN: read_plan,
    PaperKind.DECISION: read_decision,
    PaperKind.OPINIONS: read_opinions,
    PaperKind.IMPROVEMENT: read_improvements,
    PaperKind.REGISTRATION: read_registration,
    PaperKind.FIGURES: read_figures_paper,
    PaperKind.ASSIGNMENT: read_work_paper,
    PaperKind.MEMBER_PAGES: read_work_paper,
    PaperKind.BOX_LABELS: read_boxes,
    PaperKind.BOX_CONTENTS: read_boxes,
}
"""The readers of papers of their own; all other kinds have parts of a report, and its reader reads them."""

FINISHERS: Final[Mapping[PaperKind, Finish]] = {
    PaperKind.SHEETS: finish_sheets,
    PaperKind.SUMMARY: finish_summary,
    PaperKind.EVIDENCE_LIST: finish_list,
    PaperKind.PART_ONE: finish_list,
}
"""What is read beside the parts of a report of documents that have only some: head, foot, who worked on them."""

_COMPOSED: Final = (
    PaperKind.PLAN, PaperKind.WORK_PLAN, PaperKind.DECISION, PaperKind.OPINIONS, PaperKind.IMPROVEMENT,
    PaperKind.REGISTRATION,
)  # fmt: skip
"""Papers whose form is known by composing them anew from what was read."""


def read_items(
    body: Body, outline: Outline, framework: Framework, findings: list[Finding], kind: PaperKind
) -> ReadReport:
    """Return what a paper of its own says.

    Args:
        body: its lines and tables.
        outline: the outline by which it was recognised; what that made of the lines is forgotten.
        framework: the framework it is read under.
        findings: what was noticed before.
        kind: its kind, one of `PAPERS` or a paper of an external assessment.
    """
    apart = {id(line) for line in outline.apart}
    page = Page(items=[item for item in body.items if id(item) not in apart], framework=framework, findings=findings)
    mark((*page.lines, *outline.lines), None)
    assessment = _read_team_paper(page, kind) if kind.is_external else PAPERS[kind](page)
    if kind in _COMPOSED:
        mark_own(page.lines, get_document(kind).build(assessment, framework))
    mark_form_lines(page.lines)
    return build_result(assessment, page.lines, outline.apart, page.findings, page.guessed)


def _read_team_paper(page: Page, kind: PaperKind) -> SelfAssessment:
    from kdcl.readers.papers.team.reading import read_team_paper  # noqa: PLC0415 - most files are the school's own

    return read_team_paper(page, kind)
