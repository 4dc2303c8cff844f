"""The periods of a case: when each is over, and what came of it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

import attrs

from kdcl.external.steps import calendar_of
from kdcl.external.workdays import WorkCalendar
from kdcl.messages import Message, WordedEnum, message
from kdcl.school.external import ExternalAssessment, StepTaken
from kdcl.standards.external import CasePeriod, ExternalRules
from kdcl.typed import typed


class Standing(WordedEnum):
    """How a period stands."""

    UNDATED = "undated", message("cannot be told: a day is not known")
    """The day it runs from, or that of the step that ended it, is not known."""
    KEPT = "kept", message("kept")
    """What it is for was done in time."""
    LATE = "late", message("done late")
    """What it is for was done after its last day."""
    OPEN = "open", message("still open; whether it is over depends on the day")
    """Nothing ended it, and nobody has said on which day it is looked at."""
    RUNNING = "running", message("running")
    """It is not over."""
    SILENT = "silent", message("over without an answer, which is agreement")
    """It is over, nobody answered, and that is agreement."""
    CUT_SHORT = "cut_short", message("cut short: the next step came before it was over")
    """Nobody answered, and what follows silence was done before silence was agreement."""
    OVERDUE = "overdue", message("overdue")
    """It is over, and what it is for was not done."""


@attrs.frozen(kw_only=True)
@typed
class Deadline:
    """A period of a case.

    Attributes:
        period: the rule.
        began: the step that it runs from.
        due: its last day; None where the day it runs from is not known.
        ended: the step that ended it; None where none did.
        standing: how it stands on the day it is looked at.
    """

    period: CasePeriod
    began: StepTaken
    due: dt.date | None
    ended: StepTaken | None
    standing: Standing

    @property
    def sentence(self) -> Message:
        """The period in words."""
        if self.due is None:
            return message("{period}: {standing}", period=self.period.says, standing=self.standing.words)
        if self.standing is Standing.OPEN:
            silent = message("by {due}; running up to that day, agreed to if no answer has come by then", due=self.due)
            overdue = message("by {due}; running up to that day, overdue after it", due=self.due)
            then = silent if self.period.is_silence_agreement else overdue
            return message("{period}: {then}", period=self.period.says, then=then)
        return message(
            "{period}: by {due}, {standing}", period=self.period.says, due=self.due, standing=self.standing.words
        )


def track_deadlines(
    external: ExternalAssessment,
    rules: ExternalRules,
    *,
    on: dt.date | None = None,
    days_off: Iterable[dt.date] = (),
) -> tuple[Deadline, ...]:
    """Return the periods that began in a case, in the order in which they began.

    Args:
        external: the case; its own days off count.
        rules: the rules of its circular.
        on: the day on which it is looked at; without it, a period that nothing ended is called neither running nor
            over.
        days_off: further days off, such as public holidays.
    """
    calendar = calendar_of(external, days_off)
    return tuple(
        _track(external, number, period, calendar, on)
        for number, taken in enumerate(external.steps)
        for period in rules.periods
        if period.starts is taken.step
    )


def _track(
    external: ExternalAssessment, number: int, period: CasePeriod, calendar: WorkCalendar, on: dt.date | None
) -> Deadline:
    began, later = external.steps[number], external.steps[number + 1 :]
    ended = next((taken for taken in later if taken.step in period.ends), None)
    # The day that a period runs from is not counted.
    due = None if began.date is None else calendar.add(began.date, period.working_days)
    # A later step may have passed over the answer: the report that follows silence ends the waiting, not the period.
    last = max((taken.date for taken in later if taken.date is not None), default=None)
    looked_at = (last if period.is_silence_agreement else None) or on
    standing = _stand(period, due, ended, looked_at)
    if standing is Standing.SILENT and due is not None and later and later[0].date is not None and later[0].date <= due:
        standing = Standing.CUT_SHORT
    return Deadline(period=period, began=began, due=due, ended=ended, standing=standing)


def _stand(period: CasePeriod, due: dt.date | None, ended: StepTaken | None, on: dt.date | None) -> Standing:
    if due is None or (ended is not None and ended.date is None):
        return Standing.UNDATED
    if ended is not None and ended.date is not None:
        return Standing.KEPT if ended.date <= due else Standing.LATE
    if on is None:
        return Standing.OPEN
    if on <= due:
        return Standing.RUNNING
    return Standing.SILENT if period.is_silence_agreement else Standing.OVERDUE
