"""Differences between two files of a school, merging them, and the next year's file: pure functions of facts.

A difference is typed changes, each with its place; applied to the old file they give the new one. Merging takes what
one side changed and names what both changed in different ways; it never drops what somebody wrote.
"""

from kdcl.changes.change import Change, ChangeKind
from kdcl.changes.crosswalk import Crosswalk, Link, load_crosswalk
from kdcl.changes.difference import apply, diff
from kdcl.changes.following import Carried, NextYear, next_year
from kdcl.changes.frameworks import FrameworkChanges, Ground, ItemChange, ItemChangeKind, diff_frameworks
from kdcl.changes.grouping import ChangeGroup, group_changes
from kdcl.changes.merging import Conflict, Merged, merge
from kdcl.changes.policy import (
    CouncilChoice,
    EvidenceChoice,
    FigureChoice,
    ImprovementChoice,
    NextYearPolicy,
    TextChoice,
)
from kdcl.changes.taking import take
from kdcl.changes.word_marks import Stretch, mark_words
from kdcl.changes.year_marks import find_year_mark, mark_year, without_year_mark

__all__ = [
    "Carried",
    "Change",
    "ChangeGroup",
    "ChangeKind",
    "Conflict",
    "CouncilChoice",
    "Crosswalk",
    "EvidenceChoice",
    "FigureChoice",
    "FrameworkChanges",
    "Ground",
    "ImprovementChoice",
    "ItemChange",
    "ItemChangeKind",
    "Link",
    "Merged",
    "NextYear",
    "NextYearPolicy",
    "Stretch",
    "TextChoice",
    "apply",
    "diff",
    "diff_frameworks",
    "find_year_mark",
    "group_changes",
    "load_crosswalk",
    "mark_words",
    "mark_year",
    "merge",
    "next_year",
    "take",
    "without_year_mark",
]
