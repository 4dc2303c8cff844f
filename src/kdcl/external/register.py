"""An officer's register: the schools that asked, where each case stands, its team, surveys and periods."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import Final

import attrs

from kdcl.external.deadlines import Deadline, Standing, track_deadlines
from kdcl.external.steps import find_flaws, find_state
from kdcl.law import Level, Step
from kdcl.messages import Message, message
from kdcl.school import SchoolYear
from kdcl.school.external import ExternalAssessment, StepTaken, Survey, TeamRole
from kdcl.standards.external import ExternalRules
from kdcl.typed import typed

_COLUMNS: Final = {
    "school": message("School"),
    "school_year": message("School year"),
    "registered_on": message("Registered on"),
    "accepted_on": message("Accepted on"),
    "state": message("State"),
    "leader": message("Leader of the team"),
    "members": message("Members"),
    "preliminary_survey": message("Preliminary survey"),
    "main_survey": message("Main survey"),
    "open_periods": message("Open periods"),
    "level": message("Level recognised"),
}
REGISTER_HEAD: Final = tuple(_COLUMNS.values())
"""What the columns of the register are called."""
REGISTER_KEYS: Final = tuple(_COLUMNS)
"""What its columns are called in JSON; the keys are stable."""


@attrs.frozen(kw_only=True)
@typed
class RegisterRow:
    """A school in the register.

    Attributes:
        school: its name.
        school_year: the school year of its self-assessment.
        registered_on: the day it registered; None where it is not known.
        accepted_on: the day the department accepted its file; None where it did not, or the day is not known.
        state: the last step that was taken; None where the case has not begun.
        is_in_order: whether every step may stand where it stands.
        leader: the leader of the team; empty where there is none yet.
        size: how many members the team has.
        preliminary_survey: the days of the preliminary survey; where none is stated, the day of its step.
        main_survey: the days of the main survey; where none is stated, the day of its step.
        open_deadlines: the periods that run, that are over without having been kept, or whose silence is agreement and
            on which nothing followed yet.
        level: the level that was recognised; None where none was.
    """

    school: str
    school_year: SchoolYear
    registered_on: dt.date | None
    accepted_on: dt.date | None
    state: StepTaken | None
    is_in_order: bool
    leader: str
    size: int
    preliminary_survey: Survey
    main_survey: Survey
    open_deadlines: tuple[Deadline, ...]
    level: Level | None

    @property
    def cells(self) -> tuple[object, ...]:
        """What stands in its columns, as facts that messages take; None where nothing does."""
        return (
            self.school,
            self.school_year,
            self.registered_on,
            self.accepted_on,
            self._told_state,
            self.leader,
            self.size or None,
            _days(self.preliminary_survey),
            _days(self.main_survey),
            tuple(deadline.sentence for deadline in self.open_deadlines),
            self._told_level,
        )

    @property
    def _told_state(self) -> Message:
        """The last step; with a word on it where a step before it is missing, or may not stand where it stands."""
        if self.state is None:
            return message("not begun")
        words = self.state.step.words
        return words if self.is_in_order else message("{state}, but the steps are out of order", state=words)

    @property
    def _told_level(self) -> Level | Message | None:
        """The level; with a word on it where no step says that the school was recognised."""
        if self.level is None or (self.state is not None and self.state.step is Step.RECOGNISED):
            return self.level
        return message("{level}, but no step says so", level=self.level)


@attrs.frozen(kw_only=True)
@typed
class UnreadRow:
    """A file in the register that could not be read.

    Attributes:
        source: the file.
        reason: why.
    """

    source: str
    reason: Message

    @property
    def cells(self) -> tuple[object, ...]:
        """The file and the reason, in the columns of the school and the state."""
        said = {"school": self.source, "state": message("not read: {reason}", reason=self.reason)}
        return tuple(said.get(key) for key in REGISTER_KEYS)


def _days(survey: Survey) -> Message | dt.date | None:
    if survey.first_day is None or survey.last_day in {None, survey.first_day}:
        return survey.first_day or survey.last_day
    return message("{first} to {last}", first=survey.first_day, last=survey.last_day)


_OPEN = frozenset({Standing.OPEN, Standing.RUNNING, Standing.OVERDUE, Standing.UNDATED})


def build_register_row(
    external: ExternalAssessment,
    rules: ExternalRules | None,
    *,
    on: dt.date | None = None,
    days_off: Iterable[dt.date] = (),
) -> RegisterRow:
    """Return the row of a case.

    Args:
        external: the case.
        rules: the rules of its circular; None where none are known, and then it has no periods.
        on: the day on which periods are looked at.
        days_off: days off besides those of the case, such as public holidays.
    """
    leaders = external.team.find_members(TeamRole.LEADER)
    days_off = tuple(days_off)
    deadlines = () if rules is None else track_deadlines(external, rules, on=on, days_off=days_off)
    return RegisterRow(
        school=external.school,
        school_year=external.school_year,
        registered_on=_day_of(external, Step.REGISTERED),
        accepted_on=_day_of(external, Step.ACCEPTED),
        state=find_state(external),
        is_in_order=rules is None or not find_flaws(external, rules, days_off=days_off),
        leader=leaders[0].name if leaders else "",
        size=len(external.team.members),
        preliminary_survey=_survey(external.preliminary_survey, external, Step.PRELIMINARY_SURVEY),
        main_survey=_survey(external.main_survey, external, Step.MAIN_SURVEY),
        open_deadlines=tuple(each for each in deadlines if _is_open(each, external)),
        level=external.recognition.level,
    )


def _is_open(deadline: Deadline, external: ExternalAssessment) -> bool:
    """Whether a period still matters: silence does until something follows it."""
    if deadline.standing is Standing.SILENT:
        return deadline.began is find_state(external)
    return deadline.ended is None and deadline.standing in _OPEN


def _survey(survey: Survey, external: ExternalAssessment, step: Step) -> Survey:
    """Return a survey with its day: where its own facts have none, that of the step which says that it was held."""
    if survey.first_day is None and survey.last_day is None:
        return attrs.evolve(survey, first_day=_day_of(external, step))
    return survey


def _day_of(external: ExternalAssessment, step: Step) -> dt.date | None:
    return next((taken.date for taken in reversed(external.steps) if taken.step is step), None)
