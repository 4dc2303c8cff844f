"""The words of enumerations that only commands print; those that documents print too are in `kdcl.documents.labels`."""

from __future__ import annotations

from kdcl.checks import Severity
from kdcl.messages import message
from kdcl.planning import TaskState
from kdcl.school import Rating

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
