"""How far a plan has come on a day that is given."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

import attrs

from kdcl.codes import CriterionCode
from kdcl.messages import WordedEnum, message
from kdcl.places import ROOT, Place
from kdcl.planning.times import find_period
from kdcl.school import ImprovementItem, ImprovementStatus, PlannedActivity, SelfAssessment
from kdcl.text.dates import DateRange


class TaskState(WordedEnum):
    """How a task stands on a day."""

    DONE = "done", message("done")
    """It is done."""
    LATE = "late", message("late")
    """Its time is over, and it is not done."""
    DUE = "due", message("due")
    """Its time has come, and it is not done."""
    COMING = "coming", message("coming")
    """Its time has not come."""
    UNDATED = "undated", message("without a time")
    """It has no time, and is not done."""


@attrs.frozen(kw_only=True)
class Task:
    """Something that is to be done: an activity of the timetable, or an improvement.

    Attributes:
        place: its place in the school's file.
        id: its name in the file: short, and the same as long as its place is.
        text: what is to be done.
        responsible: the role or group that does it.
        period: its days; None where none are stated.
        done_on: the day it was done; None while it is not, or where the day is not stated.
        is_done: whether it is done, whenever that was.
        criterion: the criterion that an improvement is for; None for activities.
    """

    place: Place
    id: str
    text: str
    responsible: str
    period: DateRange | None
    done_on: dt.date | None
    is_done: bool
    criterion: CriterionCode | None = None

    def state(self, day: dt.date) -> TaskState:
        """Return how it stands on a day; what was done only after that day is not done yet."""
        return find_state(day, self.period, is_done=self.is_done, done_on=self.done_on)


def find_state(day: dt.date, period: DateRange | None, *, is_done: bool, done_on: dt.date | None) -> TaskState:
    """Return how something with a period stands on a day; what was done only after that day is not done yet."""
    if is_done and (done_on is None or done_on <= day):
        return TaskState.DONE
    if period is None:
        return TaskState.UNDATED
    if day > period.last_day:
        return TaskState.LATE
    return TaskState.DUE if day >= period.first_day else TaskState.COMING


@attrs.frozen(kw_only=True)
class Progress:
    """How all tasks stand on a day.

    Attributes:
        day: the day.
        tasks: the tasks in the order of the file.
    """

    day: dt.date
    tasks: tuple[Task, ...]

    def in_state(self, state: TaskState) -> tuple[Task, ...]:
        """Return the tasks in a state."""
        return tuple(task for task in self.tasks if task.state(self.day) is state)

    @property
    def done(self) -> tuple[Task, ...]:
        """The tasks that are done."""
        return self.in_state(TaskState.DONE)

    @property
    def late(self) -> tuple[Task, ...]:
        """The tasks whose time is over and that are not done."""
        return self.in_state(TaskState.LATE)

    @property
    def due(self) -> tuple[Task, ...]:
        """The tasks whose time has come and that are not done."""
        return self.in_state(TaskState.DUE)


def track(assessment: SelfAssessment, day: dt.date) -> Progress:
    """Return how the timetable and the improvements stand on a day."""
    return Progress(day=day, tasks=tuple(iter_tasks(assessment)))


def iter_tasks(assessment: SelfAssessment) -> Iterator[Task]:
    """Yield every activity of the timetable, table by table, and then every improvement not dropped."""
    timetable, start = assessment.plan.timetable, assessment.school_year.start
    for name, rows in timetable.tables:
        for number, row in enumerate(rows):
            period = find_period(row, timetable.calendar, years=(start, start + 1))
            for position, activity in enumerate(row.activities):
                place = ROOT.at("plan", "timetable", name, number, "activities", position)
                yield _build_activity(activity, place, f"{name}-{number + 1}-{position + 1}", period)
    for number, sheet in enumerate(assessment.sheets):
        for position, item in enumerate(sheet.improvements):
            if item.status is not ImprovementStatus.DROPPED:
                place = ROOT.at("sheets", number, "improvements", position)
                yield _build_improvement(item, place, f"improvement-{sheet.criterion}-{position + 1}", sheet.criterion)


def _build_activity(activity: PlannedActivity, place: Place, name: str, period: DateRange | None) -> Task:
    return Task(
        place=place,
        id=name,
        text=activity.text,
        responsible=activity.responsible,
        period=period,
        done_on=activity.done_on,
        is_done=activity.done_on is not None,
    )


def _build_improvement(item: ImprovementItem, place: Place, name: str, criterion: CriterionCode) -> Task:
    day = item.first_day or item.last_day
    return Task(
        place=place,
        id=name,
        text=item.what,
        responsible=item.responsible,
        period=None if day is None else DateRange(day, item.last_day or day),
        done_on=None,
        is_done=item.status is ImprovementStatus.DONE,
        criterion=criterion,
    )
