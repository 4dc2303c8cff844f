"""What people of the school said of the published draft of the report, and what was decided."""

from __future__ import annotations

import datetime as dt

import attrs

from kdcl.codes import CriterionCode
from kdcl.messages import WordedEnum, message
from kdcl.typed import typed


class OpinionOutcome(WordedEnum):
    """What was decided on an opinion; one not decided yet has no outcome."""

    ACCEPTED = "accepted", message("accepted")
    """Tiếp thu."""
    PARTLY_ACCEPTED = "partly_accepted", message("accepted in part")
    """Tiếp thu một phần."""
    DECLINED = "declined", message("not accepted")
    """Không tiếp thu."""


@attrs.frozen(kw_only=True)
@typed
class Opinion:
    """An opinion on the published draft (ý kiến góp ý).

    Attributes:
        text: what was said.
        source: who said it, by role or group and never by name.
        criterion: the criterion it is about; None where it is about another part.
        part: the part of the report it is about, where no criterion says it.
        received_on: the day it was received.
        outcome: what was decided; None while nothing is.
        reason: why, or what was changed.
    """

    text: str
    source: str = ""
    criterion: CriterionCode | None = None
    part: str = ""
    received_on: dt.date | None = None
    outcome: OpinionOutcome | None = None
    reason: str = ""
