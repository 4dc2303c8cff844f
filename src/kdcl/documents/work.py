"""Papers on the work of a self-assessment: who has what by when, and a page for each person with what is late."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from typing import Final

import attrs

from kdcl.blocks import Block, Cell, Document, Row, Section
from kdcl.documents import labels
from kdcl.documents.administrative import (
    archive,
    body,
    build_lying_paper,
    centred,
    lowered,
    year_line,
)
from kdcl.documents.composition import Composition
from kdcl.documents.council_lists import build_council_signature
from kdcl.documents.looks import find_looks
from kdcl.documents.typesetting import (
    SCHOOL,
    band_row,
    cell,
    centred_cell,
    item_heading,
    kept_with_next,
    line,
    part_heading,
    ruled_table,
)
from kdcl.law import Framework, Standard
from kdcl.messages import Message, message
from kdcl.places import ROOT
from kdcl.planning import TaskState, Work, WorkKind, iter_work, list_people, list_writers
from kdcl.school import SelfAssessment
from kdcl.text.folding import begin_large

_SHEETS_HEAD: Final = (labels.CRITERION, labels.WORKING_GROUP, message("Writers"), labels.TIME)
_EVIDENCE_HEAD: Final = (labels.WORK, labels.COLLECTORS, labels.COLLECTING_TIME)
_PAGE_HEAD: Final = (labels.WORK, labels.TIME, labels.EVIDENCE_STATUS, message("Still lacking"))
_COUNCIL: Final = ROOT.at("council")
_GROUPS: Final = _COUNCIL.at("groups")
_STATES: Final = (TaskState.LATE, TaskState.DUE, TaskState.UNDATED, TaskState.COMING, TaskState.DONE)
"""In which order a page has its work: what asks for something first."""


def build_assignment(
    assessment: SelfAssessment, framework: Framework | None = None, *, language: str = "vi"
) -> Document:
    """Return the paper that gives out the work: who writes which sheet and collects which evidence, by when.

    Args:
        assessment: the school's facts; those of its `Council`, `AssessmentPlan` and evidence count here.
        framework: the framework the school is assessed under.
        language: ``"vi"`` or ``"en"``; what the school wrote is printed as it is.

    Raises:
        UnknownLanguageError: the library does not speak the language.
    """
    composition = Composition.start(assessment, framework, language, "build_assignment(assessment, framework)")
    return build_lying_paper(composition, labels.ASSIGNMENT_TITLE, "assignment", _iter_assignment(composition))


def _iter_assignment(composition: Composition) -> Iterator[Block]:
    tell = composition.text
    works = tuple(iter_work(composition.assessment, composition.framework))
    yield item_heading(tell(labels.ASSIGNMENT_SHEETS))
    sheets = iter([work for work in works if work.kind is WorkKind.SHEET])
    rows = [row for standard in composition.framework for row in _iter_sheet_rows(composition, standard, sheets)]
    yield ruled_table((40, 16, 26, 18), map(tell, _SHEETS_HEAD), rows)
    evidence = [work for work in works if work.kind is WorkKind.EVIDENCE]
    yield item_heading(tell(labels.ASSIGNMENT_EVIDENCE))
    if evidence:
        collected = (
            Row(
                (
                    _text(composition, work),
                    cell("; ".join(work.responsible), source=work.place),
                    _time(composition, work),
                )
            )
            for work in evidence
        )
        yield ruled_table((52, 28, 20), map(tell, _EVIDENCE_HEAD), collected)
    else:
        yield from kept_with_next((line(tell(message("No evidence is planned to be collected.")), italic=True),))
    yield build_council_signature(composition, (archive(composition),))


def _iter_sheet_rows(composition: Composition, standard: Standard, sheets: Iterator[Work]) -> Iterator[Row]:
    yield band_row(composition.standard_title(standard), len(_SHEETS_HEAD))
    for criterion, work in zip(standard.criteria, sheets, strict=False):
        groups = list_writers(composition.assessment, criterion.code).groups
        yield Row(
            (
                cell(composition.criterion_title(criterion)),
                cell("; ".join(groups), source=_GROUPS),
                cell("; ".join(work.people), source=_GROUPS),
                _time(composition, work),
            )
        )


def build_member_pages(
    assessment: SelfAssessment,
    framework: Framework | None = None,
    *,
    day: dt.date | None = None,
    person: str | None = None,
    language: str = "vi",
) -> Document:
    """Return a page for each person with what is theirs and how it stands on a day, and one of what nobody has.

    Args:
        assessment: the school's facts.
        framework: the framework the school is assessed under.
        day: the day; what is late follows from it. Without one the pages say what is done, and nothing of the rest.
        person: the one person whose page is wanted; None for all, and for what nobody has.
        language: ``"vi"`` or ``"en"``; what the school wrote is printed as it is.

    Raises:
        UnknownPersonError: nobody of this name works on the self-assessment.
        UnknownLanguageError: the library does not speak the language.
    """
    composition = Composition.start(assessment, framework, language, "build_member_pages(assessment, framework)")
    people = list_people(assessment, person)
    works = tuple(iter_work(assessment, composition.framework))
    pages = _Pages(composition=composition, day=day)
    setup = find_looks(composition, None).setup(begins_annex=True)
    sections: list[Section] = []
    idle: list[str] = []
    for number, name in enumerate(people, start=1):
        found = [work for work in works if name in work.people]
        if not found and person is None:
            idle.append(name)  # one line on the last page: a page that says nothing is no use to anybody
            continue
        page = pages.iter_page(name, found, f"person_{number}")
        sections.append(Section(blocks=tuple(page), setup=setup))
    left = [work for work in works if not work.people]
    if person is None and (left or idle or not sections):
        page = pages.iter_page(composition.text(message("Work that nobody has")), left, "nobody", idle)
        sections.append(Section(blocks=tuple(page), setup=setup))
    return composition.document(labels.MEMBER_PAGES_TITLE, tuple(sections))


@attrs.frozen(kw_only=True)
class _Pages:
    composition: Composition
    day: dt.date | None

    def iter_page(self, name: str, works: list[Work], bookmark: str, idle: Sequence[str] = ()) -> Iterator[Block]:
        """Iterate over the page of a person: what is late first, then what is due."""
        composition, tell = self.composition, self.composition.text
        yield line(composition.assessment.school.name, bold=True, source=SCHOOL.at("name"))
        yield centred(tell(labels.MEMBER_PAGES_TITLE), bold=True)
        yield attrs.evolve(part_heading(name, bookmark), source=_COUNCIL)
        yield year_line(composition, bold=False)
        if self.day is not None:
            states = [work.state(self.day) for work in works]
            counts = composition.counts((state.words, states.count(state)) for state in _STATES if state in states)
            counted = message(
                "On {day}: {counts}", day=composition.short_date(self.day), counts=counts or labels.WORK_NONE
            )
            yield lowered(body(tell(counted), bold=TaskState.LATE in states))
        elif not works:
            yield lowered(body(tell(labels.WORK_NONE)))
        if idle:
            yield body(tell(message("Nothing is assigned yet to: {people}", people="; ".join(idle))), source=_COUNCIL)
        for kind, label in _KINDS:
            found = sorted(
                (work for work in works if work.kind is kind), key=lambda work: _STATES.index(self._state(work))
            )
            if found:
                yield item_heading(tell(label))
                yield ruled_table((36, 22, 15, 27), map(tell, _PAGE_HEAD), map(self._row, found))

    def _state(self, work: Work) -> TaskState:
        """Return how a piece of work stands; without a day it is done, or nothing is said of it."""
        if self.day is not None:
            return work.state(self.day)
        return TaskState.UNDATED if work.missing else TaskState.DONE

    def _row(self, work: Work) -> Row:
        state = self._state(work)
        is_said = self.day is not None or state is TaskState.DONE
        shown = self.composition.begun(state.words) if is_said else ""
        stands = cell(shown, bold=state is TaskState.LATE, source=work.place)
        lacks = "; ".join(map(self.composition.text, work.missing)) if work.kind is not WorkKind.TASK else ""
        return Row((_text(self.composition, work), _time(self.composition, work), stands, cell(begin_large(lacks))))


_KINDS: Final[tuple[tuple[WorkKind, Message], ...]] = (
    (WorkKind.SHEET, labels.ASSIGNMENT_SHEETS),
    (WorkKind.EVIDENCE, labels.ASSIGNMENT_EVIDENCE),
    (WorkKind.TASK, message("Tasks of the plan")),
)


def _text(composition: Composition, work: Work) -> Cell:
    return cell(composition.text(work.text), source=work.place)


def _time(composition: Composition, work: Work) -> Cell:
    if work.period is None:
        return centred_cell()
    return centred_cell(composition.days_text(work.period.first_day, work.period.last_day))
