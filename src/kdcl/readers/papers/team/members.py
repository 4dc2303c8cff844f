"""Reads what members write: preliminary reports (Annex VII) and remarks on the criteria (Annex VIII)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, Final

import attrs

from kdcl.codes import CriterionCode
from kdcl.documents.external import labels
from kdcl.external import (
    EvidenceRequest,
    ExternalAssessment,
    Interview,
    PreliminaryReport,
    RequestKind,
    SpellingSlip,
    TeamMember,
    TeamSheet,
    TypingSlip,
)
from kdcl.messages import Message
from kdcl.readers.files.content import Line
from kdcl.readers.papers.foot import read_foot
from kdcl.readers.papers.page import Page
from kdcl.readers.papers.team.criteria import CRITERION, criterion_heads, find_code
from kdcl.readers.papers.team.facts import read_criteria, split_code
from kdcl.readers.papers.team.head import OFFICES, TeamHead, find_day
from kdcl.readers.papers.team.labelled import (
    LabelledPart,
    ReadRow,
    capture,
    iter_rows,
    read_labelled,
    split,
    take_list,
)
from kdcl.readers.word.lines import take_text

_TEXTS: Final = {
    "structure": labels.MEMBER_STRUCTURE,
    "style": labels.MEMBER_STYLE,
    "figures": labels.MEMBER_FIGURES,
    **labels.MEMBER_CONTENTS,
    "to_discuss": labels.MEMBER_DISCUSS,
}
_OTHERS: Final = {
    "form": labels.MEMBER_FORM,
    "spelling": labels.MEMBER_SPELLING,
    "typing": labels.MEMBER_TYPING,
    "content": labels.MEMBER_CONTENT,
    "criteria": labels.MEMBER_CRITERIA,
}


def read_lists(page: Page, lines: list[Line]) -> dict[str, tuple[CriterionCode, ...]]:
    """Return the criteria of the lines a), b), c), by the facts that they are."""
    found: dict[str, tuple[CriterionCode, ...]] = {}
    for line in lines:
        for name, label in labels.CRITERIA_LISTS.items():
            if line.use is None and name not in found and (stated := capture(line, label)) is not None:
                found[name] = read_criteria(page, stated["criteria"], line)
    return found


def read_preliminary_reports(page: Page, external: ExternalAssessment, _: TeamHead) -> ExternalAssessment:
    """Return the reports, and of their writers what their heads say."""
    reports, members = [], []
    for part in split(page.items, {"report": labels.PRELIMINARY_REPORT}, repeated=True)[1:]:
        foot = read_foot(attrs.evolve(page, items=[*part.tables]), offices=OFFICES, has_recipients=False)
        writer = _read_writer(part)
        name = writer.pop("name", "") or foot.name_of("writer")
        reports.append(_read_report(page, part, name))
        if name and any(writer.values()):
            members.append(TeamMember(name=name, **writer))
    written = tuple(report for report in reports if report != PreliminaryReport(author=""))
    team = attrs.evolve(external.team, members=tuple(members))
    return attrs.evolve(external, preliminary_reports=written, team=team)


def _read_writer(part: LabelledPart) -> dict[str, Any]:
    writer: dict[str, Any] = {}
    for line in part.lines:
        for name, label in {"name": labels.WRITER, **labels.CONTACTS}.items():
            if name not in writer and line.use is None and (value := read_labelled(line, label)) is not None:
                writer[name] = value
    return writer


def _read_report(page: Page, part: LabelledPart, author: str) -> PreliminaryReport:
    date = find_day(page, part.items)
    facts: dict[str, Any] = {}
    for each in split(part.items, {**_TEXTS, **_OTHERS}):
        if each.key in _TEXTS:
            facts[each.key] = take_text(each.lines)
        elif each.key == "spelling":
            facts["spelling"] = tuple(SpellingSlip(**row.texts) for row in _iter_slips(each, labels.SPELLING_COLUMNS))
        elif each.key == "typing":
            facts["typing"] = tuple(TypingSlip(**row.texts) for row in _iter_slips(each, labels.TYPING_COLUMNS))
        elif each.key == "criteria":
            facts.update(read_lists(page, each.lines))
    return PreliminaryReport(author=author, date=date, **facts)


def _iter_slips(part: LabelledPart, columns: Mapping[str, Message]) -> Iterator[ReadRow]:
    return iter_rows(part.tables, columns, *columns)


_REMARKS: Final = {
    "remark": labels.REMARK,
    "check": labels.TO_CHECK,
    "add": labels.TO_ADD,
    "interviews": labels.INTERVIEWS,
}


def read_criteria_remarks(page: Page, external: ExternalAssessment, head: TeamHead) -> ExternalAssessment:
    """Return the remarks on each criterion, the evidence to check and to add, and whom the team asks."""
    sheets, requests, interviews = [], [], []
    for criterion in split(page.items, criterion_heads(page.framework), repeated=True):
        code = find_code(criterion)
        if criterion.key != CRITERION or code is None:
            continue
        for part in split(criterion.items, _REMARKS):
            if part.key == "remark" and (text := take_text(part.lines)):
                sheets.append(TeamSheet(criterion=code, remark=text))
            elif part.key in {"check", "add"}:
                requests += [_request(code, RequestKind(part.key), text) for text in take_list(part.lines)]
            elif part.key == "interviews":
                interviews += [read_interview(code, text) for text in take_list(part.lines)]
    return attrs.evolve(
        external,
        sheets=tuple(sheets),
        requests=tuple(requests),
        interviews=tuple(interviews),
        team=attrs.evolve(external.team, members=head.leaders),
    )


def _request(criterion: CriterionCode, kind: RequestKind, text: str) -> EvidenceRequest:
    code, what = split_code(text)
    return EvidenceRequest(criterion=criterion, kind=kind, code=code, what=what)


def read_interview(criterion: CriterionCode, text: str) -> Interview:
    """Return whom the team asks and what, out of both with a colon between them; dots stand for nobody yet."""
    whom, _, content = text.partition(": ")
    return Interview(criterion=criterion, whom=whom.strip("… "), content=content)
