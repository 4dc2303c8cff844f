"""The plan as entries of a calendar, for whatever writes calendars."""

from __future__ import annotations

import datetime as dt

import attrs

from kdcl.planning.progress import iter_tasks
from kdcl.school import SelfAssessment


@attrs.frozen(kw_only=True)
class CalendarEntry:
    """An entry of a calendar that lasts whole days.

    Attributes:
        id: its name, unique within one self-assessment.
        summary: what is to be done.
        first_day: the first day.
        last_day: the last day, which still belongs to it.
        responsible: the role or group that does it.
        is_done: whether it is done.
    """

    id: str
    summary: str
    first_day: dt.date
    last_day: dt.date
    responsible: str = ""
    is_done: bool = False


def build_calendar_entries(assessment: SelfAssessment) -> tuple[CalendarEntry, ...]:
    """Return an entry for each task that has a time, in the order of the file.

    A task whose last day comes before its first is entered on its first day alone.
    """
    return tuple(
        CalendarEntry(
            id=f"{assessment.school_year}-{task.id}",
            summary=task.text,
            first_day=task.period.first_day,
            last_day=max(task.period.first_day, task.period.last_day),
            responsible=task.responsible,
            is_done=task.is_done,
        )
        for task in iter_tasks(assessment)
        if task.period is not None
    )
