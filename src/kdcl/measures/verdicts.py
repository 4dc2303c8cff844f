"""The verdict on a measure, and on one school year of it."""

from __future__ import annotations

import attrs

from kdcl.figures.metrics import Measured
from kdcl.messages import Message, WordedEnum, message
from kdcl.school import DataPlace, SchoolYear


class Verdict(WordedEnum):
    """What the figures say of a measure; it is a verdict on the number, never on the indicator that asks for it."""

    MET = "met", message("number reached")
    """They meet it."""
    NOT_MET = "not_met", message("number not reached")
    """They do not meet it."""
    NOT_JUDGED = "not_judged", message("cannot be judged")
    """It cannot be judged: something is missing. Never a pass."""
    NOT_APPLICABLE = "not_applicable", message("not asked for")
    """It asks nothing of this school, or nothing of this year yet."""


@attrs.frozen(kw_only=True)
class YearJudgement:
    """A measure judged for one school year.

    Attributes:
        year: the school year; for what holds at the time of assessment, the one assessed.
        measured: the value; None where it is not known.
        verdict: what it says.
        missing: the cells that would have to be filled in.
        reason: why it is so, in words.
    """

    year: SchoolYear
    measured: Measured | None
    verdict: Verdict
    missing: tuple[DataPlace, ...]
    reason: Message
