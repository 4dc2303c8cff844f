"""What a school sets out to improve, item by item."""

from __future__ import annotations

import datetime as dt

import attrs

from kdcl.messages import WordedEnum, message
from kdcl.typed import typed


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
