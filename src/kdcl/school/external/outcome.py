"""What comes of an assessment from outside: surveys, the school's answer, the report, the recognition."""

from __future__ import annotations

import datetime as dt

import attrs

from kdcl.codes import CriterionCode
from kdcl.law import LegalNumber, Level, Step
from kdcl.messages import WordedEnum, message
from kdcl.typed import typed


@attrs.frozen(kw_only=True)
@typed
class StepTaken:
    """A step that was taken.

    Attributes:
        step: which one.
        date: the day; None where it is not known, and then none is guessed.
        number: the number of the letter or decision.
        note: a remark, such as what was missing in a file that was returned.
    """

    step: Step
    date: dt.date | None = None
    number: LegalNumber | None = None
    note: str = ""


@attrs.frozen(kw_only=True)
@typed
class Survey:
    """A survey at the school (khảo sát sơ bộ, Annex XI; khảo sát chính thức, Annex XII).

    Attributes:
        first_day: its first day.
        last_day: its last day; the first one where it is one day.
        team: who took part of the team.
        school: who took part of the school.
        exchange: what was said of the study of the file; of the main survey, the overview.
        requests: what the school is asked for.
        plan: how the main survey is to go.
        closed_at: when it closed, as written.
    """

    first_day: dt.date | None = None
    last_day: dt.date | None = None
    team: tuple[str, ...] = ()
    school: tuple[str, ...] = ()
    exchange: str = ""
    requests: tuple[str, ...] = ()
    plan: str = ""
    closed_at: str = ""


class PointOutcome(WordedEnum):
    """What the team decided on a point of the school."""

    ACCEPTED = "accepted", message("accepted, the report is changed")
    """Tiếp thu."""
    KEPT = "kept", message("kept as it was")
    """Giữ nguyên."""


@attrs.frozen(kw_only=True)
@typed
class AnswerPoint:
    """A point of the draft report to which the school objects.

    Attributes:
        text: what the school says.
        criterion: the criterion it is about; None where it is about the report as a whole.
        outcome: what the team decided; None while it is open.
        reason: why.
    """

    text: str
    criterion: CriterionCode | None = None
    outcome: PointOutcome | None = None
    reason: str = ""


@attrs.frozen(kw_only=True)
@typed
class SchoolAnswer:
    """The school's answer to the draft report.

    Attributes:
        number: the number of its letter.
        date: the day of the letter.
        points: what it objects to; none where it agrees.
        text: what else it says.
    """

    number: LegalNumber | None = None
    date: dt.date | None = None
    points: tuple[AnswerPoint, ...] = ()
    text: str = ""


@attrs.frozen(kw_only=True)
@typed
class ExternalReport:
    """What the report says beside the sheets (báo cáo đánh giá ngoài, Annex XIII).

    Attributes:
        introduction: Part I, the introduction.
        process: how the team worked.
        structure: whether the school's report has the structure it should.
        coverage: whether it covers all criteria.
        remarks: general remarks.
        conclusion: Part III, the conclusion.
        recommendations: what the team recommends.
        date: the day of the report.
    """

    introduction: str = ""
    process: str = ""
    structure: str = ""
    coverage: str = ""
    remarks: str = ""
    conclusion: str = ""
    recommendations: tuple[str, ...] = ()
    date: dt.date | None = None


@attrs.frozen(kw_only=True)
@typed
class Recognition:
    """The recognition (công nhận đạt tiêu chuẩn chất lượng giáo dục) as its decision states it.

    Attributes:
        level: the level.
        number: the number of the decision or certificate.
        date: its day.
        valid_until: the last day of its validity as it states it; never computed.
    """

    level: Level | None = None
    number: LegalNumber | None = None
    date: dt.date | None = None
    valid_until: dt.date | None = None
