"""Planning a self-assessment: school weeks, timetables, progress, the council's work, improvements, opinions.

Pure functions of a school's facts. None of them asks what day it is: where a day matters, it is given. What they find
wrong in a whole file is said by `kdcl.checks`; see ``docs/analysis/planning.md``.
"""

from kdcl.planning.assignment import AssignmentReview, propose_assignment, review_assignment
from kdcl.planning.calendar import SchoolWeek, find_week, get_week, iter_weeks
from kdcl.planning.entries import CalendarEntry, build_calendar_entries
from kdcl.planning.grounds import build_citation, complete_ground
from kdcl.planning.improvements import ImprovementRow, build_improvement_table
from kdcl.planning.opinions import OpinionSummary, summarize_opinions
from kdcl.planning.progress import Progress, Task, TaskState, iter_tasks, track
from kdcl.planning.target import TargetOutcome, compare_target
from kdcl.planning.times import find_period
from kdcl.planning.work import (
    Work,
    WorkKind,
    Writers,
    find_people,
    find_sheet_period,
    iter_work,
    list_people,
    list_writers,
)
from kdcl.text.dates import DateRange, WrittenDate, find_dates
from kdcl.text.times import WrittenTime, read_time

__all__ = [
    "AssignmentReview",
    "CalendarEntry",
    "DateRange",
    "ImprovementRow",
    "OpinionSummary",
    "Progress",
    "SchoolWeek",
    "TargetOutcome",
    "Task",
    "TaskState",
    "Work",
    "WorkKind",
    "Writers",
    "WrittenDate",
    "WrittenTime",
    "build_calendar_entries",
    "build_citation",
    "build_improvement_table",
    "compare_target",
    "complete_ground",
    "find_dates",
    "find_people",
    "find_period",
    "find_sheet_period",
    "find_week",
    "get_week",
    "iter_tasks",
    "iter_weeks",
    "iter_work",
    "list_people",
    "list_writers",
    "propose_assignment",
    "read_time",
    "review_assignment",
    "summarize_opinions",
    "track",
]
