"""The team's criterion sheets (phiếu đánh giá tiêu chí của đoàn), Annex IX."""

from __future__ import annotations

from collections.abc import Iterator

import attrs

from kdcl.blocks import Block, Paragraph, Run
from kdcl.documents.administrative import build_joint_signature, office_line
from kdcl.documents.criterion_sheet import build_indicator_verdicts, build_indicators, verdict_label
from kdcl.documents.external import labels
from kdcl.documents.external.paper import TeamPaper
from kdcl.documents.typesetting import item_heading, line, on_new_page, part_heading
from kdcl.law import Criterion
from kdcl.messages import message


def iter_team_sheets(paper: TeamPaper) -> Iterator[Block]:
    """Iterate over the team's sheets of all criteria, each on a new page."""
    for number, criterion in enumerate(paper.framework.criteria):
        sheet = _iter_sheet(paper, criterion)
        yield from on_new_page(sheet) if number else sheet


def _iter_sheet(paper: TeamPaper, criterion: Criterion) -> Iterator[Block]:
    code = criterion.code
    sheet, _ = paper.sheet_of(code)
    yield line(paper.text(labels.TEAM), bold=True)
    yield part_heading(paper.text(labels.TEAM_SHEET), f"sheet_{code.standard}_{code.criterion}")
    yield paper.school_line()
    yield item_heading(paper.composition.standard_title(paper.framework.get_standard(code.standard)))
    yield paper.criterion_heading(code, level=2)
    yield from build_indicators(paper.composition, criterion)
    yield from iter_sheet_items(paper, criterion)
    leader = paper.leader()
    yield build_joint_signature(
        paper.composition,
        (office_line(paper.composition, labels.TEAM_LEADER), office_line(paper.composition, labels.WRITER)),
        ("" if leader is None else leader.name, sheet.author),
    )


def iter_sheet_items(paper: TeamPaper, criterion: Criterion) -> Iterator[Block]:
    """Iterate over items 1 to 5 of the team's sheet, the verdict last."""
    sheet, place = paper.sheet_of(criterion.code)
    for name, heading in labels.SHEET_ITEMS.items():
        yield from paper.item(heading, getattr(sheet, name), place.at(name), blanks=1)
    yield item_heading(paper.text(labels.SHEET_VERDICT))
    yield from _iter_verdict(paper, criterion)


def _iter_verdict(paper: TeamPaper, criterion: Criterion) -> Iterator[Paragraph]:
    each = build_indicator_verdicts(paper.composition, criterion, paper.external.ratings)
    yield attrs.evolve(each, keep_with_next=True)
    verdict = verdict_label(paper.score.get_criterion(criterion.code).verdict)
    sentence = message("Criterion {code}: {verdict}", code=criterion.code, verdict=verdict)
    yield Paragraph(runs=(Run(paper.text(sentence), bold=True),), source=each.source)
