"""The work on a self-assessment by person: who writes which sheet and collects which evidence, by when, and what lacks.

All of it follows from the school's facts; nothing is ticked. A sheet is done when it says of each indicator what is so
and how it is rated; evidence when the list says that it is collected.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Iterable, Iterator

import attrs

from kdcl.codes import CriterionCode
from kdcl.errors import UnknownPersonError
from kdcl.law import Criterion, Framework
from kdcl.messages import Message, WordedEnum, message
from kdcl.places import ROOT, Place
from kdcl.planning.progress import TaskState, find_state, iter_tasks
from kdcl.planning.times import find_period, find_weeks_period
from kdcl.school import (
    CouncilMember,
    CriterionSheet,
    Evidence,
    EvidenceStatus,
    ExpectedEvidenceRow,
    GroupMember,
    SelfAssessment,
    WorkingGroup,
)
from kdcl.school.held_against import framework_for
from kdcl.text.dates import DateRange
from kdcl.text.folding import fold, fold_name, run_together
from kdcl.text.times import read_time

_NUMBER = re.compile(r"(?<![0-9./-])[1-9][0-9]?\.[1-9][0-9]?(?![0-9]|[./-][0-9])")
_PARTS = re.compile(r"[,;+&/\n]|\s(?:v\u00e0|and)\s", re.IGNORECASE)
# These look at folded text: words of Vietnamese timetables, in which people leave out accents. Learning how to write a
# sheet is not writing it.
_WRITES_SHEETS = re.compile(r"\b(?:viet|hoan thanh|hoan thien|lap|write)\b[^.;]{0,40}\b(?:phieu|sheets?)\b")
_COLLECTS = re.compile(r"\b(?:tim|thu thap|bo sung|collect)\b[^.;]{0,40}\b(?:minh chung|evidence)\b")
_TEACHES = re.compile(r"\b(?:tap huan|huong dan|boi duong|training)\b")
_CLAUSES = re.compile(r"[,;.]")
_ALL_GROUPS = ("cac nhom cong tac", "cac nhom", "working groups")
_SECRETARIAT = ("nhom thu ky", "to thu ky", "secretariat")
_COUNCIL = ("hoi dong tu danh gia", "hoi dong", "council")


class WorkKind(WordedEnum):
    """What a piece of work is."""

    SHEET = "sheet", message("sheet")
    EVIDENCE = "evidence", message("evidence")
    TASK = "task", message("task of the plan")


@attrs.frozen(kw_only=True)
class Writers:
    """Who writes the sheet of a criterion.

    Attributes:
        groups: the working groups that have the criterion.
        people: the members of these groups whose duty names it; where no duty does, all of them.
    """

    groups: tuple[str, ...]
    people: tuple[str, ...]

    @property
    def names(self) -> tuple[str, ...]:
        """The groups, or where they have no names the people."""
        return self.groups or self.people


@attrs.frozen(kw_only=True)
class Work:
    """A piece of work on the self-assessment.

    Attributes:
        kind: what it is.
        place: the fact it is seen by.
        text: what is to be done.
        responsible: the groups, people or posts it is given to, as the school names them.
        people: the people these are, as far as the council and its groups tell.
        period: its days; None where none are stated.
        missing: what it still lacks; nothing where it is done.
        done_on: the day it was done, where that is stated.
    """

    kind: WorkKind
    place: Place
    text: Message
    responsible: tuple[str, ...]
    people: tuple[str, ...]
    period: DateRange | None
    missing: tuple[Message, ...]
    done_on: dt.date | None = None

    def state(self, day: dt.date) -> TaskState:
        """Return how it stands on a day."""
        return find_state(day, self.period, is_done=not self.missing, done_on=self.done_on)


def list_people(assessment: SelfAssessment, person: str | None = None) -> tuple[str, ...]:
    """Return the names of all who work on the self-assessment: council, secretariat and groups, each once.

    Args:
        assessment: the school's facts.
        person: the name of the one who is wanted alone; None for all.

    Raises:
        UnknownPersonError: nobody of this name works on it.
    """
    council = assessment.council
    groups = (name for group in council.groups for name in _names_in(group))
    names = (*(each.name for each in council.members), *(each.name for each in council.secretariat.members), *groups)
    people = tuple(dict.fromkeys(filter(None, names)))
    if person is None:
        return people
    if person not in people:
        raise UnknownPersonError(person, people)
    return (person,)


def _names_in(group: WorkingGroup) -> tuple[str, ...]:
    """Return the people of a group, its leader first."""
    return tuple(dict.fromkeys(filter(None, (group.leader, *(member.name for member in group.members)))))


def list_writers(assessment: SelfAssessment, code: CriterionCode) -> Writers:
    """Return who writes the sheet of a criterion: by the groups, and by duties that name criteria."""
    groups = [group for group in assessment.council.groups if code in group.criteria]
    people: list[str] = []
    for group in groups:
        named = [member.name for member in group.members if code in _find_numbers(member.duty)]
        people += named or _names_in(group)
    return Writers(
        groups=tuple(dict.fromkeys(group.name for group in groups if group.name)),
        people=tuple(dict.fromkeys(filter(None, people))),
    )


def _find_numbers(text: str) -> set[CriterionCode]:
    return {CriterionCode.parse(found[0]) for found in _NUMBER.finditer(text)}


def find_sheet_period(assessment: SelfAssessment, code: CriterionCode) -> DateRange | None:
    """Return when the sheet of a criterion is written: by the activities of the timetable that speak of sheets.

    Activities that name the criterion go before those that name none; the table by weeks before that by months.
    """
    return _find_activity_period(
        assessment, code, lambda text: _WRITES_SHEETS.search(text) is not None and not _TEACHES.search(text)
    )


def _find_activity_period(
    assessment: SelfAssessment, code: CriterionCode, is_meant: Callable[[str], bool]
) -> DateRange | None:
    timetable = assessment.plan.timetable
    start = assessment.school_year.start
    for _, rows in timetable.tables:
        own: list[DateRange] = []
        general: list[DateRange] = []
        for row in rows:
            period = find_period(row, timetable.calendar, years=(start, start + 1))
            for activity in row.activities:
                numbers = _find_numbers(activity.text)
                if period is not None and is_meant(fold(activity.text)) and (not numbers or code in numbers):
                    (own if numbers else general).append(period)
        if found := own or general:
            return DateRange(min(each.first_day for each in found), max(each.last_day for each in found))
    return None


def iter_work(assessment: SelfAssessment, framework: Framework | None = None) -> Iterator[Work]:
    """Iterate over all work: a sheet for each criterion, the evidence that is being collected, the tasks of the plan.

    Evidence of which nobody says that or how far it is collected is no work. What the plan expects and the list does
    not have by that name is. A task that says no more than that sheets are written or evidence is collected is none
    beside these; nor is one of the table by months that the table by weeks has in its own words.

    Args:
        assessment: the school's facts.
        framework: the framework they are assessed under.
    """
    framework = framework_for(assessment, framework, SelfAssessment, "iter_work(assessment, framework)")
    for criterion in framework.criteria:
        yield _sheet_work(assessment, criterion)
    for number, piece in enumerate(assessment.evidence):
        if piece.status is not None or piece.collector or piece.collected_from or piece.collected_to:
            yield _evidence_work(assessment, piece, ROOT.at("evidence", number))
    listed = {_folded(piece.name) for piece in assessment.evidence}
    for number, row in enumerate(assessment.plan.expected_evidence):
        if row.evidence and _folded(row.evidence) not in listed:
            yield _expected_work(assessment, row, ROOT.at("plan", "expected_evidence", number))
    by_weeks = tuple(_folded(each.text) for row in assessment.plan.timetable.weeks for each in row.activities)
    has_evidence = bool(assessment.evidence or assessment.plan.expected_evidence)
    for task in iter_tasks(assessment):
        is_monthly = "months" in task.place.steps
        if task.criterion is None and _is_said_elsewhere(
            task.text, by_weeks if is_monthly else (), has_evidence=has_evidence
        ):
            continue
        responsible = _split(task.responsible)
        yield Work(
            kind=WorkKind.TASK,
            place=task.place,
            text=message("{text}", text=task.text),
            responsible=responsible,
            people=find_people(assessment, responsible),
            period=task.period,
            missing=() if task.is_done else (message("not done yet"),),
            done_on=task.done_on,
        )


def _is_said_elsewhere(text: str, others: tuple[str, ...], *, has_evidence: bool) -> bool:
    """Whether each clause of a task is work on sheets or evidence, which is listed by itself, or in other tasks."""
    return all(
        (not _TEACHES.search(clause) and (_WRITES_SHEETS.search(clause) or (has_evidence and _COLLECTS.search(clause))))
        or any(run_together(clause) in other for other in others)
        for clause in map(str.strip, _CLAUSES.split(fold(text)))
        if clause
    )


def _sheet_work(assessment: SelfAssessment, criterion: Criterion) -> Work:
    writers = list_writers(assessment, criterion.code)
    numbers = [number for number, sheet in enumerate(assessment.sheets) if sheet.criterion == criterion.code]
    return Work(
        kind=WorkKind.SHEET,
        place=ROOT.at("sheets", numbers[0] if numbers else len(assessment.sheets)),
        text=message("Write the sheet of criterion {code}: {title}", code=criterion.code, title=criterion.title),
        responsible=writers.names,
        people=writers.people,
        period=find_sheet_period(assessment, criterion.code),
        missing=tuple(iter_missing(assessment, criterion)),
    )


def iter_missing(assessment: SelfAssessment, criterion: Criterion) -> Iterator[Message]:
    """Iterate over what the sheet of a criterion still lacks; nothing where it is done."""
    sheet = assessment.find_sheet(criterion.code) or CriterionSheet(criterion=criterion.code)
    written = {paragraph.indicator for paragraph in sheet.current_state if paragraph.text.strip()}
    letters = [indicator.code.letter for indicator in criterion.indicators]
    if None not in written and (open_ones := tuple(letter for letter in letters if letter not in written)):
        yield message("current state of {letters}", letters=open_ones)
    if not (sheet.strengths.strip() or sheet.weaknesses.strip()):
        yield message("strengths or weaknesses")
    unrated = tuple(each.code.letter for each in criterion.indicators if each.code not in assessment.ratings)
    if unrated:
        yield message("verdict of {letters}", letters=unrated)


def _evidence_work(assessment: SelfAssessment, piece: Evidence, place: Place) -> Work:
    code = piece.code.criterion_code
    rows = [row for row in assessment.plan.expected_evidence if row.criterion == code]
    same = [row for row in rows if _folded(row.evidence) == _folded(piece.name)] or rows
    first = piece.collected_from or piece.collected_to
    period = None if first is None else DateRange(first, piece.collected_to or first)
    responsible = _split(piece.collector) or _split("; ".join(row.collectors for row in same))
    writers = list_writers(assessment, code)
    status = piece.status or EvidenceStatus.EXPECTED
    return Work(
        kind=WorkKind.EVIDENCE,
        place=place,
        text=message("Collect {code}: {name}", code=piece.code, name=piece.name),
        responsible=responsible or writers.names,
        people=find_people(assessment, responsible) if responsible else writers.people,
        period=period or _find_time(assessment, same, code),
        missing=() if status is EvidenceStatus.COLLECTED else (status.words,),
    )


def _expected_work(assessment: SelfAssessment, row: ExpectedEvidenceRow, place: Place) -> Work:
    responsible = _split(row.collectors)
    writers = Writers(groups=(), people=()) if row.criterion is None else list_writers(assessment, row.criterion)
    return Work(
        kind=WorkKind.EVIDENCE,
        place=place,
        text=message("Collect, without a code yet: {name}", name=row.evidence),
        responsible=responsible or writers.names,
        people=find_people(assessment, responsible) if responsible else writers.people,
        period=_find_time(assessment, [row], row.criterion),
        missing=(message("not on the list of evidence"),),
    )


def _find_time(
    assessment: SelfAssessment, rows: Iterable[ExpectedEvidenceRow], code: CriterionCode | None
) -> DateRange | None:
    """Return when evidence is collected: by the plan's table of evidence, else by its timetable."""
    start, calendar = assessment.school_year.start, assessment.plan.timetable.calendar
    for row in rows:
        written = read_time(row.time, years=(start, start + 1))
        period = written.period or find_weeks_period(written.weeks, calendar) or written.months_period
        if period is not None:
            return period
    if code is None:
        return None
    return _find_activity_period(assessment, code, lambda text: _COLLECTS.search(text) is not None)


