"""What the team writes down while it studies a school's file: preliminary reports, questions, remarks, sheets."""

from __future__ import annotations

import datetime as dt

import attrs

from kdcl.codes import CriterionCode, EvidenceCode
from kdcl.messages import WordedEnum, message
from kdcl.typed import COUNT, typed


@attrs.frozen(kw_only=True)
@typed
class SpellingSlip:
    """A slip of spelling: page and line, what stands there, what should.

    Attributes:
        where: page and line (trang - dòng), as they were written down.
        found: what stands there.
        proposal: what should stand there.
    """

    where: str
    found: str
    proposal: str = ""


@attrs.frozen(kw_only=True)
@typed
class TypingSlip:
    """A slip of typing: page and line, where a blank is missing, where one is too many.

    Attributes:
        where: page and line (trang - dòng), as they were written down.
        missing: where a blank is missing.
        extra: where a blank is too many.
    """

    where: str
    missing: str = ""
    extra: str = ""


@attrs.frozen(kw_only=True)
@typed
class PreliminaryReport:
    """The preliminary report of one member (báo cáo sơ bộ, Annex VII).

    Attributes:
        author: the member's name.
        date: the day it was written.
        structure: item 1.1, form and structure.
        style: item 1.2, style.
        spelling: item 1.3.
        typing: item 1.4.
        figures: item 1.5, whether the figures agree and are right.
        current_state: item 2.1, the descriptions.
        strengths_and_weaknesses: item 2.2.
        improvement_plans: the improvement plans; the number of the item was not established.
        evidence: the evidence; the number of the item was not established.
        verdicts: the verdicts; the number of the item was not established.
        not_assessed: criteria that the school did not assess.
        assessed_wrongly: criteria assessed wrongly.
        assessed_in_part: criteria not fully assessed.
        to_discuss: what to discuss in the team.
    """

    author: str
    date: dt.date | None = None
    structure: str = ""
    style: str = ""
    spelling: tuple[SpellingSlip, ...] = ()
    typing: tuple[TypingSlip, ...] = ()
    figures: str = ""
    current_state: str = ""
    strengths_and_weaknesses: str = ""
    improvement_plans: str = ""
    evidence: str = ""
    verdicts: str = ""
    not_assessed: tuple[CriterionCode, ...] = ()
    assessed_wrongly: tuple[CriterionCode, ...] = ()
    assessed_in_part: tuple[CriterionCode, ...] = ()
    to_discuss: str = ""


@attrs.frozen(kw_only=True)
@typed
class FileStudy:
    """What the team found in the file as a whole (báo cáo kết quả nghiên cứu hồ sơ đánh giá, Annex X).

    Attributes:
        form: item 1, form, structure, language.
        content: item 2, content.
        not_assessed: item 3 a, criteria that the school did not assess.
        assessed_wrongly: item 3 b, criteria assessed wrongly.
        assessed_in_part: item 3 c, criteria not fully assessed.
        date: the day of the report.
    """

    form: str = ""
    content: str = ""
    not_assessed: tuple[CriterionCode, ...] = ()
    assessed_wrongly: tuple[CriterionCode, ...] = ()
    assessed_in_part: tuple[CriterionCode, ...] = ()
    date: dt.date | None = None


class RequestKind(WordedEnum):
    """What is asked of a piece of evidence."""

    CHECK = "check", message("to be checked")
    """Minh chứng cần kiểm tra."""
    ADD = "add", message("to be added")
    """Minh chứng cần bổ sung."""


@attrs.frozen(kw_only=True)
@typed
class EvidenceRequest:
    """A piece of evidence that the team wants to check, or asks the school to add.

    Attributes:
        criterion: the criterion it is for.
        kind: whether it is to be checked or added.
        code: its code; None of one that the school does not list yet.
        what: what is asked.
        answer: what the school showed, or what the team found; empty while it is open.
        answered_on: the day it was answered.
    """

    criterion: CriterionCode
    kind: RequestKind
    code: EvidenceCode | None = None
    what: str = ""
    answer: str = ""
    answered_on: dt.date | None = None

    @property
    def is_open(self) -> bool:
        """Whether nobody has answered it."""
        return not self.answer.strip() and self.answered_on is None


@attrs.frozen(kw_only=True)
@typed
class Interview:
    """An interview or discussion at the school.

    Attributes:
        criterion: the criterion it is for.
        whom: who is asked (đối tượng).
        count: how many people.
        content: what is asked.
        result: what was said.
    """

    criterion: CriterionCode
    whom: str = ""
    count: int | None = attrs.field(default=None, validator=COUNT)
    content: str = ""
    result: str = ""


@attrs.frozen(kw_only=True)
@typed
class Observation:
    """A facility or an activity that the team looks at.

    Attributes:
        what: what is looked at.
        result: what was seen.
        criterion: the criterion it is for; None where it is for several.
    """

    what: str
    result: str = ""
    criterion: CriterionCode | None = None


@attrs.frozen(kw_only=True)
@typed
class TeamSheet:
    """The team's sheet of one criterion (phiếu đánh giá tiêu chí, Annexes VIII and IX).

    Attributes:
        criterion: the criterion.
        author: who wrote it.
        remark: what the team remarks on the school's own assessment.
        strengths: item 1.
        weaknesses: item 2.
        improvement_plan: item 3.
        unclear: item 4, what is unclear, is to be checked again or to be added.
    """

    criterion: CriterionCode
    author: str = ""
    remark: str = ""
    strengths: str = ""
    weaknesses: str = ""
    improvement_plan: str = ""
    unclear: str = ""

    @property
    def is_empty(self) -> bool:
        """Whether nothing is written on it."""
        texts = (self.remark, self.strengths, self.weaknesses, self.improvement_plan, self.unclear)
        return not any(text.strip() for text in texts)


@attrs.frozen(kw_only=True)
@typed
class StandardRemark:
    """What the team says of a whole standard (đánh giá chung về tiêu chuẩn)."""

    standard: int = attrs.field(validator=COUNT)
    text: str = ""
