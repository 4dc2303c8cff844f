"""Reads the report on the study of the file (Annex X)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

import attrs

from kdcl.codes import CriterionCode
from kdcl.documents.external import labels
from kdcl.external import EvidenceRequest, ExternalAssessment, FileStudy, Interview, Observation, RequestKind
from kdcl.messages import message
from kdcl.readers.papers.page import Page
from kdcl.readers.papers.team.facts import find_criterion_code, split_code
from kdcl.readers.papers.team.head import TeamHead
from kdcl.readers.papers.team.labelled import (
    LabelledPart,
    ReadRow,
    capture,
    iter_rows,
    split,
    take_list,
)
from kdcl.readers.papers.team.members import read_lists
from kdcl.readers.word.lines import take_text
from kdcl.readers.word.result import FindingKind

_HEADS: Final = {
    "form": labels.STUDY_FORM,
    "content": labels.STUDY_CONTENT,
    "criteria": labels.STUDY_CRITERIA,
    "check": labels.STUDY_CHECK,
    "add": labels.STUDY_ADD,
    "interviews": labels.STUDY_INTERVIEWS,
    "sights": labels.STUDY_SIGHTS,
}
_OF_CRITERION: Final = message("{what} (criterion {code})")


def read_file_study(page: Page, external: ExternalAssessment, head: TeamHead) -> ExternalAssessment:
    """Return items 1 to 7."""
    parts = {name: LabelledPart(name) for name in _HEADS} | {part.key: part for part in split(page.items, _HEADS)}
    facts: dict[str, Any] = {name: take_text(parts[name].lines) for name in ("form", "content")}
    facts |= read_lists(page, parts["criteria"].lines)
    requests: list[EvidenceRequest] = []
    for kind in RequestKind:
        requests += _read_requests(page, parts[kind], kind)
    return attrs.evolve(
        external,
        study=FileStudy(**facts, date=head.date),
        requests=tuple(requests),
        interviews=tuple(_read_interviews(page, parts["interviews"])),
        observations=tuple(_sight(page, text) for text in take_list(parts["sights"].lines)),
        team=attrs.evolve(external.team, members=head.leaders),
    )


def _read_requests(page: Page, part: LabelledPart, kind: RequestKind) -> Iterator[EvidenceRequest]:
    for row in iter_rows(part.tables, labels.REQUEST_COLUMNS, "criterion", "what"):
        if (criterion := _criterion(page, row)) is not None:
            code, what = split_code(row["what"])
            yield EvidenceRequest(criterion=criterion, kind=kind, code=code, what=what)


def _read_interviews(page: Page, part: LabelledPart) -> Iterator[Interview]:
    for row in iter_rows(part.tables, labels.INTERVIEW_COLUMNS, "criterion", "whom", "content"):
        if (criterion := _criterion(page, row)) is not None:
            count = int(row["count"]) if row["count"].isdecimal() else None
            if count is None:
                row.hand_back("count")
            yield Interview(criterion=criterion, whom=row["whom"], count=count, content=row["content"])


def _criterion(page: Page, row: ReadRow) -> CriterionCode | None:
    """Return the criterion of a row; a row without one is handed back whole, with a finding."""
    code = find_criterion_code(row["criterion"], page.framework)
    if code is None and (line := row.hand_back()) is not None:
        page.note(FindingKind.CRITERION, message("{text} is no criterion", text=row["criterion"] or "…"), line.place)
    return code


def _sight(page: Page, text: str) -> Observation:
    found = capture(text, _OF_CRITERION)
    code = None if found is None else find_criterion_code(found["code"], page.framework)
    return Observation(what=text) if found is None or code is None else Observation(what=found["what"], criterion=code)
