"""The self-assessment plan."""

from __future__ import annotations

import datetime as dt

import attrs

from kdcl.codes import CriterionCode
from kdcl.law import LegalNumber, Level
from kdcl.school.grounds import LegalGround
from kdcl.school.timetable import Timetable
from kdcl.typed import COUNT, typed


@attrs.frozen(kw_only=True)
@typed
class Training:
    """A training for those who assess (tập huấn nghiệp vụ).

    Attributes:
        time: when.
        participants: who takes part.
        content: what is taught.
    """

    time: str = ""
    participants: str = ""
    content: str = ""


@attrs.frozen(kw_only=True)
@typed
class ResourceRow:
    """A row of the table of resources (nguồn lực).

    Attributes:
        standard: the standard it is for; None where a criterion says it, or it is for the whole.
        criterion: the criterion it is for.
        activities: what is done.
        resources: what has to be mobilised or provided.
        time: when.
        note: anything else.
    """

    standard: int | None = attrs.field(default=None, validator=COUNT)
    criterion: CriterionCode | None = None
    activities: str = ""
    resources: str = ""
    time: str = ""
    note: str = ""


@attrs.frozen(kw_only=True)
@typed
class ExpectedEvidenceRow:
    """A row of the table of evidence that is to be collected (dự kiến các minh chứng cần thu thập).

    Attributes:
        standard: the standard it is for; None where a criterion says it, or it is for the whole.
        criterion: the criterion it is for.
        evidence: what is to be collected.
        place: where.
        collectors: the group or people who collect it.
        time: when.
        cost: the expected cost, in the school's words.
        note: anything else.
    """

    standard: int | None = attrs.field(default=None, validator=COUNT)
    criterion: CriterionCode | None = None
    evidence: str = ""
    place: str = ""
    collectors: str = ""
    time: str = ""
    cost: str = ""
    note: str = ""


@attrs.frozen(kw_only=True)
@typed
class AssessmentPlan:
    """The self-assessment plan (kế hoạch tự đánh giá); lists have one text an item.

    Attributes:
        number: the number of the document.
        date: the day it was signed.
        grounds: what it is founded on.
        advantages: what in the situation helps (thuận lợi).
        difficulties: what in the situation stands against it (khó khăn).
        purpose: what it is for (mục đích).
        scope: what it covers (phạm vi).
        requirements: what is asked of those who carry it out (yêu cầu).
        key_tasks: the main tasks (nhiệm vụ trọng tâm).
        tasks: the single tasks (nhiệm vụ cụ thể).
        targets: what is to be reached, in words (chỉ tiêu).
        target_level: the level that the school sets out to reach.
        actions: how it is to be reached (biện pháp).
        trainings: the trainings.
        resources: the table of resources.
        expected_evidence: the table of evidence that is to be collected.
        timetable: what is done when.
        carrying_out: how it is organised (tổ chức thực hiện).
        recipients: who receives it (nơi nhận).
    """

    number: LegalNumber | None = None
    date: dt.date | None = None
    grounds: tuple[LegalGround, ...] = ()
    advantages: tuple[str, ...] = ()
    difficulties: tuple[str, ...] = ()
    purpose: tuple[str, ...] = ()
    scope: str = ""
    requirements: tuple[str, ...] = ()
    key_tasks: tuple[str, ...] = ()
    tasks: tuple[str, ...] = ()
    targets: tuple[str, ...] = ()
    target_level: Level | None = None
    actions: tuple[str, ...] = ()
    trainings: tuple[Training, ...] = ()
    resources: tuple[ResourceRow, ...] = ()
    expected_evidence: tuple[ExpectedEvidenceRow, ...] = ()
    timetable: Timetable = attrs.field(factory=Timetable)
    carrying_out: tuple[str, ...] = ()
    recipients: tuple[str, ...] = ()
