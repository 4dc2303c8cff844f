"""The team that assesses a school from outside (đoàn đánh giá ngoài), its decision and its working plan."""

from __future__ import annotations

import datetime as dt

import attrs

from kdcl.codes import CriterionCode
from kdcl.law import LegalNumber
from kdcl.messages import WordedEnum, message
from kdcl.school.grounds import LegalGround
from kdcl.typed import typed


class TeamRole(WordedEnum):
    """What a member is in the team."""

    LEADER = "leader", message("leader"), message("Leader of the team")
    """Trưởng đoàn."""
    SECRETARY = "secretary", message("secretary of the team"), message("Secretary of the team")
    """Thư ký đoàn."""
    MEMBER = "member", message("member of the team"), message("Member of the team")
    """Thành viên đoàn."""


@attrs.frozen(kw_only=True)
@typed
class TeamMember:
    """A member of the team.

    Attributes:
        name: the person's name.
        position: the post held (chức vụ).
        workplace: where (đơn vị công tác).
        role: what the member is in the team; None where nobody has said it.
        criteria: the criteria the member works on.
        telephone: where the member is reached.
        mail: the member's address.
        conflict: the conflict of interest that was stated; empty where none was.
    """

    name: str
    position: str = ""
    workplace: str = ""
    role: TeamRole | None = None
    criteria: tuple[CriterionCode, ...] = ()
    telephone: str = ""
    mail: str = ""
    conflict: str = ""


@attrs.frozen(kw_only=True)
@typed
class TeamDecision:
    """The decision that appoints the team (quyết định thành lập đoàn đánh giá ngoài).

    Attributes:
        number: its number.
        date: the day it was signed.
        issuer: who issued it.
        signer: the name of who signed it.
        grounds: what it is founded on.
        recipients: who receives it (nơi nhận).
    """

    number: LegalNumber | None = None
    date: dt.date | None = None
    issuer: str = ""
    signer: str = ""
    grounds: tuple[LegalGround, ...] = ()
    recipients: tuple[str, ...] = ()


@attrs.frozen(kw_only=True)
@typed
class PlannedWork:
    """A row of the team's working plan.

    Attributes:
        what: what is done.
        first_day: when it begins.
        last_day: when it ends; the first day where it is one.
        responsible: who does it.
        note: a remark.
    """

    what: str
    first_day: dt.date | None = None
    last_day: dt.date | None = None
    responsible: str = ""
    note: str = ""


@attrs.frozen(kw_only=True)
@typed
class Team:
    """The team (đoàn đánh giá ngoài), Article 29 of the circular.

    Attributes:
        members: its members.
        decision: the decision that appoints it.
        plan: its working plan.
    """

    members: tuple[TeamMember, ...] = ()
    decision: TeamDecision = attrs.field(factory=TeamDecision)
    plan: tuple[PlannedWork, ...] = ()

    def find_members(self, role: TeamRole) -> tuple[TeamMember, ...]:
        """Return the members with a role, in the order of the list."""
        return tuple(member for member in self.members if member.role is role)
