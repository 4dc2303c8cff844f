"""The words of the law's enumerations, for printing."""

from __future__ import annotations

from kdcl.checks import Severity
from kdcl.law import Region, SchoolCategory, Status
from kdcl.messages import message
from kdcl.planning import TaskState
from kdcl.school import Rating

STATUS = {
    Status.VERIFIED: message("verified"),
    Status.INFERRED: message("inferred"),
    Status.UNKNOWN: message("not read"),
}
CATEGORY = {
    SchoolCategory.LOWER_SECONDARY: message("lower secondary schools"),
    SchoolCategory.UPPER_SECONDARY: message("upper secondary schools"),
    SchoolCategory.GIFTED: message("schools for gifted students"),
}
REGION = {
    Region.DIFFICULT: message("mountainous, remote and island areas"),
    Region.OTHER: message("other areas"),
}
SEVERITY = {
    Severity.ERROR: message("error"),
    Severity.WARNING: message("warning"),
    Severity.NOTE: message("note"),
}
RATING = {
    Rating.MET: message("met"),
    Rating.NOT_MET: message("not met"),
    None: message("not judged"),
}
TASK_STATE = {
    TaskState.DONE: message("done"),
    TaskState.LATE: message("late"),
    TaskState.DUE: message("due"),
    TaskState.COMING: message("coming"),
    TaskState.UNDATED: message("without a time"),
}
