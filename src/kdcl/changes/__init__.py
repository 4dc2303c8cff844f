"""Differences between two files of a school, and merging what several people changed: pure functions of facts.

A difference is typed changes, each with its place; applied to the old file they give the new one. Merging takes what
one side changed and names what both changed in different ways; it never drops what somebody wrote.
"""

from kdcl.changes.change import Change, ChangeKind
from kdcl.changes.difference import apply, diff
from kdcl.changes.grouping import ChangeGroup, group_changes
from kdcl.changes.merging import Conflict, Merged, merge
from kdcl.changes.taking import take
from kdcl.changes.word_marks import Stretch, mark_words

__all__ = [
    "Change",
    "ChangeGroup",
    "ChangeKind",
    "Conflict",
    "Merged",
    "Stretch",
    "apply",
    "diff",
    "group_changes",
    "mark_words",
    "merge",
    "take",
]
