"""Reads the report on the study of the file (Annex X)."""

from __future__ import annotations

from typing import Any, Final

import attrs

from kdcl.codes import CriterionCode
from kdcl.documents import labels as school_labels
from kdcl.documents.external import labels
from kdcl.external import EvidenceRequest, ExternalAssessment, FileStudy, Interview, Observation, RequestKind
from kdcl.messages import message
from kdcl.readers.files.content import Line, Table
from kdcl.readers.papers.page import Page
from kdcl.readers.papers.team.facts import find_criterion_code, split_code
from kdcl.readers.papers.team.head import TeamHead
from kdcl.readers.papers.team.labelled import Part, capture, heading, read_rows, split, take_list, take_text
from kdcl.readers.papers.team.members import read_lists
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
_REQUESTS: Final = (
    ("number", school_labels.NUMBER),
    ("standard", labels.STANDARD),
    ("criterion", school_labels.CRITERION),
    ("what", school_labels.EVIDENCE_CODE),
)
_INTERVIEWS: Final = (
    ("number", school_labels.NUMBER),
    ("standard", labels.STANDARD),
    ("criterion", school_labels.CRITERION),
    ("whom", labels.WHOM),
    ("count", labels.PEOPLE),
    ("content", labels.INTERVIEW_CONTENT),
)
_OF_CRITERION: Final = message("{what} (criterion {code})")


def read_file_study(page: Page, external: ExternalAssessment, head: TeamHead) -> ExternalAssessment:
    """Return items 1 to 7."""
    parts = {part.key: part for part in split(page.items, {name: heading(label) for name, label in _HEADS.items()})}
    facts: dict[str, Any] = {name: take_text(parts[name].lines) for name in ("form", "content") if name in parts}
    facts |= read_lists(page, parts["criteria"].lines) if "criteria" in parts else {}
    requests: list[EvidenceRequest] = []
    for kind in RequestKind:
        requests += _read_requests(page, parts.get(kind.value), kind)
    sights = take_list(parts["sights"].lines) if "sights" in parts else ()
    return attrs.evolve(
        external,
        study=FileStudy(**facts, date=head.date),
        requests=tuple(requests),
        interviews=tuple(_read_interviews(page, parts.get("interviews"))),
        observations=tuple(_sight(page, text) for text in sights),
        team=attrs.evolve(external.team, members=head.leaders),
    )


def _read_requests(page: Page, part: Part | None, kind: RequestKind) -> list[EvidenceRequest]:
    read = []
    for table in () if part is None else part.tables:
        for number, row in enumerate(read_rows(table, _REQUESTS) or (), start=1):
            if not (row["criterion"] or row["what"]):
                continue
            if (criterion := _criterion(page, table, number, row["criterion"])) is not None:
                code, what = split_code(row["what"])
                read.append(EvidenceRequest(criterion=criterion, kind=kind, code=code, what=what))
    return read


def _read_interviews(page: Page, part: Part | None) -> list[Interview]:
    read = []
    for table in () if part is None else part.tables:
        for number, row in enumerate(read_rows(table, _INTERVIEWS) or (), start=1):
            if not (row["criterion"] or row["content"]):
                continue
            if (criterion := _criterion(page, table, number, row["criterion"])) is not None:
                count = int(row["count"]) if row["count"].isdecimal() else None
                read.append(Interview(criterion=criterion, whom=row["whom"], count=count, content=row["content"]))
                if row["count"] and count is None:
                    _hand_back(table, number, column=4)
    return read


def _criterion(page: Page, table: Table, number: int, text: str) -> CriterionCode | None:
    """Return the criterion of a row; a row without one is handed back whole, with a finding."""
    code = find_criterion_code(text, page.framework)
    if code is None:
        place = next(line.place for cell in table.rows[number] for line in cell.lines)
        page.note(FindingKind.CRITERION, message("{text} is no criterion", text=text or "…"), place)
        for column in range(len(table.rows[number])):
            _hand_back(table, number, column=column)
    return code


def _hand_back(table: Table, row: int, *, column: int) -> None:
    for line in table.rows[row][column].lines:
        line.use = None


def _sight(page: Page, text: str) -> Observation:
    found = capture(Line(number=0, text=text), _OF_CRITERION)
    code = None if found is None else find_criterion_code(found["code"], page.framework)
    return Observation(what=text) if found is None or code is None else Observation(what=found["what"], criterion=code)