def find_people(assessment: SelfAssessment, responsible: Iterable[str]) -> tuple[str, ...]:
    """Return the people that names of groups, posts and people stand for, as far as the council and its groups tell."""
    wanted = {fold_name(each) for each in responsible}
    plain = {fold(each) for each in wanted}
    council = assessment.council
    grouped = tuple(member for group in council.groups for member in group.members)
    posts: dict[str, set[str]] = {name: {name} for name in list_people(assessment)}
    members: tuple[CouncilMember | GroupMember, ...] = (*council.members, *council.secretariat.members, *grouped)
    for each in members:
        posts.setdefault(each.name, set()).add(each.position)
    found = [name for name, known in posts.items() if not wanted.isdisjoint(map(fold_name, filter(None, known)))]
    for group in council.groups:
        if fold_name(group.name) in wanted or not plain.isdisjoint(_ALL_GROUPS):
            found += _names_in(group)
    if not plain.isdisjoint(_SECRETARIAT):
        found += [member.name for member in council.secretariat.members]
    if not plain.isdisjoint(_COUNCIL):
        found += [member.name for member in council.members]
    return tuple(dict.fromkeys(filter(None, found)))


def _split(text: str) -> tuple[str, ...]:
    return tuple(filter(None, map(str.strip, _PARTS.split(text))))


def _folded(text: str) -> str:
    return run_together(fold(text))
