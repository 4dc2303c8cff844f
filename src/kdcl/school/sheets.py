"""What is written on the sheets of criteria, what a school sets out to improve, and what is said of whole standards."""

from __future__ import annotations

import datetime as dt

import attrs

from kdcl.codes import CriterionCode
from kdcl.messages import WordedEnum, message
from kdcl.school.ratings import Rating
from kdcl.typed import COUNT, typed


@attrs.frozen(kw_only=True)
@typed
class StateParagraph:
    """One paragraph of a sheet's current state.

    Attributes:
        text: what is so, each statement followed by its evidence codes.
        indicator: the letter of the indicator it speaks of; None where it speaks of the whole criterion.
    """

    text: str
    indicator: str | None = None


class ImprovementStatus(WordedEnum):
    """How far an improvement has come."""

    PLANNED = "planned", message("planned")
    """Chưa thực hiện."""
    UNDER_WAY = "under_way", message("under way")
    """Đang thực hiện."""
    DONE = "done", message("done")
    """Đã hoàn thành."""
    DROPPED = "dropped", message("dropped")
    """Không thực hiện nữa."""


@attrs.frozen(kw_only=True)
@typed
class ImprovementItem:
    """One thing that a school will do to improve a criterion (nội dung cải tiến).

    Attributes:
        what: what will be done.
        responsible: the role or group that does it; no person's name is needed.
        resources: what it takes.
        first_day: when it begins.
        last_day: when it is to be done.
        expected_result: what shows that it is done.
        status: how far it has come.
    """

    what: str
    responsible: str = ""
    resources: str = ""
    first_day: dt.date | None = None
    last_day: dt.date | None = None
    expected_result: str = ""
    status: ImprovementStatus = ImprovementStatus.PLANNED


@attrs.frozen(kw_only=True)
@typed
class CriterionSheet:
    """The sheet of one criterion (phiếu đánh giá tiêu chí) with its five items.

    Attributes:
        criterion: the criterion it assesses.
        current_state: item 1 (mô tả hiện trạng).
        strengths: item 2 (điểm mạnh).
        weaknesses: item 3 (điểm yếu).
        improvement_plan: item 4 (kế hoạch cải tiến chất lượng), in words.
        improvements: item 4 item by item; it stands beside the words or in their place.
        stated_verdict: item 5 (tự đánh giá) where the school wrote it down. The verdict that holds follows from the
            ratings of the indicators.
    """

    criterion: CriterionCode
    current_state: tuple[StateParagraph, ...] = ()
    strengths: str = ""
    weaknesses: str = ""
    improvement_plan: str = ""
    improvements: tuple[ImprovementItem, ...] = ()
    stated_verdict: Rating | None = None


@attrs.frozen(kw_only=True)
@typed
class StandardSummary:
    """What the report says of a standard as a whole: the opening (mở đầu) and the conclusion (kết luận)."""

    standard: int = attrs.field(validator=COUNT)
    opening: str = ""
    strengths: str = ""
    weaknesses: str = ""
